/** Groups that are remembered: the same question about the same columns goes through the rows once. */
import type { NumberColumn } from './dataset';
import { groupEachSteps, type Grouping, type GroupRequest, type Groups } from './groupBy';
import type { RowFilter } from './rowFilter';
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
  const [groups] = yield* groupedEachSteps(request, [request.measure]);
  if (!groups) throw new RangeError('A measure without an answer.');
  return groups;
}

/** As `groupEachSteps`, of which those are counted that are not in memory. */
export function* groupedEachSteps(
  grouping: Grouping,
  measures: readonly NumberColumn[],
): Steps<readonly Groups[]> {
  const key = keyOf(grouping);
  if (key === undefined) return yield* groupEachSteps(grouping, measures);
  const known = new Map(measures.map((measure) => [measure, remembered.get(measure)?.get(key)]));
  const unknown = [...known].flatMap(([measure, groups]) => (groups ? [] : [measure]));
  const counted = unknown.length === 0 ? [] : yield* groupEachSteps(grouping, unknown);
  return measures.map((measure) => {
    const groups = known.get(measure) ?? counted[unknown.indexOf(measure)];
    if (!groups) throw new RangeError('A measure without an answer.');
    remember(measure, key, groups);
    return groups;
  });
}

/** Keeps an answer as the one that was used last. */
function remember(measure: NumberColumn, key: string, groups: Groups): void {
  const known = remembered.get(measure) ?? new Map<string, Groups>();
  remembered.set(measure, known);
  known.delete(key);
  known.set(key, groups);
  for (const oldest of known.keys()) {
    if (known.size <= KEPT) break;
    known.delete(oldest);
  }
}

/** What tells questions apart; undefined if nothing does. */
function keyOf({ dataset, columns, filters = [] }: Grouping): string | undefined {
  const kept = filters.map(keyOfFilter);
  if (kept.includes(undefined)) return undefined;
  return [...[...(dataset.time ? [dataset.time] : []), ...columns].map(numberOf), ...kept].join(' ');
}

/** Columns are told apart as the objects that they are. */
function numberOf(column: object): number {
  let number = numbered.get(column);
  if (number === undefined) numbered.set(column, (number = ++lastNumber));
  return number;
}

/** What tells filters apart; undefined if nothing does. */
function keyOfFilter(filter: RowFilter): string | undefined {
  if (filter.kind === 'rows') return filter.key;
  const { column, passes } = filter;
  return passes.length > MOST_WORDS ? undefined : `${numberOf(column)}:${passes.join('')}`;
}
