/** Sets: one name, a list in parentheses, or everything with exceptions. */
import type * as N from '../nodes';
import { isKeyword } from '../vocabulary';
import type { Cursor } from './cursor';
import { isDimension, name } from './leaves';

const FORMS: Readonly<Partial<Record<string, N.Item['form']>>> = {
  name: 'name',
  model: 'model',
  qualified: 'qualified',
  string: 'string',
};

/** Whether a model, lab, country or group could stand here. */
export function isItem(at: Cursor): boolean {
  const token = at.peek();
  // `other` is an option of `attach`; as the name of a set, binding says why nobody can be meant by it.
  const taken = token.kind === 'name' && isKeyword(token.text) && token.text !== 'other';
  return FORMS[token.kind] !== undefined && !taken;
}

export function item(at: Cursor, what: string): N.Item | undefined {
  at.expect({ kind: 'item' });
  const token = at.peek();
  const form = FORMS[token.kind];
  if (form === undefined || !isItem(at)) {
    at.missing(what);
    return undefined;
  }
  at.next();
  return { kind: 'item', form, text: token.text, start: token.start, end: token.end };
}

export function list(at: Cursor): N.Item[] {
  const items: N.Item[] = [];
  if (!at.symbol('(')) {
    at.missing('A list in parentheses, such as `(CN, US)`,');
    return items;
  }
  do {
    const each = item(at, 'A model, lab, country or group');
    if (!each) break;
    items.push(each);
  } while (at.symbol(','));
  if (!at.symbol(')')) at.missing('The closing parenthesis `)` of the list');
  return items;
}

export function set(at: Cursor, what: string): N.SetNode | undefined {
  const start = at.peek().start;
  if (at.word('all')) {
    const except = at.word('except') ? list(at) : [];
    return { kind: 'all', except, ...at.since(start) };
  }
  if (at.isSymbol('(')) {
    return { kind: 'list', dimension: undefined, items: list(at), ...at.since(start) };
  }
  if (isDimension(at) && at.isSymbol('(', 1)) {
    const dimension = name(at, { kind: 'dimension' }, 'A dimension');
    return { kind: 'list', dimension, items: list(at), ...at.since(start) };
  }
  const only = item(at, what);
  return only && { kind: 'one', item: only, ...at.since(start) };
}
