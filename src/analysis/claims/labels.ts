/** Whose figure it is: a query with several sides needs their names in the claim, and only theirs. */
import { listOf, type Span } from '../../language/diagnostics';
import type { BoundNode, ExpectNode, Item } from '../../language/nodes';
import { replace, type Problems } from '../problems';
import { checkBound } from './quantities';
import { closestSides, nameOf, sideOf, written, type Side, type TypedSide } from './sides';

/** A message names no more sides than one can take in. */
const MOST_NAMED = 4;

/** `CN 4.12T, US 2.94T`: each name is that of another side, and each figure of its type. */
export function checkLabelled(
  { each }: Extract<ExpectNode, { kind: 'figures' }>,
  sides: readonly TypedSide[],
  problems: Problems,
): void {
  const seen = new Set<TypedSide>();
  for (const { item, bound } of each) {
    const side = sideOf(item, sides);
    if (!side) {
      unknownSide(item, bound, sides, problems);
      continue;
    }
    if (seen.has(side)) {
      problems.error(
        item,
        'repeated-figure',
        `\`${item.text}\` has a figure already; a claim states one for each side.`,
      );
    }
    seen.add(side);
    if (bound) checkBound(bound, side.unit, problems);
  }
}

/** A figure without a name, where there are several sides. */
export function unlabelled(bound: BoundNode, sides: readonly Side[], problems: Problems): void {
  const names = sides.map((side) => written(nameOf(side))).slice(0, MOST_NAMED);
  problems.error(
    bound,
    'unlabelled-figure',
    `The query gives figures of ${namesOf(sides)}; whose figure this is must be said. Write its name before it.`,
    names.map((name) =>
      replace({ start: bound.start, end: bound.start }, `${name} `, `Say that it is the figure of ${name}`),
    ),
  );
}

/** An interval or a change, where there are several sides: neither can be given a name. */
export function severalSides(at: Span, sides: readonly Side[], problems: Problems): void {
  problems.error(
    at,
    'unlabelled-figure',
    `The query gives figures of ${namesOf(sides)}, but this can be claimed of one side only. Ask for that side with \`for\`.`,
  );
}

function unknownSide(
  item: Item,
  bound: BoundNode | undefined,
  sides: readonly Side[],
  problems: Problems,
): void {
  const near = closestSides(item, sides).map((side) => replace(item, written(nameOf(side))));
  const single = sides.length === 1 && bound;
  // A plain word may say something about the figure: without it, the claim could be another one.
  const isName = item.form !== 'name' || /[A-Z_\d]/.test(item.text);
  problems.error(
    item,
    'unknown-side',
    `\`${item.text}\` is not a side of this query; ${single ? 'it gives one figure, which needs no name' : `it gives figures of ${namesOf(sides)}`}.`,
    single && isName
      ? [...near, replace({ start: item.start, end: bound.start }, '', 'Leave the name out')]
      : near,
  );
}

function namesOf(sides: readonly Side[]): string {
  const names = sides.map((side) => written(nameOf(side)));
  if (names.length <= MOST_NAMED) return listOf(names, 'and');
  return `${names.slice(0, MOST_NAMED).join(', ')} and ${names.length - MOST_NAMED} more`;
}
