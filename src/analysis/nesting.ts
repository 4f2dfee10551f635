/** Definitions inside definitions: how deep they may go, so that reading them always comes to an end. */
const DEEPEST = 100;

/** What is wrong with one more definition inside of those that are open; undefined if nothing is. */
export function tooDeep(name: string, open: readonly string[]): string | undefined {
  return open.length < DEEPEST
    ? undefined
    : `\`${name}\` stands inside of ${DEEPEST} definitions, each made of the next; write it with fewer steps.`;
}
