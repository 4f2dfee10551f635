/** A published sentence and what became of it: the verdict in words, then each figure as published and as computed. */
import type { Checked, Claim, Verdict } from '../src/protocol/result';
import { element } from './dom';
import { plain } from './text';

/** What stands for a verdict beside its words, so that it is never told by colour alone. */
const SYMBOLS: Readonly<Record<Verdict['kind'], string>> = {
  holds: '✓',
  off: '≠',
  undecided: '?',
  impossible: '–',
};

export function renderClaim(document: Document, claim: Claim): HTMLElement {
  const { sentence, source, verdict, figures } = claim;
  const cited = plain(source ?? '');
  const reason = plain(verdict.reason);
  const box = element(
    document,
    'div',
    { class: `claim ${verdict.kind}`, role: 'group', 'aria-label': 'Claim' },
    element(document, 'blockquote', {}, `“${plain(sentence)}”`),
    ...(cited === '' ? [] : [element(document, 'cite', {}, cited)]),
    element(
      document,
      'p',
      { class: 'ruling' },
      renderVerdict(document, verdict),
      ...(reason === '' ? [] : [element(document, 'span', { class: 'reason' }, reason)]),
    ),
  );
  if (figures.length > 0) box.append(renderFigures(document, figures, reason));
  return box;
}

function renderVerdict(document: Document, { kind, text }: Verdict): HTMLElement {
  const symbol = element(document, 'span', {}, SYMBOLS[kind]);
  return element(
    document,
    'span',
    { class: `verdict ${kind}` },
    element(document, 'span', { class: 'symbol', 'aria-hidden': 'true' }, symbol),
    element(document, 'span', {}, plain(text)),
  );
}

/** A table by its roles only: VS Code styles every table element of a notebook. */
function renderFigures(document: Document, figures: readonly Checked[], above: string): HTMLElement {
  const cell = (role: string, name: string | undefined, ...content: (Node | string)[]) =>
    element(document, 'span', { role, class: name }, ...content);
  const row = (...cells: HTMLElement[]) => element(document, 'div', { role: 'row' }, ...cells);
  const heads = ['figure', 'published', 'computed', 'verdict'].map((text) =>
    cell('columnheader', undefined, text),
  );
  const rows = figures.map((figure) => {
    const verdict = cell('cell', 'ruled', renderVerdict(document, figure.verdict));
    const reason = plain(figure.verdict.reason);
    // The reason of the only figure is that of the claim, and stands above.
    if (reason !== '' && reason !== above)
      verdict.append(element(document, 'span', { class: 'why' }, reason));
    return row(
      cell('rowheader', undefined, plain(figure.label)),
      cell('cell', 'published', plain(figure.published)),
      cell('cell', 'computed', plain(figure.computed)),
      verdict,
    );
  });
  return element(
    document,
    'div',
    { class: 'checked', role: 'table', 'aria-label': 'Figures' },
    row(...heads),
    ...rows,
  );
}
