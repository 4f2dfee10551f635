import assert from 'node:assert/strict';
import { parse } from '../../../src/language/parser';
import {
  adverbOf,
  grainClauseOf,
  grainOf,
  isKeyword,
  isTaken,
  mayNameColumn,
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
      const { statement } = first;
      if (statement.kind !== 'query' && statement.kind !== 'claim') return;
      const { using } = (statement.kind === 'claim' ? statement.query : statement) ?? {};
      // The ledger of a notebook without claims is empty.
      const definitions = word === 'claims' ? VOCABULARY.claim.example : '';
      // Weeks have no months, and no file here holds a whole quarter or a year of countries.
      const messages: string[] = [];
      for (const query of [example, withClause(example, 'including partial')]) {
        for (const [name, data] of Object.entries(DATA)) {
          const dataset = data[name];
          assert(dataset !== undefined);
          const { results, diagnostics } = answer(query, { [using?.text ?? name]: dataset }, definitions);
          if (results.some(({ table }) => table.rows.length > 0)) return;
          messages.push(...diagnostics.map((diagnostic) => diagnostic.message));
        }
      }
      assert.fail(messages.join('\n'));
    });
  }
});

describe('vocabulary: words that are no names', () => {
  it('every word of the language, and every unit of time', () => {
    for (const [word] of WORDS) assert(isKeyword(word) && isTaken(word), word);
    for (const word of ['day', 'weeks', 'quarter']) assert(!isKeyword(word) && isTaken(word), word);
    for (const word of ['tokens', 'rankings', 'constructor', 'toString', 'Top', 'CN'])
      assert(!isTaken(word), word);
  });

  it('none can be defined', () => {
    for (const [word] of WORDS) {
      for (const statement of [
        `group ${word} = (CN, US)`,
        `let ${word} = tokens`,
        `attach ${word} from "x.csv"`,
      ]) {
        const [first] = parse(statement).statements;
        assert(first && first.diagnostics.length > 0, statement);
      }
    }
  });

  it('a column may be called like a word that cannot stand in its place', () => {
    for (const [word, { role }] of WORDS) {
      const free = ['step', 'chart', 'option', 'unit'].includes(role);
      assert.equal(mayNameColumn(word), free, word);
      const asDimension =
        parse(`tokens for each ${word} where ${word} = "x"`).statements[0]?.diagnostics.length === 0;
      // `for each all` is a set.
      if (word !== 'all') assert.equal(asDimension, free, word);
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
