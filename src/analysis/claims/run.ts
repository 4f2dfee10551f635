/** Runs a claim: its query is answered, and the published figure is held against the answer. */
import type { Diagnostic } from '../../language/diagnostics';
import type { ClaimNode, ExpectNode, QueryNode } from '../../language/nodes';
import { VERSION, type Cell, type Claim, type Measured, type Result } from '../../protocol/result';
import { bind } from '../bind';
import type { BoundQuery } from '../bound';
import { evaluate } from '../evaluate';
import { expandLets } from '../lets';
import { Problems } from '../problems';
import type { Scope } from '../scope';
import { checkClaim, type Answer, type ChangedSide, type MeasuredSide } from './check';
import { combine } from './combine';
import type { TypedSide } from './sides';
import { publishedText } from './texts';
import { checkExpectation, type Shape } from './types';
import { impossible } from './verdicts';

export interface ClaimRun {
  /** Absent only where the claim itself cannot be read. */
  readonly result: Result | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * What the data are to blame for, not the writer: such a claim has a verdict, "cannot be computed", and its reason. All
 * other errors are mistakes in the claim.
 */
const LIMITS_OF_DATA: ReadonlySet<string> = new Set([
  ...['incomplete', 'no-data', 'straddling-weeks', 'finer-than-data', 'each-cuts-bucket', 'no-time'],
  ...['no-such-dimension', 'no-models', 'no-prices', 'dataset-unreadable', 'falling-total', 'inexact'],
]);

/** The query of a claim, bound; `->` claims two periods, each summed whole. */
export function bindClaim({ query, expect }: ClaimNode, scope: Scope): ReturnType<typeof bind> {
  if (!query) return { query: undefined, diagnostics: [] };
  // A `let` may stand for a list as well.
  const { subject } = expandLets(query, scope, new Problems()) ?? query;
  if (subject.kind === 'events' || subject.kind === 'claims') {
    const { start, end } = query.subject;
    const message = `A claim is about a figure, and \`${subject.kind}\` is a list; write a query such as \`share of tokens for CN in latest\`.`;
    return {
      query: undefined,
      diagnostics: [{ start, end, severity: 'error', code: 'claim-of-list', message }],
    };
  }
  const bound = bind(query, scope, { pair: expect?.kind === 'from-to' });
  if (bound.query?.node.partial === true) {
    const { start, end } = query;
    const message =
      'A published figure is about whole periods, so `including partial` says nothing about it; leave it out and name a whole period.';
    const partial: Diagnostic = { start, end, severity: 'error', code: 'partial-claim', message };
    return { query: undefined, diagnostics: [...bound.diagnostics, partial] };
  }
  if (bound.query && expect && isOfSeveralPeriods(bound.query, expect)) {
    const { start, end } = bound.query.node.grain ?? query;
    const message = `The query gives a figure for every ${bound.query.time.grain}, and a published figure is of one; name its period, such as \`in latest\`, or make one figure of all by \`| max\`, \`| min\` or \`| periods\`.`;
    const several: Diagnostic = { start, end, severity: 'error', code: 'claim-of-series', message };
    return { query: undefined, diagnostics: [...bound.diagnostics, several] };
  }
  const shape = bound.query && shapeOf(bound.query);
  const mismatch = shape && expect ? checkExpectation(expect, shape) : [];
  return { query: bound.query, diagnostics: [...bound.diagnostics.map(softened), ...mismatch] };
}

/** The limits of the data are no mistake of the writer, who may well want to show them. */
function softened(diagnostic: Diagnostic): Diagnostic {
  return LIMITS_OF_DATA.has(diagnostic.code) ? { ...diagnostic, severity: 'information' } : diagnostic;
}

export function runClaim(node: ClaimNode, scope: Scope, source: string): ClaimRun {
  const { query, expect } = node;
  const { query: bound, diagnostics } = bindClaim(node, scope);
  const wrong = diagnostics.some(({ severity }) => severity === 'error');
  if (!query || !expect || wrong) return { result: undefined, diagnostics };
  const limit = diagnostics.find(({ code }) => LIMITS_OF_DATA.has(code));
  if (!bound) return { result: limit && uncomputed(node, query, source, limit.message), diagnostics };
  const evaluation = evaluate(bound, scope, source);
  if ('error' in evaluation) {
    const error = softened(evaluation.error);
    const result = error.severity === 'error' ? undefined : uncomputed(node, query, source, error.message);
    return { result, diagnostics: [...diagnostics, error] };
  }
  const answer = answerOf(bound, evaluation.result);
  // Who the sides are is known only now.
  const mismatch = checkExpectation(expect, answer).filter(
    (each) => !diagnostics.some(({ code, start }) => code === each.code && start === each.start),
  );
  if (mismatch.length > 0) return { result: undefined, diagnostics: [...diagnostics, ...mismatch] };
  const figures = checkClaim(expect, answer);
  const claim: Claim = { ...aboutOf(node), verdict: combine(figures), figures };
  const { summary, title } = evaluation.result;
  return {
    result: {
      ...evaluation.result,
      title: bound.chart?.title ? title : (node.sentence?.text ?? title),
      summary: `“${claim.sentence}”: ${claim.verdict.text}. ${summary}`,
      claim,
    },
    diagnostics,
  };
}

function aboutOf({ sentence, source }: ClaimNode): Pick<Claim, 'sentence' | 'source'> {
  return { sentence: sentence?.text ?? '', ...(source ? { source: source.text } : {}) };
}

/** A claim that the data cannot speak to: its words, and why. */
function uncomputed(node: ClaimNode, query: QueryNode, source: string, reason: string): Result {
  const verdict = impossible(reason);
  const published = node.expect ? publishedText(node.expect) : '';
  const dataset = query.using?.text ?? '';
  const { sentence, ...about } = aboutOf(node);
  const text = (key: string): Cell => ({ key, label: key });
  return {
    tokshare: VERSION,
    query: source.slice(query.start, query.end),
    title: sentence,
    caption: {
      text: `${verdict.text}${dataset === '' ? '' : ` · ${dataset}`}`,
      universe: verdict.text,
      period: '',
      dataset,
    },
    summary: `“${sentence}”: ${verdict.text}. ${reason}`,
    notes: [],
    table: {
      columns: [
        { name: 'published', label: 'published' },
        { name: 'verdict', label: 'verdict' },
      ],
      rows: [{ cells: [text(published), text(verdict.text)] }],
    },
    claim: { sentence, ...about, verdict, figures: [{ label: '', published, computed: '–', verdict }] },
  };
}

// --- what a query gives -------------------------------------------------------------------------------------------------

/** Whether there is a figure for each of several periods, of which the claim would not say which one it is about. */
function isOfSeveralPeriods(query: BoundQuery, expect: ExpectNode): boolean {
  const { subject, time, steps } = query;
  if (subject.kind === 'crossing' || subject.kind === 'streak' || time.mode !== 'series') return false;
  if (time.buckets.length - time.first < 2) return false;
  if (steps.some(({ kind }) => kind === 'max' || kind === 'min' || kind === 'periods')) return false;
  return !(expect.kind === 'from-to' && kindOf(query) === 'change');
}

/** What is known of the answer before anything is counted; the members of a dimension are only known afterwards. */
function shapeOf(query: BoundQuery): Shape | undefined {
  const { subject, time } = query;
  if (subject.kind === 'crossing' || subject.kind === 'streak')
    return { kind: subject.kind, grain: time.grain };
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

function kindOf({ subject, time, steps }: BoundQuery): 'figures' | 'ranking' | 'change' {
  if (time.mode === 'series' && time.buckets.length === 2 && time.first === 0) return 'change';
  if (steps.at(-1)?.kind === 'leader') return 'ranking';
  const isOne = steps.some(({ kind }) => kind === 'count' || kind === 'sum');
  return (subject.kind === 'top' || subject.kind === 'bottom') && !isOne ? 'ranking' : 'figures';
}

/** The answer of a query as its table has it. */
function answerOf(query: BoundQuery, { table, figure, summary }: Result): Answer {
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
    const measured: Measured = cell && 'value' in cell ? cell : { value: null };
    const atLeast = figure?.axis === 'none' && figure.items[0]?.remark === 'at least';
    return { kind: 'streak', grain: time.grain, length: { measured, atLeast } };
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
