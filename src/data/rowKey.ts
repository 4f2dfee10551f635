/** What tells rows apart: their moment and their words. */
import { dayAt, type Dataset, type TextColumn } from './dataset';

export type Key = number | string;

const SECONDS_OF_DAY = 86_400;
/** No moment is further from 1970, in seconds. */
const LONGEST_TIME = 2 ** 33;

/** The same for rows that have the same moment and words; a number where one can tell all combinations apart. */
export function rowKey({ time }: Dataset, columns: readonly TextColumn[]): (row: number) => Key {
  const seconds = time?.times;
  const moment = (row: number): number =>
    (time ? dayAt(time, row) * SECONDS_OF_DAY : 0) + (seconds?.[row] ?? 0);
  const widths = columns.map(({ words }) => words.length + 1);
  const most = widths.reduce((product, width) => product * width, LONGEST_TIME);
  if (most > Number.MAX_SAFE_INTEGER)
    return (row) => `${moment(row)},${columns.map(({ codes }) => codes[row]).join()}`;
  return (row) =>
    columns.reduce((key, { codes }, at) => key * (widths[at] ?? 1) + (codes[row] ?? 0), moment(row));
}
