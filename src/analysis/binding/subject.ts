/** What a query asks for: its values, a ranking, a crossing or a streak. */
import type { Quantity, SubjectNode } from '../../language/nodes';
import type { BoundSubject, Threshold } from '../bound';
import type { Context } from './context';
import { bindDimension } from './dimension';
import { unitOf } from './values';

type RankingNode = Extract<SubjectNode, { kind: 'top' | 'bottom' }>;
type RaceNode = Extract<SubjectNode, { kind: 'crossing' | 'streak' }>;

export function bindSubject(context: Context): BoundSubject | undefined {
  const { subject } = context.node;
  switch (subject.kind) {
    case 'values':
      return { kind: 'values' };
    case 'top':
    case 'bottom':
      return ranking(subject, context);
    case 'crossing':
    case 'streak':
      return race(subject, context);
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

function race(subject: RaceNode, context: Context): BoundSubject | undefined {
  const { sets } = context;
  const left = sets.set(subject.left);
  const right =
    subject.right?.kind === 'quantity' ? threshold(subject.right, subject, context) : sets.set(subject.right);
  if (left === undefined || right === undefined) return undefined;
  return subject.kind === 'crossing'
    ? { kind: 'crossing', which: subject.which, left, right }
    : { kind: 'streak', left, right };
}

function threshold(at: Quantity, { of }: RaceNode, { problems }: Context): Threshold | undefined {
  const { unit, value } = at.quantity;
  if (of?.kind === 'share') {
    if (unit === 'percent') return { label: at.text, threshold: value };
    problems.error(
      at,
      'wrong-unit',
      `A share is compared with a percentage, such as \`50%\`, not with \`${at.text}\`.`,
    );
    return undefined;
  }
  const name = of?.kind === 'measure' ? of.name.text : 'tokens';
  if (unit === 'number' || (unit === 'usd' && unitOf(name) === 'usd')) {
    return { label: at.text, threshold: value };
  }
  problems.error(
    at,
    'wrong-unit',
    unit === 'percent'
      ? `\`${at.text}\` is a percentage; to compare shares, write \`share of ${name}\`.`
      : `${name} is compared with a number, such as \`1.5T\`, not with \`${at.text}\`.`,
  );
  return undefined;
}
