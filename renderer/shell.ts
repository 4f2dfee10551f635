/** What stands around a chart or table: title, caption, the switch between them, warnings, source. */
import type { Figure, Result, Unit } from '../src/protocol/result';
import { renderClaim } from './claim';
import { copyOf } from './copy';
import { makeCopyButton } from './copyButton';
import { element } from './dom';
import { findingOf } from './finding';
import type { Notebook } from './notebook';
import { makeSavePanel, type SavePanel, type SaveUse } from './save/panel';
import { sentenceParts } from './sentence';
import { makeSwitch, type View } from './switch';
import { plain } from './text';
import { makeFoldout } from './view/foldout';
import { makeStateLine, type StateLine } from './view/stateLine';

export interface Shell {
  readonly root: HTMLElement;
  /** Holds the chart or the numbers; hidden while the table is shown. */
  readonly chart: HTMLElement;
  readonly table: HTMLElement;
  /** What is hidden or out of sight now. */
  readonly state: StateLine;
  readonly saving: SavePanel;
  /** Fills in the words of a result and (with `choice`) the switch. */
  fill(result: Result, choice: boolean, notebook: Notebook | undefined): void;
  show(view: View): void;
  /** Which of the places below the buttons is open. */
  open(place: Foldable | undefined): void;
  /** Whether there is a list of series to be opened. */
  listable(yes: boolean): void;
}

type Foldable = 'series' | 'save';

/** What the buttons do. */
export interface ShellUse extends SaveUse {
  choose(view: View): void;
  toggle(place: Foldable): void;
  showAll(): void;
  resetZoom(): void;
}

let shells = 0;

export function makeShell(document: Document, use: ShellUse): Shell {
  const title = element(document, 'div', { class: 'title', role: 'heading', 'aria-level': '3' });
  const caption = element(document, 'p', { class: 'caption' });
  const switcher = makeSwitch(document, 'Show as', (view) => use.choose(view));
  const copy = makeCopyButton(document);
  /** The readings whose comparison is open, by their queries: they stay open when the cell runs again. */
  const compared = new Set<string>();
  const claim = element(document, 'div');
  const unitLine = element(document, 'p', { class: 'unit-line' });
  const chart = element(document, 'div', { class: 'chart' });
  const table = element(document, 'div', { class: 'table' });
  const state = makeStateLine(document, use);
  const saving = makeSavePanel(document, use);
  const series = makeFoldout(
    document,
    'Series',
    'List the series, to hide them or to see only one',
    chart,
    () => use.toggle('series'),
  );
  const save = makeFoldout(document, 'Save', 'Save the chart or its table as a file', saving.root, () =>
    use.toggle('save'),
  );
  series.button.hidden = true;
  const keys = element(
    document,
    'p',
    { class: 'hidden', id: `tokshare-keys-${++shells}` },
    'Arrow keys tell the values, Enter offers more, plus and minus zoom, zero shows everything.',
  );
  const notes = element(document, 'ul', { class: 'notes', 'aria-label': 'Notes' });
  const source = element(document, 'p', { class: 'source' });
  const root = element(
    document,
    'div',
    { class: 'tokshare-result', role: 'figure', tabindex: '0' },
    element(
      document,
      'div',
      { class: 'head' },
      element(document, 'div', { class: 'words' }, title, caption),
      element(document, 'div', { class: 'tools' }, switcher.root, series.button, copy.root, save.button),
    ),
    saving.root,
    claim,
    // The words of the state stand below: nothing may move away between the two clicks of a double click.
    element(document, 'div', { class: 'body' }, unitLine, chart, table, state.root),
    notes,
    source,
    keys,
  );

  let [hasChart, hasSeries] = [false, false];
  return {
    root,
    chart,
    table,
    state,
    saving,
    fill(result, choice, notebook) {
      root.setAttribute('aria-label', findingOf(result));
      title.textContent = plain(result.title);
      title.hidden = title.textContent === '';
      caption.textContent = plain(result.caption.text);
      switcher.root.hidden = !choice;
      state.show('', '');
      hasSeries = false;
      switcher.name(result.figure?.axis === 'none' ? 'Figure' : 'Chart');
      copy.use(() => copyOf(result), notebook);
      const context = { title: plain(result.title), compared, insert: notebook?.insert };
      claim.replaceChildren(...(result.claim ? [renderClaim(document, result.claim, context)] : []));
      unitLine.textContent = result.figure ? unitWords(result.figure, result.caption.universe) : '';
      notes.replaceChildren(
        ...result.notes.map((note) => element(document, 'li', {}, ...sentenceParts(document, note))),
      );
      notes.hidden = result.notes.length === 0;
      const cited = plain(result.caption.source ?? '');
      source.textContent = `Source: ${cited}`;
      source.hidden = cited === '';
    },
    show(view) {
      switcher.show(view);
      hasChart = view === 'chart';
      series.button.hidden = !hasChart || !hasSeries;
      state.root.hidden = !hasChart;
      keys.hidden = !hasChart;
      if (hasChart) root.setAttribute('aria-describedby', keys.id);
      else root.removeAttribute('aria-describedby');
      chart.hidden = view !== 'chart';
      table.hidden = view !== 'table';
      unitLine.hidden = view !== 'chart' || unitLine.textContent === '';
    },
    open(place) {
      series.show(place === 'series');
      save.show(place === 'save');
      saving.root.hidden = place !== 'save';
    },
    listable(yes) {
      hasSeries = yes;
      series.button.hidden = !hasChart || !yes;
    },
  };
}

const EVERY = {
  day: 'daily',
  week: 'weekly',
  month: 'monthly',
  quarter: 'quarterly',
  year: 'yearly',
} as const;

/** What the values count, and of which universe: `Share of all tokens, weekly`. */
export function unitWords(figure: Figure, universe: string): string {
  switch (figure.axis) {
    case 'none':
    case 'events':
      return '';
    case 'plane':
      // The axes have names of their own.
      return figure.log ? 'Logarithmic axes' : '';
    case 'tree': {
      const levels = figure.levels.map(plain).filter((level) => level !== '');
      return sentence([unitName(figure.unit, universe), levels.length > 0 ? `by ${levels.join(', ')}` : '']);
    }
    case 'time':
    case 'members': {
      const unit = figure.normalized ? 'fraction' : figure.unit;
      const every = figure.axis === 'time' ? EVERY[figure.grain] : '';
      const remark = figure.log ? 'logarithmic axis' : unit === 'rank' ? '1 is the largest' : '';
      const extract = figure.axis === 'time' ? plain(figure.extract ?? '') : '';
      return sentence([unitName(unit, universe), every, remark, extract]);
    }
  }
}

function unitName(unit: Unit, universe: string): string {
  const whole = plain(universe);
  // "Tokens within all tokens" says nothing.
  const within = whole === '' || whole.startsWith('all ') ? '' : ` within ${whole}`;
  return {
    tokens: `Tokens${within}`,
    usd: `Dollars${within}`,
    fraction: whole === '' ? 'Share' : `Share of ${whole}`,
    points: `Percentage points${within}`,
    growth: `Growth${within}`,
    ratio: `Multiple${within}`,
    rank: `Rank${within}`,
    places: `Places gained or lost${within}`,
    number: '',
    buckets: 'Number of periods',
  }[unit];
}

function sentence(parts: readonly string[]): string {
  const words = parts.filter((part) => part !== '').join(', ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** In place of a result that cannot be shown. */
export function renderMessage(document: Document, text: string): HTMLElement {
  return element(
    document,
    'div',
    { class: 'tokshare-result', role: 'region', tabindex: '0', 'aria-label': 'Result' },
    element(document, 'p', { class: 'message', role: 'status' }, text),
  );
}
