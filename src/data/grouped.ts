/** Groups that are remembered: the same question about the same columns goes through the rows once. */
import type { NumberColumn } from './dataset';
import { groupSteps, type GroupRequest, type Groups, type RowFilter } from './groupBy';
import { finish, type Steps } from './steps';

/** So many answers are kept for each column of numbers, those that were used last. */
const KEPT = 24;
/** A filter by more words than this is not remembered. */
const MOST_WORDS = 10_000;

/** Answers live as long as the column that they sum. */
const remembered = new WeakMap<NumberColumn, Map<string, Groups>>();
const numbered = new WeakMap<object, number>();
let lastNumber = 0;

/** As `groupBy`, or from memory. */
export function grouped(request: GroupRequest & { readonly measure: NumberColumn }): Groups {
  return finish(groupedSteps(request));
}

/** As `groupSteps`, or from memory, which takes no step. */
export function* groupedSteps(request: GroupRequest & { readonly measure: NumberColumn }): Steps<Groups> {
  const { measure, dataset, columns, filters = [] } = request;
  const kept = filters.map(keyOf);
  if (kept.includes(undefined)) return yield* groupSteps(request);
  const known = remembered.get(measure) ?? new Map<string, Groups>();
  remembered.set(measure, known);
  const parts = [...(dataset.time ? [dataset.time] : []), ...columns].map(numberOf);
  const key = [...parts, ...kept].join(' ');
  const groups = known.get(key) ?? (yield* groupSteps(request));
  known.delete(key);
  known.set(key, groups);
  for (const oldest of known.keys()) {
    if (known.size <= KEPT) break;
    known.delete(oldest);
  }
  return groups;
}

/** Columns are told apart as the objects that they are. */
function numberOf(column: object): number {
  let number = numbered.get(column);
  if (number === undefined) numbered.set(column, (number = ++lastNumber));
  return number;
}

/** What tells filters apart; undefined if nothing does. */
function keyOf(filter: RowFilter): string | undefined {
  if (filter.kind === 'rows') return filter.key;
  const { column, passes } = filter;
  return passes.length > MOST_WORDS ? undefined : `${numberOf(column)}:${passes.join('')}`;
}
