/** Claims as the evaluator makes them, with figures on scales and the way to another reading. */
import type { Checked, Claim, Measured, Path, Readings, Result, Scale } from '../../src/protocol/result';
import { result } from './parts';

const exact = (value: number | null): Measured => ({ value });
const bounded = (value: number, low: number, high: number): Measured => ({ value, low, high });

function scale(label: string, unit: Scale['unit'], published: Scale['published'], computed: Measured): Scale {
  return { label, unit, published, computed };
}

/** The large figure under a claim, and its caption. */
function under(claim: Claim, about: string, items: readonly [string, Scale['unit'], Measured][]): Result {
  return result({
    title: claim.sentence,
    summary: `“${claim.sentence}”: ${claim.verdict.text}.`,
    caption: {
      text: about,
      universe: 'all tokens',
      period: '2026-W23',
      dataset: 'by_model',
      source: 'OpenRouter rankings, CC BY 4.0',
    },
    figure: {
      axis: 'none',
      kind: 'number',
      items: items.map(([label, unit, measured]) => ({ label, unit, measured })),
    },
    table: {
      columns: [
        { name: 'side', label: 'side' },
        { name: 'value', label: 'share of tokens', unit: items[0]?.[1] ?? 'number' },
      ],
      rows: items.map(([label, , measured]) => ({ cells: [{ key: label, label }, measured] })),
    },
    claim,
  });
}

const SHARE_PATH: Path = {
  sides: [{ label: '', unit: 'fraction' }],
  measure: 'tokens',
  stations: [
    {
      kind: 'asked',
      change: 'all tokens',
      query: 'share of tokens for CN in 2026-W23 using by_model',
      values: [bounded(0.5048, 0.5048, 0.581)],
      counted: 29.83e12,
    },
    {
      kind: 'universe',
      change: 'within known',
      query: 'share of tokens for CN within known in 2026-W23 using by_model',
      values: [exact(0.5462)],
      counted: 27.57e12,
    },
    {
      kind: 'period',
      change: 'in 2026-W24',
      query: 'share of tokens for CN within known in 2026-W24 using by_model',
      values: [exact(0.6091)],
      counted: 31.2e12,
    },
  ],
};

/** Down and up again, by steps whose names are long, from a station without a value on. */
const LONG_PATH: Path = {
  ...SHARE_PATH,
  stations: [
    { ...SHARE_PATH.stations[0]!, values: [bounded(0.5048, 0.47, 0.581)] },
    {
      kind: 'dataset',
      change: 'using openrouter_daily_by_author_with_stealth_models_revealed',
      query: 'share of tokens for CN using openrouter_daily',
      values: [exact(0.4411)],
      counted: 24.1e12,
    },
    {
      kind: 'universe',
      change: 'within top 10 models each week',
      query: 'share of tokens for CN within top 10 models each week',
      values: [exact(0.6191)],
      counted: 14.4e12,
    },
  ],
};

const READINGS: Readings = {
  tried: 24,
  holding: [
    {
      changes: ['within known', 'in 2026-W24'],
      query: 'share of tokens for CN within known in 2026-W24 using by_model',
      computed: '60.9%',
      path: SHARE_PATH,
    },
    {
      changes: ['using openrouter_daily_by_author', 'within top 10 models each week'],
      query: 'share of tokens for CN within top 10 models each week',
      computed: '61.9%',
      path: LONG_PATH,
    },
    { changes: ['within (CN, US)'], query: 'share of tokens for CN within (CN, US)', computed: '61.1%' },
  ],
};

/** One share with bounds, off, with readings that explain it. */
export function shareClaim(): Result {
  const computed = bounded(0.5048, 0.5048, 0.581);
  const verdict = {
    kind: 'off',
    text: 'off by −10.5pp',
    reason: '50.5% neither rounds nor truncates to 61%. Bounds 50.5%–58.1%; they do not include 61% either.',
  } as const;
  const figure: Checked = {
    label: '',
    published: '61%',
    computed: '50.5% (50.5%–58.1%)',
    verdict,
    scales: [scale('', 'fraction', { low: 0.605, high: 0.62 }, computed)],
  };
  const claim: Claim = {
    sentence: 'Chinese models reached 61% of weekly tokens',
    source: 'A brief, June 2026',
    verdict,
    figures: [figure],
    readings: READINGS,
  };
  return under(claim, 'CN / all tokens · other 7.6% · 2026-W23 (1–7 Jun) · by_model', [
    ['share of tokens for CN', 'fraction', computed],
  ]);
}

/** Two amounts on one scale, of which one is off, with a way for both. */
export function pairClaim(): Result {
  const [cn, us] = [exact(15.71e12), exact(10.14e12)];
  const off = { kind: 'off', text: 'off by +4.64T', reason: '10.14T is not within 5% of 5.5T.' } as const;
  const far = { kind: 'off', text: 'off by −2.29T', reason: '15.71T is not within 5% of 18T.' } as const;
  const figures: Checked[] = [
    {
      label: 'CN',
      published: 'about 18T',
      computed: '15.71T',
      verdict: far,
      scales: [scale('', 'tokens', { low: 17.1e12, high: 18.9e12 }, cn)],
    },
    {
      label: 'US',
      published: 'about 5.5T',
      computed: '10.14T',
      verdict: off,
      scales: [scale('', 'tokens', { low: 5.225e12, high: 5.775e12 }, us)],
    },
  ];
  const path: Path = {
    sides: [
      { label: 'CN', unit: 'tokens' },
      { label: 'US', unit: 'tokens' },
    ],
    measure: 'tokens',
    stations: [
      { kind: 'asked', change: 'all tokens', query: 'q0', values: [cn, us], counted: 30.51e12 },
      {
        kind: 'universe',
        change: 'within top 9 models each week',
        query: 'q1',
        values: [exact(12.46e12), exact(5.49e12)],
        counted: 17.95e12,
      },
      {
        kind: 'stealth',
        change: 'stealth revealed',
        query: 'tokens for each (CN, US) within top 9 models each week stealth revealed',
        values: [exact(17.93e12), exact(5.49e12)],
        counted: 23.42e12,
      },
    ],
  };
  const claim: Claim = {
    sentence: 'About 18 trillion tokens each week against only about 5.5 trillion',
    verdict: { kind: 'off', text: 'off', reason: 'Both figures are off.' },
    figures,
    readings: {
      tried: 18,
      holding: [
        {
          changes: ['within top 9 models each week', 'stealth revealed'],
          query: 'tokens for each (CN, US) within top 9 models each week stealth revealed',
          computed: 'CN 17.93T, US 5.490T',
          path,
        },
      ],
    },
  };
  return under(claim, 'CN, US / all tokens · 2026-W24 (8–14 Jun) · by_model', [
    ['CN', 'tokens', cn],
    ['US', 'tokens', us],
  ]);
}

/** `> 50%`: an interval without an end, and bounds that lie on both sides of it. */
export function openClaim(): Result {
  const computed = bounded(0.5011, 0.464, 0.649);
  const verdict = {
    kind: 'undecided',
    text: 'undecided',
    reason: 'What `other` may hold decides: from 46.4% to 64.9% are possible.',
  } as const;
  const figure: Checked = {
    label: '',
    published: '> 50%',
    computed: '50.1% (46.4%–64.9%)',
    verdict,
    scales: [scale('', 'fraction', { low: 0.5 }, computed)],
  };
  const claim: Claim = {
    sentence: 'Chinese models absorbed most of the growth',
    verdict,
    figures: [figure],
    readings: { tried: 12, holding: [] },
  };
  return under(claim, 'CN / all tokens · 2026-W06 to 2026-W21 · by_lab', [
    ['share of change', 'fraction', computed],
  ]);
}

/** Both ends of a change on one scale. */
export function changeClaim(): Result {
  const [start, end] = [exact(0.171), bounded(0.454, 0.452, 0.487)];
  const verdict = { kind: 'off', text: 'off by −1.6pp at the end', reason: 'The start holds.' } as const;
  const figure: Checked = {
    label: '',
    published: '17% -> 47%',
    computed: '17.1% -> 45.4% (45.2%–48.7%)',
    verdict,
    scales: [
      scale('start', 'fraction', { low: 0.165, high: 0.18 }, start),
      scale('end', 'fraction', { low: 0.465, high: 0.48 }, end),
    ],
  };
  const claim: Claim = { sentence: 'From 17% to 47% in a year', verdict, figures: [figure] };
  return under(claim, 'CN / all tokens · 2025-W27, 2026-W26 · rankings', [
    ['2025-W27', 'fraction', start],
    ['2026-W26', 'fraction', end],
  ]);
}

/** What cannot be computed has no scale. */
export function silentClaim(): Result {
  const verdict = {
    kind: 'impossible',
    text: 'cannot be computed',
    reason: 'The data end in 2026-W19.',
  } as const;
  const claim: Claim = {
    sentence: 'Half of all tokens by the end of the year',
    verdict,
    figures: [{ label: '', published: '50%', computed: '–', verdict }],
  };
  const { figure, ...words } = under(claim, 'cannot be computed', []);
  return figure ? { ...words, table: { columns: [], rows: [] } } : words;
}
