import assert from 'node:assert/strict';
import fc from 'fast-check';
import { narrowed } from '../../../src/editor/narrow';
import { parse } from '../../../src/language/parser';

const CASES: readonly (readonly [string, string, string | undefined])[] = [
  ['tokens by lab in 2026-06 using d', 'deepseek', 'tokens for lab:deepseek in 2026-06 using d'],
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
  ['tokens by app using apps', 'Kilo Code', 'tokens for app ("Kilo Code") using apps'],
  ['tokens for all by lab', 'qwen', 'tokens for lab:qwen'],
  ['tokens for lab (qwen, deepseek) by labs', 'qwen', 'tokens for lab:qwen'],
  ['tokens for all except (lab:openai) by lab', 'qwen', 'tokens for lab:qwen'],
  ['tokens for CN by weights', 'open', 'tokens for CN where weights = open'],
  ['tokens for each (country:CN, lab:qwen) weekly', 'qwen', 'tokens for lab:qwen weekly'],
  ['tokens for each (China, US) weekly', 'CN', 'tokens for CN weekly'],
  ['growth of tokens by lab weekly', 'qwen', 'growth of tokens for lab:qwen weekly'],
  ['tokens by lab weekly | growth over 4 weeks', 'qwen', 'tokens for lab:qwen weekly | growth over 4 weeks'],
  // What would mean another figure.
  ['tokens for CN by variant in 2026-06', 'free', undefined],
  ['tokens by variant', 'free', undefined],
  ['tokens for CN by lab', 'qwen', undefined],
  ['tokens for "Kilo Code" by model using apps', 'qwen/qwen3', undefined],
  ['top 3 models for CN by tokens', 'qwen/qwen3', undefined],
  ['tokens for all except (openai) by lab', 'qwen', undefined],
  ['tokens by lab in 2026-06 | share', 'qwen', undefined],
  ['tokens by lab weekly | rank', 'qwen', undefined],
  ['tokens by lab weekly | leader', 'qwen', undefined],
  ['tokens by lab weekly | sum', 'qwen', undefined],
  ['top 3 models by tokens weekly | cumulative', 'qwen/qwen3', undefined],
  ['concentration of tokens by country weekly', 'CN', undefined],
  ['growth of concentration of tokens by country weekly', 'CN', undefined],
  ['gap of tokens between CN and US by weights', 'open', undefined],
  ['share of tokens by weights', 'open', undefined],
  ['tokens by weights within top 9 models', 'open', undefined],
  ['first crossing of share of tokens for CN over 50% weekly', '50%', undefined],
  ['first crossing of tokens for (CN, FR) over US weekly', 'CN, FR', undefined],
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
