/** `--format text`: for a terminal. Every finding with its place, then the claims, then the counts. */
import { plainLines } from '../plain';
import { changeTexts, type Changes, type ChangeText } from './changes';
import {
  countsOf,
  severityOf,
  type CheckedClaim,
  type Finding,
  type NotebookReport,
  type Report,
} from './report';
import { countsText, figuresText, recordedText, standingText, unchangedText } from './words';

export function textReport({ notebooks, base }: Report): string {
  const parts = notebooks.map((each) => notebookText(each, base));
  const all =
    notebooks.length > 1 ? [`${notebooks.length} notebooks · ${countsText(countsOf(notebooks))}\n`] : [];
  return plainLines([...parts, ...all].join('\n'));
}

function notebookText(report: NotebookReport, base: string | undefined): string {
  const { file, findings, claims, changes } = report;
  const recorded = recordedText(report);
  // What is accepted stands among the claims.
  const told = findings.filter(({ kind }) => kind !== 'accepted');
  return [
    ...told.map((finding) => findingText(finding, file)),
    ...(told.length > 0 ? ['\n'] : []),
    ...(claims.length > 0 ? [`Claims in ${file}\n`, ...claimLines(claims), '\n'] : []),
    ...(changes && base !== undefined ? [`Since ${base}\n`, ...changeLines(changes), '\n'] : []),
    `${file}: ${[countsText(countsOf([report])), ...(recorded === undefined ? [] : [recorded])].join(' · ')}\n`,
  ].join('');
}

function findingText(finding: Finding, file: string): string {
  const { place, message, quoted } = finding;
  const at = place ? `${file}:${place.line}` : file;
  return quoted ?? `${at}: ${severityOf(finding)}: ${message}\n`;
}

function claimLines(claims: readonly CheckedClaim[]): string[] {
  const places = claims.map(({ place }) => `line ${place.line}`);
  const verdicts = claims.map(standingText);
  const width = (texts: readonly string[]): number => Math.max(...texts.map((text) => text.length));
  const [left, middle] = [width(places), width(verdicts)];
  return claims.map((claim, at) => {
    const head = `  ${(places[at] ?? '').padEnd(left)}  ${(verdicts[at] ?? '').padEnd(middle)}  “${claim.sentence}”\n`;
    // Of the others, the findings above say everything.
    return claim.standing === 'recorded'
      ? `${head}${' '.repeat(left + middle + 6)}${figures(claim)}\n`
      : head;
  });
}

function figures(claim: CheckedClaim): string {
  return `computed ${figuresText(claim, 'computed')}, published ${figuresText(claim, 'published')}`;
}

function changeLines(changes: Changes): string[] {
  const { note, unchanged } = changes;
  return [
    ...(note === undefined ? [] : [`  ${note}\n`]),
    ...changeTexts(changes).map(changeText),
    `  unchanged: ${unchangedText(unchanged)}\n`,
  ];
}

function changeText({ of, how, name, line, before, after }: ChangeText): string {
  return [
    `  ${how} ${of}: ${line === undefined ? '' : `line ${line}: `}“${name}”\n`,
    ...(before === undefined ? [] : [`    before: ${before}\n`]),
    ...(after === undefined ? [] : [`    now: ${after}\n`]),
  ].join('');
}
