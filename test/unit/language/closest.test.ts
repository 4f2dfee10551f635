import assert from 'node:assert/strict';
import { closest } from '../../../src/language/closest';

const countries = ['US', 'CN', 'FR'];

describe('closest names: a code of two letters', () => {
  it('has no neighbours: one edit away is another country', () => {
    for (const word of ['UK', 'CM', 'NC', 'U', '']) assert.deepEqual(closest(word, countries), [], word);
  });

  it('is found in another case', () => assert.deepEqual(closest('cn', countries), ['CN']));

  it('is found by a longer word', () => assert.deepEqual(closest('USA', countries), ['US']));
});
