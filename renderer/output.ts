/** One output of a notebook: its place on the page, its chart, and everything that must end when it goes. */
import type { Result } from '../src/protocol/result';
import { draw, hasValues, type Chart } from './charts/draw';
import type { Drawing, Note } from './charts/drawing';
import { timeHeight } from './charts/time';
import { element } from './dom';
import { renderLegend } from './legend';
import { renderNumbers } from './numbers';
import { CONFIG, loadPlotly, type Plotly } from './plotly';
import type { Notebook } from './notebook';
import { makeShell, renderMessage, type Shell } from './shell';
import { applyTheme, ensureStyle } from './style';
import type { View } from './switch';
import { renderTable } from './table';
import { canvasMeasure } from './text';
import { readTheme, watchTheme, type Theme } from './theme';
import { Tooltip } from './tooltip';

/** Charts in an output that has no width yet (collapsed, in a background tab) are drawn for this one. */
const USUAL_WIDTH = 800;

export class Output {
  readonly #document: Document;
  readonly #legend: HTMLElement;
  readonly #plot: HTMLElement;
  /** Plotly's own element: it clears what it draws into. */
  readonly #canvas: HTMLElement;
  readonly #marks: HTMLElement;
  readonly #tooltip: Tooltip;
  readonly #shell: Shell;
  readonly #observer: ResizeObserver;
  readonly #stopWatching: () => void;

  #theme: Theme;
  #result: Result | undefined;
  #notebook: Notebook | undefined;
  #view: View | undefined;
  #plotly: Plotly | undefined;
  /** What the last drawing was made for. */
  #drawn: { width: number; theme: Theme; result: Result } | undefined;
  #drawing: Promise<void> | undefined;
  #frame = 0;
  #disposed = false;

  constructor(readonly host: HTMLElement) {
    const document = host.ownerDocument;
    this.#document = document;
    ensureStyle(document);
    this.#legend = element(document, 'div');
    this.#canvas = element(document, 'div', { class: 'canvas', 'aria-hidden': 'true' });
    this.#plot = element(document, 'div', { class: 'plot' }, this.#canvas);
    this.#marks = element(document, 'div');
    this.#tooltip = new Tooltip(document, this.#plot);
    this.#shell = makeShell(document, (view) => this.#choose(view));
    this.#theme = readTheme(document);
    this.#shell.root.addEventListener('keydown', (event) => this.#press(event));
    this.#shell.root.addEventListener('focusout', () => this.#tooltip.hide());
    this.#observer = new ResizeObserver(() => this.#redrawSoon());
    this.#stopWatching = watchTheme(document, () => {
      this.#theme = readTheme(document);
      applyTheme(this.host, this.#theme);
      this.#redrawSoon();
    });
    applyTheme(host, this.#theme);
    this.#observer.observe(this.#plot);
  }

  get disposed(): boolean {
    return this.#disposed;
  }

  /** Words instead of a result. */
  showMessage(text: string): void {
    this.#result = undefined;
    this.#clear();
    this.host.replaceChildren(renderMessage(this.#document, text));
  }

  /**
   * Shows a result; settles after its first paint, because the notebook measures the height then. Without a notebook,
   * as on a page of its own, there are no buttons that would change one.
   */
  async show(result: Result, notebook?: Notebook): Promise<void> {
    this.#result = result;
    this.#notebook = notebook;
    const { figure } = result;
    const chart = figure && figure.axis !== 'none' && hasValues(figure) ? figure : undefined;
    const numbers = figure?.axis === 'none' && figure.items.length > 0 ? figure : undefined;
    const shell = this.#shell;
    shell.fill(result, chart !== undefined || numbers !== undefined, notebook);
    shell.table.replaceChildren();
    if (numbers) {
      this.#clear();
      shell.chart.replaceChildren(renderNumbers(this.#document, numbers));
    } else if (chart) {
      shell.chart.replaceChildren(this.#legend, this.#plot, this.#marks);
    } else {
      this.#clear();
      const nothing = element(this.#document, 'p', { class: 'message' }, 'There is no value to draw.');
      shell.chart.replaceChildren(...(figure ? [nothing] : []));
    }
    const view = chart || numbers ? (this.#view ?? 'chart') : 'table';
    if (shell.root.parentNode !== this.host) this.host.replaceChildren(shell.root);
    this.#apply(view);
    if (chart && view === 'chart') {
      // Until Plotly has painted, the output keeps the place that it will take.
      this.#plot.style.minHeight = `${timeHeight(this.#width())}px`;
      await this.#redraw();
    }
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    cancelAnimationFrame(this.#frame);
    this.#observer.disconnect();
    this.#stopWatching();
    this.#clear();
    this.#shell.root.remove();
    this.host.replaceChildren();
  }

  #choose(view: View): void {
    this.#view = view;
    this.#apply(view);
    void this.#redraw();
  }

  #apply(view: View): void {
    const shell = this.#shell;
    if (view === 'table' && this.#result && !shell.table.hasChildNodes()) {
      // A claim that cannot be computed has said everything above.
      if (this.#result.table.columns.length > 0)
        shell.table.replaceChildren(renderTable(this.#document, this.#result));
    }
    shell.show(view);
    this.#tooltip.hide();
  }

  #press(event: KeyboardEvent): void {
    // Keys inside the table or on a button belong to those.
    if (event.target !== this.#shell.root || this.#shell.chart.hidden) return;
    if (event.ctrlKey || event.metaKey || event.altKey || !this.#tooltip.press(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  #width(): number {
    const { width } = this.#plot.getBoundingClientRect();
    return width > 0 ? Math.round(width) : USUAL_WIDTH;
  }

  #redrawSoon(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => void this.#redraw());
  }

  /** Draws once more if something changed meanwhile, but never twice at a time. */
  async #redraw(): Promise<void> {
    while (this.#drawing) await this.#drawing;
    if (!this.#isDue()) return;
    this.#drawing = this.#drawNow();
    try {
      await this.#drawing;
    } finally {
      this.#drawing = undefined;
    }
  }

  #isDue(): boolean {
    const figure = this.#result?.figure;
    if (this.#disposed || !figure || figure.axis === 'none' || this.#shell.chart.hidden || !hasValues(figure))
      return false;
    const drawn = this.#drawn;
    return drawn?.width !== this.#width() || drawn.theme !== this.#theme || drawn.result !== this.#result;
  }

  async #drawNow(): Promise<void> {
    const result = this.#result;
    if (!result) return;
    try {
      this.#plotly ??= await loadPlotly();
    } catch {
      this.#giveUp('The chart could not be loaded; this is its table. Run the cell again to retry.');
      return;
    }
    if (!this.#isDue() || this.#result !== result) return;
    try {
      await this.#paint(result, result.figure as Chart, this.#plotly);
    } catch (error) {
      this.#giveUp('The chart could not be drawn; this is its table.');
      console.error('tokshare: drawing failed', error);
    }
  }

  async #paint(result: Result, figure: Chart, plotly: Plotly): Promise<void> {
    const theme = this.#theme;
    const width = this.#width();
    this.#drawn = { width, theme, result };
    const drawing = draw(figure, { width, theme, measure: canvasMeasure(this.#document, theme.font) });
    this.#legend.replaceChildren(
      ...(drawing.legend.length > 0 ? [renderLegend(this.#document, drawing.legend)] : []),
    );
    this.#marks.replaceChildren(...this.#renderNotes(drawing.notes));
    this.#plot.style.height = `${drawing.height}px`;
    await plotly.react(this.#canvas, drawing.data, drawing.layout, CONFIG);
    this.#plot.style.minHeight = '';
    if (!this.#disposed) this.#tooltip.use(drawing.pointing);
  }

  /** Marks and remarks in words: shown where the chart has only their signs, otherwise for screen readers. */
  #renderNotes(notes: Drawing['notes']): HTMLElement[] {
    if (notes.length === 0) return [];
    const document = this.#document;
    const line = ({ sign, text }: Note) => {
      const item = element(document, 'li');
      if (sign !== undefined) item.append(element(document, 'span', { class: 'sign' }, sign));
      item.append(text);
      return item;
    };
    const list = (name: string, label: string, some: Drawing['notes']) =>
      some.length === 0
        ? []
        : [element(document, 'ul', { class: name, 'aria-label': label }, ...some.map(line))];
    return [
      ...list(
        'marks',
        'Marks',
        notes.filter(({ sign }) => sign !== undefined),
      ),
      ...list(
        'hidden',
        'Marks on the chart',
        notes.filter(({ sign }) => sign === undefined),
      ),
    ];
  }

  #giveUp(message: string): void {
    if (this.#disposed || !this.#result) return;
    this.#clear();
    this.#plot.style.minHeight = '';
    const shell = this.#shell;
    shell.fill(this.#result, false, this.#notebook);
    shell.chart.replaceChildren();
    this.#apply('table');
    shell.table.prepend(element(this.#document, 'p', { class: 'message', role: 'status' }, message));
  }

  /** Takes the chart away and frees what Plotly holds. */
  #clear(): void {
    this.#drawn = undefined;
    this.#tooltip.use(undefined);
    this.#plotly?.purge(this.#canvas);
    this.#canvas.replaceChildren();
    this.#plot.style.height = '';
  }
}
