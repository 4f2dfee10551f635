/**
 * Marks on a lane: a strip as wide as its place, on which values stand in per cent of the width and everything else is
 * measured in pixels. So it follows the width, prints, and takes its colours from the style sheet, without redrawing.
 */
import { svg } from '../dom';

/** A lane of marks; `label` is its text alternative, without which it is only decoration. */
export function lane(document: Document, label: string | undefined, ...marks: SVGElement[]): SVGElement {
  const said = label === undefined ? { 'aria-hidden': 'true' } : { role: 'img', 'aria-label': label };
  return svg(document, 'svg', { class: 'lane', ...said }, ...marks);
}

/** A vertical line through the lane, from `top` to `bottom` per cent of its height. */
export function upright(document: Document, name: string, x: number, top = 0, bottom = 100): SVGElement {
  const at = percent(x);
  return svg(document, 'line', { class: name, x1: at, x2: at, y1: percent(top), y2: percent(bottom) });
}

/** A horizontal line along the middle. */
export function along(document: Document, name: string, from: number, to: number): SVGElement {
  return svg(document, 'line', {
    class: name,
    x1: percent(from),
    x2: percent(to),
    y1: '50%',
    y2: '50%',
  });
}

/** A bar along the middle, `height` pixels high; without a height as high as the lane. */
export function bar(
  document: Document,
  name: string,
  from: number,
  to: number,
  height?: number,
  fill?: string,
): SVGElement {
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  const place = { class: name, x: percent(low), width: percent(high - low), ...(fill && { style: fill }) };
  if (height === undefined) return svg(document, 'rect', { ...place, y: '0', height: '100%' });
  return svg(document, 'rect', {
    ...place,
    y: '50%',
    height: String(height),
    transform: `translate(0 ${-height / 2})`,
  });
}

/** A shape in pixels around a place in the middle of the lane: `d` is a path whose origin is that place. */
export function shape(document: Document, name: string, x: number, d: string): SVGElement {
  return svg(
    document,
    'svg',
    { x: percent(x), y: '50%', width: '1', height: '1', overflow: 'visible', 'aria-hidden': 'true' },
    svg(document, 'path', { class: name, d }),
  );
}

export function percent(share: number): string {
  return `${Math.round(share * 1000) / 1000}%`;
}
