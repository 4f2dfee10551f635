/** Colours as numbers: parsing what CSS computes, mixing, and the WCAG contrast that decides what can be read. */
export interface Rgb {
  readonly r: number;
  readonly g: number;
  readonly b: number;
}

/** Reads `#rgb`, `#rrggbb`, `#rrggbbaa`, `rgb(…)` and `rgba(…)`; a see-through colour is laid over `under`. */
export function parseColour(text: string, under: Rgb = { r: 255, g: 255, b: 255 }): Rgb | undefined {
  const trimmed = text.trim();
  const hex = /^#([0-9a-f]{3,8})$/i.exec(trimmed)?.[1];
  if (hex !== undefined) {
    const wide = hex.length < 6 ? hex.replace(/./g, '$&$&') : hex;
    const channel = (at: number) => parseInt(wide.slice(at, at + 2), 16);
    const alpha = wide.length >= 8 ? channel(6) / 255 : 1;
    return over({ r: channel(0), g: channel(2), b: channel(4) }, alpha, under);
  }
  const numbers = /^rgba?\(([^)]+)\)$/i
    .exec(trimmed)?.[1]
    ?.split(/[\s,/]+/)
    .map(Number);
  if (!numbers || numbers.length < 3 || numbers.some(Number.isNaN)) return undefined;
  const [r = 0, g = 0, b = 0, alpha = 1] = numbers;
  return over({ r, g, b }, alpha, under);
}

function over(top: Rgb, alpha: number, under: Rgb): Rgb {
  const blend = (a: number, b: number) => a * alpha + b * (1 - alpha);
  return { r: blend(top.r, under.r), g: blend(top.g, under.g), b: blend(top.b, under.b) };
}

function known(colour: string): Rgb {
  return parseColour(colour) ?? { r: 128, g: 128, b: 128 };
}

function hex({ r, g, b }: Rgb): string {
  return `#${[r, g, b]
    .map((part) =>
      Math.round(Math.min(255, Math.max(0, part)))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

/** `share` of `a` (0 to 1) over the remainder of `b`. */
export function mix(a: string, b: string, share: number): string {
  return hex(over(known(a), share, known(b)));
}

/** The same colour, see-through. */
export function fade(colour: string, alpha: number): string {
  const { r, g, b } = known(colour);
  return `rgba(${Math.round(r)},${Math.round(g)},${Math.round(b)},${alpha})`;
}

function luminance(colour: string): number {
  const linear = (part: number) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  const { r, g, b } = known(colour);
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

/** The WCAG contrast ratio, from 1 (the same) to 21 (black on white). */
export function contrast(a: string, b: string): number {
  const [one, two] = [luminance(a), luminance(b)];
  return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
}

export function isDark(colour: string): boolean {
  return luminance(colour) < 0.18;
}

/** Black or white, whichever can be read better on `ground`. */
export function inkOn(ground: string): string {
  return contrast('#000000', ground) >= contrast('#ffffff', ground) ? '#000000' : '#ffffff';
}

/** `colour`, moved towards black or white (whichever the background is not) until it reaches `ratio` on `background`. */
export function readable(colour: string, background: string, ratio: number): string {
  const end = isDark(background) ? '#ffffff' : '#000000';
  for (let share = 0; share < 1; share += 0.05) {
    const candidate = mix(end, colour, share);
    if (contrast(candidate, background) >= ratio) return candidate;
  }
  return end;
}
