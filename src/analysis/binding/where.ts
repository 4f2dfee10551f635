/** The conditions of a query as one test of rows. */
import { isOther } from '../../data/dataset';
import type { BoundQuery } from '../bound';
import { bindCondition } from '../conditions';
import type { Context } from './context';

export function bindWhere({ node, lens, problems }: Context): BoundQuery['where'] {
  const bound = node.where.flatMap((condition) => bindCondition(condition, lens, problems) ?? []);
  if (bound.length === 0) return undefined;
  const { dataset } = lens;
  const identity = dataset.texts.get(dataset.roles.model ?? '');
  const lumps = identity?.words.map(isOther) ?? [];
  const isLump = (row: number): boolean => lumps[identity?.codes[row] ?? -1] ?? false;
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
