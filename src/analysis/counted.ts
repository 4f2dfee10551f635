/** What a query has counted: one scan for each column that is summed, all over the same keys and one universe. */
import type { NumberColumn } from '../data/dataset';
import type { Measured } from '../protocol/result';
import { comparesBuckets, type BoundMeasure, type BoundQuery, type BoundValue } from './bound';
import { compare } from './compare';
import { buildCube, type Cube } from './cube';
import { Measurer, type Side } from './measure';
import { buildUniverse, type Universe } from './universe';
import type { ResultBucket } from './buckets';

export class Counted {
  /** Of the first value: what it keeps (`within top 9`) is kept for all of them. */
  readonly cube: Cube;
  readonly universe: Universe;
  private readonly cubes = new Map<NumberColumn, Cube>();
  private readonly measurers = new Map<BoundMeasure, readonly Measurer[]>();
  /** In some shown bucket the universe did not grow, so that nobody has a part in its growth. */
  fell = false;

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
    const { buckets, first } = this.query.time;
    if (value.kind === 'contribution') {
      return buckets.map((bucket, at) => {
        const before = buckets[at - 1];
        const found = before
          ? this.measurer(value.measure).contribution(side, before, bucket)
          : { value: null };
        if (found === 'falling' && at >= first) this.fell = true;
        return found === 'falling' ? { value: null } : found;
      });
    }
    const cells = buckets.map((bucket) => this.value(value, bucket, side, left, right));
    if (!comparesBuckets(value) || value.over === undefined) return cells;
    const { over } = value;
    return cells.map((cell, at) => compare(over, cells[at - 1], cell));
  }

  /** The value in one bucket: of the first reading, within what all of them leave open. */
  value(value: BoundValue, bucket: ResultBucket, side: Side, left?: Side, right?: Side): Measured {
    const readings = this.measurersOf(value.measure).map((each) =>
      each.value(value, bucket, side, left, right),
    );
    const [first = { value: null }, ...others] = readings;
    if (others.length === 0 || first.value === null) return first;
    const ends = readings.flatMap((each) =>
      each.value === null ? [] : [each.low ?? each.value, each.high ?? each.value],
    );
    return { value: first.value, low: Math.min(...ends), high: Math.max(...ends) };
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
    if (!cube) {
      const { query } = this;
      const columns = columnsOf(query).flatMap((name) => query.lens.column(name) ?? []);
      cube = buildCube({ dataset: query.dataset, measure: column, columns, rows: query.where?.test });
      this.cubes.set(column, cube);
    }
    return cube;
  }
}

/** The columns by which rows are told apart: those of the dataset's roles, and others only where the query asks for them. */
function columnsOf(query: BoundQuery): string[] {
  const { subject } = query;
  const race = subject.kind === 'crossing' || subject.kind === 'streak' ? [subject.left, subject.right] : [];
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
    ...(subject.kind === 'top' || subject.kind === 'bottom' ? [subject.dimension] : []),
    ...query.stages.flatMap((stage) => (stage.kind === 'top' ? [stage.dimension] : [])),
    ...query.values.flatMap((value) => (value.kind === 'concentration' ? [value.parts] : [])),
    ...(query.colorBy ? [query.colorBy] : []),
  ];
  const roles = Object.values(query.dataset.roles);
  return [
    ...new Set([...roles, ...sets.flatMap((set) => set.columns), ...dimensions.map((each) => each.column)]),
  ];
}
