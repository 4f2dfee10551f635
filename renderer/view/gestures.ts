/** What the mouse does to a plot: a click, or a stretch of it that is drawn up. Fingers scroll the page, and can click. */
import { element } from '../dom';

/** Less than this, in pixels, is a click by an unsteady hand. */
const LEAST = 8;

export interface GestureUse {
  /** Whether a stretch can be drawn up now. */
  canDrag(): boolean;
  /** From where it began, in pixels from the top left corner of the plot, to how far to the right or left. */
  drag(from: { readonly x: number; readonly y: number }, to: number): void;
  /** Pixels from the top left corner of the plot. */
  click(x: number, y: number): void;
}

export function watchGestures(plot: HTMLElement, use: GestureUse): void {
  const brush = element(plot.ownerDocument, 'div', { class: 'brush', hidden: '', 'aria-hidden': 'true' });
  plot.append(brush);
  let start: { x: number; y: number; id: number } | undefined;
  const at = (event: PointerEvent) => {
    const box = plot.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const stop = (): void => {
    start = undefined;
    brush.hidden = true;
  };
  plot.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || !event.isPrimary) return;
    start = { ...at(event), id: event.pointerId };
    if (event.pointerType === 'touch' || !use.canDrag()) return;
    // Otherwise words of the page would be selected on the way.
    event.preventDefault();
    plot.setPointerCapture(event.pointerId);
  });
  plot.addEventListener('pointermove', (event) => {
    if (start?.id !== event.pointerId || !plot.hasPointerCapture(event.pointerId)) return;
    const { x } = at(event);
    brush.hidden = Math.abs(x - start.x) < LEAST;
    brush.style.left = `${Math.min(x, start.x)}px`;
    brush.style.width = `${Math.abs(x - start.x)}px`;
  });
  plot.addEventListener('pointerup', (event) => {
    if (start?.id !== event.pointerId) return;
    const from = start;
    const to = at(event);
    const dragged = plot.hasPointerCapture(event.pointerId) && Math.abs(to.x - from.x) >= LEAST;
    stop();
    if (dragged) use.drag(from, to.x);
    else if (Math.hypot(to.x - from.x, to.y - from.y) < LEAST) use.click(to.x, to.y);
  });
  plot.addEventListener('pointercancel', stop);
  plot.addEventListener('lostpointercapture', stop);
}
