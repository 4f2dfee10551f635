import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  contradictionsBetween,
  contradictionText,
  listedContradictions,
  type JudgedClaim,
} from '../../../../src/analysis/claims/contradictions';
import { entriesOf, type Entry } from '../../../../src/analysis/claims/ledger';
import { judgeClaim } from '../../../../src/analysis/claims/run';
import { datasetOf, examples, grid, scopeOf, type Data } from '../helpers';

const DATA = examples('A', 'B', 'M');

/** The claims of one notebook, as they were judged. */
function claimsOf(text: string, data: Data = DATA): Entry[] {
  const entries = entriesOf(scopeOf(data, text));
  assert.equal(entries.length, text.match(/^claim/gm)?.length ?? 0, text);
  return entries;
}

/** Which sentences contradict each other. */
function pairsOf(claims: readonly JudgedClaim[]): string[] {
  return contradictionsBetween(claims).map(({ parties }) =>
    parties.map(({ claim }) => claim.claim.sentence).join(' – '),
  );
}

function textsOf(text: string, data: Data = DATA): string[] {
  return contradictionsBetween(claimsOf(text, data)).map(contradictionText);
}

const OF_NINE = 'share of tokens for CN within top 9 models each week then (CN, US) in 2026-W11 using A';

describe('claims that contradict each other', () => {
  it('are about the same share in the same week, each of another universe, and both hold', () => {
    assert.deepEqual(
      textsOf(`
claim "a" = ${OF_NINE} expect nearly 59%
claim "b" = share of tokens for CN in 2026-W11 using B expect 36%`),
      [
        '“nearly 59%” and “36%” are both about share of tokens for CN in 2026-W11. “nearly 59%” holds within top 9 models each week then (CN, US) using A; “36%” holds of all tokens using B.',
      ],
    );
  });

  it('are reconciled by the first reading that holds where what was asked does not', () => {
    assert.deepEqual(
      textsOf(`
claim "a" = share of tokens for CN in 2026-W23 using M expect 61%
claim "b" = share of tokens for CN in 2026-W23 using M expect 50.5%
claim "c" = share of tokens for CN in 2026-W23 using M expect 99%`),
      [
        '“61%” and “50.5%” are both about share of tokens for CN in 2026-W23. “61%” holds if read otherwise (within known, in 2026-W24); “50.5%” holds of all tokens using M.',
        '“61%” and “99%” are both about share of tokens for CN in 2026-W23. “61%” holds if read otherwise (within known, in 2026-W24); no reading was found under which “99%” holds.',
        '“50.5%” and “99%” are both about share of tokens for CN in 2026-W23. “50.5%” holds of all tokens using M; no reading was found under which “99%” holds.',
      ],
    );
  });

  it('may be undecided as well', () => {
    assert.deepEqual(
      textsOf(
        'claim "a" = tokens for CN in 2026-W06 expect 55\nclaim "b" = tokens for CN in 2026-W06 expect between 60 and 80',
        { small: grid('lab', 'W06\ndeepseek 55\nother 9') },
      ),
      [
        '“55” and “between 60 and 80” are both about tokens for CN in 2026-W06. “55” holds of all tokens using small; “between 60 and 80” is undecided, and holds under no other reading.',
      ],
    );
  });

  it('are compared side by side where a claim states several figures', () => {
    const each = 'tokens for each (CN, US) within top 9 models each week in 2026-W07 using A';
    assert.deepEqual(
      textsOf(`
claim "nine" = ${each} expect CN 4.12T, US 2.94T
claim "all" = tokens for US in 2026-W07 using B expect 6.51T`),
      [
        '“2.94T” and “6.51T” are both about tokens for US in 2026-W07. “2.94T” holds within top 9 models each week using A; “6.51T” holds of all tokens using B.',
      ],
    );
  });

  it('say when: the date of a crossing is of all time where no period is named', () => {
    assert.deepEqual(
      textsOf(`
claim "nine" = first crossing of tokens for CN over US within top 9 models each week weekly using A expect 2026-W07
claim "all" = first crossing of tokens for CN over US weekly using B expect 2026-W13
claim "day" = first crossing of tokens for CN over US daily using B expect 2026-03`),
      [
        '“2026-W07” and “2026-W13” are both about first crossing of tokens for CN over US weekly. “2026-W07” holds within top 9 models each week using A; “2026-W13” holds if read otherwise (within known).',
      ],
    );
  });

  it('say for how long, and who is first', () => {
    assert.deepEqual(
      pairsOf(
        claimsOf(`
claim "two" = streak of tokens for CN over US within top 9 models each week weekly at 2026-W11 using A expect 2 weeks
claim "none" = streak of tokens for CN over US weekly at 2026-W11 using B expect < 1
claim "openai" = top 3 labs in 2026-W11 using B expect openai
claim "google" = top 5 labs in 2026-W11 using B expect google
claim "leader" = tokens by lab in 2026-W11 using B | leader expect google`),
      ),
      ['two – none', 'openai – google', 'openai – leader'],
    );
  });

  const small = grid(
    'lab',
    'W05 W06 W07 W08\ndeepseek 60 50 40 30\nqwen 5 5 5 5\nopenai 30 40 50 60\nother 9 9 9 9',
  );
  const apart: [name: string, claims: string, pairs: string[]][] = [
    [
      'one period, two names of it',
      'claim "a" = tokens for CN weekly in 2026-W06 expect 55\nclaim "b" = tokens for CN from 2026-W06 to 2026-W06 expect 50',
      ['a – b'],
    ],
    [
      'an end of a change, and the same week alone',
      'claim "a" = share of tokens for CN from 2026-W05 to 2026-W07 expect 60% -> 40%\nclaim "b" = share of tokens for CN in 2026-W07 expect 45%\nclaim "c" = share of tokens for CN in 2026-W05 expect 61%',
      ['a – b'],
    ],
    [
      'one numerator, two words for it',
      'claim "a" = tokens for China in 2026-W06 expect 55\nclaim "b" = tokens for country:CN in 2026-W06 expect 50',
      ['a – b'],
    ],
    [
      'a list of sides, and a list of members',
      'claim "a" = tokens by lab in 2026-W06 expect openai 40, qwen 5\nclaim "b" = top 2 labs in 2026-W06 expect openai 45, deepseek 50\nclaim "c" = tokens for qwen in 2026-W06 expect 8',
      ['a – b', 'a – c'],
    ],
    [
      'a group, and its members one by one',
      'group ours = lab (qwen, deepseek)\nclaim "a" = tokens for ours in 2026-W06 expect 55\nclaim "b" = tokens for (deepseek, qwen) in 2026-W06 expect 50',
      ['a – b'],
    ],
    [
      'figures that may both be right at the digits written',
      'claim "a" = tokens for CN in 2026-W06 expect 55\nclaim "b" = tokens for CN in 2026-W06 expect about 53\nclaim "c" = tokens for CN in 2026-W06 expect > 50\nclaim "d" = tokens for CN in 2026-W06 expect 55',
      [],
    ],
    [
      'what lies on an edge is published by the one that includes it',
      'claim "a" = tokens for CN in 2026-W06 expect > 55\nclaim "b" = tokens for CN in 2026-W06 expect <= 55\nclaim "c" = tokens for CN in 2026-W06 expect >= 55',
      ['a – b'],
    ],
    [
      'what something is not says little',
      'claim "a" = tokens for CN in 2026-W06 expect != 55\nclaim "b" = tokens for CN in 2026-W06 expect 55',
      [],
    ],
    [
      'other weeks, sides, values, conditions and steps are other quantities',
      [
        'tokens for CN in 2026-W06 expect 1',
        'tokens for CN in 2026-W07 expect 2',
        'tokens for CN from 2026-W06 to 2026-W07 expect 3',
        'tokens for US in 2026-W06 expect 4',
        'tokens for deepseek in 2026-W06 expect 5',
        'tokens in 2026-W06 expect 6',
        'share of tokens for CN in 2026-W06 expect 7%',
        'change of tokens for CN in 2026-W06 expect 8',
        'change of tokens for CN from 2026-W06 to 2026-W08 expect 9',
        'gap of tokens for CN to US in 2026-W06 expect 10',
        'gap of tokens for US to CN in 2026-W06 expect 11',
        'tokens for CN where tokens > 30 in 2026-W06 expect 12',
        'tokens for CN weekly in 2026-W06 | cumulative | max expect 13',
        'top 2 labs in 2026-W06 | count for CN expect 14',
        'top 3 labs in 2026-W06 | count for CN expect 15',
        'top 2 labs in 2026-W06 | count for US expect 16',
        'tokens weekly | max expect 17',
        'tokens weekly | min expect 18',
        'tokens for all except (CN) in 2026-W06 expect 19',
      ]
        .map((claim, index) => `claim "${index}" = ${claim}`)
        .join('\n'),
      [],
    ],
    [
      'a claim does not contradict itself',
      'claim "a" = tokens for each (deepseek, CN) in 2026-W06 expect deepseek 55, CN 5',
      [],
    ],
  ];
  for (const [name, claims, pairs] of apart) {
    it(`${name}: ${pairs.length === 0 ? 'no contradiction' : pairs.join(', ')}`, () => {
      assert.deepEqual(pairsOf(claimsOf(claims, { small })), pairs);
    });
  }

  it('are found across notebooks, where a name that a notebook defines means its own thing', () => {
    const [a, b, c] = [
      'group ours = lab (qwen, deepseek)\nmeasure double = tokens * 2\nclaim "a" = tokens for ours in 2026-W06 expect 55\nclaim "d" = double for CN in 2026-W06 expect 110',
      'group ours = lab (openai)\nmeasure double = tokens * 3\nclaim "b" = tokens for ours in 2026-W06 expect 40\nclaim "e" = double for CN in 2026-W06 expect 165',
      'claim "c" = tokens for (qwen, deepseek) in 2026-W06 expect 40',
    ].map((text) => claimsOf(text, { small }));
    assert.ok(a && b && c);
    assert.deepEqual(pairsOf([...a, ...b, ...c]), ['a – c']);
  });

  const bounded = grid('lab', 'W05 W06\ndeepseek 50 60\nopenai 30 30\nother 20 10');

  it('judge the end of a change for itself, whatever the other end is', () => {
    assert.deepEqual(
      textsOf(
        `claim "a" = share of tokens for CN from 2026-W05 to 2026-W06 expect 50% -> 99%
claim "b" = share of tokens for CN in 2026-W05 expect 45%
claim "c" = share of tokens for CN in 2026-W06 expect 10%`,
        { bounded },
      ),
      [
        '“50%” and “45%” are both about share of tokens for CN in 2026-W05. “50%” holds of all tokens using bounded; no reading was found under which “45%” holds.',
        '“99%” and “10%” are both about share of tokens for CN in 2026-W06. No reading was found under which “99%” holds; no reading was found under which “10%” holds.',
      ],
    );
  });

  it('find a reading for one figure of several', () => {
    assert.deepEqual(
      textsOf(
        `claim "a" = share of tokens for each (CN, US) in 2026-W05 expect CN 62.5%, US 99%
claim "b" = share of tokens for CN in 2026-W05 expect 50%`,
        { bounded },
      ),
      [
        '“62.5%” and “50%” are both about share of tokens for CN in 2026-W05. “62.5%” holds if read otherwise (within known); “50%” holds of all tokens using bounded.',
      ],
    );
  });

  it('are exact where things are counted', () => {
    assert.deepEqual(
      pairsOf(
        claimsOf(
          `claim "one" = top 3 labs in 2026-W06 | count for CN expect 1
claim "two" = top 3 labs in 2026-W06 | count for CN expect 2
claim "more" = top 3 labs in 2026-W06 | count for CN expect > 1
claim "ten" = tokens for CN in 2026-W06 expect 1
claim "eleven" = tokens for CN in 2026-W06 expect about 1
claim "weeks" = tokens for CN weekly | periods > 45 expect 3
claim "few weeks" = tokens for CN weekly | periods > 45 expect < 3`,
          { small },
        ),
      ),
      ['one – two', 'one – more', 'weeks – few weeks'],
    );
  });

  it('name the files where two notebooks call them alike', () => {
    const [own, other] = ['a.csv', 'b.csv'].map((file, index) => {
      const data = datasetOf(grid('lab', `W06\ndeepseek ${index * 50 + 5}`), { file });
      return claimsOf(`claim "${file}" = tokens for CN in 2026-W06 expect ${index * 50 + 5}`, {
        data: { ...data, sha256: String(index).repeat(64) },
      });
    });
    assert.deepEqual(contradictionsBetween([...(own ?? []), ...(other ?? [])]).map(contradictionText), [
      '“5” and “55” are both about tokens for CN in 2026-W06. “5” holds of all tokens using data (a.csv); “55” holds of all tokens using data (b.csv).',
    ]);
  });

  it('are listed up to twenty', () => {
    const claims = claimsOf(
      Array.from(
        { length: 8 },
        (_, at) => `claim "${at}" = tokens for CN in 2026-W06 expect ${at * 10}`,
      ).join('\n'),
      { small },
    );
    const all = contradictionsBetween(claims);
    const { shown, more } = listedContradictions(all);
    assert.deepEqual([all.length, shown.length, more], [28, 20, 'and 8 more contradictions']);
    assert.equal(listedContradictions(all.slice(0, 20)).more, undefined);
    assert.equal(listedContradictions(all.slice(0, 21)).more, 'and 1 more contradiction');
  });

  it('leave out what the data cannot speak to', () => {
    assert.deepEqual(
      pairsOf(
        claimsOf('claim "a" = tokens in 2027-W01 expect 1\nclaim "b" = tokens in 2027-W01 expect 2', {
          small,
        }),
      ),
      [],
    );
  });

  it('contradict each other in any order, and never where both hold of one universe', () => {
    const figure = fc.oneof(
      fc
        .tuple(fc.constantFrom('', 'about ', 'nearly ', '> ', '<= '), fc.integer({ min: 40, max: 70 }))
        .map(([modifier, count]) => `${modifier}${count}`),
      fc
        .tuple(fc.integer({ min: 40, max: 55 }), fc.integer({ min: 55, max: 70 }))
        .map(([low, high]) => `between ${low} and ${high}`),
    );
    fc.assert(
      fc.property(fc.array(figure, { minLength: 2, maxLength: 6 }), (figures) => {
        const text = figures.map(
          (each, index) => `claim "${index}" = tokens for CN in 2026-W06 expect ${each}`,
        );
        const scope = scopeOf({ small }, text.join('\n'));
        const claims = scope.claims.map(({ node }): JudgedClaim => {
          const { result } = judgeClaim(node, scope, '');
          assert.ok(result?.claim);
          return { node, scope, claim: result.claim };
        });
        const sorted = (pairs: readonly string[]): string[] =>
          pairs.map((pair) => pair.split(' – ').sort().join(' – ')).sort();
        const pairs = pairsOf(claims);
        assert.deepEqual(sorted(pairsOf([...claims].reverse())), sorted(pairs));
        for (const { parties } of contradictionsBetween(claims)) {
          const both = parties.filter(({ claim }) => claim.claim.verdict.kind === 'holds');
          assert.ok(both.length < 2, parties.map(({ published }) => published).join(' and '));
        }
      }),
      { numRuns: 60 },
    );
  });
});
