/** The answer to values and rankings: the frame after its steps, as a table, a figure and a sentence. */
import { listOf } from '../../language/diagnostics';
import { formatValue } from '../../protocol/format';
import type { Cell, Column, Figure, Measured, Row, Table } from '../../protocol/result';
import type { BoundQuery } from '../bound';
import type { Counted } from '../counted';
import { figureOf } from '../figures/figure';
import { overlapNote, shortName } from '../figures/parts';
import { answerRefusal } from '../figures/refusal';
import { buildFrame, isNamed, type Frame, type FrameValue } from '../frame';
import type { Scope } from '../scope';
import { SummedScores } from '../scores';
import { applyStep } from '../steps/apply';
import type { Answer } from './answer';

export function frameAnswer(query: BoundQuery, counted: Counted, scope: Scope): Answer {
  let frame = buildFrame(query, counted);
  const scores = repeatedScores(frame, query, counted);
  const nobody = nobodyNotes(frame, query);
  for (const step of query.steps) frame = applyStep(step, frame, query, counted);
  const notes = [...frame.notes, ...scores, ...fallNotes(query, counted)];
  if (frame.rows.length === 0) notes.push('Nothing matches: the universe or the conditions leave no row.');
  notes.push(...nobody);
  const figure = frame.rows.length === 0 ? undefined : figureOf(query, frame, counted, scope);
  const overlap = overlapNote(frame, figure);
  if (overlap !== undefined) notes.push(overlap);
  return {
    summary: summaryOf(frame, figure),
    notes,
    ...(figure ? { figure } : {}),
    table: tableOf(query, frame),
  };
}

/** Nothing at all is counted of what was asked about; what is missing is another matter. */
function nobodyNotes(frame: Frame, { set, values }: BoundQuery): string[] {
  const counts = values.every(({ kind, over }) => (kind === 'sum' || kind === 'share') && over === undefined);
  if (set.everything || !counts) return [];
  const cells = frame.rows.flatMap((row) => row.cells[0]?.slice(frame.time.first) ?? []);
  const isNothing = cells.every(({ value }) => value === 0 || value === null);
  return isNothing && cells.some(({ value }) => value === 0)
    ? [`No row of the universe and the period belongs to ${set.label}.`]
    : [];
}

/** Members with several scores have none; where that leaves nothing at all, the question cannot be answered. */
function repeatedScores(frame: Frame, query: BoundQuery, counted: Counted): string[] {
  const rows = counted.repeatedScores;
  if (rows === 0) return [];
  const value = query.values.findIndex(({ measure }) => !measure.additive);
  const isKnown = frame.rows.some((row) =>
    row.cells[value]?.slice(frame.time.first).some((cell) => cell.value !== null),
  );
  if (!isKnown) throw new SummedScores(rows);
  const label = query.values[value]?.label ?? '';
  return [
    `${label} does not add up: who has it several times (up to ${rows}) has no figure here, because it is not known which of them holds.`,
  ];
}

/** The part in a decline would read as its opposite: who lost least would seem to have lost nothing. */
function fallNotes(query: BoundQuery, { fell }: Counted): string[] {
  const [value] = query.values;
  if (fell.size === 0) return [];
  if (query.time.mode === 'series') {
    const when = listOf([...fell], 'and');
    return [`The universe did not grow in ${when}, so nobody has a share of its growth there.`];
  }
  throw answerRefusal(
    query,
    'falling-total',
    `In the universe, ${value.measure.label} did not grow between the two periods, so nobody has a share of its growth. Ask for \`change of ${value.measure.label}\` instead.`,
  );
}

function tableOf(query: BoundQuery, frame: Frame): Table {
  const { time } = frame;
  const series = time.mode === 'series';
  const found = frame.rows.some((row) => row.when !== undefined);
  const columns: Column[] = [
    ...(series ? [{ name: 'period', label: time.grain }] : []),
    ...frame.dimensions.map((name) => ({ name, label: name })),
    ...(found ? [{ name: 'period', label: time.grain }] : []),
    ...frame.values.map(({ name, label, unit }) => ({ name, label, unit })),
  ];
  const shown = time.buckets.slice(time.first);
  const isChosen = query.subject.kind !== 'values' || query.steps.some((step) => step.kind === 'leader');
  const rows: Row[] = shown.flatMap((bucket, offset) => {
    const period: Cell[] = series ? [{ key: bucket.key, label: `${bucket.key} (${bucket.label})` }] : [];
    const isPart = !bucket.whole && time.mode !== 'snapshot' && bucket.covered > 0;
    return frame.rows.flatMap((row): Row[] => {
      const measured = frame.values.map(
        (_, value): Measured => row.cells[value]?.[time.first + offset] ?? { value: null },
      );
      // Out of a ranking in this bucket: not a row of it.
      if (isChosen && measured.every((each) => each.value === null) && bucket.covered > 0) return [];
      const cells: Cell[] = [
        ...period,
        ...row.members.map((member) => ({ key: member.key, label: member.label })),
        ...(found ? [{ key: row.when ?? '', label: row.when ?? '' }] : []),
        ...measured,
      ];
      return [
        {
          cells,
          ...(isNamed(row) ? {} : { muted: true }),
          ...(isPart ? { partial: true } : {}),
        },
      ];
    });
  });
  return { columns, rows };
}

const MOST_IN_SUMMARY = 5;

/** The finding in a sentence: the largest few, and over time their first and last values. */
function summaryOf(frame: Frame, figure: Figure | undefined): string {
  const { time } = frame;
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
            name(row) +
            frame.values.map((each, index) => text(row, time.first, each, index)).join(', ') +
            (row.when === undefined ? '' : ` in ${row.when}`),
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
