/** A claim: a published sentence, the query that computes its figure, and the figure as published. */
import type { Grain } from '../literals';
import type * as N from '../nodes';
import { grainOf } from '../vocabulary';
import type { Cursor } from './cursor';
import { MODIFIERS, UNITS } from './hints';
import { comparison, isPeriod, needQuantity, period, quantity, stretch, text } from './leaves';
import { query } from './queries';
import { isItem, item } from './sets';

/** Parses a claim, its word already taken; `start` is where that stands. */
export function claim(at: Cursor, start: number): N.ClaimNode {
  const sentence = text(at, { kind: 'text' }, 'The published sentence in quotes');
  if (!at.symbol('=')) at.missing('`=` and the query (`claim "…" = share of tokens for CN expect 61%`)');
  const asked = query(at, 'in a claim');
  if (!at.word('expect')) at.missing('`expect` and the published figure');
  const expected = expectation(at, asked?.subject.kind === 'crossing', asked?.grain?.grain);
  const source = at.word('source') ? text(at, { kind: 'text' }, 'The source in quotes') : undefined;
  return { kind: 'claim', sentence, query: asked, expect: expected, source, ...at.since(start) };
}

/** What is published. `dated`: the query gives a date, so that `2026` is a year and no number. `grain`: as the query says it. */
function expectation(at: Cursor, dated: boolean, grain: Grain | undefined): N.ExpectNode | undefined {
  const { start } = at.peek();
  if (at.word('between')) {
    if (sharedUnit(at, start)) return undefined;
    const low = needQuantity(at, 'A quantity after `between`');
    if (!at.word('and')) at.missing('`and` and the upper end (`between 55% and 60%`)');
    return { kind: 'between', low, high: needQuantity(at, 'A quantity after `and`'), ...at.since(start) };
  }
  at.expect({ kind: 'period' });
  const ahead = at.peek(1);
  if (at.peek().kind === 'quantity' && ahead.kind === 'name' && grainOf(ahead.text) !== undefined) {
    const length = stretch(at, 'expect');
    return length && { kind: 'length', stretch: length, ...at.since(start) };
  }
  if (isPeriod(at) && (dated || at.peek().kind !== 'quantity')) {
    const date = period(at, 'expect');
    return date && { kind: 'date', period: date, ...at.since(start) };
  }
  at.expect({ kind: 'item' });
  if (isItem(at) && !otherModifier(at)) return members(at, start, grain);
  const first = bound(at, grain);
  if (!first) {
    at.missing('A published figure after `expect` (61%, > 3x, about 18T, 2 weeks, 2026-W07)');
    return undefined;
  }
  const { quantity: from, modifier, tolerance } = first;
  if (from && modifier === undefined && tolerance === undefined && at.symbol('->')) {
    const to = needQuantity(at, 'The second figure after `->`');
    return { kind: 'from-to', from, to, tolerance: toleranceOf(at), ...at.since(start) };
  }
  if (from?.quantity.unit === 'number' && modifier === undefined) at.expect({ kind: 'grain' });
  return { kind: 'figure', bound: first, ...at.since(start) };
}

/** Takes the rest of `between 6 and 7 trillion`, where the unit is meant for both, and says how that is written. */
function sharedUnit(at: Cursor, start: number): boolean {
  const [low, high] = [at.peek(), at.peek(2)];
  const unit = at.isWord('and', 1) ? at.lookUp(UNITS, 3) : undefined;
  const areBare = [low, high].every(({ kind, text }) => kind === 'quantity' && /\d$/.test(text));
  if (!unit || !areBare) return false;
  const { end } = at.peek(2 + unit.tokens);
  const written = `\`between ${low.text} and ${high.text} ${unit.text}\``;
  at.complainForm({ start, end }, written, `between ${low.text}${unit.found} and ${high.text}${unit.found}`);
  at.skip(3 + unit.tokens);
  return true;
}

/** `CN 4.12T, US 2.94T`, or one name alone: who leads. */
function members(at: Cursor, start: number, grain: Grain | undefined): N.ExpectNode | undefined {
  const each: { item: N.Item; bound: N.BoundNode | undefined }[] = [];
  do {
    const member = item(at, 'A side of the query (`CN 4.12T, US 2.94T`)');
    if (!member) break;
    const figure = bound(at, grain);
    if (!figure && each.length === 0 && !at.isSymbol(',')) {
      return { kind: 'member', item: member, ...at.since(start) };
    }
    if (!figure) at.missing(`The figure of ${member.text}`);
    each.push({ item: member, bound: figure });
  } while (at.symbol(','));
  return each.length > 0 ? { kind: 'figures', each, ...at.since(start) } : undefined;
}

/** A figure with what is said about its precision; undefined if none stands here. */
function bound(at: Cursor, grain: Grain | undefined): N.BoundNode | undefined {
  const { start } = at.peek();
  const other = otherModifier(at);
  at.skip(other?.tokens ?? 0);
  const modifier = other?.found ?? at.oneOf(['about', 'nearly']) ?? comparison(at);
  const here = at.since(start);
  const [number, unit] = [at.peek(), at.peek(1)];
  // After a modifier, the length of a streak is a number of buckets.
  const isLength = modifier !== undefined && number.kind === 'quantity' && grainOf(unit.text) !== undefined;
  if (isLength) {
    const written = `\`${other?.text ?? modifier} ${number.text} ${unit.text}\``;
    const better = `${modifier} ${number.text}`;
    // `>= 3` means weeks in a weekly query only: elsewhere it would be another claim.
    if (grain === grainOf(unit.text)) at.complainForm({ start, end: unit.end }, written, better);
    else {
      const message = `${written} is not understood here: after a comparison, a streak is a number of buckets, such as \`${modifier} 3\`; a query that says \`weekly\` counts weeks.`;
      at.complain({ start, end: unit.end }, 'other-form', message);
    }
  } else if (other && here.end === number.start) {
    const span = { start, end: number.end };
    at.complainForm(span, `\`${other.text}${number.text}\``, `${other.found} ${number.text}`);
  } else if (other) at.complainForm(here, `\`${other.text}\``, other.found);
  const figure = modifier === undefined ? quantity(at) : needQuantity(at, `A quantity after \`${modifier}\``);
  if (isLength) at.next();
  if (!figure && modifier === undefined) return undefined;
  return { modifier, quantity: figure, tolerance: toleranceOf(at), ...at.since(start) };
}

/** `roughly` or `more than` before a figure; alone, a side may be called so. */
function otherModifier(at: Cursor): ReturnType<typeof at.lookUp<NonNullable<N.BoundNode['modifier']>>> {
  const other = at.lookUp(MODIFIERS);
  return other && at.peek(other.tokens).kind === 'quantity' ? other : undefined;
}

function toleranceOf(at: Cursor): N.Quantity | undefined {
  if (!at.symbol('±') && !at.symbol('+/-')) return undefined;
  return needQuantity(at, 'A tolerance after `±` (`± 0.5pp`)');
}
