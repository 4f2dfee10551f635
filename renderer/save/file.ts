/** Handing over a file: to the notebook, which asks where to write it, or to the browser, on a page of its own. */
import { fileName, type Format } from '../../src/protocol/messages';
import { element } from '../dom';
import type { Notebook } from '../notebook';

const TYPES: Readonly<Record<Format, string>> = {
  svg: 'image/svg+xml',
  png: 'image/png',
  csv: 'text/csv',
};

export function handOver(
  document: Document,
  title: string,
  format: Format,
  content: string | Uint8Array,
  notebook: Notebook | undefined,
): void {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  if (notebook) {
    notebook.save(title, format, bytes);
    return;
  }
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: TYPES[format] }));
  const link = element(document, 'a', { href: url, download: fileName(title, format) });
  link.click();
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
