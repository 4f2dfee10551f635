import assert from 'node:assert/strict';
import { parse } from '../../../src/language/parser';
import {
  adverbOf,
  grainClauseOf,
  grainOf,
  isKeyword,
  isTaken,
  RESERVED,
  VOCABULARY,
} from '../../../src/language/vocabulary';
import { answer, examples } from '../analysis/helpers';

const WORDS = Object.entries(VOCABULARY);
const DATA = { A: examples('A'), B: examples('B'), M: examples('M') };

/** Steps and charts stand last, so a further clause goes before them. */
function withClause(query: string, clause: string): string {
  const [, head = query, tail = ''] = /^(.*?)((?: \| | as ).*)?$/.exec(query) ?? [];
  return `${head} ${clause}${tail}`;
}

describe('vocabulary: every word has an example', () => {
  for (const [word, { example, meaning }] of WORDS) {
    it(`${word}: ${example}`, () => {
      assert(meaning.length > 10);
      assert.match(example, new RegExp(`\\b${word}\\b`));
      const [first, ...more] = parse(example).statements;
      assert.deepEqual(first?.diagnostics, []);
      assert.equal(more.length, 0);
      if (first.statement.kind !== 'query') return;
      const { using } = first.statement;
      // Weeks have no months, and no file here holds a whole quarter or a year of countries.
      const tries = [example, withClause(example, 'including partial')].flatMap((query) =>
        Object.entries(DATA).map(([name, data]) => {
          const dataset = data[name];
          assert(dataset !== undefined);
          return answer(query, { [using?.text ?? name]: dataset });
        }),
      );
      const messages = tries.flatMap((each) => each.diagnostics.map((diagnostic) => diagnostic.message));
      const good = tries.find((each) => each.results.length > 0);
      assert(good, messages.join('\n'));
      assert(good.results[0] && good.results[0].table.rows.length > 0);
    });
  }
});

describe('vocabulary: words that are no names', () => {
  it('every word of the language, now or later, and every unit of time', () => {
    for (const [word] of WORDS) assert(isKeyword(word) && isTaken(word), word);
    for (const word of RESERVED) assert(!isKeyword(word) && isTaken(word), word);
    for (const word of ['day', 'weeks', 'quarter']) assert(!isKeyword(word) && isTaken(word), word);
    for (const word of ['tokens', 'rankings', 'constructor', 'toString', 'Top', 'CN'])
      assert(!isTaken(word), word);
  });

  it('none can be defined', () => {
    for (const word of [...WORDS.map(([each]) => each), ...RESERVED]) {
      const [first] = parse(`group ${word} = (CN, US)`).statements;
      assert(first && first.diagnostics.length > 0, word);
    }
  });

  it('units of time, in the singular and the plural, and their adverbs', () => {
    for (const grain of ['day', 'week', 'month', 'quarter', 'year'] as const) {
      assert.equal(grainOf(grain), grain);
      assert.equal(grainOf(`${grain}s`), grain);
      assert.equal(grainClauseOf(adverbOf(grain)), grain);
    }
    assert.equal(grainOf('Week'), undefined);
    assert.equal(grainOf('constructor'), undefined);
    assert.equal(grainClauseOf('constructor'), undefined);
  });
});
