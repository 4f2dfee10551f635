/**
 * The results of a report, drawn by the same code as in a notebook. On screen they follow the system's light or dark
 * colours. A printed page is light and of its own width, and charts are pictures of one width and one theme: they are
 * drawn anew for the printer, and again for the screen when it is done.
 */
import { parseResult } from '../../src/protocol/result';
import { element } from '../dom';
import { Output } from '../output';
import { noChoices } from '../view/choices';

/** Tables show a window of their rows on screen; paper cannot be scrolled. They are shadow roots, which no style of the page reaches. */
const PRINTED_TABLE = `@media print {
  .scroll { max-height: none !important; overflow: visible !important; border: 0 !important; }
  thead th { position: static !important; }
  tr { break-inside: avoid; }
  th, td { padding: 2px 10px 2px 0 !important; }
  .sort::before, .sort::after { content: none !important; }
}`;

type Parsed = ReturnType<typeof parseResult>;

/** What an output can be told to show, by its buttons. What is opened may hold buttons to press. */
const KINDS = ['aria-expanded', 'aria-pressed'] as const;
type Kind = (typeof KINDS)[number];

/** The place of one result. */
class Place {
  #output: Output | undefined;
  /** What the reader has chosen to see: it outlives the output. */
  readonly #choices = noChoices();

  constructor(
    readonly host: HTMLElement,
    readonly parsed: Parsed,
  ) {}

  get drawn(): boolean {
    return this.#output !== undefined;
  }

  /** Draws anew, for the width and theme as they are now, and shows again what the reader has chosen to see. */
  async draw(): Promise<void> {
    const choices = KINDS.map((kind) => ({ kind, chosen: this.#chosen(kind) }));
    this.#output?.dispose();
    const output = new Output(this.host);
    this.#output = output;
    if (!this.parsed.ok) {
      output.showMessage(this.parsed.message);
      return;
    }
    const shown = output.show(this.parsed.result, undefined, this.#choices);
    for (const { kind, chosen } of choices) this.#choose(kind, chosen);
    await shown;
  }

  /** Lets all rows of its table be printed. */
  openTable(): void {
    const { ownerDocument } = this.host;
    for (const { shadowRoot } of this.host.querySelectorAll('.tokshare-table'))
      shadowRoot?.append(element(ownerDocument, 'style', {}, PRINTED_TABLE));
  }

  /** For each button of a kind, from the top, whether it is on. */
  #chosen(kind: Kind): boolean[] {
    return this.#buttons(kind).map((button) => button.getAttribute(kind) === 'true');
  }

  #choose(kind: Kind, chosen: readonly boolean[]): void {
    for (const [index, on] of chosen.entries()) {
      const button = this.#buttons(kind)[index];
      if (on && button?.getAttribute(kind) === 'false') button.click();
    }
  }

  #buttons(kind: Kind): HTMLButtonElement[] {
    return [...this.host.querySelectorAll<HTMLButtonElement>(`button[${kind}]`)];
  }
}

export class Page {
  readonly #places: readonly Place[];
  /** Whichever drawing of all began last goes on; the others end. */
  #round = 0;

  constructor(private readonly document: Document) {
    this.#places = [...document.querySelectorAll<HTMLElement>('.result')].map(
      (host) => new Place(host, readPayload(host)),
    );
  }

  start(): void {
    const view = this.document.defaultView;
    if (!view) return;
    const dark = view.matchMedia('(prefers-color-scheme: dark)');
    const printed = view.matchMedia('print');
    const print = () => this.#print(true);
    const screen = () => this.#print(false);
    // Browsers differ in which of them they send, and some send both.
    view.addEventListener('beforeprint', print);
    view.addEventListener('afterprint', screen);
    printed.addEventListener('change', () => (printed.matches ? print() : screen()));
    dark.addEventListener('change', () => this.#setTheme(dark.matches));
    this.#setTheme(dark.matches);
    if (printed.matches) print();
    else void this.#drawAll(({ drawn }) => !drawn);
  }

  /** Outputs watch the body, and draw themselves anew when its theme changes. */
  #setTheme(dark: boolean): void {
    const printing = this.document.documentElement.classList.contains('printing');
    this.document.body.className = dark && !printing ? 'vscode-dark' : 'vscode-light';
  }

  #print(printing: boolean): void {
    const { document } = this;
    if (document.documentElement.classList.contains('printing') === printing) return;
    document.documentElement.classList.toggle('printing', printing);
    this.#setTheme(document.defaultView?.matchMedia('(prefers-color-scheme: dark)').matches ?? false);
    if (printing) {
      this.#round++;
      // All at once: the page is printed as it is when this event has been heard, promises that need no time included.
      for (const place of this.#places) {
        void place.draw();
        place.openTable();
      }
    } else {
      void this.#drawAll(() => true);
    }
  }

  /** One after the other, from the top, so that the page can be read and scrolled meanwhile. */
  async #drawAll(due: (place: Place) => boolean): Promise<void> {
    const round = ++this.#round;
    for (const place of this.#places) {
      if (!due(place)) continue;
      await place.draw();
      await new Promise((resume) => setTimeout(resume));
      if (round !== this.#round) return;
    }
  }
}

function readPayload(host: HTMLElement): Parsed {
  try {
    return parseResult(JSON.parse(host.querySelector('script')?.textContent ?? ''));
  } catch {
    return { ok: false, message: 'This result cannot be read. The file of the report is damaged.' };
  }
}
