import assert from 'node:assert/strict';
import { parse } from '../../../src/language/parser';
import type { Diagnostic, Fix } from '../../../src/language/diagnostics';
import { answer, examples } from './helpers';

const DATA = { rankings: 'A', by_lab: 'B', by_model: 'M' } as const;
const DEFINITIONS = 'group us_three = lab (anthropic, google, openai)';

/** Mistakes that analysts make: what is written, what is said, and what each fix makes of it. */
const MISTAKES: readonly {
  readonly written: string;
  readonly said: string;
  readonly mended: readonly string[];
}[] = [
  {
    written: 'CN/US in 2026-W07 using rankings',
    said: '`CN/US` reads as the slug of a model, not as a value. To divide one side by the other, write `ratio of tokens for CN to US`.',
    mended: ['ratio of tokens for CN to US in 2026-W07 using rankings'],
  },
  {
    written: 'tokens CN vs US using rankings',
    said: '`CN vs` is not understood here: to set two sides against each other, write `tokens for each (CN, US)`, `ratio of tokens for CN to US` or `gap of tokens for CN to US`.',
    mended: [],
  },
  {
    written: 'share of CN in 2026-W11 using rankings',
    said: '`CN` is what is counted, not a value; write `tokens for CN` in its place.',
    mended: ['share of tokens for CN in 2026-W11 using rankings'],
  },
  {
    written: 'growth of share of tokens for CN weekly using rankings',
    said: 'From 17% to 47% is 30 percentage points, or 176% of 17%: a growth of shares is read as either. Write `change of share of tokens` for the points, or `multiple of share of tokens` for the factor.',
    mended: [
      'change of share of tokens for CN weekly using rankings',
      'multiple of share of tokens for CN weekly using rankings',
    ],
  },
  {
    written: 'claim "x" = share of tokens for CN in 2026-W11 using by_lab expect 59% ± 0.5%',
    said: '`± 0.5%` can mean 0.5% of 59%, or percentage points. Write `± 0.5pp` or `± 0.295pp`.',
    mended: [
      'claim "x" = share of tokens for CN in 2026-W11 using by_lab expect 59% ± 0.5pp',
      'claim "x" = share of tokens for CN in 2026-W11 using by_lab expect 59% ± 0.295pp',
    ],
  },
  {
    written: 'claim "x" = tokens for CN in 2026-W07 using rankings expect 4.12t',
    said: '`4.12t`: write `4.12T`: T, B, M and K are capital letters.',
    mended: ['claim "x" = tokens for CN in 2026-W07 using rankings expect 4.12T'],
  },
  {
    written: 'tokens for qwen/qwen3.6-pluss in 2026-06 using by_model',
    said: 'No model is called `qwen/qwen3.6-pluss`; did you mean `qwen/qwen3.6-plus`, `qwen/qwen3.7-plus` or `qwen/qwen3.6-flash`? (`qwen/qwen3.6-plus:*` is it with all its variants and dated slugs)',
    mended: [
      'tokens for qwen/qwen3.6-plus in 2026-06 using by_model',
      'tokens for qwen/qwen3.7-plus in 2026-06 using by_model',
      'tokens for qwen/qwen3.6-flash in 2026-06 using by_model',
      'tokens for qwen/qwen3.6-plus:* in 2026-06 using by_model',
    ],
  },
  {
    written: 'tokens monthly using rankings',
    said: 'rankings is weekly, and weeks straddle months: they cannot be summed into months without splitting a week. Write `weekly` or `yearly` (ISO weeks), or use a daily dataset.',
    mended: ['tokens weekly using rankings'],
  },
  {
    written: 'tokens in 2026-W34 using by_model',
    said: '2026-W34 is not complete in by_model: 5 of 7 days. The data run from 2026-05-24 to 2026-08-21. Name a period inside, or write `including partial`.',
    mended: ['tokens in 2026-W34 including partial using by_model'],
  },
  {
    written: 'tokens for us_thre in 2026-W11 using by_lab',
    said: '`us_thre` is no group, country, lab or model that by_lab or the registry knows; did you mean `us_three`? `US` would include every US lab.',
    mended: ['tokens for us_three in 2026-W11 using by_lab'],
  },
  {
    written: 'tokens for cn_labs in 2026-W11 using by_lab',
    said: '`cn_labs` is no group, country, lab or model that by_lab or the registry knows. Name a country (CN), a lab (openai), a model (openai/gpt-4o-mini), or define it: `group cn_labs = lab (…)`. `CN` would include every CN lab.',
    mended: [],
  },
  {
    written: 'claim "x" = share of tokens for CN in 2026-W11 using by_lab expect 59% ± 1T',
    said: '`± 1T`: the tolerance of `59%` is written like `± 2.5pp`.',
    mended: [],
  },
  {
    written: 'tokens by country',
    said: '3 datasets are attached; say which one is asked: `using rankings`, `using by_lab` or `using by_model`.',
    mended: [
      'tokens by country using rankings',
      'tokens by country using by_lab',
      'tokens by country using by_model',
    ],
  },
  {
    written:
      'share of tokens for CN within top 9 models each week within (CN, US) in 2026-W11 using rankings',
    said: 'A second `within`: a query has one universe. Narrow it with `then`: `within top 9 models each week then (CN, US)`.',
    mended: ['share of tokens for CN within top 9 models each week then (CN, US) in 2026-W11 using rankings'],
  },
  {
    written: 'tokens where country = CN in 2026-W11 using rankings',
    said: '`where` tests attributes; a country is part of the question itself. Write `for` for the numerator, or `within` for the universe.',
    mended: ['tokens for CN in 2026-W11 using rankings', 'tokens within CN in 2026-W11 using rankings'],
  },
  {
    written: 'group top = lab (openai)',
    said: '`top` is a word of the language and cannot be a name; write `my_top`, for example.',
    mended: ['group my_top = lab (openai)'],
  },
  {
    written: 'tokens daily weekly using by_lab',
    said: 'Two grains: a result has one; leave one out.',
    mended: ['tokens daily  using by_lab'],
  },
];

function errorsOf(text: string): Diagnostic[] {
  const data = Object.fromEntries(
    Object.entries(DATA).map(([name, file]) => {
      const dataset = examples(file)[file];
      assert(dataset && typeof dataset !== 'string');
      return [name, { ...dataset, name }];
    }),
  );
  return answer(text, data, DEFINITIONS).diagnostics.filter(({ severity }) => severity === 'error');
}

function apply(text: string, { start, end, text: replacement }: Fix): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

describe('mistakes that analysts make', () => {
  for (const { written, said, mended } of MISTAKES) {
    it(written, () => {
      const errors = errorsOf(written);
      assert.deepEqual(
        errors.map(({ message }) => message),
        [said],
      );
      const fixed = (errors[0]?.fixes ?? []).map((fix) => apply(written, fix));
      assert.deepEqual(fixed, mended);
      for (const text of fixed) {
        assert.deepEqual(
          parse(text).statements.flatMap(({ diagnostics }) => diagnostics),
          [],
          text,
        );
        assert.deepEqual(errorsOf(text), [], text);
      }
    });
  }
});
