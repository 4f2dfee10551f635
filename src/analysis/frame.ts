/** The frame: one row for each combination of members, one cell for each value and bucket. Steps turn frames into frames. */
import type { Measured, Member, Unit } from '../protocol/result';
import { isPart, isRanking, type BoundQuery, type BoundValue } from './bound';
import type { Counted } from './counted';
import type { Cube, Key } from './cube';
import type { Dimension } from './dimensions';
import type { Side } from './measure';
import { union } from './sets';
import type { Universe } from './universe';
import type { TimePlan } from './windows';

export interface FrameRow {
  /** One for each dimension of the frame, in its order. */
  readonly members: readonly Member[];
  /** The keys of the cube that are counted in it. */
  readonly keys: readonly number[];
  /** cells[value][bucket], over all buckets of the frame's time. */
  readonly cells: readonly (readonly Measured[])[];
  /** The bucket in which its figure was found, where a step has looked for one. */
  readonly when?: string;
  /** Of a leader: bucket by bucket, whether it leads whatever `other` holds. */
  readonly chosen?: readonly Chosen[];
}

/** `sure`: whatever `other` holds; `possible`: for some of what it may hold. */
export interface Chosen {
  readonly sure: boolean;
  readonly possible: boolean;
}

export const NOT_CHOSEN: Chosen = { sure: false, possible: false };

export interface FrameValue {
  readonly name: string;
  readonly label: string;
  readonly unit: Unit;
}

export interface Frame {
  /** Names of the dimensions, for the heads of columns. */
  readonly dimensions: readonly string[];
  /** What the cells are, in the order of `cells`. */
  readonly values: readonly FrameValue[];
  readonly rows: readonly FrameRow[];
  /** Of a ranking: everybody it was chosen from. */
  readonly contenders?: readonly FrameRow[];
  /** The query's own, until a step makes one figure of all buckets. */
  readonly time: TimePlan;
  readonly notes: readonly string[];
  /**
   * What the steps so far have made of every series, to be made of further ones: parts of the figures are still parts of
   * their sum. Undefined where they are not (a growth, a rank, an index), so that there is no rest of them and no sum.
   */
  readonly again: ((cells: readonly Measured[]) => readonly Measured[]) | undefined;
}

/** No step has changed the figures yet. */
export function asCounted(cells: readonly Measured[]): readonly Measured[] {
  return cells;
}

/** Computes the frame of a query whose subject is a list of values or a ranking. */
export function buildFrame(query: BoundQuery, counted: Counted): Frame {
  const { subject } = query;
  const ranking = isRanking(subject) ? subject : undefined;
  const dimensions = ranking ? [ranking.dimension] : query.by;
  const rows = splitRows(query, counted, dimensions).map(({ members, side }): FrameRow => ({
    members,
    keys: side.keys,
    cells: query.values.map((value) => cellsOf(query, counted, value, side, members)),
  }));
  const names = [...(query.each ? [nameOfEach(query)] : []), ...dimensions.map((each) => each.name)];
  const frame = {
    dimensions: names,
    values: query.values,
    rows: sortRows(query, rows),
    time: query.time,
    notes: [],
    again: query.values.every(isPart) ? asCounted : undefined,
  };
  return ranking ? rank(query, frame, ranking.kind, ranking.count) : frame;
}

/** `for each (CN, US)` is a column of countries; a mixed list is a column of sets. */
function nameOfEach(query: BoundQuery): string {
  const [first, ...others] = new Set(query.each?.map((item) => item.dimension));
  return first !== undefined && others.length === 0 && first !== 'group' ? first : 'set';
}

/** Items of `for each` × members of the dimensions → the keys that are counted for each combination. */
function splitRows(
  query: BoundQuery,
  counted: Counted,
  dimensions: readonly Dimension[],
): { members: Member[]; side: Side }[] {
  const { cube, universe } = counted;
  const measurer = counted.measurer();
  const bases = query.each
    ? query.each.map((item) => ({
        members: [item.member],
        side: measurer.side(union([item])),
      }))
    : [{ members: [], side: measurer.numerator }];
  if (dimensions.length === 0) return bases;
  const shown = shownCells(query, cube, universe);
  return bases.flatMap(({ members, side }) => {
    const groups = new Map<string, { members: Member[]; keys: number[] }>();
    for (const at of side.keys) {
      const key = cube.keys[at];
      if (!key) continue;
      const own = dimensions.map((dimension) => hued(query, dimension.member(key), key));
      const signature = own.map((member) => `${member.kind}:${member.key}`).join('\u0000');
      const group = groups.get(signature);
      if (group) group.keys.push(at);
      else groups.set(signature, { members: [...members, ...own], keys: [at] });
    }
    const model = dimensions.findIndex((dimension) => dimension.name === 'model');
    const isModel = (own: readonly Member[]): boolean => own[members.length + model]?.kind === 'named';
    // A member is shown if any row of it is, and then with all of them: steps look back before the window.
    return [...groups.values()]
      .filter((group) => group.keys.some(shown))
      .map((group) => ({
        members: group.members,
        side: {
          keys: group.keys,
          everything: false,
          models: model >= 0 && isModel(group.members) ? 1 : undefined,
        },
      }));
  });
}

/** Whether a key has a row inside the universe and the window: members without one are not shown. */
function shownCells(query: BoundQuery, cube: Cube, universe: Universe): (key: number) => boolean {
  const { dataFrom, dataTo } = query.time;
  return (key) => {
    for (let at = key * cube.buckets + dataFrom; at < key * cube.buckets + dataTo; at++) {
      if (universe.mask[at] === 1 && (cube.counts[at] ?? 0) > 0) return true;
    }
    return false;
  };
}

/** `color by country` gives a member the colour of its country. */
function hued(query: BoundQuery, member: Member, key: Key): Member {
  return query.colorBy && member.kind === 'named'
    ? { ...member, hue: query.colorBy.member(key).hue }
    : member;
}

function cellsOf(
  query: BoundQuery,
  counted: Counted,
  value: BoundValue,
  side: Side,
  members: readonly Member[],
): Measured[] {
  let sides = counted.measurer(value.measure).sides(value);
  if (sides.left && sides.right && (query.by.length > 0 || query.each)) {
    const keys = new Set(side.keys);
    const narrow = (each: Side): Side => ({
      ...each,
      keys: each.keys.filter((key) => keys.has(key)),
      everything: false,
    });
    sides = { left: narrow(sides.left), right: narrow(sides.right) };
  }
  const cells = counted.series(value, side, sides.left, sides.right);
  // The source's lump row is what it says; only the others are uncertain because of it.
  const certain = members.some((member) => member.kind === 'other');
  return certain ? cells.map(({ value: listed }) => ({ value: listed })) : cells;
}

const KIND_ORDER: Readonly<Record<Member['kind'], number>> = { named: 0, rest: 1, unknown: 2, other: 3 };

/** Largest first, then by name; what is not named comes last. A written list keeps its order. */
function sortRows({ each, time }: BoundQuery, rows: readonly FrameRow[]): FrameRow[] {
  return rows
    .map((row) => ({
      row,
      place: each?.findIndex((item) => item.member.key === row.members[0]?.key) ?? 0,
      kind: row.members.reduce((most, member) => Math.max(most, KIND_ORDER[member.kind]), 0),
      weight: totalOf(time, row),
      name: nameOf(row),
    }))
    .sort((a, b) => a.place - b.place || a.kind - b.kind || b.weight - a.weight || (a.name < b.name ? -1 : 1))
    .map(({ row }) => row);
}

/** The sum of a row's first value over the buckets that are shown; what is missing counts nothing. */
export function totalOf(time: TimePlan, row: FrameRow): number {
  const [cells = []] = row.cells;
  let sum = 0;
  for (let at = time.first; at < cells.length; at++) sum += cells[at]?.value ?? 0;
  return sum;
}

export function isNamed(row: FrameRow): boolean {
  return row.members.every((member) => member.kind === 'named');
}

/** Tells rows apart, and orders those with equal figures. */
function nameOf(row: FrameRow): string {
  return row.members.map((member) => member.key).join('\u0000');
}

export interface Listed {
  readonly row: FrameRow;
  readonly cell: Measured;
  readonly value: number;
}

/**
 * The rows with a figure of the first value in a bucket, in their order, then by name. Who has none of an amount is not
 * listed; of a change or a score, zero is a figure like any other.
 */
export function listedIn(
  rows: readonly FrameRow[],
  bucket: number,
  order: 'largest' | 'smallest',
  isAmount: boolean,
): Listed[] {
  const direction = order === 'largest' ? 1 : -1;
  return rows
    .flatMap((row): Listed[] => {
      const cell = row.cells[0]?.[bucket];
      const value = cell?.value ?? null;
      return !cell || value === null || (value === 0 && isAmount) ? [] : [{ row, cell, value }];
    })
    .sort((a, b) => direction * (b.value - a.value) || (nameOf(a.row) < nameOf(b.row) ? -1 : 1));
}

/** A ranking keeps, in every bucket, the N largest (or smallest) named members. */
function rank(query: BoundQuery, frame: Frame, kind: 'top' | 'bottom', n: number): Frame {
  const named = frame.rows.filter(isNamed);
  const keep = new Map<FrameRow, Set<number>>(named.map((row) => [row, new Set()]));
  const [{ kind: what, over, measure }] = query.values;
  // Nobody is listed with nothing; a change of nothing is a figure like any other.
  const isAmount = measure.additive && over === undefined && what !== 'contribution';
  let ties = false;
  for (const bucket of query.time.buckets.keys()) {
    const listed = listedIn(named, bucket, kind === 'top' ? 'largest' : 'smallest', isAmount);
    ties ||=
      bucket >= query.time.first && listed[n] !== undefined && listed[n].value === listed[n - 1]?.value;
    for (const { row } of listed.slice(0, n)) keep.get(row)?.add(bucket);
  }
  const rows = named.flatMap((row): FrameRow[] => {
    const kept = keep.get(row) ?? new Set();
    if (![...kept].some((bucket) => bucket >= query.time.first)) return [];
    return [
      {
        ...row,
        cells: row.cells.map((cells) =>
          cells.map((cell, bucket) => (kept.has(bucket) ? cell : { value: null })),
        ),
      },
    ];
  });
  if (kind === 'bottom') rows.sort((a, b) => totalOf(query.time, a) - totalOf(query.time, b));
  return { ...frame, rows, contenders: named, notes: ties ? [TIE] : [] };
}

export const TIE = 'Equal values fell on both sides of a cut; the order of names decided.';
