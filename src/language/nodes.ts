/**
 * The tree of a query cell: plain discriminated unions with offsets into the cell's text. A part that the writer has
 * left out is `undefined` and has a diagnostic of its own, so that whoever walks the tree need not report it again.
 */
import type { Diagnostic, Span } from './diagnostics';
import type { Grain, PeriodValue, QuantityValue } from './literals';

export type BuiltInDimension = 'model' | 'lab' | 'country' | 'weights' | 'variant';
export const BUILT_IN_DIMENSIONS: readonly BuiltInDimension[] = [
  'model',
  'lab',
  'country',
  'weights',
  'variant',
];

export interface Name extends Span {
  readonly kind: 'name';
  readonly text: string;
}

export interface Text extends Span {
  readonly kind: 'text';
  readonly text: string;
}

export interface Count extends Span {
  readonly kind: 'count';
  readonly value: number;
}

export interface Quantity extends Span {
  readonly kind: 'quantity';
  readonly text: string;
  readonly quantity: QuantityValue;
}

/** `latest` is the last whole bucket; everything else is a literal. */
export interface Period extends Span {
  readonly kind: 'period';
  readonly text: string;
  readonly value: PeriodValue | 'latest';
}

/** A stretch of N days, weeks, …: `last 4 weeks`, `sustained 2 weeks`. */
export interface Stretch extends Span {
  readonly kind: 'stretch';
  readonly count: number;
  readonly grain: Grain;
}

/** A model, lab, country or group by its name; `form` says how it was written. */
export interface Item extends Span {
  readonly kind: 'item';
  readonly form: 'name' | 'model' | 'qualified' | 'string';
  readonly text: string;
}

export type SetNode =
  | (Span & { readonly kind: 'one'; readonly item: Item })
  | (Span & { readonly kind: 'list'; readonly dimension: Name | undefined; readonly items: readonly Item[] })
  | (Span & { readonly kind: 'all'; readonly except: readonly Item[] });

export type ValueNode =
  | (Span & { readonly kind: 'measure'; readonly name: Name })
  | (Span & { readonly kind: 'share'; readonly of: ValueNode | undefined })
  | (Span & {
      readonly kind: 'ratio' | 'gap';
      readonly of: ValueNode | undefined;
      readonly left: SetNode | undefined;
      readonly right: SetNode | undefined;
    });

export type SubjectNode =
  | (Span & { readonly kind: 'values'; readonly values: readonly ValueNode[] })
  | (Span & {
      readonly kind: 'top' | 'bottom';
      readonly count: Count | undefined;
      readonly dimension: Name | undefined;
      readonly by: ValueNode | undefined;
    })
  | (Span & {
      readonly kind: 'crossing' | 'streak';
      /** Of a crossing; a streak has none. */
      readonly which: 'first' | 'last' | 'all';
      readonly of: ValueNode | undefined;
      readonly left: SetNode | undefined;
      readonly right: SetNode | Quantity | undefined;
    });

export type UniverseNode =
  | (Span & { readonly kind: 'set'; readonly set: SetNode })
  | (Span & { readonly kind: 'known' })
  | (Span & {
      readonly kind: 'top';
      readonly count: Count | undefined;
      readonly dimension: Name | undefined;
      readonly each: { readonly grain: Grain } | undefined;
    });

export type ForNode =
  | (Span & { readonly kind: 'for'; readonly set: SetNode | undefined })
  | (Span & { readonly kind: 'for-each'; readonly each: SetNode | Name | undefined });

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';
export type ConditionNode =
  | (Span & {
      readonly kind: 'compare';
      readonly name: Name;
      readonly operator: Comparison;
      readonly operand: Quantity | Text | Name | Period | undefined;
    })
  | (Span & { readonly kind: 'in'; readonly name: Name; readonly items: readonly Item[] });

export type WindowNode =
  | (Span & { readonly kind: 'in'; readonly period: Period | undefined })
  | (Span & { readonly kind: 'between'; readonly from: Period | undefined; readonly to: Period | undefined })
  | (Span & {
      readonly kind: 'open';
      readonly since: Period | undefined;
      readonly until: Period | undefined;
      readonly last: Stretch | undefined;
    });

export type StepNode =
  | (Span & { readonly kind: 'share' })
  | (Span & { readonly kind: 'top'; readonly count: Count | undefined })
  | (Span & { readonly kind: 'count'; readonly set: SetNode | undefined })
  | (Span & { readonly kind: 'moving-average'; readonly stretch: Stretch | undefined });

export type ChartKindName = 'line' | 'area' | 'bar' | 'column' | 'donut' | 'table' | 'number';

export interface ChartNode extends Span {
  readonly kind: ChartKindName | undefined;
  readonly kindSpan: Span;
  readonly colorBy: Name | undefined;
  readonly title: Text | undefined;
  readonly stacked: boolean;
  readonly normalized: boolean;
  readonly mark: readonly ('events' | 'crossings')[];
}

export interface QueryNode extends Span {
  readonly kind: 'query';
  readonly subject: SubjectNode;
  readonly for: ForNode | undefined;
  readonly by: readonly Name[];
  readonly within: readonly UniverseNode[];
  readonly where: readonly ConditionNode[];
  readonly grain: (Span & { readonly grain: Grain }) | undefined;
  readonly window: WindowNode | undefined;
  readonly using: Name | undefined;
  readonly partial: boolean;
  readonly sustained: Stretch | undefined;
  readonly stealth: 'listed' | 'revealed';
  readonly steps: readonly StepNode[];
  readonly chart: ChartNode | undefined;
}

export interface AttachNode extends Span {
  readonly kind: 'attach';
  readonly name: Name | undefined;
  readonly file: Text | undefined;
  /** Role → column, as written after `columns`. */
  readonly columns: readonly { readonly role: Name; readonly column: Name | Text | undefined }[];
  readonly every: (Span & { readonly grain: Grain }) | undefined;
  readonly lists: Count | undefined;
  readonly cite: Text | undefined;
}

export interface GroupNode extends Span {
  readonly kind: 'group';
  readonly name: Name | undefined;
  readonly set: SetNode | undefined;
}

export interface EventNode extends Span {
  readonly kind: 'event';
  readonly from: Period | undefined;
  readonly to: Period | undefined;
  readonly label: Text | undefined;
  readonly source: Text | undefined;
}

/** A statement of which not even the kind could be read. */
export interface UnreadableNode extends Span {
  readonly kind: 'unreadable';
}

export type StatementNode = AttachNode | GroupNode | EventNode | QueryNode | UnreadableNode;

/** What could have been written at some place: for completion, and for messages. */
export type Expectation =
  | { readonly kind: 'keyword'; readonly word: string }
  | { readonly kind: 'dataset' | 'dimension' | 'column' | 'measure' | 'item' | 'group' }
  | { readonly kind: 'file' | 'text' | 'count' | 'quantity' | 'period' | 'grain' | 'new-name' | 'operand' };

export interface Parsed {
  readonly statement: StatementNode;
  readonly diagnostics: readonly Diagnostic[];
}

export interface Tree {
  readonly statements: readonly Parsed[];
}
