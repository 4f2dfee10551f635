/** A claim: a published sentence, the query that computes its figure, and the figure as published. */
import type * as N from '../nodes';
import { grainOf } from '../vocabulary';
import type { Cursor } from './cursor';
import { comparison, isPeriod, needQuantity, period, quantity, stretch, text } from './leaves';
import { query } from './queries';
import { isItem, item } from './sets';

/** Parses a claim, its word already taken; `start` is where that stands. */
export function claim(at: Cursor, start: number): N.ClaimNode {
  const sentence = text(at, { kind: 'text' }, 'The published sentence in quotes');
  if (!at.symbol('=')) at.missing('`=` and the query (`claim "…" = share of tokens for CN expect 61%`)');
  const asked = query(at, 'in a claim');
  if (!at.word('expect')) at.missing('`expect` and the published figure');
  const expected = expectation(at, asked?.subject.kind === 'crossing');
  const source = at.word('source') ? text(at, { kind: 'text' }, 'The source in quotes') : undefined;
  return { kind: 'claim', sentence, query: asked, expect: expected, source, ...at.since(start) };
}

/** What is published. `dated`: the query gives a date, so that `2026` is a year and no number. */
function expectation(at: Cursor, dated: boolean): N.ExpectNode | undefined {
  const { start } = at.peek();
  if (at.word('between')) {
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
  if (isItem(at)) return members(at, start);
  const first = bound(at);
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

/** `CN 4.12T, US 2.94T`, or one name alone: who leads. */
function members(at: Cursor, start: number): N.ExpectNode | undefined {
  const each: { item: N.Item; bound: N.BoundNode | undefined }[] = [];
  do {
    const member = item(at, 'A side of the query (`CN 4.12T, US 2.94T`)');
    if (!member) break;
    const figure = bound(at);
    if (!figure && each.length === 0 && !at.isSymbol(',')) {
      return { kind: 'member', item: member, ...at.since(start) };
    }
    if (!figure) at.missing(`The figure of ${member.text}`);
    each.push({ item: member, bound: figure });
  } while (at.symbol(','));
  return each.length > 0 ? { kind: 'figures', each, ...at.since(start) } : undefined;
}

/** A figure with what is said about its precision; undefined if none stands here. */
function bound(at: Cursor): N.BoundNode | undefined {
  const { start } = at.peek();
  const modifier = at.oneOf(['about', 'nearly']) ?? comparison(at);
  const figure = modifier === undefined ? quantity(at) : needQuantity(at, `A quantity after \`${modifier}\``);
  if (!figure && modifier === undefined) return undefined;
  return { modifier, quantity: figure, tolerance: toleranceOf(at), ...at.since(start) };
}

function toleranceOf(at: Cursor): N.Quantity | undefined {
  if (!at.symbol('±') && !at.symbol('+/-')) return undefined;
  return needQuantity(at, 'A tolerance after `±` (`± 0.5pp`)');
}
