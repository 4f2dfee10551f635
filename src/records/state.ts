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
  const before = parseSources(lastLine(record));
  if (!before) return ['its last line does not say what it was made from'];
  const after = await sourcesOf(cell, model, scope, false);
  const changed = [...before.data].flatMap(([name, hash]) => {
    if (!scope.datasets.has(name)) return [`\`${name}\` is no longer attached`];
    const now = dataHash(name, scope);
    if (now === hash) return [];
    return [now === UNREAD ? `\`${name}\` cannot be read` : `the data of \`${name}\` changed`];
  });
  return [
    ...(before.query === after.query ? [] : ['the query, or a definition that it uses, was edited']),
    ...changed,
    ...(before.registry === after.registry ? [] : ['the registry changed']),
  ];
}

/** Where nothing that a record was made from has changed, and the cell gives something else all the same. */
export const OTHER_WORDS =
  'it says something else than the cell gives: it was edited by hand, or written by another version of tokshare';

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}
