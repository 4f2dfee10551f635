/** The stages after `within`, and what their `each` asks of the calendar. */
import type { Span } from '../../language/diagnostics';
import type { Grain } from '../../language/literals';
import type { UniverseNode } from '../../language/nodes';
import { spanLabel } from '../../data/calendar';
import type { BoundStage } from '../bound';
import type { Problems } from '../problems';
import { calendarBucket } from '../buckets';
import type { TimePlan } from '../windows';
import type { Context } from './context';
import { bindDimension } from './dimension';

type TopNode = Extract<UniverseNode, { kind: 'top' }>;

export function bindStages(context: Context): BoundStage[] {
  return context.node.within.flatMap((stage) => bindStage(stage, context) ?? []);
}

function bindStage(node: UniverseNode, context: Context): BoundStage | undefined {
  switch (node.kind) {
    case 'known':
      return { kind: 'known' };
    case 'set': {
      const set = context.sets.set(node.set);
      return set && { kind: 'set', set };
    }
    case 'top':
      return bindTop(node, context);
  }
}

function bindTop(node: TopNode, context: Context): BoundStage | undefined {
  const dimension = node.dimension && bindDimension(node.dimension, context);
  if (!dimension || !node.count) return undefined;
  const { dataset } = context.lens;
  if (node.each && !dataset.time) {
    context.problems.error(
      node,
      'no-time',
      `${dataset.name} is a snapshot; leave \`each ${node.each.grain}\` out.`,
    );
    return undefined;
  }
  return { kind: 'top', count: node.count.value, dimension, each: node.each?.grain };
}

/** What `each` asks of the calendar: whole buckets, and a choice for every bucket rather than one for all of them. */
export function checkEach(time: TimePlan | undefined, context: Context): void {
  if (!time || time.mode === 'snapshot') return;
  for (const node of context.node.within) {
    if (node.kind !== 'top') continue;
    if (node.each) checkGrain(node, node.each.grain, time, context);
    else warnOfOneChoice(node, time, context.problems);
  }
}

function warnOfOneChoice(node: TopNode, time: TimePlan, problems: Problems): void {
  const grain = time.mode === 'series' ? time.grain : undefined;
  if (!grain) return;
  problems.warning(
    node,
    'one-choice',
    `This chooses once, by the sums of the whole period, and keeps the choice in every ${grain}: models that came later or went earlier vanish. Write \`each ${grain}\` to choose anew.`,
    [{ title: `Add \`each ${grain}\``, start: node.end, end: node.end, text: ` each ${grain}` }],
  );
}

/** `each week` needs data that are no coarser than weeks, and that weeks do not cut. */
function checkGrain(node: TopNode, each: Grain, time: TimePlan, context: Context): void {
  const { lens, problems } = context;
  const own = lens.dataset.time?.grain;
  const order: readonly Grain[] = ['day', 'week', 'month', 'quarter', 'year'];
  if (own && order.indexOf(each) < order.indexOf(own)) {
    problems.error(
      node,
      'finer-than-data',
      `${lens.dataset.name} has one figure a ${own}; it cannot choose for each ${each}.`,
    );
  } else if (own === 'week' && (each === 'month' || each === 'quarter')) {
    problems.error(
      node,
      'straddling-weeks',
      `${lens.dataset.name} is weekly, and weeks straddle ${each}s; choose \`each week\`.`,
    );
  } else if (!context.node.partial) {
    checkWhole(node, each, time, context);
  }
}

/** `each week` chooses by whole weeks, so the period must not cut one. */
function checkWhole(node: Span, each: Grain, time: TimePlan, { lens, problems }: Context): void {
  const { dataset } = lens;
  const [from, to] = [time.buckets[time.first], time.buckets.at(-1)];
  if (!dataset.time || !from || !to || time.dataTo <= time.dataFrom) return;
  const first = calendarBucket(dataset.time, time.dataFrom, each);
  const last = calendarBucket(dataset.time, time.dataTo - 1, each);
  const cut = first.start < from.start ? first : last.end > to.end ? last : undefined;
  if (!cut) return;
  problems.error(
    node,
    'each-cuts-bucket',
    `\`each ${each}\` chooses by whole ${each}s, but only a part of the ${each} of ${spanLabel(cut, true)} lies in the period of this query. Name a period of whole ${each}s, or write \`including partial\`.`,
  );
}
