/** The legend as page text: swatches that repeat what is drawn (dash, symbol, pattern), so that colour is never alone. */
import { element, svg } from './dom';
import type { LegendEntry } from './charts/drawing';
import { fade } from './colour';
import type { Dash } from './palette';

const DASHES: Readonly<Record<Dash, string>> = {
  solid: '',
  dash: '6 3',
  longdash: '9 3',
  dot: '2 2',
  dashdot: '6 2 2 2',
};

let patterns = 0;

/** What a press on an entry does. */
export interface LegendUse {
  /** The keys of the series that an entry stands for; none where it only explains a way of drawing. */
  keysOf(entry: LegendEntry): readonly string[];
  isHidden(keys: readonly string[]): boolean;
  toggle(keys: readonly string[]): void;
  isolate(keys: readonly string[]): void;
  /** More that can be done, asked for at a place of the page. */
  more(keys: readonly string[], at: { x: number; y: number }, button: HTMLElement): void;
}

const HINT = 'Click: hide or show. Double click, or Alt+Enter: only this. Right click, or Shift+F10: more.';

/** Entries that stand for series are buttons, pressed while their series is shown; one stop of the Tab key for all of them. */
export class Legend {
  readonly root: HTMLElement;
  #entries: readonly LegendEntry[] = [];
  #buttons: readonly HTMLButtonElement[] = [];

  constructor(
    private readonly document: Document,
    private readonly use: LegendUse,
  ) {
    this.root = element(document, 'ul', { class: 'legend', 'aria-label': 'Series' });
    this.root.addEventListener('keydown', (event) => this.#press(event));
  }

  /** Shows these entries; the same ones again keep their elements, and with them the focus. */
  show(entries: readonly LegendEntry[]): void {
    const { document } = this;
    const focused = this.#buttons.findIndex((button) => button === this.#active());
    const labels = (some: readonly LegendEntry[]) => some.map(({ label }) => label).join('\n');
    const same = labels(entries) === labels(this.#entries);
    this.#entries = entries;
    if (!same || this.root.childElementCount !== entries.length) {
      this.root.replaceChildren(...entries.map(() => element(document, 'li')));
    }
    const buttons: HTMLButtonElement[] = [];
    for (const [index, entry] of entries.entries()) {
      const item = this.root.children[index];
      const keys = this.use.keysOf(entry);
      if (keys.length === 0) {
        item?.replaceChildren(...partsOf(document, entry));
        continue;
      }
      const button = item?.querySelector('button') ?? this.#makeButton(index);
      button.replaceChildren(...partsOf(document, entry));
      button.setAttribute('aria-pressed', String(!this.use.isHidden(keys)));
      if (button.parentNode !== item) item?.replaceChildren(button);
      buttons.push(button);
    }
    this.#buttons = buttons;
    const stop = Math.max(
      0,
      focused,
      buttons.findIndex((button) => button.tabIndex === 0),
    );
    this.#stopAt(Math.min(stop, buttons.length - 1));
    this.root.hidden = entries.length === 0;
  }

  #active(): Element | null {
    return this.document.activeElement;
  }

  #makeButton(index: number): HTMLButtonElement {
    const button = element(this.document, 'button', { type: 'button', title: HINT, tabindex: '-1' });
    const keys = () => {
      const entry = this.#entries[index];
      return entry ? this.use.keysOf(entry) : [];
    };
    button.addEventListener('click', (event) => {
      // The second click of two comes with the first one's hiding, which isolating overrides.
      if (event.detail > 1 || event.altKey) this.use.isolate(keys());
      else this.use.toggle(keys());
    });
    button.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !event.altKey) return;
      event.preventDefault();
      this.use.isolate(keys());
    });
    button.addEventListener('contextmenu', (event) => {
      event.preventDefault();
      const { left, bottom } = button.getBoundingClientRect();
      // By keyboard there is no place that was pointed at.
      const pointed = event.clientX > 0 || event.clientY > 0;
      this.use.more(
        keys(),
        pointed ? { x: event.clientX, y: event.clientY } : { x: left, y: bottom },
        button,
      );
    });
    button.addEventListener('focus', () => this.#stopAt(this.#buttons.indexOf(button)));
    return button;
  }

  /** Arrow keys go from one to the next. */
  #press(event: KeyboardEvent): void {
    const now = this.#buttons.findIndex((button) => button === this.#active());
    if (now < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const last = this.#buttons.length - 1;
    const next = {
      ArrowRight: Math.min(last, now + 1),
      ArrowDown: Math.min(last, now + 1),
      ArrowLeft: Math.max(0, now - 1),
      ArrowUp: Math.max(0, now - 1),
      Home: 0,
      End: last,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.#buttons[next]?.focus();
  }

  #stopAt(stop: number): void {
    for (const [index, button] of this.#buttons.entries()) button.tabIndex = index === stop ? 0 : -1;
  }
}

function partsOf(document: Document, entry: LegendEntry): (Node | string)[] {
  const words = [element(document, 'span', { class: 'name' }, entry.label)];
  if (entry.value !== undefined) words.push(element(document, 'span', { class: 'amount' }, entry.value));
  const picture = swatch(document, entry);
  // The colours of a ramp stand between what its ends mean.
  return entry.swatch === 'ramp' ? [words[0] ?? '', picture, ...words.slice(1)] : [picture, ...words];
}

/** A small picture of the mark. */
export function swatch(document: Document, entry: LegendEntry): SVGElement {
  const { swatch: kind, paint, symbol } = entry;
  const { colour } = paint;
  if (kind === 'ramp') return rampPicture(document, entry.ramp ?? [], colour);
  const wide = kind !== 'area' && kind !== 'hollow';
  const picture = svg(document, 'svg', {
    width: wide ? '26' : '12',
    height: '12',
    viewBox: wide ? '0 0 26 12' : '7 0 12 12',
    'aria-hidden': 'true',
    class: 'swatch',
  });
  const line = (dash: string) =>
    svg(document, 'line', {
      x1: '0',
      y1: '6',
      x2: '26',
      y2: '6',
      stroke: colour,
      'stroke-width': '2.5',
      'stroke-dasharray': dash,
    });
  switch (kind) {
    case 'line':
      picture.append(line(DASHES[paint.dash]));
      if (symbol !== undefined) picture.append(marker(document, symbol, colour));
      break;
    case 'dotted':
      picture.append(line('2 3'));
      break;
    case 'band':
      picture.append(
        svg(document, 'rect', { width: '26', height: '12', fill: fade(colour, 0.28) }),
        svg(document, 'line', { x1: '0', y1: '6', x2: '26', y2: '6', stroke: colour, 'stroke-width': '2' }),
      );
      break;
    case 'whisker':
      picture.append(
        svg(document, 'path', {
          d: 'M3 6H23M3 2V10M23 2V10',
          stroke: colour,
          'stroke-width': '1.5',
          fill: 'none',
        }),
      );
      break;
    case 'hollow':
      picture.append(
        svg(document, 'rect', {
          x: '7',
          y: '1',
          width: '11',
          height: '10',
          fill: fade(colour, 0.2),
          stroke: colour,
          'stroke-width': '1.5',
        }),
      );
      break;
    case 'area': {
      const fill = paint.pattern === '' ? colour : patternFill(document, picture, paint.pattern, colour);
      picture.append(
        svg(document, 'rect', { x: '7', y: '0', width: '12', height: '12', rx: '1.5', fill, stroke: colour }),
      );
      break;
    }
  }
  return picture;
}

function rampPicture(document: Document, colours: readonly string[], frame: string): SVGElement {
  const [step, height] = [6, 12];
  const width = colours.length * step;
  const size = { width: String(width), height: String(height) };
  return svg(
    document,
    'svg',
    { ...size, viewBox: `0 0 ${size.width} ${size.height}`, 'aria-hidden': 'true', class: 'swatch' },
    ...colours.map((fill, index) =>
      // A little wider than its step, so that no seam shows between two of them.
      svg(document, 'rect', {
        x: String(index * step),
        y: '0',
        width: String(step + 0.5),
        height: size.height,
        fill,
      }),
    ),
    svg(document, 'rect', {
      x: '0.5',
      y: '0.5',
      width: String(Math.max(0, width - 1)),
      height: String(height - 1),
      fill: 'none',
      stroke: frame,
    }),
  );
}

/** Shapes inside a circle of radius 5 around (13, 6), as Plotly names them. */
function marker(document: Document, symbol: string, colour: string): SVGElement {
  const paths: Readonly<Record<string, string>> = {
    square: 'M9 2H17V10H9Z',
    diamond: 'M13 1L18 6L13 11L8 6Z',
    'triangle-up': 'M13 1L18 10H8Z',
    'triangle-down': 'M13 11L18 2H8Z',
    cross: 'M11.5 1H14.5V4.5H18V7.5H14.5V11H11.5V7.5H8V4.5H11.5Z',
    x: 'M9 1L13 4.6L17 1L18 2L14.4 6L18 10L17 11L13 7.4L9 11L8 10L11.6 6L8 2Z',
    star: 'M13 0L14.6 4.2L18.8 4.3L15.5 7L16.6 11.3L13 8.9L9.4 11.3L10.5 7L7.2 4.3L11.4 4.2Z',
  };
  const path = paths[symbol];
  return path === undefined
    ? svg(document, 'circle', { cx: '13', cy: '6', r: '4', fill: colour })
    : svg(document, 'path', { d: path, fill: colour });
}

/** What Plotly's patterns are made of, in a square of 5. */
const STROKES: Readonly<Record<string, string>> = {
  '/': 'M-1 6L6 -1',
  '\\': 'M-1 -1L6 6',
  x: 'M-1 6L6 -1M-1 -1L6 6',
  '-': 'M0 2.5H5',
  '|': 'M2.5 0V5',
  '+': 'M0 2.5H5M2.5 0V5',
};

function patternFill(document: Document, picture: SVGElement, pattern: string, colour: string): string {
  const id = `tokshare-pattern-${String(++patterns)}`;
  const mark =
    pattern === '.'
      ? svg(document, 'circle', { cx: '2.5', cy: '2.5', r: '1.2', fill: colour })
      : svg(document, 'path', { d: STROKES[pattern] ?? '', stroke: colour, 'stroke-width': '1.6' });
  picture.append(
    svg(
      document,
      'defs',
      {},
      svg(document, 'pattern', { id, width: '5', height: '5', patternUnits: 'userSpaceOnUse' }, mark),
    ),
  );
  return `url(#${id})`;
}
