/** "Name this query": a query gets a name by `let`, and is asked by it where it stood. */
import type { NotebookModel, ParsedCell } from '../analysis/notebook';
import type { Fix, Span } from '../language/diagnostics';
import type { QueryNode } from '../language/nodes';
import type { Snapshot } from './snapshot';

/** The replacement, and where in its text the name stands twice: at the definition, to be renamed there. */
export interface Extraction extends Fix {
  readonly name: string;
  /** Offset into the cell's text as it will be: where the new name is defined. */
  readonly nameAt: number;
}

/** The query under the cursor (or that the selection touches) with a name; undefined where there is none to name. */
export function extractionAt(cell: ParsedCell, at: Span, { model }: Snapshot): Extraction | undefined {
  const found = cell.tree.statements.find(
    ({ statement, diagnostics }) =>
      statement.start <= at.end &&
      at.start <= statement.end &&
      diagnostics.every((each) => each.severity !== 'error'),
  );
  if (found?.statement.kind !== 'query' || !canBeNamed(found.statement, model)) return undefined;
  const { start, end, chart } = found.statement;
  const name = freeName(model.definitions.named);
  // A chart stays with the cell that draws it: what has a name is asked, not drawn.
  const asked = cell.text.slice(start, chart?.start ?? end).trimEnd();
  const drawn = chart ? ` ${cell.text.slice(chart.start, end)}` : '';
  return {
    title: 'Name this query',
    ...{ start, end, name },
    text: `let ${name} = ${asked}\n${name}${drawn}`,
    nameAt: start + 'let '.length,
  };
}

/** Lists of the notebook's own are not asked again, and a query that is a name has one. */
function canBeNamed({ subject }: QueryNode, model: NotebookModel): boolean {
  if (subject.kind === 'events' || subject.kind === 'claims') return false;
  const [only, ...more] = subject.kind === 'values' ? subject.values : [];
  return only?.kind !== 'measure' || more.length > 0 || !model.definitions.lets.has(only.name.text);
}

function freeName(named: ReadonlyMap<string, unknown>): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? 'result' : `result_${number}`;
    if (!named.has(name)) return name;
  }
}
