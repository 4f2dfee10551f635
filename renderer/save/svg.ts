/**
 * A chart as one picture that can be published as it is: title, what it is a figure of, the legend, the drawing as it
 * stands on the page, its marks in words, and the source. Everything is text and shapes, so it stays sharp and can be
 * edited; fonts are named, not embedded.
 */
import type { Drawing, LegendEntry } from '../charts/drawing';
import { svg } from '../dom';
import { swatch } from '../legend';
import { wrap, type Measure } from '../text';
import type { Theme } from '../theme';

/** What stands around a drawing, in words. */
export interface Words {
  readonly title: string;
  readonly caption: string;
  readonly unit: string;
  /** Marks and remarks, one line each. */
  readonly notes: readonly string[];
  readonly source: string;
}

export interface Picture {
  readonly text: string;
  readonly width: number;
  readonly height: number;
}

const PAD = 16;

/** `layers` are the pictures, one upon the other, into which the chart was drawn. */
export function pictureOf(
  document: Document,
  layers: readonly SVGSVGElement[],
  drawing: Pick<Drawing, 'legend' | 'height'>,
  words: Words,
  theme: Theme,
  measure: Measure,
  plotWidth: number,
): Picture {
  const width = plotWidth + 2 * PAD;
  const { size } = theme;
  const parts: SVGElement[] = [];
  let y = PAD;
  const write = (text: string, at: number, colour: string, bold: boolean, lines = 4): void => {
    if (text === '') return;
    for (const line of wrap(text, plotWidth, at * (bold ? 1.06 : 1), measure, lines)) {
      y += at * 1.3;
      parts.push(lineOfText(document, line, PAD, y - at * 0.3, at, colour, bold));
    }
  };
  write(words.title, Math.round(size * 1.3), theme.text, true);
  // What the figures are of is never cut.
  write(words.caption, size, theme.muted, false, Infinity);
  if (words.unit !== '') y += 4;
  write(words.unit, size, theme.muted, false);
  y += 8;
  if (drawing.legend.length > 0) {
    const { items, height } = legendOf(document, drawing.legend, theme, measure, plotWidth, y);
    parts.push(...items);
    y += height + 8;
  }
  const top = y;
  const plot = svg(document, 'g', { transform: `translate(${PAD} ${top})` });
  for (const layer of layers) plot.append(cleanCopy(layer));
  parts.push(plot);
  y += drawing.height + 4;
  for (const note of words.notes) write(note, size, theme.muted, false);
  write(words.source, Math.round(size * 0.95), theme.muted, false, Infinity);
  const height = Math.ceil(y + PAD);
  const root = svg(
    document,
    'svg',
    {
      width: String(width),
      height: String(height),
      viewBox: `0 0 ${width} ${height}`,
      'font-family': theme.font,
      role: 'img',
    },
    titleOf(document, words),
    svg(document, 'rect', { width: String(width), height: String(height), fill: theme.background }),
    ...parts,
  );
  return { text: new XMLSerializer().serializeToString(root), width, height };
}

function titleOf(document: Document, { title, caption }: Words): SVGElement {
  const made = svg(document, 'title');
  made.textContent = caption === '' ? title : `${title}. ${caption}`;
  return made;
}

function lineOfText(
  document: Document,
  text: string,
  x: number,
  y: number,
  size: number,
  fill: string,
  bold: boolean,
): SVGElement {
  const made = svg(document, 'text', {
    x: String(x),
    y: String(Math.round(y)),
    'font-size': String(size),
    fill,
    ...(bold && { 'font-weight': '600' }),
  });
  made.textContent = text;
  return made;
}

/** The entries beside each other, in as many lines as they need. */
function legendOf(
  document: Document,
  entries: readonly LegendEntry[],
  theme: Theme,
  measure: Measure,
  width: number,
  top: number,
): { items: SVGElement[]; height: number } {
  const { size } = theme;
  const line = Math.round(size * 1.6);
  const items: SVGElement[] = [];
  let [x, y] = [0, 0];
  for (const entry of entries) {
    const label = wrap(entry.label, width - 40, size, measure, 1)[0] ?? '';
    const value = entry.value ?? '';
    const picture = swatch(document, entry);
    const wide = Number(picture.getAttribute('width'));
    const ramp = entry.swatch === 'ramp';
    const [first, second] = [measure(label, size), value === '' ? 0 : measure(value, size, true) + 7];
    const length = wide + 7 + first + second;
    if (x > 0 && x + length > width) [x, y] = [0, y + line];
    const at = PAD + x;
    const middle = top + y + line / 2;
    const put = (text: string, left: number, bold: boolean) =>
      items.push(lineOfText(document, text, left, middle + size * 0.35, size, theme.text, bold));
    const pictureAt = ramp ? at + first + 7 : at;
    picture.setAttribute('x', String(pictureAt));
    picture.setAttribute('y', String(middle - 6));
    items.push(picture);
    put(label, ramp ? at : at + wide + 7, false);
    if (value !== '') put(value, ramp ? pictureAt + wide + 7 : at + wide + 7 + first + 7, !ramp);
    x += length + 18;
  }
  return { items, height: y + line };
}

/** A copy that stands by itself: without the style sheet of the page, and without its address in references to patterns. */
function cleanCopy(layer: SVGSVGElement): SVGElement {
  const copy = layer.cloneNode(true) as SVGSVGElement;
  copy.setAttribute('overflow', 'visible');
  copy.style.removeProperty('background');
  for (const each of [copy, ...copy.querySelectorAll<SVGElement>('*')]) {
    for (const { name, value } of [...each.attributes]) {
      if (name.startsWith('on')) each.removeAttribute(name);
      else if (value.includes('url(')) {
        each.setAttribute(
          name,
          value.replace(/url\((["']?|&quot;)[^#)"']*#([^)"'&]+)(?:["']|&quot;)?\)/g, 'url(#$2)'),
        );
      }
    }
  }
  return copy;
}
