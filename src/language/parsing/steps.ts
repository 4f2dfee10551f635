/** The steps after `|`. */
import type * as N from '../nodes';
import type { Cursor } from './cursor';
import { comparison, count, needQuantity, period, stretch } from './leaves';
import { set } from './sets';

/** Parses one step, its `|` already taken; undefined after saying what is wrong. `start` is where its `|` stands. */
export function step(at: Cursor, start: number): N.StepNode | undefined {
  const plain = at.oneOf(['share', 'cumulative', 'max', 'min', 'leader']);
  if (plain) return { kind: plain, ...at.since(start) };
  if (at.word('top'))
    return { kind: 'top', count: count(at, 'A whole number after `top`'), ...at.since(start) };
  const aggregate = at.oneOf(['count', 'sum']);
  if (aggregate) {
    const members = at.word('for') ? set(at, 'The set after `for`') : undefined;
    return { kind: aggregate, set: members, ...at.since(start) };
  }
  if (at.word('moving')) {
    if (!at.word('average')) at.missing('`average` after `moving`');
    return { kind: 'moving-average', stretch: stretch(at, 'moving average'), ...at.since(start) };
  }
  const comparing = at.oneOf(['change', 'growth', 'multiple']);
  if (comparing) return { kind: comparing, stretch: over(at, comparing), ...at.since(start) };
  if (at.word('rank')) {
    const change = at.word('change') ? over(at, 'rank change') : undefined;
    return { kind: 'rank', change, ...at.since(start) };
  }
  if (at.word('index')) return index(at, start);
  if (at.word('periods')) {
    const operator = comparison(at);
    if (operator === undefined) at.missing('A comparison after `periods` (`periods > 50%`)');
    const quantity = needQuantity(at, 'A quantity (`periods > 50%`)');
    return { kind: 'periods', operator, quantity, ...at.since(start) };
  }
  if (at.word('fill')) {
    const filling = at.oneOf(['zero', 'carry']);
    if (!filling) at.missing('`zero` or `carry` after `fill`');
    return { kind: 'fill', with: filling, ...at.since(start) };
  }
  if (at.atEnd || at.isSymbol('|'))
    at.missing('A step (share, top N, rank, count for, moving average N weeks …)');
  else at.complainUnexpected();
  return undefined;
}

function over(at: Cursor, word: string): N.Stretch | undefined {
  if (!at.word('over')) at.missing(`\`over\` and a stretch after \`${word}\` (\`${word} over 4 weeks\`)`);
  return stretch(at, 'over');
}

/** `index to 100 at 2026-W01`. */
function index(at: Cursor, start: number): N.StepNode {
  if (!at.word('to')) at.missing('`to` after `index` (`index to 100 at 2026-W01`)');
  const to = needQuantity(at, 'The number that the index starts from (`index to 100 at 2026-W01`)');
  if (!at.word('at')) at.missing('`at` and the period that is set to it (`index to 100 at 2026-W01`)');
  return { kind: 'index', to, at: period(at, 'at'), ...at.since(start) };
}
