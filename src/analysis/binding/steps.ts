/** The steps after `|`, and the order in which they may follow each other. */
import type { StepNode } from '../../language/nodes';
import type { BoundStep, BoundValue } from '../bound';
import { replace, type Problems } from '../problems';
import type { TimePlan } from '../windows';
import type { Context } from './context';

type ShareNode = Extract<StepNode, { kind: 'share' }>;
type AverageNode = Extract<StepNode, { kind: 'moving-average' }>;

export function bindSteps(
  time: TimePlan,
  values: readonly BoundValue[],
  context: Context,
): BoundStep[] | undefined {
  const { problems } = context;
  const steps: BoundStep[] = [];
  for (const step of context.node.steps) {
    if (step.kind !== 'moving-average' && steps.some((each) => each.kind === 'count')) {
      problems.error(
        step,
        'step-order',
        'A count is one number: after it only `| moving average` can follow. Put `| count` last.',
      );
      return undefined;
    }
    // A share is no step of its own: it changes what the values are.
    if (step.kind === 'share') {
      if (!canShare(step, steps, values, problems)) return undefined;
      continue;
    }
    const bound = bindStep(step, time, context);
    if (!bound) return undefined;
    steps.push(bound);
  }
  return steps;
}

function canShare(
  step: ShareNode,
  before: readonly BoundStep[],
  values: readonly BoundValue[],
  problems: Problems,
): boolean {
  if (before.some((each) => each.kind === 'moving-average')) {
    problems.error(
      step,
      'step-order',
      'Put `| share` before `| moving average`: the average of the shares, not a share of averages.',
    );
    return false;
  }
  if (values.some((value) => value.kind !== 'sum' || !value.additive)) {
    problems.error(step, 'share-of', '`| share` divides a sum, such as `tokens by lab`, by its universe.');
    return false;
  }
  return true;
}

function bindStep(
  step: Exclude<StepNode, ShareNode>,
  time: TimePlan,
  { sets, problems }: Context,
): BoundStep | undefined {
  switch (step.kind) {
    case 'top':
      return step.count && { kind: 'top', count: step.count.value };
    case 'count': {
      const set = sets.set(step.set);
      return set && { kind: 'count', set };
    }
    case 'moving-average':
      return bindAverage(step, time, problems);
  }
}

function bindAverage(step: AverageNode, time: TimePlan, problems: Problems): BoundStep | undefined {
  if (!step.stretch) return undefined;
  if (time.mode !== 'series') {
    problems.error(step, 'average-of-one', 'A moving average needs a series; add a grain, such as `weekly`.');
    return undefined;
  }
  if (step.stretch.grain !== time.grain) {
    problems.error(
      step.stretch,
      'other-grain',
      `The series has one figure a ${time.grain}; average over ${time.grain}s: \`moving average ${step.stretch.count} ${time.grain}s\`.`,
      [replace(step.stretch, `${step.stretch.count} ${time.grain}s`)],
    );
    return undefined;
  }
  return { kind: 'moving-average', count: step.stretch.count };
}
