/**
 * What a cell depends on: the definitions that it needs, wherever they stand, and the files that these read. From this
 * follows what runs before a cell, which results a change has made stale, and which cells are to be checked again.
 */
import type { Diagnostic } from '../language/diagnostics';
import type { QueryNode, StatementNode } from '../language/nodes';
import { scan } from '../language/scanner';
import { namesIn, type UsedName } from '../language/walk';
import type { NotebookModel, ParsedCell } from './notebook';
import type { Defined, Definitions, Scope } from './scope';

/** What tells one state of a file from another: its path, as a statement names it → its state. */
export type Stamps = (path: string) => string;

/** A statement and the cell that it stands in. */
type Placed = Omit<Defined<StatementNode>, 'broken'>;

/** The definitions in other cells that a cell needs, in an order in which they can be run. */
export function definitionsNeeded(cell: ParsedCell, model: NotebookModel): readonly Defined<StatementNode>[] {
  return definitionsUsed(cell, model).filter((each) => each.cell !== cell.id);
}

/**
 * The definitions that the statements of a cell need, directly and through others, wherever they stand: each after those
 * that it needs itself. A circle does not hang: its members come in some order. `asked`: only what the questions need as
 * they are asked, and not the datasets on which a claim is read otherwise.
 */
export function definitionsUsed(
  cell: ParsedCell,
  model: NotebookModel,
  scope: 'all' | 'asked' = 'all',
): readonly Defined<StatementNode>[] {
  const seen = new Set<Defined<StatementNode>>();
  const found: Defined<StatementNode>[] = [];
  const visit = (definition: Defined<StatementNode>): void => {
    if (seen.has(definition)) return;
    seen.add(definition);
    for (const each of neededBy(definition, model.definitions, scope)) visit(each);
    found.push(definition);
  };
  for (const { statement } of cell.tree.statements)
    for (const each of neededBy({ cell: cell.id, node: statement }, model.definitions, scope)) visit(each);
  return found;
}

/** What one statement needs itself. */
function* neededBy(
  { cell, node }: Placed,
  definitions: Definitions,
  scope: 'all' | 'asked',
): Generator<Defined<StatementNode>> {
  const { datasets, registries, events, claims } = definitions;
  if (node.kind === 'group' || node.kind === 'measure' || queryOf(node)) yield* registries;
  for (const name of namesOf(node)) {
    const definition = definitionOf(name, node, definitions);
    // A name that is defined twice needs the definition that holds; no other statement needs itself.
    if (definition && !(definition.cell === cell && definition.node === node)) yield definition;
  }
  const query = queryOf(node);
  if (!query) return;
  const { subject, chart, using } = query;
  // Other readings of a claim are tried on every dataset.
  const readAgain = node.kind === 'claim' && scope === 'all';
  if (readAgain || (!using && datasets.size === 1)) yield* datasets.values();
  if (subject.kind === 'events' || chart?.mark.includes('events')) yield* events;
  if (subject.kind === 'claims') yield* claims;
}

function definitionOf(
  { role, text, form }: UsedName,
  node: StatementNode,
  { named, datasets, groups, measures, lets }: Definitions,
): Defined<StatementNode> | undefined {
  switch (role) {
    case 'definition':
      return named.get(text);
    case 'dataset':
      return datasets.get(text);
    case 'value':
    case 'operand':
      return measures.get(text) ?? lets.get(text);
    case 'column':
      // In a condition a measure may stand; in `attach` and `registry` it is a column of their file.
      return node.kind === 'attach' || node.kind === 'registry' ? undefined : measures.get(text);
    case 'item':
      if (form === 'qualified') return text.startsWith('group:') ? groups.get(text.slice(6)) : undefined;
      return form === 'model' ? undefined : groups.get(text);
    case 'dimension':
      return undefined;
  }
}

function queryOf(node: StatementNode): QueryNode | undefined {
  if (node.kind === 'query') return node;
  return node.kind === 'let' || node.kind === 'claim' ? node.query : undefined;
}

/** Trees are kept for as long as their text is the same, and with them what is known about their statements. */
const names = new WeakMap<StatementNode, readonly UsedName[]>();

function namesOf(node: StatementNode): readonly UsedName[] {
  const before = names.get(node);
  if (before) return before;
  const now = namesIn(node);
  names.set(node, now);
  return now;
}

/**
 * The cells to run when some are asked for, in order: each comes after the cells of the definitions that it needs and
 * that are not `current`, that is, run as they stand now. A cell that does more than define runs only when it is asked
 * for; what it defines is known without that.
 */
export function runOrder(
  asked: readonly string[],
  model: NotebookModel,
  current: (cell: string) => boolean,
): string[] {
  const cells = cellsById(model);
  const placed = new Set<string>();
  const order: string[] = [];
  const place = (id: string): void => {
    const cell = cells.get(id);
    if (placed.has(id) || !cell) return;
    placed.add(id);
    for (const { cell: other } of definitionsNeeded(cell, model))
      if (onlyDefines(cells.get(other)) && !current(other)) place(other);
    order.push(id);
  };
  asked.forEach(place);
  return order;
}

function onlyDefines(cell: ParsedCell | undefined): boolean {
  return (
    cell?.tree.statements.every(({ statement: { kind } }) => kind !== 'query' && kind !== 'claim') ?? false
  );
}

/** What a result is made of: the cell itself (`''`), the definitions and files by the names that readers know → state. */
export type Dependencies = ReadonlyMap<string, string>;

export function dependenciesOf(cell: ParsedCell, model: NotebookModel, stamps: Stamps): Dependencies {
  const own = cell.tree.statements.map(({ statement }) => ({ cell: cell.id, node: statement }));
  const found = new Map([['', own.map((each) => wordsOf(each, model)).join('\n')]]);
  const needed = definitionsNeeded(cell, model);
  for (const label of new Set(needed.map(({ node }) => labelOf(node)))) {
    const states = needed.filter(({ node }) => labelOf(node) === label).map((each) => wordsOf(each, model));
    // Overlays of the registry lie over each other; everything else means the same in any order.
    found.set(label, (label === REGISTRY ? states : states.sort()).join('\n'));
  }
  for (const { node } of [...needed, ...own]) {
    if ((node.kind === 'attach' || node.kind === 'registry') && node.file)
      found.set(`"${node.file.text}"`, stamps(node.file.text));
  }
  return found;
}

/** Everything that the result of a cell depends on, as one text. Comments and layout do not count. */
export function fingerprint(cell: ParsedCell, model: NotebookModel, stamps: Stamps): string {
  return JSON.stringify([...dependenciesOf(cell, model, stamps)].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** How a result no longer fits what it depends on: `''` is the cell itself, other names are as readers know them. */
export interface Change {
  readonly name: string;
  readonly how: 'changed' | 'added' | 'deleted';
}

/** What has changed between two states of what a result depends on, the cell itself first. */
export function changesBetween(before: Dependencies, after: Dependencies): Change[] {
  const changes: Change[] = [];
  // A file that comes or goes is no change of its own: the statement that names it says so.
  const report = (name: string, how: Change['how']): void => {
    if (how === 'changed' || !name.startsWith('"')) changes.push({ name, how });
  };
  for (const [name, state] of after) {
    const was = before.get(name);
    if (was === undefined) report(name, 'added');
    else if (was !== state) report(name, 'changed');
  }
  for (const name of before.keys()) if (!after.has(name)) report(name, 'deleted');
  return changes;
}

const REGISTRY = 'the registry';

/** The name by which readers know a definition. Those that have none of their own go by one name together. */
function labelOf(node: StatementNode): string {
  switch (node.kind) {
    case 'attach':
    case 'group':
    case 'measure':
    case 'let':
      return `\`${node.name?.text ?? ''}\``;
    case 'event':
      return 'events';
    case 'claim':
      return 'claims';
    case 'registry':
      return REGISTRY;
    case 'query':
    case 'unreadable':
      return '';
  }
}

const words = new WeakMap<StatementNode, string>();

/** The words of a statement, without comments and layout; what the parser could not make sense of is among them. */
function wordsOf({ cell, node }: Placed, model: NotebookModel): string {
  const before = words.get(node);
  if (before !== undefined) return before;
  const source = model.cells.find((each) => each.id === cell);
  const statements = source?.tree.statements ?? [];
  const next = statements[statements.findIndex(({ statement }) => statement === node) + 1]?.statement;
  const text = source?.text ?? '';
  const now = scan(text, node.start, next?.start ?? text.length)
    .map((token) => text.slice(token.start, token.end))
    .join(' ');
  words.set(node, now);
  return now;
}

function cellsById(model: NotebookModel): ReadonlyMap<string, ParsedCell> {
  return new Map(model.cells.map((cell) => [cell.id, cell]));
}

type Diagnose = (cell: ParsedCell, model: NotebookModel, scope: Scope) => readonly Diagnostic[];

/** So many states of a cell are remembered: who mends a slip, or undoes, comes back to one of the last. */
const REMEMBERED = 4;

/** The diagnoses of a notebook, remembered for cells for which nothing has changed that could change them. */
export class Diagnoses {
  /** Cell → what was found in its last states, latest first. */
  private readonly remembered = new Map<string, readonly Diagnosis[]>();

  constructor(private readonly diagnose: Diagnose) {}

  /** Looks at a notebook as it is now: the function that it returns diagnoses a cell of it. */
  of(model: NotebookModel, scope: Scope, stamps: Stamps): (cell: ParsedCell) => readonly Diagnostic[] {
    const { definitions, cells } = model;
    const datasets = [...definitions.datasets.values()].map(({ cell, node }) => [
      wordsOf({ cell, node }, model),
      stamps(node.file?.text ?? ''),
    ]);
    const allData = JSON.stringify(datasets);
    // What a complaint may mention although the cell does not need it: the names that there are instead.
    const surroundings = JSON.stringify([[...definitions.named.keys()], datasets]);
    const ids = new Set(cells.map(({ id }) => id));
    for (const id of this.remembered.keys()) if (!ids.has(id)) this.remembered.delete(id);
    return (cell) => {
      // Groups, measures and lets are tried with every dataset, whatever asks for them.
      const triesAll = cell.tree.statements.some(({ statement: { kind } }) => TRIED_WITH_ALL.has(kind));
      const ofNames = definitions.diagnostics.get(cell.id);
      const state = JSON.stringify([
        cell.text,
        fingerprint(cell, model, stamps),
        ofNames,
        triesAll ? allData : '',
      ]);
      const before = this.remembered.get(cell.id) ?? [];
      const same = before.find(
        (each) => each.state === state && (each.found.length === 0 || each.surroundings === surroundings),
      );
      const now = same ?? { state, surroundings, found: this.diagnose(cell, model, scope) };
      if (now !== before[0])
        this.remembered.set(cell.id, [now, ...before.filter((each) => each !== now)].slice(0, REMEMBERED));
      return now.found;
    };
  }
}

interface Diagnosis {
  readonly state: string;
  readonly surroundings: string;
  readonly found: readonly Diagnostic[];
}

const TRIED_WITH_ALL: ReadonlySet<StatementNode['kind']> = new Set(['group', 'measure', 'let']);
