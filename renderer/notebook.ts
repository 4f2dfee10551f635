/** What an output can have done for it by the notebook around it; on a page of its own there is none. */
import { OutputMetadata, type Message } from '../src/protocol/messages';
import type { RendererContext } from './notebook-api';

export interface Notebook {
  /** Puts text on the clipboard where the page itself may not. */
  copy(text: string): void;
  /** Inserts a query as a new cell below the one of the output; absent where that cell is not known. */
  readonly insert?: (query: string) => void;
}

/** `metadata` is what came with the output. */
export function notebookOf(context: RendererContext, metadata: unknown): Notebook | undefined {
  if (!context.postMessage) return undefined;
  const say = (message: Message): void => context.postMessage?.(message);
  const known = OutputMetadata.safeParse(metadata);
  return {
    copy: (text) => say({ kind: 'copy', text }),
    ...(known.success && {
      insert: (query: string) => say({ kind: 'insert', cell: known.data.cell, query }),
    }),
  };
}
