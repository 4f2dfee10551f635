/** A verdict in words, with a symbol, so that it is never told by colour alone. */
import { VERDICT_SYMBOLS } from '../../src/protocol/claimText';
import type { Verdict } from '../../src/protocol/result';
import { element } from '../dom';
import { plain } from '../text';

export function renderVerdict(document: Document, { kind, text }: Verdict): HTMLElement {
  const symbol = element(document, 'span', {}, VERDICT_SYMBOLS[kind]);
  return element(
    document,
    'span',
    { class: `verdict ${kind}` },
    element(document, 'span', { class: 'symbol', 'aria-hidden': 'true' }, symbol),
    element(document, 'span', {}, plain(text)),
  );
}
