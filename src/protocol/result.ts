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

/**
 * What a value counts. `fraction` is a share of its universe, `points` a difference of two shares, `growth` a difference
 * divided by what it started from, `rank` a place (1 is the largest), `places` how many places a rank has risen.
 */
export const Unit = z.enum([
  'tokens',
  'usd',
  'fraction',
  'points',
  'ratio',
  'number',
  'buckets',
  'growth',
  'rank',
  'places',
]);
export type Unit = z.infer<typeof Unit>;

export const ChartKind = z.enum([
  'line',
  'area',
  'bar',
  'column',
  'donut',
  'table',
  'number',
  'bump',
  'slope',
  'scatter',
  'timeline',
  'treemap',
  'heatmap',
]);
export type ChartKind = z.infer<typeof ChartKind>;

/**
 * A value with what is known about its error: it lies between `low` and `high` whatever the source's `other` row holds. A
 * number of periods that may be any larger has no `high`.
 */
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
export const Series = z.object({
  member: Member,
  values: z.array(Measured),
  /** Over time: the small chart that it stands in, where a figure is split by two dimensions. */
  panel: z.optional(Member),
});
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
  /** First and last day, YYYY-MM-DD, both included; equal where it happened on one day. */
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
  /** The axis of values is logarithmic: equal distances are equal factors. Never together with stacking. */
  log: z.optional(z.boolean()),
  /** The value is written at every mark. */
  labels: z.optional(z.boolean()),
};

/**
 * Categories are calendar buckets: one series for each member. A `bump` has values of unit rank, drawn with 1 on top; a
 * `slope` has two buckets; a `heatmap` is a row of cells for each series.
 */
export const TimeFigure = z.object({
  ...Common,
  axis: z.literal('time'),
  kind: z.enum(['line', 'area', 'column', 'bar', 'bump', 'slope', 'heatmap']),
  grain: z.enum(['day', 'week', 'month', 'quarter', 'year']),
  buckets: z.array(Bucket),
  /** What is drawn of the figures, in words, where it is not all: `the 11 largest of 86, and the others together`. */
  extract: z.optional(z.string()),
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

/** One point for each member: one value to the right, another one up. */
export const PlaneFigure = z.object({
  axis: z.literal('plane'),
  kind: z.literal('scatter'),
  x: z.object({ label: z.string(), unit: Unit }),
  y: z.object({ label: z.string(), unit: Unit }),
  points: z.array(z.object({ member: Member, x: Measured, y: Measured })),
  /** Both axes are logarithmic. */
  log: z.optional(z.boolean()),
});
export type PlaneFigure = z.infer<typeof PlaneFigure>;

/** What happened when: one mark for each event, in the rows of its kinds, oldest first. */
export const EventFigure = z.object({
  axis: z.literal('events'),
  kind: z.literal('timeline'),
  /** The stretch of the calendar that is drawn, YYYY-MM-DD. */
  start: z.string(),
  end: z.string(),
  events: z.array(
    z.object({
      ...Event.shape,
      /** `event` is the notebook's own, the others are the registry's. */
      type: z.enum(['event', 'release', 'reveal']),
      /** The lab, or the model, that it is about. */
      member: z.optional(Member),
    }),
  ),
});
export type EventFigure = z.infer<typeof EventFigure>;

/** Areas inside areas: each node is a part of its parent, and a parent is the sum of its parts. */
export const TreeFigure = z.object({
  axis: z.literal('tree'),
  kind: z.literal('treemap'),
  unit: Unit,
  /** Names of the levels, from the outside in: country, lab, model. */
  levels: z.array(z.string()),
  nodes: z.array(
    z.object({
      id: z.string(),
      /** The id of the node around it; absent at the outermost level. */
      parent: z.optional(z.string()),
      member: Member,
      measured: Measured,
      /** Of the whole that is drawn, 0–1. */
      share: z.number(),
    }),
  ),
});
export type TreeFigure = z.infer<typeof TreeFigure>;

export const Figure = z.discriminatedUnion('axis', [
  TimeFigure,
  MemberFigure,
  NumberFigure,
  PlaneFigure,
  EventFigure,
  TreeFigure,
]);
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

/**
 * What a published figure comes to. `holds`: the computed value rounds or truncates to it; `off`: it does not;
 * `undecided`: what `other` may hold decides; `impossible`: it cannot be computed from these data.
 */
export const Verdict = z.object({
  kind: z.enum(['holds', 'off', 'undecided', 'impossible']),
  /** In words, complete: `off by −10.5pp`. */
  text: z.string(),
  /** Why, in a sentence: how it was rounded, which bound turns it, what is missing. */
  reason: z.string(),
});
export type Verdict = z.infer<typeof Verdict>;

/** Where a published value and the computed one stand on one scale, in base units. */
export const Scale = z.object({
  /** Which of several values: `start` or `end` of a change; empty where there is one. */
  label: z.string(),
  unit: Unit,
  /** The values that read as published, edges included; an end is absent where it is open, as of `> 50%`. */
  published: z.object({ low: z.optional(z.number()), high: z.optional(z.number()) }),
  computed: Measured,
});
export type Scale = z.infer<typeof Scale>;

/** One published figure of a claim against the computed one. */
export const Checked = z.object({
  /** Whose figure, where a claim has several. */
  label: z.string(),
  /** As it was written: `about 18T`. */
  published: z.string(),
  /** As computed, in words with its bounds: `50.5% (50.5%–58.1%)`. */
  computed: z.string(),
  verdict: Verdict,
  /** Absent where there is nothing to measure: dates, names, `!=`, and what cannot be computed. */
  scales: z.optional(z.array(Scale)),
});
export type Checked = z.infer<typeof Checked>;

/** One station on the way from a query as asked to another reading of it. */
export const Station = z.object({
  /** What is read differently from here on; `asked` is where the way begins. */
  kind: z.enum(['asked', 'universe', 'sides', 'period', 'stealth', 'dataset']),
  /** The same in the words of the language: `within known`, `in 2026-W24`; of `asked`, its universe. */
  change: z.string(),
  /** The whole query as it reads here. */
  query: z.string(),
  /** What it gives, one value for each side. */
  values: z.array(Measured),
  /** Everything that the universe holds in the period: what a share divides by. null where nothing can be added up. */
  counted: z.nullable(z.number()),
});
export type Station = z.infer<typeof Station>;

/** Why a figure differs from another one: the way between two readings, one thing changed at a time. */
export const Path = z.object({
  sides: z.array(z.object({ label: z.string(), unit: Unit })),
  /** The unit of `counted`. */
  measure: Unit,
  stations: z.array(Station),
});
export type Path = z.infer<typeof Path>;

/** Other readings of a claim that does not hold: how many were tried, and under which the figure holds. */
export const Readings = z.object({
  tried: z.number(),
  holding: z.array(
    z.object({
      /** What is read differently, in the words of the language: `within known`, `in 2026-W24`. One or two. */
      changes: z.array(z.string()),
      /** The query of the reading. */
      query: z.string(),
      /** What it gives, in words. */
      computed: z.string(),
      /** How it comes to differ from what was asked; absent where what is asked is no figure, as of a date. */
      path: z.optional(Path),
    }),
  ),
});
export type Readings = z.infer<typeof Readings>;

/** A published sentence, held against the data. */
export const Claim = z.object({
  sentence: z.string(),
  source: z.optional(z.string()),
  verdict: Verdict,
  figures: z.array(Checked),
  /** Absent where the claim holds as it is. */
  readings: z.optional(Readings),
});
export type Claim = z.infer<typeof Claim>;

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
  /** Set if the query is that of a claim. */
  claim: z.optional(Claim),
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
