import assert from 'node:assert/strict';
import { cardOf, type Card, type Term } from '../../../src/registry/card';
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
    assert.match(line(unknown, 'Slug') ?? '', /not in the registry; its lab is known by the slug/);
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
