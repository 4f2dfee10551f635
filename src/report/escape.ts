/** Words of data and of users as HTML: always text, never markup, and read in the order in which they are written. */
import { forward } from '../protocol/plain';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return forward(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** A sentence of ours, with the parts of the language between its backticks set as code. */
export function sentenceHtml(sentence: string): string {
  return sentence
    .split('`')
    .map((part, index) => (index % 2 === 0 ? escapeHtml(part) : `<code>${escapeHtml(part)}</code>`))
    .join('');
}

/** Data for the page's script. A browser reads up to `</script`, wherever it stands: there is no `<` in it. */
export function dataElement(value: unknown, id?: string): string {
  const attribute = id === undefined ? '' : ` id="${id}"`;
  return `<script type="application/json"${attribute}>${forward(JSON.stringify(value)).replaceAll('<', '\\u003c')}</script>`;
}
