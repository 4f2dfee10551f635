/** What is said under every result of a query about what was left out. */
import { formatValue } from '../../protocol/format';
import type { BoundQuery } from '../bound';
import type { Counted } from '../counted';
import { cubeOf, sumIn } from '../cube';
import { pluralOf } from '../dimensions';
import { TIE } from '../frame';

/** How much is left out because the registry does not know an attribute, of all named rows of the period. */
export function blankNotes(query: BoundQuery): string[] {
  const [value] = query.values;
  const { measure } = value;
  // Where the value itself lacks the attribute, what is missing is told in tokens.
  const counted =
    measure.unknown.length > 0 ? query.dataset.numbers.get('tokens') : measure.readings[0].above;
  const unknown = [...(query.where?.unknown ?? []), ...query.values.flatMap((each) => each.measure.unknown)];
  if (!counted || (!measure.additive && measure.unknown.length === 0)) return [];
  const { dataset, time } = query;
  const request = { dataset, measure: counted, columns: [], filters: [] };
  const noun = measure.unknown.length > 0 ? 'tokens' : measure.label;
  return unknown.flatMap(({ attribute, rows }) => {
    const blank = sumIn(cubeOf({ ...request, filters: [rows] }), time.counted);
    if (blank === 0) return [];
    const all = sumIn(cubeOf(request), time.counted, (key) => !key.other);
    return [
      `Left out: models of unknown ${attribute}, ${formatValue(blank / all, 'fraction')} of all named ${noun}.`,
    ];
  });
}

export function emptyNotes(query: BoundQuery, counted: Counted): string[] {
  const notes = query.values.flatMap(({ measure }) => {
    // What a formula cannot compute is told by the attribute that it lacks.
    const empty = measure.unknown.length > 0 ? 0 : counted.emptyCells(measure);
    if (empty === 0) return [];
    return empty === 1
      ? [`1 row has an empty cell for ${measure.label}: it is missing, not zero.`]
      : [`${empty} rows have an empty cell for ${measure.label}: they are missing, not zero.`];
  });
  if (counted.universe.ties) notes.push(TIE);
  return notes;
}

/** How computed measures are to be understood, and by which of several values a list is chosen. */
export function remarks(query: BoundQuery): string[] {
  const [first, ...others] = query.values;
  const several = others.some(({ measure }) => measure.name !== first.measure.name);
  const list = query.stages.find((stage) => stage.kind === 'top');
  return [
    ...new Set(query.values.flatMap(({ measure }) => measure.remark ?? [])),
    ...(several && list
      ? [`The ${list.count} ${pluralOf(list.dimension.name)} are those with the most ${first.measure.label}.`]
      : []),
  ];
}
