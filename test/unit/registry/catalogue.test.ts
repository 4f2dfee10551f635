import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { BUILT_IN_TEXT, builtInRegistry, countryOf } from '../../../src/registry/registry';
import { EDITION } from '../../../src/registry/version';

const registry = builtInRegistry();

function rowsOf(...path: string[]): Record<string, string>[] {
  const text = readFileSync(join(process.cwd(), ...path), 'utf8');
  return Papa.parse<Record<string, string>>(text.trim(), { header: true }).data;
}

describe('the built-in registry', () => {
  it('has an edition that was raised when its tables were changed', () => {
    const sha256 = createHash('sha256').update(BUILT_IN_TEXT).digest('hex');
    assert.equal(
      sha256,
      EDITION.sha256,
      `The tables have changed: raise EDITION in src/registry/version.ts, and write ${sha256} there.`,
    );
    assert.match(EDITION.date, /^\d{4}-\d\d-\d\d$/);
  });

  it('has at least 300 models and 80 labs', () => {
    assert(registry.models.length >= 300);
    assert(registry.labs.length >= 80);
  });
});

describe('the built-in registry and the catalogue', () => {
  const catalogue = rowsOf('test', 'fixtures', 'registry', 'openrouter-catalog.csv');

  /** Slugs of the catalogue that are no model of the registry, and why. */
  const LEFT_OUT: Readonly<Record<string, string>> = {
    'dots-studio/dots-3-note-preview-20260813': 'only its free variant is listed, without a price',
    'liquid/lfm-2.5-2.6b-20260811': 'only its free variant is listed, without a price',
    'nvidia/nemotron-3.5-content-safety-20260604': 'only its free variant is listed, without a price',
    'nvidia/nemotron-3-nano-omni-30b-a3b-reasoning-20260428':
      'only its free variant is listed, without a price',
    'nvidia/nemotron-nano-9b-v2': 'only its free variant is listed, without a price',
    'google/lyria-3-pro-preview-20260330': 'listed without a price',
    'google/lyria-3-clip-preview-20260330': 'listed without a price',
    'openrouter/auto': 'a router to models, and no model',
    'openrouter/auto-beta': 'a router to models, and no model',
    'openrouter/free': 'a router to models, and no model',
    'openrouter/fusion': 'a router to models, and no model',
    'openrouter/pareto-code': 'a router to models, and no model',
    'openrouter/bodybuilder': 'a router to models, and no model',
  };

  it('every slug of it is a model, is left out on purpose, or moves from model to model', () => {
    const unknown = catalogue
      .map((row) => row['canonical_slug'] ?? '')
      .filter((slug) => !slug.startsWith('~') && registry.resolveModel(slug).model === undefined);
    assert.deepEqual([...new Set(unknown)].sort(), Object.keys(LEFT_OUT).sort());
  });

  it('an id of it and the dated slug beside it are one model', () => {
    for (const { id = '', canonical_slug = '' } of catalogue) {
      if (canonical_slug in LEFT_OUT) continue;
      assert.equal(registry.resolveModel(id).model, registry.resolveModel(canonical_slug).model, id);
    }
  });

  it('names, prices and days are those of it, and nobody else’s', () => {
    const listed = new Map(
      catalogue.map((row) => [registry.resolveModel(row['canonical_slug'] ?? '').model?.slug, row]),
    );
    for (const row of catalogue)
      if (!(row['id'] ?? '').includes(':'))
        listed.set(registry.resolveModel(row['canonical_slug'] ?? '').model?.slug, row);
    for (const { slug, listed: day, price } of registry.models) {
      const row = listed.get(slug);
      assert.equal(day, row?.['created'], slug);
      if (!row || (row['id'] ?? '').includes(':') || row['input_usd_per_m'] === '') continue;
      assert.deepEqual(
        price,
        { input: Number(row['input_usd_per_m']), output: Number(row['output_usd_per_m']) },
        slug,
      );
    }
  });
});

describe('the built-in registry and the example data', () => {
  /** Names with more than 0.5% of a week of which the country is not known, and why that is so. */
  const UNKNOWN: Readonly<Record<string, string>> = {
    openrouter: 'carries models whose maker is undisclosed',
    'stealth/ox-alpha': 'undisclosed',
    'openrouter/owl-alpha': 'undisclosed',
    'openrouter/hunter-alpha': 'undisclosed',
    'openrouter/sonoma-sky-alpha': 'undisclosed',
    'openrouter/quasar-alpha': 'undisclosed',
    'openrouter/horizon-beta': 'undisclosed',
    'openrouter/sherlock-think-alpha': 'undisclosed',
    'openrouter/polaris-alpha': 'undisclosed',
    'openrouter/optimus-alpha': 'undisclosed',
  };
  const files = [
    ['openrouter-rankings-daily.csv', 'date', 'model_permaslug', 'total_tokens'],
    ['openrouter-weekly-top.csv', 'week_start', 'model', 'tokens'],
    ['openrouter-daily-by-author.csv', 'date', 'author', 'total_tokens'],
  ] as const;

  /** Names with their largest share of any week, Monday to Sunday. */
  function largest(file: string, day: string, name: string, tokens: string): Map<string, number> {
    const weeks = new Map<number, Map<string, number>>();
    for (const row of rowsOf('examples', 'data', file)) {
      const week = Math.floor((Date.parse(row[day] ?? '') / 86_400_000 + 3) / 7);
      const sums = weeks.get(week) ?? new Map<string, number>();
      weeks.set(week, sums);
      const word = row[name] ?? '';
      sums.set(word, (sums.get(word) ?? 0) + Number(row[tokens]));
    }
    const most = new Map<string, number>();
    for (const sums of weeks.values()) {
      const total = [...sums.values()].reduce((sum, value) => sum + value, 0);
      for (const [word, value] of sums) most.set(word, Math.max(most.get(word) ?? 0, value / total));
    }
    most.delete('other');
    return most;
  }

  const found = new Set<string>();
  for (const [file, day, name, tokens] of files) {
    it(`${file}: who has more than 0.5% of a week is known, or unknown on purpose`, () => {
      const most = largest(file, day, name, tokens);
      assert(most.size > 20);
      for (const [word, share] of most) {
        if (share <= 0.005) continue;
        const resolved = name === 'author' ? undefined : registry.resolveModel(word);
        if (resolved) assert(resolved.model, `${word}, ${(share * 100).toFixed(1)}% of a week`);
        else assert(registry.lab(word), word);
        const country = resolved ? countryOf(resolved, 'listed') : registry.lab(word)?.country;
        if (country !== undefined) continue;
        assert(word in UNKNOWN, `${word}, ${(share * 100).toFixed(1)}% of a week, has no country`);
        found.add(word);
      }
    });
  }

  it('nothing is said to be unknown that is not there, or is known', () => {
    assert.deepEqual(Object.keys(UNKNOWN).sort(), [...found].sort());
  });
});
