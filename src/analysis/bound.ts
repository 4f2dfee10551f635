/** The bound query: what binding hands to evaluation, with every name resolved and every type checked. */
import type { Grain } from '../language/literals';
import type { ChartNode, QueryNode } from '../language/nodes';
import type { Dataset, NumberColumn } from '../data/dataset';
import type { Unit } from '../protocol/result';
import type { RowTest } from './cube';
import type { Dimension, Lens } from './dimensions';
import type { BoundItem, BoundSet } from './sets';
import type { TimePlan } from './windows';

/** A value of a query. `name` heads its column in files, `label` in tables. */
export type BoundValue = {
  readonly name: string;
  readonly label: string;
  readonly unit: Unit;
  readonly measure: NumberColumn;
  readonly additive: boolean;
} & (
  | { readonly kind: 'sum' | 'share' }
  | {
      readonly kind: 'ratio' | 'gap';
      readonly share: boolean;
      readonly left: BoundSet;
      readonly right: BoundSet;
    }
);

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

/** A quantity that a set is held against, and how it was written. */
export interface Threshold {
  readonly label: string;
  readonly threshold: number;
}

export type BoundStep =
  | { readonly kind: 'top'; readonly count: number }
  | { readonly kind: 'count'; readonly set: BoundSet }
  | { readonly kind: 'moving-average'; readonly count: number };

export interface BoundQuery {
  readonly node: QueryNode;
  readonly lens: Lens;
  readonly dataset: Dataset;
  readonly subject: BoundSubject;
  readonly values: readonly BoundValue[];
  /** The numerator. */
  readonly set: BoundSet;
  /** `for each (…)`: one series for each item. */
  readonly each: readonly BoundItem[] | undefined;
  readonly by: readonly Dimension[];
  readonly stages: readonly BoundStage[];
  readonly where:
    | {
        readonly test: RowTest;
        readonly label: string;
        readonly aboutModels: boolean;
        /** Named rows of which a condition's attribute is not known; they pass neither way. */
        readonly unknown: readonly { readonly attribute: string; readonly test: RowTest }[];
      }
    | undefined;
  readonly time: TimePlan;
  readonly sustained: number;
  readonly steps: readonly BoundStep[];
  readonly chart: ChartNode | undefined;
  readonly colorBy: Dimension | undefined;
}
