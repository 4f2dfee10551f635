/** A quantity of a query held against a value: whether the two count the same, and what number it stands for. */
import type { Quantity } from '../../language/nodes';
import type { Unit } from '../../protocol/result';
import type { Problems } from '../problems';

/** How each unit is written, for messages: an example of the right quantity. */
const EXAMPLES: Readonly<Record<Unit, { readonly what: string; readonly example: string }>> = {
  tokens: { what: 'Tokens are', example: '1.5T' },
  usd: { what: 'Dollars are', example: '$1.5M' },
  fraction: { what: 'A share is', example: '50%' },
  points: { what: 'A difference of shares is', example: '2.5pp' },
  growth: { what: 'A growth is', example: '50%' },
  ratio: { what: 'A factor is', example: '3x' },
  number: { what: 'This value is', example: '50' },
  buckets: { what: 'A number of periods is', example: '4' },
  rank: { what: 'A rank is', example: '3' },
  places: { what: 'A change of ranks is', example: '2' },
};

/** The number that a quantity stands for beside values of `unit`, or undefined after saying why it is none. */
export function comparable(at: Quantity, unit: Unit, problems: Problems): number | undefined {
  const { value } = at.quantity;
  if (fits(at, unit)) return value;
  const { what, example } = EXAMPLES[unit];
  problems.error(
    at,
    'wrong-unit',
    at.quantity.unit === 'percent' && unit === 'tokens'
      ? `\`${at.text}\` is a percentage; to compare shares, write \`share of tokens\`.`
      : `${what} compared with ${example.endsWith('%') ? 'a percentage' : 'a number'}, such as \`${example}\`, not with \`${at.text}\`.`,
  );
  return undefined;
}

function fits({ quantity, text }: Quantity, unit: Unit): boolean {
  switch (unit) {
    case 'fraction':
    case 'growth':
      return quantity.unit === 'percent';
    case 'points':
      // Zero is the same in every unit.
      return quantity.unit === 'points' || text === '0';
    case 'ratio':
      return quantity.unit === 'times' || quantity.unit === 'number';
    case 'usd':
      return quantity.unit === 'usd' || quantity.unit === 'number';
    default:
      return quantity.unit === 'number';
  }
}
