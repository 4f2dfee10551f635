import assert from 'node:assert/strict';
import { parseResult, VERSION } from '../../../src/protocol/result';
import { KINDS } from '../../renderer/fixtures';

describe('protocol: reading a payload', () => {
  for (const [name, make] of Object.entries(KINDS)) {
    it(`reads back ${name}`, () => {
      const result = make();
      const parsed = parseResult(JSON.parse(JSON.stringify(result)));
      assert.deepEqual(parsed, { ok: true, result });
    });
  }

  it('asks for an update when a newer version wrote it', () => {
    const parsed = parseResult({ tokshare: VERSION + 1, anything: true });
    assert.ok(!parsed.ok);
    assert.match(parsed.message, /newer/);
  });

  for (const broken of [null, undefined, 7, 'text', [], {}, { tokshare: VERSION }, { tokshare: 'x' }]) {
    it(`says so when it is ${broken === undefined ? 'undefined' : JSON.stringify(broken)}`, () => {
      const parsed = parseResult(broken);
      assert.ok(!parsed.ok);
      assert.match(parsed.message, /cannot be read/);
    });
  }

  it('says where it is broken', () => {
    const result = KINDS['line']?.();
    const parsed = parseResult({ ...result, caption: { text: 1 } });
    assert.ok(!parsed.ok);
    assert.match(parsed.message, /caption\.text/);
  });
});
