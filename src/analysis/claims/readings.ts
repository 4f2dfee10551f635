/**
 * Other readings of a claim: the same question with another universe, the period beside it, stealth models as revealed,
 * or another dataset. Only what an analyst might have meant, at most two changes at once, fewest first. None is applied.
 */
import type { ExpectNode, Period, QueryNode, UniverseNode } from '../../language/nodes';
import { MOST_READINGS } from '../../protocol/claimText';
import type { Checked, Readings, Result, Verdict } from '../../protocol/result';
import { bucketBefore, bucketKey, bucketOf, daysOf } from '../../data/calendar';
import type { Dataset } from '../../data/dataset';
import { bind } from '../bind';
import { isRace, type BoundQuery } from '../bound';
import { Counted } from '../counted';
import { buildFrame, isNamed } from '../frame';
import { evaluate } from '../evaluate';
import type { Scope } from '../scope';
import { checkClaim, type Answer } from './check';
import { combine } from './combine';
import { answerFor, claimOptions } from './given';
import { boundsOf, judgeFigure } from './judge';
import { nameOf, queryOf, textOf, windowOf, withinOf } from './parts';
import { pathTo, type Computed } from './stations';
import { checkExpectation } from './types';

/**
 * How many readings can be computed that give something else than what was asked, and those under which the published
 * figure holds, fewest changes first; of those that are shown, with the way from one figure to the other.
 */
export function tryReadings(query: BoundQuery, expect: ExpectNode, scope: Scope): Readings {
  const compute = remembering((each) => answered(each, expect, scope));
  // Universes that change nothing, as for a mere sum, are the same reading in other words.
  const seen = new Set([compute(query.node)?.signature]);
  const others = readingsOf(query, scope).flatMap((reading) => {
    const found = compute(reading.query);
    if (!found || seen.has(found.signature)) return [];
    seen.add(found.signature);
    return [{ reading, figures: found.figures }];
  });
  const holding = others.filter(({ figures }) => combine(figures).kind === 'holds');
  return {
    tried: others.length,
    holding: holding.map(({ reading, figures }, index) => {
      const path = index < MOST_READINGS ? pathTo(query.node, reading.query, expect, compute) : undefined;
      return {
        changes: [...reading.changes],
        query: reading.text,
        computed: figures
          .map(({ label, computed }) => (label === '' ? computed : `${label} ${computed}`))
          .join(', '),
        ...(path ? { path } : {}),
      };
    }),
  };
}

/** One published figure: its place among those of a claim, or an end of a change. */
export type Part = number | 'start' | 'end';

/** What has become of one figure of a claim as it was asked, and the first other reading under which that figure holds. */
export function judgePart(
  query: BoundQuery,
  expect: ExpectNode,
  part: Part,
  scope: Scope,
): { readonly verdict: Verdict | undefined; readonly reading: Reading | undefined } {
  const verdictOf = (node: QueryNode): Verdict | undefined => {
    const found = answerTo(node, expect, scope);
    return found && partVerdict(expect, part, found.answer);
  };
  const verdict = verdictOf(query.node);
  const reading =
    verdict?.kind === 'holds'
      ? undefined
      : readingsOf(query, scope).find((each) => verdictOf(each.query)?.kind === 'holds');
  return { verdict, reading };
}

function partVerdict(expect: ExpectNode, part: Part, answer: Answer): Verdict | undefined {
  if (typeof part === 'number') return checkClaim(expect, answer)[part]?.verdict;
  if (expect.kind !== 'from-to' || answer.kind !== 'change') return undefined;
  const [side] = answer.sides;
  return side && judgeFigure(boundsOf(expect)[part], side.ends[part], side.unit, side.missingAt?.[part]);
}

interface Answered extends Computed {
  readonly figures: readonly Checked[];
  readonly signature: string;
}

/** A query with its answer and the figures of the claim, or undefined where the data cannot speak to it. */
function answered(query: QueryNode, expect: ExpectNode, scope: Scope): Answered | undefined {
  const found = answerTo(query, expect, scope);
  if (!found) return undefined;
  const { bound, answer, result } = found;
  const figures = checkClaim(expect, answer);
  if (figures.some(({ verdict }) => verdict.kind === 'impossible')) return undefined;
  return { bound, answer, figures, signature: signatureOf(result, figures) };
}

/** A query with its answer, or undefined where it is none that the claim could be about. */
function answerTo(
  query: QueryNode,
  expect: ExpectNode,
  scope: Scope,
): (Computed & { readonly result: Result }) | undefined {
  const { query: bound } = bind(query, scope, claimOptions(expect));
  const evaluation = bound && evaluate(bound, scope, '');
  if (!bound || !evaluation || 'error' in evaluation) return undefined;
  const answer = answerFor(bound, evaluation.result, expect, scope);
  if (checkExpectation(expect, answer).length > 0) return undefined;
  return { bound, answer, result: evaluation.result };
}

/** A station on one way is a reading itself, or lies on another way as well: each query is computed once. */
function remembering<T>(compute: (query: QueryNode) => T): (query: QueryNode) => T {
  const known = new Map<string, T>();
  return (query) => {
    const text = textOf(query);
    if (known.has(text)) return known.get(text) as T;
    const now = compute(query);
    known.set(text, now);
    return now;
  };
}

/**
 * What tells one answer from another: its figures as listed, of when, and what becomes of the claim. Bounds depend on
 * words, figures do not; where bounds matter, as to `< 103`, the verdict differs with them.
 */
function signatureOf({ table, caption }: Result, figures: readonly Checked[]): string {
  const cells = table.rows.map((row) => row.cells.map((cell) => ('value' in cell ? cell.value : cell.key)));
  return JSON.stringify([caption.period, cells, figures.map(({ verdict }) => verdict.kind)]);
}

export interface Reading {
  /** What is changed, in words: `within known`, `in 2026-W24`. One or two. */
  readonly changes: readonly string[];
  readonly query: QueryNode;
  /** The query as text, to be asked on its own. */
  readonly text: string;
}

/** One thing that could have been meant otherwise; a reading takes at most one change of each kind. */
interface Change {
  readonly kind: 'universe' | 'sides' | 'period' | 'stealth' | 'dataset';
  readonly words: string;
  readonly apply: (query: QueryNode) => QueryNode;
}

/** All readings of a bound query but the one that was asked for, those with one change first. */
export function readingsOf(query: BoundQuery, scope: Scope): Reading[] {
  const changes = [
    ...universes(query, scope),
    ...sides(query, scope),
    ...periods(query),
    ...stealth(query, scope),
    ...datasets(query, scope),
  ];
  const pairs = changes.flatMap((first, index) =>
    changes.slice(index + 1).flatMap((second) => (second.kind === first.kind ? [] : [[first, second]])),
  );
  const asked = textOf(query.node);
  const seen = new Set([asked]);
  return [...changes.map((each) => [each]), ...pairs].flatMap((made): Reading[] => {
    const changed = made.reduce((node, change) => change.apply(node), query.node);
    const text = textOf(changed);
    // Two ways to the same question are one reading.
    if (seen.has(text)) return [];
    seen.add(text);
    return [{ changes: made.map(({ words }) => words), query: changed, text }];
  });
}

const LISTS = [9, 10] as const;

/** Everything, the known ones, and what the two usual lists of a week hold; before the two sides, if these are asked for. */
function universes(query: BoundQuery, scope: Scope): Change[] {
  const { node } = query;
  // Lists that the asked dataset does not have may be those of another one, together with that.
  const listed = [query.dataset, ...others(query, scope)].some(
    ({ roles, time }) => roles.model !== undefined && (time?.grain === 'day' || time?.grain === 'week'),
  );
  const written = ['known', ...(listed ? LISTS.map((count) => `top ${count} models each week`) : [])];
  const rest = node.within.filter(({ kind }) => kind === 'set');
  const options = [
    { words: rest.length > 0 ? 'without the list' : 'of everything', stages: [] as UniverseNode[] },
    ...written.map((words) => ({ words: `within ${words}`, stages: withinOf(words) })),
  ];
  return options.map(({ words, stages }) => ({
    kind: 'universe',
    words,
    apply: (query) => ({
      ...query,
      within: [...stages, ...query.within.filter(({ kind }) => kind === 'set')],
    }),
  }));
}

/** Only the two sides: those that the query names, or its set and the largest rival of it. */
function sides(query: BoundQuery, scope: Scope): Change[] {
  const { node } = query;
  const named = namedSides(query) ?? rivals(query, scope);
  const withSides = node.within.some(({ kind }) => kind === 'set');
  if (withSides) {
    return [
      {
        kind: 'sides',
        words: 'not only of the two sides',
        apply: (each) => ({ ...each, within: each.within.filter(({ kind }) => kind !== 'set') }),
      },
    ];
  }
  if (!named) return [];
  const words = `within (${named.join(', ')})`;
  const stages = withinOf(`(${named.join(', ')})`);
  return [{ kind: 'sides', words, apply: (each) => ({ ...each, within: [...each.within, ...stages] }) }];
}

/** Both sides of a query that names two. */
function namedSides({ each, values, subject }: BoundQuery): readonly string[] | undefined {
  if (each) return each.length === 2 ? each.map(({ label }) => label) : undefined;
  const [value] = values;
  if (value.kind === 'ratio' || value.kind === 'gap') return [value.left.label, value.right.label];
  if (isRace(subject) && !('threshold' in subject.right)) return [subject.left.label, subject.right.label];
  return undefined;
}

/** A country or lab and the largest other one in the same period, over everything. */
function rivals(query: BoundQuery, scope: Scope): readonly string[] | undefined {
  const [item, another] = query.set.items;
  if (!item || another || (item.dimension !== 'country' && item.dimension !== 'lab')) return undefined;
  const { node } = query;
  const text = `tokens by ${item.dimension}`;
  const all = queryOf(text);
  if (!all || !query.dataset.numbers.has('tokens')) return undefined;
  const asked = { ...all, window: node.window, using: nameOf(query.dataset.name), partial: true };
  const { query: bound } = bind(asked, scope);
  if (!bound) return undefined;
  const rival = buildFrame(bound, new Counted(bound))
    .rows.filter(isNamed)
    .map(({ members }) => members[0]?.key)
    .find((key) => key !== undefined && key !== item.member.key);
  return rival === undefined ? undefined : [item.label, rival];
}

/** The period before and the one after; of a stretch from one period to another, the stretch moved by one. */
function periods({ node }: BoundQuery): Change[] {
  const { window } = node;
  const moved = (by: -1 | 1): string | undefined => {
    if (window?.kind === 'in') {
      const key = beside(window.period, by);
      return key && `in ${key}`;
    }
    if (window?.kind !== 'between') return undefined;
    const [from, to] = [beside(window.from, by), beside(window.to, by)];
    return from && to && `from ${from} to ${to}`;
  };
  return ([-1, 1] as const).flatMap((by): Change[] => {
    const words = moved(by);
    const period = words === undefined ? undefined : windowOf(words);
    return words !== undefined && period
      ? [{ kind: 'period', words, apply: (query) => ({ ...query, window: period }) }]
      : [];
  });
}

/** The period before or after one, as the language writes it. */
function beside(period: Period | undefined, by: -1 | 1): string | undefined {
  if (!period || period.value === 'latest') return undefined;
  const { value } = period;
  const days = daysOf(value);
  if ('problem' in days) return undefined;
  const own = bucketOf(Math.floor((days.start + days.end) / 2), value.grain);
  const other = by < 0 ? bucketBefore(own.start, value.grain, 1) : bucketOf(own.end + 1, value.grain);
  return bucketKey(Math.floor((other.start + other.end) / 2), value.grain);
}

function stealth(query: BoundQuery, scope: Scope): Change[] {
  const { node, dataset } = query;
  if ([dataset, ...others(query, scope)].every(({ roles }) => roles.model === undefined)) return [];
  const other = node.stealth === 'listed' ? 'revealed' : 'listed';
  return [{ kind: 'stealth', words: `stealth ${other}`, apply: (query) => ({ ...query, stealth: other }) }];
}

function datasets(query: BoundQuery, scope: Scope): Change[] {
  return others(query, scope).map(({ name }) => ({
    kind: 'dataset',
    words: `using ${name}`,
    apply: (each) => ({ ...each, using: nameOf(name) }),
  }));
}

/** The other datasets that have what is measured. */
function others({ dataset, values }: BoundQuery, scope: Scope): Dataset[] {
  const measures = values.map(({ measure }) => measure.name);
  return (
    [...scope.datasets.values()]
      .flatMap(({ dataset: each }) => each ?? [])
      .filter(
        (each) =>
          each.name !== dataset.name &&
          measures.every((name) => each.numbers.has(name) || !dataset.numbers.has(name)),
      )
      // By name: which reading comes first does not depend on where a dataset is attached.
      .sort((a, b) => (a.name < b.name ? -1 : 1))
  );
}
