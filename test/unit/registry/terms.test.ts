import assert from 'node:assert/strict';
import { builtInRegistry } from '../../../src/registry/registry';
import { termFinder } from '../../../src/registry/terms';

const find = termFinder(builtInRegistry());
const found = (text: string): string[] =>
  find(text).map(({ start, end, term }) => `${text.slice(start, end)}=${term.kind}:${term.key}`);

describe('terms in prose', () => {
  it('are slugs, names and codes', () => {
    assert.deepEqual(found('`deepseek/deepseek-v4-flash-20260423` by DeepSeek of China (CN)'), [
      'deepseek/deepseek-v4-flash-20260423=model:deepseek/deepseek-v4-flash-20260423',
      'DeepSeek=lab:deepseek',
      'China=country:CN',
      'CN=country:CN',
    ]);
  });

  it('prefer the longest name', () => {
    assert.deepEqual(found('Claude Sonnet 4.6 by Moonshot AI'), [
      'Claude Sonnet 4.6=model:anthropic/claude-4.6-sonnet-20260217',
      'Moonshot AI=lab:moonshotai',
    ]);
  });

  for (const text of [
    'and/or',
    '24/7',
    'the writer writes',
    'Chinese models',
    'in, us, cn',
    'https://openrouter.ai/rankings',
    'USA',
    'input/output',
  ]) {
    it(`are not seen in "${text}"`, () => assert.deepEqual(found(text), []));
  }

  it('end where the slug ends, before a full stop', () => {
    assert.deepEqual(found('It is openai/gpt-4o-mini.'), ['openai/gpt-4o-mini=model:openai/gpt-4o-mini']);
  });

  it('keep the variant', () => {
    assert.deepEqual(found('qwen/qwen3.6-plus:free leads'), [
      'qwen/qwen3.6-plus:free=model:qwen/qwen3.6-plus:free',
    ]);
  });
});
