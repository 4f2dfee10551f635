/**
 * Datasets of one notebook that both claim to hold everything, and do not agree how much that is: a guard against
 * comparing what does not count the same.
 */
import type { Dataset, NumberColumn, TimeColumn } from '../../data/dataset';
import { groupBy } from '../../data/groupBy';
import type { ReadProblem } from '../../data/problem';
import type { Grain } from '../../language/literals';
import { formatValue } from '../../protocol/format';
import { DataCalendar } from '../buckets';
import type { Attached } from '../scope';

/** The part of the larger total by which two may differ: sources round, and count at slightly different hours. */
const TOLERANCE = 0.05;

/** The datasets with what is to be said about totals that disagree, at both of the two. */
export function withDisagreements(datasets: ReadonlyMap<string, Attached>): ReadonlyMap<string, Attached> {
  const whole = [...datasets].flatMap(([name, { dataset }]) => {
    const held = dataset && wholeOf(dataset);
    return held ? [{ name, held }] : [];
  });
  const said = new Map<string, ReadProblem[]>();
  whole.forEach((one, at) => {
    for (const other of whole.slice(at + 1)) {
      const found = compare(one.held, other.held);
      if (!found) continue;
      const say = (to: Named, than: Named, own: number, others: number): void => {
        said.set(to.name, [...(said.get(to.name) ?? []), disagreement(to, than, found, own, others)]);
      };
      say(one, other, found.first, found.second);
      say(other, one, found.second, found.first);
    }
  });
  if (said.size === 0) return datasets;
  return new Map(
    [...datasets].map(([name, attached]) => [
      name,
      { ...attached, problems: [...attached.problems, ...(said.get(name) ?? [])] },
    ]),
  );
}

interface Named {
  readonly name: string;
}

/** A dataset that claims to hold all tokens of each of its buckets. */
interface Whole {
  readonly rows: number;
  readonly time: TimeColumn;
  readonly tokens: NumberColumn;
}

function wholeOf({ rows, time, numbers, listsTop }: Dataset): Whole | undefined {
  const tokens = numbers.get('tokens');
  return time && tokens?.additive === true && listsTop === undefined ? { rows, time, tokens } : undefined;
}

interface Disagreement {
  /** The first bucket about which they disagree, and both totals. */
  readonly key: string;
  readonly first: number;
  readonly second: number;
  readonly grain: Grain;
  /** How many buckets they disagree about, of how many. */
  readonly apart: number;
  readonly shared: number;
}

function compare(one: Whole, other: Whole): Disagreement | undefined {
  const grain = commonGrain(one.time.grain, other.time.grain);
  if (!grain) return undefined;
  const totals = totalsOf(other, grain);
  const shared = [...totalsOf(one, grain)].flatMap(([span, { key, total }]) => {
    const second = totals.get(span)?.total;
    return second === undefined ? [] : [{ key, first: total, second }];
  });
  const apart = shared.filter(
    ({ first, second }) => Math.abs(first - second) > TOLERANCE * Math.max(Math.abs(first), Math.abs(second)),
  );
  return apart[0] && { ...apart[0], grain, apart: apart.length, shared: shared.length };
}

/** The coarser of two grains, if buckets of the finer fill those of the coarser without being cut. */
function commonGrain(one: Grain, other: Grain): Grain | undefined {
  const grains: readonly Grain[] = ['day', 'week', 'month', 'quarter', 'year'];
  const [fine, coarse] = grains.indexOf(one) <= grains.indexOf(other) ? [one, other] : [other, one];
  return fine === 'week' && coarse !== 'week' ? undefined : coarse;
}

type Totals = ReadonlyMap<string, { readonly key: string; readonly total: number }>;

/** Scopes are made anew at every change of a definition, and datasets are not. */
const remembered = new WeakMap<NumberColumn, Map<Grain, Totals>>();

/** The first and last day of each whole bucket → its total; without those of which a figure is missing. */
function totalsOf({ rows, time, tokens }: Whole, grain: Grain): Totals {
  const known = remembered.get(tokens) ?? new Map<Grain, Totals>();
  remembered.set(tokens, known);
  const before = known.get(grain);
  if (before) return before;
  const { sums: listed, empties, scale } = groupBy({ dataset: { rows, time }, measure: tokens, columns: [] });
  const sums = listed.map((sum, bucket) => ((empties[bucket] ?? 0) > 0 ? NaN : sum / scale));
  const totals = new Map(
    new DataCalendar(time)
      .buckets(grain)
      .filter(({ whole }) => whole)
      .map(({ start, end, key, from, to }) => {
        const total = sums.slice(from, to).reduce((sum, each) => sum + each, 0);
        return [`${start} ${end}`, { key, total }] as const;
      })
      .filter(([, { total }]) => !Number.isNaN(total)),
  );
  known.set(grain, totals);
  return totals;
}

function disagreement(
  { name }: Named,
  than: Named,
  { key, grain, apart, shared }: Disagreement,
  own: number,
  others: number,
): ReadProblem {
  const part = formatValue(Math.abs(own - others) / Math.max(Math.abs(own), Math.abs(others)), 'fraction');
  const more = apart === 1 ? '' : ` The same in ${apart} of the ${shared} ${grain}s that both hold whole.`;
  return {
    severity: 'warning',
    code: 'totals-disagree',
    message: `All tokens of ${key} are ${formatValue(own, 'tokens')} in ${name} and ${formatValue(others, 'tokens')} in ${than.name}, ${part} apart, so the two do not count the same.${more} Each is used as it stands; do not compare their figures, or say \`lists top …\` where only a part is listed.`,
    about: 'file',
  };
}
