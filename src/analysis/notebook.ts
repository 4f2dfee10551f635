/** A whole notebook: its cells parsed, its definitions collected, its files read. The command line and the editor share it. */
import { attach, type ReadFile } from '../data/attach';
import { keyOfBucket } from '../data/calendar';
import type { Dataset } from '../data/dataset';
import type { Diagnostic } from '../language/diagnostics';
import { parse } from '../language/parser';
import type { AttachNode, QueryNode, Tree } from '../language/nodes';
import type { Result } from '../protocol/result';
import type { Registry } from '../registry/registry';
import { adverbOf } from '../language/vocabulary';
import { bind } from './bind';
import { Lens } from './dimensions';
import { Problems } from './problems';
import { SetBinder } from './sets';
import { evaluate } from './evaluate';
import { attachDiagnostics, collect, type Attached, type Definitions, type Scope } from './scope';

export interface CellText {
  readonly id: string;
  readonly text: string;
}

export interface ParsedCell extends CellText {
  readonly tree: Tree;
}

export interface NotebookModel {
  readonly cells: readonly ParsedCell[];
  readonly definitions: Definitions;
}

/** Parses all query cells of a notebook. `previous` saves the work for cells whose text is unchanged. */
export function readNotebook(
  cells: readonly CellText[],
  registry: Registry,
  previous?: NotebookModel,
): NotebookModel {
  const before = new Map(previous?.cells.map((cell) => [cell.text, cell.tree]));
  const parsed = cells.map((cell) => ({ ...cell, tree: before.get(cell.text) ?? parse(cell.text) }));
  return { cells: parsed, definitions: collect(parsed, registry) };
}

/** Reads every attached file, each once; a file that cannot be read leaves the rest of the notebook usable. */
export async function loadScope(
  definitions: Definitions,
  registry: Registry,
  load: (node: AttachNode) => ReturnType<typeof attach>,
): Promise<Scope> {
  const datasets = new Map<string, Attached>();
  const read = [...definitions.datasets].map(async ([name, { node }]) => [name, await load(node)] as const);
  for (const [name, { dataset, problems }] of await Promise.all(read))
    datasets.set(name, { name, dataset, problems });
  return {
    registry,
    datasets,
    groups: new Map([...definitions.groups].map(([name, { node }]) => [name, node])),
    events: definitions.events.map(({ node }) => node),
  };
}

export function loader(readFile: ReadFile): (node: AttachNode) => ReturnType<typeof attach> {
  return (node) => attach(node, readFile);
}

/** What running one statement gives: a result, a remark about a definition, or what is wrong with it. */
export type Outcome =
  | { readonly kind: 'result'; readonly result: Result; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'defined'; readonly text: string; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'error'; readonly diagnostics: readonly Diagnostic[] };

/** Runs the statements of a cell in order, one at a time so that a host can stop between them. */
export function* runCell(cell: ParsedCell, model: NotebookModel, scope: Scope): Generator<Outcome> {
  const duplicates = model.definitions.diagnostics.get(cell.id) ?? [];
  for (const { statement, diagnostics: syntax } of cell.tree.statements) {
    const own = duplicates.filter((each) => each.start >= statement.start && each.end <= statement.end);
    const before = [...syntax, ...own];
    if (before.some((each) => each.severity === 'error')) {
      yield { kind: 'error', diagnostics: before };
    } else if (statement.kind === 'query') {
      yield runQuery(statement, scope, cell.text, before);
    } else if (statement.kind === 'attach') {
      const attached = scope.datasets.get(statement.name?.text ?? '');
      const diagnostics = [...before, ...attachDiagnostics(statement, attached?.problems ?? [])];
      if (attached?.dataset) yield { kind: 'defined', text: describe(attached), diagnostics };
      else yield { kind: 'error', diagnostics };
    } else {
      const diagnostics = [
        ...before,
        ...(statement.kind === 'group' ? groupDiagnostics(statement, scope) : []),
      ];
      yield diagnostics.some((each) => each.severity === 'error')
        ? { kind: 'error', diagnostics }
        : { kind: 'defined', text: '', diagnostics };
    }
  }
}

function runQuery(query: QueryNode, scope: Scope, source: string, before: readonly Diagnostic[]): Outcome {
  const binding = bind(query, scope);
  const diagnostics = [...before, ...binding.diagnostics];
  if (!binding.query) return { kind: 'error', diagnostics };
  const evaluation = evaluate(binding.query, scope, source);
  return 'error' in evaluation
    ? { kind: 'error', diagnostics: [...diagnostics, evaluation.error] }
    : { kind: 'result', result: evaluation.result, diagnostics };
}

/** What is wrong in a cell that can be said without evaluating it: for the editor, while it is typed. */
export function diagnose(cell: ParsedCell, model: NotebookModel, scope: Scope): Diagnostic[] {
  const found = [...(model.definitions.diagnostics.get(cell.id) ?? [])];
  for (const { statement, diagnostics } of cell.tree.statements) {
    found.push(...diagnostics);
    if (diagnostics.some((each) => each.severity === 'error')) continue;
    if (statement.kind === 'query') found.push(...bind(statement, scope).diagnostics);
    if (statement.kind === 'attach')
      found.push(
        ...attachDiagnostics(statement, scope.datasets.get(statement.name?.text ?? '')?.problems ?? []),
      );
    if (statement.kind === 'group') found.push(...groupDiagnostics(statement, scope));
  }
  return found;
}

/**
 * A group is checked against every attached dataset: a name that none of them knows is a mistake, one that only some
 * know is not.
 */
function groupDiagnostics(
  node: Extract<ParsedCell['tree']['statements'][number]['statement'], { kind: 'group' }>,
  scope: Scope,
): Diagnostic[] {
  const attempts = [...scope.datasets.values()].flatMap(({ dataset }) => {
    if (!dataset) return [];
    const problems = new Problems();
    const lens = new Lens(dataset, scope.registry, 'listed');
    new SetBinder(lens, scope.groups, problems, node.name ? [node.name.text] : []).set(node.set);
    return [problems.all.filter((each) => each.severity === 'error')];
  });
  if (attempts.length === 0 || attempts.some((found) => found.length === 0)) return [];
  return [...(attempts[0] ?? [])];
}

/** A dataset in a line: rows, period, columns. */
export function describe({ dataset }: Attached): string {
  if (!dataset) return '';
  const { time, rows, name } = dataset;
  const columns = [...Object.keys(dataset.roles), ...dataset.numbers.keys()];
  const period = time
    ? `, ${adverbOf(time.grain)} from ${keyAt(time, 0)} to ${keyAt(time, time.starts.length - 1)}`
    : ', without dates';
  const list =
    dataset.listsTop === undefined ? '' : `, top ${dataset.listsTop} of each ${time?.grain ?? 'list'}`;
  return `${name}: ${rows.toLocaleString('en-US')} rows${period}${list} (${columns.join(', ')})`;
}

function keyAt(time: NonNullable<Dataset['time']>, index: number): string {
  return keyOfBucket(time.starts[index] ?? 0, time.grain);
}
