/** `--format markdown`: a comment for a pull request, or the summary of a run. */
import { escapeMarkdown } from '../../protocol/markdown';
import { changeTexts, type Changes, type ChangeText } from './changes';
import {
  countsOf,
  exitCodeOf,
  type CheckedClaim,
  type Finding,
  type NotebookReport,
  type Report,
} from './report';
import {
  countsText,
  figuresText,
  recordedText,
  standingText,
  unchangedText,
  universeText,
  verdictText,
} from './words';

/** GitHub takes no longer comment. */
export const LONGEST_COMMENT = 65_536;

/** Compared with a revision, what has not changed since then is only counted. */
export function markdownReport(report: Report): string {
  const { notebooks } = report;
  const lines = [
    `## Published figures: ${VERDICTS[exitCodeOf(report)]}`,
    '',
    ...(notebooks.length > 1
      ? [`${notebooks.length} notebooks · ${countsText(countsOf(notebooks))}.`, '']
      : []),
    // Those that need a look come first: a comment may be cut.
    ...worstFirst(notebooks).flatMap((each) => [...notebookLines(each, report), '']),
  ];
  return cut(lines, LONGEST_COMMENT);
}

const VERDICTS = ['all in order', 'something does not hold', 'something cannot be read or run'] as const;

function worstFirst(notebooks: readonly NotebookReport[]): NotebookReport[] {
  const worst = (each: NotebookReport): number => exitCodeOf({ notebooks: [each] });
  return [...notebooks].sort((a, b) => worst(b) - worst(a));
}

function notebookLines(report: NotebookReport, { base }: Report): string[] {
  const { file, findings, claims, changes } = report;
  const recorded = recordedText(report);
  const told = changes ? claims.filter(isUnexplained) : claims;
  return [
    `### ${words(file)}`,
    '',
    `${[countsText(countsOf([report])), ...(recorded === undefined ? [] : [recorded])].join(' · ')}.`,
    ...section('Cannot be read or run', of(findings, 'run').map(findingItem)),
    ...section('Stale records', of(findings, 'record').map(findingItem)),
    ...(changes && base !== undefined ? changesLines(changes, base) : []),
    ...table(
      changes ? 'Claims that do not hold and are not accepted' : 'Claims',
      ['line', 'claim', 'published', 'computed', 'verdict', 'of what'],
      told.map(claimRow),
    ),
    ...section('Worth a look', of(findings, 'remark').map(findingItem)),
  ];
}

/** Beside what has changed: what fails, and is not listed with the stale records already. */
function isUnexplained({ standing, record }: CheckedClaim): boolean {
  return standing === 'open' && record?.state !== 'stale';
}

function of(findings: readonly Finding[], kind: Finding['kind']): Finding[] {
  return findings.filter((each) => each.kind === kind);
}

function findingItem({ place, message }: Finding): string {
  const at = place ? `line ${place.line}: ` : '';
  return `- ${at}${words(at === '' ? message.replace(/^./u, (first) => first.toUpperCase()) : message)}`;
}

function claimRow(claim: CheckedClaim): string[] {
  const { place, sentence, source } = claim;
  const from = source === undefined ? '' : ` (${words(source)})`;
  const verdict = claim.standing === 'holds' ? words(verdictText(claim)) : `**${words(verdictText(claim))}**`;
  const accepted = claim.standing === 'recorded' ? standingText(claim).slice(verdictText(claim).length) : '';
  return [
    String(place.line),
    words(sentence) + from,
    words(figuresText(claim, 'published')),
    words(figuresText(claim, 'computed')),
    verdict + accepted,
    words(universeText(claim)),
  ];
}

function changesLines(changes: Changes, base: string): string[] {
  const texts = changeTexts(changes);
  const since = `since ${words(base)}`;
  const { note, unchanged } = changes;
  return [
    ...(note === undefined ? [] : ['', words(note)]),
    ...table(
      `Claims that changed ${since}`,
      CHANGE_HEAD,
      texts.filter((each) => each.of === 'claim').map(changeRow),
    ),
    ...table(
      `Other results that changed ${since}`,
      CHANGE_HEAD,
      texts.filter((each) => each.of === 'result').map(changeRow),
    ),
    '',
    `Unchanged ${since}: ${unchangedText(unchanged)}.`,
  ];
}

const CHANGE_HEAD = ['line', '', 'what', 'before', 'after'];

function changeRow({ how, name, line, before, after }: ChangeText): string[] {
  return [
    line === undefined ? '–' : String(line),
    how,
    words(name),
    words(before ?? '–'),
    words(after ?? '–'),
  ];
}

function section(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : ['', `**${title}**`, '', ...items];
}

function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return ['', `**${title}**`, '', line(head), line(head.map(() => '---')), ...rows.map(line)];
}

/** Not seen, and between an `@` and a name it keeps people from being called. */
const NOTHING = '\u200b';

/**
 * Words of a notebook as words and nothing else: no markup, nobody notified (`@name`), no issue mentioned (`#12`,
 * `GH-12`, an address).
 */
export function words(text: string): string {
  const quiet = text
    .replace(/@(?=[\p{L}\p{N}])/gu, `@${NOTHING}`)
    .replace(/#(?=\d)/g, `#${NOTHING}`)
    .replace(/\bGH-(?=\d)/gi, (found) => found + NOTHING)
    .replace(/:\/\//g, `:${NOTHING}//`)
    .replace(/\bwww\.(?=\S)/gi, (found) => found + NOTHING);
  return escapeMarkdown(quiet);
}

/** As many lines as fit, and how many are left out. */
export function cut(lines: readonly string[], longest: number): string {
  const whole = lines.join('\n');
  if (whole.length <= longest) return whole;
  const left = (count: number): string =>
    `\n_${count} more lines are left out here, since a comment may be no longer. \`tokshare check\` shows all of them._\n`;
  const room = longest - left(lines.length).length;
  let length = 0;
  let fitting = 0;
  for (const line of lines) {
    length += line.length + 1;
    if (length > room) break;
    fitting++;
  }
  return [...lines.slice(0, fitting), left(lines.length - fitting)].join('\n');
}
