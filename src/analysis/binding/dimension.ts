/** The name of a dimension: one that the dataset has, or what it has instead. */
import { closest } from '../../language/closest';
import { listOf } from '../../language/diagnostics';
import type { Name } from '../../language/nodes';
import { adverbOf, grainOf } from '../../language/vocabulary';
import { builtInDimension, pluralOf, type Dimension } from '../dimensions';
import { replace } from '../problems';
import type { Context } from './context';

export function bindDimension(name: Name, { lens, problems }: Context): Dimension | undefined {
  const dimension = lens.dimension(name.text);
  if (dimension) return dimension;
  const { dataset } = lens;
  const builtIn = builtInDimension(name.text);
  if (builtIn) {
    problems.error(
      name,
      'no-such-dimension',
      `${dataset.name} knows no ${pluralOf(builtIn)}: its rows are told apart by ${listOf([...dataset.texts.keys()], 'and') || 'dates only'}.`,
    );
    return undefined;
  }
  const grain = grainOf(name.text);
  if (grain) {
    const clause = adverbOf(grain);
    problems.error(
      name,
      'unknown-dimension',
      `\`by ${name.text}\` is no split: one figure a ${grain} is \`${clause}\`, without \`by\`.`,
    );
    return undefined;
  }
  const names = ['model', 'lab', 'country', 'weights', 'variant', ...dataset.texts.keys()];
  const near = closest(name.text, names);
  problems.error(
    name,
    'unknown-dimension',
    `\`${name.text}\` is not a dimension; ${dataset.name} can be split by ${listOf([...new Set(names)].filter((each) => lens.dimension(each) !== undefined))}.`,
    near.map((each) => replace(name, each)),
  );
  return undefined;
}
