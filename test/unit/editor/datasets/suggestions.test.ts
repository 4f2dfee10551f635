import assert from 'node:assert/strict';
import { runCell } from '../../../../src/analysis/notebook';
import { suggestedQueries } from '../../../../src/editor/datasets/suggestions';
import { parse } from '../../../../src/language/parser';
import { notebook, type Open } from '../helpers';

/** What is wrong with a query once it is run. */
function errorsOf(text: string, { model, scope }: Open): string[] {
  const cell = { id: 'new', text, tree: parse(text) };
  return [...runCell(cell, model, scope)].flatMap(({ kind, diagnostics }) =>
    kind === 'error' ? diagnostics.map(({ message }) => message) : [],
  );
}

describe('suggested queries', () => {
  it('are those that the dataset can answer', async () => {
    const open = await notebook('attach rankings from "rankings.csv"\nattach by_lab from "by_lab.csv"');
    const models = suggestedQueries('rankings', open);
    assert.deepEqual(models.slice(0, 4), [
      'tokens by country weekly using rankings',
      'share of tokens by lab in latest using rankings',
      'top 10 models in latest using rankings',
      'top 10 labs in latest using rankings',
    ]);
    const labs = suggestedQueries('by_lab', open);
    assert.ok(labs.includes('top 10 labs in latest using by_lab'));
    assert.ok(!labs.some((query) => query.includes('models')), 'there is no model in it');
  });

  it('ask for columns of the file’s own', async () => {
    const open = await notebook('attach apps from "apps.csv"');
    assert.ok(suggestedQueries('apps', open).includes('top 10 app in latest using apps'));
  });

  it('give results without an error', async () => {
    const open = await notebook(
      ['rankings', 'by_lab', 'by_model', 'gaps', 'apps']
        .map((name) => `attach ${name} from "${name}.csv"`)
        .join('\n'),
    );
    for (const name of open.scope.datasets.keys()) {
      const queries = suggestedQueries(name, open);
      assert.ok(queries.length >= 4, `${name}: ${queries.length}`);
      for (const query of queries) assert.deepEqual(errorsOf(query, open), [], query);
    }
  });

  it('are none for a dataset that cannot be read or is not there', async () => {
    const open = await notebook('attach gone from "gone.csv"');
    assert.deepEqual(suggestedQueries('gone', open), []);
    assert.deepEqual(suggestedQueries('nobody', open), []);
  });
});
