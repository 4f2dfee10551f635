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

  describe('of a claim', () => {
    const off = { kind: 'off', text: 'off by −10.5pp', reason: '50.5% is not 61%.' } as const;
    const claim = (holding: number, query = 'tokens within known'): Result => ({
      ...result('x'),
      claim: {
        sentence: '61% of all',
        source: 'A [brief]',
        verdict: off,
        figures: [{ label: '', published: '61%', computed: '50.5%', verdict: off }],
        readings: {
          tried: 23,
          holding: Array.from({ length: holding }, () => ({
            changes: ['within known', 'in 2026-W24'],
            query,
            computed: '60.9% (56%–63%)',
          })),
        },
      },
    });

    it('has the verdict, and the readings under which it holds with their queries as code', () => {
      const text = toMarkdown(claim(2));
      assert.match(text, /^> 61% of all \(A \\\[brief\\\]\)$/m);
      assert.ok(
        text.includes(
          [
            'published 61%, computed 50.5%',
            '',
            '2 of 23 other readings hold:',
            '',
            '- within known, in 2026-W24: 60.9% (56%–63%): `tokens within known`',
            '- within known, in 2026-W24: 60.9% (56%–63%): `tokens within known`',
            '',
          ].join('\n'),
        ),
        text,
      );
    });

    it('lists the first few readings, and says how many more there are', () => {
      assert.equal(toMarkdown(claim(7)).match(/^- within/gm)?.length, 5);
      assert.match(toMarkdown(claim(7)), /^- and 2 more$/m);
      assert.match(toMarkdown(claim(0)), /^0 of 23 other readings hold\.$/m);
    });

    it('keeps a query with backticks inside of its code', () => {
      assert.match(toMarkdown(claim(1, 'tokens for "a``b"')), /``` tokens for "a``b" ```$/m);
    });
  });
});
