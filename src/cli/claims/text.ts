/** `--format text`: for a terminal. A paragraph for each claim, then the contradictions, then the counts. */
import { contradictionText, listedContradictions } from '../../analysis/claims/contradictions';
import { computedOf, publishedOf } from '../../analysis/claims/ledger';
import { readingsLine } from '../../protocol/claimText';
import { plain, plainLines } from '../plain';
import { widthOf } from '../print';
import { countsText, placeText, type Ledger, type PlacedClaim } from './ledger';

const WIDTH = 100;

export function asText(ledger: Ledger): string {
  const { claims, contradictions } = ledger;
  const { shown, more } = listedContradictions(contradictions);
  const paragraphs = [
    ...claims.map(claimLines),
    ...(contradictions.length > 0 ? [['Contradictions']] : []),
    ...shown.map((each) => [
      ...each.parties.map(({ claim, published }) => `  “${published}”: ${placeText(claim)}`),
      ...wrapped('  ', contradictionText(each)),
    ]),
    ...(more === undefined ? [] : [[`  ${more}`]]),
    wrapped('', `${countsText(ledger)}.`),
  ];
  return plainLines(paragraphs.map((lines) => `${lines.join('\n')}\n`).join('\n'));
}

function claimLines(entry: PlacedClaim): string[] {
  const { claim, universe } = entry;
  const { verdict, sentence, source, readings } = claim;
  const others = readings && readingsLine(readings);
  return [
    `${placeText(entry)}  ${verdict.text}`,
    ...wrapped('  ', `“${sentence}”`),
    ...wrapped('  published  ', publishedOf(claim)),
    ...(verdict.kind === 'impossible'
      ? wrapped('  because    ', verdict.reason)
      : [
          ...wrapped('  computed   ', computedOf(claim)),
          // A caption is read part by part.
          ...wrapped('  of what    ', universe, ' · '),
        ]),
    ...(others === undefined ? [] : wrapped('  readings   ', others)),
    ...(source === undefined ? [] : wrapped('  source     ', source)),
  ];
}

/** A text after a head, broken where it has a `gap`; what follows stands below the text, not below the head. */
function wrapped(head: string, text: string, gap = ' '): string[] {
  const [first = '', ...more] = plain(text).split(gap);
  const lines: string[] = [];
  let line = head + first;
  for (const part of more) {
    const longer = line + gap + part;
    if (widthOf(longer) <= WIDTH) {
      line = longer;
    } else {
      lines.push((line + gap).trimEnd());
      line = ' '.repeat(head.length) + part;
    }
  }
  return [...lines, line];
}
