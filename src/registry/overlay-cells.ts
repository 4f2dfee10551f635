/** What one cell of an overlay says: a value, or what is wrong with it and how to write it. */
import { parsePeriod } from '../language/literals';
import { countryCode } from './countries';

export type Read<Value> = { readonly value: Value } | { readonly problem: string };

/** A date outside of these is a slip of the pen. */
const [FIRST_YEAR, LAST_YEAR] = [1990, 2100];

export function readText(cell: string): Read<string> {
  return { value: cell };
}

/** A slug or name under which rows of the data are counted. */
export function readWord(cell: string): Read<string> {
  return cell.toLowerCase() === 'other'
    ? { problem: 'is the word for everything that a source does not list by name; it is no model and no lab' }
    : { value: cell };
}

/** Words between semicolons. */
export function readList(cell: string): Read<readonly string[]> {
  const words = cell.split(';').map((word) => word.trim());
  return { value: [...new Set(words.filter((word) => word !== ''))] };
}

/** US dollars per million tokens. `0,30` has a decimal comma; of `1,440` nobody can say whether it has one. */
export function readPrice(cell: string): Read<number> {
  const isEither = /^\$?[1-9]\d{0,2},\d{3}$/.test(cell);
  const isNumber = /^\$?\d+([.,]\d+)?([eE][+-]?\d+)?$/.test(cell) && !isEither;
  const value = isNumber ? Number(cell.replace('$', '').replace(',', '.')) : NaN;
  return Number.isFinite(value)
    ? { value }
    : {
        problem: 'is not a price; write US dollars per million tokens, such as 0.30, or leave the cell empty',
      };
}

/** YYYY-MM-DD. */
export function readDay(cell: string): Read<string> {
  const parsed = parsePeriod(cell);
  if ('problem' in parsed || parsed.value.grain !== 'day')
    return { problem: 'is not a day; write it as 2026-04-24, or leave the cell empty' };
  const { year } = parsed.value;
  return year < FIRST_YEAR || year > LAST_YEAR
    ? { problem: 'cannot be right; mend the year' }
    : { value: cell };
}

/** Of a model: open, closed, or opened on a day. */
export function readModelWeights(cell: string): Read<string> {
  const value = cell.toLowerCase();
  const opened = /^open from (.+)$/.exec(value)?.[1];
  return value === 'open' || value === 'closed' || (opened !== undefined && 'value' in readDay(opened))
    ? { value }
    : { problem: 'does not say what the weights are; write open, closed or open from 2026-06-12' };
}

/** Of a lab: what it does with most of its models. */
export function readLabWeights(cell: string): Read<string> {
  const value = cell.toLowerCase();
  return ['open', 'closed', 'mixed'].includes(value)
    ? { value }
    : { problem: 'does not say what a lab does with its weights; write open, closed or mixed' };
}

/** A country's code by its code or English name. */
export function readCountry(cell: string): Read<string> {
  const value = countryCode(cell);
  return value === undefined
    ? { problem: 'is no country; write its two letters (CN) or its English name (China)' }
    : { value };
}

export function readConfidence(cell: string): Read<string> {
  const value = cell.toLowerCase();
  return ['high', 'medium', 'low'].includes(value)
    ? { value }
    : { problem: 'does not say how sure this is; write high, medium or low' };
}
