/** The universe: which cells of the cube are counted at all, above and below the line. */
import type { BoundQuery, BoundStage } from './bound';
import type { Cube, Key } from './cube';
import type { Dimension } from './dimensions';
import { refuseSum } from './scores';
import { calendarBucket } from './buckets';

export interface Universe {
  /** 1 where a cell is counted; key × data bucket, as in the cube. */
  readonly mask: Uint8Array;
  /**
   * How the `other` row stands to it. `inside`: it is part of the universe, and any of it may belong to the numerator.
   * `outside`: it was left out by name, but any of it may belong. `settled`: `known` and `top N` have no bounds.
   */
  readonly other: 'inside' | 'outside' | 'settled';
  /** A cut fell between equal values, and went by name. */
  readonly ties: boolean;
}

/** Applies the stages of `within` in their order. */
export function buildUniverse(query: BoundQuery, cube: Cube, additive: boolean): Universe {
  const mask = new Uint8Array(cube.sums.length).fill(1);
  let other: Universe['other'] = 'inside';
  let ties = false;
  const keepKeys = (test: (key: Key) => boolean): void => {
    for (const [at, key] of cube.keys.entries()) {
      if (!test(key)) mask.fill(0, at * cube.buckets, (at + 1) * cube.buckets);
    }
  };
  if (query.where?.aboutModels) {
    keepKeys((key) => !key.other);
    other = 'outside';
  }
  for (const stage of query.stages) {
    if (stage.kind === 'top') {
      ties = keepTop(stage, query, cube, mask, additive) || ties;
      other = 'settled';
    } else if (stage.kind === 'known') {
      const hasCountries = query.lens.columnOf('country') !== undefined;
      keepKeys((key) => !key.other && (!hasCountries || query.lens.country(key) !== undefined));
      other = 'settled';
    } else {
      const { test } = stage.set;
      if (other === 'inside' && !cube.keys.every((key) => !key.other || test(key))) other = 'outside';
      keepKeys(test);
    }
  }
  return { mask, other, ties };
}

/** Keeps the cells of the N largest members, chosen for every bucket of `each`, or once for the whole period. */
function keepTop(
  stage: Extract<BoundStage, { kind: 'top' }>,
  query: BoundQuery,
  cube: Cube,
  mask: Uint8Array,
  additive: boolean,
): boolean {
  const groups = groupKeys(cube, stage.dimension);
  let ties = false;
  for (const [from, to, choiceFrom, choiceTo] of choices(stage, query, cube.buckets)) {
    if (!additive)
      for (const keys of groups.values()) refuseSum(countRows(cube, mask, keys, choiceFrom, choiceTo));
    const ranked = [...groups]
      .map(([member, keys]) => ({ member, keys, sum: sumCells(cube, mask, keys, choiceFrom, choiceTo) }))
      .filter((each) => each.sum > 0)
      .sort((a, b) => b.sum - a.sum || (a.member < b.member ? -1 : 1));
    const kept = new Set(ranked.slice(0, stage.count).flatMap((each) => each.keys));
    const counts = from < query.time.dataTo && to > query.time.dataFrom;
    ties ||= counts && isTie(ranked, stage.count);
    for (const key of cube.keys.keys()) {
      if (!kept.has(key)) mask.fill(0, key * cube.buckets + from, key * cube.buckets + to);
    }
  }
  return ties;
}

function countRows(cube: Cube, mask: Uint8Array, keys: readonly number[], from: number, to: number): number {
  let count = 0;
  for (const key of keys) {
    for (let at = key * cube.buckets + from; at < key * cube.buckets + to; at++) {
      if (mask[at] === 1) count += cube.counts[at] ?? 0;
    }
  }
  return count;
}

function isTie(ranked: readonly { readonly sum: number }[], count: number): boolean {
  return ranked[count] !== undefined && ranked[count].sum === ranked[count - 1]?.sum;
}

/** The stretches of data buckets that share one choice, each with the stretch by which it is chosen. */
function* choices(
  stage: Extract<BoundStage, { kind: 'top' }>,
  query: BoundQuery,
  buckets: number,
): Generator<[number, number, number, number]> {
  const { time } = query.dataset;
  if (!time || !stage.each) {
    yield [0, buckets, query.time.dataFrom, query.time.dataTo];
    return;
  }
  let from = 0;
  while (from < buckets) {
    const { start } = calendarBucket(time, from, stage.each);
    let to = from + 1;
    while (to < buckets && calendarBucket(time, to, stage.each).start === start) to++;
    yield [from, to, from, to];
    from = to;
  }
}

/** Named members → the keys that count for them; other and unknown are never ranked. */
export function groupKeys(cube: Cube, dimension: Dimension): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const [at, key] of cube.keys.entries()) {
    const member = dimension.member(key);
    if (member.kind !== 'named') continue;
    const keys = groups.get(member.key);
    if (keys) keys.push(at);
    else groups.set(member.key, [at]);
  }
  return groups;
}

export function sumCells(
  cube: Cube,
  mask: Uint8Array | undefined,
  keys: Iterable<number>,
  from: number,
  to: number,
): number {
  let sum = 0;
  for (const key of keys) {
    for (let at = key * cube.buckets + from; at < key * cube.buckets + to; at++) {
      if (!mask || mask[at] === 1) sum += cube.sums[at] ?? 0;
    }
  }
  return sum / cube.scale;
}
