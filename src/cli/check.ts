/** `tokshare check`: does everything in these notebooks run, does every claim hold, is every record fresh? */
import { statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { ReadFile, Refusal } from '../data/files';
import { decode, InvalidUtf8Error } from '../notebook/format';
import type { CellReview } from '../records/review';
import { changesBetween, type Changes } from './check/changes';
import { githubReport } from './check/github';
import { inOrder, inspect, reviewAll, unopened } from './check/inspect';
import { jsonReport } from './check/json';
import { junitReport } from './check/junit';
import { markdownReport } from './check/markdown';
import { recordCells, replaceFile } from './check/record';
import { exitCodeOf, type ExitCode, type NotebookReport, type Report } from './check/report';
import { textReport } from './check/text';
import { outside, rootsOfNotebook } from './files';
import { revisionIn, type Revision } from './git';
import { openNotebook, openText, type OpenNotebook } from './notebookFile';
import { parseOptions, UsageError } from './usage';

const FORMATS: Readonly<Record<string, (report: Report) => string>> = {
  text: textReport,
  github: (report) => githubReport(report, process.env['GITHUB_WORKSPACE'] ?? '.'),
  json: jsonReport,
  junit: junitReport,
  markdown: markdownReport,
};

/** These two have no place for what was before. */
const WITHOUT_BEFORE = ['github', 'junit'];

interface Options {
  readonly record: boolean;
  readonly strict: boolean;
  readonly format: (report: Report) => string;
  readonly base: string | undefined;
}

/** Checks notebooks one after the other and prints one report of all of them. */
export async function check(args: readonly string[]): Promise<ExitCode> {
  const { files, options } = readArguments(args);
  const revisions = await revisionsOf(files, options.base);
  const notebooks: NotebookReport[] = [];
  for (const file of files) notebooks.push(await checkFile(file, options, revisions.get(dirname(file))));
  const report: Report = { notebooks, strict: options.strict, base: options.base };
  process.stdout.write(options.format(report));
  return exitCodeOf(report);
}

async function checkFile(
  file: string,
  options: Options,
  revision: Revision | undefined,
): Promise<NotebookReport> {
  const report = options.record ? await record(file, options) : await look(file, options);
  if (!revision) return report;
  return { ...report, changes: await changesSince(revision, report, options) };
}

async function look(file: string, { strict }: Options): Promise<NotebookReport> {
  const run = await runFile(file);
  return 'problem' in run ? unopened(file, run.problem) : inspect(run.opened, run.reviews, strict);
}

interface Run {
  readonly opened: OpenNotebook;
  readonly reviews: readonly CellReview[];
}

async function runFile(file: string): Promise<Run | { readonly problem: string }> {
  const opened = await openNotebook(file);
  return 'problem' in opened ? opened : { opened, reviews: await reviewAll(opened) };
}

/** Writes the records first: what is reported is the file after that. */
async function record(file: string, { strict }: Options): Promise<NotebookReport> {
  const before = await runFile(file);
  if ('problem' in before) return unopened(file, before.problem);
  const { text, written } = recordCells(before.opened, before.reviews);
  const unwritten = written === 0 ? undefined : await replaceFile(file, before.opened.text, text);
  const after = written === 0 || unwritten !== undefined ? before : await runFile(file);
  if ('problem' in after) return unopened(file, after.problem);
  const report = inspect(after.opened, after.reviews, strict);
  const { left } = recordCells(after.opened, after.reviews);
  const failed = unwritten === undefined ? [] : unopened(file, unwritten).findings;
  return {
    ...report,
    findings: inOrder([...failed, ...report.findings, ...left]),
    recorded: unwritten === undefined ? written : 0,
  };
}

/** The notebook and its data as they were, held against what they are. */
async function changesSince(revision: Revision, now: NotebookReport, { strict }: Options): Promise<Changes> {
  const nothing = { claims: [], answers: [] };
  const bytes = await revision.read(basename(now.file));
  if (!(bytes instanceof Uint8Array)) {
    const note = bytes.absent ? `The notebook is new: it is not in \`${revision.name}\`.` : bytes.problem;
    return changesBetween(nothing, now, note);
  }
  let text: string;
  try {
    text = decode(bytes);
  } catch (error) {
    if (!(error instanceof InvalidUtf8Error)) throw error;
    return changesBetween(
      nothing,
      now,
      `The notebook cannot be read at \`${revision.name}\`. ${error.message}`,
    );
  }
  const folder = dirname(now.file);
  const opened = await openText(now.file, text, filesAt(revision, folder));
  const before = inspect(opened, await reviewAll(opened), strict);
  return changesBetween(before, now, errorsBefore(before, revision.name));
}

/** Reads the files of a revision as it would read those of the folder now: nothing outside of the roots. */
function filesAt(revision: Revision, folder: string): ReadFile {
  const inRoots =
    <Found>(find: (path: string) => Promise<Found>) =>
    (path: string): Promise<Found | Refusal> => {
      const problem = outside(rootsOfNotebook(folder), folder, path);
      return problem === undefined ? find(path) : Promise.resolve({ problem });
    };
  return Object.assign(inRoots(revision.read), { list: inRoots(revision.list) });
}

function errorsBefore({ findings }: NotebookReport, name: string): string | undefined {
  const [first, ...more] = findings.filter(({ kind }) => kind === 'run');
  if (!first) return undefined;
  const others = more.length === 0 ? '' : ` (and ${more.length} more like this)`;
  return `Not everything could be run at \`${name}\`${first.place ? `, line ${first.place.line}` : ''}: ${first.message}${others}`;
}

/** By the folder of the notebook: each may be in a repository of its own. */
async function revisionsOf(
  files: readonly string[],
  base: string | undefined,
): Promise<ReadonlyMap<string, Revision>> {
  const found = new Map<string, Revision>();
  if (base === undefined) return found;
  for (const folder of new Set(files.map(dirname))) {
    // That there is no such notebook is said in the report.
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) continue;
    const revision = await revisionIn(resolve(folder), base);
    if ('problem' in revision) throw new UsageError(`--base: ${revision.problem}`);
    found.set(folder, revision);
  }
  return found;
}

function readArguments(args: readonly string[]): { files: string[]; options: Options } {
  const { values, positionals } = parseOptions(args, {
    record: { type: 'boolean' },
    strict: { type: 'boolean' },
    format: { type: 'string' },
    base: { type: 'string' },
  });
  const { record = false, strict = false, format = 'text', base } = values;
  if (positionals.length === 0)
    throw new UsageError('Name the notebooks to check: tokshare check notebook.tokshare');
  const print = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  if (!print) throw new UsageError(`--format is text, github, json, junit or markdown, not \`${format}\`.`);
  if (base !== undefined && WITHOUT_BEFORE.includes(format))
    throw new UsageError(`--base has no place in --format ${format}; use it with text, json or markdown.`);
  return { files: positionals, options: { record, strict, format: print, base } };
}
