import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loader, loadScope, readNotebook } from '../../../src/analysis/notebook';
import { read } from '../../../src/notebook/format';
import { reviewCell } from '../../../src/records/review';
import { builtInRegistry } from '../../../src/registry/registry';

const PAGE = join('docs', 'notebook-format.md');
const ATTACH = 'attach rankings from "data/openrouter-weekly-top.csv"';

describe('the page about the file', () => {
  it('shows the record that its query has', async () => {
    const page = readFileSync(PAGE, 'utf8');
    const shown = page.split('~~~~').filter((part) => part.includes('```tokshare-result'));
    assert.equal(shown.length, 1);
    const cells = read(shown[0]?.replace('markdown\n', '') ?? '').cells;
    const [query, record] = cells.filter(({ kind }) => kind !== 'prose');
    assert(query && record);
    const model = readNotebook(
      [
        { id: 'attach', text: ATTACH },
        { id: 'query', text: query.text },
      ],
      builtInRegistry(),
    );
    const examples = loader((path) => readFile(join('examples', path)));
    const scope = await loadScope(model.definitions, builtInRegistry(), examples);
    const cell = model.cells[1];
    assert(cell);
    const { current } = await reviewCell(cell, undefined, model, scope);
    assert(current !== undefined);
    // As the table of words in the page about the language.
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(PAGE, page.replace(record.text, current));
    else assert.equal(record.text, current);
  });
});
