/** The bound query: what binding hands to evaluation, with every name resolved and every type checked. */
import type { Grain } from '../language/literals';
import type { ChartNode, Comparing, Comparison, QueryNode } from '../language/nodes';
import type { Dataset, NumberColumn } from '../data/dataset';
import type { RowFilter } from '../data/rowFilter';
import type { Unit } from '../protocol/result';
import type { Dimension, Lens } from './dimensions';
import type { BoundItem, BoundSet } from './sets';
import type { TimePlan } from './windows';

/** Named rows of which an attribute is not known. */
export interface Unknown {
  readonly attribute: string;
  readonly rows: RowFilter;
}

/** What is summed; of a quotient, two sums of which one is divided by the other. */
export interface Reading {
  readonly above: NumberColumn;
  readonly below: NumberColumn | undefined;
}

/** What a value counts: a column of the data, or what a measure computes row by row. */
export interface BoundMeasure {
  /** Heads its column in files. */
  readonly name: string;
  /** Heads it in tables, with its unit where the unit is not plain. */
  readonly label: string;
  readonly unit: Unit;
  /** Whether its sums mean something. */
  readonly additive: boolean;
  /** The first is the value; all of them together are its bounds (dollars lie between two prices). */
  readonly readings: readonly [Reading, ...Reading[]];
  /** The attributes that it is computed from, where the registry does not know them of all models. */
  readonly unknown: readonly Unknown[];
  /** How it is to be understood, for a note under every result. */
  readonly remark: string | undefined;
}

/** A value of a query. `name` heads its column in files, `label` in tables. */
export type BoundValue = {
  readonly name: string;
  readonly label: string;
  readonly unit: Unit;
  readonly measure: BoundMeasure;
  /** Held against the bucket before; of `from A to B`, B against A. */
  readonly over: Comparing | undefined;
} & (
  | { readonly kind: 'sum' | 'share' }
  /** The part that a side has in the change of the universe; compares two buckets by itself. */
  | { readonly kind: 'contribution' }
  | { readonly kind: 'concentration'; readonly parts: Dimension }
  | {
      readonly kind: 'ratio' | 'gap';
      readonly share: boolean;
      readonly left: BoundSet;
      readonly right: BoundSet;
    }
);

/** Whether a value is a part of a whole: such values stack, fill donuts and leave a rest. */
export function isPart(value: BoundValue): boolean {
  return (
    value.measure.additive && value.over === undefined && (value.kind === 'sum' || value.kind === 'share')
  );
}

/** Whether a value needs the bucket before its own. */
export function comparesBuckets(value: BoundValue): boolean {
  return value.over !== undefined || value.kind === 'contribution';
}

export type BoundStage =
  | { readonly kind: 'set'; readonly set: BoundSet }
  | { readonly kind: 'known' }
  | {
      readonly kind: 'top';
      readonly count: number;
      readonly dimension: Dimension;
      readonly each: Grain | undefined;
    };

export type BoundSubject =
  | { readonly kind: 'values' }
  | { readonly kind: 'top' | 'bottom'; readonly count: number; readonly dimension: Dimension }
  | { readonly kind: 'streak'; readonly left: BoundSet; readonly right: BoundSet | Threshold }
  | {
      readonly kind: 'crossing';
      readonly which: 'first' | 'last' | 'all';
      readonly left: BoundSet;
      readonly right: BoundSet | Threshold;
    };

export type RaceSubject = Extract<BoundSubject, { kind: 'crossing' | 'streak' }>;
export type RankingSubject = Extract<BoundSubject, { kind: 'top' | 'bottom' }>;

/** Two sides held against each other over time. */
export function isRace(subject: BoundSubject): subject is RaceSubject {
  return subject.kind === 'crossing' || subject.kind === 'streak';
}

export function isRanking(subject: BoundSubject): subject is RankingSubject {
  return subject.kind === 'top' || subject.kind === 'bottom';
}

/** A quantity that a set is held against, and how it was written. */
export interface Threshold {
  readonly label: string;
  readonly threshold: number;
}

/** `count` of a stretch is in buckets of the result. */
export type BoundStep =
  | { readonly kind: 'top'; readonly count: number }
  | { readonly kind: 'count' | 'sum'; readonly set: BoundSet }
  | { readonly kind: 'moving-average'; readonly count: number }
  | { readonly kind: Comparing; readonly count: number }
  | { readonly kind: 'rank'; readonly change: number | undefined }
  | { readonly kind: 'index'; readonly to: number; readonly bucket: number; readonly at: string }
  | {
      readonly kind: 'periods';
      readonly operator: Comparison;
      readonly limit: number;
      readonly label: string;
    }
  | { readonly kind: 'fill'; readonly with: 'zero' | 'carry' }
  | { readonly kind: 'cumulative' | 'max' | 'min' | 'leader' };

export interface BoundQuery {
  readonly node: QueryNode;
  readonly lens: Lens;
  readonly dataset: Dataset;
  readonly subject: BoundSubject;
  readonly values: readonly [BoundValue, ...BoundValue[]];
  /** The numerator. */
  readonly set: BoundSet;
  /** `for each (…)`: one series for each item. */
  readonly each: readonly BoundItem[] | undefined;
  readonly by: readonly Dimension[];
  readonly stages: readonly BoundStage[];
  readonly where:
    | {
        /** A row is counted if all of them keep it. */
        readonly filters: readonly RowFilter[];
        readonly label: string;
        readonly aboutModels: boolean;
        /** Named rows of which a condition's attribute is not known; they pass neither way. */
        readonly unknown: readonly Unknown[];
      }
    | undefined;
  readonly time: TimePlan;
  readonly sustained: number;
  readonly steps: readonly BoundStep[];
  /**
   * What a side counts of which a list of the largest holds no row: nothing, as of what is listed, or it has no figure,
   * for what is not listed is not zero. A published figure is never held against a gap of a list.
   */
  readonly unlisted: 'zero' | 'missing';
  readonly chart: ChartNode | undefined;
  readonly colorBy: Dimension | undefined;
}
