/** The words around a chart that is saved: those around it on the page, and what is not in the picture. */
import type { Figure, Result } from '../../src/protocol/result';
import type { Note } from '../charts/drawing';
import { unitWords } from '../shell';
import { plain } from '../text';
import type { Words } from './svg';

/** `remarks` say what is hidden and what the zoom is to. Notes without a sign stand in the picture already. */
export function wordsAround(
  { title, caption, notes }: Result,
  figure: Figure,
  marks: readonly Note[],
  remarks: readonly string[],
): Words {
  const source = plain(caption.source ?? '') || plain(caption.dataset);
  return {
    title: plain(title),
    caption: plain(caption.text),
    unit: unitWords(figure, caption.universe),
    notes: [
      ...marks.flatMap(({ sign, text }) => (sign === undefined ? [] : [`${sign} ${text}`])),
      ...remarks,
      ...notes.map((note) => plain(note).replace(/`/g, '')),
    ],
    source: source === '' ? '' : `Source: ${source}`,
  };
}
