/** Values: a measure, or a function of another value. */
import type * as N from '../nodes';
import type { Token } from '../scanner';
import { isKeyword } from '../vocabulary';
import type { Cursor } from './cursor';
import { name } from './leaves';
import { set } from './sets';

/** `share of change of tokens` is three deep; nothing that means something is deeper than that. */
const DEEPEST = 8;
const FUNCTIONS: readonly N.ValueFunction[] = ['share', 'change', 'growth', 'multiple', 'concentration'];

/** `depth` keeps a pasted page of `share of share of …` from exhausting the stack. */
export function value(at: Cursor, depth = 0): N.ValueNode | undefined {
  const start = at.peek().start;
  if (depth > DEEPEST) {
    at.complain(
      at.peek(),
      'too-deep',
      'A value inside of values inside of values: write one, such as `share of tokens`.',
    );
    return undefined;
  }
  const called = at.oneOf(FUNCTIONS);
  if (called) {
    of(at, called);
    return { kind: called, of: value(at, depth + 1), ...at.since(start) };
  }
  const pair = at.oneOf(['ratio', 'gap']);
  if (pair) {
    of(at, pair);
    const inner = value(at, depth + 1);
    if (!at.word('for')) at.missing(`\`for\` and the two sides (\`${pair} of tokens for CN to US\`)`);
    const left = set(at, `The first side of the ${pair}`);
    if (!at.word('to')) at.missing('`to` and the second side');
    const right = set(at, `The second side of the ${pair}`);
    return { kind: pair, of: inner, left, right, ...at.since(start) };
  }
  if (isRatioOfNames(at)) return undefined;
  const measure = name(at, { kind: 'measure' }, 'A value (such as `tokens`, or `share of tokens`)');
  return measure && { kind: 'measure', name: measure, ...at.since(start) };
}

/** `of` after the name of a function. */
export function of(at: Cursor, word: string): void {
  if (at.word('of')) return;
  at.missing(`\`of\` after \`${word}\` (\`${word} of tokens\`)`);
  // "share off tokens": the word is taken for the missing one, so that the mistake is said once.
  const [here, next] = [at.peek(), at.peek(1)];
  const isName = (token: Token): boolean => token.kind === 'name' && !isKeyword(token.text);
  if (isName(here) && isName(next)) at.next();
}

/** `CN/US` where a value should stand: taken, and said what to write. */
function isRatioOfNames(at: Cursor): boolean {
  const token = at.peek();
  const slash = token.kind === 'model' ? /^([\w-]+)\/([\w-]+)$/.exec(token.text) : null;
  if (!slash) return false;
  const ratio = `ratio of tokens for ${slash[1] ?? ''} to ${slash[2] ?? ''}`;
  at.next();
  at.complain(
    token,
    'slash',
    `\`${token.text}\` reads as the slug of a model, not as a value. To divide one side by the other, write \`${ratio}\`.`,
    [{ title: `Write \`${ratio}\``, start: token.start, end: token.end, text: ratio }],
  );
  return true;
}
