/** Figures of one period: bars, columns and donuts, one for each member. */
import type { Member, MemberFigure, Series } from '../../protocol/result';
import type { BoundQuery } from '../bound';
import type { Counted } from '../counted';
import { isNamed, type Frame, type FrameRow } from '../frame';
import { checkParts, isStacked, memberOf, nameOfOnly } from './parts';
import { sumCells } from '../universe';
import { chartRefusal } from './refusal';

const MOST_SLICES = 8;

export function memberFigure(
  kind: 'bar' | 'column' | 'donut',
  query: BoundQuery,
  frame: Frame,
  counted: Counted,
): MemberFigure {
  const unit = frame.values[0]?.unit ?? 'number';
  if (kind === 'donut') checkDonut(query, frame, counted);
  else checkParts(query, frame, 'bar');
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
    if (at !== undefined) own.values[at] = row.cells[value]?.[frame.time.first] ?? { value: null };
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
  const { chart } = query;
  const stacked = kind !== 'donut' && isStacked(query, frame);
  if (chart?.log === true && (stacked || kind === 'donut'))
    throw chartRefusal(
      query,
      'Parts of a whole have no logarithmic axis. Draw them side by side `as bar log`, without `stacked`.',
      'bar',
    );
  return {
    axis: 'members',
    kind,
    unit,
    members,
    series: [...series.values()],
    stacked,
    normalized: kind !== 'donut' && chart?.normalized === true,
    ...(chart?.log === true ? { log: true } : {}),
    ...(chart?.labels === true ? { labels: true } : {}),
  };
}

/** Whether the slices are all there is, each part of it once: of shares the universe, of sums what they are sums of. */
function isWhole({ rows, time }: Frame, query: BoundQuery, counted: Counted): boolean {
  const { cube, universe } = counted;
  const keys = rows.flatMap((row) => row.keys);
  const shown = new Set(keys);
  const bucket = time.buckets[time.first];
  if (shown.size < keys.length || !bucket) return false;
  const isSplit = query.subject.kind === 'values' && query.each === undefined;
  const isSum = query.values.every(({ kind }) => kind === 'sum');
  const whole = isSplit && isSum ? counted.measurer().numerator.keys : [...cube.keys.keys()];
  return whole.every(
    (key) => shown.has(key) || sumCells(cube, universe.mask, [key], bucket.from, bucket.to) === 0,
  );
}

function checkDonut(query: BoundQuery, frame: Frame, counted: Counted): void {
  const values = frame.rows.map((row) => row.cells[0]?.[frame.time.first]?.value ?? 0);
  if (frame.again === undefined) {
    throw chartRefusal(
      query,
      'A donut shows the parts of one whole, and these figures are no parts. Draw them `as bar`.',
      'bar',
    );
  }
  if (!isWhole(frame, query, counted)) {
    throw chartRefusal(
      query,
      'A donut shows all parts of one whole, and these are some of them, or some are counted twice: the slices would not be the figures. Split everything (`tokens by lab | top 8`), narrow the universe to what is shown (`within (CN, US)`), or draw them `as bar`.',
      'bar',
    );
  }
  if (values.some((value) => value < 0))
    throw chartRefusal(query, 'A donut cannot show negative figures. Draw them `as bar`.', 'bar');
  const slices = frame.rows.filter(isNamed).length;
  if (slices > MOST_SLICES) {
    throw chartRefusal(
      query,
      `A donut of ${slices} slices cannot be read. Keep the largest by \`| top ${MOST_SLICES}\`, or draw them \`as bar\`.`,
      'bar',
    );
  }
}
