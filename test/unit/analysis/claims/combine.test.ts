import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { combine } from '../../../../src/analysis/claims/combine';
import { holds, impossible, off, undecided } from '../../../../src/analysis/claims/verdicts';
import type { Verdict } from '../../../../src/protocol/result';

const VERDICTS: Record<Verdict['kind'], Verdict> = {
  holds: holds('It is so.'),
  off: off('by +1.0pp', 'It is more.'),
  undecided: undecided('It may be.'),
  impossible: impossible('There is nothing.'),
};

function of(...parts: [label: string, kind: Verdict['kind']][]): Verdict {
  return combine(parts.map(([label, kind]) => ({ label, verdict: VERDICTS[kind] })));
}

describe('claims: several figures, one verdict', () => {
  it('holds only if all hold', () => {
    assert.deepEqual(of(['CN', 'holds'], ['US', 'holds']), {
      kind: 'holds',
      text: 'holds',
      reason: 'CN: It is so. US: It is so.',
    });
  });

  it('one that is off makes the claim wrong, whatever the others are', () => {
    const verdict = of(['CN', 'impossible'], ['US', 'off'], ['EU', 'undecided'], ['JP', 'holds']);
    assert.equal(verdict.kind, 'off');
    assert.equal(verdict.text, 'US off by +1.0pp');
    assert.match(verdict.reason, /^CN: There is nothing\. US: It is more\. EU: It may be\. JP: It is so\.$/);
  });

  it('names all that are off', () => {
    assert.equal(of(['CN', 'off'], ['US', 'off']).text, 'CN off by +1.0pp, US off by +1.0pp');
  });

  it('a missing figure is not hidden behind an undecided one', () => {
    assert.equal(of(['CN', 'undecided'], ['US', 'impossible']).text, 'US cannot be computed');
    assert.equal(of(['CN', 'undecided'], ['US', 'holds']).text, 'CN undecided');
  });

  it('a single one is the verdict, with or without a name', () => {
    assert.equal(of(['CN', 'off']), VERDICTS.off);
    assert.equal(of(['', 'undecided']), VERDICTS.undecided);
  });

  it('no figure is no verdict', () => {
    assert.equal(combine([]).kind, 'impossible');
  });

  it('the order of the figures does not matter', () => {
    const kind = fc.constantFrom<Verdict['kind']>('holds', 'off', 'undecided', 'impossible');
    fc.assert(
      fc.property(fc.array(kind, { minLength: 1, maxLength: 5 }), (kinds) => {
        const parts = kinds.map((each): [string, Verdict['kind']] => ['x', each]);
        const found = of(...parts).kind;
        assert.equal(of(...parts.reverse()).kind, found);
        assert.equal(
          found === 'holds',
          kinds.every((each) => each === 'holds'),
        );
        assert.equal(found === 'off', kinds.includes('off'));
      }),
    );
  });
});
