/**
 * The tree of a query cell: plain discriminated unions with offsets into the cell's text. A part that the writer has
 * left out is `undefined` and has a diagnostic of its own, so that whoever walks the tree need not report it again.
 */
import type { Diagnostic, Span } from './diagnostics';
import type { Grain, PeriodValue, QuantityValue, Weekday } from './literals';

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

/** How one bucket is held against an earlier one. */
export type Comparing = 'change' | 'growth' | 'multiple';

/** What makes a value of another one. */
export type ValueFunction = 'share' | 'concentration' | Comparing;

export type ValueNode =
  | (Span & { readonly kind: 'measure'; readonly name: Name })
  | (Span & { readonly kind: 'share' | 'concentration'; readonly of: ValueNode | undefined })
  | (Span & { readonly kind: Comparing; readonly of: ValueNode | undefined })
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
  /** The notebook's events with the releases of the registry, or the notebook's claims. */
  | (Span & { readonly kind: 'events' | 'claims' })
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
  | (Span & { readonly kind: 'cumulative' | 'max' | 'min' | 'leader' })
  | (Span & { readonly kind: 'top'; readonly count: Count | undefined })
  /** Without a set, of everything that is shown. */
  | (Span & { readonly kind: 'count' | 'sum'; readonly set: SetNode | undefined })
  | (Span & { readonly kind: 'moving-average'; readonly stretch: Stretch | undefined })
  | (Span & { readonly kind: Comparing; readonly stretch: Stretch | undefined })
  /** `rank`, or with a stretch `rank change over 4 weeks`. */
  | (Span & { readonly kind: 'rank'; readonly change: Stretch | undefined })
  | (Span & { readonly kind: 'index'; readonly to: Quantity | undefined; readonly at: Period | undefined })
  | (Span & {
      readonly kind: 'periods';
      readonly operator: Comparison | undefined;
      readonly quantity: Quantity | undefined;
    })
  | (Span & { readonly kind: 'fill'; readonly with: 'zero' | 'carry' | undefined });

export const CHART_KINDS = [
  ...(['line', 'area', 'bar', 'column', 'donut', 'table', 'number'] as const),
  ...(['bump', 'slope', 'scatter', 'timeline', 'treemap', 'heatmap'] as const),
] as const;
export type ChartKindName = (typeof CHART_KINDS)[number];

export interface ChartNode extends Span {
  readonly kind: ChartKindName | undefined;
  readonly kindSpan: Span;
  readonly colorBy: Name | undefined;
  readonly title: Text | undefined;
  readonly stacked: boolean;
  readonly normalized: boolean;
  readonly log: boolean;
  readonly labels: boolean;
  readonly mark: readonly ('events' | 'crossings')[];
}

export interface QueryNode extends Span {
  readonly kind: 'query';
  readonly subject: SubjectNode;
  readonly for: ForNode | undefined;
  readonly by: readonly Name[];
  readonly within: readonly UniverseNode[];
  readonly where: readonly ConditionNode[];
  /** The word `where` itself. */
  readonly whereWord: Span | undefined;
  readonly grain: (Span & { readonly grain: Grain }) | undefined;
  readonly window: WindowNode | undefined;
  readonly using: Name | undefined;
  readonly partial: boolean;
  readonly sustained: Stretch | undefined;
  readonly stealth: 'listed' | 'revealed';
  readonly steps: readonly StepNode[];
  readonly chart: ChartNode | undefined;
}

/** Role → column, as written after `columns`. */
export interface ColumnPair {
  readonly role: Name;
  readonly column: Name | Text | undefined;
}

export const UNITS = ['ones', 'thousands', 'millions', 'billions', 'trillions', 'usd'] as const;
export type UnitName = (typeof UNITS)[number];

export const DATE_ORDERS = ['day-first', 'month-first'] as const;
export type DateOrderName = (typeof DATE_ORDERS)[number];

export const DECIMAL_MARKS = ['comma', 'point'] as const;
export type DecimalMarkName = (typeof DECIMAL_MARKS)[number];

/** What stands between the cells of a file, by the word for it. */
export const SEPARATOR_WORDS = { commas: ',', semicolons: ';', tabs: '\t', bars: '|' } as const;
export type SeparatorWord = keyof typeof SEPARATOR_WORDS;
export type SeparatorMark = (typeof SEPARATOR_WORDS)[SeparatorWord];

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type EncodingName = (typeof ENCODINGS)[number];

/** `lists top 10` is 10; `lists all` says that the file holds everything. */
export interface Listed extends Span {
  readonly kind: 'listed';
  readonly value: number | 'all';
}

export interface AttachNode extends Span {
  readonly kind: 'attach';
  readonly name: Name | undefined;
  readonly file: Text | undefined;
  readonly columns: readonly ColumnPair[];
  /** `wide by model`: a column for each member of this dimension. */
  readonly wide: Name | undefined;
  /** The grain of the data, and the weekday on which its weeks start. */
  readonly every: (Span & { readonly grain: Grain; readonly from: Weekday | undefined }) | undefined;
  /** `dates day-first`: how to read dates such as 02/09/2026. */
  readonly dates: (Span & { readonly order: DateOrderName | undefined }) | undefined;
  /** `separated by tabs`: what stands between the cells. */
  readonly separated: (Span & { readonly separator: SeparatorMark | undefined }) | undefined;
  /** `encoding "windows-1252"`: how the bytes of the file stand for letters; `text` is as written. */
  readonly encoding:
    (Span & { readonly text: string; readonly encoding: EncodingName | undefined }) | undefined;
  /** `decimal comma`: the mark before the decimals of all numbers. */
  readonly decimal: (Span & { readonly mark: DecimalMarkName | undefined }) | undefined;
  /** `unit tokens = billions`: in what a column counts. */
  readonly units: readonly (Span & { readonly column: Name; readonly unit: UnitName | undefined })[];
  /** The word by which the file calls its lump row. */
  readonly other: Text | undefined;
  readonly lists: Listed | undefined;
  /** The dataset whose totals say what a top list leaves out. */
  readonly rest: Name | undefined;
  /** The last period that the file holds completely. */
  readonly complete: Period | undefined;
  /** The hash of the file's bytes that the notebook was written for. */
  readonly sha256: Text | undefined;
  readonly cite: Text | undefined;
}

/** Rows that overlay the built-in registry. */
export interface RegistryNode extends Span {
  readonly kind: 'registry';
  readonly file: Text | undefined;
  readonly columns: readonly ColumnPair[];
}

export type Operator = '+' | '-' | '*' | '/';

/** Arithmetic of a measure: columns of the dataset, attributes of its models, and plain numbers. */
export type ExpressionNode =
  | (Span & { readonly kind: 'operand'; readonly name: Name })
  | (Span & { readonly kind: 'constant'; readonly quantity: Quantity })
  | (Span & {
      readonly kind: 'operation';
      readonly operator: Operator;
      readonly left: ExpressionNode | undefined;
      readonly right: ExpressionNode | undefined;
    });

export interface MeasureNode extends Span {
  readonly kind: 'measure';
  readonly name: Name | undefined;
  readonly expression: ExpressionNode | undefined;
}

/** A query with a name, to be asked again with further clauses. */
export interface LetNode extends Span {
  readonly kind: 'let';
  readonly name: Name | undefined;
  readonly query: QueryNode | undefined;
}

/** How much a computed figure may differ from a published one, in the figure's own unit. */
export interface BoundNode extends Span {
  readonly modifier: 'about' | 'nearly' | Comparison | undefined;
  readonly quantity: Quantity | undefined;
  readonly tolerance: Quantity | undefined;
}

/** The published figure that a claim is held against. */
export type ExpectNode =
  | (Span & { readonly kind: 'figure'; readonly bound: BoundNode })
  | (Span & {
      readonly kind: 'figures';
      readonly each: readonly { readonly item: Item; readonly bound: BoundNode | undefined }[];
    })
  | (Span & { readonly kind: 'length'; readonly stretch: Stretch })
  | (Span & { readonly kind: 'date'; readonly period: Period })
  | (Span & { readonly kind: 'member'; readonly item: Item })
  | (Span & {
      readonly kind: 'between';
      readonly low: Quantity | undefined;
      readonly high: Quantity | undefined;
    })
  | (Span & {
      readonly kind: 'from-to';
      readonly from: Quantity;
      readonly to: Quantity | undefined;
      readonly tolerance: Quantity | undefined;
    });

export interface ClaimNode extends Span {
  readonly kind: 'claim';
  readonly sentence: Text | undefined;
  readonly query: QueryNode | undefined;
  readonly expect: ExpectNode | undefined;
  readonly source: Text | undefined;
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

export type StatementNode =
  | AttachNode
  | RegistryNode
  | GroupNode
  | MeasureNode
  | LetNode
  | EventNode
  | ClaimNode
  | QueryNode
  | UnreadableNode;

/** What could have been written at some place: for completion, and for messages. */
export type Expectation =
  | { readonly kind: 'keyword'; readonly word: string }
  | { readonly kind: 'dataset' | 'dimension' | 'column' | 'measure' | 'item' | 'term' }
  | { readonly kind: 'file' | 'text' | 'count' | 'quantity' | 'period' | 'grain' | 'new-name' | 'operand' }
  | { readonly kind: 'encoding' };

export interface Parsed {
  readonly statement: StatementNode;
  readonly diagnostics: readonly Diagnostic[];
}

export interface Tree {
  readonly statements: readonly Parsed[];
}
