/** `--format json` and `--format csv`: for programs. */
import { contradicted, computedOf, publishedOf } from '../../analysis/claims/ledger';
import { contradictionText, type Contradiction } from '../../analysis/claims/contradictions';
import { readingText } from '../../protocol/claimText';
import { csvField } from '../print';
import { placeText, type Ledger, type PlacedClaim } from './ledger';

/** Raised when the shape changes so that a reader of an older one would misread it. */
const VERSION = 1;

export function asJson({ claims, contradictions, tally, unread }: Ledger): string {
  const root = {
    tokshare: VERSION,
    counts: { ...tally, unread, contradictions: contradictions.length },
    claims: claims.map(claimJson),
    contradictions: contradictions.map(contradictionJson),
  };
  return `${JSON.stringify(root, null, 2)}\n`;
}

function claimJson({ file, line, universe, claim }: PlacedClaim): object {
  const { sentence, source, verdict, figures, readings } = claim;
  return {
    file,
    line,
    sentence,
    source: source ?? null,
    verdict,
    published: publishedOf(claim),
    computed: computedOf(claim),
    universe,
    figures,
    readings: readings ?? null,
  };
}

function contradictionJson(contradiction: Contradiction<PlacedClaim>): object {
  const { about, parties } = contradiction;
  return {
    about,
    text: contradictionText(contradiction),
    claims: parties.map(({ claim: { file, line, claim }, published, verdict, holds }) => ({
      file,
      line,
      sentence: claim.sentence,
      published,
      verdict,
      holds: holds ?? null,
    })),
  };
}

const COLUMNS = [
  ...['file', 'line', 'claim', 'source', 'published', 'computed', 'verdict', 'verdict_text', 'of_what'],
  ...['readings_tried', 'readings_holding', 'first_reading', 'contradicts'],
];

export function asCsv({ claims, contradictions }: Ledger): string {
  const rows = claims.map((entry) => {
    const { file, line, universe, claim } = entry;
    const { sentence, source = '', verdict, readings } = claim;
    const [first] = readings?.holding ?? [];
    return [
      ...[file, String(line), sentence, source, publishedOf(claim), computedOf(claim)],
      ...[verdict.kind, verdict.text, universe],
      ...(readings ? [String(readings.tried), String(readings.holding.length)] : ['', '']),
      first ? readingText(first) : '',
      contradicted(entry, contradictions).map(placeText).join(', '),
    ];
  });
  return [COLUMNS, ...rows].map((fields) => `${fields.map(csvField).join(',')}\n`).join('');
}
