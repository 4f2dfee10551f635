/** What is wrong with a definition, before anything asks for it. */
import type { Diagnostic } from '../language/diagnostics';
import type { GroupNode, LetNode, MeasureNode } from '../language/nodes';
import type { Dataset } from '../data/dataset';
import { bind } from './bind';
import { Lens } from './dimensions';
import { checkMeasure } from './measures';
import { Problems } from './problems';
import type { Scope } from './scope';
import { SetBinder } from './sets';

/**
 * A definition is tried with every attached dataset: what none of them knows is a mistake, what only some know is not.
 */
export function definitionDiagnostics(
  node: GroupNode | MeasureNode | LetNode,
  scope: Scope,
): readonly Diagnostic[] {
  const datasets = [...scope.datasets].flatMap(([name, { dataset }]) => (dataset ? [{ name, dataset }] : []));
  let first: readonly Diagnostic[] | undefined;
  for (const { name, dataset } of datasets) {
    const found = tryWith(node, name, dataset, scope).filter(({ severity }) => severity === 'error');
    if (found.length === 0) return [];
    first ??= found;
  }
  return first ?? [];
}

function tryWith(
  node: GroupNode | MeasureNode | LetNode,
  name: string,
  dataset: Dataset,
  scope: Scope,
): readonly Diagnostic[] {
  if (node.kind === 'let') {
    const { query } = node;
    // Lists ask no dataset, and are checked where they are asked for.
    if (!query || query.subject.kind === 'events' || query.subject.kind === 'claims') return [];
    const { start, end } = query;
    const asked = query.using
      ? query
      : { ...query, using: { kind: 'name' as const, text: name, start, end } };
    return bind(asked, scope).diagnostics;
  }
  const problems = new Problems();
  const lens = new Lens(dataset, scope.registry, 'listed');
  if (node.kind === 'measure') checkMeasure(node, { lens, measures: scope.measures, problems });
  else new SetBinder(lens, scope.groups, problems, node.name ? [node.name.text] : []).set(node.set);
  return problems.all;
}
