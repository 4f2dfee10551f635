/** What to tell the user about a file. */

import { INFO } from './grammar';
import type { Line } from './lines';
import type { FormatProblem } from './model';
import type { Scan, Suspect } from './scan';

/** All problems of a file, in the order of its lines. */
export function findProblems(found: Scan): FormatProblem[] {
  return [
    ...versionProblems(found),
    ...found.suspects.map((suspect) => fenceProblem(suspect, found.lines.length)),
    ...conflictProblems(found.lines),
    ...orphanProblems(found),
  ].sort((one, other) => one.line - other.line);
}

/** Comments and quotes do not matter. */
const VERSION_1 = /^(["']?)1\1(?:[ \t]+#.*)?$/s;

function versionProblems({ frontMatter }: Scan): FormatProblem[] {
  const version = frontMatter?.version;
  if (version === undefined) return [];
  const line = version.index + 1;
  if (frontMatter?.closed === false) {
    return [
      {
        code: 'unclosed-front-matter',
        severity: 'warning',
        message:
          'Line 1: front matter starts here with ---, but no line --- closes it, so it was read as prose. ' +
          'Add a line --- after its last key.',
        line: 1,
        endLine: line,
      },
    ];
  }
  if (VERSION_1.test(version.value)) return [];
  const read = version.value === '' ? 'tokshare: without a version' : `tokshare: ${excerpt(version.value)}`;
  return [
    {
      code: 'unknown-version',
      severity: 'warning',
      message:
        `Line ${line}: read "${read}", but this tokshare knows version 1 only. ` +
        'Everything was opened as version 1 and will be saved as it is. ' +
        'Update tokshare, or write "tokshare: 1" if the file needs nothing newer.',
      line,
    },
  ];
}

function fenceProblem({ kind, run, open, closed, swallowed }: Suspect, lineCount: number): FormatProblem {
  const line = open + 1;
  const fence = kind === 'prose' ? 'a code fence in prose' : `the fence of a ${NAMES[kind]}`;
  const inner = swallowed
    ? ` The ${NAMES[swallowed.kind]} that opens in line ${swallowed.open + 1} was read as part of it.`
    : '';
  const closing = `Add a line ${excerpt(run)} where it should end`;
  if (!closed) {
    return {
      code: 'unclosed-fence',
      severity: kind === 'prose' ? 'warning' : 'error',
      message:
        `Line ${line}: ${fence} opens here, but no line ${excerpt(run)} closes it, ` +
        `so everything to the end of the file was read as part of it.${inner} ${closing}.`,
      line,
      endLine: lineCount,
    };
  }
  return {
    code: 'swallowed-fence',
    severity: 'warning',
    message:
      `Line ${line}: ${fence} opens here and seems not to be closed.${inner} ` +
      `${closing}, or open it with more backticks if the inner fence belongs to its text.`,
    line,
    ...(swallowed && { endLine: swallowed.open + 1 }),
  };
}

const NAMES = { query: 'query', record: 'recorded result' } as const;

function conflictProblems(lines: readonly Line[]): FormatProblem[] {
  const problems: FormatProblem[] = [];
  let start: number | undefined;
  const report = (from: number, to: number): void => {
    problems.push({
      code: 'merge-conflict',
      severity: 'error',
      message:
        `Line ${from}: read ${excerpt(lines[from - 1]?.text ?? '')}, the start of a merge conflict` +
        (to > from ? ` that ends in line ${to}` : '') +
        '. Both sides were opened as they stand. ' +
        'Keep the lines you want and remove the lines that start with <<<<<<<, |||||||, ======= and >>>>>>>.',
      line: from,
      ...(to > from && { endLine: to }),
    });
  };
  lines.forEach(({ text }, index) => {
    if (/^<{7}(?: |$)/.test(text)) {
      if (start !== undefined) report(start, start);
      start = index + 1;
    } else if (start !== undefined && /^>{7}(?: |$)/.test(text)) {
      report(start, index + 1);
      start = undefined;
    }
  });
  if (start !== undefined) report(start, start);
  return problems;
}

function orphanProblems({ spans }: Scan): FormatProblem[] {
  return spans.flatMap((span, index): FormatProblem[] => {
    if (span.kind !== 'record' || spans[index - 1]?.kind === 'query') return [];
    const line = span.open + 1;
    const previous = spans[index - 1];
    const after =
      previous === undefined
        ? 'the start of the file'
        : previous.kind === 'prose'
          ? 'prose'
          : 'another recorded result';
    return [
      {
        code: 'orphan-record',
        severity: 'information',
        message:
          `Line ${line}: read a ${INFO.record} fence after ${after}, so it is not known which query it records. ` +
          'Move it right after its query, or delete it.',
        line,
        endLine: span.closed ? span.end + 1 : span.end,
      },
    ];
  });
}

/** File text in a message: short, and with nothing invisible in it. */
function excerpt(text: string): string {
  const visible = text.replace(/[\p{C}\p{Z}]/gu, ' ');
  return visible.length > 40 ? `${visible.slice(0, 39)}…` : visible;
}
