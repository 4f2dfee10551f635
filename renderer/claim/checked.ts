/**
 * The figures of a claim: a table by its roles (VS Code styles every table element of a notebook) whose rows are lanes
 * of one scale, so that the words stand beside what they are the words of.
 */
import type { Checked, Scale } from '../../src/protocol/result';
import { element } from '../dom';
import { sentenceParts } from '../sentence';
import { plain } from '../text';
import { axisOf, type Axis } from './axis';
import { axisLane, computedLane, publishedLane } from './strip';
import { renderVerdict } from './verdict';

/** The only figure of a claim needs no name and no verdict of its own: both stand above. */
export function renderChecked(document: Document, figures: readonly Checked[]): HTMLElement {
  const several = figures.length > 1;
  const cell = (role: string, name: string | undefined, ...content: (Node | string)[]) =>
    element(document, 'span', { role, class: name }, ...content);
  const row = (name: string, ...cells: HTMLElement[]) =>
    element(document, 'div', { role: 'row', class: name }, ...cells);
  /** The words of a lane beside its marks; the column's head says to a screen reader what the tag says to the eye. */
  const lane = (tag: string, text: string, marks: SVGElement | undefined) =>
    cell(
      'cell',
      tag,
      element(
        document,
        'span',
        { class: 'wording' },
        element(document, 'span', { class: 'tag', 'aria-hidden': 'true' }, tag),
        ' ',
        element(document, 'span', { class: 'stated' }, plain(text)),
      ),
      ...(marks ? [marks] : []),
    );
  const heads = [...(several ? ['figure', 'verdict'] : []), 'published', 'computed'];
  const rows = axes(figures).flatMap(({ figure, scales, axis, isLast }) => {
    const { label, published, computed, verdict } = figure;
    const cells = [
      lane('published', published, axis && publishedLane(document, scales, axis)),
      lane('computed', computed, axis && computedLane(document, scales, axis)),
    ];
    if (several) {
      const ruled = cell('cell', 'ruled', renderVerdict(document, verdict));
      const reason = plain(verdict.reason);
      if (reason !== '')
        ruled.append(element(document, 'span', { class: 'why' }, ...sentenceParts(document, reason)));
      cells.unshift(cell('rowheader', 'whose', plain(label)), ruled);
    }
    const made = row(`figure ${verdict.kind}`, ...cells);
    return axis && isLast ? [made, axisLane(document, axis)] : [made];
  });
  return element(
    document,
    'div',
    { class: several ? 'checked' : 'checked one', role: 'table', 'aria-label': 'Figures' },
    row('heads hidden', ...heads.map((text) => cell('columnheader', undefined, text))),
    ...rows,
  );
}

interface Placed {
  readonly figure: Checked;
  readonly scales: readonly Scale[];
  /** Shared with its neighbours of the same unit; absent where there is nothing to measure. */
  readonly axis: Axis | undefined;
  /** The axis is drawn below this figure. */
  readonly isLast: boolean;
}

/** Figures of one unit that follow each other share an axis. */
function axes(figures: readonly Checked[]): Placed[] {
  const runs: { figure: Checked; scales: readonly Scale[] }[][] = [];
  for (const figure of figures) {
    const [first, ...rest] = figure.scales ?? [];
    const scales = first ? [first, ...rest.filter(({ unit }) => unit === first.unit)] : [];
    const run = runs.at(-1);
    if (run && first && run.at(-1)?.scales[0]?.unit === first.unit) run.push({ figure, scales });
    else runs.push([{ figure, scales }]);
  }
  return runs.flatMap((run) => {
    const axis = axisOf(run.flatMap(({ scales }) => scales));
    return run.map((each, index) => ({ ...each, axis, isLast: index === run.length - 1 }));
  });
}
