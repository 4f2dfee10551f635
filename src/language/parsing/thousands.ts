/**
 * `2,000` and `1,440,000`: numbers as newspapers write them. A comma separates here, so each would be two things. They
 * are read as what is meant, and said. Inside of a list (`(7,130)`) commas do separate, and nothing is joined.
 */
import type { Diagnostic } from '../diagnostics';
import type { Token } from '../scanner';

const FIRST = /^\$?[+-]?[1-9]\d{0,2}$/;
const MIDDLE = /^\d{3}$/;
const LAST = /^\d{3}(?:\.\d+)?(?:%|[A-Za-z]{1,3})?$/;

/** The tokens of a statement with such numbers joined, and by their places among these what is wrong with them. */
export function joinThousands(tokens: readonly Token[]): {
  readonly tokens: readonly Token[];
  readonly diagnostics: ReadonlyMap<number, Diagnostic>;
} {
  const joined: Token[] = [];
  const diagnostics = new Map<number, Diagnostic>();
  // The parentheses of a measure are those of arithmetic.
  const hasLists = tokens[0]?.text !== 'measure';
  let depth = 0;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token) break;
    if (token.kind === 'symbol' && token.text === '(') depth++;
    if (token.kind === 'symbol' && token.text === ')') depth--;
    const parts = hasLists && depth > 0 ? [token] : partsFrom(tokens, at);
    if (parts.length === 1) joined.push(token);
    else {
      const number = {
        ...token,
        text: parts.map(({ text }) => text).join(''),
        end: parts.at(-1)?.end ?? token.end,
      };
      diagnostics.set(joined.length, complaintAbout(number, parts));
      joined.push(number);
      // Commas stand between the parts.
      at += 2 * parts.length - 2;
    }
  }
  return { tokens: joined, diagnostics };
}

/** The token, with all parts of the number that it begins. */
function partsFrom(tokens: readonly Token[], from: number): Token[] {
  const [first] = tokens.slice(from, from + 1);
  if (!first) return [];
  const parts = [first];
  if (first.kind !== 'quantity' || !FIRST.test(first.text)) return parts;
  for (let at = from + 1; ; at += 2) {
    const [before, comma, part] = [parts.at(-1), tokens[at], tokens[at + 1]];
    if (!before || comma?.text !== ',' || comma.start !== before.end) return parts;
    if (part?.kind !== 'quantity' || part.start !== comma.end || !LAST.test(part.text)) return parts;
    if (parts.length > 1 && !MIDDLE.test(before.text)) return parts;
    parts.push(part);
  }
}

function complaintAbout({ text, start, end }: Token, parts: readonly Token[]): Diagnostic {
  const written = parts.map((part) => part.text).join(',');
  const [first, last = ''] = parts.map((part) => part.text);
  // Of `4,120T` nobody can say whether thousands are meant or decimals; of `2,000` thousands are.
  const isEither = parts.length === 2 && /[%A-Za-z]$/.test(last) && !last.includes('.');
  const instead = isEither ? [text, `${first ?? ''}.${last}`] : [text];
  const decimals = isEither ? `, or as \`${instead[1] ?? ''}\` if its comma stands before decimals` : '';
  return {
    ...{ start, end, severity: 'error', code: 'other-form' },
    message: `\`${written}\` is written as \`${text}\` here${decimals}: commas stand between things, not in numbers.`,
    fixes: instead.map((each) => ({ title: `Write \`${each}\``, start, end, text: each })),
  };
}
