/** Words of a file as messages show them: never more than a reader takes in. */

const LONGEST = 60;
const MOST = 12;

export function shown(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}

/** `model, price, colour and 40 more`. */
export function someOf(names: readonly string[], show: (name: string) => string = shown): string {
  const first = names.slice(0, MOST).map(show).join(', ');
  return names.length > MOST ? `${first} and ${names.length - MOST} more` : first;
}
