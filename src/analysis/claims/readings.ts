/**
 * Other readings of a claim: the same question with another universe, the period beside it, stealth models as revealed,
 * or another dataset. Only what an analyst might have meant, at most two changes at once, fewest first. None is applied.
 */
import type { ExpectNode, QueryNode, UniverseNode, WindowNode } from '../../language/nodes';
import { parse } from '../../language/parser';
import { printQuery } from '../../language/printer';
import type { Readings, Result } from '../../protocol/result';
import { bucketBefore, bucketKey, bucketOf, daysOf } from '../../data/calendar';
import type { Dataset } from '../../data/dataset';
import { bind } from '../bind';
import { isRace, type BoundQuery } from '../bound';
import { Counted } from '../counted';
import { buildFrame, isNamed } from '../frame';
import { evaluate } from '../evaluate';
import type { Scope } from '../scope';
import { checkClaim } from './check';
import { combine } from './combine';
import { answerFor } from './given';
import { checkExpectation } from './types';

/** How many readings can be computed that give something else than was `asked`, and those under which the published figure holds, fewest changes first. */
export function tryReadings(query: BoundQuery, asked: Result, expect: ExpectNode, scope: Scope): Readings {
  let tried = 0;
  const holding: Readings['holding'] = [];
  // Universes that change nothing, as for a mere sum, are the same reading in other words.
  const seen = new Set([signatureOf(asked)]);
  for (const reading of readingsOf(query, scope)) {
    const found = compute(reading, expect, scope);
    if (!found || seen.has(found.signature)) continue;
    seen.add(found.signature);
    const { figures: computed } = found;
    tried++;
    if (combine(computed).kind !== 'holds') continue;
    holding.push({
      changes: [...reading.changes],
      query: reading.text,
      computed: computed
        .map(({ label, computed: figure }) => (label === '' ? figure : `${label} ${figure}`))
        .join(', '),
    });
  }
  return { tried, holding };
}

/** The figures of a reading, or undefined where the data cannot speak to it. */
function compute(
  { query }: Reading,
  expect: ExpectNode,
  scope: Scope,
): { figures: ReturnType<typeof checkClaim>; signature: string } | undefined {
  const { query: bound } = bind(query, scope, { pair: expect.kind === 'from-to' });
  const evaluation = bound && evaluate(bound, scope, '');
  if (!bound || !evaluation || 'error' in evaluation) return undefined;
  const answer = answerFor(bound, evaluation.result, scope);
  if (checkExpectation(expect, answer).length > 0) return undefined;
  const figures = checkClaim(expect, answer);
  if (figures.some(({ verdict }) => verdict.kind === 'impossible')) return undefined;
  return { figures, signature: signatureOf(evaluation.result) };
}

/** What tells one answer from another: its figures as listed, and of when. Bounds depend on words, figures do not. */
function signatureOf({ table, caption }: Result): string {
  const cells = table.rows.map((row) => row.cells.map((cell) => ('value' in cell ? cell.value : cell.key)));
  return JSON.stringify([caption.dataset, caption.period, cells]);
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
    ...universes(query),
    ...sides(query, scope),
    ...periods(query),
    ...stealth(query),
    ...datasets(query, scope),
  ];
  const pairs = changes.flatMap((first, index) =>
    changes.slice(index + 1).flatMap((second) => (second.kind === first.kind ? [] : [[first, second]])),
  );
  const asked = printQuery({ ...query.node, chart: undefined });
  const seen = new Set([asked]);
  return [...changes.map((each) => [each]), ...pairs].flatMap((made): Reading[] => {
    const changed = made.reduce((node, change) => change.apply(node), query.node);
    const text = printQuery({ ...changed, chart: undefined });
    // Two ways to the same question are one reading.
    if (seen.has(text)) return [];
    seen.add(text);
    return [{ changes: made.map(({ words }) => words), query: changed, text }];
  });
}

const LISTS = [9, 10] as const;

/** Everything, the known ones, and what the two usual lists of a week hold; before the two sides, if these are asked for. */
function universes({ node, dataset }: BoundQuery): Change[] {
  const models = dataset.roles.model !== undefined;
  const weeks = dataset.time !== undefined && ['day', 'week'].includes(dataset.time.grain);
  const written = [
    'known',
    ...(models && weeks ? LISTS.map((count) => `top ${count} models each week`) : []),
  ];
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

/** The period before and the one after. */
function periods({ node }: BoundQuery): Change[] {
  const { window } = node;
  if (window?.kind !== 'in' || !window.period || window.period.value === 'latest') return [];
  const { value } = window.period;
  const days = daysOf(value);
  if ('problem' in days) return [];
  const inside = Math.floor((days.start + days.end) / 2);
  const before = bucketBefore(bucketOf(inside, value.grain).start, value.grain, 1);
  const after = bucketOf(bucketOf(inside, value.grain).end + 1, value.grain);
  return [before, after].flatMap(({ start, end }): Change[] => {
    const key = bucketKey(Math.floor((start + end) / 2), value.grain);
    const period = windowOf(`in ${key}`);
    return period
      ? [{ kind: 'period', words: `in ${key}`, apply: (query) => ({ ...query, window: period }) }]
      : [];
  });
}

function stealth({ node, dataset }: BoundQuery): Change[] {
  if (dataset.roles.model === undefined) return [];
  const other = node.stealth === 'listed' ? 'revealed' : 'listed';
  return [{ kind: 'stealth', words: `stealth ${other}`, apply: (query) => ({ ...query, stealth: other }) }];
}

/** The other datasets that have what is measured. */
function datasets({ dataset, values }: BoundQuery, scope: Scope): Change[] {
  const measures = values.map(({ measure }) => measure.name);
  const isFit = (each: Dataset): boolean =>
    each.name !== dataset.name &&
    measures.every((name) => each.numbers.has(name) || !dataset.numbers.has(name));
  return [...scope.datasets.values()].flatMap(({ name, dataset: other }): Change[] =>
    other && isFit(other)
      ? [{ kind: 'dataset', words: `using ${name}`, apply: (query) => ({ ...query, using: nameOf(name) }) }]
      : [],
  );
}

// --- parts of queries, made from their text -----------------------------------------------------------------------------

function queryOf(text: string): QueryNode | undefined {
  const statement = parse(text).statements[0]?.statement;
  return statement?.kind === 'query' ? statement : undefined;
}

function withinOf(words: string): readonly UniverseNode[] {
  return queryOf(`tokens within ${words}`)?.within ?? [];
}

function windowOf(words: string): WindowNode | undefined {
  return queryOf(`tokens ${words}`)?.window;
}

function nameOf(text: string): NonNullable<QueryNode['using']> {
  return { kind: 'name', text, start: 0, end: 0 };
}
