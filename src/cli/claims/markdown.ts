/** `--format markdown`: a table of the claims, then the contradictions. */
import { contradictionText, listedContradictions } from '../../analysis/claims/contradictions';
import { computedOf, publishedOf } from '../../analysis/claims/ledger';
import { readingsLine } from '../../protocol/claimText';
import { words } from '../check/markdown';
import { countsText, placeText, type Ledger, type PlacedClaim } from './ledger';

const HEAD = ['place', 'claim', 'published', 'computed', 'verdict', 'of what', 'other readings', 'source'];

export function asMarkdown(ledger: Ledger): string {
  const { claims, contradictions } = ledger;
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const table = [row(HEAD), row(HEAD.map(() => '---')), ...claims.map((each) => row(cellsOf(each)))];
  const { shown, more } = listedContradictions(contradictions);
  const items = shown.map((each) => {
    const places = each.parties.map(({ claim }) => words(placeText(claim))).join(', ');
    return `- ${words(contradictionText(each))} (${places})`;
  });
  return [
    '## Claims',
    `${countsText(ledger)}.`,
    ...(claims.length > 0 ? [table.join('\n')] : []),
    ...(items.length > 0 ? ['## Contradictions', items.join('\n')] : []),
    ...(more === undefined ? [] : [`${more}.`]),
  ]
    .map((part) => `${part}\n`)
    .join('\n');
}

function cellsOf(entry: PlacedClaim): string[] {
  const { claim, universe } = entry;
  const { sentence, source = '', verdict, readings } = claim;
  const isComputed = verdict.kind !== 'impossible';
  return [
    placeText(entry),
    sentence,
    publishedOf(claim),
    isComputed ? computedOf(claim) : verdict.reason,
    verdict.text,
    isComputed ? universe : '',
    (readings && readingsLine(readings)) ?? '',
    source,
  ].map(words);
}
