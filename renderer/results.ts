/** The notebook renderer of `application/vnd.tokshare.result+json`: VS Code loads this module and calls `activate`. */
import { parseResult } from '../src/protocol/result';
import { notebookOf } from './notebook';
import type { OutputItem, Renderer, RendererContext } from './notebook-api';
import { Output } from './output';

const UNREADABLE = 'This result is not valid JSON. Run the cell again.';

function read(item: OutputItem): ReturnType<typeof parseResult> {
  try {
    return parseResult(item.json());
  } catch {
    return { ok: false, message: UNREADABLE };
  }
}

export function activate(context: RendererContext = {}): Renderer {
  /** All outputs of a notebook share this page. */
  const outputs = new Map<string, Output>();
  const turns = new WeakMap<Output, number>();

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
      const parsed = read(item);
      if (parsed.ok) await mine.show(parsed.result, notebookOf(context, item.metadata));
      else mine.showMessage(parsed.message);
      signal?.removeEventListener('abort', abandon);
    },

    disposeOutputItem(id) {
      for (const each of id === undefined ? [...outputs.keys()] : [id]) dispose(each);
    },
  };
}
