/** Places among rivals, and how far `other` could move them. */
import type { Measured } from '../protocol/result';

export interface Standing {
  /** The best and the worst place, 1 is the first, whatever `other` holds. */
  readonly best: number;
  readonly worst: number;
}

/**
 * What place each of some figures can have among them, the first figure first: `figures` are in order. A rival is surely
 * ahead if even its lower bound is beyond the upper one of the other. Each figure is taken by itself, so that several of
 * them can have the same best place: `other` cannot go to all of them at once.
 */
export function standings(figures: readonly Measured[], order: 'largest' | 'smallest'): Standing[] {
  const sign = order === 'largest' ? 1 : -1;
  const ends = figures.map(({ value, low, high }) => {
    const [a, b] = [sign * (low ?? value ?? 0), sign * (high ?? value ?? 0)];
    return { low: Math.min(a, b), high: Math.max(a, b) };
  });
  return ends.map((own, index) => {
    const place = index + 1;
    const count = (test: (rival: (typeof ends)[number]) => boolean): number =>
      ends.filter((rival, at) => at !== index && test(rival)).length;
    const best = 1 + count((rival) => rival.low > own.high);
    const worst = 1 + count((rival) => rival.high > own.low);
    // Equal figures go by name: nobody is behind another one only for that.
    return { best: Math.min(best, place), worst: Math.max(worst, place) };
  });
}
