/** Arithmetic of a measure: the usual precedence, and parentheses. */
import type * as N from '../nodes';
import type { Cursor } from './cursor';
import { name, quantity } from './leaves';

/** Deeper parentheses than anybody writes by hand. */
const DEEPEST = 50;

export function expression(at: Cursor, depth = 0): N.ExpressionNode | undefined {
  return chain(at, ['+', '-'], () => chain(at, ['*', '/'], () => operand(at, depth)));
}

/** Operands joined by operators of one precedence, from left to right. */
function chain(
  at: Cursor,
  operators: readonly N.Operator[],
  part: () => N.ExpressionNode | undefined,
): N.ExpressionNode | undefined {
  const { start } = at.peek();
  let left = part();
  for (;;) {
    splitSign(at);
    const operator = operators.find((each) => at.symbol(each));
    if (!operator) return left;
    const right = part();
    left = { kind: 'operation', operator, left, right, ...at.since(start) };
  }
}

/** `tokens -5` reads as two things, because a sign belongs to its number: operators stand between blanks. */
function splitSign(at: Cursor): void {
  const token = at.peek();
  const sign = token.kind === 'quantity' ? /^[+-]/.exec(token.text)?.[0] : undefined;
  if (sign === undefined) return;
  const spaced = `${sign} ${token.text.slice(1)}`;
  at.complain(
    token,
    'unspaced',
    `\`${token.text}\` is one number; to calculate with it, put blanks around the sign: \`${spaced}\`.`,
    [{ title: `Write \`${spaced}\``, start: token.start, end: token.end, text: spaced }],
  );
  at.next();
}

function operand(at: Cursor, depth: number): N.ExpressionNode | undefined {
  const token = at.peek();
  const { start } = token;
  if (depth > DEEPEST) {
    at.complain(token, 'too-deep', 'Parentheses inside of parentheses; write fewer of them.');
    return undefined;
  }
  if (at.symbol('(')) {
    const inner = expression(at, depth + 1);
    if (!at.symbol(')')) at.missing('The closing parenthesis `)`');
    return inner;
  }
  const slash = token.kind === 'model' ? /^([\w.-]+)\/([\w.-]*)$/.exec(token.text) : null;
  if (slash) {
    const spaced = `${slash[1] ?? ''} / ${slash[2] ?? ''}`.trimEnd();
    at.next();
    at.complain(
      token,
      'unspaced',
      `\`${token.text}\` reads as the slug of a model; to divide, put blanks around the slash: \`${spaced}\`.`,
      [{ title: `Write \`${spaced}\``, start: token.start, end: token.end, text: spaced }],
    );
    return undefined;
  }
  if (token.kind === 'quantity') {
    const number = quantity(at);
    return number && { kind: 'constant', quantity: number, ...at.since(start) };
  }
  at.expect({ kind: 'quantity' });
  const column = name(at, { kind: 'term' }, 'A column, an attribute such as `price`, or a number');
  return column && { kind: 'operand', name: column, ...at.since(start) };
}
