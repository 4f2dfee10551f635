/** How a result is drawn: what stands after `as`. */
import { ChartBuilder } from '../builders';
import { CHART_KINDS, type ChartNode } from '../nodes';
import type { Keyword } from '../vocabulary';
import type { Cursor } from './cursor';
import { name, text } from './leaves';

/** Parses a chart, its `as` already taken; `start` is where that stands. */
export function chart(at: Cursor, start: number): ChartNode {
  const token = at.peek();
  const kind = at.oneOf(CHART_KINDS);
  if (kind === undefined) {
    if (at.atEnd || at.isWord('expect'))
      at.missing('A chart (line, area, bar, column, donut, table, number …)');
    else {
      at.complainUnexpected();
      at.next();
    }
  }
  const builder = new ChartBuilder(kind, kind === undefined ? { start, end: start + 2 } : token);
  const seen = new Set<string>();
  for (;;) {
    const here = at.peek();
    // `mark events mark crossings` are two options, not one twice.
    const what = at.isWord('mark') ? `mark ${at.peek(1).text}` : here.text;
    if (!option(at, builder, seen)) break;
    if (seen.has(what))
      at.complain(here, 'clause-twice', `A second \`${what}\`: each option stands once; leave one out.`);
    seen.add(what);
  }
  return builder.build(at.since(start));
}

function option(at: Cursor, chart: ChartBuilder, seen: ReadonlySet<string>): boolean {
  const taken = (word: Keyword): boolean => at.word(word, !seen.has(word)) !== undefined;
  if (taken('color')) {
    if (!at.word('by')) at.missing('`by` after `color`');
    chart.colorBy = name(at, { kind: 'dimension' }, 'A dimension (country or lab)');
  } else if (taken('title')) chart.title = text(at, { kind: 'text' }, 'The title in quotes');
  else if (at.word('mark')) {
    const marked = at.oneOf(['events', 'crossings']);
    if (marked) chart.mark.push(marked);
    else at.missing('`events` or `crossings`');
  } else {
    const flag = (['stacked', 'normalized', 'log', 'labels'] as const).find(taken);
    if (!flag) return false;
    chart.flags.add(flag);
  }
  return true;
}
