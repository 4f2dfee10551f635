/**
 * Values with bounds. What the `other` row holds is unknown, so every figure is computed under each way in which it could
 * fall: none of it to the sides asked about, all of it to one, all of it to the other. The value itself counts rows as
 * they are listed; the bounds are the extremes.
 */
import type { Measured } from '../protocol/result';
import type { BoundQuery, BoundValue } from './bound';
import type { Cube } from './cube';
import type { Dimension } from './dimensions';
import { refuseSum } from './scores';
import type { BoundSet } from './sets';
import { sumCells, type Universe } from './universe';
import type { ResultBucket } from './buckets';

/** A side of a question: some keys of the universe, and what is known about their share of `other`. */
export interface Side {
  readonly keys: readonly number[];
  /** It takes everything that is in the universe, so nothing is uncertain about it. */
  readonly everything: boolean;
  /** Of single models: how many. Each would be listed under its own name, so `other` can hold it only where it is absent. */
  readonly models: number | undefined;
}

/** One side's sums in one bucket: what is listed for it by name, the lump rows in it, and what `other` may add. */
interface Amount {
  readonly named: number;
  readonly lumped: number;
  readonly possible: number;
  readonly everything: boolean;
}

const NOTHING: Amount = { named: 0, lumped: 0, possible: 0, everything: false };

export class Measurer {
  private readonly otherKeys: readonly number[];
  private readonly allKeys: readonly number[];
  /** Asked for every row of a frame, and the same for all of them. */
  private readonly totals = new Map<ResultBucket, number>();
  private readonly others = new Map<ResultBucket, number>();
  /** How often a score is there for one member and day, where that is more than once. */
  repeatedScores = 0;

  constructor(
    private readonly query: BoundQuery,
    readonly cube: Cube,
    private readonly universe: Universe,
    /** Of a quotient: the sums that those of `cube` are divided by. */
    private readonly below: Cube | undefined,
  ) {
    this.allKeys = [...cube.keys.keys()];
    this.otherKeys = this.allKeys.filter((key) => cube.keys[key]?.other === true);
  }

  side(set: BoundSet): Side {
    const keys = this.allKeys.filter((at) => {
      const key = this.cube.keys[at];
      return key !== undefined && set.test(key);
    });
    return { keys, everything: set.everything, models: set.models };
  }

  /** The whole universe in a bucket. */
  total(bucket: ResultBucket): number {
    return remember(this.totals, bucket, () =>
      sumCells(this.cube, this.universe.mask, this.allKeys, bucket.from, bucket.to),
    );
  }

  /** The rows named `other` in a bucket, whether or not the universe counts them. */
  other(bucket: ResultBucket): number {
    return remember(this.others, bucket, () =>
      sumCells(this.cube, undefined, this.otherKeys, bucket.from, bucket.to),
    );
  }

  /** How many rows of a side are counted in the universe in a bucket. */
  private rowsOf(side: Side, bucket: ResultBucket): number {
    return this.countCells(this.cube.counts, side.keys, bucket, this.universe.mask);
  }

  /** Whether any row of a side is counted in the universe in a bucket. */
  private hasRow({ keys }: Side, { from, to }: ResultBucket): boolean {
    const { counts, buckets } = this.cube;
    const { mask } = this.universe;
    for (const key of keys) {
      for (let at = key * buckets + from; at < key * buckets + to; at++) {
        if (mask[at] === 1 && (counts[at] ?? 0) > 0) return true;
      }
    }
    return false;
  }

  /**
   * Whether the figure of a side is missing. A sum without rows is zero, but one of which only empty cells are known is
   * not, nor is any sum of a bucket of which only empty cells are known; a score without a row does not exist. Where the
   * query asks so, what a list of the largest does not hold is missing, too.
   */
  private isMissing(side: Side, bucket: ResultBucket, additive: boolean): boolean {
    if (this.hasRow(side, bucket)) return false;
    const { counts, empties, emptyCells } = this.cube;
    if (!additive) return true;
    if (this.query.unlisted === 'missing' && this.isUnlisted(side, bucket)) return true;
    if (emptyCells === 0) return false;
    if (this.countCells(empties, side.keys, bucket, this.universe.mask) > 0) return true;
    return (
      this.countCells(counts, this.allKeys, bucket) === 0 &&
      this.countCells(empties, this.allKeys, bucket) > 0
    );
  }

  /**
   * Whether nothing says how much a side has in a bucket: the data list only the largest, none of them is of this side,
   * and there is no lump row to bound it.
   */
  isUnlisted(side: Side, bucket: ResultBucket): boolean {
    if (this.query.dataset.listsTop === undefined || side.everything || bucket.covered === 0) return false;
    const { counts } = this.cube;
    return [side.keys, this.otherKeys].every((keys) => this.countCells(counts, keys, bucket) === 0);
  }

  /**
   * Whether a score is there more than once for one member and day: which of them holds is not known. Throws where
   * scores of several members, or of several days, would be summed: then the question itself means nothing.
   */
  private repeats(side: Side, bucket: ResultBucket): boolean {
    const rows = this.rowsOf(side, bucket);
    if (rows <= 1) return false;
    const { counts, buckets } = this.cube;
    const most = side.keys.reduce((max, key) => {
      const cells = counts.subarray(key * buckets + bucket.from, key * buckets + bucket.to);
      return Math.max(max, ...cells);
    }, 0);
    if (most < rows) refuseSum(rows);
    this.repeatedScores = Math.max(this.repeatedScores, rows);
    return true;
  }

  private countCells(
    cells: Int32Array,
    keys: readonly number[],
    bucket: ResultBucket,
    mask?: Uint8Array,
  ): number {
    let count = 0;
    for (const key of keys) {
      const start = key * this.cube.buckets;
      for (let at = start + bucket.from; at < start + bucket.to; at++) {
        if (mask === undefined || mask[at] === 1) count += cells[at] ?? 0;
      }
    }
    return count;
  }

  /**
   * The value of one side (of both, for a ratio or a gap) in one bucket; null where the data are missing. What compares
   * buckets is not compared here.
   */
  value(value: BoundValue, bucket: ResultBucket, side: Side, left?: Side, right?: Side): Measured {
    if (bucket.covered === 0) return { value: null };
    const sides = left && right ? [left, right] : [side];
    const { additive } = value.measure;
    if (!additive && !this.below && sides.some((each) => this.repeats(each, bucket))) return { value: null };
    if (sides.some((each) => this.isMissing(each, bucket, additive))) return { value: null };
    if (value.kind === 'concentration') return { value: this.concentration(value.parts, side, bucket) };
    const [a = NOTHING, b = NOTHING] = sides.map((each) => this.amount(each, bucket));
    const total = this.total(bucket);
    const figure = figureOf(value);
    const listed = figure(a.named + a.lumped, b.named + b.lumped, total);
    if (listed === null || !Number.isFinite(listed)) return { value: null };
    const other = additive && this.universe.other !== 'settled' ? this.other(bucket) : 0;
    const outside = this.universe.other === 'outside';
    // All of the universe is certain, unless it is a sum to which what was left out by name may belong.
    const certain = (a.everything || b.everything) && !(outside && value.kind === 'sum');
    if (other === 0 || certain) return { value: listed };
    const joined = (amount: number): number => (outside ? total + amount : total);
    const readings = [
      listed,
      figure(a.named, b.named, joined(other)),
      figure(a.named + a.possible, b.named, joined(a.possible)),
      figure(a.named, b.named + b.possible, joined(b.possible)),
    ].filter((each): each is number => each !== null && Number.isFinite(each));
    const low = Math.min(...readings);
    const high = Math.max(...readings);
    return low === high ? { value: listed } : { value: listed, low, high };
  }

  /**
   * The part of one side in the change of the universe from one bucket to another: (A₁ − A₀) / (U₁ − U₀). `falling`
   * where the universe does not grow: a part of a decline would read as its opposite.
   */
  contribution(side: Side, before: ResultBucket, after: ResultBucket): Measured | 'falling' {
    if (before.covered === 0 || after.covered === 0) return { value: null };
    if ([before, after].some((bucket) => this.isMissing(side, bucket, true))) return { value: null };
    const [a0, a1] = [this.amount(side, before), this.amount(side, after)];
    const [u0, u1] = [this.total(before), this.total(after)];
    if (u1 <= u0) return 'falling';
    const value = (a1.named + a1.lumped - a0.named - a0.lumped) / (u1 - u0);
    if (this.universe.other === 'settled' || side.everything) return { value };
    // Before as well as after, the lump row may be this side's or not; left out by name, it may be another side's as well.
    const readings = this.divisions(a0, before).flatMap((start) =>
      this.divisions(a1, after).flatMap((end) => {
        const grown = u1 + end.universe - u0 - start.universe;
        return grown > 0 ? [(a1.named + end.side - a0.named - start.side) / grown] : [];
      }),
    );
    const [low, high] = [Math.min(value, ...readings), Math.max(value, ...readings)];
    return low === high ? { value } : { value, low, high };
  }

  /** What `other` may add to a side, and to the universe around it, where it is not counted as a part of that already. */
  private divisions(
    { possible }: Amount,
    bucket: ResultBucket,
  ): readonly { readonly side: number; readonly universe: number }[] {
    const outside = this.universe.other === 'outside';
    return [
      { side: 0, universe: 0 },
      { side: possible, universe: outside ? possible : 0 },
      ...(outside ? [{ side: 0, universe: this.other(bucket) }] : []),
    ];
  }

  /**
   * The Herfindahl–Hirschman index: the sum of the squared shares in percent, 0 to 10,000, over the named parts rescaled
   * to 100% (US Department of Justice and FTC, Merger Guidelines 2023, § 2.1). Null where there is no named part.
   */
  private concentration(parts: Dimension, side: Side, bucket: ResultBucket): number | null {
    const sums = new Map<string, number>();
    for (const at of side.keys) {
      const key = this.cube.keys[at];
      const member = key && parts.member(key);
      if (member?.kind !== 'named') continue;
      const sum = sumCells(this.cube, this.universe.mask, [at], bucket.from, bucket.to);
      sums.set(member.key, (sums.get(member.key) ?? 0) + sum);
    }
    const total = [...sums.values()].reduce((sum, each) => sum + each, 0);
    if (total <= 0) return null;
    return [...sums.values()].reduce((sum, each) => sum + ((each / total) * 100) ** 2, 0);
  }

  private amount(side: Side, bucket: ResultBucket): Amount {
    const all = sumCells(this.cube, this.universe.mask, side.keys, bucket.from, bucket.to);
    if (this.below) {
      const below = sumCells(this.below, this.universe.mask, side.keys, bucket.from, bucket.to);
      return { ...NOTHING, named: below === 0 ? NaN : all / below, everything: side.everything };
    }
    const { everything } = side;
    // Without a lump row nothing is uncertain.
    if (this.otherKeys.length === 0) return { named: all, lumped: 0, possible: 0, everything };
    const lumps = side.keys.filter((key) => this.cube.keys[key]?.other === true);
    // The lump row by itself is what it says: nothing can be added to it.
    if (lumps.length > 0 && lumps.length === side.keys.length) {
      return { named: all, lumped: 0, possible: 0, everything };
    }
    const lumped = sumCells(this.cube, this.universe.mask, lumps, bucket.from, bucket.to);
    const possible = this.isShutOut(side)
      ? 0
      : side.models === undefined
        ? this.other(bucket)
        : this.hidden(side, side.models, bucket);
    return { named: all - lumped, lumped, possible, everything };
  }

  /**
   * Whether the sets of the universe leave nothing of a side: of those that are known, none belongs to both, as for CN
   * within US. What `other` holds of the side is outside of the universe then, too.
   */
  private isShutOut({ keys }: Side): boolean {
    const sets = this.query.stages.flatMap((stage) => (stage.kind === 'set' ? [stage.set] : []));
    if (sets.length === 0 || keys.length === 0) return false;
    return keys.every((at) => {
      const key = this.cube.keys[at];
      return key !== undefined && sets.some((set) => !set.test(key));
    });
  }

  /** What `other` can hold of rows that are listed by name when they are large enough: less than the smallest listed row. */
  private hidden(side: Side, models: number, bucket: ResultBucket): number {
    let sum = 0;
    for (let at = bucket.from; at < bucket.to; at++) {
      const other = sumCells(this.cube, undefined, this.otherKeys, at, at + 1);
      if (other === 0) continue;
      // Two slugs of one model are one model.
      const listed = new Set(
        side.keys
          .filter((key) => (this.cube.counts[key * this.cube.buckets + at] ?? 0) > 0)
          .map((key) => this.modelOf(key)),
      );
      const unseen = Math.max(0, models - listed.size);
      if (unseen > 0) sum += Math.min(other, unseen * this.smallestListed(at));
    }
    return sum;
  }

  private modelOf(key: number): string | undefined {
    const own = this.cube.keys[key];
    return own && this.query.lens.model(own)?.key;
  }

  private readonly smallest = new Map<number, number>();

  private smallestListed(bucket: number): number {
    return remember(this.smallest, bucket, () => {
      let smallest = Infinity;
      for (const key of this.allKeys) {
        const at = key * this.cube.buckets + bucket;
        if (this.cube.keys[key]?.other !== true && (this.cube.counts[at] ?? 0) > 0)
          smallest = Math.min(smallest, (this.cube.sums[at] ?? 0) / this.cube.scale);
      }
      return smallest;
    });
  }

  readonly sides = (value: BoundValue): { left?: Side; right?: Side } =>
    value.kind === 'ratio' || value.kind === 'gap'
      ? { left: this.side(value.left), right: this.side(value.right) }
      : {};

  get numerator(): Side {
    return this.side(this.query.set);
  }
}

function remember<Key>(known: Map<Key, number>, key: Key, compute: () => number): number {
  let value = known.get(key);
  if (value === undefined) known.set(key, (value = compute()));
  return value;
}

/** The arithmetic of a value: from two sides and the universe to a figure; null where it does not exist. */
function figureOf(value: BoundValue): (a: number, b: number, total: number) => number | null {
  const divide = (above: number, below: number): number | null => {
    if (below === 0) return null;
    // Nothing has no sign, whatever it is divided by.
    return above === 0 ? 0 : above / below;
  };
  switch (value.kind) {
    case 'sum':
    case 'contribution':
    case 'concentration':
      return (a) => a;
    case 'share':
      return (a, _b, total) => divide(a, total);
    case 'ratio':
      return (a, b) => divide(a, b);
    case 'gap':
      return value.share ? (a, b, total) => divide(a - b, total) : (a, b) => a - b;
  }
}
