/** Bound query → result: the cube is counted once, everything after it is a function of the cube. */
import type { Diagnostic } from '../language/diagnostics';
import { scan } from '../language/scanner';
import { lumpTest } from '../data/dataset';
import { formatValue } from '../protocol/format';
import {
  VERSION,
  type Cell,
  type Column,
  type Crossing,
  type Figure,
  type Measured,
  type Result,
  type Row,
  type Table,
} from '../protocol/result';
import type { BoundQuery, BoundSubject } from './bound';
import { captionOf } from './caption';
import { figureOf, overlapNote, Refusal, shortName, bucketOf, eventsIn } from './figure';
import { buildFrame, count, isNamed, TIE, totalOf, type Counted, type Frame, type FrameValue } from './frame';
import { named } from './dimensions';
import { buildRace, crossingsOf, streakOf, type Race } from './race';
import type { Scope } from './scope';
import { SummedScores } from './scores';
import { applyStep } from './steps';

export type Evaluation = { readonly result: Result } | { readonly error: Diagnostic };

/** Evaluates a bound query. `source` is the text of its cell, from which the query's own words are quoted. */
export function evaluate(query: BoundQuery, scope: Scope, source: string): Evaluation {
  try {
    const counted = count(query);
    checkSides(query, counted);
    const { subject } = query;
    const answer =
      subject.kind === 'crossing' || subject.kind === 'streak'
        ? raceAnswer(query, subject, counted, scope)
        : frameAnswer(query, counted, scope);
    const words = source.slice(query.node.start, query.node.end);
    return {
      result: {
        tokshare: VERSION,
        query: words,
        title: query.chart?.title?.text ?? titleOf(query, source),
        caption: captionOf(query, counted),
        ...answer,
        notes: [
          ...new Set([
            ...query.time.notes,
            ...blankNotes(query),
            ...emptyNotes(query, counted),
            ...answer.notes,
          ]),
        ],
      },
    };
  } catch (error) {
    const { start, end } = query.node;
    if (error instanceof Refusal) return { error: error.diagnostic };
    if (error instanceof SummedScores) return { error: summedScores(query, error.rows) };
    // A sum that would lose digits: said where the query stands.
    if (error instanceof RangeError)
      return { error: { start, end, severity: 'error', code: 'inexact', message: error.message } };
    throw error;
  }
}

function summedScores(query: BoundQuery, rows: number): Diagnostic {
  const { start, end } = query.node.subject;
  const label = query.values.find((value) => !value.additive)?.label ?? '';
  const message = `${label} does not add up, and ${rows} rows would be summed into one figure. Split them, such as \`by model\`, or name one period.`;
  return { start, end, severity: 'error', code: 'score-summed', message };
}

/** Two sides are held against each other only if no model is on both. */
function checkSides(query: BoundQuery, counted: Counted): void {
  const { subject } = query;
  const pairs = query.values.flatMap((value) =>
    value.kind === 'ratio' || value.kind === 'gap' ? [[value.left, value.right] as const] : [],
  );
  if ((subject.kind === 'crossing' || subject.kind === 'streak') && !('threshold' in subject.right)) {
    pairs.push([subject.left, subject.right]);
  }
  for (const [left, right] of pairs) {
    const shared = counted.first.cube.keys.find((key) => left.test(key) && right.test(key));
    if (!shared) continue;
    const { start, end } = query.node.subject;
    const message = `${left.label} and ${right.label} overlap (${shared.identity ?? 'some rows'} is on both sides), so neither can lead the other. For a part of a whole, write \`share of tokens for ${left.label} within ${right.label}\`.`;
    throw new Refusal({ start, end, severity: 'error', code: 'sides-overlap', message });
  }
}

interface Answer {
  readonly summary: string;
  readonly notes: readonly string[];
  readonly figure?: Figure;
  readonly table: Table;
}

/** Without a title the query itself says what is shown, without its dataset and chart (the caption names them). */
function titleOf(query: BoundQuery, source: string): string {
  const { node } = query;
  const tokens = scan(source, node.start, node.chart?.start ?? node.end);
  const name = tokens.findIndex((token) => token.start === node.using?.start);
  let text = '';
  let end = node.start;
  for (const [index, token] of tokens.entries()) {
    if (token.start > end) text += ' ';
    end = token.end;
    if (name < 0 || (index !== name && index !== name - 1)) text += source.slice(token.start, token.end);
  }
  return text.replace(/ +/g, ' ').trim();
}

/** How much a condition leaves out because the registry does not know the attribute, of all named rows of the period. */
function blankNotes(query: BoundQuery): string[] {
  const [value] = query.values;
  if (!query.where || !value?.additive) return [];
  const { values } = value.measure;
  const { time, rows } = query.dataset;
  const isLump = lumpTest(query.dataset);
  return query.where.unknown.flatMap(({ attribute, test }) => {
    let [all, blank] = [0, 0];
    for (let row = 0; row < rows; row++) {
      const bucket = time?.buckets[row] ?? 0;
      const size = values[row] ?? NaN;
      const inside = bucket >= query.time.dataFrom && bucket < query.time.dataTo;
      if (!inside || Number.isNaN(size) || isLump(row)) continue;
      all += size;
      if (test(row)) blank += size;
    }
    if (blank === 0) return [];
    return [
      `Left out: models of unknown ${attribute}, ${formatValue(blank / all, 'fraction')} of all named ${value.label.replace(/^share of /, '')}.`,
    ];
  });
}

function emptyNotes(query: BoundQuery, counted: Counted): string[] {
  const empty = [...counted.cubes.values()].reduce((sum, { cube }) => Math.max(sum, cube.emptyCells), 0);
  const notes =
    empty > 0
      ? [
          `${empty} rows have an empty cell for ${query.values[0]?.label ?? 'the value'}: they are missing, not zero.`,
        ]
      : [];
  if (counted.first.universe.ties) notes.push(TIE);
  return notes;
}

// --- values and rankings ----------------------------------------------------------------------------------------------

function frameAnswer(query: BoundQuery, counted: Counted, scope: Scope): Answer {
  let frame = buildFrame(query, counted);
  for (const step of query.steps) frame = applyStep(step, frame, query, counted);
  const notes = [...frame.notes];
  if (frame.rows.length === 0) notes.push('Nothing matches: the universe or the conditions leave no row.');
  const { label } = query.set;
  const nobody =
    !query.set.everything && query.values.every((value) => value.kind === 'sum' || value.kind === 'share');
  if (nobody && frame.rows.every((row) => totalOf(query, row) === 0))
    notes.push(`No row of the universe and the period belongs to ${label}.`);
  const figure = frame.rows.length === 0 ? undefined : figureOf(query, frame, scope);
  const overlap = overlapNote(frame, figure);
  if (overlap !== undefined) notes.push(overlap);
  return {
    summary: summaryOf(query, frame, figure),
    notes,
    ...(figure ? { figure } : {}),
    table: tableOf(query, frame),
  };
}

function tableOf(query: BoundQuery, frame: Frame): Table {
  const { time } = query;
  const series = time.mode === 'series';
  const columns: Column[] = [
    ...(series ? [{ name: 'period', label: time.grain }] : []),
    ...frame.dimensions.map((name) => ({ name, label: name })),
    ...frame.values.map(({ name, label, unit }) => ({ name, label, unit })),
  ];
  const shown = time.buckets.slice(time.first);
  const rows: Row[] = shown.flatMap((bucket, offset) =>
    frame.rows.flatMap((row): Row[] => {
      const measured = frame.values.map(
        (_, value): Measured => row.cells[value]?.[time.first + offset] ?? { value: null },
      );
      // Out of a ranking in this bucket: not a row of it.
      if (
        query.subject.kind !== 'values' &&
        measured.every((each) => each.value === null) &&
        bucket.covered > 0
      )
        return [];
      const cells: Cell[] = [
        ...(series ? [{ key: bucket.key, label: `${bucket.key} (${bucket.label})` }] : []),
        ...row.members.map((member) => ({ key: member.key, label: member.label })),
        ...measured,
      ];
      return [
        {
          cells,
          ...(isNamed(row) ? {} : { muted: true }),
          ...(bucket.whole || time.mode === 'snapshot' || bucket.covered === 0 ? {} : { partial: true }),
        },
      ];
    }),
  );
  return { columns, rows };
}

const MOST_IN_SUMMARY = 5;

/** The finding in a sentence: the largest few, and over time their first and last values. */
function summaryOf(query: BoundQuery, frame: Frame, figure: Figure | undefined): string {
  const { time } = query;
  const [value] = frame.values;
  if (!value || frame.rows.length === 0) return 'No figures.';
  const shown = frame.rows.slice(0, MOST_IN_SUMMARY);
  const more = frame.rows.length > shown.length ? ` · and ${frame.rows.length - shown.length} more` : '';
  const name = (row: Frame['rows'][number]): string =>
    row.members.length === 0 ? '' : `${row.members.map(shortName).join(' · ')} `;
  const text = (row: Frame['rows'][number], bucket: number, { unit }: FrameValue, index: number): string =>
    formatValue(row.cells[index]?.[bucket]?.value ?? null, unit);
  if (time.mode !== 'series') {
    return (
      shown
        .map(
          (row) =>
            name(row) + frame.values.map((each, index) => text(row, time.first, each, index)).join(', '),
        )
        .join(' · ') + more
    );
  }
  const last = time.buckets.length - 1;
  const span = `${time.buckets[time.first]?.key ?? ''} to ${time.buckets[last]?.key ?? ''}: `;
  const series =
    shown
      .map((row) => `${name(row)}${text(row, time.first, value, 0)} → ${text(row, last, value, 0)}`)
      .join(' · ') + more;
  const marks =
    figure?.axis === 'time'
      ? figure.crossings.map((each) => `${each.text} in ${each.bucket}`).join('; ')
      : '';
  return span + series + (marks === '' ? '' : `. ${marks}`);
}

// --- crossings and streaks ---------------------------------------------------------------------------------------------

type RaceSubject = Extract<BoundSubject, { kind: 'crossing' | 'streak' }>;

/** `CN passes US`; of a threshold, `CN rises above 50%`. */
function crossingText(subject: RaceSubject, direction: 1 | -1): string {
  const [left, right] = [subject.left.label, subject.right.label];
  if ('threshold' in subject.right)
    return `${left} ${direction > 0 ? 'rises above' : 'falls below'} ${right}`;
  return direction > 0 ? `${left} passes ${right}` : `${right} passes ${left}`;
}

function raceAnswer(query: BoundQuery, subject: RaceSubject, counted: Counted, scope: Scope): Answer {
  const race = buildRace(query, subject, counted);
  return subject.kind === 'crossing'
    ? crossingAnswer(query, subject, race, scope)
    : streakAnswer(query, subject, race);
}

function crossingAnswer(
  query: BoundQuery,
  subject: Extract<RaceSubject, { kind: 'crossing' }>,
  race: Race,
  scope: Scope,
): Answer {
  const { buckets } = query.time;
  const [left, right] = [subject.left.label, subject.right.label];
  const unit = query.values[0]?.unit ?? 'number';
  const found = crossingsOf(query, subject, race);
  const crossings = found.map((each): Crossing => {
    const values = [
      race.left[each.index] ?? { value: null },
      race.right[each.index] ?? { value: null },
    ] as const;
    return {
      bucket: buckets[each.index]?.key ?? '',
      ...(each.after === undefined ? {} : { after: buckets[each.after]?.key ?? '' }),
      text: crossingText(subject, each.direction),
      values:
        each.direction > 0 || 'threshold' in subject.right ? [values[0], values[1]] : [values[1], values[0]],
      status: each.status,
    };
  });
  const gaps = crossings.some((each) => each.after !== undefined);
  const table: Table = {
    columns: [
      { name: 'period', label: query.time.grain },
      { name: 'direction', label: 'who passes whom' },
      { name: left, label: left, unit },
      { name: right, label: right, unit },
      { name: 'status', label: 'status' },
      ...(gaps ? [{ name: 'after', label: 'no data since' }] : []),
    ],
    rows: found.map((each, index) => {
      const crossing = crossings[index];
      const bucket = buckets[each.index];
      const when =
        crossing?.after === undefined
          ? `${bucket?.key ?? ''} (${bucket?.label ?? ''})`
          : `between ${crossing.after} and ${bucket?.key ?? ''}`;
      const direction = crossing?.text ?? '';
      return {
        cells: [
          { key: bucket?.key ?? '', label: when },
          { key: direction, label: direction },
          race.left[each.index] ?? { value: null },
          race.right[each.index] ?? { value: null },
          { key: each.status, label: each.status },
          ...(gaps ? [{ key: crossing?.after ?? '', label: crossing?.after ?? '' }] : []),
        ],
      };
    }),
  };
  const notes: string[] = [];
  if (crossings.some((each) => each.status === 'undecided'))
    notes.push(
      'Undecided: what the source lumps into “other” could turn the lead before or after the crossing.',
    );
  if (crossings.some((each) => each.status === 'unconfirmed'))
    notes.push(
      `Unconfirmed: the data end before the new lead has lasted ${query.sustained} ${query.time.grain}s.`,
    );
  const none = noCrossing(subject, race, query.time.first);
  if (crossings.length === 0) notes.push(none);
  const summary =
    crossings.length === 0 ? none : crossings.map((each) => crossingSentence(each, unit)).join(' · ');
  return { summary, notes, ...figureOfRace(query, subject, race, crossings, scope), table };
}

/** Why there is no crossing: somebody led all the time, or the lead changed only the other way. */
function noCrossing(subject: RaceSubject, race: Race, first: number): string {
  const [left, right] = [subject.left.label, subject.right.label];
  const signs = new Set(
    race.differences.slice(first).flatMap(({ value }) => (value === null ? [] : [Math.sign(value)])),
  );
  const [above, below] = 'threshold' in subject.right ? ['is above', 'is below'] : ['leads', 'is behind'];
  if (!signs.has(-1) && signs.has(1)) return `No crossing: ${left} ${above} ${right} in the whole period.`;
  if (!signs.has(1) && signs.has(-1)) return `No crossing: ${left} ${below} ${right} in the whole period.`;
  return `No crossing: ${left} does not pass ${right} in this period.`;
}

function crossingSentence(each: Crossing, unit: FrameValue['unit']): string {
  const when = each.after === undefined ? `in ${each.bucket}` : `between ${each.after} and ${each.bucket}`;
  const status = each.status === 'decided' ? '' : `, ${each.status}`;
  return `${each.text} ${when} (${formatValue(each.values[0].value, unit)} to ${formatValue(each.values[1].value, unit)}${status})`;
}

function figureOfRace(
  query: BoundQuery,
  subject: RaceSubject,
  race: Race,
  crossings: Crossing[],
  scope: Scope,
): { figure?: Figure } {
  const kind = query.chart?.kind ?? 'line';
  if (kind === 'table') return {};
  if (kind === 'donut' || kind === 'bar' || kind === 'number' || kind === 'area') {
    const at = query.chart?.kindSpan ?? query.node;
    throw new Refusal({
      start: at.start,
      end: at.end,
      severity: 'error',
      code: 'chart-refused',
      message: 'A crossing is seen in two lines; draw it `as line` (the default), `as column` or `as table`.',
      fixes: [{ start: at.start, end: at.end, title: 'Draw it as line', text: 'line' }],
    });
  }
  const { time } = query;
  const shown = time.buckets.slice(time.first);
  const member = (side: RaceSubject['right'], label: string): ReturnType<typeof named> => {
    if ('threshold' in side) return named('threshold', label, label);
    const [item, ...more] = side.items;
    return item && more.length === 0 ? item.member : named('set', label, label);
  };
  const [left, right] = [subject.left.label, subject.right.label];
  return {
    figure: {
      axis: 'time',
      kind,
      unit: query.values[0]?.unit ?? 'number',
      grain: time.grain,
      buckets: shown.map(bucketOf),
      series: [
        { member: member(subject.left, left), values: race.left.slice(time.first) },
        { member: member(subject.right, right), values: race.right.slice(time.first) },
      ],
      stacked: false,
      normalized: false,
      crossings,
      events: query.chart?.mark.includes('events') === true ? eventsIn(scope, shown) : [],
    },
  };
}

function streakAnswer(
  query: BoundQuery,
  subject: Extract<RaceSubject, { kind: 'streak' }>,
  race: Race,
): Answer {
  const [left, right] = [subject.left.label, subject.right.label];
  const { length, atLeast, decided, shortest, longest, end } = streakOf(race);
  const last = query.time.buckets[end];
  const since = query.time.buckets[end + 1 - length];
  const unit = `${query.time.grain}${length === 1 ? '' : 's'}`;
  const remark = `${atLeast ? 'at least ' : ''}${length} ${unit} in a row`;
  const summary =
    length === 0
      ? `${left} does not lead ${right} in ${last?.key ?? ''}.`
      : `${left} leads ${right} for ${remark}, from ${since?.key ?? ''} to ${last?.key ?? ''}.`;
  const notes = [
    ...(atLeast ? ['The streak reaches the first bucket of the data; it may be longer.'] : []),
    ...(last && last.key !== query.time.buckets.at(-1)?.key
      ? [`The last whole ${query.time.grain} is ${last.key}: the streak ends there.`]
      : []),
    ...(!decided && length > 0
      ? ['In some of these buckets the lead could be turned by what the source lumps into “other”.']
      : []),
  ];
  const measured = shortest === longest ? { value: length } : { value: length, low: shortest, high: longest };
  const figure: Figure = {
    axis: 'none',
    kind: 'number',
    items: [
      {
        label: `${left} over ${right}, ${query.time.grain}s in a row`,
        unit: 'buckets',
        measured,
        ...(atLeast ? { remark: 'at least' } : {}),
      },
    ],
  };
  return {
    summary,
    notes,
    ...(query.chart?.kind === 'table' ? {} : { figure }),
    table: {
      columns: [{ name: 'length', label: `${query.time.grain}s in a row`, unit: 'buckets' }],
      rows: [{ cells: [measured] }],
    },
  };
}
