/** What a query asks for: values, a ranking, crossings, a streak, events or claims. */
import type * as N from '../nodes';
import type { Cursor } from './cursor';
import { count, name, quantity } from './leaves';
import { set } from './sets';
import { of, value } from './values';

export function subject(at: Cursor): N.SubjectNode | undefined {
  const start = at.peek().start;
  const ranking = at.oneOf(['top', 'bottom']);
  if (ranking) {
    const number = count(at, `A whole number after \`${ranking}\``);
    const dimension = name(at, { kind: 'dimension' }, 'What is ranked (models, labs, countries)');
    // `by` here names the value that ranks; a dimension after `by` would be a clause, but a ranking has its own.
    const by = at.word('by') ? value(at) : undefined;
    return { kind: ranking, count: number, dimension, by, ...at.since(start) };
  }
  const which = at.oneOf(['first', 'last', 'all']);
  if (which) {
    if (!at.word('crossing') && !at.word('crossings')) at.missing(`\`crossing\` after \`${which}\``);
    return { kind: 'crossing', which, ...sides(at, 'crossing'), ...at.since(start) };
  }
  if (at.isWord('crossing') || at.isWord('crossings')) {
    at.complain(
      at.peek(),
      'which-crossing',
      'Say which: `first crossing of`, `last crossing of` or `all crossings of`.',
      [{ title: 'Write “all crossings”', ...at.peek(), text: 'all crossings' }],
    );
    at.next();
    return { kind: 'crossing', which: 'all', ...sides(at, 'crossing'), ...at.since(start) };
  }
  if (at.word('streak')) return { kind: 'streak', which: 'all', ...sides(at, 'streak'), ...at.since(start) };
  const list = at.oneOf(['events', 'claims']);
  if (list) return { kind: list, ...at.since(start) };
  return values(at, start);
}

function values(at: Cursor, start: number): N.SubjectNode | undefined {
  const found: N.ValueNode[] = [];
  do {
    const each = value(at);
    if (!each) break;
    found.push(each);
  } while (at.symbol(','));
  return found.length > 0 ? { kind: 'values', values: found, ...at.since(start) } : undefined;
}

function sides(
  at: Cursor,
  kind: string,
): {
  of: N.ValueNode | undefined;
  left: N.SetNode | undefined;
  right: N.SetNode | N.Quantity | undefined;
} {
  of(at, kind);
  const inner = value(at);
  if (!at.word('for')) at.missing(`\`for\` and the first side (\`${kind} of tokens for CN over US\`)`);
  const left = set(at, 'The first side');
  if (!at.word('over')) at.missing('`over` and the second side');
  const right =
    at.peek().kind === 'quantity'
      ? quantity(at)
      : set(at, 'The second side (a set, or a quantity such as 50%)');
  return { of: inner, left, right };
}
