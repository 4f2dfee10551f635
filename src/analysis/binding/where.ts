/** The conditions of a query as one test of rows. */
import { lumpTest } from '../../data/dataset';
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
  const isLump = lumpTest(lens.dataset);
  return {
    // What `other` holds is unknown, so a condition on models cannot decide about it: it stays, as a bound.
    test: (row) => bound.every((each) => (each.aboutModels && isLump(row)) || each.test(row)),
    label: bound.map((each) => each.label).join(' and '),
    aboutModels: bound.some((each) => each.aboutModels),
    unknown: bound.flatMap(({ unknown }) =>
      unknown
        ? [{ attribute: unknown.attribute, test: (row: number) => !isLump(row) && unknown.test(row) }]
        : [],
    ),
  };
}
