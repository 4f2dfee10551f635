import assert from 'node:assert/strict';
import { join } from 'node:path';
import { reviewAll } from '../../../src/cli/check/inspect';
import { openNotebook } from '../../../src/cli/notebookFile';

describe('the example notebook', () => {
  it('has a fresh record of every claim', async () => {
    const opened = await openNotebook(join('examples', 'chinese-models.tokshare'));
    assert(!('problem' in opened));
    const reviews = await reviewAll(opened);
    const claims = reviews.filter(({ cell }) =>
      cell.tree.statements.some(({ statement }) => statement.kind === 'claim'),
    );
    assert(claims.length > 0);
    for (const { cell, record } of claims) assert(record, cell.text);
    for (const { record, current } of reviews)
      if (record) assert.equal(record.text, current, record.stale.join('; '));
  }).timeout(60_000);
});
