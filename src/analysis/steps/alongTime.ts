/** Steps that turn each row's series into another series. */
import { stretchText } from '../../language/vocabulary';
import type { Comparing } from '../../language/nodes';
import type { Measured, Unit } from '../../protocol/result';
import type { BoundStep } from '../bound';
import { compare, compareAll } from '../compare';
import { isPartial } from '../buckets';
import { MISSING, sumOf, through } from '../measured';
import type { Frame, FrameValue } from '../frame';
import type { TimePlan } from '../windows';

/** Trailing, its own bucket included. A partial bucket is no part of any average: it would pull it down. */
export function movingAverage(n: number, frame: Frame): Frame {
  return remade(frame, (cells) => averaged(n, withoutPartial(cells, frame.time)));
}

/** Empty unless all N buckets are there. */
function averaged(n: number, cells: readonly Measured[]): Measured[] {
  return cells.map((cell, at) => {
    if (n === 1) return cell;
    const window = cells.slice(at - n + 1, at + 1);
    if (at < n - 1 || window.some((each) => each.value === null)) return MISSING;
    return through(sumOf(window), (sum) => sum / n);
  });
}

/** `| change over 4 weeks`: every bucket against the one so many before it. */
export function compareBuckets(how: Comparing, count: number, frame: Frame): Frame {
  const over = `over ${stretchText(count, frame.time.grain)}`;
  const values = frame.values.map(({ name, label, unit }): FrameValue => ({
    name: `${how}_of_${name}`,
    label: `${how} of ${label} ${over}`,
    unit: unitAfter(how, unit),
  }));
  const compared = mapped(frame, (cells) => compareAll(how, withoutPartial(cells, frame.time), count));
  return { ...compared, values };
}

/** What a difference, a growth or a multiple of a unit counts. */
export function unitAfter(how: Comparing, unit: Unit): Unit {
  if (how === 'growth') return 'growth';
  if (how === 'multiple') return 'ratio';
  return unit === 'fraction' ? 'points' : unit;
}

/** `| index to 100 at 2026-W07`: everything in proportion to one bucket of its own row. */
export function indexTo({ to, bucket, at }: Extract<BoundStep, { kind: 'index' }>, frame: Frame): Frame {
  const values = frame.values.map(({ name, label }): FrameValue => ({
    name: `index_of_${name}`,
    label: `${label}, ${at} = ${to}`,
    unit: 'number',
  }));
  const missing = frame.rows.filter((row) => (row.cells[0]?.[bucket]?.value ?? 0) <= 0);
  const notes =
    missing.length === 0
      ? frame.notes
      : [
          ...frame.notes,
          `${missing.length} of ${frame.rows.length} series have nothing in ${at}, so they have no index.`,
        ];
  const indexed = mapped(frame, (all) => {
    const cells = withoutPartial(all, frame.time);
    const base = cells[bucket]?.value ?? null;
    if (base === null || base <= 0) return cells.map(() => MISSING);
    // An index is a multiple of the base, which is exactly what it is set to.
    return cells.map((cell, index) =>
      index === bucket
        ? { value: to }
        : through(compare('multiple', cells[bucket], cell), (multiple) => to * multiple),
    );
  });
  return { ...indexed, values, notes };
}

/** From the first shown bucket on; a missing bucket leaves everything after it empty. */
export function cumulative(frame: Frame): Frame {
  const { first } = frame.time;
  return remade(frame, (cells) => {
    let sum: Measured = { value: 0 };
    return cells.map((cell, at): Measured => {
      if (at < first) return MISSING;
      sum = cell.value === null || sum.value === null ? MISSING : sumOf([sum, cell]);
      return sum;
    });
  });
}

/** Fills buckets without a figure, where the analyst says by what. Before the first known one, `carry` has nothing. */
export function fill(by: 'zero' | 'carry', frame: Frame): Frame {
  let filled = 0;
  const { first } = frame.time;
  const result = remade(frame, (cells) => {
    let last = MISSING;
    return cells.map((cell, at) => {
      if (cell.value !== null) return (last = cell);
      const found = by === 'zero' ? { value: 0 } : last;
      if (at >= first && found.value !== null) filled++;
      return found;
    });
  });
  if (filled === 0) return result;
  const how = by === 'zero' ? 'zero' : 'the last known figure';
  const what = `${filled} missing ${filled === 1 ? 'figure is' : 'figures are'} filled with ${how}`;
  return { ...result, notes: [...frame.notes, `${what}, as \`fill ${by}\` asks.`] };
}

/** A series, and what it becomes. */
type Along = (cells: readonly Measured[]) => readonly Measured[];

/** Every series is made into another one, whose figures do not add up to a whole any more. */
function mapped(frame: Frame, series: Along): Frame {
  const rows = frame.rows.map((row) => ({ ...row, cells: row.cells.map(series) }));
  return { ...frame, rows, again: undefined };
}

/** Every series is made into another one; parts stay parts of their sum. */
function remade(frame: Frame, series: Along): Frame {
  const { again } = frame;
  return { ...mapped(frame, series), again: again && ((cells) => series(again(cells))) };
}

/** A bucket of which only a part is known is never held against a whole one. */
function withoutPartial(cells: readonly Measured[], { buckets }: TimePlan): readonly Measured[] {
  return cells.map((cell, at) => (isPartial(buckets[at]) ? MISSING : cell));
}
