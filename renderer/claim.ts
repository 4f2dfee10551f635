/** A published sentence and what became of it: the verdict in words, each figure on its scale, and the other readings. */
import type { Claim } from '../src/protocol/result';
import { renderChecked } from './claim/checked';
import { renderReadings, type ReadingContext } from './claim/readings';
import { renderVerdict } from './claim/verdict';
import { element } from './dom';
import { sentenceParts } from './sentence';
import { plain } from './text';

export interface ClaimContext extends ReadingContext {
  /** Stands above the claim already: a sentence that is the title is not said again. */
  readonly title: string;
}

export function renderClaim(document: Document, claim: Claim, context: ClaimContext): HTMLElement {
  const { sentence, source, verdict, figures } = claim;
  const cited = plain(source ?? '');
  const several = figures.length > 1;
  // Of several figures each has a reason of its own, at its row.
  const reason = several ? '' : plain(verdict.reason);
  const box = element(
    document,
    'div',
    { class: `claim ${verdict.kind}`, role: 'group', 'aria-label': `Claim: ${plain(sentence)}` },
    ...(plain(sentence) === context.title
      ? []
      : [element(document, 'blockquote', {}, `“${plain(sentence)}”`)]),
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
  if (figures.length > 0) box.append(renderChecked(document, figures));
  if (claim.readings) box.append(renderReadings(document, claim.readings, claim, context));
  return box;
}
