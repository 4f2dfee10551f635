/** From a frame to a figure: which chart suits the shape of the result, and a refusal with the better one where none does. */
import type { ChartKindName } from '../../language/nodes';
import type { Figure } from '../../protocol/result';
import { comparesBuckets, type BoundQuery } from '../bound';
import type { Counted } from '../counted';
import type { Frame } from '../frame';
import type { Scope } from '../scope';
import { memberFigure } from './members';
import { numberFigure } from './numbers';
import { planeFigure } from './plane';
import { chartRefusal } from './refusal';
import { timeFigure, TIME_KINDS, type TimeKind } from './time';
import { treeFigure } from './tree';

/** The chart that the shape of a result asks for. */
export function defaultKind(query: BoundQuery, frame: Frame): ChartKindName {
  const [value] = query.values;
  const split = frame.dimensions.length > 0;
  if (frame.time.mode === 'series') {
    if (frame.values[0]?.unit === 'rank') return 'bump';
    if (query.steps.some((step) => step.kind === 'leader')) return 'column';
    // Two periods are two ends of a line for each member.
    if (shownBuckets(frame) === 2 && split && frame.rows.length > 1) return 'slope';
    // Shares of one whole over time fill the page to 100%; everything else is compared by lines.
    const whole = query.by.length > 0 && query.set.everything && value.kind === 'share' && split;
    return whole && isUntouched(query) && !comparesBuckets(value) ? 'area' : 'line';
  }
  if (!split || (frame.rows.length <= 2 && query.each !== undefined)) return 'number';
  return 'bar';
}

/** No step has made something else of the figures than parts of a whole. */
function isUntouched(query: BoundQuery): boolean {
  return query.steps.every((step) => step.kind === 'top');
}

function shownBuckets({ time }: Frame): number {
  return time.buckets.length - time.first;
}

export function figureOf(
  query: BoundQuery,
  frame: Frame,
  counted: Counted,
  scope: Scope,
): Figure | undefined {
  const kind = query.chart?.kind ?? defaultKind(query, frame);
  switch (kind) {
    case 'table':
      return undefined;
    case 'number':
      return numberFigure(query, frame);
    case 'scatter':
      return planeFigure(query, frame);
    case 'treemap':
      return treeFigure(query, frame);
    case 'timeline':
      throw chartRefusal(
        query,
        'A timeline shows events, and these are figures. Write `events as timeline`, or draw the figures over time `as line mark events`.',
        'line',
      );
    default:
      return frame.time.mode === 'series' && !(kind === 'donut' && shownBuckets(frame) === 1)
        ? timeFigure(kind, query, frame, counted, scope)
        : memberFigure(membersKind(kind, query), query, frame, counted);
  }
}

function membersKind(kind: TimeKind | 'donut', query: BoundQuery): 'bar' | 'column' | 'donut' {
  if (kind === 'bar' || kind === 'column' || kind === 'donut') return kind;
  const why: Readonly<Record<Exclude<typeof kind, 'bar' | 'column'>, string>> = {
    line: 'A line shows time, and this is one period. Add `weekly`, or draw it `as bar`.',
    area: 'An area shows time, and this is one period. Add `weekly`, or draw it `as bar`.',
    bump: 'A bump chart shows ranks over time, and this is one period. Add `weekly | rank`, or draw it `as bar`.',
    slope:
      'A slope has two periods, and this is one. Write `from A to B` with two periods, or draw it `as bar`.',
    heatmap: 'A heatmap shows time, and this is one period. Add `weekly`, or draw it `as bar`.',
  };
  throw chartRefusal(query, why[kind], 'bar');
}

export { TIME_KINDS };
