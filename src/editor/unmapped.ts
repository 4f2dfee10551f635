/** The unmapped names of a notebook in words, and the row of an overlay that a name gets. */
import type { ParsedCell } from '../analysis/notebook';
import { unmappedIn, type Missing, type UnmappedName } from '../analysis/unmapped';
import type { Scope } from '../analysis/scope';
import { closest } from '../language/closest';
import { formatValue } from '../protocol/format';
import { splitVariant } from '../registry/identity';
import type { Column, Row, Sheet } from '../registry/listing';
import type { Subject } from '../registry/overlay-add';
import type { Registry } from '../registry/registry';
import { nameAt } from './names';
import { statementAt, type Snapshot } from './snapshot';

/** How many names are known that are nearest to an unknown one. */
const MOST_NEAR = 3;

const MISSING: Readonly<Record<Missing, string>> = {
  model: 'model not in the registry',
  lab: 'lab not in the registry',
  country: 'country of its lab unknown',
  undisclosed: 'maker undisclosed',
};

/** What is missing, in words: `model not in the registry, counted for Alibaba Qwen by its slug`. */
export function missingInWords({ kind, missing, lab, reason }: UnmappedName): string {
  if (kind === 'country') return 'no country that is known, counted under this word';
  const counted = missing === 'model' && lab !== undefined ? `, counted for ${lab} by its slug` : '';
  const whose = missing === 'country' && lab !== undefined ? ` (${lab})` : '';
  return `${MISSING[missing]}${counted}${whose}${reason === undefined ? '' : `; it ${reason}`}`;
}

/** `1.234T tokens, 2.1%, 2026-W05 to 2026-W07`: the share is that of its dataset. */
export function amountInWords({ tokens, rows, share, first, last }: UnmappedName): string {
  const amount =
    tokens === undefined
      ? `${formatValue(rows, 'number')} ${rows === 1 ? 'row' : 'rows'}`
      : `${formatValue(tokens, 'tokens')} tokens`;
  return [amount, shareInWords(share), periodInWords(first, last)].filter((each) => each !== '').join(', ');
}

export function shareInWords(share: number): string {
  return share > 0 && share < 0.0005 ? 'less than 0.1%' : formatValue(share, 'fraction');
}

function periodInWords(first: string | undefined, last: string | undefined): string {
  if (first === undefined || last === undefined) return '';
  return first === last ? first : `${first} to ${last}`;
}

/** Slugs, aliases and names that look like an unknown name, or countries of labs: it may be one of them, misspelt. None of a name that is known. */
export function nearestNames(
  { word, kind, missing }: Pick<UnmappedName, 'word' | 'kind' | 'missing'>,
  registry: Registry,
): readonly string[] {
  if (missing !== kind) return [];
  const { words, near } = wordsOf(registry)[kind];
  let found = near.get(word);
  if (!found) {
    const own = partsOf(word);
    // To compare letter by letter takes time: of many only what has a part in common is compared.
    const alike =
      kind === 'country' ? words : words.filter(({ parts }) => own.some((part) => parts.has(part)));
    found = closest(
      word,
      alike.map(({ name }) => name),
      MOST_NEAR,
    );
    near.set(word, found);
  }
  return found;
}

interface Words {
  readonly words: readonly { readonly name: string; readonly parts: ReadonlySet<string> }[];
  /** What was found before: lists are made anew while one types. */
  readonly near: Map<string, readonly string[]>;
}

const words = new WeakMap<Registry, Readonly<Record<UnmappedName['kind'], Words>>>();

/** The words for all models and labs of a registry, put together once. */
function wordsOf(registry: Registry): Readonly<Record<UnmappedName['kind'], Words>> {
  let known = words.get(registry);
  if (!known)
    words.set(
      registry,
      (known = {
        model: inParts(modelWords(registry)),
        lab: inParts(labWords(registry)),
        country: inParts([...registry.countries.values()]),
      }),
    );
  return known;
}

function inParts(names: readonly string[]): Words {
  return { words: names.map((name) => ({ name, parts: new Set(partsOf(name)) })), near: new Map() };
}

/** The beginnings, four letters at most, of the parts of a name: `acme/model-4.5` → `acme`, `mode`. */
function partsOf(name: string): string[] {
  return name
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part.length > 2)
    .map((part) => part.slice(0, 4));
}

function modelWords({ models }: Registry): string[] {
  return models.flatMap(({ slug, aliases, name }) => [
    slug,
    ...aliases,
    ...(name === undefined ? [] : [name]),
  ]);
}

function labWords({ labs }: Registry): string[] {
  return labs.flatMap(({ slugs, name, stealth }) => (stealth ? [] : [...slugs, name]));
}

/** `3 names unmapped, 4.5% of its tokens`; undefined if none is, what is undisclosed on purpose aside. */
export function unmappedInWords(name: string, { datasets, registry }: Scope): string | undefined {
  const dataset = datasets.get(name)?.dataset;
  const list = dataset
    ? unmappedIn(dataset, registry).filter(({ missing }) => missing !== 'undisclosed')
    : [];
  if (!dataset || list.length === 0) return undefined;
  const names = `${list.length} ${list.length === 1 ? 'name' : 'names'}`;
  // A row can have a model and a lab that are unknown: it is counted once, as the column with more of them says it.
  const part = Math.max(...(['model', 'lab', 'country'] as const).map((kind) => sumOf(list, kind)));
  return `${names} unmapped, ${shareInWords(part)} of its ${dataset.numbers.has('tokens') ? 'tokens' : 'rows'}`;
}

function sumOf(list: readonly UnmappedName[], kind: UnmappedName['kind']): number {
  return list.filter((each) => each.kind === kind).reduce((sum, { share }) => sum + share, 0);
}

/** Of what an overlay would have to speak: a variant has the attributes of its model. None speaks of countries alone. */
export function subjectOf({ kind, word }: Pick<UnmappedName, 'kind' | 'word'>): Subject | undefined {
  if (kind === 'country') return undefined;
  return { kind, word: kind === 'model' ? splitVariant(word).base : word };
}

/** What can be done about unmapped names at a place of a cell. */
export type UnmappedHere =
  | { readonly kind: 'list'; readonly dataset: string; readonly title: string }
  | { readonly kind: 'add'; readonly subject: Subject; readonly title: string };

/** On an `attach`: its unmapped names can be listed. On a name in a query that the registry does not know: it can be added. */
export function unmappedAt(
  cell: ParsedCell,
  offset: number,
  { scope }: Pick<Snapshot, 'scope'>,
): UnmappedHere | undefined {
  const statement = statementAt(cell, offset);
  if (statement?.kind === 'attach') {
    const dataset = statement.name?.text ?? '';
    const words = unmappedInWords(dataset, scope);
    return words === undefined ? undefined : { kind: 'list', dataset, title: `${words}: list them` };
  }
  const used = nameAt(cell, offset)?.used;
  if (used?.role !== 'item') return undefined;
  const written = used.form === 'qualified' ? used.text.slice(used.text.indexOf(':') + 1) : used.text;
  const subject = unknownSubject(written.replace(/:\*$/, ''), scope);
  return subject && { kind: 'add', subject, title: `Add \`${subject.word}\` to the registry overlay` };
}

/** A slug of a model that is in no table, or a name that the data have and the registry lacks. */
function unknownSubject(word: string, scope: Scope): Subject | undefined {
  const same = (each: UnmappedName): boolean => each.word.toLowerCase() === word.toLowerCase();
  for (const { dataset } of scope.datasets.values()) {
    const found = dataset && unmappedIn(dataset, scope.registry).find(same);
    if (found) return subjectOf(found);
  }
  const isSlug = /^[^/*\s]+\/[^/*\s]+$/.test(word);
  return isSlug && scope.registry.resolveModel(word).model === undefined
    ? subjectOf({ kind: 'model', word })
    : undefined;
}

/** All unmapped names of a notebook as a table of the registry's page; `missing` in words, and the names that are nearest. */
export function unmappedSheet(names: readonly UnmappedName[], scope: Scope): Sheet {
  const datasets = [...scope.datasets.keys()].flatMap((name) => {
    const words = unmappedInWords(name, scope);
    return words === undefined ? [] : [`${name}: ${words}`];
  });
  return {
    ...{ id: 'unmapped', title: 'Unmapped', one: 'unmapped name', many: 'unmapped names' },
    remark:
      datasets.length === 0
        ? 'Nothing is missing but the makers of undisclosed models.'
        : `${datasets.join('; ')}.`,
    columns: COLUMNS,
    rows: names.map((each) => rowOf(each, scope.registry)),
  };
}

const COLUMNS: readonly Column[] = [
  { name: 'Name', meaning: 'As the data spell it.', kind: 'code' },
  { name: 'Dataset', meaning: 'The dataset in which it stands.', kind: 'short' },
  {
    name: 'Tokens',
    meaning: 'The tokens of its rows; their number where the dataset counts no tokens.',
    kind: 'number',
  },
  { name: 'Share', meaning: 'Its part of all tokens, or rows, of the dataset.', kind: 'number' },
  { name: 'First', meaning: 'The first period in which it stands.', kind: 'short' },
  { name: 'Last', meaning: 'The last period in which it stands.', kind: 'short' },
  { name: 'Missing', meaning: 'What the registry does not know of it.', kind: 'text' },
  { name: 'Closest', meaning: 'Known names that look like it.', kind: 'code' },
];

function rowOf(each: UnmappedName, registry: Registry): Row {
  const { word, dataset, tokens, rows, share, first = '', last = '' } = each;
  const amount =
    tokens === undefined
      ? { text: `${rows} ${rows === 1 ? 'row' : 'rows'}`, order: rows }
      : { text: formatValue(tokens, 'tokens'), order: tokens };
  const cells = [
    ...[{ text: word }, { text: dataset }, amount, { text: shareInWords(share), order: share }],
    ...[{ text: first }, { text: last }, { text: missingInWords(each) }],
    { text: nearestNames(each, registry).join(', ') },
  ];
  const subject = subjectOf(each);
  return { cells, overlay: '', ...(subject && { subject }) };
}
