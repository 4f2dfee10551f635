import assert from 'node:assert/strict';
import { toMarkdown } from '../../../src/protocol/markdown';
import type { Result } from '../../../src/protocol/result';

const result = (label: string): Result => ({
  tokshare: 1,
  query: 'tokens by model',
  title: 'tokens by model',
  caption: {
    text: 'by model of all tokens · usage',
    universe: 'all tokens',
    period: '',
    dataset: 'usage',
    source: 'A source',
  },
  summary: '',
  notes: ['A note.'],
  table: {
    columns: [
      { name: 'model', label: 'model' },
      { name: 'tokens', label: 'tokens', unit: 'tokens' },
    ],
    rows: [
      {
        cells: [
          { key: label, label },
          { value: 4.126e12, low: 4.126e12, high: 5e12 },
        ],
      },
    ],
  },
});

describe('the Markdown twin', () => {
  it('has the title, the caption, the figures with their bounds, the notes and the source', () => {
    assert.equal(
      toMarkdown(result('openai/gpt-4o')),
      [
        '**tokens by model**',
        'by model of all tokens · usage',
        '| model | tokens |\n| --- | ---: |\n| openai/gpt-4o | 4.126T (4.126T–5.000T) |',
        'A note.',
        'Source: A source',
      ].join('\n\n'),
    );
  });

  it('shows names from files as words, never as markup', () => {
    const text = toMarkdown(result('a|b <img src=x onerror=alert(1)> [x](command:evil) `c` *d*'));
    assert.doesNotMatch(text, /<img/);
    assert.match(text, /a\\\|b &lt;img/);
    assert.match(text, /\\\[x\\\]\(command:evil\) \\`c\\` \\\*d\\\*/);
  });
});
