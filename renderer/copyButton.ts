/** A quiet button that copies a result with its caption, and says for a moment that it did. */
import { putOnClipboard } from './clipboard';
import type { Copied } from './copy';
import { element } from './dom';
import type { Notebook } from './notebook';

/** How long "Copied" stands there, in milliseconds. */
const MOMENT = 2500;

export interface CopyButton {
  readonly root: HTMLElement;
  /** What is copied from now on, and by whose help. */
  use(copied: () => Copied, notebook: Notebook | undefined): void;
}

export function makeCopyButton(document: Document): CopyButton {
  let source: (() => Copied) | undefined;
  let helper: Notebook | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const button = element(
    document,
    'button',
    { type: 'button', title: 'Copy the figure with its caption' },
    'Copy',
  );
  const said = element(document, 'span', { class: 'said', role: 'status' });
  const say = (words: string): void => {
    said.textContent = words;
    clearTimeout(timer);
    timer = setTimeout(() => (said.textContent = ''), MOMENT);
  };
  button.addEventListener('click', () => {
    if (!source) return;
    void putOnClipboard(document, source(), helper).then((taken) =>
      say(taken ? 'Copied' : 'The browser refused to copy'),
    );
  });
  return {
    root: element(document, 'div', { class: 'copy' }, button, said),
    use(copied, notebook) {
      source = copied;
      helper = notebook;
    },
  };
}
