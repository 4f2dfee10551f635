import assert from 'node:assert/strict';
import { cardOf, type Card, type Term } from '../../../src/registry/card';
import { withOverlays } from '../../../src/registry/overlaid';
import { readOverlay } from '../../../src/registry/overlay';
import { builtInRegistry } from '../../../src/registry/registry';

const card = (kind: Term['kind'], key: string): Card => cardOf({ kind, key }, builtInRegistry());
const line = (each: Card, label: string): string | undefined =>
  each.lines.find((one) => one.label === label)?.value;

describe('the card of a model', () => {
  it('says lab, country, release, price and weights', () => {
    const sonnet = card('model', 'anthropic/claude-4.6-sonnet-20260217');
    assert.equal(sonnet.title, 'Claude Sonnet 4.6');
    assert.deepEqual(sonnet.country, { code: 'US', name: 'United States' });
    assert.equal(line(sonnet, 'Lab'), 'Anthropic');
    assert.equal(line(sonnet, 'Country'), 'US United States');
    assert.equal(line(sonnet, 'Released'), '2026-02-17');
    assert.equal(line(sonnet, 'Price'), '$3.00 in, $15.00 out per million tokens');
    assert.equal(line(sonnet, 'Weights'), 'closed');
  });

  it('keeps all digits of a small price', () => {
    assert.match(
      line(card('model', 'deepseek/deepseek-v4-flash-20260423'), 'Price') ?? '',
      /^\$0\.06006 in, \$0\.12012 out/,
    );
  });

  it('says how an alias was recognised', () => {
    assert.match(
      line(card('model', 'anthropic/claude-sonnet-4.6'), 'Slug') ?? '',
      /matched by alias anthropic\/claude-sonnet-4\.6/,
    );
  });

  it('shows a free variant as free, whatever the model costs', () => {
    const free = card('model', 'qwen/qwen3.6-plus-04-02:free');
    assert.equal(line(free, 'Price'), 'free of charge (:free)');
    assert.equal(line(free, 'Variant'), 'free');
  });

  it('shows what is unknown as unknown', () => {
    const stealth = card('model', 'openrouter/aurora-alpha');
    assert.equal(stealth.country, undefined);
    for (const label of ['Country', 'Released', 'Price', 'Weights'])
      assert.equal(line(stealth, label), 'unknown', label);
    assert.equal(line(stealth, 'Lab'), 'undisclosed');
  });

  it('says of an undisclosed model who was named later, without counting it for them', () => {
    const hunter = card('model', 'openrouter/hunter-alpha');
    assert.equal(hunter.country, undefined);
    assert.match(line(hunter, 'Lab') ?? '', /^undisclosed; later said to be Xiaomi MiMo, MiMo-V2-Pro/);
  });

  it('knows the lab of a model that the registry does not have', () => {
    const unknown = card('model', 'minimax/minimax-of-tomorrow');
    assert.equal(unknown.country?.code, 'CN');
    assert.match(line(unknown, 'Slug') ?? '', / \(matched by lab only: model not in the registry\)$/);
  });
});

describe('how sure a card is', () => {
  it('is said of the lab and the country', () => {
    const medium = builtInRegistry().labs.find((lab) => lab.confidence === 'medium' && !lab.stealth);
    assert(medium);
    assert.match(line(card('lab', medium.slug), 'Confidence') ?? '', /^medium/);
    assert.match(line(card('model', `${medium.slug}/never-heard-of`), 'Confidence') ?? '', /^medium/);
    assert.match(line(card('model', 'anthropic/claude-sonnet-4.6'), 'Confidence') ?? '', /^high/);
  });

  it('is not said of a lab that nobody named', () => {
    assert.equal(line(card('model', 'openrouter/aurora-alpha'), 'Confidence'), undefined);
    assert.equal(line(card('model', 'nobody/never-heard-of'), 'Confidence'), undefined);
  });

  it('shows a match by a dated slug', () => {
    assert.match(
      line(card('model', 'openrouter/hunter-alpha-20260311'), 'Slug') ?? '',
      /^openrouter\/hunter-alpha \(matched by dated slug openrouter\/hunter-alpha-20260311\)$/,
    );
  });

  it('says why a word that looks known is not taken for a model', () => {
    assert.match(
      line(card('model', '~anthropic/claude-sonnet-latest'), 'Slug') ?? '',
      /\(matched by lab only: model not in the registry; this means another model from time to time\)$/,
    );
  });

  it('shows other ways of matching in words', () => {
    const said = (key: string): string => line(card('model', key), 'Slug') ?? '';
    assert.match(said('zai-org/glm-5.2'), /\(matched by another slug of its lab, zai-org\/glm-5\.2\)$/);
    assert.match(said('anthropic/claude-4.6-sonnet'), /\(matched by slug without its date anthropic\//);
  });

  it('shows how a lab was recognised, unless by its slug or its very name', () => {
    const matched = (written: string): string | undefined =>
      line(cardOf({ kind: 'lab', key: 'z-ai', written }, builtInRegistry()), 'Matched');
    assert.equal(matched('Zhipu AI'), 'by name Zhipu AI');
    assert.equal(matched('thudm'), 'by another slug thudm');
    assert.equal(matched('z-ai'), undefined);
    assert.equal(matched('Z.ai (Zhipu AI)'), undefined);
  });

  it('says as of when a model is known', () => {
    assert.equal(
      line(card('model', 'z-ai/glm-5.2'), 'Source'),
      'catalogue of 2026-08-22, which lists it since 2026-06-16',
    );
    assert.equal(
      line(card('model', 'x-ai/grok-4.1-fast'), 'Source'),
      'compiled by hand; not in the catalogue of 2026-08-22',
    );
  });

  it('shows a match by a name, and none where the slug itself is written', () => {
    assert.match(
      line(card('model', 'Claude Opus 4.6'), 'Slug') ?? '',
      /\(matched by display name Claude Opus 4\.6\)$/,
    );
    assert.equal(
      line(card('model', 'anthropic/claude-4.6-opus-20260205'), 'Slug'),
      'anthropic/claude-4.6-opus-20260205',
    );
  });
});

describe('what an overlay says, on a card', () => {
  const shown = (csv: string, kind: Term['kind'], key: string): Card => {
    const { overlay } = readOverlay(csv, { file: 'my-models.csv', columns: new Map() });
    assert(overlay);
    return cardOf({ kind, key }, withOverlays(builtInRegistry(), [overlay]));
  };

  it('is named with its file', () => {
    const csv = 'model,price\nanthropic/claude-sonnet-4.6,2.5\n';
    const sonnet = shown(csv, 'model', 'anthropic/claude-sonnet-4.6');
    assert.equal(line(sonnet, 'Registry'), 'my-models.csv (price)');
    assert.equal(line(sonnet, 'Price'), '$2.50 in, $15.00 out per million tokens');
    assert.equal(line(shown(csv, 'model', 'openai/gpt-4o-mini'), 'Registry'), undefined);
  });

  it('of a lab shows with the models of the lab', () => {
    const csv = 'lab,country\ndots-studio,China\n';
    assert.equal(line(shown(csv, 'lab', 'dots-studio'), 'Registry'), 'my-models.csv (country)');
    const model = shown(csv, 'model', 'dots-studio/never-heard-of');
    assert.equal(line(model, 'Registry'), 'my-models.csv (country)');
    // What the table was (un)sure of was another country.
    assert.match(line(model, 'Confidence') ?? '', /^unknown/);
  });

  it('a model that is new under a slug of undisclosed ones may be revealed', () => {
    const csv = 'model,revealed,revealed_as,revealed_confidence\nopenrouter/fresh-alpha,z-ai,GLM-6,low\n';
    assert.equal(
      line(shown(csv, 'model', 'openrouter/fresh-alpha'), 'Lab'),
      'undisclosed; later said to be Z.ai (Zhipu AI), GLM-6 (confidence: low)',
    );
  });

  it('a reveal without a name of the model is a sentence all the same', () => {
    const csv = 'model,revealed,revealed_on\nopenrouter/aurora-alpha,OpenAI,2026-05-01\n';
    assert.equal(
      line(shown(csv, 'model', 'openrouter/aurora-alpha'), 'Lab'),
      'undisclosed; later said on 2026-05-01 to be OpenAI (confidence: unknown)',
    );
  });

  it('a price that is known by half, or tiny, is not rounded away', () => {
    const csv = 'model,price\nacme/one,0.0000001\n';
    assert.equal(line(shown(csv, 'model', 'acme/one'), 'Price'), '$1e-7 in, unknown out per million tokens');
  });
});

describe('the card of a lab or a country', () => {
  it('joins the slugs of one lab', () => {
    assert.match(line(card('lab', 'alibaba'), 'Slugs') ?? '', /qwen.*alibaba/);
  });

  it('names the labs of a country', () => {
    assert.match(line(card('country', 'FR'), 'Labs') ?? '', /Mistral/);
  });
});
