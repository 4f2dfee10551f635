/** A query as HTML: each token in a span that says what it is, as far as that can be told without the notebook. */
import { grainClauseOf, isTaken } from '../language/vocabulary';
import { scan, type Token } from '../language/scanner';
import { escapeHtml } from './escape';

export function highlight(text: string): string {
  let html = '';
  let offset = 0;
  for (const { start, end, ...token } of scan(text)) {
    html += between(text.slice(offset, start)) + span(classOf(token), text.slice(start, end));
    offset = end;
  }
  return html + between(text.slice(offset));
}

/** Blanks and comments are no tokens. */
function between(text: string): string {
  return text.replace(/#[^\n]*|[^#]+/g, (part) => span(part.startsWith('#') ? 'comment' : undefined, part));
}

function classOf({ kind, text }: Pick<Token, 'kind' | 'text'>): string | undefined {
  switch (kind) {
    case 'string':
    case 'open-string':
      return 'string';
    case 'period':
    case 'quantity':
      return 'number';
    case 'model':
    case 'qualified':
      return 'member';
    case 'name':
      return isTaken(text) || grainClauseOf(text) !== undefined ? 'keyword' : undefined;
    case 'symbol':
    case 'unreadable':
    case 'end':
      return undefined;
  }
}

function span(name: string | undefined, text: string): string {
  return name === undefined ? escapeHtml(text) : `<span class="${name}">${escapeHtml(text)}</span>`;
}
