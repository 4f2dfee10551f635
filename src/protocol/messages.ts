/** What the renderer of results says to the extension host, and what the host tells it of the output that it shows. */
import * as z from 'zod/mini';

z.config({ jitless: true });

/** Travels with each output: the document of the cell that it belongs to. */
export const OutputMetadata = z.object({ cell: z.string() });
export type OutputMetadata = z.infer<typeof OutputMetadata>;

/** `insert`: a new cell with that query, below the cell of the output. `copy`: where the page may not do it itself. */
export const Message = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('insert'), cell: z.string(), query: z.string() }),
  z.object({ kind: z.literal('copy'), text: z.string() }),
]);
export type Message = z.infer<typeof Message>;
