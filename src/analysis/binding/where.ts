/** The conditions of a query as one test of rows. */
import type { BoundQuery } from '../bound';
import { bindCondition } from '../conditions';
import type { Context } from './context';

export function bindWhere({ node, lens, problems }: Context): BoundQuery['where'] {
  const [only, another] = node.where;
  // A condition that stands alone can become another clause with its `where`.
  const instead =
    only && !another && node.whereWord ? { start: node.whereWord.start, end: only.end } : undefined;
  const bound = node.where.flatMap((condition) => bindCondition(condition, lens, problems, instead) ?? []);
  if (bound.length === 0) return undefined;
  return {
    filters: bound.map(({ rows }) => rows),
    label: bound.map((each) => each.label).join(' and '),
    aboutModels: bound.some((each) => each.aboutModels),
    unknown: bound.flatMap(({ unknown }) => unknown ?? []),
  };
}
