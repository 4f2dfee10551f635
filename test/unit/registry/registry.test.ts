import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALSO_CALLED, COUNTRIES, countryCode, countryName } from '../../../src/registry/countries';
import { flagUri } from '../../../src/registry/flags';
import { buildRegistry, builtInRegistry, countryOf, labOf } from '../../../src/registry/registry';

const registry = builtInRegistry();

describe('registry: labs', () => {
  const slugs: [slugs: string[], name: string, country: string][] = [
    [['meta', 'meta-llama', 'Meta', 'META'], 'Meta', 'US'],
    [['qwen', 'alibaba'], 'Alibaba Qwen', 'CN'],
    [['z-ai', 'thudm', 'zhipuai', 'zai-org', 'Z.ai', 'z.ai (zhipu ai)'], 'Z.ai (Zhipu AI)', 'CN'],
    [['bytedance', 'bytedance-seed', 'bytedance-research'], 'ByteDance', 'CN'],
    [['stepfun', 'stepfun-ai'], 'StepFun', 'CN'],
    [['x-ai', 'xai', 'xAI'], 'xAI', 'US'],
    [['lgai', 'lgai-exaone'], 'LG AI Research', 'KR'],
  ];
  for (const [words, name, country] of slugs) {
    it(`${words.join(', ')} are one lab`, () => {
      const labs = new Set(words.map((word) => registry.lab(word)));
      assert.equal(labs.size, 1);
      const [lab] = labs;
      assert.equal(lab?.name, name);
      assert.equal(lab.country, country);
    });
  }

  it('a guess is not joined to a country', () => {
    // dots-studio is presumed to be rednote, of China, but nothing confirms it.
    assert.equal(registry.lab('dots-studio')?.slug, 'dots-studio');
    assert.equal(registry.lab('dots-studio')?.country, undefined);
    assert.equal(registry.lab('rednote-hilab')?.country, 'CN');
  });

  it('the slug of undisclosed models is no lab of any country', () => {
    for (const slug of ['openrouter', 'stealth']) {
      assert.equal(registry.lab(slug)?.stealth, true);
      assert.equal(registry.lab(slug)?.country, undefined);
    }
  });

  it('a name that nobody has is nobody', () => {
    for (const word of ['', 'other', 'nobody-at-all', 'constructor', '__proto__']) {
      assert.equal(registry.lab(word), undefined, word);
      assert.equal(registry.country(word), undefined, word);
    }
  });
});

describe('registry: countries', () => {
  it('are found by code and by English name, in any case', () => {
    for (const word of ['CN', 'cn', 'China', 'CHINA']) assert.equal(registry.country(word), 'CN');
    assert.equal(registry.country('south korea'), 'KR');
    assert.equal(registry.countryName('FR'), 'France');
    assert.equal(registry.countryName('XX'), 'XX');
  });

  it('of which no lab comes are not found: their codes are free as names', () => {
    for (const word of ['AI', 'it', 'NO', 'Italy']) assert.equal(registry.country(word), undefined, word);
  });

  it('have one name, whether a lab comes from them or not', () => {
    for (const [code, name] of Object.entries(COUNTRIES)) {
      assert.equal(countryName(code), name);
      assert.equal(countryCode(name), code);
    }
    for (const [name, code] of Object.entries(ALSO_CALLED)) {
      assert.equal(countryCode(name), code);
      assert.notEqual(countryName(code), code, name);
    }
    assert.equal(countryName('NA'), 'Namibia');
    assert.equal(countryName('__proto__'), '__proto__');
    assert.equal(countryCode('constructor'), undefined);
  });
});

describe('registry: models', () => {
  const table: [word: string, key: string, match: string, lab: string | undefined][] = [
    ['deepseek/deepseek-v4-flash-20260423', 'deepseek/deepseek-v4-flash-20260423', 'slug', 'deepseek'],
    ['deepseek/deepseek-v4-flash', 'deepseek/deepseek-v4-flash-20260423', 'alias', 'deepseek'],
    ['DeepSeek/DeepSeek-V4-Flash', 'deepseek/deepseek-v4-flash-20260423', 'alias', 'deepseek'],
    ['deepseek/deepseek-v4-flash:free', 'deepseek/deepseek-v4-flash-20260423:free', 'alias', 'deepseek'],
    ['minimax/minimax-m3:batch', 'minimax/minimax-m3-20260531:batch', 'alias', 'minimax'],
    ['Claude Opus 4.6', 'anthropic/claude-4.6-opus-20260205', 'name', 'anthropic'],
    ['Anthropic: Claude Opus 4.6', 'anthropic/claude-4.6-opus-20260205', 'name', 'anthropic'],
    // A dated slug of a model that is known undated.
    ['openrouter/hunter-alpha-20260311', 'openrouter/hunter-alpha', 'dated slug', 'openrouter'],
    // Known by its author only.
    ['qwen/never-heard-of', 'qwen/never-heard-of', 'author', 'qwen'],
    ['thudm/never-heard-of:free', 'thudm/never-heard-of:free', 'author', 'z-ai'],
    ['nobody/never-heard-of', 'nobody/never-heard-of', 'none', undefined],
    ['never heard of', 'never heard of', 'none', undefined],
  ];
  for (const [word, key, match, lab] of table) {
    it(`${word}: ${match}`, () => {
      const resolved = registry.resolveModel(word);
      assert.deepEqual([resolved.key, resolved.match, resolved.lab?.slug], [key, match, lab]);
    });
  }

  it('variants are models of their own with the attributes of one', () => {
    const free = registry.resolveModel('deepseek/deepseek-v4-flash:free');
    const plain = registry.resolveModel('deepseek/deepseek-v4-flash');
    assert.notEqual(free.key, plain.key);
    assert.equal(free.model, plain.model);
    assert.equal(free.variant, 'free');
    assert.match(free.label, /\(free\)$/);
    assert.equal(plain.variant, undefined);
  });

  it('undisclosed models are of nobody as listed, and of the announced lab as revealed', () => {
    const hunter = registry.resolveModel('openrouter/hunter-alpha');
    assert.equal(labOf(hunter, 'listed'), undefined);
    assert.equal(countryOf(hunter, 'listed'), undefined);
    assert.equal(labOf(hunter, 'revealed')?.slug, 'xiaomi');
    assert.equal(countryOf(hunter, 'revealed'), 'CN');
    // One whose maker was never announced stays unknown.
    const cypher = registry.resolveModel('openrouter/cypher-alpha');
    assert.equal(countryOf(cypher, 'revealed'), undefined);
    // And so does one that is in no table.
    const unheard = registry.resolveModel('openrouter/never-heard-of-alpha');
    assert.equal(countryOf(unheard, 'listed'), undefined);
    assert.equal(countryOf(unheard, 'revealed'), undefined);
  });
});

describe('registry: its tables', () => {
  const rows = (name: string): Record<string, string>[] => {
    const text = readFileSync(join(process.cwd(), 'src', 'registry', 'tables', `${name}.csv`), 'utf8');
    const [head = '', ...lines] = text.trim().split(/\r?\n/);
    const names = head.split(',');
    return lines.map((line) => {
      const cells = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        (each) => each[1] ?? each[2] ?? '',
      );
      assert.equal(cells.length, names.length, line);
      return Object.fromEntries(names.map((each, index) => [each, cells[index] ?? '']));
    });
  };
  const [labs, models, stealth] = [rows('labs'), rows('models'), rows('stealth')];
  const slugs = new Set(labs.map((row) => row['author_slug']));

  it('slugs stand once', () => {
    const repeated = (words: (string | undefined)[]): unknown[] =>
      words.filter((word, index) => words.indexOf(word) !== index);
    assert.deepEqual(repeated(labs.map((row) => row['author_slug'])), []);
    assert.deepEqual(repeated(models.map((row) => row['model'])), []);
    assert.deepEqual(repeated(stealth.map((row) => row['model'])), []);
  });

  it('no cell starts or ends with a space', () => {
    for (const row of [...labs, ...models, ...stealth])
      for (const cell of Object.values(row)) assert.equal(cell, cell.trim());
  });

  it('an alias names one model', () => {
    const owners = new Map<string, string>();
    for (const row of models) {
      for (const alias of (row['aliases'] ?? '').split(';').filter((each) => each !== '')) {
        const base = alias.split(':')[0] ?? '';
        assert.equal(owners.get(base) ?? row['model'], row['model'], alias);
        owners.set(base, row['model'] ?? '');
      }
    }
  });

  it('every author of a model has a lab, and the author is that of its slug', () => {
    for (const row of models) {
      assert(slugs.has(row['author_slug']), row['model']);
      assert.equal(row['model']?.split('/')[0], row['author_slug']);
    }
  });

  it('every stealth model is a model, and everyone revealed a lab of a country', () => {
    const known = new Set(models.map((row) => row['model']));
    for (const row of stealth) {
      assert(known.has(row['model']), row['model']);
      if (row['revealed_lab'] !== '') assert(registry.lab(row['revealed_lab'] ?? '')?.country, row['model']);
    }
    for (const row of models.filter((each) => each['weights'] === 'stealth')) {
      assert(
        stealth.some((each) => each['model'] === row['model']),
        row['model'],
      );
    }
  });

  it('every country has a name and a flag', () => {
    const codes = new Set(labs.flatMap((row) => (row['country'] ? [row['country']] : [])));
    assert.deepEqual([...codes].sort(), Object.keys(COUNTRIES).sort());
    for (const code of codes) {
      assert.match(flagUri(code) ?? '', /^data:image\/svg\+xml;utf8,%3Csvg/, code);
      assert.equal(registry.country(registry.countryName(code)), code);
    }
    assert.equal(flagUri('XX'), undefined);
    assert.equal(flagUri('constructor'), undefined);
  });

  it('prices are numbers, dates are dates, weights are known words', () => {
    for (const row of models) {
      const prices = [row['input_usd_per_m'] ?? '', row['output_usd_per_m'] ?? ''];
      assert.equal(prices[0] === '', prices[1] === '', row['model']);
      for (const price of prices) if (price !== '') assert.match(price, /^\d+(\.\d+)?$/, row['model']);
      if (row['release_date'] !== '')
        assert.match(row['release_date'] ?? '', /^\d{4}-\d\d-\d\d$/, row['model']);
      assert.match(row['weights'] ?? '', /^(|open|closed|stealth|open from \d{4}-\d\d-\d\d)$/, row['model']);
    }
    for (const model of registry.models) {
      const { input, output } = model.price ?? { input: 0, output: 0 };
      assert(input !== undefined && input >= 0 && output !== undefined && output >= 0, model.slug);
    }
  });
});

describe('registry: built from tables', () => {
  it('what the tables do not say is undefined', () => {
    const small = buildRegistry({
      labs: 'author_slug,lab,country,hq_city,weights_policy,parent,alt_slugs,confidence,note\nacme,Acme,,,,,acme-ai,high,\n',
      models:
        'model,name,author_slug,weights,release_date,aliases,input_usd_per_m,output_usd_per_m\nacme/one,,acme,,,,,\nacme/two,,acme,,,,1,\n',
      stealth: 'model,revealed_lab,revealed_as,confidence,source\n',
    });
    assert.deepEqual(
      small.models.map(({ price, weights, released, name }) => [price, weights, released, name]),
      [
        [undefined, undefined, undefined, undefined],
        [{ input: 1, output: undefined }, undefined, undefined, undefined],
      ],
    );
    assert.equal(small.lab('acme-ai')?.slug, 'acme');
    assert.equal(small.lab('acme')?.country, undefined);
    assert.equal(small.resolveModel('acme/one').label, 'acme/one');
  });
});
