/** What a query asks for: its values, a ranking, a crossing or a streak. */
import type { Quantity, SubjectNode } from '../../language/nodes';
import type { BoundSubject, BoundValue, Threshold } from '../bound';
import type { Context } from './context';
import { bindDimension } from './dimension';
import { comparable } from './quantity';

type RankingNode = Extract<SubjectNode, { kind: 'top' | 'bottom' }>;
type RaceNode = Extract<SubjectNode, { kind: 'crossing' | 'streak' }>;

/** `value` is the first value of the query: what a race is about. */
export function bindSubject(value: BoundValue | undefined, context: Context): BoundSubject | undefined {
  const { subject } = context.node;
  switch (subject.kind) {
    case 'values':
      return { kind: 'values' };
    case 'top':
    case 'bottom':
      return ranking(subject, context);
    case 'crossing':
    case 'streak':
      return race(subject, value, context);
    case 'events':
    case 'claims':
      return undefined;
  }
}

function ranking(subject: RankingNode, context: Context): BoundSubject | undefined {
  const { node, problems } = context;
  const dimension = subject.dimension && bindDimension(subject.dimension, context);
  if (node.by.length > 0 || node.for?.kind === 'for-each') {
    problems.error(
      node.by[0] ?? node.for ?? node,
      'ranking-by',
      `A ranking has one dimension. For the largest of every group, write \`tokens by country, model | top 10\`.`,
    );
  }
  return dimension && subject.count && { kind: subject.kind, count: subject.count.value, dimension };
}

function race(subject: RaceNode, value: BoundValue | undefined, context: Context): BoundSubject | undefined {
  const { sets } = context;
  const left = sets.set(subject.left);
  const right =
    subject.right?.kind === 'quantity' ? threshold(subject.right, value, context) : sets.set(subject.right);
  if (left === undefined || right === undefined) return undefined;
  return subject.kind === 'crossing'
    ? { kind: 'crossing', which: subject.which, left, right }
    : { kind: 'streak', left, right };
}

function threshold(
  at: Quantity,
  value: BoundValue | undefined,
  { problems }: Context,
): Threshold | undefined {
  const limit = value && comparable(at, value.unit, problems);
  return limit === undefined ? undefined : { label: at.text, threshold: limit };
}
