/**
 * Why does my figure differ from yours? The way from a query as asked to another reading of it, one thing changed at a
 * time: what each step of the universe leaves out, what stealth models, the period and the dataset make of the figure.
 */
import type { ExpectNode, QueryNode, UniverseNode } from '../../language/nodes';
import type { Measured, Path, Station } from '../../protocol/result';
import { comparesBuckets, isRace, type BoundQuery } from '../bound';
import { Counted } from '../counted';
import { sumCells } from '../universe';
import type { Answer } from './check';
import { clauseText, textOf, universeClause } from './parts';
import { sideOf } from './sides';

/** A query that has been computed. */
export interface Computed {
  readonly bound: BoundQuery;
  readonly answer: Answer;
}

/** undefined where a claim is not about figures, where the sides change on the way, or where an end cannot be computed. */
export function pathTo(
  asked: QueryNode,
  reading: QueryNode,
  expect: ExpectNode,
  compute: (query: QueryNode) => Computed | undefined,
): Path | undefined {
  const start = compute(asked);
  const sides = start && claimedSides(expect, start.answer);
  if (!sides) return undefined;
  const stations = [stationOf('asked', universeClause(start.bound), asked, start.bound, sides)];
  // Legs to where nothing can be computed: they are walked together with the next one.
  let pending: Leg[] = [];
  for (const leg of legsBetween(asked, reading)) {
    pending.push(leg);
    const there = compute(leg.query);
    if (!there) continue;
    const found = claimedSides(expect, there.answer);
    if (!found || !areAlike(sides, found)) return undefined;
    const change = pending.map(({ words }) => words(there.bound)).join(', ');
    stations.push(stationOf(leg.kind, change, leg.query, there.bound, found));
    pending = [];
  }
  if (pending.length > 0 || stations.length < 2) return undefined;
  return {
    sides: sides.map(({ label, unit }) => ({ label, unit })),
    measure: start.bound.values[0].measure.unit,
    stations,
  };
}

/** A claimed figure, by what the claim calls it. */
type Side = Path['sides'][number] & { readonly measured: Measured };

function stationOf(
  kind: Station['kind'],
  change: string,
  query: QueryNode,
  bound: BoundQuery,
  sides: readonly Side[],
): Station {
  return {
    kind,
    change,
    query: textOf(query),
    values: sides.map(({ measured }) => measured),
    counted: countedIn(bound),
  };
}

/** The figures that a claim states, as a query gives them; undefined of names and dates, which are none. */
function claimedSides(expect: ExpectNode, answer: Answer): readonly Side[] | undefined {
  if (answer.kind === 'crossing') return undefined;
  if (answer.kind === 'streak') return [{ label: '', unit: 'buckets', measured: answer.length }];
  const [first] = answer.sides;
  switch (expect.kind) {
    case 'figure':
    case 'between':
      return first && [{ label: '', unit: first.unit, measured: first.measured }];
    case 'figures': {
      const sides = expect.each.flatMap(({ item }) => {
        const side = sideOf(item, answer.sides);
        return side ? [{ label: item.text, unit: side.unit, measured: side.measured }] : [];
      });
      return sides.length === expect.each.length ? sides : undefined;
    }
    case 'from-to': {
      if (answer.kind !== 'change' || !answer.sides[0]) return undefined;
      const { unit, ends } = answer.sides[0];
      return [
        { label: 'start', unit, measured: ends.start },
        { label: 'end', unit, measured: ends.end },
      ];
    }
    case 'length':
    case 'date':
    case 'member':
      return undefined;
  }
}

/** Called alike they are, by the claim: they also have to count the same. */
function areAlike(a: readonly Side[], b: readonly Side[]): boolean {
  return a.length === b.length && a.every(({ unit }, index) => unit === b[index]?.unit);
}

/**
 * Everything that the universe holds in the period. null where nothing adds up (scores, quotients), where there is no
 * period (a streak runs for as long as it runs), where two of them are held against each other, and where a step picks
 * some of the figures or makes others of them: `| max` is of one week, and the universe of all.
 */
function countedIn(query: BoundQuery): number | null {
  const { values, subject, time, steps } = query;
  const [period, another] = time.counted;
  if (steps.length > 0 || isRace(subject) || !values[0].measure.additive || values.some(comparesBuckets))
    return null;
  if (!period || another) return null;
  const { cube, universe } = new Counted(query);
  return sumCells(cube, universe.mask, cube.keys.keys(), period.from, period.to);
}

/** One thing that is read differently, and the query from there on. */
interface Leg {
  readonly kind: Exclude<Station['kind'], 'asked'>;
  /** What is changed, in words that may depend on the query as it reads where the leg ends. */
  readonly words: (there: BoundQuery) => string;
  readonly query: QueryNode;
}

/**
 * The legs of the way, without those that change no word. The universe goes first, from the outside in: in the period and
 * the dataset that were asked for, so that each leg shows the tokens that it leaves out. Stealth models come next: the
 * same tokens, counted for somebody else. Then the period. The dataset goes last: in another file nothing stays the same,
 * and only the one that was asked for is known to have what the stages of the universe need.
 */
function legsBetween(asked: QueryNode, reading: QueryNode): readonly Leg[] {
  const legs: Leg[] = [];
  let query = asked;
  const go = (kind: Leg['kind'], change: Partial<QueryNode>, words: Leg['words']): void => {
    const next = { ...query, ...change };
    if (textOf(next) === textOf(query)) return;
    query = next;
    legs.push({ kind, words, query });
  };
  const [before, after] = [asked.within, reading.within];
  const common = commonStages(before, after);
  for (let count = before.length - 1; count >= common; count--)
    go(kindOf(before[count]), { within: before.slice(0, count) }, universeClause);
  for (let count = common + 1; count <= after.length; count++)
    go(kindOf(after[count - 1]), { within: after.slice(0, count) }, () => {
      const last = clauseText({ within: after.slice(count - 1, count) });
      return count === 1 ? last : last.replace(/^within/, 'then');
    });
  go('stealth', { stealth: reading.stealth }, () => `stealth ${reading.stealth}`);
  go('period', { window: reading.window }, () => clauseText({ window: reading.window }));
  go('dataset', { using: reading.using }, () => clauseText({ using: reading.using }));
  return legs;
}

/** A set in the universe is a choice of sides; everything else narrows what is counted whoever it is. */
function kindOf(stage: UniverseNode | undefined): 'sides' | 'universe' {
  return stage?.kind === 'set' ? 'sides' : 'universe';
}

/** How many stages two universes begin with alike. */
function commonStages(a: readonly UniverseNode[], b: readonly UniverseNode[]): number {
  const differs = a.findIndex((stage, index) => {
    const other = b[index];
    return other === undefined || clauseText({ within: [stage] }) !== clauseText({ within: [other] });
  });
  return differs < 0 ? a.length : differs;
}
