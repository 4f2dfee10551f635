/** What the editor says about a thing, before anybody draws it: hovers and completion say the same. */

export type Block =
  /** A name, with what it is, and its country where it has one. */
  | {
      readonly kind: 'title';
      readonly text: string;
      readonly remark?: string;
      readonly country?: { readonly code: string; readonly name: string };
    }
  /** A sentence of ours, with `code` in backticks. */
  | { readonly kind: 'text'; readonly text: string }
  /** A part of a query. */
  | { readonly kind: 'query'; readonly text: string }
  /** A fact; both come from data and files, and are words whatever they look like. */
  | { readonly kind: 'fact'; readonly label: string; readonly value: string };

export type Content = readonly Block[];

/** The content as plain text, for places without markup. */
export function plain(content: Content): string {
  return content
    .map((block) => {
      switch (block.kind) {
        case 'title':
          return block.remark === undefined ? block.text : `${block.text} (${block.remark})`;
        case 'fact':
          return `${block.label}: ${block.value}`;
        case 'text':
        case 'query':
          return block.text;
      }
    })
    .join('\n');
}
