/** Large figures in words: what it is, the value, and how sure it is. */
import { formatBounds, formatValue } from '../src/protocol/format';
import type { NumberFigure } from '../src/protocol/result';
import { element } from './dom';
import { plain } from './text';

export function renderNumbers(document: Document, figure: NumberFigure): HTMLElement {
  const list = element(document, 'dl', { class: 'numbers' });
  for (const { label, unit, measured, remark } of figure.items) {
    const value = element(document, 'dd', { class: 'value' });
    if (remark !== undefined)
      value.append(element(document, 'span', { class: 'remark' }, `${plain(remark)} `));
    value.append(measured.value === null ? 'no data' : formatValue(measured.value, unit));
    if (measured.value !== null && unit === 'tokens')
      value.append(element(document, 'span', { class: 'unit' }, ' tokens'));
    const item = element(document, 'div', {}, element(document, 'dt', {}, plain(label)), value);
    const bounds = formatBounds(measured, unit);
    if (bounds !== undefined) {
      const words = measured.high === undefined ? bounds : `between ${bounds.replace('–', ' and ')}`;
      item.append(element(document, 'dd', { class: 'bounds' }, words));
    }
    list.append(item);
  }
  return list;
}
