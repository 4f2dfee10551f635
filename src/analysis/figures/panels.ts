/** A figure that is split by two dimensions is a small chart for each member of the first one, all on the same scale. */
import type { Member, Series } from '../../protocol/result';
import type { BoundQuery } from '../bound';
import type { Counted } from '../counted';
import { pluralOf } from '../dimensions';
import { totalOf, type Frame, type FrameRow } from '../frame';
import { largestOf } from './largest';

const MOST_PANELS = 9;
/** What is less than this share of everything would be an empty chart on the scale of the others. */
const LEAST_SHARE = 0.01;
/** In a small chart there is room for fewer names. */
const MOST_IN_PANEL = 7;

export interface Panels {
  readonly series: readonly Series[];
  /** What is left out or put together, in words; absent where nothing is. */
  readonly words?: string;
}

/** Undefined where the rows are no more than one small chart. */
export function panelsOf(frame: Frame, query: BoundQuery, counted: Counted): Panels | undefined {
  const groups = new Map<string, { panel: Member; rows: FrameRow[] }>();
  for (const row of frame.rows) {
    const [panel] = row.members;
    if (!panel || row.members.length !== 2) return undefined;
    const key = `${panel.kind}:${panel.key}`;
    const group = groups.get(key);
    if (group) group.rows.push(row);
    else groups.set(key, { panel, rows: [row] });
  }
  if (groups.size < 2) return undefined;
  const [outer = '', inner = ''] = frame.dimensions;
  const adds = frame.again !== undefined;
  const size = (rows: readonly FrameRow[]): number =>
    rows.reduce((sum, row) => sum + totalOf(frame.time, row), 0);
  // A written list keeps its order.
  const ordered = query.each
    ? [...groups.values()]
    : [...groups.values()].sort((a, b) => rank(a.panel) - rank(b.panel) || size(b.rows) - size(a.rows));
  const total = size(frame.rows);
  const seen = ordered.filter(({ rows }) => query.each || !adds || size(rows) >= LEAST_SHARE * total);
  const drawn = seen.length < 2 ? ordered : seen;
  const isNamed = ({ panel }: { panel: Member }): boolean => panel.kind === 'named';
  const named = drawn.filter(isNamed).slice(0, MOST_PANELS);
  const shown = [...named, ...drawn.filter((group) => !isNamed(group))];
  const all = ordered.filter(isNamed).length;
  const extracts = shown.map(({ panel, rows }) => ({
    panel,
    ...largestOf({ ...frame, dimensions: [inner], rows }, query, counted, MOST_IN_PANEL),
  }));
  const series = extracts.flatMap(({ panel, rows }) =>
    rows.map(({ members, cells }): Series => ({
      member: members[1] ?? panel,
      panel,
      values: cells[0]?.slice(frame.time.first) ?? [],
    })),
  );
  const ofEach = extracts.find((extract) => extract.ofEach !== undefined)?.ofEach;
  const gone = ordered.filter((group) => !isNamed(group) && !drawn.includes(group));
  const words = [
    ...(all > named.length ? [`the ${named.length} largest of ${all} ${pluralOf(outer)}`] : []),
    ...(gone.length > 0
      ? [`without ${gone.map(({ panel }) => panel.label).join(' and ')}, below ${LEAST_SHARE * 100}%`]
      : []),
    ...(ofEach === undefined ? [] : [ofEach]),
  ];
  return { series, ...(words.length > 0 ? { words: words.join('; ') } : {}) };
}

const ORDER: Readonly<Record<Member['kind'], number>> = { named: 0, rest: 1, unknown: 2, other: 3 };

function rank({ kind }: Member): number {
  return ORDER[kind];
}
