/** Words on charts: made harmless, measured and shortened. */

/** The width of a text in pixels; canvas in the browser, an estimate in tests. */
export type Measure = (text: string, size: number, bold?: boolean) => number;

/** One line without control characters or those that turn the reading direction of what follows. */
export function plain(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g, ' ').trim();
}

/** Plotly reads a small HTML in its texts (`<b>`, `<a href>`, entities): names of data show literally. */
export function literal(text: string): string {
  return plain(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** As wide as `length` digits, with the blanks before it: figures that stand below each other. */
export function padded(text: string, length: number): string {
  return text.padStart(length, '\u2007');
}

/** The longest beginning that fits, with an ellipsis where something is lost. */
export function shorten(text: string, width: number, size: number, measure: Measure): string {
  const whole = plain(text);
  if (measure(whole, size) <= width) return whole;
  const letters = Array.from(whole);
  let low = 1;
  let high = letters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(`${letters.slice(0, middle).join('').trimEnd()}…`, size) <= width) low = middle;
    else high = middle - 1;
  }
  return `${letters.slice(0, low).join('').trimEnd()}…`;
}

/** Breaks at spaces into at most `lines` lines; the last one is shortened. */
export function wrap(text: string, width: number, size: number, measure: Measure, lines: number): string[] {
  const rows: string[] = [];
  let row = '';
  const words = plain(text).split(/\s+/);
  for (const [index, word] of words.entries()) {
    const longer = row === '' ? word : `${row} ${word}`;
    if (row === '' || measure(longer, size) <= width) {
      row = longer;
    } else if (rows.length === lines - 1) {
      row = [row, ...words.slice(index)].join(' ');
      break;
    } else {
      rows.push(row);
      row = word;
    }
  }
  return [...rows, row].map((line) => shorten(line, width, size, measure));
}

/** Measures with the browser's own text engine. */
export function canvasMeasure(document: Document, family: string): Measure {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return estimate;
  const known = new Map<string, number>();
  return (text, size, bold = false) => {
    const font = `${bold ? '600 ' : ''}${size}px ${family}`;
    const key = `${font}\n${text}`;
    let width = known.get(key);
    if (width === undefined) {
      context.font = font;
      width = context.measureText(text).width;
      known.set(key, width);
    }
    return width;
  };
}

/** About right for Latin text in a sans serif; used where there is no canvas. */
export const estimate: Measure = (text, size) => Array.from(text).length * size * 0.56;
