/** The smallest parts of a statement: names, texts, numbers, periods and quantities. */
import { parsePeriod, parseQuantity, type Grain, type PeriodValue } from '../literals';
import type * as N from '../nodes';
import { grainOf, isKeyword, isTaken, mayNameColumn } from '../vocabulary';
import { quoted, type Cursor } from './cursor';
import { UNITS } from './hints';

/** A name of something that exists. Columns may be called like words of the language that cannot stand there. */
export function name(at: Cursor, expectation: N.Expectation, what: string): N.Name | undefined {
  at.expect(expectation);
  const token = at.peek();
  const taken = isKeyword(token.text) && expectation.kind !== 'column';
  const isColumn = ['dimension', 'measure', 'term'].includes(expectation.kind) && mayNameColumn(token.text);
  if (token.kind !== 'name' || (taken && !isColumn)) {
    at.missing(what);
    return undefined;
  }
  at.next();
  return { kind: 'name', text: token.text, start: token.start, end: token.end };
}

/** Whether the name of a dimension could stand here. */
export function isDimension(at: Cursor): boolean {
  const { kind, text } = at.peek();
  return kind === 'name' && (!isKeyword(text) || mayNameColumn(text));
}

/** A name that this statement defines: it must not be a word of the language. */
export function newName(at: Cursor, what: string): N.Name | undefined {
  at.expect({ kind: 'new-name' });
  const token = at.peek();
  if (token.kind !== 'name') {
    at.missing(what);
    return undefined;
  }
  const { text, start, end } = token;
  if (isTaken(text)) {
    const free = `my_${text}`;
    at.complain(
      token,
      'keyword-as-name',
      `\`${text}\` is a word of the language and cannot be a name; write \`${free}\`, for example.`,
      [{ title: `Rename to ${free}`, start, end, text: free }],
    );
  }
  at.next();
  return { kind: 'name', text, start, end };
}

export function text(at: Cursor, expectation: N.Expectation, what: string): N.Text | undefined {
  at.expect(expectation);
  const token = at.peek();
  const { start, end } = token;
  if (token.kind === 'open-string') {
    at.complain(token, 'open-string', 'This text has no closing quote; write `"` at its end.', [
      { title: 'Add the closing quote', start: end, end, text: '"' },
    ]);
  } else if (token.kind !== 'string') {
    at.missing(what);
    return undefined;
  }
  at.next();
  return { kind: 'text', text: token.text, start, end };
}

export function count(at: Cursor, what = 'A whole number'): N.Count | undefined {
  at.expect({ kind: 'count' });
  const token = at.peek();
  if (token.kind !== 'quantity' || !/^\d{1,5}$/.test(token.text) || Number(token.text) < 1) {
    at.missing(`${what} (1, 2, 3 …)`);
    if (token.kind === 'quantity') at.next();
    return undefined;
  }
  at.next();
  return { kind: 'count', value: Number(token.text), start: token.start, end: token.end };
}

export function grainWord(at: Cursor, after: string): Grain | undefined {
  at.expect({ kind: 'grain' });
  const token = at.peek();
  const grain = token.kind === 'name' ? grainOf(token.text) : undefined;
  if (grain === undefined) {
    at.missing(`A unit of time after \`${after}\` (days, weeks, months, quarters or years)`);
    return undefined;
  }
  at.next();
  return grain;
}

/** `4 weeks`. */
export function stretch(at: Cursor, after: string): N.Stretch | undefined {
  const token = at.peek();
  const { start } = token;
  if (token.kind === 'name' && grainOf(token.text) === token.text) {
    const better = `${after} 1 ${token.text}`;
    at.complain(token, 'missing', `How many is always said: write \`${better}\`.`, [
      { title: `Write \`${better}\``, start, end: start, text: '1 ' },
    ]);
    at.next();
    return { kind: 'stretch', count: 1, grain: token.text, ...at.since(start) };
  }
  const number = count(at, `A whole number after \`${after}\``);
  const grain = grainWord(at, after);
  return number && grain ? { kind: 'stretch', count: number.value, grain, ...at.since(start) } : undefined;
}

export function isPeriod(at: Cursor): boolean {
  const token = at.peek();
  return (
    token.kind === 'period' ||
    (token.kind === 'quantity' && /^\d{4}$/.test(token.text)) ||
    at.isWord('latest')
  );
}

export function period(at: Cursor, after: string): N.Period | undefined {
  at.expect({ kind: 'period' });
  const token = at.peek();
  const { start, end } = token;
  if (!isPeriod(at)) {
    if (token.kind === 'name' || token.kind === 'string') {
      const better = wellFormed(token.text);
      if (better) {
        at.complainForm(token, quoted(token), better.text);
        at.next();
        return { kind: 'period', ...better, start, end };
      }
      if (/^(?:W\d\d?|Q\d)$/i.test(token.text)) {
        const message = `${quoted(token)} is not understood here: a period is written with its year, such as \`2026-W07\`.`;
        at.complain(token, 'expected', message);
        at.next();
        return undefined;
      }
    }
    at.missing(`A period after \`${after}\` (2026-02-09, 2026-W07, 2026-02, 2026-Q1, 2026 or latest)`);
    return undefined;
  }
  at.next();
  if (token.text === 'latest') return { kind: 'period', text: token.text, value: 'latest', start, end };
  const parsed = parsePeriod(token.text);
  if ('problem' in parsed) {
    at.complain(token, 'no-such-period', `\`${token.text}\`: ${parsed.problem}.`);
    return undefined;
  }
  return { kind: 'period', text: token.text, value: parsed.value, start, end };
}

/** The period that is meant by `2026-W7`, `2026-3` or `2026-2-9`: with two digits. */
function wellFormed(text: string): { text: string; value: PeriodValue } | undefined {
  const padded = text.replace(/([-Ww])(\d)(?!\d)/g, '$10$2');
  const parsed = parsePeriod(padded);
  return 'value' in parsed ? { text: padded, value: parsed.value } : undefined;
}

/** A quantity if one stands here; a wrong unit is said at it. */
export function quantity(at: Cursor): N.Quantity | undefined {
  at.expect({ kind: 'quantity' });
  const token = at.peek();
  if (token.kind !== 'quantity') return undefined;
  const unit = /\d$/.test(token.text) ? at.lookUp(UNITS, 1) : undefined;
  at.skip(1 + (unit?.tokens ?? 0));
  const { start, end } = at.since(token.start);
  const joined = token.text + (unit?.found ?? '');
  if (unit) at.complainForm({ start, end }, `\`${token.text} ${unit.text}\``, joined);
  const parsed = parseQuantity(joined);
  if ('problem' in parsed) {
    const better = parsed.suggestion;
    const fixes = better === undefined ? undefined : [{ title: `Write ${better}`, start, end, text: better }];
    at.complain({ start, end }, 'bad-quantity', `\`${joined}\`: ${parsed.problem}.`, fixes);
    return undefined;
  }
  return { kind: 'quantity', text: joined, quantity: parsed.value, start, end };
}

/** A quantity that has to stand here. */
export function needQuantity(at: Cursor, what: string): N.Quantity | undefined {
  if (at.peek().kind !== 'quantity') {
    at.expect({ kind: 'quantity' });
    at.missing(what);
    return undefined;
  }
  return quantity(at);
}

const COMPARISONS: readonly N.Comparison[] = ['=', '!=', '<', '<=', '>', '>='];

/** Takes a comparison if one stands here. */
export function comparison(at: Cursor): N.Comparison | undefined {
  const found = COMPARISONS.find((symbol) => at.isSymbol(symbol));
  if (found !== undefined) at.next();
  return found;
}

/** `model = slug, tokens = total`. */
export function columnPairs(at: Cursor): N.ColumnPair[] {
  const pairs: N.ColumnPair[] = [];
  do {
    const role = name(
      at,
      { kind: 'column' },
      'A role (model, lab, country, tokens, day, week, month or a name of your own)',
    );
    if (!role) break;
    if (!at.symbol('=')) at.missing('`=` and the column');
    const column =
      at.peek().kind === 'string'
        ? text(at, { kind: 'column' }, 'The column')
        : name(at, { kind: 'column' }, 'The column (in quotes if its name has spaces)');
    pairs.push({ role, column });
  } while (at.symbol(','));
  return pairs;
}
