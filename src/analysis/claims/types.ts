/** Whether a published figure is of the kind that its query computes: every mismatch, with what to write instead. */
import { stretchText } from '../../language/vocabulary';
import type { Diagnostic } from '../../language/diagnostics';
import type { Grain } from '../../language/literals';
import type { ExpectNode, Stretch } from '../../language/nodes';
import type { Unit } from '../../protocol/result';
import { Problems, replace } from '../problems';
import { checkLabelled, severalSides, unlabelled } from './labels';
import { formOf } from './published';
import { checkBetween, checkBound, checkEnds } from './quantities';
import { nameOf, written, type TypedSide } from './sides';

/** A query that gives figures, one for each of its sides. */
export interface SidedShape {
  /**
   * `change`: over two periods (`from A to B`, without a grain), so that both ends can be claimed, too. `ranking`: of
   * members in an order, so that the first can be claimed by name.
   */
  readonly kind: 'figures' | 'change' | 'ranking';
  readonly sides: readonly TypedSide[];
}

/** What a query gives. */
export type Shape = SidedShape | { readonly kind: 'crossing' | 'streak'; readonly grain: Grain };

/** Without errors, the figure can be judged. What the parser has reported as left out is not reported again. */
export function checkExpectation(expect: ExpectNode, shape: Shape): readonly Diagnostic[] {
  const problems = new Problems();
  if ('sides' in shape) checkFigures(expect, shape, problems);
  else if (shape.kind === 'crossing') checkDate(expect, shape.grain, problems);
  else checkStreak(expect, shape.grain, problems);
  return problems.all;
}

const PERIODS: Readonly<Record<Grain, string>> = {
  day: '2026-02-09',
  week: '2026-W07',
  month: '2026-02',
  quarter: '2026-Q1',
  year: '2026',
};

function checkDate(expect: ExpectNode, grain: Grain, problems: Problems): void {
  const advice = `write the ${grain}, such as \`${PERIODS[grain]}\``;
  if (expect.kind !== 'date') {
    wrongKind(expect, `the query gives the date of a crossing; ${advice}`, problems);
  } else if (expect.period.value === 'latest') {
    const message = `\`latest\` moves with the data, a published date does not; ${advice}.`;
    problems.error(expect, 'wrong-type', message);
  }
}

function checkStreak(expect: ExpectNode, grain: Grain, problems: Problems): void {
  switch (expect.kind) {
    case 'length':
      checkGrain(expect.stretch, grain, problems);
      break;
    // `> 2` and `between 2 and 4` can be said in no other way.
    case 'figure':
      checkBound(expect.bound, 'buckets', problems);
      break;
    case 'between':
      checkBetween(expect, 'buckets', problems);
      break;
    default:
      wrongKind(expect, `the query gives the length of a streak; write it like \`2 ${grain}s\``, problems);
  }
}

function checkGrain(stretch: Stretch, grain: Grain, problems: Problems): void {
  if (stretch.grain === grain) return;
  const better = stretchText(stretch.count, grain);
  problems.error(
    stretch,
    'wrong-grain',
    `The query counts the streak in ${grain}s, the claim in ${stretch.grain}s. Write \`${better}\`, or ask for a streak of ${stretch.grain}s.`,
    [replace(stretch, better)],
  );
}

function checkFigures(expect: ExpectNode, shape: SidedShape, problems: Problems): void {
  const { kind, sides } = shape;
  const unit = unitOfOne(shape);
  switch (expect.kind) {
    case 'date':
    case 'length':
      wrongKind(expect, givesOf(shape), problems);
      break;
    case 'member':
      if (kind !== 'ranking') wrongKind(expect, givesOf(shape), problems);
      break;
    case 'figures':
      checkLabelled(expect, sides, problems);
      break;
    case 'figure':
      if (unit === undefined) unlabelled(expect.bound, sides, problems);
      else checkBound(expect.bound, unit, problems);
      break;
    case 'between':
      if (unit === undefined) severalSides(expect, sides, problems);
      else checkBetween(expect, unit, problems);
      break;
    case 'from-to':
      if (kind !== 'change') onePeriod(expect, problems);
      else if (unit === undefined) severalSides(expect, sides, problems);
      else checkEnds(expect, unit, problems);
  }
}

/** In what the only side counts; undefined where there are several, or none. */
function unitOfOne({ sides: [side, another] }: SidedShape): Unit | undefined {
  return another ? undefined : side?.unit;
}

function onePeriod(expect: Extract<ExpectNode, { kind: 'from-to' }>, problems: Problems): void {
  const { from, to } = expect;
  problems.error(
    expect,
    'no-two-periods',
    '`->` compares the two ends of `from A to B`, but this query has no two periods. Write `from … to …` in it, without a grain, or claim one figure.',
    to ? [replace({ start: from.start, end: to.end }, to.text)] : [],
  );
}

const KINDS: Readonly<Record<ExpectNode['kind'], string>> = {
  figure: 'a figure',
  figures: 'a list of figures',
  between: 'an interval',
  'from-to': 'a change from one figure to another',
  length: 'a length of time',
  date: 'a date',
  member: 'a name',
};

function wrongKind(expect: ExpectNode, instead: string, problems: Problems): void {
  problems.error(expect, 'wrong-type', `This is ${KINDS[expect.kind]}, but ${instead}.`);
}

/** What such a query gives, and how that is claimed. */
function givesOf({ kind, sides }: SidedShape): string {
  if (kind === 'ranking') return 'the query gives a ranking; write the name of who is first';
  const [side] = sides;
  if (!side) return 'the query gives figures';
  const { noun, example } = formOf(side.unit);
  const name = sides.length > 1 ? `${written(nameOf(side))} ` : '';
  return `the query gives ${noun}; write it like \`${name}${example}\``;
}
