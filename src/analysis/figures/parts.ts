/** What the figures of all kinds share: who a row is, which bucket is which, and what may be stacked. */
import { isoDate } from '../../data/calendar';
import type { Bucket, Figure, Member } from '../../protocol/result';
import { isPart, type BoundQuery } from '../bound';
import type { Frame, FrameRow } from '../frame';
import type { ResultBucket } from '../buckets';

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
    label: row.members.map((member) => member.label).join(' · '),
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
    partial: !bucket.whole && bucket.covered > 0,
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
  const parts = query.each === undefined && query.values.length === 1 && query.values.every(isPart);
  const untouched = query.steps.every((step) => step.kind === 'top');
  const overTime = frame.time.mode === 'series' && frame.dimensions.length > 0;
  return parts && untouched && (overTime || frame.dimensions.length > 1);
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
