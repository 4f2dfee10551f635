/**
 * The typed result of one query: what travels from the evaluator to the notebook's renderer, the command line and files.
 *
 * Everything here is data in base units (tokens as plain numbers, shares as fractions between 0 and 1); how a figure
 * reads is decided in one place, `format.ts`. The renderer trusts nothing it has not parsed with these schemas.
 */
import * as z from 'zod/mini';

// zod's generated checkers need `new Function`, which the notebook's webview and web hosts may forbid.
z.config({ jitless: true });

export const MIME = 'application/vnd.tokshare.result+json';

/** Raised when a payload changes so that an older renderer would misread it. */
export const VERSION = 1;

/** What a value counts. `fraction` is a share of its universe, `points` a difference of two shares. */
export const Unit = z.enum(['tokens', 'usd', 'fraction', 'points', 'ratio', 'number', 'buckets']);
export type Unit = z.infer<typeof Unit>;

export const ChartKind = z.enum(['line', 'area', 'bar', 'column', 'donut', 'table', 'number']);
export type ChartKind = z.infer<typeof ChartKind>;

/** A value with what is known about its error: it lies between `low` and `high` whatever the source's `other` row holds. */
export const Measured = z.object({
  value: z.nullable(z.number()),
  low: z.optional(z.number()),
  high: z.optional(z.number()),
});
export type Measured = z.infer<typeof Measured>;

/**
 * One series, bar or slice. `named` members are ranked and coloured; the three words for the remainder are drawn in
 * grey: `rest` is what a `top N` leaves, `unknown` a named model without a country, `other` the source's lump row.
 */
export const Member = z.object({
  key: z.string(),
  label: z.string(),
  kind: z.enum(['named', 'rest', 'unknown', 'other']),
  /** What its colour stands for, such as `country:CN`: equal hues are drawn in one colour in every cell of a notebook. */
  hue: z.object({ key: z.string(), label: z.string() }),
  lab: z.optional(z.string()),
  country: z.optional(z.string()),
});
export type Member = z.infer<typeof Member>;

/** One step of the calendar. `start` and `end` are its first and last day, YYYY-MM-DD, both included. */
export const Bucket = z.object({
  key: z.string(),
  label: z.string(),
  start: z.string(),
  end: z.string(),
  partial: z.boolean(),
});
export type Bucket = z.infer<typeof Bucket>;

/** The value of one member (or of one named value) for each category of the figure, in the categories' order. */
export const Series = z.object({ member: Member, values: z.array(Measured) });
export type Series = z.infer<typeof Series>;

/** A bucket in which one side passes the other. `undecided`: the sign does not survive the bounds of `other`. */
export const Crossing = z.object({
  bucket: z.string(),
  /** Set when data are missing just before: the crossing lies between this bucket and `bucket`. */
  after: z.optional(z.string()),
  /** What happens there: `CN passes US`, `CN falls below 50%`. */
  text: z.string(),
  /** The two sides in that bucket, the new leader first; of a threshold, the side and the threshold. */
  values: z.tuple([Measured, Measured]),
  status: z.enum(['decided', 'undecided', 'unconfirmed']),
});
export type Crossing = z.infer<typeof Crossing>;

export const Event = z.object({
  start: z.string(),
  end: z.string(),
  label: z.string(),
  source: z.optional(z.string()),
});
export type Event = z.infer<typeof Event>;

const Common = {
  unit: Unit,
  series: z.array(Series),
  /** The series are put on each other (an area always): they are parts of a sum, or the analyst asked for it. */
  stacked: z.boolean(),
  /** Stacked up to 100% of what is shown. */
  normalized: z.boolean(),
};

/** Categories are calendar buckets: one series for each member. */
export const TimeFigure = z.object({
  ...Common,
  axis: z.literal('time'),
  kind: z.enum(['line', 'area', 'column', 'bar']),
  grain: z.enum(['day', 'week', 'month', 'quarter', 'year']),
  buckets: z.array(Bucket),
  crossings: z.array(Crossing),
  events: z.array(Event),
});
export type TimeFigure = z.infer<typeof TimeFigure>;

/** Categories are members: one series for each value, or for each member of a second dimension. */
export const MemberFigure = z.object({
  ...Common,
  axis: z.literal('members'),
  kind: z.enum(['bar', 'column', 'donut']),
  members: z.array(Member),
});
export type MemberFigure = z.infer<typeof MemberFigure>;

/** Large figures in words: label, value, and a remark such as "at least". */
export const NumberFigure = z.object({
  axis: z.literal('none'),
  kind: z.literal('number'),
  items: z.array(
    z.object({ label: z.string(), unit: Unit, measured: Measured, remark: z.optional(z.string()) }),
  ),
});
export type NumberFigure = z.infer<typeof NumberFigure>;

export const Figure = z.discriminatedUnion('axis', [TimeFigure, MemberFigure, NumberFigure]);
export type Figure = z.infer<typeof Figure>;

export const TextCell = z.object({ key: z.string(), label: z.string() });
export const Cell = z.union([Measured, TextCell]);
export type Cell = z.infer<typeof Cell>;

export const Column = z.object({
  name: z.string(),
  label: z.string(),
  /** The unit of a column of values; absent for a column of words (dimensions, periods, directions). */
  unit: z.optional(Unit),
});
export type Column = z.infer<typeof Column>;

/** `muted` rows are rest, unknown and other; `partial` ones cover only a part of their bucket. */
export const Row = z.object({
  cells: z.array(Cell),
  muted: z.optional(z.boolean()),
  partial: z.optional(z.boolean()),
});
export type Row = z.infer<typeof Row>;

export const Table = z.object({ columns: z.array(Column), rows: z.array(Row) });
export type Table = z.infer<typeof Table>;

/** What the figures are shares of, and of when: printed with every result. */
export const Caption = z.object({
  /** The whole caption in one line: `CN / all tokens · other 7.1% · 2026-W11 (9–15 Mar) · by_lab`. */
  text: z.string(),
  universe: z.string(),
  period: z.string(),
  dataset: z.string(),
  /** How the data ask to be cited, if the attach statement says so. */
  source: z.optional(z.string()),
});
export type Caption = z.infer<typeof Caption>;

export const Result = z.object({
  tokshare: z.literal(VERSION),
  query: z.string(),
  title: z.string(),
  caption: Caption,
  /** The finding in one sentence, for readers who cannot see the chart. */
  summary: z.string(),
  /** Remarks that a careful reader should have: warnings about the reading, ties at a cut, missing buckets. */
  notes: z.array(z.string()),
  /** What is drawn; absent when the query asks for a table. */
  figure: z.optional(Figure),
  table: Table,
});
export type Result = z.infer<typeof Result>;

/** What a renderer makes of unknown bytes: the result, or why it cannot be shown, in the reader's words. */
export function parseResult(value: unknown): { ok: true; result: Result } | { ok: false; message: string } {
  const version = (value as { tokshare?: unknown } | null)?.tokshare;
  if (typeof version === 'number' && version > VERSION) {
    return {
      ok: false,
      message: `This result was written by a newer tokshare (format ${String(version)}; this one reads ${String(VERSION)}). Update the extension, or run the cell again.`,
    };
  }
  const parsed = Result.safeParse(value);
  if (parsed.success) return { ok: true, result: parsed.data };
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  return { ok: false, message: `This result cannot be read (at "${where}"). Run the cell again.` };
}
