/** Which dataset a query asks: the one after `using`, or the only one that is attached. */
import { closest } from '../../language/closest';
import { listOf, type Span } from '../../language/diagnostics';
import type { QueryNode } from '../../language/nodes';
import type { Dataset } from '../../data/dataset';
import { replace, type Problems } from '../problems';
import type { Scope } from '../scope';

export function chooseDataset(node: QueryNode, scope: Scope, problems: Problems): Dataset | undefined {
  const { using } = node;
  const names = [...scope.datasets.keys()];
  const at: Span = using ?? node.subject;
  if (!using && names.length === 0) {
    problems.error(
      at,
      'no-dataset',
      'No dataset is attached. Write a cell such as `attach rankings from "data/rankings.csv"`.',
    );
    return undefined;
  }
  if (!using && names.length > 1) {
    problems.error(
      at,
      'which-dataset',
      `${names.length} datasets are attached; say which one is asked: ${listOf(names.map((name) => `\`using ${name}\``))}.`,
      names.map((name) => ({
        title: `Add \`using ${name}\``,
        ...usingPlace(node),
        text: ` using ${name}`,
      })),
    );
    return undefined;
  }
  const attached = using ? scope.datasets.get(using.text) : scope.datasets.get(names[0] ?? '');
  if (!attached) {
    const near = using ? closest(using.text, names) : [];
    problems.error(
      at,
      'unknown-dataset',
      `No dataset is called \`${using?.text ?? ''}\`; attached ${names.length === 1 ? 'is' : 'are'} ${
        names.length > 0
          ? listOf(
              names.map((name) => `\`${name}\``),
              'and',
            )
          : 'none'
      }.`,
      near.map((name) => replace(at, name)),
    );
    return undefined;
  }
  if (!attached.dataset) {
    const why =
      attached.problems.find((each) => each.severity === 'error')?.message ?? 'its file could not be read';
    problems.error(
      at,
      'dataset-unreadable',
      `The dataset \`${attached.name}\` could not be attached: ${why}`,
    );
    return undefined;
  }
  return attached.dataset;
}

/** Clauses stand before the first step and the chart. */
function usingPlace(node: QueryNode): Span {
  const limit = node.steps[0]?.start ?? node.chart?.start;
  if (limit === undefined) return { start: node.end, end: node.end };
  const clauses: readonly (Span | undefined)[] = [
    ...[node.subject, node.for, ...node.by, ...node.within, ...node.where],
    ...[node.grain, node.window, node.sustained],
  ];
  const end = Math.max(...clauses.flatMap((clause) => (clause && clause.end <= limit ? [clause.end] : [])));
  return { start: end, end };
}
