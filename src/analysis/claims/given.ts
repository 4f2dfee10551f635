/** What a query gives, as far as claims are concerned: figures of sides, a crossing, a streak. */
import type { ExpectNode } from '../../language/nodes';
import type { Measured, Result } from '../../protocol/result';
import type { BindOptions } from '../bind';
import { isRace, isRanking, type BoundQuery } from '../bound';
import { evaluate } from '../evaluate';
import type { Scope } from '../scope';
import type { Answer, ChangedSide, MeasuredSide } from './check';
import { withReasons } from './missing';
import { keyOf } from './names';
import { sideOf, type TypedSide } from './sides';
import type { Shape } from './types';

/** Whether there is a figure for each of several periods, of which the claim would not say which one it is about. */
export function isOfSeveralPeriods(query: BoundQuery, expect: ExpectNode): boolean {
  const { subject, time } = query;
  if (isRace(subject) || time.mode !== 'series') return false;
  if (time.buckets.length - time.first < 2) return false;
  if (isOfAllPeriods(query)) return false;
  return !(expect.kind === 'from-to' && kindOf(query) === 'change');
}

/** How the query of a claim is bound: `->` claims two periods, each summed whole; what is not listed is not zero. */
export function claimOptions(expect: ExpectNode | undefined): BindOptions {
  return { pair: expect?.kind === 'from-to', unlisted: 'missing' };
}

/** What is known of the answer before anything is counted; the members of a dimension are only known afterwards. */
export function shapeOf(query: BoundQuery): Shape | undefined {
  const { subject, time } = query;
  if (isRace(subject)) return { kind: subject.kind, grain: time.grain };
  const kind = kindOf(query);
  if (query.steps.length > 0 || query.by.length > 0 || kind === 'ranking') return undefined;
  if (time.mode === 'series' && kind !== 'change') return undefined;
  const names = query.each?.map((item) => [item.label, item.member.key, item.member.label]) ?? [[]];
  const several = query.values.length > 1;
  const sides = query.values.flatMap(({ name, label, unit }) =>
    names.map((each): TypedSide => ({ names: [...each, ...(several ? [name, label] : [])], unit })),
  );
  return { kind, sides };
}

/** Whether a step makes one figure of those of all periods. */
function isOfAllPeriods({ steps }: BoundQuery): boolean {
  return steps.some(({ kind }) => kind === 'max' || kind === 'min' || kind === 'periods');
}

function kindOf(query: BoundQuery): 'figures' | 'ranking' | 'change' {
  const { subject, time, steps } = query;
  const isPair = time.mode === 'series' && time.buckets.length === 2 && time.first === 0;
  if (isPair && !isOfAllPeriods(query)) return 'change';
  if (steps.at(-1)?.kind === 'leader') return 'ranking';
  const isOne = steps.some(({ kind }) => kind === 'count' || kind === 'sum');
  return isRanking(subject) && !isOne ? 'ranking' : 'figures';
}

/**
 * The answer to judge. Of `| leader` the table has only who leads: whether a rival could, the figures before that step
 * say, as they do for a ranking.
 */
export function answerFor(query: BoundQuery, result: Result, expect: ExpectNode, scope: Scope): Answer {
  return withReasons(query, calledBy(expect, query, bareAnswer(query, result, scope), scope));
}

/** A side answers to whatever the claim calls its member: `qwen/qwen3-coder` is Qwen3 Coder 480B A35B. */
function calledBy(expect: ExpectNode, query: BoundQuery, answer: Answer, scope: Scope): Answer {
  if (!('sides' in answer)) return answer;
  const items = expect.kind === 'member' ? [expect.item] : expect.kind === 'figures' ? expect.each : [];
  const names = items
    .map((each) => ('item' in each ? each.item : each))
    .filter((item) => !sideOf(item, answer.sides))
    .flatMap((item) => {
      const key = keyOf(item, query, scope);
      return key === undefined ? [] : [[key, item.text] as const];
    });
  if (names.length === 0) return answer;
  const named = <S extends MeasuredSide>(side: S): S => {
    const also = names.flatMap(([key, text]) => (side.names.includes(key) ? [text] : []));
    return also.length === 0 ? side : { ...side, names: [...side.names, ...also] };
  };
  return answer.kind === 'change'
    ? { ...answer, sides: answer.sides.map(named) }
    : { ...answer, sides: answer.sides.map(named) };
}

function bareAnswer(query: BoundQuery, result: Result, scope: Scope): Answer {
  if (query.steps.at(-1)?.kind !== 'leader') return answerOf(query, result);
  const before = evaluate({ ...query, steps: query.steps.slice(0, -1), chart: undefined }, scope, '');
  if ('error' in before) return answerOf(query, result);
  const { table } = before.result;
  return answerOf(query, {
    ...before.result,
    table: { ...table, rows: table.rows.filter(({ muted }) => !muted) },
  });
}

/** The answer of a query as its table has it. */
function answerOf(query: BoundQuery, { table, summary }: Result): Answer {
  const { subject, time } = query;
  if (subject.kind === 'crossing') {
    const [found] = table.rows;
    if (!found) return { kind: 'crossing', grain: time.grain, found: undefined, none: summary };
    const cell = (name: string): string => {
      const at = found.cells[table.columns.findIndex((column) => column.name === name)];
      return at && 'key' in at ? at.key : '';
    };
    const after = cell('after');
    const status = cell('status') as 'decided' | 'undecided' | 'unconfirmed';
    return {
      kind: 'crossing',
      grain: time.grain,
      found: { bucket: cell('period'), status, ...(after === '' ? {} : { after }) },
    };
  }
  if (subject.kind === 'streak') {
    const cell = table.rows[0]?.cells[0];
    const length: Measured = cell && 'value' in cell ? cell : { value: null };
    return { kind: 'streak', grain: time.grain, length };
  }
  const kind = kindOf(query);
  const sides = sidesOf(table);
  if (kind !== 'change') return { kind, sides: sides.map(({ side }) => side) };
  const [from, to] = [time.buckets[0]?.key, time.buckets[1]?.key];
  const ends = sides.filter(({ period }) => period === from);
  return {
    kind: 'change',
    sides: ends.map(({ side }): ChangedSide => {
      const after = sides.find(
        (each) => each.period === to && each.side.names.join('\u0000') === side.names.join('\u0000'),
      );
      return { ...side, ends: { start: side.measured, end: after?.side.measured ?? { value: null } } };
    }),
  };
}

/** One side for each row and value of a table. */
function sidesOf({ columns, rows }: Result['table']): { period: string; side: MeasuredSide }[] {
  const values = columns.filter((column) => column.unit !== undefined);
  return rows.flatMap(({ cells }) => {
    const words = cells.flatMap((cell, index) =>
      'key' in cell && columns[index]?.name !== 'period' ? [cell] : [],
    );
    const period = cells.find((cell, index) => 'key' in cell && columns[index]?.name === 'period');
    return cells.flatMap((measured, index) => {
      const column = columns[index];
      if (!('value' in measured) || column?.unit === undefined) return [];
      const names = [
        // A country is called by its code, a model by its name; the first name is the one that is shown.
        ...words.flatMap(({ key, label }) => (key.length <= 3 ? [key, label] : [label, key])),
        ...(values.length > 1 ? [column.name, column.label] : []),
      ];
      const side: MeasuredSide = { names: [...new Set(names)], unit: column.unit, measured };
      return [{ period: period && 'key' in period ? period.key : '', side }];
    });
  });
}
