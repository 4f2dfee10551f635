/** What to tell the user about a file. */

import { findConflicts, isWhole, type Conflict, type WholeConflict } from './conflicts';
import { INFO, isFrontMatterEdge } from './grammar';
import type { Line } from './lines';
import type { FormatProblem } from './model';
import type { Missed, Scan, Suspect } from './scan';

/** All problems of a file, in the order of its lines. */
export function findProblems(found: Scan): FormatProblem[] {
  return [
    ...versionProblems(found),
    ...found.suspects.map((suspect) => fenceProblem(suspect, found.lines.length)),
    ...found.missed.map((missed) => missedProblem(missed, found.lines)),
    ...conflictProblems(found.lines),
    ...orphanProblems(found),
  ].sort((one, other) => one.line - other.line);
}

/** Comments and quotes do not matter. */
const VERSION_1 = /^(["']?)1\1(?:[ \t]+#.*)?$/s;

function versionProblems({ frontMatter, lines }: Scan): FormatProblem[] {
  const version = frontMatter?.version;
  if (version === undefined) return [];
  const line = version.index + 1;
  if (frontMatter?.closed === false) {
    // Told at the markers of the conflict.
    if (isHeadInConflict(lines)) return [];
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

/** Front matter is not known as such while a merge conflict stands in it. */
function isHeadInConflict(lines: readonly Line[]): boolean {
  const close = lines.findIndex(({ text }, index) => index > 0 && isFrontMatterEdge(text));
  return findConflicts(lines).some(({ start }) => start < close);
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

function missedProblem({ kind, open }: Missed, lines: readonly Line[]): FormatProblem {
  const line = open + 1;
  return {
    code: 'missed-cell',
    severity: 'warning',
    message:
      `Line ${line}: read ${excerpt(lines[open]?.text ?? '')}, which opens no ${NAMES[kind]}, so it was read as prose` +
      `${kind === 'query' ? ' and is not run' : ''}. Open it with \`\`\`${INFO[kind]} in column 1, in small letters ` +
      `and with nothing behind it; to show it on purpose, put a space before the word: \`\`\` ${INFO[kind]}.`,
    line,
  };
}

const NAMES = { query: 'query', record: 'recorded result' } as const;

/** One problem at each marker: whoever comes to one is told what stands around it. */
function conflictProblems(lines: readonly Line[]): FormatProblem[] {
  return findConflicts(lines).flatMap((conflict) => {
    const { start, base, middle, end } = conflict;
    const markers: [what: string, index: number | undefined][] = [
      ['the start', start],
      ['a part', base],
      ['the middle', middle],
      ['the end', end],
    ];
    const situation = isWhole(conflict) ? wholeConflict(conflict) : brokenConflict(conflict);
    return markers.flatMap(([what, index]): FormatProblem[] => {
      if (index === undefined) return [];
      const read = excerpt(lines[index]?.text ?? '');
      const message = `Line ${index + 1}: read ${read}, ${what} of ${situation}`;
      return [{ code: 'merge-conflict', severity: 'error', message, line: index + 1 }];
    });
  });
}

function wholeConflict({ start, base, middle, end, upper, lower }: WholeConflict): string {
  const started = base === undefined ? '' : `; what both started from is ${linesBetween(base, middle)}`;
  return (
    `the merge conflict in lines ${start + 1}–${end + 1}. ` +
    `The upper side${named(upper)} is ${linesBetween(start, base ?? middle)}, ` +
    `the lower side${named(lower)} is ${linesBetween(middle, end)}${started}. ` +
    'Everything was opened as it stands. Keep the lines you want and remove the markers: ' +
    'by a quick fix, by hand, or in the file opened as text.'
  );
}

function brokenConflict({ middle, end }: Conflict): string {
  const missing = [...(middle === undefined ? ['======='] : []), ...(end === undefined ? ['>>>>>>>'] : [])];
  return (
    `a merge conflict without a line ${missing.join(' and a line ')}. ` +
    'Everything was opened as it stands. Keep the lines you want and remove the markers that are left.'
  );
}

function named(label: string): string {
  return label === '' ? '' : ` (${excerpt(label)})`;
}

/** The lines between two markers, which are indices of lines. */
function linesBetween(above: number, below: number): string {
  const [first, last] = [above + 2, below];
  if (first > last) return 'empty';
  return first === last ? `line ${first}` : `lines ${first}–${last}`;
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
