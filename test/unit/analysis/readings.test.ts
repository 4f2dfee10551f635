import assert from 'node:assert/strict';
import { entriesOf } from '../../../src/analysis/claims/ledger';
import { runClaim } from '../../../src/analysis/claims/run';
import type { Scope } from '../../../src/analysis/scope';
import type { Claim, Readings } from '../../../src/protocol/result';
import { ask, examples, grid, scopeOf, type Data } from './helpers';

const DATA: Data = { A: examples('A')['A'] ?? '', B: examples('B')['B'] ?? '', M: examples('M')['M'] ?? '' };

function claimOf(text: string, data: Data): Claim {
  const { claim } = ask(text, data);
  assert.ok(claim, text);
  return claim;
}

function readingsOf(text: string, data: Data): Readings {
  const { readings } = claimOf(text, data);
  assert.ok(readings, text);
  return readings;
}

describe('other readings of a claim', () => {
  const SIXTY_ONE = 'claim "61%" = share of tokens for CN in 2026-W23 using M expect 61%';

  it('name the universe, week and stealth models under which 61% holds, fewest changes first', () => {
    const { tried, holding } = readingsOf(SIXTY_ONE, DATA);
    assert.deepEqual(
      holding.map(({ changes, computed }) => [changes.join(', '), computed]),
      [
        ['within known, in 2026-W24', '60.9%'],
        ['within top 10 models each week, in 2026-W22', '61.9%'],
        ['within (CN, US), in 2026-W24', '61.1% (56.8%–63.9%)'],
        ['within (CN, US), stealth revealed', '60.7% (56.1%–63.7%)'],
      ],
    );
    assert.ok(tried > 20, `${tried} readings were tried`);
  });

  it('are queries that hold when they are asked themselves', () => {
    for (const { query } of readingsOf(SIXTY_ONE, DATA).holding) {
      const { verdict } = claimOf(`claim "x" = ${query} expect 61%`, DATA);
      assert.equal(verdict.kind, 'holds', query);
    }
  });

  it('are not tried where the claim holds', () => {
    const { verdict, readings } = claimOf(
      'claim "x" = share of tokens for CN in 2026-W23 using M expect 50.5%',
      DATA,
    );
    assert.equal(verdict.kind, 'holds');
    assert.equal(readings, undefined);
  });

  it('are tried where bounds leave the claim undecided', () => {
    const { holding } = readingsOf(
      'claim "x" = share of change of tokens for CN from 2026-W06 to 2026-W21 using B expect > 50%',
      DATA,
    );
    assert.deepEqual(holding[0]?.changes, ['within known']);
  });

  const small = grid(
    'lab',
    'W01 W02 W03\ndeepseek 60 50 40\nopenai 30 40 50\nmistralai 10 10 10\nother 100 100 100',
  );

  it('take the largest rival for the other side', () => {
    const { holding } = readingsOf('claim "x" = share of tokens for CN in 2026-W01 expect 66%', { small });
    assert.deepEqual(
      holding.map(({ changes, query }) => [changes, query]),
      // 60 of 90; of the known ones of the two sides it is the same, and so no other reading.
      [[['within (CN, US)'], 'share of tokens for CN within (CN, US) in 2026-W01']],
    );
  });

  it('look at the periods beside the one that is named', () => {
    const { holding } = readingsOf('claim "x" = tokens for CN in 2026-W02 expect 40', { small });
    assert.deepEqual(holding[0]?.changes, ['in 2026-W03']);
  });

  it('take a list or a side out again', () => {
    const { holding } = readingsOf(
      'claim "x" = share of tokens for CN within (CN, US) in 2026-W01 expect 30%',
      {
        small,
      },
    );
    assert.deepEqual(holding[0]?.changes, ['not only of the two sides']);
  });

  it('ask other datasets of the same measure', () => {
    const other = grid('lab', 'W01\ndeepseek 70\nopenai 30');
    const { holding } = readingsOf('claim "x" = tokens for CN in 2026-W01 using small expect 70', {
      small,
      other,
    });
    assert.deepEqual(holding[0]?.changes, ['using other']);
  });

  it('are tried once for as long as nothing has changed, whoever asks for them', () => {
    const text = 'claim "x" = tokens for CN in 2026-W02 expect 40';
    const [scope, later] = [scopeOf({ small }, text), scopeOf({ small }, text)];
    const inScope = (of: Scope): Readings | undefined => {
      const [claim] = of.claims;
      assert.ok(claim);
      return runClaim(claim.node, of, text).result?.claim?.readings;
    };
    assert.ok(inScope(scope));
    assert.equal(inScope(scope), inScope(scope));
    assert.equal(entriesOf(scope)[0]?.claim.readings, inScope(scope));
    assert.notEqual(inScope(later), inScope(scope));
    assert.deepEqual(inScope(later), inScope(scope));
  });

  it('are counted only where they give another figure', () => {
    const { tried, holding } = readingsOf('claim "x" = tokens for CN expect 7T', {
      small: 'lab,tokens\ndeepseek,60\nopenai,30\n',
    });
    assert.deepEqual([tried, holding.length], [0, 0]);
  });
});

describe('other readings are counted once', () => {
  const daily = 'lab,tokens\ndeepseek,60\nopenai,30\nother,9\n';

  it('whatever the dataset is called: the same file under two names gives no more of them', () => {
    const claim = 'claim "x" = share of tokens for CN using one expect 67%';
    const once = readingsOf(claim, { one: daily });
    const twice = readingsOf(claim, { one: daily, again: daily });
    assert.deepEqual([once.tried, once.holding.length], [1, 1]);
    assert.deepEqual([twice.tried, twice.holding.length], [1, 1]);
  });

  it('and tell one figure with bounds from one without where that decides', () => {
    const { holding, tried } = readingsOf('claim "x" = tokens for CN expect < 65', { one: daily });
    assert.deepEqual(
      [tried, holding.map(({ changes, computed }) => [changes, computed])],
      [1, [[['within known'], '60']]],
    );
    const off = readingsOf('claim "x" = tokens for CN expect < 50', { one: daily });
    assert.deepEqual([off.tried, off.holding.length], [0, 0]);
  });
});

describe('the way from a claim as asked to another reading of it', () => {
  /** `kind | change | values | counted` of every station, figures in the units of the data. */
  function stationsOf({ path }: Readings['holding'][number]): string[] {
    assert.ok(path);
    return path.stations.map(({ kind, change, values, counted }) =>
      [kind, change, values.map((each) => each.value).join(' '), String(counted)].join(' | '),
    );
  }

  function wayTo(changes: string, claim: string, data: Data = DATA): Readings['holding'][number] {
    const { holding } = readingsOf(claim, data);
    const found = holding.find((each) => each.changes.join(', ') === changes);
    assert.ok(found, holding.map((each) => each.changes.join(', ')).join('\n'));
    return found;
  }

  const small = grid(
    'lab',
    'W01 W02\ndeepseek 60 50\nopenai 30 40\nmistralai 10 10\nopenrouter/x 4 4\nother 96 96',
  );

  it('changes one thing at a time: the universe before the period', () => {
    const way = wayTo(
      'within (CN, US), in 2026-W02',
      'claim "x" = share of tokens for CN in 2026-W01 expect 55.5%',
      { small },
    );
    assert.deepEqual(stationsOf(way), [
      'asked | of all tokens | 0.3 | 200',
      `sides | within (CN, US) | ${60 / 90} | 90`,
      `period | in 2026-W02 | ${50 / 90} | 90`,
    ]);
    assert.deepEqual(way.path?.sides, [{ label: '', unit: 'fraction' }]);
    assert.equal(way.path.measure, 'tokens');
    assert.deepEqual(
      way.path.stations.map(({ query }) => query),
      [
        'share of tokens for CN in 2026-W01',
        'share of tokens for CN within (CN, US) in 2026-W01',
        'share of tokens for CN within (CN, US) in 2026-W02',
      ],
    );
  });

  it('walks a universe stage by stage, so that the tokens which each leaves out are seen', () => {
    assert.deepEqual(
      stationsOf(
        wayTo(
          'within top 9 models each week, within (CN, US)',
          'claim "x" = share of tokens for CN in 2026-W11 using A expect nearly 59%',
        ),
      ),
      [
        `asked | of listed rows (top 10 a week) | ${4690 / 9192} | 9192000000000`,
        `universe | within top 9 models each week | ${4690 / 8650} | 8650000000000`,
        `sides | then (CN, US) | ${4690 / 7984} | 7984000000000`,
      ],
    );
  });

  it('keeps the stages that both begin with, and drops the others from the last one on', () => {
    const nine = 'share of tokens for CN within top 9 models each week then (CN, US) in 2026-W11 using A';
    assert.deepEqual(
      stationsOf(wayTo('without the list', `claim "x" = ${nine} expect 55%`)).map((text) =>
        text.split(' | ').slice(0, 2).join(' | '),
      ),
      [
        'asked | within top 9 models each week then (CN, US)',
        'sides | within top 9 models each week',
        'universe | of listed rows (top 10 a week)',
        'sides | within (CN, US)',
      ],
    );
    assert.deepEqual(
      stationsOf(wayTo('not only of the two sides', `claim "x" = ${nine} expect 54.2%`)).map((text) =>
        text.split(' | ').slice(0, 2).join(' | '),
      ),
      ['asked | within top 9 models each week then (CN, US)', 'sides | within top 9 models each week'],
    );
  });

  it('has one value for each side of the claim', () => {
    const way = wayTo(
      'within top 9 models each week',
      'claim "x" = tokens for each (CN, US) in 2026-W07 using A expect US 2.94T, CN 4.12T',
    );
    assert.deepEqual(
      way.path?.sides.map(({ label }) => label),
      ['US', 'CN'],
    );
    assert.deepEqual(stationsOf(way), [
      'asked | of listed rows (top 10 a week) | 3375000000000 4126000000000 | 7501000000000',
      'universe | within top 9 models each week | 2935000000000 4126000000000 | 7061000000000',
    ]);
  });

  it('has the two ends of a change, and no whole of two periods', () => {
    const way = wayTo(
      'within known',
      'claim "x" = share of tokens for CN from 2026-W01 to 2026-W02 expect 60% -> 50%',
      { small },
    );
    assert.deepEqual(stationsOf(way), [
      `asked | of all tokens | 0.3 0.25 | null`,
      `universe | within known | 0.6 0.5 | null`,
    ]);
    assert.deepEqual(
      way.path?.sides.map(({ label }) => label),
      ['start', 'end'],
    );
  });

  it('passes over a station that cannot be computed: it is walked together with the next one', () => {
    const other = grid('lab', 'W02 W03\ndeepseek 70 80\nopenai 30 20');
    const way = wayTo(
      'in 2026-W03, using other',
      'claim "x" = tokens for CN in 2026-W02 using small expect 80',
      { small, other },
    );
    assert.deepEqual(stationsOf(way), [
      'asked | of all tokens | 50 | 200',
      'dataset | in 2026-W03, using other | 80 | 100',
    ]);
  });

  for (const steps of ['max', 'min', 'moving average 2 weeks | max'])
    it(`through \`| ${steps}\` counts nothing, for its figure is not of all weeks`, () => {
      const way = wayTo('within known', `claim "x" = tokens weekly using small | ${steps} expect < 150`, {
        small,
      });
      assert.deepEqual(
        way.path?.stations.map(({ counted }) => counted),
        [null, null],
      );
    });

  it('of a streak has lengths, and nothing that could be added up', () => {
    const way = wayTo(
      'using A',
      'claim "x" = streak of tokens for CN over US weekly at 2026-W11 using B expect 2 weeks',
    );
    assert.deepEqual(stationsOf(way), ['asked | of all tokens | 0 | null', 'dataset | using A | 2 | null']);
  });

  it('is none where what is asked is no figure', () => {
    const { holding } = readingsOf(
      'claim "x" = first crossing of tokens for CN over US weekly using B expect 2026-W07',
      DATA,
    );
    assert.ok(holding.length > 0);
    assert.ok(holding.every(({ path }) => path === undefined));
  });

  it('is walked to the readings that are shown', () => {
    const { holding } = readingsOf(
      'claim "x" = ratio of tokens for CN to US in 2026-W24 using M expect > 3x',
      DATA,
    );
    assert.equal(holding.length, 8);
    assert.deepEqual(
      holding.map(({ path }) => path !== undefined),
      [true, true, true, true, true, false, false, false],
    );
  });

  describe('leads from the figure of the claim to that of the reading', () => {
    const claims = [
      ['share of tokens for CN', 'in 2026-W23 using M', '61%'],
      ['share of tokens for CN', 'in 2026-W11 using A', '59%'],
      ['share of tokens for CN', 'within (CN, US) in 2026-W11 using A', 'nearly 59%'],
      ['share of tokens for CN', 'within top 9 models each week then (CN, US) in 2026-W11 using A', '55%'],
      ['tokens for CN', 'in 2026-W07 using A', '5.46T'],
      ['tokens for each (CN, US)', 'in 2026-W24 using M', 'CN about 18T, US about 5.5T'],
    ] as const;
    for (const [what, rest, expect] of claims) {
      const claim = `claim "x" = ${what} ${rest} expect ${expect}`;
      it(claim, () => {
        const valuesAt = (query: string): (number | null)[] =>
          ask(query, DATA).table.rows.flatMap(({ cells }) =>
            cells.flatMap((cell) => ('value' in cell ? [cell.value] : [])),
          );
        const { holding } = readingsOf(claim, DATA);
        assert.ok(holding.length > 0);
        for (const { query, path } of holding) {
          assert.ok(path);
          assert.equal(path.stations[0]?.kind, 'asked');
          assert.deepEqual(path.stations[0].query, `${what} ${rest}`);
          assert.equal(path.stations.at(-1)?.query, query);
          assert.equal(new Set(path.stations.map((each) => each.query)).size, path.stations.length);
          for (const station of path.stations) {
            // Asked by itself, every station gives what it says, and its universe what is counted in all.
            assert.deepEqual(
              station.values.map(({ value }) => value),
              valuesAt(station.query),
            );
            assert.deepEqual([station.counted], valuesAt(station.query.replace(what, 'tokens')));
          }
          // So the steps of the way add up to the whole difference.
          const side = path.stations.map(({ values }) => values[0]?.value ?? NaN);
          const steps = side.slice(1).map((value, index) => value - (side[index] ?? NaN));
          const total = (side.at(-1) ?? NaN) - (side[0] ?? NaN);
          assert.ok(Math.abs(steps.reduce((sum, step) => sum + step, 0) - total) <= 1e-9 * Math.abs(total));
        }
      });
    }
  });
});
