/** Names that a notebook defines: where they are defined, and everywhere that they are used. */
import type { NotebookModel, ParsedCell } from '../analysis/notebook';
import type { Defined, NamingNode } from '../analysis/scope';
import type { Span } from '../language/diagnostics';
import type { StatementNode } from '../language/nodes';
import { namesIn, type NameRole, type UsedName } from '../language/walk';
import { statementAt } from './snapshot';

/** Where a name is defined. Cells of the same text share their nodes, so the cell tells them apart. */
export type Definition = Pick<Defined<NamingNode>, 'cell' | 'node'>;

/** One occurrence of a name. */
export interface Place extends Span {
  readonly cell: string;
  readonly defines: boolean;
}

/** What a name can stand for in each role; other roles are for columns, dimensions and members. */
const KINDS: Readonly<Partial<Record<NameRole, readonly NamingNode['kind'][]>>> = {
  dataset: ['attach'],
  value: ['measure', 'let'],
  item: ['group'],
  operand: ['measure'],
};

const GROUP = 'group:';

/** The name itself, without the `group:` that may stand before it. */
export function bareName(used: UsedName): Span & { readonly text: string } {
  const skip = used.form === 'qualified' && used.text.startsWith(GROUP) ? GROUP.length : 0;
  return { text: used.text.slice(skip), start: used.start + skip, end: used.end };
}

/** The name under the cursor, and the statement that uses it. */
export function nameAt(
  cell: ParsedCell,
  offset: number,
): { readonly used: UsedName; readonly statement: StatementNode } | undefined {
  const statement = statementAt(cell, offset);
  const used = statement && namesIn(statement).find((each) => each.start <= offset && offset <= each.end);
  return used && { used, statement };
}

/** What a name refers to, if the notebook defines it. A second definition of a name stands for itself. */
export function definitionOf(
  used: UsedName,
  statement: StatementNode,
  cell: string,
  model: NotebookModel,
): Definition | undefined {
  if (used.role === 'definition') return isNaming(statement) ? { cell, node: statement } : undefined;
  const kinds = KINDS[used.role];
  if (!kinds || (used.form !== 'name' && !used.text.startsWith(GROUP))) return undefined;
  const found = model.definitions.named.get(bareName(used).text);
  return found && kinds.includes(found.node.kind) ? found : undefined;
}

/** The definition of the name under the cursor. */
export function definitionAt(cell: ParsedCell, offset: number, model: NotebookModel): Definition | undefined {
  const found = nameAt(cell, offset);
  return found && definitionOf(found.used, found.statement, cell.id, model);
}

/** Every place of a name in the notebook, in the order of the cells. */
export function placesOf(wanted: Definition, model: NotebookModel): Place[] {
  return model.cells.flatMap((cell) =>
    cell.tree.statements.flatMap(({ statement }) =>
      namesIn(statement).flatMap((used) => {
        const defined = definitionOf(used, statement, cell.id, model);
        if (defined?.cell !== wanted.cell || defined.node !== wanted.node) return [];
        const { start, end } = bareName(used);
        return [{ cell: cell.id, start, end, defines: used.role === 'definition' }];
      }),
    ),
  );
}

function isNaming(node: StatementNode): node is NamingNode {
  return node.kind === 'attach' || node.kind === 'group' || node.kind === 'measure' || node.kind === 'let';
}
