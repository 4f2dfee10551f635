import assert from 'node:assert/strict';
import {
  attribute,
  attributeNames,
  ATTRIBUTES,
  dayAttribute,
  numberAttribute,
  textAttribute,
} from '../../../src/registry/attributes';
import { builtInRegistry, type ResolvedModel } from '../../../src/registry/registry';

const model = (word: string): ResolvedModel => builtInRegistry().resolveModel(word);
const number = (name: string, word: string): number | undefined => numberAttribute(name)?.(model(word));

describe('attributes of models', () => {
  it('price and output_price are dollars per million tokens', () => {
    assert.equal(number('price', 'anthropic/claude-sonnet-4.6'), 3);
    assert.equal(number('Input_Price', 'anthropic/claude-sonnet-4.6'), 3);
    assert.equal(number('output_price', 'anthropic/claude-sonnet-4.6'), 15);
    assert.equal(number('price', 'anthropic/claude-sonnet-4.6:batch'), 3);
  });

  it('a free variant costs nothing, whether its model has a price, or is known at all', () => {
    for (const word of ['deepseek/deepseek-v4-flash:free', 'nobody/never-heard-of:free']) {
      assert.equal(number('price', word), 0, word);
      assert.equal(number('output_price', word), 0, word);
    }
  });

  it('a model without a price has none: not zero', () => {
    assert.equal(number('price', 'nobody/never-heard-of'), undefined);
    assert.equal(number('output_price', 'openrouter/owl-alpha'), undefined);
  });

  it('weights are those of the day', () => {
    const weights = textAttribute('weights');
    assert(weights);
    const m3 = model('minimax/minimax-m3');
    assert.equal(weights(m3, '2026-06-11'), 'closed');
    assert.equal(weights(m3, '2026-06-12'), 'open');
    assert.equal(weights(m3), 'open');
    assert.equal(weights(model('nobody/never-heard-of')), undefined);
  });

  it('the variant of a model without one is standard', () => {
    assert.equal(textAttribute('variant')?.(model('deepseek/deepseek-v4-flash:free')), 'free');
    assert.equal(textAttribute('variant')?.(model('deepseek/deepseek-v4-flash')), 'standard');
  });

  it('a release is a day', () => {
    assert.equal(dayAttribute('release')?.(model('anthropic/claude-sonnet-4.6')), '2026-02-17');
    assert.equal(dayAttribute('release')?.(model('openrouter/owl-alpha')), undefined);
  });

  it('a name is of one kind, and others are no attributes', () => {
    assert.equal(numberAttribute('weights'), undefined);
    assert.equal(textAttribute('price'), undefined);
    assert.equal(dayAttribute('price'), undefined);
    for (const name of ['', 'tokens', 'constructor', '__proto__']) {
      assert.equal(attribute(name), undefined, name);
      assert.equal(numberAttribute(name), undefined, name);
      assert.equal(textAttribute(name), undefined, name);
    }
  });

  it('are listed with a meaning, each name once', () => {
    assert.deepEqual(attributeNames('number'), ['price', 'output_price']);
    assert.deepEqual(attributeNames(), ['weights', 'variant', 'release', 'price', 'output_price']);
    const names = ATTRIBUTES.flatMap((each) => [each.name, ...each.alsoCalled]);
    assert.equal(new Set(names).size, names.length);
    for (const { meaning } of ATTRIBUTES) assert.match(meaning, /\.$/);
  });
});
