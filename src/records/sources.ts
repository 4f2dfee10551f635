/**
 * What a record was made from, as short hashes: the data, the registry with its overlays, and the question itself. The
 * last line of a record carries them: `data rankings@3b1f9c2e · registry@90ab12ff · query@7d1e44c0`.
 */
import { definitionsUsed } from '../analysis/dependencies';
import type { NotebookModel, ParsedCell } from '../analysis/notebook';
import type { Scope } from '../analysis/scope';
import { sha256Of } from '../data/hash';
import type { StatementNode } from '../language/nodes';
import { printStatement } from '../language/printer';
import { BUILT_IN_TEXT } from '../registry/registry';

/** Hashes of 8 hex digits: the first of the SHA-256. */
export interface Sources {
  /** Dataset → hash of its file. */
  readonly data: ReadonlyMap<string, string>;
  readonly registry: string;
  /** Of the statements of the cell, and of every definition that they use, in canonical form. */
  readonly query: string;
  /**
   * Of the statements that attach the datasets of the notebook, in canonical form; absent unless claims of the cell were
   * read otherwise, which takes all of them.
   */
  readonly readings: string | undefined;
}

const DIGITS = 8;

/** In place of the hash of a file that could not be read. */
export const UNREAD = 'unread';

/**
 * The same whatever the layout of the statements, the order of the definitions and the place of the files. `readings`:
 * whether a claim of the cell was read otherwise as well.
 */
export async function sourcesOf(
  cell: ParsedCell,
  model: NotebookModel,
  scope: Scope,
  readings: boolean,
): Promise<Sources> {
  const used = definitionsUsed(cell, model, 'asked').map(({ node }) => node);
  const own = cell.tree.statements.map(({ statement }) => statement);
  const asked = used.flatMap((node) => (node.kind === 'attach' && node.name ? [node.name.text] : []));
  const names = readings ? [...scope.datasets.keys()] : asked;
  const definitions = used.filter((node) => !own.includes(node)).map(meaningOf);
  return {
    data: new Map(names.sort().map((name) => [name, dataHash(name, scope)])),
    registry: await registryHash(used, scope),
    query: await hashOf([...own.map(meaningOf), '', ...definitions.sort()].join('\n')),
    readings: readings ? await attachedHash(model) : undefined,
  };
}

/** Every statement begins with the name of its dataset. */
function attachedHash({ definitions }: NotebookModel): Promise<string> {
  return hashOf(
    [...definitions.datasets.values()]
      .map(({ node }) => meaningOf(node))
      .sort()
      .join('\n'),
  );
}

export function dataHash(name: string, { datasets }: Scope): string {
  const hash = datasets.get(name)?.dataset?.sha256;
  return hash === undefined ? UNREAD : shortened(hash);
}

/** A statement as far as results depend on it. Of a file it is the bytes that count, and these have a hash of their own. */
function meaningOf(node: StatementNode): string {
  if (node.kind === 'attach')
    return printStatement({ ...node, file: undefined, sha256: undefined, cite: undefined });
  return printStatement(node.kind === 'registry' ? { ...node, file: undefined } : node);
}

/** The overlays of the last notebook that was asked about → the hash of the registry: its tables are long. */
let lastRegistry: { readonly overlays: string; readonly hash: Promise<string> } | undefined;

/** The built-in tables, and the overlays in their order: later ones lie over earlier ones. */
function registryHash(used: readonly StatementNode[], { overlays: read }: Scope): Promise<string> {
  const files = used.flatMap((node) => (node.kind === 'registry' ? [read.get(node)?.sha256 ?? UNREAD] : []));
  const overlays = files.join('\n');
  if (lastRegistry?.overlays !== overlays)
    lastRegistry = { overlays, hash: hashOf([BUILT_IN_TEXT, ...files].join('\n')) };
  return lastRegistry.hash;
}

/** The first 8 hex digits of the SHA-256 of a text. */
export async function hashOf(text: string): Promise<string> {
  return shortened(await sha256Of(new TextEncoder().encode(text)));
}

function shortened(hash: string): string {
  return hash.slice(0, DIGITS);
}

export function printSources({ data, registry, query, readings }: Sources): string {
  const files = [...data].map(([name, hash]) => `${name}@${hash}`).join(', ');
  return [
    ...(files === '' ? [] : [`data ${files}`]),
    `registry@${registry}`,
    `query@${query}`,
    ...(readings === undefined ? [] : [`readings@${readings}`]),
  ].join(' · ');
}

const LINE =
  /^(?:data (.+?) · )?registry@([0-9a-f]{8}) · query@([0-9a-f]{8})(?: · readings@([0-9a-f]{8}))?(?: · |$)/;

/** What a line says as `printSources` has written it; undefined of any other line. */
export function parseSources(line: string): Sources | undefined {
  const match = LINE.exec(line);
  if (!match) return undefined;
  const [, files, registry = '', query = '', readings] = match;
  const data = new Map<string, string>();
  for (const each of files?.split(', ') ?? []) {
    const at = each.lastIndexOf('@');
    if (at < 1) return undefined;
    data.set(each.slice(0, at), each.slice(at + 1));
  }
  return { data, registry, query, readings };
}
