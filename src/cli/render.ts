/** `tokshare render`: a notebook as a report, one file that can be read without tokshare. */
import { readFile, realpath, writeFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { ReadFile } from '../data/attach';
import { PLOTLY_FILES } from '../protocol/plotly';
import { toHtml, type Assets } from '../report/html';
import { toMarkdown } from '../report/markdown';
import { problemsOf, runReport, type Report } from '../report/report';
import { filesIn } from './files';
import { openNotebook, type OpenNotebook } from './notebookFile';
import { describeDiagnostic } from './print';
import { parseOptions, UsageError } from './usage';

const FORMATS = ['html', 'markdown'] as const;
type Format = (typeof FORMATS)[number];

/** 0 if the report was written, also where it shows errors; 2 if the notebook cannot be read or the report not written. */
export async function render(args: readonly string[]): Promise<number> {
  const { file, out, format } = readArguments(args);
  const opened = await openNotebook(file);
  if ('problem' in opened) return failed(`${file}: error: ${opened.problem}`);
  if (out !== '-' && (await isSame(out, file)))
    return failed(
      `${out}: error: is the notebook itself, which the report would replace; name another file.`,
    );
  const run = runReport(basename(file), opened.notebook.cells, opened.model, opened.scope);
  let step = run.next();
  while (step.done !== true) step = run.next();
  tellProblems(step.value, opened);
  const report = withoutPlaces(step.value);
  const text =
    format === 'html' ? await toHtml(report, ASSETS, picturesIn(dirname(file))) : await toMarkdown(report);
  return write(out, text);
}

interface Arguments {
  readonly file: string;
  /** `-` is standard output. */
  readonly out: string;
  readonly format: Format;
}

function readArguments(args: readonly string[]): Arguments {
  const { values, positionals } = parseOptions(args, {
    output: { type: 'string', short: 'o' },
    format: { type: 'string' },
  });
  const [file, ...more] = positionals;
  if (file === undefined)
    throw new UsageError('Name the notebook: tokshare render notebook.tokshare -o report.html');
  if (more.length > 0) throw new UsageError('`render` takes one notebook; run it once for each.');
  const asked = values.format;
  const named = FORMATS.find((each) => each === asked);
  if (asked !== undefined && !named) throw new UsageError(`--format is html or markdown, not \`${asked}\`.`);
  const ending = named === 'markdown' ? '.md' : '.html';
  const out = values.output ?? file.replace(/\.tokshare(\.md)?$/, '') + ending;
  const format = named ?? formatOf(out);
  if (!format)
    throw new UsageError(
      `\`${out}\` does not say what to write: end it in .html or .md, or add --format html or --format markdown.`,
    );
  return { file, out, format };
}

function formatOf(out: string): Format | undefined {
  if (out === '-' || /\.html?$/i.test(out)) return 'html';
  return /\.(md|markdown)$/i.test(out) ? 'markdown' : undefined;
}

/** Statements that failed: the report shows them, and the caller should know. */
function tellProblems({ parts }: Report, { file, notebook, lineOf }: OpenNotebook): void {
  for (const problem of notebook.problems)
    process.stderr.write(`${file}:${problem.line}: ${problem.severity}: ${problem.message}\n`);
  for (const part of parts) {
    if (part.kind !== 'query') continue;
    const place = { file, line: lineOf(part.cell), text: part.cell.text };
    for (const diagnostic of part.outcomes.flatMap(problemsOf))
      process.stderr.write(describeDiagnostic(diagnostic, place));
  }
}

/** Where a file was looked for helps on the command line. Who reads the report need not know, and it differs by machine. */
function withoutPlace(message: string): string {
  return message.replace(/; it is looked for at [^]*$/, '.');
}

function withoutPlaces(report: Report): Report {
  const parts = report.parts.map((part) => {
    if (part.kind !== 'query') return part;
    const outcomes = part.outcomes.map((outcome) => ({
      ...outcome,
      diagnostics: outcome.diagnostics.map((each) => ({ ...each, message: withoutPlace(each.message) })),
    }));
    return { ...part, outcomes };
  });
  return { ...report, parts };
}

/** Beside the command's own file, as it was built. */
const ASSETS: Assets = {
  script: () => readFile(join(__dirname, 'renderer', 'report.js'), 'utf8'),
  plotly: (build) => readFile(join(__dirname, 'renderer', PLOTLY_FILES[build]), 'utf8'),
};

/** Pictures inside the notebook's folder: a notebook of somebody else's must not carry other files into a report. */
function picturesIn(folder: string): ReadFile {
  const read = filesIn(folder);
  return async (path) => {
    const outside = { problem: `${path} lies outside the folder of the notebook` };
    if (!isInside(resolve(folder), resolve(folder, path))) return outside;
    const real = await realpath(resolve(folder, path)).catch(() => undefined);
    if (real !== undefined && !isInside(await realpath(folder), real)) return outside;
    const bytes = await read(path);
    return bytes instanceof Uint8Array ? bytes : { problem: withoutPlace(bytes.problem) };
  };
}

function isInside(folder: string, file: string): boolean {
  const way = relative(folder, file);
  return way !== '' && !/^\.\.([\\/]|$)/.test(way) && !isAbsolute(way);
}

async function isSame(out: string, file: string): Promise<boolean> {
  const real = (path: string): Promise<string> => realpath(path).catch(() => resolve(path));
  return (await real(out)) === (await real(file));
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'cannot be written: its folder does not exist.',
  EISDIR: 'cannot be written: it is a folder; name a file in it.',
  EACCES: 'cannot be written: permission is denied.',
  EPERM: 'cannot be written: permission is denied.',
  ENOTDIR: 'cannot be written: what stands before its name is no folder.',
  EROFS: 'cannot be written: the disk is read-only.',
  ENOSPC: 'cannot be written: the disk is full.',
};

async function write(out: string, text: string): Promise<number> {
  if (out === '-') {
    process.stdout.write(text);
    return 0;
  }
  try {
    await writeFile(out, text);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    return failed(`${out}: error: ${REASONS[code] ?? `cannot be written (${code}).`}`);
  }
  process.stdout.write(`${out}\n`);
  return 0;
}

function failed(message: string): number {
  process.stderr.write(`${message}\n`);
  return 2;
}
