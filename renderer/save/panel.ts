/** The ways to take a result elsewhere: its table as TSV, and files of the picture and of the table. */
import { FORMATS, type Format } from '../../src/protocol/messages';
import { element } from '../dom';

export interface SavePanel {
  readonly root: HTMLElement;
  /** Which files there are of what is shown now. */
  offer(formats: readonly Format[], hasTable: boolean): void;
}

const HINTS: Readonly<Record<Format, string>> = {
  svg: 'Save the chart as SVG: sharp at any size, and to be edited',
  png: 'Save the chart as PNG: a picture of dots, twice as fine as the screen',
  csv: 'Save the table as CSV, with all digits',
};

/** Each says a sentence of what became of it, or nothing where somebody else does. */
export interface SaveUse {
  copyTable(): Promise<string>;
  save(format: Format): Promise<string>;
}

export function makeSavePanel(document: Document, use: SaveUse): SavePanel {
  const said = element(document, 'span', { role: 'status' });
  const button = (text: string, title: string, act: () => Promise<string>): HTMLButtonElement => {
    const made = element(document, 'button', { type: 'button', title }, text);
    made.addEventListener('click', () => {
      said.textContent = '';
      void act().then((words) => (said.textContent = words));
    });
    return made;
  };
  const table = button('Copy table', 'Copy the table as tab-separated values, with all digits', () =>
    use.copyTable(),
  );
  const files = FORMATS.map((format) => ({
    format,
    button: button(`Save ${format.toUpperCase()}`, HINTS[format], () => use.save(format)),
  }));
  return {
    root: element(
      document,
      'div',
      { class: 'panel', role: 'group', 'aria-label': 'Save' },
      ...files.map((file) => file.button),
      table,
      said,
    ),
    offer(formats, hasTable) {
      table.hidden = !hasTable;
      for (const file of files) file.button.hidden = !formats.includes(file.format);
      said.textContent = '';
    },
  };
}
