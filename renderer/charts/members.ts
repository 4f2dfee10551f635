/** The order members are drawn in, and the words about one of them. */
import { formatBounds, formatValue } from '../../src/protocol/format';
import type { Measured, Member, Series, Unit } from '../../src/protocol/result';
import { greyKind, type Paint } from '../palette';
import { plain } from '../text';
import type { TipRow } from './drawing';

/** What is left comes after everything named, in this order. */
export const LAST_KINDS: Readonly<Record<string, number>> = { rest: 1, unknown: 2, other: 3 };

/** Named members in the order of the figure, then what is left: rest, unknown, other. */
export function remainderLast<T>(items: readonly T[], member: (item: T) => Member): T[] {
  const rank = (item: T) =>
    member(item).kind === 'named' ? 0 : (LAST_KINDS[greyKind(member(item)) ?? ''] ?? 0);
  return items
    .map((item, index) => ({ item, index }))
    .sort((a, b) => rank(a.item) - rank(b.item) || a.index - b.index)
    .map(({ item }) => item);
}

export function orderSeries(series: readonly Series[]): Series[] {
  return remainderLast(series, ({ member }) => member);
}

/** Whose it is and from where, as far as the name does not say so itself. */
export function origin(member: Member): string | undefined {
  const label = plain(member.label).toLowerCase();
  const parts = [member.lab, member.country]
    .filter((part) => part !== undefined)
    .map(plain)
    .filter((part) => part !== '' && part.toLowerCase() !== label);
  return parts.length > 0 ? parts.join(' · ') : undefined;
}

/** One row of a tooltip: name, value, and its bounds and origin in small. */
export function tipRow(
  member: Member,
  measured: Measured,
  unit: Unit,
  paint?: Paint,
  share?: number,
): TipRow {
  const bounds = formatBounds(measured, unit);
  const detail = [
    share !== undefined && unit !== 'fraction' ? formatValue(share, 'fraction') : undefined,
    bounds === undefined ? undefined : `between ${bounds.replace('–', ' and ')}`,
    origin(member),
  ].filter((part) => part !== undefined);
  return {
    label: plain(member.label),
    value:
      measured.value === null
        ? unit === 'rank'
          ? 'not ranked'
          : 'no data'
        : formatValue(measured.value, unit),
    ...(detail.length > 0 && { detail: detail.join(' · ') }),
    ...(paint && { paint }),
  };
}

/** The number, or nothing: a missing value is never zero. */
export function known(measured: Measured | undefined): number | undefined {
  return measured?.value ?? undefined;
}

/** Low and high where the error is known and there is one. */
export function bounds(measured: Measured | undefined): { low: number; high: number } | undefined {
  if (measured?.low === undefined || measured.high === undefined || measured.value === null) return undefined;
  return measured.low === measured.high ? undefined : { low: measured.low, high: measured.high };
}
