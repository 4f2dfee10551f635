/** What the renderer of prose asks the extension host, and the answer. */
import * as z from 'zod/mini';

z.config({ jitless: true });

export const Question = z.object({
  id: z.number(),
  term: z.object({ kind: z.enum(['model', 'lab', 'country']), key: z.string() }),
});
export type Question = z.infer<typeof Question>;

export const Answer = z.object({
  id: z.number(),
  usage: z.array(z.object({ dataset: z.string(), text: z.string() })),
});
export type Answer = z.infer<typeof Answer>;
