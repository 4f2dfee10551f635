import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { bind } from '../../../src/analysis/bind';
import { evaluate } from '../../../src/analysis/evaluate';
import { readNotebook, runCell } from '../../../src/analysis/notebook';
import { expectationsAt, parse } from '../../../src/language/parser';
import { VOCABULARY } from '../../../src/language/vocabulary';
import type { Tree } from '../../../src/language/nodes';
import { Cursor } from '../../../src/language/parsing/cursor';
import { statement } from '../../../src/language/parsing/statements';
import { scanStatements } from '../../../src/language/scanner';
import { grid, scopeOf } from '../analysis/helpers';
import { sentences } from './sentences';
import { show } from './show';

const QUERIES = [
  ...Object.values(VOCABULARY).map((word) => word.example),
  'share of tokens for CN within top 9 models each week then (CN, US) in 2026-W11 using a | top 3 as bar title "x"',
  'ratio of share of tokens for lab (openai, "Claude Opus 4.6") to qwen/* where price < $1.5 and release >= 2026-01',
  'all crossings of share of tokens for CN over 50% weekly sustained 2 weeks last 8 weeks until 2026-05-01',
  'event 2024-06 .. 2024-07 "x" source "y"\ngroup g = all except (openai)\n  # why\ntokens for each g\n| moving average 4 weeks',
];

const PIECES = [
  ...Object.keys(VOCABULARY),
  ...[
    'tokens',
    'CN',
    'US',
    'g',
    '2026-W11',
    '2026-02-30',
    '50%',
    '4.12t',
    '9',
    '"x"',
    '"',
    'a/b',
    'a/*',
    'lab:x',
    'change',
    'vs',
  ],
  ...[
    '(',
    ')',
    ',',
    '|',
    '=',
    '!=',
    '<',
    '..',
    '->',
    '±',
    '#',
    '\n',
    '\n  ',
    '\r\n',
    ' ',
    '\t',
    '👍',
    '\ufeff',
    '\u2028',
    '$',
    '.',
    ':',
    '*',
  ],
];

type Edit = readonly [kind: 'insert' | 'delete' | 'replace', place: number, length: number, piece: string];

const edits = fc.array(
  fc.tuple(
    fc.constantFrom<Edit[0]>('insert', 'delete', 'replace'),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.nat(8),
    fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 3, unit: 'binary' })),
  ),
  { minLength: 1, maxLength: 4 },
);

function edited(text: string, all: readonly Edit[]): string {
  return all.reduce((before, [kind, place, length, piece]) => {
    const at = Math.floor(place * before.length);
    const to = kind === 'insert' ? at : at + length;
    return before.slice(0, at) + (kind === 'delete' ? '' : piece) + before.slice(to);
  }, text);
}

/** What happens to whole words of a sentence, as when lines are moved about and typed over. */
type WordEdit = readonly [
  kind: 'delete' | 'insert' | 'swap' | 'duplicate',
  place: number,
  other: number,
  piece: string,
];

const wordEdits = fc.array(
  fc.tuple(
    fc.constantFrom<WordEdit[0]>('delete', 'insert', 'swap', 'duplicate'),
    fc.nat(60),
    fc.nat(60),
    fc.constantFrom(...PIECES),
  ),
  { minLength: 1, maxLength: 3 },
);

function reworded(words: readonly string[], all: readonly WordEdit[]): string[] {
  return all.reduce<string[]>(
    (before, [kind, place, otherPlace, piece]) => {
      const at = place % Math.max(1, before.length);
      const other = otherPlace % Math.max(1, before.length);
      const [here = '', there = ''] = [before[at], before[other]];
      if (kind === 'delete') return before.toSpliced(at, 1);
      if (kind === 'insert') return before.toSpliced(at, 0, piece);
      if (kind === 'duplicate') return before.toSpliced(other, 0, here);
      return before.map((word, index) => (index === at ? there : index === other ? here : word));
    },
    [...words],
  );
}

const derived = sentences.map(({ words }) => words.map(({ text }) => text));

/** Sentences with errors in them, of every kind that the grammar has. */
const texts = fc.oneof(
  fc.tuple(fc.constantFrom(...QUERIES), edits).map(([text, all]) => edited(text, all)),
  fc.tuple(derived, edits).map(([words, all]) => edited(words.join(' '), all)),
  fc.tuple(derived, wordEdits).map(([words, all]) => reworded(words, all).join(' ')),
);

/** Every node of a tree, found without knowing any kind of node. */
function spansOf(value: unknown): { start: number; end: number }[] {
  if (Array.isArray(value)) return value.flatMap(spansOf);
  if (typeof value !== 'object' || value === null) return [];
  const { start, end } = value as { start?: unknown; end?: unknown };
  const own = typeof start === 'number' && typeof end === 'number' ? [{ start, end }] : [];
  return [...own, ...Object.values(value).flatMap(spansOf)];
}

/** What only a programmer would say; the words of the writer, which a message may repeat, are left out. */
const INTERNAL =
  /undefined|\bnull\b|NaN|Infinity|\[object|\bnode\b|\btoken\b|\bkind\b|\bkeyword\b|open-string|unreadable|new-name/i;

function saysNothingInternal(message: string): void {
  assert(message.length > 10 && !INTERNAL.test(message.replace(/`[^`]*`|"[^"]*"/g, '')), message);
}

/** How often the parser may look at each word of a statement, on average: it never starts over. */
const LOOKS = 600;

function looksAtEachWordSeldom(text: string): void {
  for (const scanned of scanStatements(text)) {
    let looks = 0;
    const tokens = new Proxy(scanned.tokens, {
      get(target, property) {
        if (typeof property === 'string' && /^\d+$/.test(property)) looks++;
        return Reflect.get(target, property) as unknown;
      },
    });
    statement(new Cursor({ ...scanned, tokens }));
    const limit = LOOKS * tokens.length;
    assert(
      looks <= limit,
      `${looks} looks at ${tokens.length} words: ${text.slice(scanned.start, scanned.end)}`,
    );
  }
}

function check(text: string, tree: Tree): void {
  for (const { start, end } of spansOf(tree)) {
    assert(start >= 0 && start <= end && end <= text.length, `${start}–${end} of ${text.length}`);
  }
  for (const { statement, diagnostics } of tree.statements) {
    for (const { message, fixes } of diagnostics) {
      saysNothingInternal(message);
      for (const fix of fixes ?? []) saysNothingInternal(`A fix: ${fix.title}`);
    }
    // Nothing is missing in a tree of which nothing is said.
    if (diagnostics.length === 0)
      assert(!/\?/.test(show(statement).replace(/"[^"]*"|<[^>]*>/g, '')), show(statement));
    if (statement.kind === 'unreadable') assert(diagnostics.length > 0);
  }
}

describe('parser: whatever is written', () => {
  it('never throws; gives a whole tree, or says what is wrong', () => {
    fc.assert(
      fc.property(texts, (text) => check(text, parse(text))),
      { numRuns: 3000 },
    );
  });

  it('never looks at a word again and again', () => {
    fc.assert(fc.property(texts, looksAtEachWordSeldom), { numRuns: 1000 });
    const words = fc.constantFrom(
      'share',
      'of',
      'for',
      '(',
      ')',
      ',',
      '|',
      'as',
      'by',
      'expect',
      'tokens',
      '=',
      '*',
      '-5',
    );
    const long = fc.tuple(
      fc.constantFrom('tokens', 'measure m =', 'claim "x" =', 'attach a from "b"'),
      fc.array(words, { minLength: 100, maxLength: 500 }),
    );
    fc.assert(
      fc.property(long, ([start, all]) => looksAtEachWordSeldom([start, ...all].join(' '))),
      { numRuns: 50 },
    );
  });

  it('is not exhausted by a page of one word', () => {
    for (const word of [
      'share of',
      'ratio of',
      '(',
      'tokens,',
      'within',
      'then',
      '| top',
      'a -',
      'for each',
      '= (',
    ]) {
      for (const start of ['', 'tokens ', 'measure m = ', 'claim "x" = ', 'group g = ']) {
        const text = `${start}${`${word} `.repeat(2000)}`;
        const tree = parse(text);
        assert((tree.statements[0]?.diagnostics.length ?? 0) > 0);
        looksAtEachWordSeldom(text);
      }
    }
  });

  it('a sentence of the grammar with a word left out is another sentence, or has a complaint', () => {
    fc.assert(
      fc.property(derived, fc.nat(40), (words, place) => {
        const text = words.toSpliced(place % words.length, 1).join(' ');
        check(text, parse(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('nor does any text at all', () => {
    const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 25 });
    fc.assert(
      fc.property(pieces, fc.constantFrom(' ', ''), (parts, joint) => {
        const text = parts.join(joint);
        check(text, parse(text));
      }),
      { numRuns: 2000 },
    );
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => check(text, parse(text))));
  });

  it('the statements of a text are those of its parts', () => {
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        // A text that does not start a statement continues the one before.
        if (!/^[^\s|#)]/.test(b)) return;
        const joined = parse(`${a}\n${b}`).statements.map(({ statement }) => show(statement));
        const apart = [...parse(a).statements, ...parse(b).statements].map(({ statement }) =>
          show(statement),
        );
        assert.deepEqual(joined, apart);
      }),
      { numRuns: 500 },
    );
  });

  it('completion never throws either', () => {
    fc.assert(
      fc.property(texts, fc.double({ min: 0, max: 1, noNaN: true }), (text, place) => {
        const offset = Math.floor(place * text.length);
        const { expected, typed } = expectationsAt(text, offset);
        assert(typed.start <= offset && typed.end === offset);
        assert.equal(new Set(expected.map((each) => JSON.stringify(each))).size, expected.length);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('binding and evaluating: whatever is written', () => {
  const scope = scopeOf(
    {
      a: grid(
        'model',
        'W01 W02 W04\nqwen/a 5 6 7\nopenai/b 3 - 9\nopenrouter/hunter-alpha 2 2 _\nother 1 1 1',
      ),
    },
    'group g = (CN, US)\nevent 2026-01 "x"\nmeasure m = tokens * 2\nlet l = tokens for CN',
  );
  const small = [
    'share of tokens for CN within top 2 models each week then (CN, US) in 2026-W02 using a',
    'tokens by country, lab weekly since 2026-W01 including partial stealth revealed | top 1 | moving average 2 weeks as area normalized',
    'all crossings of share of tokens for CN over 50% weekly sustained 2 weeks',
    'top 2 models for each (CN, US) where weights = open and price < $1 last 2 weeks until 2026-W02 as donut',
    'streak of tokens for g over qwen/* weekly until 2026-W03',
    'gap of share of tokens for CN to lab (openai) by variant yearly | count for all | share',
    'growth of tokens for each (CN, US) weekly | fill carry | rank change over 1 week as bump labels',
    'share of change of m for CN from 2026-W01 to 2026-W02 | index to 100 at 2026-W01',
    'concentration of tokens by lab weekly | periods > 5 as number',
    'l weekly | cumulative | max as heatmap log',
    'claim "x" = share of tokens for CN in 2026-W02 expect about 61% ± 2pp source "y"',
    'claim "y" = tokens for each (CN, US) in 2026-W02 expect CN 6, US nearly 3',
    'events since 2026-01 as timeline',
    'claims',
  ];

  it('never throws; gives a result, or says what is wrong', () => {
    fc.assert(
      fc.property(fc.constantFrom(...small), edits, (query, all) => {
        const text = edited(query, all);
        for (const { statement } of parse(text).statements) {
          // The lists ask no dataset, and are not bound.
          if (statement.kind !== 'query' || /^(events|claims)$/.test(statement.subject.kind)) continue;
          const { query: bound, diagnostics } = bind(statement, scope);
          for (const { start, end, message } of diagnostics) {
            assert(start >= 0 && start <= end && end <= text.length, message);
          }
          if (!bound) {
            // A part that is missing was complained about by the parser.
            const said = diagnostics.some((each) => each.severity === 'error');
            assert(said || parse(text).statements.some((each) => each.diagnostics.length > 0), text);
            continue;
          }
          const evaluation = evaluate(bound, scope, text);
          assert('result' in evaluation || evaluation.error.message.length > 10);
        }
      }),
      { numRuns: 600 },
    );
  });

  it('running a cell gives a result, a definition or an error for each of its statements', () => {
    const cells = fc.oneof(
      fc.tuple(fc.constantFrom(...small), edits).map(([query, all]) => edited(query, all)),
      derived.map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(cells, (text) => {
        const model = readNotebook([{ id: 'cell', text }], scope.registry);
        const [cell] = model.cells;
        assert(cell);
        const outcomes = [...runCell(cell, model, scope)];
        assert.equal(outcomes.length, cell.tree.statements.length);
        outcomes.forEach(({ kind, diagnostics }, index) => {
          for (const { start, end, message } of diagnostics) {
            assert(start >= 0 && start <= end && end <= text.length, message);
            saysNothingInternal(message);
          }
          const said = diagnostics.some((each) => each.severity === 'error');
          // A file that nobody has loaded is complained about by whoever loads files.
          const isFile = /^(attach|registry)$/.test(cell.tree.statements[index]?.statement.kind ?? '');
          if (kind === 'error' && !isFile) assert(said, text);
        });
      }),
      { numRuns: 500 },
    );
  });
});
