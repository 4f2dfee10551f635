import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { previewOf, previewPage, type Preview } from '../../../../src/editor/datasets/preview';
import type { ReadOptions } from '../../../../src/data/read';
import { datasetOf } from '../../analysis/helpers';

function preview(text: string, options: Partial<ReadOptions> = {}): Preview {
  return previewOf({ name: 'usage', dataset: datasetOf(text, options), problems: [] });
}

describe('the preview of a dataset', () => {
  it('shows values as they were understood, with the lines of the file', () => {
    const { columns, rows, place } = preview(
      'week_start,model,note,total_tokens\n\n2026-02-09,a/one,"two\nlines",1234.5\n2026-02-16,a/two,,\n',
      { units: [{ column: 'tokens', unit: 'billions' }] },
    );
    assert.equal(place, 'Line');
    assert.deepEqual(
      columns.map(({ name, meaning }) => `${name}: ${meaning}`),
      ['week_start: day', 'week: counted as', 'model: model', 'note: words', 'tokens: tokens'],
    );
    assert.deepEqual(rows, [
      {
        place: '3',
        unused: false,
        cells: ['2026-02-09', '2026-W07', 'a/one', 'two\nlines', '1,234,500,000,000'],
      },
      { place: '5', unused: true, cells: ['2026-02-16', '2026-W08', 'a/two', undefined, undefined] },
    ]);
  });

  it('keeps every digit of a number', () => {
    const { rows } = preview('model,elo,cost\na/one,-1234567.125,0.000001\na/two,9007199254740991,0\n');
    assert.deepEqual(
      rows.map(({ cells }) => cells.slice(1)),
      [
        ['−1,234,567.125', '0.000001'],
        ['9,007,199,254,740,991', '0'],
      ],
    );
  });

  it('ends after a thousand rows, and says so', () => {
    const lines = Array.from({ length: 1200 }, (_, index) => `2026-02-09,a/m${index},1`);
    const { rows, remarks } = preview(`date,model,tokens\n${lines.join('\n')}\n`);
    assert.equal(rows.length, 1000);
    assert.match(remarks[0]!, /the first 1,000 of 1,200 rows/);
  });

  it('ends after sixty columns, and says so', () => {
    const head = Array.from({ length: 100 }, (_, index) => `c${index}`).join(',');
    const { columns, remarks } = preview(`${head}\n${head.replaceAll('c', '')}\n`);
    assert.equal(columns.length, 60);
    assert.match(remarks[0]!, /the first 60 of 100 columns/);
  });

  it('says why there is nothing to see', () => {
    const problem = {
      severity: 'error',
      code: 'x',
      message: 'usage.csv does not exist.',
      about: 'file',
    } as const;
    const shown = previewOf({ name: 'usage', dataset: undefined, problems: [problem] });
    assert.deepEqual([shown.remarks, shown.rows], [['usage.csv does not exist.'], []]);
    assert.doesNotMatch(previewPage(shown, 'n'), /<table/);
  });
});

describe('the page of a preview', () => {
  it('runs no script and loads nothing', () => {
    const page = previewPage(preview('model,elo\na/one,1\n'), 'abc');
    assert.match(page, /content="default-src &#39;none&#39;; style-src &#39;nonce-abc&#39;"/);
    assert.doesNotMatch(page, /<script|<img|<link|\son\w+=|https?:/);
  });

  it('shows words of a file as words, whatever they look like', () => {
    const ours = (text: string): number => text.split('<').length;
    fc.assert(
      fc.property(
        fc.constantFrom('<img src=x onerror=alert(1)>', '</style><script>', '"&\'', '<b>'),
        fc.string(),
        (word, more) => {
          const cell = `${word}${more}`.replaceAll('"', '""').replace(/[\r\n]/g, '');
          const plain = previewPage(preview('model,elo\na/one,1\n'), 'abc');
          const hostile = previewPage(preview(`model,elo\n"${cell}",1\n`), 'abc');
          assert.equal(ours(hostile), ours(plain));
        },
      ),
    );
  });

  it('tells an empty cell from an empty-looking one', () => {
    assert.match(
      previewPage(preview('model,elo\na/one,1\na/two,\n'), 'n'),
      /<span class="missing">missing<\/span>/,
    );
  });
});
