/** What an output can have done for it by the notebook around it; on a page of its own there is none. */
import { OutputMetadata, type Format, type Message } from '../src/protocol/messages';
import type { RendererContext } from './notebook-api';

export interface Notebook {
  /** Puts text on the clipboard where the page itself may not. */
  copy(text: string): void;
  /** Asks the user where to write a file, and writes it there. */
  save(title: string, format: Format, bytes: Uint8Array): void;
  /** Inserts a query as a new cell below the one of the output; absent where that cell is not known. */
  readonly insert?: (query: string) => void;
  /** The same, with the query narrowed to a member of its result. */
  readonly narrow?: (query: string, member: string) => void;
}

/** `metadata` is what came with the output. */
export function notebookOf(context: RendererContext, metadata: unknown): Notebook | undefined {
  if (!context.postMessage) return undefined;
  const say = (message: Message): void => context.postMessage?.(message);
  const known = OutputMetadata.safeParse(metadata);
  return {
    copy: (text) => say({ kind: 'copy', text }),
    save: (title, format, bytes) => say({ kind: 'save', title, format, content: base64(bytes) }),
    ...(known.success && {
      insert: (query: string) => say({ kind: 'insert', cell: known.data.cell, query }),
      narrow: (query: string, member: string) =>
        say({ kind: 'narrow', cell: known.data.cell, query, member }),
    }),
  };
}

/** Messages are text for some hosts. */
function base64(bytes: Uint8Array): string {
  // In pieces, because a call takes only so many arguments.
  let text = '';
  for (let from = 0; from < bytes.length; from += 0x8000)
    text += String.fromCharCode(...bytes.subarray(from, from + 0x8000));
  return btoa(text);
}
