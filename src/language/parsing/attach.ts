/** `attach`: a name, a file, and what has to be said about it. */
import { WEEKDAYS, type Weekday } from '../literals';
import { DATE_ORDERS, DECIMAL_MARKS, UNITS, type AttachNode, type Listed, type UnitName } from '../nodes';
import type { Token } from '../scanner';
import type { Keyword } from '../vocabulary';
import type { Cursor } from './cursor';
import { encoding, separated } from './files';
import { columnPairs, count, grainWord, name, newName, period, text } from './leaves';

type Options = {
  -readonly [Key in Exclude<keyof AttachNode, 'kind' | 'name' | 'file' | 'start' | 'end'>]: AttachNode[Key];
};

/** Parses an attach statement, its word already taken; `start` is where that stands. */
export function attach(at: Cursor, start: number): AttachNode {
  const own = newName(at, 'A name for the dataset (`attach rankings from "data/rankings.csv"`)');
  if (!at.word('from')) at.missing('`from` and the file in quotes');
  const file = text(at, { kind: 'file' }, 'The file in quotes');
  const options: Options = {
    ...{ columns: [], units: [], wide: undefined, every: undefined, other: undefined, lists: undefined },
    ...{ dates: undefined, decimal: undefined, separated: undefined, encoding: undefined },
    ...{ rest: undefined, complete: undefined, sha256: undefined, cite: undefined },
  };
  const seen = new Set<string>();
  for (;;) {
    const here = at.peek();
    if (!option(at, here, options, seen)) break;
    if (seen.has(here.text))
      at.complain(here, 'clause-twice', `A second \`${here.text}\`: each option stands once; leave one out.`);
    // A file has several columns and units, and one of everything else.
    if (here.text !== 'columns' && here.text !== 'unit') seen.add(here.text);
  }
  return { kind: 'attach', name: own, file, ...options, ...at.since(start) };
}

function option(at: Cursor, here: Token, options: Options, seen: ReadonlySet<string>): boolean {
  const taken = (word: Keyword): Token | undefined => at.word(word, !seen.has(word));
  if (taken('columns')) options.columns = [...options.columns, ...columnPairs(at)];
  else if (taken('wide')) {
    if (!at.word('by')) at.missing('`by` after `wide` (`wide by model`)');
    options.wide = name(at, { kind: 'dimension' }, 'What the columns are (`wide by model`)');
  } else if (taken('every')) {
    const grain = grainWord(at, 'every');
    const from = at.word('from') ? weekday(at) : undefined;
    options.every = grain && { grain, from, ...at.since(here.start) };
  } else if (taken('dates')) {
    const order = at.oneOf(DATE_ORDERS);
    if (!order) at.missing(`What stands first in dates (${DATE_ORDERS.join(', ')})`);
    options.dates = { order, ...at.since(here.start) };
  } else if (taken('decimal')) {
    const mark = at.oneOf(DECIMAL_MARKS);
    if (!mark) at.missing('`comma` or `point` after `decimal` (`decimal comma`)');
    options.decimal = { mark, ...at.since(here.start) };
  } else if (taken('separated')) options.separated = separated(at, here.start);
  else if (taken('encoding')) options.encoding = encoding(at, here.start);
  else if (taken('unit')) options.units = [...options.units, ...unit(at, here)];
  else if (taken('other')) {
    if (!at.symbol('=')) at.missing('`=` and the word of the lump row (`other = "Others"`)');
    options.other = text(at, { kind: 'text' }, 'The word of the lump row in quotes');
  } else if (taken('lists')) options.lists = listed(at);
  else if (taken('rest')) {
    if (!at.word('from')) at.missing('`from` after `rest` (`rest from platform`)');
    options.rest = name(at, { kind: 'dataset' }, 'The dataset of totals');
  } else if (taken('complete')) {
    if (!at.word('until')) at.missing('`until` after `complete` (`complete until 2026-W18`)');
    options.complete = period(at, 'until');
  } else if (taken('sha256')) options.sha256 = text(at, { kind: 'text' }, 'The hash in quotes');
  else if (taken('cite')) options.cite = text(at, { kind: 'text' }, 'The citation in quotes');
  else return false;
  return true;
}

function weekday(at: Cursor): Weekday | undefined {
  const found = at.oneOf(WEEKDAYS);
  if (!found) at.missing('A weekday after `from` (monday, sunday …)');
  return found;
}

/** `lists top 10` or `lists all`: the part that says how many. */
function listed(at: Cursor): Listed | undefined {
  const { start, end } = at.peek();
  if (at.word('all')) return { kind: 'listed', value: 'all', start, end };
  if (!at.word('top')) at.missing('`top` or `all` after `lists` (`lists top 10`)');
  const most = count(at, 'A whole number after `lists top`');
  return most && { ...most, kind: 'listed' };
}

/** `unit tokens = billions`. */
function unit(at: Cursor, here: Token): AttachNode['units'] {
  const column = name(at, { kind: 'column' }, 'A column of numbers (`unit tokens = billions`)');
  if (!column) return [];
  if (!at.symbol('=')) at.missing('`=` and the unit (`unit tokens = billions`)');
  const found: UnitName | undefined = at.oneOf(UNITS);
  if (!found) at.missing(`A unit (${UNITS.join(', ')})`);
  return [{ column, unit: found, ...at.since(here.start) }];
}
