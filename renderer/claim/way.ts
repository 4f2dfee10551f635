/** The way from the figure as asked to another reading of it, in words and differences: what chart and table are made of. */
import { formatValue } from '../../src/protocol/format';
import type { Measured, Path, Station, Unit } from '../../src/protocol/result';
import { plain } from '../text';

/** What a difference of two such values counts in: of two shares it is in points. */
export function differenceUnit(unit: Unit): Unit {
  return unit === 'fraction' || unit === 'growth' ? 'points' : unit;
}

/** With its sign: `+2.3pp`, `−412.0B`, `+1`; missing is "–". */
export function differenceText(difference: number | null, unit: Unit): string {
  const text = formatValue(difference, differenceUnit(unit));
  return difference !== null && difference > 0 && !text.startsWith('+') ? `+${text}` : text;
}

/** The value of a side at a station; null where the data cannot tell it. */
export function valueAt(station: Station | undefined, side: number): Measured {
  return station?.values[side] ?? { value: null };
}

/** What the step to a station makes of the figure of a side; null where one of the two is missing. */
export function differenceAt({ stations }: Path, index: number, side: number): number | null {
  const [before, after] = [valueAt(stations[index - 1], side).value, valueAt(stations[index], side).value];
  return before === null || after === null ? null : after - before;
}

/** `25.24T tokens counted`; undefined where nothing can be added up. */
export function countedText({ measure }: Path, station: Station | undefined): string | undefined {
  if (station === undefined || station.counted === null) return undefined;
  return `${amount(station.counted, measure)} counted`;
}

/** `2.103T tokens left out`; of another period or dataset, which leaves nothing out: `1.2T tokens fewer`. */
export function countedChange({ stations, measure }: Path, index: number): string | undefined {
  const [before, station] = [stations[index - 1]?.counted, stations[index]];
  const after = station?.counted;
  if (before === undefined || before === null || after === undefined || after === null) return undefined;
  if (before === after) return 'nothing left out or added';
  const isOther = station?.kind === 'period' || station?.kind === 'dataset';
  const word = after < before ? (isOther ? 'fewer' : 'left out') : isOther ? 'more' : 'added';
  return `${amount(Math.abs(after - before), measure)} ${word}`;
}

function amount(value: number, unit: Unit): string {
  return `${formatValue(value, unit)}${unit === 'tokens' ? ' tokens' : ''}`;
}

/** What is read differently from a station on, in the words of the language. */
export function changeText({ change }: Station): string {
  return plain(change);
}
