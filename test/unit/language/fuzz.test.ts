import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { bind } from '../../../src/analysis/bind';
import { evaluate } from '../../../src/analysis/evaluate';
import { expectationsAt, parse } from '../../../src/language/parser';
import { VOCABULARY } from '../../../src/language/vocabulary';
import type { Tree } from '../../../src/language/nodes';
import { grid, scopeOf } from '../analysis/helpers';
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

const texts = fc.tuple(fc.constantFrom(...QUERIES), edits).map(([text, all]) => edited(text, all));

/** Every node of a tree, found without knowing any kind of node. */
function spansOf(value: unknown): { start: number; end: number }[] {
  if (Array.isArray(value)) return value.flatMap(spansOf);
  if (typeof value !== 'object' || value === null) return [];
  const { start, end } = value as { start?: unknown; end?: unknown };
  const own = typeof start === 'number' && typeof end === 'number' ? [{ start, end }] : [];
  return [...own, ...Object.values(value).flatMap(spansOf)];
}

function check(text: string, tree: Tree): void {
  for (const { start, end } of spansOf(tree)) {
    assert(start >= 0 && start <= end && end <= text.length, `${start}–${end} of ${text.length}`);
  }
  for (const { statement, diagnostics } of tree.statements) {
    for (const { message, fixes } of diagnostics) {
      assert(message.length > 10 && !/undefined|\[object/.test(message), message);
      for (const fix of fixes ?? []) assert(fix.title !== '');
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
    'group g = (CN, US)\nevent 2026-01 "x"',
  );
  const small = [
    'share of tokens for CN within top 2 models each week then (CN, US) in 2026-W02 using a',
    'tokens by country, lab weekly since 2026-W01 including partial stealth revealed | top 1 | moving average 2 weeks as area normalized',
    'all crossings of share of tokens for CN over 50% weekly sustained 2 weeks',
    'top 2 models for each (CN, US) where weights = open and price < $1 last 2 weeks until 2026-W02 as donut',
    'streak of tokens for g over qwen/* weekly until 2026-W03',
    'gap of share of tokens for CN to lab (openai) by variant yearly | count for all | share',
  ];

  it('never throws; gives a result, or says what is wrong', () => {
    fc.assert(
      fc.property(fc.constantFrom(...small), edits, (query, all) => {
        const text = edited(query, all);
        for (const { statement } of parse(text).statements) {
          if (statement.kind !== 'query') continue;
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
      { numRuns: 1500 },
    );
  });
});
