/** Words of a notebook in a terminal: they give it no commands, and turn no reading direction. */

/** In one line. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069]+/gu, ' ');
}

/** Line by line. */
export function plainLines(text: string): string {
  return text.split('\n').map(plain).join('\n');
}
