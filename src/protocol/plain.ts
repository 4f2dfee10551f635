/** Words of users and of data made harmless: they give a terminal no commands, and turn no reading direction. */

/** In one line. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+/gu, ' ');
}

/** Line by line. */
export function plainLines(text: string): string {
  return text.split('\n').map(plain).join('\n');
}

/** With its line ends and tabs, but without the invisible characters that turn the reading direction of what follows. */
export function forward(text: string): string {
  return text.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
}
