/** The notebook renderer of `application/vnd.tokshare.result+json`: VS Code loads this module and calls `activate`. */
import { OutputMetadata } from '../src/protocol/messages';
import { parseResult, type Result } from '../src/protocol/result';
import { notebookOf } from './notebook';
import type { OutputItem, Renderer, RendererContext } from './notebook-api';
import { Output } from './output';
import { salvage } from './salvage';
import { noChoices, Remembered } from './view/choices';

const UNREADABLE = 'This result is not valid JSON. Run the cell again.';

function read(item: OutputItem): unknown {
  try {
    return item.json();
  } catch {
    return undefined;
  }
}

/** By what the choices of an output are remembered: a cell that runs again has an output of a new id. */
function keyOf({ id, metadata }: OutputItem, { query }: Result): string {
  const known = OutputMetadata.safeParse(metadata);
  return known.success ? `${known.data.cell}\n${query}` : id;
}

export function activate(context: RendererContext = {}): Renderer {
  /** All outputs of a notebook share this page. */
  const outputs = new Map<string, Output>();
  const turns = new WeakMap<Output, number>();
  const remembered = new Remembered();

  const dispose = (id: string) => {
    outputs.get(id)?.dispose();
    outputs.delete(id);
  };

  return {
    async renderOutputItem(item, element, signal) {
      if (signal?.aborted) return;
      // A replaced output comes with the same id and a new element, and nobody disposes of the old one.
      let output = outputs.get(item.id);
      if (output && output.host !== element) {
        dispose(item.id);
        output = undefined;
      }
      // Likewise a new id in an element that another output was in.
      for (const [id, other] of outputs) if (other.host === element && id !== item.id) dispose(id);
      if (!output) {
        output = new Output(element);
        outputs.set(item.id, output);
      }
      const mine = output;
      const turn = (turns.get(mine) ?? 0) + 1;
      turns.set(mine, turn);
      // Only a rendering under way can be called off, and only while no later one has taken over.
      const abandon = () => {
        if (outputs.get(item.id) === mine && turns.get(mine) === turn) dispose(item.id);
      };
      signal?.addEventListener('abort', abandon, { once: true });
      const payload = read(item);
      const parsed = parseResult(payload);
      if (parsed.ok) {
        const key = keyOf(item, parsed.result);
        const choices = remembered.get(key) ?? noChoices();
        remembered.set(key, choices);
        await mine.show(parsed.result, notebookOf(context, item.metadata), choices);
      } else if (payload === undefined) mine.showMessage(UNREADABLE);
      else mine.showMessage(parsed.message, salvage(payload));
      signal?.removeEventListener('abort', abandon);
    },

    disposeOutputItem(id) {
      for (const each of id === undefined ? [...outputs.keys()] : [id]) dispose(each);
    },
  };
}
