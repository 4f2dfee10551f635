/** The outline of a cell: what it defines, claims and asks. */
import type { ParsedCell } from '../analysis/notebook';
import type { Span } from '../language/diagnostics';
import type { StatementNode } from '../language/nodes';

export type OutlineKind = Exclude<StatementNode['kind'], 'unreadable'>;

export interface OutlineItem extends Span {
  readonly kind: OutlineKind;
  readonly name: string;
  /** What kind of thing it is, in a word; of a query, nothing. */
  readonly detail: string;
  /** What is selected when the item is chosen. */
  readonly head: Span;
}

const LONGEST = 80;

export function outlineOf({ tree, text }: ParsedCell): OutlineItem[] {
  return tree.statements.flatMap(({ statement }) => {
    if (statement.kind === 'unreadable') return [];
    const { kind, start, end } = statement;
    const head = headOf(statement) ?? { start, end };
    const name = nameOf(statement) ?? short(text.slice(start, end));
    return [{ kind, name, detail: detailOf(statement), start, end, head }];
  });
}

function nameOf(node: StatementNode): string | undefined {
  switch (node.kind) {
    case 'attach':
    case 'group':
    case 'measure':
    case 'let':
      return node.name?.text;
    case 'claim':
      return filled(node.sentence?.text);
    case 'event':
      return filled(node.label?.text);
    case 'registry':
      return filled(node.file?.text);
    case 'query':
    case 'unreadable':
      return undefined;
  }
}

/** An empty text names nothing. */
function filled(text: string | undefined): string | undefined {
  return text?.trim() === '' ? undefined : text;
}

function headOf(node: StatementNode): Span | undefined {
  switch (node.kind) {
    case 'attach':
    case 'group':
    case 'measure':
    case 'let':
      return node.name;
    case 'claim':
      return node.sentence;
    case 'event':
      return node.label;
    case 'registry':
      return node.file;
    case 'query':
    case 'unreadable':
      return undefined;
  }
}

function detailOf(node: StatementNode): string {
  switch (node.kind) {
    case 'attach':
      return 'dataset';
    case 'let':
      return 'query';
    case 'event':
      return node.from?.text ?? 'event';
    case 'query':
    case 'unreadable':
      return '';
    default:
      return node.kind;
  }
}

/** A statement as one line that is no longer than an outline is wide. */
function short(text: string): string {
  const code = text.replace(/"[^"\n]*"|#[^\n]*/g, (part) => (part.startsWith('#') ? '' : part));
  const line = code.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1).trimEnd()}…` : line;
}
