/** What a name in a query stands for: a definition of the notebook, a column, an attribute, a dimension or a member. */
import { builtInDimension } from '../analysis/dimensions';
import { DOLLARS } from '../analysis/measures';
import { resolveTerm } from '../analysis/terms';
import type { Dataset } from '../data/dataset';
import type { BuiltInDimension, StatementNode } from '../language/nodes';
import type { UsedName } from '../language/walk';
import { attribute, type Attribute } from '../registry/attributes';
import type { Term } from '../registry/card';
import { definitionOf, type Definition } from './names';
import { datasetsOf, type Snapshot } from './snapshot';

export type Meaning =
  | { readonly kind: 'defined'; readonly defined: Definition }
  | { readonly kind: 'term'; readonly term: Term }
  | { readonly kind: 'attribute'; readonly attribute: Attribute }
  | { readonly kind: 'dimension'; readonly dimension: BuiltInDimension }
  /** A column of these datasets. */
  | { readonly kind: 'column'; readonly name: string; readonly datasets: readonly Dataset[] }
  /** What an `attach` calls a column of its file. */
  | { readonly kind: 'role'; readonly name: string }
  | { readonly kind: 'dollars' };

/** The meaning of a name, or undefined if it has none that is known (a diagnostic says so). */
export function meaningOf(
  used: UsedName,
  statement: StatementNode,
  cell: string,
  { model, scope }: Snapshot,
): Meaning | undefined {
  const defined = definitionOf(used, statement, cell, model);
  if (defined) return { kind: 'defined', defined };
  const datasets = datasetsOf(statement, scope);
  switch (used.role) {
    case 'definition':
    case 'dataset':
      return undefined;
    case 'value':
      return numbers(used.text, datasets) ?? dollars(used.text);
    case 'operand':
      return numbers(used.text, datasets) ?? dollars(used.text) ?? attributeOf(used.text);
    case 'dimension':
      return dimensionOf(used.text) ?? texts(used.text, datasets);
    case 'column':
      if (statement.kind === 'attach' || statement.kind === 'registry')
        return { kind: 'role', name: used.text };
      return attributeOf(used.text) ?? texts(used.text, datasets) ?? numbers(used.text, datasets);
    case 'item': {
      const term = resolveTerm({ ...used, kind: used.form }, scope) ?? wordOfData(used, datasets);
      // `for each country` names a dimension where an item could stand.
      return term
        ? { kind: 'term', term: asWritten(term, used) }
        : (dimensionOf(used.text) ?? texts(used.text, datasets));
    }
  }
}

/** A lab with the word that was read as it, so that its card can say how it was recognised; a model's key is that word. */
function asWritten(term: Term, { text, form }: UsedName): Term {
  if (term.kind !== 'lab' || text.includes('/')) return term;
  return { ...term, written: form === 'qualified' ? text.slice(text.indexOf(':') + 1) : text };
}

function numbers(name: string, datasets: readonly Dataset[]): Meaning | undefined {
  return column(name, datasets, (dataset) => [...dataset.numbers.keys()]);
}

function texts(name: string, datasets: readonly Dataset[]): Meaning | undefined {
  return column(name, datasets, (dataset) => [...dataset.texts.keys()]);
}

function column(
  name: string,
  datasets: readonly Dataset[],
  names: (dataset: Dataset) => readonly string[],
): Meaning | undefined {
  const having = datasets.filter((dataset) =>
    names(dataset).some((each) => each.toLowerCase() === name.toLowerCase()),
  );
  return having.length > 0 ? { kind: 'column', name, datasets: having } : undefined;
}

function dollars(name: string): Meaning | undefined {
  return name.toLowerCase() === DOLLARS ? { kind: 'dollars' } : undefined;
}

function attributeOf(name: string): Meaning | undefined {
  const found = attribute(name);
  return found && { kind: 'attribute', attribute: found };
}

function dimensionOf(name: string): Meaning | undefined {
  const dimension = builtInDimension(name);
  return dimension && { kind: 'dimension', dimension };
}

/** A lab or country that only the data know. */
function wordOfData({ text, form }: UsedName, datasets: readonly Dataset[]): Term | undefined {
  if (form !== 'name' && form !== 'string') return undefined;
  for (const kind of ['country', 'lab', 'model'] as const) {
    for (const { roles, texts: columns } of datasets) {
      const words = columns.get(roles[kind] ?? '')?.words ?? [];
      const key = words.find((word) => word.toLowerCase() === text.toLowerCase());
      if (key !== undefined) return { kind, key };
    }
  }
  return undefined;
}
