/** One verdict for a claim that states several figures: it holds only if all of them hold. */
import type { Checked, Verdict } from '../../protocol/result';
import { impossible } from './verdicts';

/**
 * Worst first. One figure that is off makes the sentence wrong, whatever the others are. Of the two ways not to know,
 * `impossible` goes before `undecided`: "undecided" says that everything was computed and `other` alone is in doubt,
 * which would hide that a figure is missing.
 */
const WORST_FIRST = ['off', 'impossible', 'undecided', 'holds'] as const;

/** The label is empty where there is nothing to tell apart. */
export function combine(parts: readonly Pick<Checked, 'label' | 'verdict'>[]): Verdict {
  const [first] = parts;
  if (!first) return impossible('The claim states no figure.');
  if (parts.length === 1) return first.verdict;
  const kind = WORST_FIRST.find((each) => parts.some((part) => part.verdict.kind === each)) ?? 'impossible';
  const decisive = parts.filter((part) => part.verdict.kind === kind);
  return {
    kind,
    // "holds" needs no list of names: it is said of all.
    text:
      kind === 'holds'
        ? first.verdict.text
        : decisive.map((part) => said(part.label, part.verdict.text)).join(', '),
    reason: parts.map(({ label, verdict }) => said(label && `${label}:`, verdict.reason)).join(' '),
  };
}

function said(label: string, text: string): string {
  return label === '' ? text : `${label} ${text}`;
}
