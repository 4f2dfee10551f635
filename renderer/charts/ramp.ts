/**
 * Amounts as colours. One hue from near the page to its opposite in lightness, so that more is always more contrast and
 * no colour need be told from another; where values fall below zero, two hues that all eyes tell apart, with the page
 * between them.
 */
import { formatValue } from '../../src/protocol/format';
import type { Unit } from '../../src/protocol/result';
import { mix } from '../colour';
import type { Theme } from '../theme';

export interface Ramp {
  /** Whether amounts are coloured by their factors. */
  readonly log: boolean;
  /** Nothing where the value has no place: zero and below on a logarithmic scale. */
  colour(value: number): string | undefined;
  /** The colours from the first to the last, and what the two ends stand for. */
  readonly legend: { readonly label: string; readonly value: string; readonly ramp: readonly string[] };
}

const BLUES = {
  light: ['#dbe9f6', '#9cc5e3', '#4a97cb', '#15609f', '#08305c'],
  dark: ['#22384d', '#265f8c', '#3a8bc4', '#82bde6', '#e0f0fb'],
} as const;
const ORANGES = {
  light: ['#fbe6d6', '#f2b488', '#dd7a35', '#a84a0a', '#5f2703'],
  dark: ['#4a3122', '#87502a', '#c9762f', '#eda868', '#fde6d0'],
} as const;
const STEPS = 24;

/** `share` of the way through the colours. */
function along(colours: readonly string[], share: number): string {
  const place = Math.max(0, Math.min(1, share)) * (colours.length - 1);
  const index = Math.min(colours.length - 2, Math.floor(place));
  return mix(colours[index + 1] ?? '#808080', colours[index] ?? '#808080', place - index);
}

export function makeRamp(values: readonly number[], unit: Unit, log: boolean, theme: Theme): Ramp {
  const tone = theme.dark ? 'dark' : 'light';
  const positive = values.filter((value) => value > 0);
  const least = Math.min(...values);
  const most = Math.max(...values);
  const made = (
    from: number,
    to: number,
    share: (value: number) => number,
    colour: (share: number) => string,
    byFactor = false,
  ): Ramp => ({
    log: byFactor,
    colour: (value) => (byFactor && value <= 0 ? undefined : colour(share(value))),
    legend: {
      label: formatValue(from, unit),
      value: formatValue(to, unit),
      ramp: Array.from({ length: STEPS }, (_, step) => colour(step / (STEPS - 1))),
    },
  });
  const sequential = (share: number) => along(BLUES[tone], share);
  const within = (from: number, to: number) => (value: number) =>
    to === from ? 1 : (value - from) / (to - from);

  if (log && positive.length > 0) {
    const [low, high] = [Math.log10(Math.min(...positive)), Math.log10(Math.max(...positive))];
    const share = within(low, high);
    return made(10 ** low, 10 ** high, (value) => share(Math.log10(value)), sequential, true);
  }
  if (least < 0) {
    const reach = Math.max(-least, most);
    const middle = mix(theme.text, theme.background, 0.06);
    const colours = [...[...ORANGES[tone]].reverse(), middle, ...BLUES[tone]];
    return made(-reach, reach, within(-reach, reach), (share) => along(colours, share));
  }
  // The first rank is the most.
  if (unit === 'rank') return made(most, least, within(most, least), sequential);
  // Scores have no zero that means something.
  const from = unit === 'number' && least > most / 2 ? least : 0;
  return made(from, most, within(from, most), sequential);
}
