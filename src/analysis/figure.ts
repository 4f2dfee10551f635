/** From a frame to a figure: which chart suits the shape of the result, and a refusal with the better one where none does. */
import type { Diagnostic } from '../language/diagnostics';
import type { ChartKindName } from '../language/nodes';
import { adverbOf } from '../language/vocabulary';
import { isoDate, daysOf, isoYear } from '../data/calendar';
import type {
  Bucket,
  Crossing,
  Event,
  Figure,
  Member,
  MemberFigure,
  NumberFigure,
  Series,
  TimeFigure,
} from '../protocol/result';
import type { BoundQuery } from './bound';
import { findCrossings } from './crossing';
import { isNamed, totalOf, type Frame, type FrameRow } from './frame';
import type { Scope } from './scope';
import type { ResultBucket } from './windows';

const MOST_SLICES = 8;
const MOST_NUMBERS = 6;

/** A query that runs but cannot be drawn as asked. */
export class Refusal extends Error {
  constructor(readonly diagnostic: Diagnostic) {
    super(diagnostic.message);
  }
}

/** The chart that the shape of a result asks for. */
export function defaultKind(query: BoundQuery, frame: Frame): ChartKindName {
  if (query.time.mode === 'series') {
    // Shares of one whole over time fill the page to 100%; everything else is compared by lines.
    const parts =
      query.by.length > 0 &&
      query.set.everything &&
      query.values[0]?.kind === 'share' &&
      frame.dimensions.length > 0;
    const averaged = query.steps.some((step) => step.kind === 'moving-average');
    return parts && !averaged ? 'area' : 'line';
  }
  return frame.dimensions.length === 0 || (frame.rows.length <= 2 && query.each !== undefined)
    ? 'number'
    : 'bar';
}

export function figureOf(query: BoundQuery, frame: Frame, scope: Scope): Figure | undefined {
  const kind = query.chart?.kind ?? defaultKind(query, frame);
  if (kind === 'table') return undefined;
  if (kind === 'number') return numberFigure(query, frame);
  if (query.time.mode === 'series') return timeFigure(kind, query, frame, scope);
  if (kind === 'line' || kind === 'area') {
    throw refusal(
      query,
      `A ${kind} shows time, and this is one period. Add \`weekly\`, or draw it \`as bar\`.`,
      'bar',
    );
  }
  return memberFigure(kind, query, frame);
}

function refusal(query: BoundQuery, message: string, better: ChartKindName): Refusal {
  const { chart } = query;
  const at = chart?.kindSpan ?? query.node;
  const fixes = chart ? [{ start: at.start, end: at.end, title: `Draw it as ${better}`, text: better }] : [];
  return new Refusal({
    start: at.start,
    end: at.end,
    severity: 'error',
    code: 'chart-refused',
    message,
    fixes,
  });
}

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

function timeFigure(
  kind: Exclude<ChartKindName, 'table' | 'number'>,
  query: BoundQuery,
  frame: Frame,
  scope: Scope,
): TimeFigure {
  if (kind === 'donut')
    throw refusal(
      query,
      'A donut shows one period; over time, shares are drawn `as area normalized`.',
      'area',
    );
  const { time, chart } = query;
  const shown = time.buckets.slice(time.first);
  const [value] = frame.values;
  // Several values without a dimension are several lines; with one, the first is drawn and the table has all.
  const series: Series[] =
    frame.dimensions.length === 0 && frame.values.length > 1
      ? frame.values.map((each, index) => ({
          member: {
            key: each.name,
            label: each.label,
            kind: 'named',
            hue: { key: `value:${each.name}`, label: each.label },
          },
          values: frame.rows[0]?.cells[index]?.slice(time.first) ?? [],
        }))
      : frame.rows.map((row) => ({
          member: memberOf(row, nameOfOnly(query)),
          values: row.cells[0]?.slice(time.first) ?? [],
        }));
  const unit = value?.unit ?? 'number';
  const whole = query.values[0]?.kind === 'share' && chart?.kind === undefined;
  return {
    axis: 'time',
    kind,
    unit,
    grain: time.grain,
    buckets: shown.map(bucketOf),
    series,
    stacked: kind === 'area' || (kind !== 'line' && isStacked(query, frame)),
    normalized: (kind === 'area' && whole) || (kind !== 'line' && chart?.normalized === true),
    crossings: chart?.mark.includes('crossings') === true ? crossingsOfLargest(query, frame) : [],
    events: chart?.mark.includes('events') === true ? eventsIn(scope, shown) : [],
  };
}

/** As asked; or, of bars and columns, where the rows are many parts of a dimension's sum, which no sets overlap. */
function isStacked(query: BoundQuery, frame: Frame): boolean {
  const { chart } = query;
  if (chart?.stacked === true || chart?.normalized === true) return true;
  const parts =
    query.each === undefined && query.values.every((value) => value.kind === 'sum' || value.kind === 'share');
  const overTime = query.time.mode === 'series' && frame.dimensions.length > 0;
  return parts && addsUp(query) && (overTime || frame.dimensions.length > 1);
}

function addsUp(query: BoundQuery): boolean {
  return query.values.length === 1 && query.values.every((value) => value.additive);
}

/** Rows of written sets can share models; stacked, those are counted twice, and it is said. */
export function overlapNote(frame: Frame, figure: Figure | undefined): string | undefined {
  if (!figure || figure.axis === 'none' || !figure.stacked) return undefined;
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
function nameOfOnly(query: BoundQuery): string {
  return query.set.everything ? (query.values[0]?.label ?? '') : query.set.label;
}

/** `mark crossings`: changes of leader between the two largest drawn series. */
function crossingsOfLargest(query: BoundQuery, frame: Frame): Crossing[] {
  const [a, b] = frame.rows
    .filter(isNamed)
    .sort((left, right) => totalOf(query, right) - totalOf(query, left));
  if (!a || !b) return [];
  const buckets = query.time.buckets;
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
    .filter((each) => each.index >= query.time.first)
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

/** Countries are short by their code, everything else by its label. */
export function shortName(member: Member): string {
  return member.hue.key === `country:${member.key}` ? member.key : member.label;
}

export function eventsIn(scope: Scope, shown: readonly ResultBucket[]): Event[] {
  const first = shown[0]?.start ?? 0;
  const last = shown.at(-1)?.end ?? -1;
  return scope.events.flatMap((event): Event[] => {
    const from = event.from && event.from.value !== 'latest' ? event.from.value : undefined;
    const to = event.to && event.to.value !== 'latest' ? event.to.value : from;
    if (!from || !to || !event.label) return [];
    const start = from.grain === 'year' ? isoYear(from.year) : daysOf(from);
    const end = to.grain === 'year' ? isoYear(to.year) : daysOf(to);
    if ('problem' in start || 'problem' in end || end.end < first || start.start > last) return [];
    return [
      {
        start: isoDate(start.start),
        end: isoDate(end.end),
        label: event.label.text,
        ...(event.source ? { source: event.source.text } : {}),
      },
    ];
  });
}

function memberFigure(kind: 'bar' | 'column' | 'donut', query: BoundQuery, frame: Frame): MemberFigure {
  const unit = frame.values[0]?.unit ?? 'number';
  if (kind === 'donut') checkDonut(query, frame);
  const only = nameOfOnly(query);
  const byTwo = frame.dimensions.length === 2 && kind !== 'donut';
  const members: Member[] = [];
  const place = new Map<string, number>();
  const categoryOf = (row: FrameRow): Member =>
    byTwo ? (row.members[0] ?? memberOf(row, only)) : memberOf(row, only);
  for (const row of frame.rows) {
    const member = categoryOf(row);
    if (place.has(member.key)) continue;
    place.set(member.key, members.length);
    members.push(member);
  }
  const series = new Map<string, Series>();
  const put = (member: Member, row: FrameRow, value: number): void => {
    const key = `${member.kind}:${member.key}`;
    const own = series.get(key) ?? { member, values: members.map(() => ({ value: null })) };
    series.set(key, own);
    const at = place.get(categoryOf(row).key);
    if (at !== undefined) own.values[at] = row.cells[value]?.[query.time.first] ?? { value: null };
  };
  for (const row of frame.rows) {
    if (byTwo) put(row.members[1] ?? memberOf(row, only), row, 0);
    else {
      for (const [index, value] of frame.values.entries()) {
        // Values of another unit would need an axis of their own; the table has them.
        if (value.unit === unit)
          put(
            {
              key: value.name,
              label: value.label,
              kind: 'named',
              hue: { key: `value:${value.name}`, label: value.label },
            },
            row,
            index,
          );
      }
    }
  }
  const normalized = kind !== 'donut' && query.chart?.normalized === true;
  return {
    axis: 'members',
    kind,
    unit,
    members,
    series: [...series.values()],
    stacked: kind !== 'donut' && isStacked(query, frame),
    normalized,
  };
}

function checkDonut(query: BoundQuery, frame: Frame): void {
  const values = frame.rows.map((row) => row.cells[0]?.[query.time.first]?.value ?? 0);
  if (!query.values.every((value) => value.additive && (value.kind === 'sum' || value.kind === 'share'))) {
    throw refusal(
      query,
      'A donut shows the parts of one whole, and these figures are no parts. Draw them `as bar`.',
      'bar',
    );
  }
  if (values.some((value) => value < 0))
    throw refusal(query, 'A donut cannot show negative figures. Draw them `as bar`.', 'bar');
  const slices = frame.rows.filter(isNamed).length;
  if (slices > MOST_SLICES) {
    throw refusal(
      query,
      `A donut of ${slices} slices cannot be read. Keep the largest by \`| top ${MOST_SLICES}\`, or draw them \`as bar\`.`,
      'bar',
    );
  }
}

function numberFigure(query: BoundQuery, frame: Frame): NumberFigure {
  if (query.time.mode === 'series' && query.time.buckets.length - query.time.first > 1) {
    throw refusal(
      query,
      `A number shows one period, and this is a series. Name one, such as \`in latest\`, leave \`${adverbOf(query.time.grain)}\` out, or draw it \`as line\`.`,
      'line',
    );
  }
  const items = frame.rows.flatMap((row) =>
    frame.values.map((value, index) => ({
      label:
        frame.dimensions.length === 0
          ? value.label
          : frame.values.length > 1
            ? `${memberOf(row, '').label}: ${value.label}`
            : memberOf(row, '').label,
      unit: value.unit,
      measured: row.cells[index]?.[query.time.first] ?? { value: null },
    })),
  );
  if (items.length > MOST_NUMBERS)
    throw refusal(
      query,
      `${items.length} figures are too many to show large. Draw them \`as bar\` or \`as table\`.`,
      'bar',
    );
  return { axis: 'none', kind: 'number', items };
}
