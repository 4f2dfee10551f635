/** What the renderer of results says to the extension host, and what the host tells it of the output that it shows. */
import * as z from 'zod/mini';

z.config({ jitless: true });

/** Travels with each output: the document of the cell that it belongs to. */
export const OutputMetadata = z.object({ cell: z.string() });
export type OutputMetadata = z.infer<typeof OutputMetadata>;

export const FORMATS = ['svg', 'png', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

/**
 * `insert`: a new cell with that query, below the cell of the output. `narrow`: the same with the query narrowed to a
 * member of its result. `copy`: where the page may not do it itself. `save`: the bytes of a file, in base64, to be
 * written where the user says; its name is made of the title.
 */
export const Message = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('insert'), cell: z.string(), query: z.string() }),
  z.object({ kind: z.literal('narrow'), cell: z.string(), query: z.string(), member: z.string() }),
  z.object({ kind: z.literal('copy'), text: z.string() }),
  z.object({ kind: z.literal('save'), title: z.string(), format: z.enum(FORMATS), content: z.string() }),
]);
export type Message = z.infer<typeof Message>;

/** Longer names are cut: file systems have limits, and some count bytes. */
const LONGEST = 60;

/** A file's name from a title: its letters and digits, small, with hyphens between them. */
export function fileName(title: string, format: Format): string {
  const words = title
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  const short = Array.from(words).slice(0, LONGEST).join('').replace(/-+$/, '');
  return `${short === '' ? 'result' : short}.${format}`;
}
