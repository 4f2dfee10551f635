import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Grammar } from './ebnf';
import { readGrammar, rulesOf } from './ebnf';
import { parse } from '../../../src/language/parser';
import { scan } from '../../../src/language/scanner';
import { grainOf, isKeyword, VOCABULARY } from '../../../src/language/vocabulary';
import { coverage, GRAMMAR, POOLS, sentences, shortSentences, type Sentence } from './sentences';
import { show } from './show';

/** The words of a tree as they are written, in the order of the text. */
function leavesOf(node: unknown): { start: number; text: string }[] {
  if (typeof node !== 'object' || node === null) return [];
  const { start, text } = node as { start?: unknown; text?: unknown };
  const own = typeof start === 'number' && typeof text === 'string' ? [{ start, text }] : [];
  return [...own, ...Object.values(node).flatMap(leavesOf)].sort((a, b) => a.start - b.start);
}

/** The sentence is read as one statement, without complaint, and every name and literal of it is in the tree. */
function accepted({ text, words }: Sentence): void {
  const [first, ...more] = parse(text).statements;
  assert(first, text);
  assert.equal(more.length, 0, text);
  assert.deepEqual(
    first.diagnostics.map(({ message }) => message),
    [],
    text,
  );
  // These are in the tree as what they mean.
  const names = words.filter(({ of }) => of !== undefined && of !== 'count' && of !== 'separator');
  const leaves = leavesOf(first.statement).filter((leaf) => leaf.text !== 'latest');
  assert.deepEqual(
    leaves.map((leaf) => leaf.text),
    names.map((each) => each.text.replaceAll('"', '')),
    text,
  );
  assert(
    !show(first.statement)
      .replace(/"[^"]*"/g, '')
      .includes('?'),
    show(first.statement),
  );
}

describe('the grammar', () => {
  const short = shortSentences();
  const { productions, alternatives, optional, unused } = coverage(short);
  const of = ([used, all]: readonly [number, number], what: string): string => `${used} of ${all} ${what}`;
  const figure = [
    of(productions, 'productions'),
    of(alternatives, 'alternatives'),
    of(optional, 'ways of options and repetitions'),
  ].join(', ');

  it(`is derived whole: ${figure}`, () => {
    assert.deepEqual(unused, [], figure);
    assert(productions[1] > 40 && alternatives[1] > 150, figure);
  });

  it(`the parser accepts each of the ${short.length} short sentences that use all of it`, () => {
    for (const each of short) accepted(each);
  });

  it('the parser accepts random sentences', () => {
    fc.assert(fc.property(sentences, accepted), { numRuns: 2000 });
  });

  it('random sentences use all of it too', () => {
    const random = fc.sample(sentences, { numRuns: 10_000, seed: 1 });
    assert.deepEqual(coverage(random).unused, []);
  });
});

describe('the grammar and the vocabulary', () => {
  const quoted = new Set(
    [...GRAMMAR.values()].flatMap(rulesOf).flatMap((rule) => (rule.kind === 'word' ? [rule.text] : [])),
  );

  it('every word of the language is in the grammar', () => {
    assert.deepEqual(
      Object.keys(VOCABULARY).filter((word) => !quoted.has(word)),
      [],
    );
  });

  it('every quoted word of the grammar is a word of the language, a unit of time or a symbol', () => {
    const isSymbol = (text: string): boolean => scan(text).length === 1 && scan(text)[0]?.kind === 'symbol';
    const unknown = [...quoted].filter(
      (word) => !isKeyword(word) && grainOf(word) === undefined && !isSymbol(word),
    );
    assert.deepEqual(unknown, []);
  });

  it('the words of the pools fit the patterns of the grammar, and are scanned as what they are', () => {
    const kinds: Readonly<Record<string, string>> = {
      ...{ name: 'name', model: 'model', qualified: 'qualified', string: 'string', year: 'quantity' },
      ...{ separator: 'string', encoding: 'string' },
      ...{ day: 'period', iso_week: 'period', month: 'period', quarter: 'period' },
    };
    for (const [key, pool] of Object.entries(POOLS)) {
      const production = key.split('.').at(-1) ?? key;
      const body = GRAMMAR.get(production);
      assert(body?.kind === 'pattern', key);
      for (const word of pool) {
        assert.match(word, body.pattern);
        assert.deepEqual(
          scan(word).map(({ kind }) => kind),
          [kinds[production] ?? 'quantity'],
          word,
        );
      }
    }
  });
});

describe('the reader of grammars', () => {
  const words = (grammar: Grammar): string[] =>
    [...grammar.values()].flatMap(rulesOf).map((rule) => (rule.kind === 'word' ? rule.text : rule.kind));

  it('reads every notation', () => {
    const grammar = readGrammar('a = "x" [ b ] { "|" ( "(*" | "y" ) } ; (* not "z" *)\nb = /[/"]\\/(a)*/ ;');
    assert.deepEqual([...grammar.keys()], ['a', 'b']);
    assert.deepEqual(words(grammar), [
      ...['sequence', 'x', 'option', 'production', 'repetition', 'sequence', '|', 'choice', '(*', 'y'],
      'pattern',
    ]);
  });

  const bad: [text: string, message: RegExp][] = [
    ['a = "x"', /has the end where ; should be/],
    ['a = ( "x" ;', /has ; where \) should be/],
    ['a = "x" | ;', /empty part before ;/],
    ['a = "x" ; a = "y" ;', /says a twice/],
    ['a = "x ;', /cannot be read from: "x ;/],
  ];
  for (const [text, message] of bad)
    it(`refuses ${text}`, () => assert.throws(() => readGrammar(text), message));
});
