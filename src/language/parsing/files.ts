/** How a file is written, where it is guessed wrong: what stands between its cells, and in which encoding. */
import { listOf, type Fix, type Span } from '../diagnostics';
import { ENCODINGS, SEPARATOR_WORDS } from '../nodes';
import type { AttachNode, EncodingName, SeparatorMark, SeparatorWord } from '../nodes';
import { quoted, type Cursor } from './cursor';
import { text } from './leaves';

const SEPARATORS = Object.keys(SEPARATOR_WORDS) as SeparatorWord[];
const MARKS = Object.values(SEPARATOR_WORDS);

/** What else people call the separators, and the word that is written here. */
const CALLED: ReadonlyMap<string, SeparatorWord> = new Map([
  ...(['comma', ','] as const).map((word) => [word, 'commas'] as const),
  ...(['semicolon', ';'] as const).map((word) => [word, 'semicolons'] as const),
  ...(['tab', '\\t'] as const).map((word) => [word, 'tabs'] as const),
  ...(['bar', 'pipe', 'pipes', '|'] as const).map((word) => [word, 'bars'] as const),
  ...SEPARATORS.map((word) => [word, word] as const),
]);

/** `separated by tabs` or `separated by ";"`, the first word already taken; `start` is where that stands. */
export function separated(at: Cursor, start: number): AttachNode['separated'] {
  if (!at.word('by')) at.missing('`by` after `separated` (`separated by semicolons`)');
  const separator = separatorHere(at);
  return { separator, ...at.since(start) };
}

function separatorHere(at: Cursor): SeparatorMark | undefined {
  const word = at.oneOf(SEPARATORS);
  if (word) return SEPARATOR_WORDS[word];
  const token = at.peek();
  const called = CALLED.get(token.text.toLowerCase());
  if (token.kind !== 'string' && called === undefined) {
    at.missing(`What stands between the cells (${SEPARATORS.join(', ')})`);
    return undefined;
  }
  const mark = MARKS.find((each) => token.kind === 'string' && each === token.text);
  if (mark === undefined && called !== undefined) at.complainForm(token, quoted(token), called);
  else if (mark === undefined) {
    const message = `${quoted(token)} is not taken for what separates cells: write ${listOf(SEPARATORS.map(inCode))}.`;
    at.complain(token, 'no-such-separator', message, SEPARATORS.map(replacing(token)));
  }
  at.next();
  return mark ?? (called && SEPARATOR_WORDS[called]);
}

/** Other names of encodings that are read. Latin-1 is what Windows-1252 is but for control characters, which no table has. */
const ALIASES: ReadonlyMap<string, EncodingName> = new Map([
  ['latin1', 'windows-1252'],
  ['iso-8859-1', 'windows-1252'],
  ...ENCODINGS.map((name) => [name, name] as const),
]);

/** Spellings of others, without signs: which of the encodings may be meant. */
const SPELT: ReadonlyMap<string, readonly EncodingName[]> = new Map<string, readonly EncodingName[]>([
  ['utf16', ['utf-16le', 'utf-16be']],
  ['unicode', ['utf-16le', 'utf-16be']],
  ['utf8sig', ['utf-8']],
  ['cp1252', ['windows-1252']],
  ['ansi', ['windows-1252']],
  ...[...ALIASES].map(([word, name]): [string, EncodingName[]] => [bare(word), [name]]),
]);

/** `encoding "windows-1252"`, its word already taken; `start` is where that stands. */
export function encoding(at: Cursor, start: number): AttachNode['encoding'] {
  const token = at.peek();
  const found = ALIASES.get(token.text.toLowerCase());
  if (token.kind === 'name' && (found !== undefined || SPELT.has(bare(token.text)))) {
    const meant = found === undefined ? (SPELT.get(bare(token.text)) ?? []) : [found];
    refuse(at, meant);
    at.next();
    return { text: token.text, encoding: found, ...at.since(start) };
  }
  if (token.kind === 'string' && found === undefined) refuse(at, SPELT.get(bare(token.text)) ?? []);
  const written = text(at, { kind: 'encoding' }, 'The encoding in quotes (`encoding "windows-1252"`)');
  return written && { text: written.text, encoding: found, ...at.since(start) };
}

/** Complains about the encoding that stands here, and says which may be meant. */
function refuse(at: Cursor, meant: readonly EncodingName[]): void {
  const token = at.peek();
  const texts = meant.map((each) => `"${each}"`);
  const [only, ...more] = texts;
  if (only !== undefined && more.length === 0) {
    at.complainForm(token, quoted(token), only);
    return;
  }
  const instead = only === undefined ? ENCODINGS.map((each) => `"${each}"`) : texts;
  const message = `${quoted(token)} is no encoding that is read here: write ${listOf(instead.map(inCode))}.`;
  at.complain(token, 'no-such-encoding', message, texts.map(replacing(token)));
}

const replacing =
  ({ start, end }: Span) =>
  (written: string): Fix => ({ title: `Write \`${written}\``, start, end, text: written });

const inCode = (written: string): string => `\`${written}\``;

function bare(word: string): string {
  return word.toLowerCase().replace(/[^a-z0-9]/g, '');
}
