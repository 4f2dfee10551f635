/** Everything that a notebook's definitions name, read: files of data, overlays of the registry. */
import { attach, type AttachContext, type ReadFile } from '../data/attach';
import { sha256Of } from '../data/hash';
import type { MemberRole } from '../data/matrix';
import type { ReadResult } from '../data/read';
import { circularTotals, completeWith, unknownTotals, unreadTotals } from '../data/rest';
import type { AttachNode, RegistryNode } from '../language/nodes';
import { readOverlayFile } from '../registry/overlay';
import { withOverlays } from '../registry/overlaid';
import type { Registry } from '../registry/registry';
import { withDisagreements } from './attached/totals';
import type { Attached, Defined, Definitions, Overlaid, Scope } from './scope';

/** How files are read; whoever has read one before may give what it got then. */
export interface Loader {
  readonly attach: (node: AttachNode) => Promise<ReadResult>;
  readonly overlay: (node: RegistryNode) => Promise<Overlaid>;
}

/** Reads by `readFile`. */
export function loader(readFile: ReadFile, context: AttachContext = {}): Loader {
  return {
    attach: (node) => attach(node, readFile, context),
    overlay: (node) => readRegistry(node, readFile),
  };
}

/** What a registry knows the names of: labs first, because a country may be called like none of them. */
export function memberRoleOf(registry: Registry): MemberRole {
  return (word) => {
    if (registry.lab(word)) return 'lab';
    if (registry.country(word) !== undefined) return 'country';
    return registry.resolveModel(word).model ? 'model' : undefined;
  };
}

/** Reads every file, each once; one that cannot be read leaves the rest of the notebook usable. */
export async function loadScope(definitions: Definitions, registry: Registry, load: Loader): Promise<Scope> {
  const [read, overlays] = await Promise.all([
    Promise.all(
      [...definitions.datasets].map(async ([name, { node }]) => [name, await load.attach(node)] as const),
    ),
    Promise.all(definitions.registries.map(async ({ node }) => [node, await load.overlay(node)] as const)),
  ]);
  return {
    registry: withOverlays(
      registry,
      overlays.flatMap(([, { overlay }]) => overlay ?? []),
    ),
    overlays: new Map(overlays),
    datasets: withDisagreements(withTotals(new Map(read), definitions)),
    groups: nodesOf(definitions.groups),
    measures: nodesOf(definitions.measures),
    lets: nodesOf(definitions.lets),
    broken: new Set([...definitions.named].flatMap(([name, { broken }]) => (broken ? [name] : []))),
    events: definitions.events.map(({ node }) => node),
    claims: definitions.claims,
  };
}

function nodesOf<Node>(defined: ReadonlyMap<string, Defined<Node>>): Map<string, Node> {
  return new Map([...defined].map(([name, { node }]) => [name, node]));
}

/** Reads the file of a registry statement. A statement without a file reads nothing and says nothing. */
export async function readRegistry(node: RegistryNode, readFile: ReadFile): Promise<Overlaid> {
  if (!node.file) return { overlay: undefined, problems: [] };
  const file = node.file.text;
  const bytes = await readFile(file);
  if (!(bytes instanceof Uint8Array)) {
    const problem = { severity: 'error', code: 'file', message: bytes.problem, about: 'file' } as const;
    return { overlay: undefined, problems: [problem] };
  }
  const columns = new Map(
    node.columns.flatMap(({ role, column }) => (column ? [[role.text, column.text] as const] : [])),
  );
  return { ...(await readOverlayFile(bytes, { file, columns })), sha256: await sha256Of(bytes) };
}

/** `rest from platform`: lists whose remainder is another dataset's total, totals before what needs them. */
function withTotals(
  read: ReadonlyMap<string, ReadResult>,
  { datasets }: Definitions,
): ReadonlyMap<string, Attached> {
  const done = new Map<string, Attached>();
  const complete = (name: string, path: readonly string[]): Attached => {
    const before = done.get(name);
    if (before) return before;
    const { dataset, problems } = read.get(name) ?? { dataset: undefined, problems: [] };
    const rest = datasets.get(name)?.node.rest?.text;
    const found = { name, ...(dataset && rest !== undefined ? withRest(rest) : { dataset, problems }) };
    done.set(name, found);
    return found;

    function withRest(from: string): Pick<Attached, 'dataset' | 'problems'> {
      const trail = [...path, name];
      const failed = (problem: Attached['problems'][number]): Pick<Attached, 'dataset' | 'problems'> => ({
        dataset: undefined,
        problems: [...problems, problem],
      });
      if (trail.includes(from)) return failed(circularTotals([...trail, from]));
      if (!read.has(from)) return failed(unknownTotals(from, [...read.keys()]));
      const totals = complete(from, trail).dataset;
      if (!totals || !dataset) return failed(unreadTotals(from));
      const completed = completeWith(dataset, totals);
      return { dataset: completed.dataset, problems: [...problems, ...completed.problems] };
    }
  };
  return new Map([...read.keys()].map((name) => [name, complete(name, [])]));
}
