/** Runs a claim: its query is answered, and the published figure is held against the answer. */
import type { Diagnostic } from '../../language/diagnostics';
import type { ClaimNode, QueryNode } from '../../language/nodes';
import { VERSION, type Claim, type Readings, type Result } from '../../protocol/result';
import { bind, type Binding } from '../bind';
import { evaluate } from '../evaluate';
import { expandLets } from '../lets';
import { Problems } from '../problems';
import type { Scope } from '../scope';
import { checkClaim } from './check';
import { combine } from './combine';
import { answerFor, claimOptions, isOfSeveralPeriods, shapeOf } from './given';
import { checkName } from './names';
import { tryReadings } from './readings';
import { publishedText } from './texts';
import { checkExpectation } from './types';
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

/** The query of a claim, bound, with everything that is wrong with the claim. */
export function bindClaim(node: ClaimNode, scope: Scope): Binding {
  const { query, diagnostics } = bindAsked(node, scope);
  return { query, diagnostics: [...checkSentence(node), ...diagnostics] };
}

/** Without its sentence nobody knows what was claimed. */
function checkSentence({ sentence }: ClaimNode): readonly Diagnostic[] {
  if (!sentence || sentence.text.trim() !== '') return [];
  const { start, end } = sentence;
  const message = 'This claim says nothing; write the published sentence between its quotes.';
  return [{ start, end, severity: 'error', code: 'empty-sentence', message }];
}

function bindAsked({ query, expect }: ClaimNode, scope: Scope): Binding {
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
  const bound = bind(query, scope, claimOptions(expect));
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
  const unknown = bound.query && expect?.kind === 'member' ? checkName(expect.item, bound.query, scope) : [];
  return { query: bound.query, diagnostics: [...bound.diagnostics.map(softened), ...mismatch, ...unknown] };
}

/**
 * The limits of the data are no mistake of the writer, who may well want to show them. What mends a query that shows a
 * part of a period mends no claim: a published figure is of a whole one.
 */
function softened(diagnostic: Diagnostic): Diagnostic {
  if (!LIMITS_OF_DATA.has(diagnostic.code)) return diagnostic;
  const { fixes, message, ...rest } = diagnostic;
  const own = fixes?.filter(({ text }) => !text.includes('including partial'));
  return {
    ...rest,
    severity: 'information',
    message: message.replace(', or write `including partial`', ''),
    ...(own && own.length > 0 ? { fixes: own } : {}),
  };
}

/** The claim with its verdict; where it does not hold, with the other readings that were tried. */
export function runClaim(node: ClaimNode, scope: Scope, source: string): ClaimRun {
  return judgeClaim(node, scope, source, (...asked) => remembered(scope, node, () => tryReadings(...asked)));
}

/**
 * Other readings cost dozens of evaluations, and the cell of a claim needs them as well as every ledger: they are the
 * same for as long as the scope is, that is, for as long as nothing of the notebook has changed.
 */
const readings = new WeakMap<Scope, WeakMap<ClaimNode, Readings>>();

function remembered(scope: Scope, node: ClaimNode, tryThem: () => Readings): Readings {
  let known = readings.get(scope);
  if (!known) readings.set(scope, (known = new WeakMap<ClaimNode, Readings>()));
  let found = known.get(node);
  if (!found) known.set(node, (found = tryThem()));
  return found;
}

/** The claim with its verdict alone, without other readings: for whoever shows none. */
export function judgeClaim(
  node: ClaimNode,
  scope: Scope,
  source: string,
  readAgain?: typeof tryReadings,
): ClaimRun {
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
  const answer = answerFor(bound, evaluation.result, expect, scope);
  // Who the sides are is known only now.
  const mismatch = checkExpectation(expect, answer).filter(
    (each) => !diagnostics.some(({ code, start }) => code === each.code && start === each.start),
  );
  if (mismatch.length > 0) return { result: undefined, diagnostics: [...diagnostics, ...mismatch] };
  const figures = checkClaim(expect, answer);
  const verdict = combine(figures);
  const others = verdict.kind === 'holds' ? undefined : readAgain?.(bound, expect, scope);
  const claim: Claim = { ...aboutOf(node), verdict, figures, ...(others ? { readings: others } : {}) };
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
    table: { columns: [], rows: [] },
    claim: { sentence, ...about, verdict, figures: [{ label: '', published, computed: '–', verdict }] },
  };
}
