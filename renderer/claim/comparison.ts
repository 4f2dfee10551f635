/** Why the figure of a reading differs from the one that was asked for: a waterfall of single changes, or their table. */
import type { Cell, Claim, Column, Path, Row } from '../../src/protocol/result';
import { element } from '../dom';
import { makeSwitch, type View } from '../switch';
import { renderTable, type Tabular } from '../table';
import { plain } from '../text';
import { renderWaterfalls } from './waterfall';
import { changeText, countedChange, differenceAt, differenceText, differenceUnit, valueAt } from './way';

/** `reading`: what is read differently, in words. */
export function renderComparison(
  document: Document,
  path: Path,
  reading: string,
  claim: Claim,
): HTMLElement[] {
  const chart = element(document, 'div', {}, renderWaterfalls(document, path, claim));
  const table = element(document, 'div', {}, renderTable(document, tabular(path, reading)));
  const choose = (view: View): void => {
    chart.hidden = view !== 'chart';
    table.hidden = view !== 'table';
    switcher.show(view);
  };
  const switcher = makeSwitch(document, 'Show comparison as', choose);
  const words = 'From the figure as asked to this reading, one change at a time';
  choose('chart');
  return [
    element(document, 'div', { class: 'lead' }, element(document, 'p', {}, words), switcher.root),
    chart,
    table,
  ];
}

/** One row for each station: the figures there, what the step makes of them, and what is counted. */
export function tabular(path: Path, reading: string): Tabular {
  const { sides, stations, measure } = path;
  const several = sides.length > 1;
  const columns: Column[] = [
    { name: 'reading', label: 'reading' },
    ...sides.flatMap(({ label, unit }, side): Column[] => {
      const name = plain(label) || `side ${side + 1}`;
      return [
        { name: `value-${side}`, label: several ? name : 'figure', unit },
        {
          name: `difference-${side}`,
          label: several ? `change of ${name}` : 'change',
          unit: differenceUnit(unit),
        },
      ];
    }),
    { name: 'counted', label: measure === 'tokens' ? 'tokens counted' : 'counted', unit: measure },
    { name: 'step', label: 'by this step' },
  ];
  const rows = stations.map((station, index): Row => {
    const name = index === 0 ? `as asked (${changeText(station)})` : changeText(station);
    const figures = sides.flatMap(({ unit }, side): Cell[] => [
      valueAt(station, side),
      text(index === 0 ? '' : differenceText(differenceAt(path, index, side), unit)),
    ]);
    const change = index === 0 ? undefined : countedChange(path, index);
    return { cells: [text(name), ...figures, { value: station.counted }, text(change ?? '')] };
  });
  return {
    title: `From the figure as asked to the reading ${reading}`,
    caption: { text: 'The last row is that reading.' },
    table: { columns, rows },
  };
}

function text(label: string): Cell {
  return { key: label, label };
}
