/** The `for` clause: a numerator, items side by side, or a dimension. */
import type { Name, SetNode } from '../../language/nodes';
import { builtInDimension, type Dimension } from '../dimensions';
import { EVERYTHING, setOfName, type BoundItem, type BoundSet } from '../sets';
import type { Context } from './context';
import { bindDimension } from './dimension';

interface Numerator {
  readonly set: BoundSet;
  readonly each: readonly BoundItem[] | undefined;
  readonly by: readonly Dimension[];
}

const NOTHING: Numerator = { set: EVERYTHING, each: undefined, by: [] };

export function bindNumerator(context: Context): Numerator {
  const clause = context.node.for;
  if (!clause) return NOTHING;
  if (clause.kind === 'for') return { ...NOTHING, set: context.sets.set(clause.set) ?? EVERYTHING };
  if (!clause.each) return NOTHING;
  return clause.each.kind === 'name' ? eachOfName(clause.each, context) : eachOfSet(clause.each, context);
}

/** `for each country`, or `for each` and the name of a group or of an item. */
function eachOfName(name: Name, context: Context): Numerator {
  const dimension = context.lens.dimension(name.text);
  if (dimension) return { ...NOTHING, by: [dimension] };
  if (builtInDimension(name.text)) {
    bindDimension(name, context);
    return NOTHING;
  }
  const set = context.sets.set(setOfName(name));
  return set ? { ...NOTHING, set, each: set.items } : NOTHING;
}

/** `for each (CN, US)`. */
function eachOfSet(node: SetNode, { sets, problems }: Context): Numerator {
  const set = sets.set(node);
  if (!set) return NOTHING;
  if (set.items.length === 0) {
    problems.error(
      node,
      'each-of-all',
      '`for each` needs a list or a dimension: `for each (CN, US)`, `for each country`.',
    );
  }
  return { ...NOTHING, set, each: set.items };
}
