/** Where the tiles of a treemap lie: the squarified layout that Plotly draws, so that words and pointing meet it. */
import type { Box } from './boxes';

/** A tree whose branches are as large as their parts together, the largest part first. */
export interface Branch<B> {
  readonly value: number;
  readonly parts: readonly B[];
}

export interface Padding {
  readonly top: number;
  readonly side: number;
  readonly inner: number;
}

/** The box of each branch, on an area that begins at 0, 0. */
export function layTiles<B extends Branch<B>>(
  root: B,
  width: number,
  height: number,
  padding: Padding,
): Map<B, Box> {
  const boxes = new Map<B, Box>();
  const half = padding.inner / 2;
  const place = (branch: B, box: Box, inset: number) => {
    const own = shrink(box, inset, inset, inset, inset);
    boxes.set(branch, own);
    if (branch.parts.length === 0) return;
    const { top, side } = padding;
    const inside = shrink(own, side - half, side - half, top - half, side - half);
    for (const [part, tile] of squarify(branch, inside)) place(part, tile, half);
  };
  place(root, { left: 0, right: width, top: 0, bottom: height }, 0);
  return boxes;
}

/** A box without its edges; what is too small for them becomes a line. */
function shrink(box: Box, left: number, right: number, top: number, bottom: number): Box {
  const meet = (from: number, to: number): [number, number] =>
    to < from ? [(from + to) / 2, (from + to) / 2] : [from, to];
  const [x0, x1] = meet(box.left + left, box.right - right);
  const [y0, y1] = meet(box.top + top, box.bottom - bottom);
  return { left: x0, right: x1, top: y0, bottom: y1 };
}

/** Rows of tiles that are as square as they get: each row is filled while that makes its worst tile better. */
function squarify<B extends Branch<B>>(branch: B, inside: Box): [B, Box][] {
  const { parts } = branch;
  const placed: [B, Box][] = [];
  let { left, top } = inside;
  const { right, bottom } = inside;
  let rest = branch.value;
  for (let first = 0; first < parts.length;) {
    const [wide, high] = [right - left, bottom - top];
    const alpha = Math.max(high / wide, wide / high) / rest;
    let next = first;
    let sum = 0;
    // Parts of no size join the first one that has any.
    do sum += parts[next++]?.value ?? 0;
    while (sum === 0 && next < parts.length);
    let [least, most] = [sum, sum];
    const worst = () => {
      const beta = sum * sum * alpha;
      return Math.max(most / beta, beta / least);
    };
    let ratio = worst();
    for (; next < parts.length; next++) {
      const value = parts[next]?.value ?? 0;
      const before = { sum, least, most };
      sum += value;
      least = Math.min(least, value);
      most = Math.max(most, value);
      const longer = worst();
      if (longer > ratio) {
        ({ sum, least, most } = before);
        break;
      }
      ratio = longer;
    }
    const row = parts.slice(first, next);
    if (wide < high) {
      const edge = rest > 0 ? top + (high * sum) / rest : bottom;
      let at = left;
      for (const part of row) {
        const end = at + (sum > 0 ? (part.value * wide) / sum : 0);
        placed.push([part, { left: at, right: end, top, bottom: edge }]);
        at = end;
      }
      top = edge;
    } else {
      const edge = rest > 0 ? left + (wide * sum) / rest : right;
      let at = top;
      for (const part of row) {
        const end = at + (sum > 0 ? (part.value * high) / sum : 0);
        placed.push([part, { left, right: edge, top: at, bottom: end }]);
        at = end;
      }
      left = edge;
    }
    rest -= sum;
    first = next;
  }
  return placed;
}
