/** Putting words on the clipboard: by the page, by the notebook around it, or as the page's own copying does. */
import type { Notebook } from './notebook';

/** Words, and how they look where looks are kept. */
export interface Clip {
  readonly text: string;
  readonly html?: string;
}

/** Whether somebody took the words. */
export async function putOnClipboard(
  document: Document,
  { text, html }: Clip,
  notebook: Notebook | undefined,
): Promise<boolean> {
  try {
    const blob = (type: string, content: string) => new Blob([content], { type });
    const item = new ClipboardItem({
      'text/plain': blob('text/plain', text),
      ...(html !== undefined && { 'text/html': blob('text/html', html) }),
    });
    await navigator.clipboard.write([item]);
    return true;
  } catch {
    // Refused, or not there at all, as on a page without https.
  }
  if (notebook) {
    notebook.copy(text);
    return true;
  }
  return copyByEvent(document, { text, ...(html !== undefined && { html }) });
}

/** The way that needs no permission: the page copies its selection, and is told what to take instead. */
function copyByEvent(document: Document, { text, html }: Clip): boolean {
  let taken = false;
  const fill = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    if (html !== undefined) event.clipboardData?.setData('text/html', html);
    event.preventDefault();
    taken = event.clipboardData !== null;
  };
  document.addEventListener('copy', fill, { once: true });
  // Deprecated, but nothing has replaced it where the newer way is closed.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  document.execCommand('copy');
  document.removeEventListener('copy', fill);
  return taken;
}
