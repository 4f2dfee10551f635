/** Whether the published name of a first is one that something is called: what nothing is called is a slip, not "off". */
import { isOther } from '../../data/dataset';
import { closest } from '../../language/closest';
import { listOf, type Diagnostic } from '../../language/diagnostics';
import type { Item } from '../../language/nodes';
import { isRanking, type BoundQuery } from '../bound';
import type { Dimension, Lens } from '../dimensions';
import { Problems, replace } from '../problems';
import type { Scope } from '../scope';
import { SetBinder } from '../sets';
import { written } from './sides';

/** An error with the nearest names where neither the dataset nor the registry knows one of that name; else nothing. */
export function checkName(item: Item, query: BoundQuery, scope: Scope): readonly Diagnostic[] {
  const { lens, subject, steps } = query;
  const dimension = dimensionOf(query);
  if (!dimension || !(isRanking(subject) || steps.at(-1)?.kind === 'leader')) return [];
  const names = namesIn(dimension, lens);
  const wanted = item.text.slice(item.form === 'qualified' ? item.text.indexOf(':') + 1 : 0);
  if (names.some((name) => name.toLowerCase() === wanted.toLowerCase())) return [];
  if (keyOf(item, query, scope) !== undefined) return [];
  const near = closest(wanted, [...names, ...namesOf(dimension.name, scope)]);
  const hint =
    near.length === 0 ? '.' : `; did you mean ${listOf(near.map((each) => `\`${written(each)}\``))}?`;
  const problems = new Problems();
  problems.error(
    item,
    'unknown-name',
    `\`${item.text}\` is no ${dimension.name} that ${lens.dataset.name} or the registry knows${hint}`,
    near.map((each) => replace(item, written(each))),
  );
  return problems.all;
}

/** The key of the member that a name names among those of the query's rows; undefined where there is none. */
export function keyOf(item: Item, query: BoundQuery, scope: Scope): string | undefined {
  const dimension = dimensionOf(query);
  if (!dimension) return undefined;
  const { start, end } = item;
  const name = { kind: 'name', text: dimension.name, start, end } as const;
  const list = { kind: 'list', dimension: name, items: [item], start, end } as const;
  return new SetBinder(query.lens, scope.groups, new Problems()).set(list)?.items[0]?.member.key;
}

/** The only dimension by which the rows of a query are told apart. */
function dimensionOf({ subject, by, each }: BoundQuery): Dimension | undefined {
  if (each || by.length > 1) return undefined;
  return isRanking(subject) ? subject.dimension : by[0];
}

/** What the members of a dimension are called in the data. */
function namesIn(dimension: Dimension, lens: Lens): readonly string[] {
  const words = lens.column(dimension.column)?.words ?? [];
  return words.flatMap((word) => {
    const words = new Map([[dimension.column, word]]);
    const { kind, key, label } = dimension.member({ identity: word, other: isOther(word), words });
    return kind === 'named' ? [label, key] : [];
  });
}

/** What they are called in the registry. */
function namesOf(dimension: string, { registry }: Scope): readonly string[] {
  switch (dimension) {
    case 'model':
      return registry.models.flatMap(({ name, slug, aliases }) => [
        ...(name === undefined ? [] : [name]),
        slug,
        ...aliases,
      ]);
    case 'lab':
      return registry.labs.flatMap(({ name, slugs }) => [name, ...slugs]);
    case 'country':
      return [...registry.countries].flat();
    default:
      return [];
  }
}
