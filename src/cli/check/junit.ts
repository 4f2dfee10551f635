/** `--format junit`: for systems that show tests. A suite for each notebook, a case for each claim and each record. */
import { plain, plainLines } from '../plain';
import type { CheckedClaim, CheckedRecord, NotebookReport, Report } from './report';
import { outcomeText, universeText, verdictText } from './words';

interface Case {
  readonly name: string;
  readonly line?: number;
  /** What is wrong: `failure` is a finding, `error` means that it could not be run. */
  readonly wrong?: {
    readonly kind: 'failure' | 'error';
    readonly type: string;
    /** In a line. */
    readonly message: string;
    readonly details?: string;
  };
  /** What it came to, where nothing is wrong. */
  readonly output?: string;
}

export function junitReport({ notebooks, strict }: Report): string {
  const suites = notebooks.map((each) => ({ file: each.file, cases: casesOf(each, strict) }));
  const all = suites.flatMap(({ cases }) => cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'tokshare check', ...numbers(all) })}>`,
    ...suites.flatMap(({ file, cases }) => [
      `  <testsuite${attributes({ name: file, ...numbers(cases), skipped: '0' })}>`,
      ...cases.map((each) => caseXml(each, file)),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

function numbers(cases: readonly Case[]): Record<string, string> {
  const count = (kind: 'failure' | 'error'): string =>
    String(cases.filter(({ wrong }) => wrong?.kind === kind).length);
  return { tests: String(cases.length), failures: count('failure'), errors: count('error') };
}

function casesOf({ findings, claims, records }: NotebookReport, strict: boolean): Case[] {
  const errors = findings.filter(({ kind }) => kind === 'run');
  const said = errors.map(({ place, message }) => (place ? `line ${place.line}: ${message}` : message));
  const [first] = errors;
  const [message = ''] = said;
  const runs: Case = {
    name: 'every cell runs',
    ...(first?.place ? { line: first.place.line } : {}),
    ...(first ? { wrong: { kind: 'error', type: first.code, message, details: said.join('\n') } } : {}),
  };
  return [runs, ...claims.map((claim) => claimCase(claim, strict)), ...records.map(recordCase)];
}

function claimCase(claim: CheckedClaim, strict: boolean): Case {
  const { line } = claim.place;
  const common = { name: `line ${line}: ${claim.sentence}`, line };
  switch (claim.standing) {
    case 'unread':
      return { ...common, wrong: { kind: 'error', type: 'unread', message: verdictText(claim) } };
    case 'open': {
      const { verdict } = claim.claim;
      const why = strict ? 'Only claims that hold are accepted.' : 'No fresh record says so.';
      const message = outcomeText(claim);
      const details = [message, universeText(claim), verdict.reason, why].join('\n');
      return { ...common, wrong: { kind: 'failure', type: verdict.kind, message, details } };
    }
    case 'recorded':
      return { ...common, output: `${outcomeText(claim)}; its record says so` };
    case 'holds':
      return { ...common, output: outcomeText(claim) };
  }
}

function recordCase({ place: { line }, state, reasons }: CheckedRecord): Case {
  const common = { name: `line ${line}: record`, line };
  switch (state) {
    case 'fresh':
      return common;
    case 'stale':
      return { ...common, wrong: { kind: 'failure', type: 'stale-record', message: reasons.join('; ') } };
    case 'unchecked': {
      const message = 'Nothing can be held against it, because its cell has an error.';
      return { ...common, wrong: { kind: 'error', type: 'unchecked-record', message } };
    }
  }
}

function caseXml({ name, line, wrong, output }: Case, file: string): string {
  const place = line === undefined ? {} : { line: String(line) };
  const open = `    <testcase${attributes({ classname: file, name, file, ...place })}`;
  if (wrong) {
    const { kind, type, message, details = message } = wrong;
    return `${open}>\n      <${kind}${attributes({ type, message })}>${escapeXml(plainLines(details))}</${kind}>\n    </testcase>`;
  }
  return output === undefined
    ? `${open}/>`
    : `${open}>\n      <system-out>${escapeXml(plainLines(output))}</system-out>\n    </testcase>`;
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(plain(value))}"`)
    .join('');
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

/** Text for XML 1.0, without the characters that it cannot have in any way. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"\r]/g, (character) => ESCAPES[character] ?? '');
}
