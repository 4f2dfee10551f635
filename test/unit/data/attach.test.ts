import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { attach, placeIn } from '../../../src/data/attach';
import { isoDate } from '../../../src/data/calendar';
import { sha256Of } from '../../../src/data/hash';
import type { Versions } from '../../../src/data/versions';
import type { AttachNode } from '../../../src/language/nodes';
import { parse } from '../../../src/language/parser';
import { numbers } from './helpers';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function nodeOf(statement: string): AttachNode {
  const node = parse(statement).statements[0]?.statement;
  assert(node?.kind === 'attach');
  return node;
}

async function attached(
  statement: string,
  content: Uint8Array | { problem: string } | string,
  versions?: Versions,
) {
  const node = nodeOf(statement);
  const asked: string[] = [];
  const result = await attach(
    node,
    (path) => {
      asked.push(path);
      return Promise.resolve(typeof content === 'string' ? bytes(content) : content);
    },
    versions && { versions },
  );
  return { ...result, asked };
}

describe('attaching a file', () => {
  it('hands on what the statement says', async () => {
    const { dataset, asked } = await attached(
      'attach mine from "a b.csv" columns day = d, tokens = n every day lists top 10 cite "me"',
      'd,model,n\n2026-02-02,qwen/a,5\n2026-02-09,qwen/a,6\n',
    );
    assert.deepEqual(asked, ['a b.csv']);
    assert(dataset);
    assert.equal(dataset.name, 'mine');
    assert.equal(dataset.time?.grain, 'day');
    assert.equal(dataset.listsTop, 10);
    assert.equal(dataset.cite, 'me');
  });

  it('hands on every option of a matrix', async () => {
    const { dataset, problems } = await attached(
      'attach mine from "m.csv" wide by lab every week from sunday unit tokens = billions other = "Others" complete until 2026-W06',
      'week,qwen,Others\n2026-02-01,1.5,2\n2026-02-08,3,\n',
    );
    assert(dataset, problems[0]?.message);
    assert.deepEqual(problems, []);
    assert.deepEqual(numbers(dataset), [1.5e9, 2e9, 3e9]);
    assert.deepEqual(dataset.texts.get('lab')?.words, ['qwen', 'other']);
    assert.equal(dataset.time?.grain, 'week');
    // The week that holds the Thursday of 2026-W06 runs from Sunday to Saturday.
    assert.equal(isoDate(dataset.time.completeUntil ?? 0), '2026-02-07');
  });

  it('a file that is not there, and one that is no text', async () => {
    const absent = await attached('attach a from "x.csv"', { problem: 'x.csv does not exist.' });
    assert.deepEqual(
      absent.problems.map((each) => each.message),
      ['x.csv does not exist.'],
    );
    const binary = await attached('attach a from "x.csv"', new Uint8Array([0x61, 0xff, 0x0a, 0x31]));
    assert.equal(binary.problems[0]?.code, 'encoding');
    assert.match(binary.problems[0].message, /UTF-8/);
  });

  const unfinished = ['attach', 'attach a', 'attach a from'];
  for (const statement of unfinished) {
    it(`\`${statement}\` reads nothing`, async () => {
      assert.deepEqual((await attached(statement, '')).asked, []);
    });
  }

  const left = ['wide by', 'every', 'every week from', 'unit', 'unit tokens =', 'other =', 'lists top'];
  for (const option of [...left, 'rest from', 'complete until', 'sha256', 'cite', 'columns tokens =']) {
    it(`\`${option}\` without an end does nothing`, async () => {
      const text = 'week,author,tokens\n2026-02-02,qwen,5\n2026-02-09,qwen,6\n';
      const { dataset, problems } = await attached(`attach a from "x.csv" ${option}`, text);
      const plain = await attached('attach a from "x.csv"', text);
      assert.deepEqual(problems, []);
      assert.deepEqual(dataset, plain.dataset);
    });
  }

  it('finds the part of the statement that is to blame', () => {
    const statement =
      'attach a from "x.csv" columns elo = score wide by model every week unit elo = ones other = "rest" rest from b complete until 2026 sha256 "00"';
    const node = nodeOf(statement);
    const at = (about: Parameters<typeof placeIn>[1]): string => {
      const { start, end } = placeIn(node, about);
      return statement.slice(start, end);
    };
    assert.equal(at('file'), '"x.csv"');
    assert.equal(at({ role: 'elo' }), 'score');
    assert.equal(at({ unit: 'elo' }), 'elo');
    assert.equal(at({ option: 'wide' }), 'model');
    assert.equal(at({ option: 'every' }), 'every week');
    assert.equal(at({ option: 'other' }), '"rest"');
    assert.equal(at({ option: 'rest' }), 'b');
    assert.equal(at({ option: 'complete' }), '2026');
    assert.equal(at({ option: 'sha256' }), '"00"');
    assert.equal(at({ role: 'never said' }), '"x.csv"');
  });
});

describe('attaching a file: its hash', () => {
  const text = 'author,tokens\nqwen,5\n';
  const hash = createHash('sha256').update(text).digest('hex');

  it('is that of its bytes, whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (each) => {
        assert.equal(await sha256Of(each), createHash('sha256').update(each).digest('hex'));
      }),
    );
  });

  it('is that of its bytes even where they are a part of a larger buffer', async () => {
    assert.equal(await sha256Of(bytes(`xx${text}yy`).subarray(2, 2 + text.length)), hash);
  });

  it('is handed on with the dataset, of the bytes and not of the text', async () => {
    const { dataset } = await attached('attach a from "x.csv"', `\ufeff${text}`);
    assert.equal(dataset?.sha256, createHash('sha256').update(`\ufeff${text}`).digest('hex'));
  });

  for (const stated of [hash, hash.toUpperCase()]) {
    it(`that the statement names (${stated.slice(0, 6)}) is taken`, async () => {
      const { dataset, problems } = await attached(`attach a from "x.csv" sha256 "${stated}"`, text);
      assert.deepEqual(problems, []);
      assert.equal(dataset?.sha256, hash);
    });
  }

  it('that is another one makes the file unusable, and both are named', async () => {
    const other = createHash('sha256').update('other').digest('hex');
    const { dataset, problems } = await attached(`attach a from "x.csv" sha256 "${other}"`, text);
    assert.equal(dataset, undefined);
    const [problem] = problems;
    assert(problem);
    assert.equal(problem.code, 'other-file');
    assert(problem.message.includes(hash.slice(0, 12)), problem.message);
    assert(problem.message.includes(other.slice(0, 12)), problem.message);
    assert(!problem.message.includes(hash.slice(0, 13)), problem.message);
    assert.deepEqual(problem.about, { option: 'sha256' });
    assert.deepEqual(problem.instead, [`"${hash}"`]);
  });

  it('is kept by who remembers versions, and what differs from it later is said with its row', async () => {
    const kept = new Map<string, Uint8Array>();
    const versions: Versions = {
      keep: (sha256, bytes) => kept.set(sha256, bytes),
      find: (_, sha256) => Promise.resolve(kept.get(sha256)),
    };
    const statement = `attach a from "x.csv" sha256 "${hash}"`;
    await attached(statement, text, versions);
    const changed = text.replace(/\n$/, '9\n');
    const { problems } = await attached(statement, changed, versions);
    assert.match(problems[0]?.message ?? '', /The first row that differs is line \d+: it is `.*9` and was `/);
    const forgotten = await attached(statement, changed);
    assert.match(forgotten.problems[0]?.message ?? '', /not at hand, so it cannot be said which row differs/);
  });

  it('is checked before anything is said about the text', async () => {
    const { problems } = await attached(`attach a from "x.csv" sha256 "${hash}"`, new Uint8Array([0xff]));
    assert.deepEqual(
      problems.map((each) => each.code),
      ['other-file'],
    );
  });

  for (const bad of ['', hash.slice(1), `${hash}0`, `g${hash.slice(1)}`, ` ${hash}`]) {
    it(`"${bad}" is no hash`, async () => {
      const { dataset, problems } = await attached(`attach a from "x.csv" sha256 "${bad}"`, text);
      assert.equal(dataset, undefined);
      assert.equal(problems[0]?.code, 'bad-hash');
      assert.match(problems[0].message, /64 digits/);
      assert.deepEqual(problems[0].instead, [`"${hash}"`]);
    });
  }
});
