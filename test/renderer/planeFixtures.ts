/** Results of the kinds that are neither over time nor bars: points, events, tiles, and claims. */
import type {
  Claim,
  EventFigure,
  Measured,
  Member,
  Result,
  TreeFigure,
  Verdict,
} from '../../src/protocol/result';
import { formatValue } from '../../src/protocol/format';
import { LAB_NAMES, LABS, MODELS } from './numbers';
import { country, grey, lab, result, value } from './parts';

/** What a million tokens cost at each lab, about: cheap ones have less of the dollars than of the tokens. */
const PRICES: Readonly<Record<string, number>> = {
  google: 1.4,
  anthropic: 6.2,
  openai: 3.1,
  deepseek: 0.31,
  minimax: 0.42,
  moonshotai: 0.9,
  qwen: 0.35,
  xiaomi: 0.22,
  'z-ai': 0.7,
  tencent: 0.05,
  stepfun: 0.12,
  'x-ai': 1.1,
  nvidia: 0.02,
  'arcee-ai': 0.2,
  mistralai: 0.8,
  inclusionai: 0.15,
  'meta-llama': 0.3,
  poolside: 0,
  tngtech: 0.4,
  perplexity: 2.2,
};

/** Twenty labs: their share of the tokens against their share of the dollars, unsure where prices are. */
export function scatterResult(log: boolean): Result {
  const all = Object.entries(PRICES).map(([slug, price]) => {
    const tokens = (LABS[slug] ?? []).reduce((sum, each) => sum + each, 0);
    return { slug, tokens, dollars: tokens * price };
  });
  const [tokens, dollars] = [
    all.reduce((sum, each) => sum + each.tokens, 0),
    all.reduce((sum, each) => sum + each.dollars, 0),
  ];
  const points = all.map((each, index) => {
    const [x, y] = [each.tokens / tokens, each.dollars / dollars];
    const measured = (number: number, wide: number): Measured => ({
      value: number,
      low: number * (1 - wide),
      high: number * (1 + wide),
    });
    return {
      member: lab(each.slug),
      x: index % 3 === 0 ? measured(x, 0.12) : value(x),
      y: measured(y, 0.2),
    };
  });
  return result({
    title: 'Share of tokens against share of dollars',
    caption: {
      text: 'by lab / all tokens, all dollars · other 9.6% · 2026-W06 to 2026-W21 · by_lab',
      universe: 'all tokens',
      period: '2026-W06 to 2026-W21',
      dataset: 'by_lab',
    },
    figure: {
      axis: 'plane',
      kind: 'scatter',
      x: { label: 'share of tokens', unit: 'fraction' },
      y: { label: 'share of dollars', unit: 'fraction' },
      points: [...points, { member: grey('other'), x: value(0.096), y: value(null) }],
      ...(log && { log }),
    },
    table: {
      columns: [
        { name: 'lab', label: 'lab' },
        { name: 'x', label: 'share of tokens', unit: 'fraction' },
        { name: 'y', label: 'share of dollars', unit: 'fraction' },
      ],
      rows: points.map(({ member, x, y }) => ({ cells: [{ key: member.key, label: member.label }, x, y] })),
    },
  });
}

const DAY = 86_400_000;

/** The notebook's own events, then releases and reveals of models, crowded in spring. */
export function timelineResult(count: number): Result {
  const day = (index: number) => new Date(Date.parse('2024-06-10') + index * DAY).toISOString().slice(0, 10);
  const own: EventFigure['events'] = [
    {
      type: 'event',
      start: '2024-06-25',
      end: '2024-06-25',
      label: 'OpenAI announces the end of API service in China',
      source: 'Reuters',
    },
    { type: 'event', start: '2025-01-27', end: '2025-01-27', label: 'DeepSeek R1 tops the App Store' },
    {
      type: 'event',
      start: '2025-08-26',
      end: '2025-09-30',
      label: 'grok-code-fast is free',
      member: lab('x-ai'),
    },
    {
      type: 'event',
      start: '2026-03-30',
      end: '2026-04-05',
      label: 'Qwen 3.6 Plus is free for a week',
      member: lab('qwen'),
    },
  ];
  const labs = MODELS.map(([, name, author]) => ({ name: name.replace(/^.*: /, ''), author }));
  const releases = Array.from({ length: Math.max(0, count - own.length - 4) }, (_, index) => {
    const model = labs[index % labs.length];
    const start = day(120 + Math.round(610 * (index / count) ** 0.6));
    return {
      type: 'release' as const,
      start,
      end: start,
      label: model?.name ?? '',
      member: lab(model?.author ?? ''),
    };
  });
  const reveals = [
    'Quasar Alpha is GPT-4.1',
    'Horizon Beta is GPT-5',
    'Pony Alpha is GLM-5',
    'Hunter Alpha is MiMo-V2-Pro',
  ].map((label, index) => {
    const start = day(310 + index * 108);
    const author = ['openai', 'openai', 'z-ai', 'xiaomi'][index] ?? '';
    return { type: 'reveal' as const, start, end: start, label, member: lab(author) };
  });
  const events = [...own, ...releases, ...reveals].sort((a, b) => (a.start < b.start ? -1 : 1));
  return result({
    title: 'Events, releases and reveals since June 2024',
    figure: { axis: 'events', kind: 'timeline', start: '2024-06-01', end: '2026-06-30', events },
    table: {
      columns: [
        { name: 'day', label: 'day' },
        { name: 'what', label: 'what happened' },
        { name: 'type', label: 'type' },
      ],
      rows: events.map(({ start, label, type }) => ({
        cells: [
          { key: start, label: start },
          { key: label, label },
          { key: type, label: type },
        ],
      })),
    },
  });
}

/** Countries, their labs, and the models of those among the twenty largest. */
export function treemapResult(): Result {
  const amounts = Object.entries(LABS).map(([slug, all]) => ({ slug, billions: all.at(-1) ?? 0 }));
  const whole = amounts.reduce((sum, { billions }) => sum + billions, 0);
  const nodes: TreeFigure['nodes'] = [];
  const add = (id: string, parent: string | undefined, member: Member, billions: number) =>
    nodes.push({
      id,
      ...(parent !== undefined && { parent }),
      member,
      measured: value(billions * 1e9),
      share: billions / whole,
    });
  const codeOf = (slug: string) => (slug === 'other' ? 'other' : (LAB_NAMES[slug]?.[1] ?? 'unknown'));
  for (const code of new Set(amounts.map(({ slug }) => codeOf(slug)))) {
    const labs = amounts.filter(({ slug }) => codeOf(slug) === code);
    add(
      code,
      undefined,
      country(code),
      labs.reduce((sum, { billions }) => sum + billions, 0),
    );
    if (code === 'other') continue;
    for (const { slug, billions } of labs) {
      add(`${code}/${slug}`, code, lab(slug), billions);
      const models = MODELS.filter(([, , author]) => author === slug);
      const sum = models.reduce((total, [, , , , each]) => total + each, 0);
      for (const [key, name, author, where, each] of models) {
        const member: Member = {
          key,
          label: name.replace(/^.*: /, ''),
          kind: 'named',
          hue: lab(author).hue,
          country: where,
        };
        add(`${code}/${slug}/${key}`, `${code}/${slug}`, member, (billions * 0.9 * each) / sum);
      }
      if (models.length > 0) add(`${code}/${slug}/rest`, `${code}/${slug}`, grey('rest'), billions * 0.1);
    }
  }
  return result({
    title: 'Tokens by country, lab and model in 2026-W21',
    caption: {
      text: 'all tokens · other 9.6% · unknown 3.9% · 2026-W21 (18–24 May) · by_model',
      universe: 'all tokens',
      period: '2026-W21',
      dataset: 'by_model',
    },
    figure: { axis: 'tree', kind: 'treemap', unit: 'tokens', levels: ['country', 'lab', 'model'], nodes },
    table: {
      columns: [
        { name: 'member', label: 'member' },
        { name: 'tokens', label: 'tokens', unit: 'tokens' },
      ],
      rows: nodes.map(({ member, measured }) => ({
        cells: [{ key: member.key, label: member.label }, measured],
      })),
    },
  });
}

const VERDICTS: Readonly<Record<Verdict['kind'], Verdict>> = {
  holds: { kind: 'holds', text: 'holds', reason: '4.126T truncates to 4.12T.' },
  off: {
    kind: 'off',
    text: 'off by −10.5pp',
    reason: 'Computed over all tokens; 2 of 9 other readings hold.',
  },
  undecided: {
    kind: 'undecided',
    text: 'undecided',
    reason: 'What other may hold decides: from 46.4% to 64.9% are possible.',
  },
  impossible: { kind: 'impossible', text: 'cannot be computed', reason: 'The data end in 2026-W19.' },
};

/** A result under the sentence that it is held against. */
export function claimOn(base: Result, kind: Verdict['kind']): Result {
  const claim: Claim = {
    sentence: 'Chinese models absorbed most of the growth of the half-year, while the US big three lost',
    source: 'State of AI, 18 May 2026',
    verdict: VERDICTS[kind],
    figures: [
      { label: 'CN', published: 'more than 50%', computed: `50.1% (46.4%–64.9%)`, verdict: VERDICTS[kind] },
      {
        label: 'US big three',
        published: '46.6%',
        computed: formatValue(0.437, 'fraction'),
        verdict: {
          kind: 'off',
          text: 'off by −2.9pp',
          reason: '43.7% neither rounds nor truncates to 46.6%.',
        },
      },
    ],
  };
  return { ...base, claim: kind === 'off' ? { ...claim, readings: READINGS } : claim };
}

const READINGS: NonNullable<Claim['readings']> = {
  tried: 24,
  holding: [
    ['within known, in 2026-W24', '60.9%'],
    ['within top 10 models each week, in 2026-W22', '61.9%'],
    ['within (CN, US), in 2026-W24', '61.1% (56.8%–63.9%)'],
    ['within (CN, US), stealth revealed', '60.7% (56.1%–63.7%)'],
    ['within known, stealth revealed', '60.5%'],
    ['within top 9 models each week, in 2026-W24', '60.6%'],
  ].map(([changes = '', computed = '']) => ({
    changes: [changes],
    query: 'share of tokens for CN',
    computed,
  })),
};
