import assert from 'node:assert/strict';
import fc from 'fast-check';
import { narrowed } from '../../../src/editor/narrow';
import { parse } from '../../../src/language/parser';

const CASES: readonly (readonly [string, string, string | undefined])[] = [
  ['tokens by lab in 2026-06 using d', 'deepseek', 'tokens for lab:deepseek in 2026-06 using d'],
  ['tokens for CN by lab', 'qwen', 'tokens for lab:qwen'],
  ['share of tokens by country weekly as area', 'CN', 'share of tokens for country:CN weekly as area'],
  ['tokens by lab | top 5 as donut title "Labs"', 'qwen', 'tokens for lab:qwen'],
  ['tokens for each (CN, deepseek) weekly', 'deepseek', 'tokens for deepseek weekly'],
  ['tokens for each country weekly', 'FR', 'tokens for country:FR weekly'],
  [
    'top 3 models by share of tokens in 2026-06',
    'qwen/qwen3:free',
    'share of tokens for qwen/qwen3:free in 2026-06',
  ],
  ['first crossing of tokens for CN over US weekly sustained 2 weeks', 'US', 'tokens for US weekly'],
  ['tokens by weights where price < $1', 'open', 'tokens where price < $1 and weights = open'],
  ['tokens by app using apps', 'Kilo Code', 'tokens for "Kilo Code" using apps'],
  // What is no question about one member.
  ['ratio of tokens for CN to US weekly', 'CN', undefined],
  ['tokens by country, weights', 'CN · open', undefined],
  ['events', 'x', undefined],
  ['tokens by app', 'a "b"', undefined],
  ['tokens by lab', '', undefined],
  ['attach a from "b.csv"', 'CN', undefined],
  ['tokens\ntokens', 'CN', undefined],
  ['tokens by', 'CN', undefined],
];

describe('a query narrowed to a member', () => {
  for (const [query, member, expected] of CASES)
    it(`${query} · ${member}`, () => assert.equal(narrowed(query, member), expected));

  it('is always one that can be read, whatever the member is called', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          'tokens by lab',
          'tokens for each (CN, US) weekly',
          'top 3 app by tokens',
          'tokens by weights',
        ),
        fc.string(),
        (query, member) => {
          const made = narrowed(query, member);
          if (made === undefined) return;
          const { statements } = parse(made);
          assert.equal(statements.length, 1);
          assert.deepEqual(
            statements[0]?.diagnostics.filter(({ severity }) => severity === 'error'),
            [],
          );
        },
      ),
    );
  });
});
