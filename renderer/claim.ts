/** A published sentence and what became of it: the verdict in words, then each figure as published and as computed. */
import type { Checked, Claim, Readings, Verdict } from '../src/protocol/result';
import { element } from './dom';
import { sentenceParts } from './sentence';
import { plain } from './text';

/** What stands for a verdict beside its words, so that it is never told by colour alone. */
const SYMBOLS: Readonly<Record<Verdict['kind'], string>> = {
  holds: '✓',
  off: '≠',
  undecided: '?',
  impossible: '–',
};

/** `title` stands above it already: a sentence that is the title is not said again. */
export function renderClaim(document: Document, claim: Claim, title: string): HTMLElement {
  const { sentence, source, verdict, figures } = claim;
  const cited = plain(source ?? '');
  const several = figures.length > 1;
  // Of several figures each has a reason of its own, at its row.
  const reason = several ? '' : plain(verdict.reason);
  const box = element(
    document,
    'div',
    { class: `claim ${verdict.kind}`, role: 'group', 'aria-label': `Claim: ${plain(sentence)}` },
    ...(plain(sentence) === title ? [] : [element(document, 'blockquote', {}, `“${plain(sentence)}”`)]),
    ...(cited === '' ? [] : [element(document, 'cite', {}, cited)]),
    element(
      document,
      'p',
      { class: 'ruling' },
      renderVerdict(document, verdict),
      ...(reason === ''
        ? []
        : [element(document, 'span', { class: 'reason' }, ...sentenceParts(document, reason))]),
    ),
  );
  if (figures.length > 0) box.append(renderFigures(document, figures));
  if (claim.readings && claim.readings.tried > 0) box.append(renderReadings(document, claim.readings));
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

/**
 * A table by its roles only: VS Code styles every table element of a notebook. The only figure of a claim needs no name
 * and no verdict of its own: both stand above.
 */
function renderFigures(document: Document, figures: readonly Checked[]): HTMLElement {
  const several = figures.length > 1;
  const cell = (role: string, name: string | undefined, ...content: (Node | string)[]) =>
    element(document, 'span', { role, class: name }, ...content);
  const row = (...cells: HTMLElement[]) => element(document, 'div', { role: 'row' }, ...cells);
  const heads = several ? ['figure', 'published', 'computed', 'verdict'] : ['published', 'computed'];
  const rows = figures.map(({ label, published, computed, verdict }) => {
    const both = [
      cell('cell', 'published', plain(published)),
      cell('cell', 'computed', plain(computed)),
    ] as const;
    if (!several) return row(...both);
    const ruled = cell('cell', 'ruled', renderVerdict(document, verdict));
    const reason = plain(verdict.reason);
    if (reason !== '')
      ruled.append(element(document, 'span', { class: 'why' }, ...sentenceParts(document, reason)));
    return row(cell('rowheader', undefined, plain(label)), ...both, ruled);
  });
  return element(
    document,
    'div',
    { class: several ? 'checked' : 'checked one', role: 'table', 'aria-label': 'Figures' },
    row(...heads.map((text) => cell('columnheader', undefined, text))),
    ...rows,
  );
}

/** More than these would read like proof. */
const MOST_READINGS = 5;

/** How many other readings hold, of how many: so that nobody takes a lucky one for proof. */
function renderReadings(document: Document, { tried, holding }: Readings): HTMLElement {
  const count = `${holding.length} of ${tried} other readings ${holding.length === 1 ? 'holds' : 'hold'}`;
  const items = holding
    .slice(0, MOST_READINGS)
    .map(({ changes, computed }) =>
      element(
        document,
        'li',
        {},
        element(document, 'code', {}, plain(changes.join(', '))),
        element(document, 'span', { class: 'computed' }, plain(computed)),
      ),
    );
  const more = holding.length - items.length;
  if (more > 0) items.push(element(document, 'li', {}, `and ${more} more`));
  return element(
    document,
    'div',
    { class: 'readings' },
    element(document, 'p', {}, holding.length === 0 ? `${count}.` : `${count}:`),
    ...(items.length > 0 ? [element(document, 'ul', {}, ...items)] : []),
  );
}
