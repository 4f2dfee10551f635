/** Everything that a notebook defines: datasets, groups and events, visible in all its cells whatever their order. */
import type { Dataset } from '../data/dataset';
import type { ReadProblem } from '../data/read';
import type { Diagnostic } from '../language/diagnostics';
import type { AttachNode, EventNode, GroupNode, Tree } from '../language/nodes';
import type { Registry } from '../registry/registry';

/** A cell as the analysis sees it; `id` is whatever the host tells its cells apart by. */
export interface CellTree {
  readonly id: string;
  readonly tree: Tree;
}

export interface Defined<Node> {
  readonly cell: string;
  readonly node: Node;
}

export interface Definitions {
  readonly datasets: ReadonlyMap<string, Defined<AttachNode>>;
  readonly groups: ReadonlyMap<string, Defined<GroupNode>>;
  readonly events: readonly Defined<EventNode>[];
  /** Names that are defined twice, by cell. */
  readonly diagnostics: ReadonlyMap<string, readonly Diagnostic[]>;
}

/** A dataset that a notebook attaches; without `dataset`, its file could not be read and `problems` says why. */
export interface Attached {
  readonly name: string;
  readonly dataset: Dataset | undefined;
  readonly problems: readonly ReadProblem[];
}

export interface Scope {
  readonly registry: Registry;
  readonly datasets: ReadonlyMap<string, Attached>;
  readonly groups: ReadonlyMap<string, GroupNode>;
  readonly events: readonly EventNode[];
}

/** Collects the definitions of all cells. The first of two equal names holds; the second gets a diagnostic. */
export function collect(cells: readonly CellTree[], registry: Registry): Definitions {
  const datasets = new Map<string, Defined<AttachNode>>();
  const groups = new Map<string, Defined<GroupNode>>();
  const events: Defined<EventNode>[] = [];
  const diagnostics = new Map<string, Diagnostic[]>();
  const complain = (cell: string, diagnostic: Diagnostic): void => {
    diagnostics.set(cell, [...(diagnostics.get(cell) ?? []), diagnostic]);
  };
  for (const { id, tree } of cells) {
    for (const { statement } of tree.statements) {
      if (statement.kind === 'event') events.push({ cell: id, node: statement });
      if (statement.kind !== 'attach' && statement.kind !== 'group') continue;
      const { name } = statement;
      if (!name) continue;
      const span = { start: name.start, end: name.end };
      if (datasets.has(name.text) || groups.has(name.text)) {
        complain(id, {
          ...span,
          severity: 'error',
          code: 'defined-twice',
          message: `\`${name.text}\` is defined already in this notebook; give one of the two another name.`,
        });
        continue;
      }
      const taken = registry.country(name.text) ?? registry.lab(name.text)?.slug;
      if (statement.kind === 'group' && taken !== undefined) {
        complain(id, {
          ...span,
          severity: 'error',
          code: 'name-of-registry',
          message: `\`${name.text}\` is already the name of a country or lab, so readers could not tell the two apart; write \`my_${name.text}\`, for example.`,
          fixes: [{ ...span, title: `Rename to my_${name.text}`, text: `my_${name.text}` }],
        });
        continue;
      }
      if (statement.kind === 'attach') datasets.set(name.text, { cell: id, node: statement });
      else groups.set(name.text, { cell: id, node: statement });
    }
  }
  return { datasets, groups, events, diagnostics };
}

/** The diagnostics of an attach statement whose file was read: each at the part of the statement that it is about. */
export function attachDiagnostics(node: AttachNode, problems: readonly ReadProblem[]): Diagnostic[] {
  return problems.map((problem) => {
    const { about } = problem;
    const pair = about === 'file' ? undefined : node.columns.find((each) => each.role.text === about.role);
    const at = pair?.column ?? node.file ?? node;
    return {
      start: at.start,
      end: at.end,
      severity: problem.severity,
      code: problem.code,
      message: problem.message,
    };
  });
}
