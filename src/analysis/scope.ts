/** Everything that a notebook defines, visible in all its cells whatever their order. */
import type { Dataset } from '../data/dataset';
import { placeIn } from '../data/attach';
import type { ReadProblem } from '../data/read';
import type { Diagnostic } from '../language/diagnostics';
import type {
  AttachNode,
  ClaimNode,
  EventNode,
  GroupNode,
  LetNode,
  MeasureNode,
  RegistryNode,
  StatementNode,
  Tree,
} from '../language/nodes';
import type { Overlay, OverlayProblem } from '../registry/overlay';
import type { Registry } from '../registry/registry';
import { replace } from './problems';

/** A cell as the analysis sees it; `id` is whatever the host tells its cells apart by. */
export interface CellTree {
  readonly id: string;
  readonly tree: Tree;
}

export interface Defined<Node> {
  readonly cell: string;
  readonly node: Node;
  /** The parser found mistakes in it. */
  readonly broken: boolean;
}

/** Statements that give something a name. */
export type NamingNode = AttachNode | GroupNode | MeasureNode | LetNode;

export interface Definitions {
  /** Everything that has a name, whatever it is: names are unique in a notebook. */
  readonly named: ReadonlyMap<string, Defined<NamingNode>>;
  readonly datasets: ReadonlyMap<string, Defined<AttachNode>>;
  readonly groups: ReadonlyMap<string, Defined<GroupNode>>;
  readonly measures: ReadonlyMap<string, Defined<MeasureNode>>;
  readonly lets: ReadonlyMap<string, Defined<LetNode>>;
  readonly registries: readonly Defined<RegistryNode>[];
  readonly events: readonly Defined<EventNode>[];
  readonly claims: readonly Defined<ClaimNode>[];
  /** Names that are defined twice, by cell. */
  readonly diagnostics: ReadonlyMap<string, readonly Diagnostic[]>;
}

/** A dataset that a notebook attaches; without `dataset`, its file could not be read and `problems` says why. */
export interface Attached {
  readonly name: string;
  readonly dataset: Dataset | undefined;
  readonly problems: readonly ReadProblem[];
}

/** What the file of a registry statement says; without `overlay`, it could not be read and `problems` says why. */
export interface Overlaid {
  readonly overlay: Overlay | undefined;
  readonly problems: readonly OverlayProblem[];
  /** The hash of the bytes that were read. */
  readonly sha256?: string;
}

export interface Scope {
  /** The built-in one with the notebook's overlays. */
  readonly registry: Registry;
  readonly overlays: ReadonlyMap<RegistryNode, Overlaid>;
  readonly datasets: ReadonlyMap<string, Attached>;
  readonly groups: ReadonlyMap<string, GroupNode>;
  readonly measures: ReadonlyMap<string, MeasureNode>;
  readonly lets: ReadonlyMap<string, LetNode>;
  /** Names of definitions that have mistakes of their own. */
  readonly broken: ReadonlySet<string>;
  readonly events: readonly EventNode[];
  readonly claims: readonly Defined<ClaimNode>[];
}

/** Collects the definitions of all cells. The first of two equal names holds; the second gets a diagnostic. */
export function collect(cells: readonly CellTree[], registry: Registry): Definitions {
  const named = new Map<string, Defined<NamingNode>>();
  const diagnostics = new Map<string, Diagnostic[]>();
  const all = cells.flatMap(({ id, tree }) =>
    tree.statements.map(({ statement, diagnostics: found }) => ({
      cell: id,
      node: statement,
      broken: found.some(({ severity }) => severity === 'error'),
    })),
  );
  for (const { cell, node, broken } of all) {
    if (!isNaming(node) || !node.name) continue;
    const problem = problemOfName(node, node.name, named, registry);
    if (problem) diagnostics.set(cell, [...(diagnostics.get(cell) ?? []), problem]);
    else named.set(node.name.text, { cell, node, broken });
  }
  const ofKind = <Kind extends StatementNode['kind']>(
    kind: Kind,
  ): Defined<Extract<StatementNode, { kind: Kind }>>[] =>
    all.filter((each): each is Defined<Extract<StatementNode, { kind: Kind }>> => each.node.kind === kind);
  const namedOf = <Kind extends NamingNode['kind']>(
    kind: Kind,
  ): ReadonlyMap<string, Defined<Extract<NamingNode, { kind: Kind }>>> =>
    new Map(
      [...named].filter(
        (each): each is [string, Defined<Extract<NamingNode, { kind: Kind }>>] => each[1].node.kind === kind,
      ),
    );
  return {
    named,
    datasets: namedOf('attach'),
    groups: namedOf('group'),
    measures: namedOf('measure'),
    lets: namedOf('let'),
    registries: ofKind('registry'),
    events: ofKind('event'),
    claims: ofKind('claim'),
    diagnostics,
  };
}

function isNaming(node: StatementNode): node is NamingNode {
  return node.kind === 'attach' || node.kind === 'group' || node.kind === 'measure' || node.kind === 'let';
}

/** Why a name cannot be given to this. */
function problemOfName(
  { kind }: NamingNode,
  { text, start, end }: { readonly text: string; readonly start: number; readonly end: number },
  named: ReadonlyMap<string, unknown>,
  registry: Registry,
): Diagnostic | undefined {
  if (named.has(text)) {
    return {
      ...{ start, end, severity: 'error', code: 'defined-twice' },
      message: `\`${text}\` is defined already in this notebook; give one of the two another name.`,
    };
  }
  const isMember = registry.country(text) !== undefined || registry.lab(text) !== undefined;
  if (kind === 'attach' || !isMember) return undefined;
  return {
    ...{ start, end, severity: 'error', code: 'name-of-registry' },
    message: `\`${text}\` is already the name of a country or lab, so readers could not tell the two apart; write \`my_${text}\`, for example.`,
    fixes: [{ start, end, title: `Rename to my_${text}`, text: `my_${text}` }],
  };
}

/** What is wrong with the file of an attach statement, each at the part of the statement that it is about. */
export function attachDiagnostics(node: AttachNode, problems: readonly ReadProblem[]): Diagnostic[] {
  return problems.map(({ severity, code, message, about, instead = [], add = [] }) => {
    const { start, end } = placeIn(node, about);
    const title = code === 'other-file' ? 'Pin the file as it is now' : undefined;
    const fixes = [
      ...instead.map((text) => replace({ start, end }, text, title)),
      ...add.map((text) => ({ start: node.end, end: node.end, title: `Add \`${text}\``, text: ` ${text}` })),
    ];
    return { start, end, severity, code, message, ...(fixes.length > 0 ? { fixes } : {}) };
  });
}

/** What is wrong with the file of a registry statement. */
export function overlayDiagnostics(node: RegistryNode, problems: readonly OverlayProblem[]): Diagnostic[] {
  return problems.map(({ severity, code, message, about }) => {
    const pair = about === 'file' ? undefined : node.columns.find(({ role }) => role.text === about.role);
    const { start, end } = pair?.column ?? node.file ?? node;
    return { start, end, severity, code, message };
  });
}
