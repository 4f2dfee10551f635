/** Figures over time: one series for each row, or for each value of a query that is not split. */
import { isoDate } from '../../data/calendar';
import type { Crossing, Event, Series, TimeFigure } from '../../protocol/result';
import type { BoundQuery } from '../bound';
import type { Counted } from '../counted';
import { findCrossings } from '../crossing';
import { spanOfEvent } from '../events';
import { isNamed, totalOf, type Frame, type FrameRow } from '../frame';
import type { Scope } from '../scope';
import type { ResultBucket } from '../buckets';
import { largestOf } from './largest';
import { panelsOf } from './panels';
import { bucketOf, checkParts, isStacked, memberOf, nameOfOnly, shortName } from './parts';
import { chartRefusal } from './refusal';

export const TIME_KINDS = ['line', 'area', 'column', 'bar', 'bump', 'slope', 'heatmap'] as const;
export type TimeKind = (typeof TIME_KINDS)[number];

export function timeFigure(
  kind: TimeKind | 'donut',
  query: BoundQuery,
  frame: Frame,
  counted: Counted,
  scope: Scope,
): TimeFigure {
  if (kind === 'donut')
    throw chartRefusal(
      query,
      'A donut shows one period; over time, shares are drawn `as area normalized`.',
      'area',
    );
  checkShape(kind, query, frame);
  const { time } = frame;
  const { chart } = query;
  const shown = time.buckets.slice(time.first);
  const [value] = frame.values;
  const stacked = kind === 'area' || (isBars(kind) && isStacked(query, frame));
  const { series, words, panels } = drawnOf(kind, query, frame, counted);
  // A small chart shows a part of the whole.
  const whole = query.values[0].kind === 'share' && chart?.kind === undefined && !panels;
  const normalized = (kind === 'area' && whole) || (kind !== 'line' && chart?.normalized === true);
  if (chart?.log === true && stacked)
    throw chartRefusal(
      query,
      'Stacked parts have no logarithmic axis: their heights would not add up. Draw it `as line log`.',
      'line',
    );
  return {
    axis: 'time',
    kind,
    unit: value?.unit ?? 'number',
    grain: time.grain,
    buckets: shown.map(bucketOf),
    series: [...series],
    ...(words === undefined ? {} : { extract: words }),
    stacked,
    normalized,
    ...(chart?.log === true ? { log: true } : {}),
    ...(chart?.labels === true ? { labels: true } : {}),
    crossings: chart?.mark.includes('crossings') === true ? crossingsOfLargest(frame) : [],
    events: chart?.mark.includes('events') === true ? eventsIn(scope, shown) : [],
  };
}

interface Drawn {
  readonly series: readonly Series[];
  /** What is drawn of the rows, where it is not all of them. */
  readonly words?: string | undefined;
  readonly panels: boolean;
}

/** The series of a chart, as many as can be read. A heatmap and a slope have a row for each. */
function drawnOf(kind: TimeKind, query: BoundQuery, frame: Frame, counted: Counted): Drawn {
  if (kind === 'heatmap' || kind === 'slope') return { series: seriesOf(query, frame), panels: false };
  // Who passes whom is seen within one chart.
  const single = kind === 'bump' || kind === 'bar' || query.chart?.mark.includes('crossings') === true;
  const panels = single ? undefined : panelsOf(frame, query, counted);
  if (panels) return { ...panels, panels: true };
  const { rows, words } = largestOf(frame, query, counted);
  return { series: seriesOf(query, { ...frame, rows }), words, panels: false };
}

function isBars(kind: TimeKind): boolean {
  return kind === 'column' || kind === 'bar';
}

/**
 * Several values without a dimension are several lines, as far as they count the same: another unit would need an axis of
 * its own. With a dimension, the first value is drawn. The table has all of them.
 */
function seriesOf(query: BoundQuery, frame: Frame): Series[] {
  const { first } = frame.time;
  const [row] = frame.rows;
  if (frame.dimensions.length === 0 && frame.values.length > 1) {
    return frame.values.flatMap(({ name, label, unit }, index): Series[] => {
      if (unit !== frame.values[0]?.unit) return [];
      const member = { key: name, label, kind: 'named', hue: { key: `value:${name}`, label } } as const;
      return [{ member, values: row?.cells[index]?.slice(first) ?? [] }];
    });
  }
  return frame.rows.map((each) => ({
    member: memberOf(each, nameOfOnly(query)),
    values: each.cells[0]?.slice(first) ?? [],
  }));
}

/** What a kind of chart needs of the figures. */
function checkShape(kind: TimeKind, query: BoundQuery, frame: Frame): void {
  const shown = frame.time.buckets.length - frame.time.first;
  if (kind === 'bump' && frame.values[0]?.unit !== 'rank') {
    throw chartRefusal(
      query,
      'A bump chart shows ranks. Put `| rank` before it, or draw it `as line`.',
      'line',
    );
  }
  if (kind === 'slope' && shown !== 2) {
    throw chartRefusal(
      query,
      `A slope goes from one period to another, and these are ${shown}. Name two, such as \`from 2026-W07 to 2026-W11\` without a grain, or draw it \`as line\`.`,
      'line',
    );
  }
  if (kind === 'area' && frame.values[0]?.unit === 'rank')
    throw chartRefusal(query, 'Ranks do not add up to an area. Draw them `as bump`.', 'bump');
  if (kind === 'area' || isBars(kind)) checkParts(query, frame, 'line');
}

/** `mark crossings`: changes of leader between the two largest drawn series. */
function crossingsOfLargest(frame: Frame): Crossing[] {
  const [a, b] = frame.rows
    .filter(isNamed)
    .sort((left, right) => totalOf(frame.time, right) - totalOf(frame.time, left));
  if (!a || !b) return [];
  const { buckets, first } = frame.time;
  const at = (row: FrameRow, index: number): FrameRow['cells'][number][number] =>
    row.cells[0]?.[index] ?? { value: null };
  const differences = buckets.map((bucket, index) => {
    const [left, right] = [at(a, index), at(b, index)];
    const known = left.value !== null && right.value !== null && bucket.whole;
    const value = known ? (left.value ?? 0) - (right.value ?? 0) : null;
    return {
      value,
      low: (left.low ?? left.value ?? 0) - (right.high ?? right.value ?? 0),
      high: (left.high ?? left.value ?? 0) - (right.low ?? right.value ?? 0),
    };
  });
  return findCrossings(differences)
    .filter((each) => each.index >= first)
    .map((each): Crossing => {
      const [winner, loser] = each.direction > 0 ? [a, b] : [b, a];
      return {
        bucket: buckets[each.index]?.key ?? '',
        ...(each.after === undefined ? {} : { after: buckets[each.after]?.key ?? '' }),
        text: `${shortName(memberOf(winner, ''))} passes ${shortName(memberOf(loser, ''))}`,
        values: [at(winner, each.index), at(loser, each.index)],
        status: each.status,
      };
    });
}

export function eventsIn(scope: Scope, shown: readonly ResultBucket[]): Event[] {
  const first = shown[0]?.start ?? 0;
  const last = shown.at(-1)?.end ?? -1;
  return scope.events.flatMap((event): Event[] => {
    const span = spanOfEvent(event);
    if (!span || !event.label || span.end < first || span.start > last) return [];
    return [
      {
        start: isoDate(span.start),
        end: isoDate(span.end),
        label: event.label.text,
        ...(event.source ? { source: event.source.text } : {}),
      },
    ];
  });
}
