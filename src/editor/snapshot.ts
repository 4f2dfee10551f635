/** A notebook at one moment: its cells, and what they define and read. */
import type { NotebookModel, ParsedCell } from '../analysis/notebook';
import type { Scope } from '../analysis/scope';
import type { Dataset } from '../data/dataset';
import type { Span } from '../language/diagnostics';
import type { StatementNode } from '../language/nodes';

export interface Snapshot {
  readonly model: NotebookModel;
  readonly scope: Scope;
}

/** The text of a node, wherever in the notebook it stands. */
export function sourceOf(
  { cell, node }: { readonly cell: string; readonly node: Span },
  model: NotebookModel,
): string {
  return model.cells.find((each) => each.id === cell)?.text.slice(node.start, node.end) ?? '';
}

/** The statement that a place of a cell belongs to. */
export function statementAt(cell: ParsedCell, offset: number): StatementNode | undefined {
  return cell.tree.statements.find(({ statement }) => statement.start <= offset && offset <= statement.end)
    ?.statement;
}

/** The datasets that a statement can be about: the one it names by `using`, else all that could be read. */
export function datasetsOf(statement: StatementNode | undefined, scope: Scope): readonly Dataset[] {
  const using = usingOf(statement);
  const named = using === undefined ? undefined : scope.datasets.get(using)?.dataset;
  return named ? [named] : [...scope.datasets.values()].flatMap(({ dataset }) => dataset ?? []);
}

function usingOf(statement: StatementNode | undefined): string | undefined {
  switch (statement?.kind) {
    case 'query':
      return statement.using?.text;
    case 'let':
    case 'claim':
      return statement.query?.using?.text;
    default:
      return undefined;
  }
}
