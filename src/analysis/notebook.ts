/** A whole notebook: its cells parsed, its definitions collected, its statements run. The command line and the editor share it. */
import { keyOfBucket } from '../data/calendar';
import type { Dataset } from '../data/dataset';
import { LISTED } from '../data/guess';
import { some } from '../data/problem';
import type { Steps } from '../data/steps';
import type { Diagnostic } from '../language/diagnostics';
import type { QueryNode, StatementNode, Tree } from '../language/nodes';
import { parse } from '../language/parser';
import { adverbOf } from '../language/vocabulary';
import type { Result } from '../protocol/result';
import type { Registry } from '../registry/registry';
import { bind } from './bind';
import type { BoundQuery } from './bound';
import { claimsAnswer } from './claims/ledger';
import { bindClaim, runClaim } from './claims/run';
import { conflictIn } from './conflicts';
import { prepare } from './counted';
import { definitionDiagnostics } from './definitions';
import { evaluate } from './evaluate';
import { eventsAnswer } from './events';
import { expandLets } from './lets';
import { listRefusal } from './lists';
import { Problems } from './problems';
import {
  attachDiagnostics,
  collect,
  overlayDiagnostics,
  type Attached,
  type Definitions,
  type Scope,
} from './scope';

export { loader, loadScope, memberRoleOf, type Loader } from './load';

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

/** What running one statement gives: a result, a remark about a definition, or what is wrong with it. */
export type Outcome =
  | { readonly kind: 'result'; readonly result: Result; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'defined'; readonly text: string; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'error'; readonly diagnostics: readonly Diagnostic[] };

/** Runs the statements of a cell in order, one at a time so that a host can stop between them. */
export function* runCell(cell: ParsedCell, model: NotebookModel, scope: Scope): Generator<Outcome> {
  const conflict = conflictIn(cell.text);
  if (conflict) {
    yield failed([conflict]);
    return;
  }
  for (const { statement, diagnostics: syntax } of cell.tree.statements) {
    const before = [...syntax, ...ofNames(statement, cell, model)];
    const outcome = hasErrors(before) ? failed([]) : runStatement(statement, scope, cell.text);
    yield { ...outcome, diagnostics: [...before, ...outcome.diagnostics] };
  }
}

/** Counts what the statements of a cell ask for, in steps: to run it afterwards takes no time to speak of. */
export function* prepareCell({ tree }: ParsedCell, scope: Scope): Steps<void> {
  for (const { statement, diagnostics } of tree.statements) {
    if (hasErrors(diagnostics)) continue;
    const query = boundQuery(statement, scope);
    if (!query) continue;
    try {
      yield* prepare(query);
    } catch (error) {
      // What cannot be counted is said where the query is run.
      if (!(error instanceof RangeError)) throw error;
    }
  }
}

/** The query of data that a statement asks, if it does. */
function boundQuery(statement: StatementNode, scope: Scope): BoundQuery | undefined {
  if (statement.kind === 'claim') return bindClaim(statement, scope).query;
  if (statement.kind !== 'query') return undefined;
  const query = expandLets(statement, scope, new Problems());
  if (!query || query.subject.kind === 'claims' || query.subject.kind === 'events') return undefined;
  return bind(statement, scope).query;
}

function runStatement(statement: StatementNode, scope: Scope, source: string): Outcome {
  switch (statement.kind) {
    case 'query':
      return runQuery(statement, scope, source);
    case 'claim': {
      const { result, diagnostics } = runClaim(statement, scope, source);
      return result ? { kind: 'result', result, diagnostics } : failed(diagnostics);
    }
    case 'attach': {
      const attached = scope.datasets.get(statement.name?.text ?? '');
      const diagnostics = attachDiagnostics(statement, attached?.problems ?? []);
      return attached?.dataset
        ? { kind: 'defined', text: describe(attached), diagnostics }
        : failed(diagnostics);
    }
    case 'registry': {
      const { overlay, problems = [] } = scope.overlays.get(statement) ?? {};
      const diagnostics = overlayDiagnostics(statement, problems);
      if (!overlay) return failed(diagnostics);
      const [models, labs] = [overlay.models.length, overlay.labs.length];
      const text = `registry: ${models} ${models === 1 ? 'model' : 'models'} and ${labs} ${labs === 1 ? 'lab' : 'labs'} of ${overlay.file} lie over the built-in one`;
      return { kind: 'defined', text, diagnostics };
    }
    default: {
      const diagnostics = diagnoseStatement(statement, scope);
      return hasErrors(diagnostics) ? failed(diagnostics) : { kind: 'defined', text: '', diagnostics };
    }
  }
}

function runQuery(written: QueryNode, scope: Scope, source: string): Outcome {
  const words = source.slice(written.start, written.end);
  const problems = new Problems();
  // A `let` may stand for a list as well as for a query of data.
  const query = expandLets(written, scope, problems);
  if (!query) return failed(problems.all);
  if (query.subject.kind === 'claims') {
    const answer = claimsAnswer(query, scope, words);
    return 'error' in answer
      ? failed([answer.error])
      : { kind: 'result', result: answer.result, diagnostics: [] };
  }
  if (query.subject.kind === 'events') {
    const answer = eventsAnswer(query, scope, words);
    return 'errors' in answer ? failed(answer.errors) : { kind: 'result', ...answer };
  }
  const { query: bound, diagnostics } = bind(written, scope);
  if (!bound) return failed(diagnostics);
  const evaluation = evaluate(bound, scope, source);
  return 'error' in evaluation
    ? failed([...diagnostics, evaluation.error])
    : { kind: 'result', result: evaluation.result, diagnostics };
}

function failed(diagnostics: readonly Diagnostic[]): Outcome {
  return { kind: 'error', diagnostics };
}

function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

/** What is wrong with the names that a statement defines. */
function ofNames(
  { start, end }: StatementNode,
  { id }: ParsedCell,
  { definitions }: NotebookModel,
): Diagnostic[] {
  return (definitions.diagnostics.get(id) ?? []).filter((each) => each.start >= start && each.end <= end);
}

/**
 * What is wrong in a cell that can be said without evaluating it: for the editor, while it is typed. A merge conflict is
 * told with the file.
 */
export function diagnose(cell: ParsedCell, model: NotebookModel, scope: Scope): Diagnostic[] {
  if (conflictIn(cell.text)) return [];
  return cell.tree.statements.flatMap(({ statement, diagnostics }) => [
    ...ofNames(statement, cell, model),
    ...diagnostics,
    ...(hasErrors(diagnostics) ? [] : diagnoseStatement(statement, scope)),
  ]);
}

function diagnoseStatement(statement: StatementNode, scope: Scope): readonly Diagnostic[] {
  switch (statement.kind) {
    case 'query':
      return diagnoseQuery(statement, scope);
    case 'claim':
      return bindClaim(statement, scope).diagnostics;
    case 'attach':
      return attachDiagnostics(statement, scope.datasets.get(statement.name?.text ?? '')?.problems ?? []);
    case 'registry':
      return overlayDiagnostics(statement, scope.overlays.get(statement)?.problems ?? []);
    case 'group':
    case 'measure':
    case 'let':
      return definitionDiagnostics(statement, scope);
    case 'event':
    case 'unreadable':
      return [];
  }
}

function diagnoseQuery(written: QueryNode, scope: Scope): readonly Diagnostic[] {
  const problems = new Problems();
  const query = expandLets(written, scope, problems);
  if (!query) return problems.all;
  switch (query.subject.kind) {
    case 'claims': {
      const refused = listRefusal(query, [], ['table']);
      return refused ? [refused] : [];
    }
    case 'events': {
      const answer = eventsAnswer(query, scope, '');
      return 'errors' in answer ? answer.errors : answer.diagnostics;
    }
    default:
      return bind(written, scope).diagnostics;
  }
}

/** So much of guesses stands in a line, in characters; the hover has them all. */
const SHORT = 120;

/** What was guessed about a dataset, as far as its line does not say it yet. */
function guessesIn({ guesses = [] }: Dataset): string {
  const said = guesses.filter(({ what }) => what !== LISTED).map(({ what, read }) => `${what} ${read}`);
  const text = said.join('; ');
  if (text === '') return '';
  if (text.length <= SHORT) return `; guessed: ${text}`;
  return `; ${said.length} ${said.length === 1 ? 'thing is' : 'things are'} guessed: hover over its name`;
}

/** A dataset in a line: rows, period, columns, guesses. */
export function describe({ dataset }: Attached): string {
  if (!dataset) return '';
  const { time, rows, name } = dataset;
  const columns = [...Object.keys(dataset.roles), ...dataset.numbers.keys()];
  const period = time
    ? `, ${adverbOf(time.grain)} from ${keyAt(time, 0)} to ${keyAt(time, time.starts.length - 1)}`
    : ', without dates';
  const list =
    dataset.listsTop === undefined ? '' : `, top ${dataset.listsTop} of each ${time?.grain ?? 'list'}`;
  const count = `${rows.toLocaleString('en-US')} ${rows === 1 ? 'row' : 'rows'}`;
  return `${name}: ${count}${period}${list} (${some(columns)})${guessesIn(dataset)}`;
}

function keyAt(time: NonNullable<Dataset['time']>, index: number): string {
  return keyOfBucket(time.starts[index] ?? 0, time.grain);
}
