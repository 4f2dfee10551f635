/** What the figures of all kinds share: who a row is, which bucket is which, and what may be stacked. */
import { isoDate } from '../../data/calendar';
import type { Bucket, Figure, Measured, Member } from '../../protocol/result';
import type { BoundQuery } from '../bound';
import type { Frame, FrameRow } from '../frame';
import { isPartial, type ResultBucket } from '../buckets';
import { chartRefusal } from './refusal';

/** One member that stands for a row of several dimensions: `CN · deepseek`. */
export function memberOf(row: FrameRow, fallback: string): Member {
  const [first, ...others] = row.members;
  if (!first)
    return {
      key: fallback,
      label: fallback,
      kind: 'named',
      hue: { key: `value:${fallback}`, label: fallback },
    };
  if (others.length === 0) return first;
  const odd = row.members.find((member) => member.kind !== 'named');
  const last = others.at(-1) ?? first;
  return {
    ...last,
    key: row.members.map((member) => member.key).join(' · '),
    // What is `other` by country is `other` by lab as well.
    label: [...new Set(row.members.map((member) => member.label))].join(' · '),
    kind: odd?.kind ?? 'named',
    hue: odd?.hue ?? last.hue,
  };
}

export function bucketOf(bucket: ResultBucket): Bucket {
  return {
    key: bucket.key,
    label: bucket.label,
    start: isoDate(bucket.start),
    end: isoDate(bucket.end),
    partial: isPartial(bucket),
  };
}

/** Countries are short by their code, everything else by its label. */
export function shortName(member: Member): string {
  return member.hue.key === `country:${member.key}` ? member.key : member.label;
}

/** As asked; or, of bars and columns, where the rows are many parts of a dimension's sum, which no sets overlap. */
export function isStacked(query: BoundQuery, frame: Frame): boolean {
  const { chart } = query;
  if (chart?.stacked === true || chart?.normalized === true) return true;
  const parts = query.each === undefined && query.values.length === 1 && frame.again !== undefined;
  const untouched = query.steps.every((step) => step.kind === 'top');
  const overTime = frame.time.mode === 'series' && frame.dimensions.length > 0;
  return parts && untouched && (overTime || frame.dimensions.length > 1);
}

/** Only parts of a sum are put on each other: of anything else, or of less than nothing, the height means nothing. */
export function checkParts(query: BoundQuery, frame: Frame, better: 'bar' | 'line'): void {
  const { chart } = query;
  const word = chart?.normalized === true ? 'normalized' : chart?.stacked === true ? 'stacked' : undefined;
  if (word === undefined && !(chart?.kind === 'area' && frame.rows.length > 1)) return;
  const isBelowZero = ({ value }: Measured): boolean => value !== null && value < 0;
  const why =
    frame.again === undefined
      ? 'these figures do not add up'
      : frame.rows.some(({ cells }) => cells[0]?.slice(frame.time.first).some(isBelowZero))
        ? 'some of these are below zero'
        : undefined;
  if (why === undefined) return;
  const without = word === undefined ? '' : ` without \`${word}\``;
  throw chartRefusal(
    query,
    `Only parts of a sum are put on each other, and ${why}. Draw them \`as ${better}\`${without}.`,
    better,
  );
}

/** Rows of written sets can share models; stacked, those are counted twice, and it is said. */
export function overlapNote(frame: Frame, figure: Figure | undefined): string | undefined {
  if (!figure || !('stacked' in figure) || !figure.stacked) return undefined;
  const seen = new Map<number, FrameRow>();
  for (const row of frame.rows) {
    for (const key of row.keys) {
      const other = seen.get(key);
      if (other)
        return `${memberOf(row, '').label} and ${memberOf(other, '').label} overlap: the stack counts what both have twice.`;
      seen.set(key, row);
    }
  }
  return undefined;
}

/** What a single line is called: its set, or its value. */
export function nameOfOnly(query: BoundQuery): string {
  return query.set.everything ? query.values[0].label : query.set.label;
}
