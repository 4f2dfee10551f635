/** What a query has counted: one scan for each column that is summed, all over the same keys and one universe. */
import type { NumberColumn } from '../data/dataset';
import type { Steps } from '../data/steps';
import type { Measured } from '../protocol/result';
import { MISSING } from './measured';
import { isRace, isRanking, type BoundMeasure, type BoundQuery, type BoundValue } from './bound';
import { isPartial, type ResultBucket } from './buckets';
import { compare } from './compare';
import { cubeOf, prepareCube, type Cube, type Request } from './cube';
import { Measurer, type Side } from './measure';
import { buildUniverse, type Universe } from './universe';

export class Counted {
  /** Of the first value: what it keeps (`within top 9`) is kept for all of them. */
  readonly cube: Cube;
  readonly universe: Universe;
  private readonly cubes = new Map<NumberColumn, Cube>();
  private readonly measurers = new Map<BoundMeasure, readonly Measurer[]>();
  /** The shown buckets in which the universe did not grow, so that nobody has a part in its growth. */
  readonly fell = new Set<string>();

  constructor(private readonly query: BoundQuery) {
    const { additive, readings } = query.values[0].measure;
    const [{ above, below }] = readings;
    this.cube = this.cubeOf(above);
    this.universe = buildUniverse(query, this.cube, additive || below !== undefined);
  }

  /** Answers for sides and totals, which are those of the first reading. */
  measurer(measure: BoundMeasure = this.query.values[0].measure): Measurer {
    const [first] = this.measurersOf(measure);
    if (!first) throw new RangeError('A measure without a reading.');
    return first;
  }

  /** The value of one side in every bucket of the query's time. */
  series(value: BoundValue, side: Side, left?: Side, right?: Side): Measured[] {
    const readings = this.measurersOf(value.measure).map((each) =>
      this.reading(each, value, side, left, right),
    );
    return this.query.time.buckets.map((_, at) => spanning(readings.map((cells) => cells[at] ?? MISSING)));
  }

  /** The value in one bucket: of the first reading, within what all of them leave open. */
  value(value: BoundValue, bucket: ResultBucket, side: Side, left?: Side, right?: Side): Measured {
    return spanning(
      this.measurersOf(value.measure).map((each) => each.value(value, bucket, side, left, right)),
    );
  }

  /** What compares buckets is compared inside of one reading: a mix of tokens is the same before and after. */
  private reading(
    measurer: Measurer,
    value: BoundValue,
    side: Side,
    left: Side | undefined,
    right: Side | undefined,
  ): Measured[] {
    const { buckets, first, mode } = this.query.time;
    // In a series a bucket of which only a part is known is never held against a whole one.
    const isComparable = (bucket: ResultBucket): boolean => mode !== 'series' || !isPartial(bucket);
    const against = (at: number, find: (before: ResultBucket, after: ResultBucket) => Measured): Measured => {
      const [before, after] = [buckets[at - 1], buckets[at]];
      return before && after && isComparable(before) && isComparable(after) ? find(before, after) : MISSING;
    };
    if (value.kind === 'contribution') {
      return buckets.map((_, at) =>
        against(at, (before, after) => {
          const found = measurer.contribution(side, before, after);
          if (found !== 'falling') return found;
          if (at >= first) this.fell.add(after.key);
          return MISSING;
        }),
      );
    }
    const cells = buckets.map((bucket) => measurer.value(value, bucket, side, left, right));
    const { over } = value;
    if (over === undefined) return cells;
    return cells.map((cell, at) => against(at, () => compare(over, cells[at - 1], cell)));
  }

  /** How often a score is there for one member and day, where that is more than once; else 0. */
  get repeatedScores(): number {
    const all = [...this.measurers.values()].flat();
    return Math.max(0, ...all.map((each) => each.repeatedScores));
  }

  /** How many rows have nothing in a column that a measure counts. */
  emptyCells({ readings }: BoundMeasure): number {
    const columns = readings.flatMap(({ above, below }) => [above, ...(below ? [below] : [])]);
    return Math.max(0, ...columns.map((column) => this.cubes.get(column)?.emptyCells ?? 0));
  }

  private measurersOf(measure: BoundMeasure): readonly Measurer[] {
    let found = this.measurers.get(measure);
    if (!found) {
      found = measure.readings.map(
        ({ above, below }) =>
          new Measurer(this.query, this.cubeOf(above), this.universe, below && this.cubeOf(below)),
      );
      this.measurers.set(measure, found);
    }
    return found;
  }

  private cubeOf(column: NumberColumn): Cube {
    let cube = this.cubes.get(column);
    if (!cube) this.cubes.set(column, (cube = cubeOf(requestOf(this.query, column))));
    return cube;
  }
}

/** Counts what a query asks for in steps: to evaluate it afterwards takes no time to speak of. */
export function* prepare(query: BoundQuery): Steps<void> {
  const columns = query.values.flatMap(({ measure }) =>
    measure.readings.flatMap(({ above, below }) => [above, ...(below ? [below] : [])]),
  );
  for (const column of new Set(columns)) yield* prepareCube(requestOf(query, column));
}

function requestOf(query: BoundQuery, measure: NumberColumn): Request {
  const columns = columnsOf(query).flatMap((name) => query.lens.column(name) ?? []);
  return { dataset: query.dataset, measure, columns, filters: query.where?.filters ?? [] };
}

/** The first of several readings, within what all of them leave open. */
function spanning([first = MISSING, ...others]: readonly Measured[]): Measured {
  if (others.length === 0 || first.value === null) return first;
  const ends = [first, ...others].flatMap(({ value, low = value, high = value }) =>
    low === null || high === null ? [] : [low, high],
  );
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  return low === high ? { value: first.value } : { value: first.value, low, high };
}

/** The columns by which rows are told apart: those of the dataset's roles, and others only where the query asks for them. */
function columnsOf(query: BoundQuery): string[] {
  const { subject } = query;
  const race = isRace(subject) ? [subject.left, subject.right] : [];
  const sets = [
    query.set,
    ...race.flatMap((side) => ('threshold' in side ? [] : [side])),
    ...query.stages.flatMap((stage) => (stage.kind === 'set' ? [stage.set] : [])),
    ...query.values.flatMap((value) =>
      value.kind === 'ratio' || value.kind === 'gap' ? [value.left, value.right] : [],
    ),
    ...query.steps.flatMap((step) => (step.kind === 'count' || step.kind === 'sum' ? [step.set] : [])),
  ];
  const dimensions = [
    ...query.by,
    ...(isRanking(subject) ? [subject.dimension] : []),
    ...query.stages.flatMap((stage) => (stage.kind === 'top' ? [stage.dimension] : [])),
    ...query.values.flatMap((value) => (value.kind === 'concentration' ? [value.parts] : [])),
    ...(query.colorBy ? [query.colorBy] : []),
  ];
  const roles = Object.values(query.dataset.roles);
  return [
    ...new Set([...roles, ...sets.flatMap((set) => set.columns), ...dimensions.map((each) => each.column)]),
  ];
}
