/** Steps that make one figure of each row's series: the frame has a single period afterwards. */
import type { Measured } from '../../protocol/result';
import { passes } from '../operators';
import type { BoundStep } from '../bound';
import { bounded } from '../measured';
import type { Chosen, Frame, FrameRow } from '../frame';
import { isPartial, type ResultBucket } from '../buckets';
import type { TimePlan } from '../windows';

/**
 * `| max`, `| min`: the largest or smallest shown figure of each row, and in which bucket; of equal ones the first. A
 * further value is what it was in that bucket. Partial buckets are not compared with whole ones.
 */
export function extreme(kind: 'max' | 'min', frame: Frame): Frame {
  const { buckets, first } = frame.time;
  const beats = (a: number, b: number): boolean => (kind === 'max' ? a > b : a < b);
  const rows = frame.rows.map((row): FrameRow => {
    const series = row.cells[0] ?? [];
    let best: number | undefined;
    for (let at = first; at < series.length; at++) {
      const value = series[at]?.value ?? null;
      const before = best === undefined ? null : (series[best]?.value ?? null);
      if (value !== null && !isPartial(buckets[at]) && (before === null || beats(value, before))) best = at;
    }
    const when = best === undefined ? undefined : buckets[best]?.key;
    const cells = row.cells.map((each): Measured[] => [each[best ?? -1] ?? { value: null }]);
    return { ...row, cells, ...(when === undefined ? {} : { when }) };
  });
  const values = frame.values.map((each, index) =>
    index > 0
      ? each
      : { name: `${kind}_of_${each.name}`, label: `${kind} of ${each.label}`, unit: each.unit },
  );
  return { ...frame, values, rows, time: asOnePeriod(frame.time), again: undefined };
}

/** `| periods > 50%`: in how many shown buckets a figure passes; of one that `other` could turn, the bounds say so. */
export function countPeriods(
  { operator, limit, label }: Extract<BoundStep, { kind: 'periods' }>,
  frame: Frame,
): Frame {
  const { first, grain } = frame.time;
  const rows = frame.rows.map((row): FrameRow => {
    const cells = row.cells.map((each): Measured[] => {
      const known = each.slice(first).filter((cell) => cell.value !== null);
      if (known.length === 0) return [{ value: null }];
      const count = (test: (cell: Measured) => boolean): number => known.filter(test).length;
      const pass = (value: number | null | undefined): boolean => passes(value ?? 0, operator, limit);
      const value = count((cell) => pass(cell.value));
      if (row.chosen) {
        const surely = each.map(
          (cell) => cell.value !== null && pass(cell.low ?? cell.value) && pass(cell.high ?? cell.value),
        );
        return [withLeads(value, row.chosen.slice(first), surely.slice(first))];
      }
      const low = count((cell) => pass(cell.low ?? cell.value) && pass(cell.high ?? cell.value));
      const high = count((cell) => pass(cell.low ?? cell.value) || pass(cell.high ?? cell.value));
      return [low === high ? { value } : { value, low: Math.min(low, value), high: Math.max(high, value) }];
    });
    return { ...row, cells };
  });
  const values = frame.values.map((value) => ({
    name: `periods_of_${value.name}`,
    label: `${grain}s with ${value.label} ${operator} ${label}`,
    unit: 'buckets' as const,
  }));
  return { ...frame, values, rows, time: asOnePeriod(frame.time), again: undefined };
}

/** Of a leader: in how many buckets it leads and passes whatever `other` holds, and in how many it could lead. */
function withLeads(value: number, leads: readonly Chosen[], surely: readonly boolean[]): Measured {
  const low = leads.filter(({ sure }, at) => sure && surely[at] === true).length;
  const high = leads.filter(({ possible }) => possible).length;
  return bounded(value, low, high);
}

/** The whole window as one bucket. */
function asOnePeriod(time: TimePlan): TimePlan {
  const shown = time.buckets.slice(time.first);
  const [from, to] = [shown[0], shown.at(-1)];
  if (!from || !to) return time;
  const whole: ResultBucket = {
    key: from === to ? from.key : `${from.key} to ${to.key}`,
    label: time.label,
    start: from.start,
    end: to.end,
    from: time.dataFrom,
    to: time.dataTo,
    whole: true,
    covered: 1,
    expected: 1,
  };
  return { ...time, mode: 'single', buckets: [whole], first: 0 };
}
