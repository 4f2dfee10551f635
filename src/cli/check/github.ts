/** `--format github`: workflow commands, which GitHub shows as annotations at the lines that they are about. */
import { relative, resolve, sep } from 'node:path';
import { plain, plainLines } from '../plain';
import { countsOf, severityOf, type Finding, type Report } from './report';
import { countsText, plural } from './words';

/** `root` is the folder of the repository: files are named as they are called in it. */
export function githubReport({ notebooks }: Report, root: string): string {
  const commands = notebooks.flatMap(({ file, findings }) =>
    findings.map((finding) => command(finding, nameIn(root, file))),
  );
  const counts = `${plural(notebooks.length, 'notebook')} · ${countsText(countsOf(notebooks))}`;
  return [...commands, counts].map((line) => `${line}\n`).join('');
}

function command(finding: Finding, file: string): string {
  const { place, title, message } = finding;
  const properties: [name: string, value: string | number][] = [
    ['file', file],
    ...(place
      ? ([
          ['line', place.line],
          ['endLine', place.endLine],
        ] as [string, number][])
      : []),
    ...(place?.columns
      ? ([
          ['col', place.columns.column],
          // GitHub counts the last column that is meant.
          ['endColumn', place.columns.endColumn - 1],
        ] as [string, number][])
      : []),
    ['title', plain(`tokshare: ${title}`)],
  ];
  const written = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(',');
  return `::${severityOf(finding)} ${written}::${escapeMessage(plainLines(message))}`;
}

function nameIn(root: string, file: string): string {
  const name = relative(root, resolve(file));
  return name.startsWith('..') ? file : name.split(sep).join('/');
}

/** A line end would end the command, and begin another one. */
export function escapeMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

export function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
