/** One output of a notebook: its place on the page, its chart, and everything that must end when it goes. */
import { plotlyBuildFor } from '../src/protocol/plotly';
import type { Format } from '../src/protocol/messages';
import type { Result } from '../src/protocol/result';
import { draw, hasValues, type Chart } from './charts/draw';
import type { Drawing, Note } from './charts/drawing';
import { timeHeight } from './charts/time';
import { putOnClipboard } from './clipboard';
import { element } from './dom';
import { gridOf, hasGrid, toCsv, toTsv, withCaption } from './grid';
import { Legend } from './legend';
import { openMenu } from './menu';
import { renderNumbers } from './numbers';
import { CONFIG, loadPlotly, type Plotly } from './plotly';
import type { Notebook } from './notebook';
import { renderTwin, type Twin } from './salvage';
import { handOver } from './save/file';
import { pngOf } from './save/png';
import { pictureOf, type Picture } from './save/svg';
import { wordsAround } from './save/words';
import { makeShell, renderMessage, type Shell } from './shell';
import { applyTheme, ensureStyle } from './style';
import type { View } from './switch';
import { renderTable } from './table';
import { canvasMeasure, plain } from './text';
import { readTheme, watchTheme, type Theme } from './theme';
import { Tooltip } from './tooltip';
import { fitChoices, noChoices, type Choices } from './view/choices';
import { isComplete, keysOf, listed } from './view/entries';
import { watchGestures } from './view/gestures';
import { canNarrow, memberOf } from './view/member';
import { hiddenWords, isolated, partsOf, toggled, without } from './view/series';
import { bucketNear, canZoom, offsetOf, zoomBy, zoomed, zoomTo, zoomWords, type Zoom } from './view/zoom';

/** Charts in an output that has no width yet (collapsed, in a background tab) are drawn for this one. */
const USUAL_WIDTH = 800;

export class Output {
  readonly #document: Document;
  readonly #legend: Legend;
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
  #choices: Choices = noChoices();
  #plotly: Plotly | undefined;
  /** What the last drawing was made for. */
  #drawn: { width: number; theme: Theme; result: Result; figure: Chart; drawing: Drawing } | undefined;
  /** Counts what the reader changes: a drawing of an earlier state is due again. */
  #state = 0;
  #drawnState = -1;
  #closeMenu: () => void = () => undefined;
  #drawing: Promise<void> | undefined;
  #frame = 0;
  #disposed = false;

  constructor(readonly host: HTMLElement) {
    const document = host.ownerDocument;
    this.#document = document;
    ensureStyle(document);
    this.#legend = new Legend(document, {
      keysOf: (entry) => keysOf(entry, this.#parts()),
      isHidden: (keys) => keys.every((key) => this.#choices.hidden.has(key)),
      toggle: (keys) => this.#hide(toggled(this.#parts(), this.#choices.hidden, keys)),
      isolate: (keys) => this.#hide(isolated(this.#parts(), this.#choices.hidden, keys)),
      more: (keys, at, button) => this.#offer(keys, at, button),
    });
    this.#canvas = element(document, 'div', { class: 'canvas', 'aria-hidden': 'true' });
    this.#plot = element(document, 'div', { class: 'plot' }, this.#canvas);
    this.#marks = element(document, 'div');
    this.#tooltip = new Tooltip(document, this.#plot);
    watchGestures(this.#plot, {
      canDrag: () => this.#zoomable() !== undefined,
      drag: (from, to) => this.#brush(from, to),
      click: (x, y) => this.#click(x, y),
    });
    this.#shell = makeShell(document, {
      choose: (view) => this.#choose(view),
      toggle: (place) => this.#toggle(place),
      showAll: () => this.#hide(new Set()),
      resetZoom: () => this.#zoom(undefined),
      copyTable: () => this.#copyTable(),
      save: (format) => this.#save(format),
    });
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

  /** Words instead of a result, and what could be read of it. */
  showMessage(text: string, twin?: Twin): void {
    this.#result = undefined;
    this.#clear();
    const message = renderMessage(this.#document, text);
    if (twin) message.append(...renderTwin(this.#document, twin));
    this.host.replaceChildren(message);
  }

  /**
   * Shows a result; settles after its first paint, because the notebook measures the height then. Without a notebook,
   * as on a page of its own, there are no buttons that would change one. `choices` are what the reader has chosen to see,
   * as far as it is about these series.
   */
  async show(result: Result, notebook?: Notebook, choices: Choices = this.#choices): Promise<void> {
    this.#result = result;
    this.#notebook = notebook;
    this.#choices = choices;
    this.#state++;
    const { figure } = result;
    const chart = figure && figure.axis !== 'none' && hasValues(figure) ? figure : undefined;
    const numbers = figure?.axis === 'none' && figure.items.length > 0 ? figure : undefined;
    const shell = this.#shell;
    fitChoices(choices, chart);
    shell.fill(result, chart !== undefined || numbers !== undefined, notebook);
    shell.table.replaceChildren();
    if (numbers) {
      this.#clear();
      shell.chart.replaceChildren(renderNumbers(this.#document, numbers));
    } else if (chart) {
      shell.chart.replaceChildren(this.#legend.root, this.#plot, this.#marks);
    } else {
      this.#clear();
      const nothing = element(this.#document, 'p', { class: 'message' }, 'There is no value to draw.');
      shell.chart.replaceChildren(...(figure ? [nothing] : []));
    }
    const view = chart || numbers ? (choices.view ?? 'chart') : 'table';
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
    this.#closeMenu();
    this.#clear();
    this.#shell.root.remove();
    this.host.replaceChildren();
  }

  #choose(view: View): void {
    this.#choices.view = view;
    this.#apply(view);
    void this.#redraw();
  }

  #toggle(place: 'series' | 'save'): void {
    this.#choices.open = this.#choices.open === place ? undefined : place;
    this.#shell.open(this.#choices.open);
    if (place === 'series' || this.#choices.open === 'save') this.#change();
  }

  /** What can be hidden of the chart, hidden or not. */
  #parts() {
    const figure = this.#chart();
    return figure ? partsOf(figure) : [];
  }

  /** The chart of the result, with everything that is hidden or out of sight now. */
  #chart(): Chart | undefined {
    const figure = this.#result?.figure;
    return figure && figure.axis !== 'none' ? figure : undefined;
  }

  #zoomable() {
    const figure = this.#chart();
    return figure && canZoom(figure) ? figure : undefined;
  }

  #hide(hidden: ReadonlySet<string>): void {
    this.#choices.hidden = hidden;
    this.#change();
  }

  #zoom(zoom: Zoom | undefined): void {
    this.#choices.zoom = zoom;
    this.#change();
  }

  #change(): void {
    this.#state++;
    this.#closeMenu();
    void this.#redraw();
  }

  #brush(from: { readonly x: number; readonly y: number }, to: number): void {
    const figure = this.#zoomable();
    const pointing = this.#drawn?.drawing.pointing;
    if (!figure || !pointing) return;
    const first = offsetOf(figure, this.#choices.zoom);
    const begun = pointing.at(from.x, from.y);
    const place = (x: number) => first + bucketNear(pointing, x, begun);
    const zoom = zoomTo(figure, place(from.x), place(to));
    if (zoom) this.#zoom(zoom);
  }

  #click(x: number, y: number): void {
    const root = this.#shell.root;
    root.focus({ preventScroll: true });
    const index = this.#drawn?.drawing.pointing.at(x, y);
    const box = this.#plot.getBoundingClientRect();
    if (index !== undefined) this.#offerThing(index, { x: box.left + x, y: box.top + y });
  }

  /** What can be done with the thing that is pointed at. */
  #offerThing(index: number, at: { x: number; y: number }): boolean {
    const member = this.#drawn?.drawing.pointing.member?.(index);
    if (!member) return false;
    return this.#offer([member.key], at, this.#shell.root);
  }

  #offer(keys: readonly string[], at: { x: number; y: number }, back: HTMLElement): boolean {
    const figure = this.#chart();
    const result = this.#result;
    if (!figure || !result) return false;
    const parts = this.#parts().filter(({ key }) => keys.includes(key));
    const [key] = keys;
    const found = key === undefined ? undefined : memberOf(figure, key);
    const narrow = this.#notebook?.narrow;
    const asks = keys.length === 1 && found && narrow && canNarrow(result, found);
    const label = plain((parts.length > 1 ? parts[0]?.hue.label : found?.label) ?? '');
    const isHidden = keys.every((each) => this.#choices.hidden.has(each));
    const choices = [
      ...(asks ? [{ label: 'Insert as query', run: () => narrow(result.query, found.key) }] : []),
      ...(parts.length > 0
        ? [
            {
              label: isHidden ? 'Show' : 'Hide',
              run: () => this.#hide(toggled(this.#parts(), this.#choices.hidden, keys)),
            },
            {
              label: 'Only this',
              run: () => this.#hide(isolated(this.#parts(), this.#choices.hidden, keys)),
            },
          ]
        : []),
    ];
    if (choices.length === 0) return false;
    this.#tooltip.hide();
    this.#closeMenu();
    this.#closeMenu = openMenu(this.#shell.root, label, choices, at, back);
    return true;
  }

  async #copyTable(): Promise<string> {
    const result = this.#result;
    if (!result) return '';
    const text = toTsv(gridOf(result, this.#choices.sort));
    return (await putOnClipboard(this.#document, { text }, this.#notebook))
      ? 'Copied'
      : 'The browser refused to copy';
  }

  async #save(format: Format): Promise<string> {
    const result = this.#result;
    if (!result) return '';
    try {
      const content = await this.#contentOf(format, result);
      handOver(this.#document, plain(result.title) || plain(result.query), format, content, this.#notebook);
      return '';
    } catch (error) {
      console.error('tokshare: saving failed', error);
      return 'The picture could not be made; save the chart as SVG instead';
    }
  }

  #contentOf(format: Format, result: Result): string | Promise<Uint8Array> {
    switch (format) {
      case 'csv':
        return toCsv(withCaption(gridOf(result, this.#choices.sort), result.caption));
      case 'svg':
        return this.#picture(result).text;
      case 'png':
        return pngOf(this.#document, this.#picture(result));
    }
  }

  #picture(result: Result): Picture {
    const drawn = this.#drawn;
    if (!drawn) throw new Error('nothing is drawn');
    const { drawing, theme, width, figure } = drawn;
    return pictureOf(
      this.#document,
      [...this.#canvas.querySelectorAll<SVGSVGElement>('.main-svg')],
      drawing,
      wordsAround(result, figure, drawing.notes, this.#remarks()),
      theme,
      canvasMeasure(this.#document, theme.font),
      width,
    );
  }

  /** What a picture does not show, in sentences. */
  #remarks(): string[] {
    const [hidden, zoom] = this.#stateWords();
    return [hidden, zoom === '' ? '' : `Shown: ${zoom}.`].filter((words) => words !== '');
  }

  /** What is hidden, and what the zoom is to. */
  #stateWords(): [string, string] {
    const figure = this.#chart();
    const { hidden, zoom } = this.#choices;
    return [figure ? hiddenWords(figure, hidden) : '', zoom ? zoomWords(zoom) : ''];
  }

  #apply(view: View): void {
    const shell = this.#shell;
    if (view === 'table' && this.#result && !shell.table.hasChildNodes()) {
      // A claim that cannot be computed has said everything above.
      if (this.#result.table.columns.length > 0)
        shell.table.replaceChildren(
          renderTable(this.#document, this.#result, {
            sort: this.#choices.sort,
            chosen: (sort) => (this.#choices.sort = sort),
          }),
        );
    }
    shell.show(view);
    shell.open(this.#choices.open);
    this.#offerFiles(view);
    this.#tooltip.hide();
    this.#closeMenu();
  }

  #press(event: KeyboardEvent): void {
    // Keys inside the table or on a button belong to those.
    if (event.target !== this.#shell.root || this.#shell.chart.hidden) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!this.#tooltip.press(event.key) && !this.#pressOwn(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Enter asks what can be done with what the arrow keys point at; plus, minus and zero zoom around it. */
  #pressOwn(key: string): boolean {
    const { index } = this.#tooltip;
    const pointing = this.#drawn?.drawing.pointing;
    if ((key === 'Enter' || key === ' ') && index !== undefined && pointing) {
      const box = this.#plot.getBoundingClientRect();
      const { x, y } = pointing.place(index);
      return this.#offerThing(index, { x: box.left + x, y: box.top + y });
    }
    const figure = this.#zoomable();
    const way = { '+': 'in', '=': 'in', '-': 'out' } as const;
    if (!figure || !(key === '0' || key in way)) return false;
    const { zoom } = this.#choices;
    const at =
      index === undefined ? undefined : offsetOf(figure, zoom) + (index % (pointing?.columns ?? Infinity));
    this.#zoom(key === '0' ? undefined : zoomBy(figure, zoom, at, way[key as keyof typeof way]));
    return true;
  }

  /** The files that there are of what is shown. */
  #offerFiles(view: View): void {
    const result = this.#result;
    const hasTable = result !== undefined && hasGrid(result);
    const isDrawn = view === 'chart' && this.#drawn !== undefined;
    this.#shell.saving.offer(
      [...(isDrawn ? (['svg', 'png'] as const) : []), ...(hasTable ? (['csv'] as const) : [])],
      hasTable,
    );
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
    return (
      this.#drawnState !== this.#state ||
      drawn?.width !== this.#width() ||
      drawn.theme !== this.#theme ||
      drawn.result !== this.#result
    );
  }

  async #drawNow(): Promise<void> {
    const result = this.#result;
    if (!result) return;
    try {
      this.#usePlotly(await loadPlotly(plotlyBuildFor(result.figure as Chart) ?? 'basic'));
    } catch {
      this.#giveUp('The chart could not be loaded; this is its table. Run the cell again to retry.');
      return;
    }
    if (!this.#plotly || !this.#isDue() || this.#result !== result) return;
    try {
      await this.#paint(result, result.figure as Chart, this.#plotly);
    } catch (error) {
      this.#giveUp('The chart could not be drawn; this is its table.');
      console.error('tokshare: drawing failed', error);
    }
  }

  /** What one build of Plotly drew, another one does not go on with. */
  #usePlotly(plotly: Plotly): void {
    if (this.#plotly && this.#plotly !== plotly) this.#plotly.purge(this.#canvas);
    this.#plotly = plotly;
  }

  async #paint(result: Result, whole: Chart, plotly: Plotly): Promise<void> {
    const theme = this.#theme;
    const width = this.#width();
    const { hidden, zoom } = this.#choices;
    const surface = {
      width,
      theme,
      measure: canvasMeasure(this.#document, theme.font),
      // Who is hidden keeps the colour, and so do the others.
      others: partsOf(whole),
    };
    const inSight = zoomed(whole, zoom);
    const figure = without(inSight, hidden);
    const drawing = draw(figure, surface);
    this.#drawn = { width, theme, result, figure, drawing };
    this.#drawnState = this.#state;
    // What is hidden stands in the legend of everything.
    this.#fillLegend(whole, hidden.size === 0 ? drawing : draw(inSight, surface));
    this.#shell.state.show(...this.#stateWords());
    this.#marks.replaceChildren(...this.#renderNotes(drawing.notes));
    this.#plot.style.height = `${drawing.height}px`;
    await plotly.react(this.#canvas, drawing.data, drawing.layout, CONFIG);
    this.#plot.style.minHeight = '';
    if (this.#disposed) return;
    this.#tooltip.use(drawing.pointing);
    this.#offerFiles('chart');
  }

  /** Where the chart itself names its series, they are listed when they are asked for, or when one of them is hidden. */
  #fillLegend(whole: Chart, { legend }: Drawing): void {
    const parts = partsOf(whole);
    const complete = parts.length === 0 || isComplete(legend, parts);
    this.#shell.listable(!complete);
    const isListed = !complete && (this.#choices.open === 'series' || this.#choices.hidden.size > 0);
    this.#legend.show(isListed ? listed(whole, legend, this.#theme) : legend);
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
