/** Published and computed figures next to each other: both in the words of the ledger. */
import { stretchText } from '../../language/vocabulary';
import type { BoundNode, ExpectNode } from '../../language/nodes';
import { formatBounds, formatValue } from '../../protocol/format';
import type { Measured, Unit } from '../../protocol/result';
import type { Found } from './dates';

/** As it was written: `about 18T`, `59% ± 0.5pp`. */
export function boundText({ modifier, quantity, tolerance }: BoundNode): string {
  const parts = [modifier, quantity?.text, ...(tolerance ? ['±', tolerance.text] : [])];
  return parts.filter((each) => each !== undefined).join(' ');
}

/** As it was written: `17% -> 47%`, `2 weeks`, `CN 4.12T, US 2.94T`. */
export function publishedText(expect: ExpectNode): string {
  switch (expect.kind) {
    case 'figure':
      return boundText(expect.bound);
    case 'figures':
      return expect.each
        .map(({ item, bound }) => [item.text, ...(bound ? [boundText(bound)] : [])].join(' '))
        .join(', ');
    case 'between':
      return `between ${expect.low?.text ?? '…'} and ${expect.high?.text ?? '…'}`;
    case 'from-to': {
      const tolerance = expect.tolerance ? ` ± ${expect.tolerance.text}` : '';
      return `${expect.from.text} -> ${expect.to?.text ?? '…'}${tolerance}`;
    }
    case 'length':
      return stretchText(expect.stretch.count, expect.stretch.grain);
    case 'date':
      return expect.period.text;
    case 'member':
      return expect.item.text;
  }
}

/** `50.5% (50.5%–58.1%)`. */
export function measuredText(measured: Measured, unit: Unit): string {
  const bounds = formatBounds(measured, unit);
  return formatValue(measured.value, unit) + (bounds === undefined ? '' : ` (${bounds})`);
}

export function foundText(found: Found | undefined): string {
  if (!found) return 'none';
  return found.after === undefined ? found.bucket : `between ${found.after} and ${found.bucket}`;
}

/** `2 weeks (1–4)`, `at least 3 weeks`, `6 weeks (3 or more)`. */
export function lengthText(length: Measured, grain: string): string {
  const { value, low, high } = length;
  if (value === null) return formatValue(null, 'buckets');
  const bounds = formatBounds(length, 'buckets');
  const words = `${low === value && high === undefined ? 'at least ' : ''}${formatValue(value, 'buckets')} ${grain}${value === 1 ? '' : 's'}`;
  return words + (bounds === undefined ? '' : ` (${bounds})`);
}
