/** Whether a record still says what its cell gives, as far as that can be known without running the cell. */
import type { NotebookModel, ParsedCell } from '../analysis/notebook';
import type { Scope } from '../analysis/scope';
import { dataHash, parseSources, sourcesOf, UNREAD } from './sources';

/** Why a record is stale, each reason in words: `the query was edited`; empty if the record is fresh. */
export async function staleReasons(
  record: string,
  cell: ParsedCell,
  model: NotebookModel,
  scope: Scope,
): Promise<string[]> {
  if (onlyDefines(cell)) return ['the cell gives no result any more'];
  const before = parseSources(lastLine(record));
  if (!before) return ['its last line does not say what it was made from'];
  const after = await sourcesOf(cell, model, scope, before.readings !== undefined);
  const changed = [...before.data].flatMap(([name, hash]) => {
    if (!scope.datasets.has(name)) return [`\`${name}\` is no longer attached`];
    const now = dataHash(name, scope);
    if (now === hash) return [];
    return [now === UNREAD ? `\`${name}\` cannot be read` : `the data of \`${name}\` changed`];
  });
  const attached =
    before.readings === undefined ? [] : [...after.data.keys()].filter((name) => !before.data.has(name));
  const sameQuery = before.query === after.query;
  const sameDatasets = attached.length === 0 && [...before.data.keys()].every((name) => after.data.has(name));
  return [
    ...(sameQuery ? [] : ['the query, or a definition that it uses, was edited']),
    ...changed,
    ...attached.map((name) => `\`${name}\` was attached since`),
    // Of the dataset that is asked, they are part of the query; which others there are, is said by name.
    ...(before.readings !== after.readings && sameQuery && sameDatasets ? [OTHER_OPTIONS] : []),
    ...(before.registry === after.registry ? [] : ['the registry changed']),
  ];
}

const OTHER_OPTIONS = 'the options of a dataset on which its claims are read otherwise changed';

/** What the parser could not make sense of may have been a question. */
function onlyDefines({ tree }: ParsedCell): boolean {
  return tree.statements.every(
    ({ statement: { kind } }) => kind !== 'query' && kind !== 'claim' && kind !== 'unreadable',
  );
}

/** Where nothing that a record was made from has changed, and the cell gives something else all the same. */
export const OTHER_WORDS =
  'it says something else than the cell gives: it was edited by hand, or written by another version of tokshare';

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}
