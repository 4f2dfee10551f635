import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import Papa from 'papaparse';
import { splitVariant } from '../../../src/registry/identity';
import { buildRegistry, builtInRegistry, type Model, type Registry } from '../../../src/registry/registry';

const registry = builtInRegistry();

/** A registry of these models; labs a, b and c, of which `a` has a second slug. */
function small(...models: string[]): Registry {
  return buildRegistry({
    labs: [
      'author_slug,lab,country,hq_city,weights_policy,parent,alt_slugs,confidence,note',
      'a,Lab A (Acme Works),US,,,,a-two,high,',
      'b,Lab B,CN,,,,,high,',
      'c,Twice,FR,,,,,high,',
      'd,TWICE,DE,,,,,high,',
      'hidden,Hidden,,,stealth,,hidden-two,high,',
    ].join('\n'),
    models: [
      'model,name,author_slug,weights,release_date,listed,aliases,input_usd_per_m,output_usd_per_m',
      ...models,
    ].join('\n'),
    stealth: 'model,revealed_lab,revealed_as,revealed_on,confidence,source',
  });
}

const found = (word: string, from: Registry): string => {
  const { model, match, variant, reason } = from.resolveModel(word);
  const what = `${model?.slug ?? '-'}${variant === undefined ? '' : `:${variant}`} ${match}`;
  return reason === undefined ? what : `${what}: ${reason}`;
};

/** Every word under which the tables have a model. */
function wordsOf({ slug, aliases, name }: Model): string[] {
  return [slug, ...aliases.map((alias) => splitVariant(alias).base), ...(name === undefined ? [] : [name])];
}

describe('identity: the built-in models', () => {
  it('have words that mean one model each', () => {
    const owner = new Map<string, Model>();
    for (const model of registry.models) {
      for (const word of wordsOf(model)) {
        const before = owner.get(word.toLowerCase());
        assert.equal(before ?? model, model, `${word} of ${model.slug} and ${before?.slug ?? ''}`);
        owner.set(word.toLowerCase(), model);
        assert.equal(registry.resolveModel(word).model, model, word);
      }
    }
  });

  it('are the same in capitals, as a variant and behind ~, whichever of their words is written', () => {
    const change = fc.constantFrom(
      (word: string) => word,
      (word: string) => word.toUpperCase(),
      (word: string) => ` ${word} `,
    );
    const variant = fc.constantFrom('', ':free', ':beta', ':thinking', ':extended', ':batch');
    fc.assert(
      fc.property(
        fc.constantFrom(...registry.models),
        fc.nat(),
        change,
        variant,
        fc.boolean(),
        (model, at, changed, suffix, tilde) => {
          const words = wordsOf(model);
          const word = words[at % words.length] ?? model.slug;
          const isSlug = word.includes('/') && !word.includes(' ');
          const written = isSlug ? (tilde ? '~' : '') + word + suffix : word;
          const resolved = registry.resolveModel(changed(written));
          assert.equal(resolved.model, model, written);
          assert.equal(resolved.variant, isSlug && suffix !== '' ? suffix.slice(1) : undefined);
          assert.equal(resolved.lab, model.lab);
        },
      ),
    );
  });

  it('are never found by a word that is somebody else’s: what is made up is nobody', () => {
    const known = new Set(registry.models.flatMap(wordsOf).map((word) => word.toLowerCase()));
    fc.assert(
      fc.property(
        fc.constantFrom(...registry.models),
        fc.stringMatching(/^[a-z0-9]{1,6}$/),
        (model, tail) => {
          const word = `${model.slug}${tail}`;
          fc.pre(!known.has(word));
          const resolved = registry.resolveModel(word);
          assert.equal(resolved.model, undefined, word);
          assert.equal(resolved.lab, model.lab);
        },
      ),
    );
  });

  it('resolve again to themselves: the key under which rows are counted is fixed', () => {
    for (const model of registry.models)
      for (const word of wordsOf(model)) {
        const { key } = registry.resolveModel(word);
        assert.equal(registry.resolveModel(key).key, key);
      }
  });
});

describe('identity: how a word is recognised', () => {
  const table: [word: string, said: string][] = [
    ['deepseek/deepseek-v4-flash-20260423', 'deepseek/deepseek-v4-flash-20260423 slug'],
    ['deepseek/deepseek-v4-flash', 'deepseek/deepseek-v4-flash-20260423 alias'],
    ['~deepseek/deepseek-v4-flash-20260423', 'deepseek/deepseek-v4-flash-20260423 alias'],
    ['openrouter/hunter-alpha-20260311', 'openrouter/hunter-alpha dated slug'],
    ['anthropic/claude-sonnet-4.6-20260217:beta', 'anthropic/claude-4.6-sonnet-20260217:beta dated slug'],
    ['anthropic/claude-4.6-sonnet:thinking', 'anthropic/claude-4.6-sonnet-20260217:thinking undated slug'],
    ['zai-org/GLM-5.2', 'z-ai/glm-5.2-20260616 other author'],
    ['meta/llama-3.3-70b-instruct:free', 'meta-llama/llama-3.3-70b-instruct:free other author'],
    ['Gemini-2.5-Pro', 'google/gemini-2.5-pro name'],
    ['GOOGLE: gemini 2.5 pro', 'google/gemini-2.5-pro name'],
    // The table has the name without its maker.
    ['xAI: Grok 4.1 Fast', 'x-ai/grok-4.1-fast name'],
    ['OpenAI: Grok 4.1 Fast', '- none'],
    ['Qwen3.6 Plus (free)', 'qwen/qwen3.6-plus-04-02:free name'],
    ['z-ai/glm-4.6v', 'z-ai/glm-4.6-20251208 alias'],
    ['~anthropic/claude-sonnet-latest', '- author: means another model from time to time'],
    [
      'deepseek/deepseek-v4-flash-20300101',
      '- author: has another date than deepseek/deepseek-v4-flash-20260423 and deepseek/deepseek-v4-flash-20260731, so it may be another model',
    ],
    ['stealth/hunter-alpha', '- author'],
    // Eight digits that are no day: a version, and something behind it.
    ['mistralai/mistral-small-3.2-24b-instruct-25060000', '- author'],
    ['openrouter/hunter-alpha-20261332', '- author'],
    ['Nobody: A model:free', '- none'],
    ['', '- none'],
    ['__proto__', '- none'],
    ['constructor/toString', '- none'],
  ];
  for (const [word, said] of table) {
    it(`${word === '' ? '(nothing)' : word}: ${said}`, () => assert.equal(found(word, registry), said));
  }

  it('a display name is no slug with a variant', () => {
    assert.equal(registry.resolveModel('Nobody: Great').variant, undefined);
    assert.deepEqual(splitVariant('Anthropic: Claude'), { base: 'Anthropic: Claude', variant: undefined });
    assert.deepEqual(splitVariant('a/b:free'), { base: 'a/b', variant: 'free' });
  });
});

describe('identity: what could mean two things means neither', () => {
  it('a name of two models', () => {
    const two = small('a/one,A: One,a,,,,,,', 'b/one,B: One,b,,,,,,', 'b/two,Two,b,,,,,,');
    assert.equal(found('One', two), '- none: is the name of a/one and b/one, so it could mean either');
    assert.equal(found('A: One', two), 'a/one name');
    assert.equal(found('two', two), 'b/two name');
  });

  it('an alias of two models', () => {
    const two = small('a/one,,a,,,,a/x,,', 'a/two,,a,,,,a/x,,');
    assert.equal(found('a/x', two), '- author: is an alias of a/one and a/two, so it could mean either');
  });

  it('a slug goes before an alias of another model', () => {
    const two = small('a/one,,a,,,,,,', 'a/two,,a,,,,a/one,,');
    assert.equal(found('a/one', two), 'a/one slug');
  });

  it('a slug without its date, of a model that has two', () => {
    const two = small('a/one-20260101,,a,,,,,,', 'a/one-20260201,,a,,,,,,');
    assert.equal(
      found('a/one', two),
      '- author: has no date, and is the slug of a/one-20260101 and a/one-20260201, so it could mean either',
    );
    assert.equal(found('a/one-20260201', two), 'a/one-20260201 slug');
  });

  it('a dated slug beside an undated and a dated one', () => {
    const two = small('a/one,,a,,,,,,', 'a/one-20260201,,a,,,,,,');
    assert.match(found('a/one-20260301', two), /^- author: has another date than a\/one and a\/one-20260201/);
    assert.equal(found('a/one', two), 'a/one slug');
  });

  it('a slug that two slugs of its lab have', () => {
    const two = small('a/one,,a,,,,,,', 'a-two/one,,a-two,,,,,,');
    assert.equal(found('a/one', two), 'a/one slug');
    assert.equal(found('a-two/one', two), 'a-two/one slug');
  });

  it('undisclosed models are not joined over the slugs that carry them', () => {
    assert.equal(found('hidden-two/x', small('hidden/x,,hidden,stealth,,,,,')), '- author');
  });

  it('a name of two labs', () => {
    const labs = small();
    const { lab, match, reason } = labs.resolveLab('twice');
    assert.deepEqual(
      [lab, match, reason],
      [undefined, 'none', 'is a name of Twice and TWICE, so it could mean either'],
    );
  });
});

describe('identity: labs', () => {
  const arena = readFileSync(join(process.cwd(), 'examples', 'data', 'arena-text.csv'), 'utf8');
  const organizations = new Set(
    Papa.parse<Record<string, string>>(arena.trim(), { header: true }).data.map(
      (row) => row['organization'] ?? '',
    ),
  );

  const table: [words: string[], slug: string][] = [
    [['Z.ai', 'z-ai', 'Z AI', 'ZAI', 'zai-org', 'Zhipu', 'Zhipu AI', 'thudm'], 'z-ai'],
    [['Google', 'GOOGLE', 'google', 'Google DeepMind', 'DeepMind'], 'google'],
    [['Moonshot AI', 'Moonshot', 'MoonshotAI', 'moonshotai', 'moonshot'], 'moonshotai'],
    [['xAI', 'x-ai', 'XAI', 'SpaceXAI'], 'x-ai'],
    [['Meta', 'meta', 'meta-llama'], 'meta-llama'],
    [['Mistral', 'Mistral AI', 'mistralai'], 'mistralai'],
    [['01 AI', '01.AI', '01-ai'], '01-ai'],
    [['DeepSeek', 'DeepSeek AI', 'deepseek-ai'], 'deepseek'],
    [['Reka AI'], 'rekaai'],
    [['IBM'], 'ibm-granite'],
    [['Perplexity AI', 'Perplexity'], 'perplexity'],
    [['NousResearch', 'Nous Research', 'Nous'], 'nousresearch'],
    [['Nvidia'], 'nvidia'],
  ];
  for (const [words, slug] of table) {
    it(`${words.join(', ')} are ${slug}`, () => {
      for (const word of words) assert.equal(registry.resolveLab(word).lab?.slug, slug, word);
    });
  }

  it('of a column of organizations are known, but for these', () => {
    const unknown = [...organizations].filter((word) => registry.lab(word) === undefined).sort();
    assert.deepEqual(unknown, [
      ...['Ai2', 'AllenAI/UW', 'Databricks', 'HuggingFace', 'LMSYS', 'MosaicML', 'NexusFlow', 'Nexusflow'],
      ...['Nomic AI', 'OpenAssistant', 'Princeton', 'RWKV', 'Snowflake', 'Stability AI', 'Stanford', 'TII'],
      ...['Together AI', 'Tsinghua', 'UC Berkeley', 'UW'],
    ]);
  });

  it('tell how they were recognised', () => {
    const matches = ['z-ai', 'thudm', 'Z.ai', 'nobody'].map((word) => registry.resolveLab(word).match);
    assert.deepEqual(matches, ['slug', 'other slug', 'name', 'none']);
  });

  it('are each found by all of their slugs and names, and by nobody else’s', () => {
    for (const lab of registry.labs)
      for (const word of [...lab.slugs, lab.name]) assert.equal(registry.lab(word), lab, word);
  });

  it('punctuation alone is no name', () => {
    for (const word of ['', ' ', '-', '...', '()', '/']) assert.equal(registry.lab(word), undefined, word);
  });
});
