/** Wraps the models, labs and countries of rendered Markdown in elements that can be hovered and focused. */
import type MarkdownIt from 'markdown-it';
import type { Term } from './card';
import type { FoundTerm } from './terms';

type Token = ReturnType<MarkdownIt['parse']>[number];
type Find = (text: string) => FoundTerm[];

const TERM = 'tokshare_term';

export function markTerms(markdown: MarkdownIt, find: Find): void {
  markdown.core.ruler.push(TERM, (state) => {
    for (const block of state.tokens) {
      if (block.type !== 'inline' || !block.children) continue;
      let links = 0;
      block.children = block.children.flatMap((token) => {
        if (token.type === 'link_open') links++;
        if (token.type === 'link_close') links--;
        // A link has a meaning of its own already.
        if (links > 0) return [token];
        if (token.type === 'text') return split(token, find, (type, content) => make(state, type, content));
        if (token.type === 'code_inline') return [wholeTerm(token, find) ?? token];
        return [token];
      });
    }
  });
  markdown.renderer.rules[TERM] = (tokens, index) => {
    const token = tokens[index];
    if (!token) return '';
    const { term, code } = token.meta as { term: Term; code: boolean };
    const text = markdown.utils.escapeHtml(token.content);
    const attributes = `class="tokshare-term" tabindex="0" data-kind="${term.kind}" data-key="${markdown.utils.escapeHtml(term.key)}"`;
    return `<span ${attributes}>${code ? `<code>${text}</code>` : text}</span>`;
  };
}

function make(
  state: { Token: new (type: string, tag: string, nesting: 0) => Token },
  type: string,
  content: string,
): Token {
  const token = new state.Token(type, '', 0);
  token.content = content;
  return token;
}

function split(token: Token, find: Find, create: (type: string, content: string) => Token): Token[] {
  const found = find(token.content);
  if (found.length === 0) return [token];
  const parts: Token[] = [];
  let offset = 0;
  const text = (to: number): void => {
    if (to > offset) parts.push(create('text', token.content.slice(offset, to)));
  };
  for (const { start, end, term } of found) {
    text(start);
    const part = create(TERM, token.content.slice(start, end));
    part.meta = { term, code: false };
    parts.push(part);
    offset = end;
  }
  text(token.content.length);
  return parts;
}

/** `` `deepseek/deepseek-r1` ``: code is a term only as a whole, so that queries in prose stay code. */
function wholeTerm(token: Token, find: Find): Token | undefined {
  const [only] = find(token.content);
  if (!only || only.start !== 0 || only.end !== token.content.length) return undefined;
  token.type = TERM;
  token.meta = { term: only.term, code: true };
  return token;
}
