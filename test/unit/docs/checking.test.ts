import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect, reviewAll } from '../../../src/cli/check/inspect';
import { textReport } from '../../../src/cli/check/text';
import { filesIn } from '../../../src/cli/files';
import { openText } from '../../../src/cli/notebookFile';

const PAGE = join('docs', 'checking.md');

describe('the page about checking', () => {
  it('shows what its notebook gives', async () => {
    const page = readFileSync(PAGE, 'utf8');
    const [, notebook = '', shown = ''] =
      /~~~~markdown\n([^]*?)~~~~\n\n`tokshare check weekly.tokshare` says:\n\n```\n([^]*?)```/.exec(page) ??
      [];
    const opened = await openText('weekly.tokshare', notebook, filesIn('examples'));
    const checked = inspect(opened, await reviewAll(opened), false);
    const printed = textReport({ notebooks: [checked], strict: false, base: undefined });
    // As the table of words in the page about the language.
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(PAGE, page.replace(shown, printed));
    else assert.equal(shown, printed);
  });
});
