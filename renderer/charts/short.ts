/** Values where room is scarce: in cells and on parts of columns. */
import { formatScaled, formatValue } from '../../src/protocol/format';
import type { Unit } from '../../src/protocol/result';

/** With fewer digits than elsewhere: "4.1T", "12%". */
export function shortValue(value: number, unit: Unit): string {
  switch (unit) {
    case 'tokens':
      return formatScaled(value, 2);
    case 'usd':
      return value < 0 ? formatValue(value, unit) : `$${formatScaled(value, 2)}`;
    case 'fraction':
      return `${Math.round(value * 100)}%`;
    default:
      return formatValue(value, unit);
  }
}

/** The longest way of writing in which all values fit, or undefined: figures beside each other are written alike. */
export function commonWriting(
  values: readonly number[],
  unit: Unit,
  fits: (text: string) => boolean,
): ((value: number, unit: Unit) => string) | undefined {
  return [formatValue, shortValue].find((write) => values.every((value) => fits(write(value, unit))));
}
