/** Where words may stand: rectangles of pixels, and the first of several places that leaves the others alone. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export function boxAround(x: number, y: number, width: number, height: number): Box {
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}

export function isInside(box: Box, x: number, y: number): boolean {
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
}

export function overlap(a: Box, b: Box, gap = 0): boolean {
  return a.left < b.right + gap && b.left < a.right + gap && a.top < b.bottom + gap && b.top < a.bottom + gap;
}

function holds(outer: Box, inner: Box): boolean {
  return (
    inner.left >= outer.left &&
    inner.right <= outer.right &&
    inner.top >= outer.top &&
    inner.bottom <= outer.bottom
  );
}

/** Small boxes along a straight line: what words should not cover. */
export function boxesAlong(
  from: { readonly x: number; readonly y: number },
  to: { readonly x: number; readonly y: number },
): Box[] {
  const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 4));
  return Array.from({ length: steps + 1 }, (_, step) => {
    const share = step / steps;
    return boxAround(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share, 2, 2);
  });
}

/**
 * For each of several words, in the order of their importance, the place among its `options` that it takes, or
 * undefined where none is free. No place leaves `within`, or touches one that is taken already or an obstacle; of the
 * free ones, that which covers the fewest of the `avoided` boxes is taken, the earlier one where two are alike; one
 * that covers more than `most` of them is none.
 */
export function placeFree(
  words: readonly (readonly Box[])[],
  within: Box,
  obstacles: readonly Box[],
  avoided: readonly Box[] = [],
  most = Infinity,
): (Box | undefined)[] {
  const taken = [...obstacles];
  return words.map((options) => {
    let best: Box | undefined;
    let cost = Infinity;
    for (const option of options) {
      if (!holds(within, option) || taken.some((other) => overlap(option, other, 1))) continue;
      const covered = avoided.filter((other) => overlap(option, other)).length;
      if (covered <= most && covered < cost) [best, cost] = [option, covered];
    }
    if (best) taken.push(best);
    return best;
  });
}
