/** `check --record`: the records of a notebook brought up to date in its file. */
import { access, chmod, constants, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { encode, write, type Cell } from '../../notebook/format';
import { withRecords } from '../../records/cells';
import type { CellReview } from '../../records/review';
import type { OpenNotebook } from '../notebookFile';
import { isBroken } from './inspect';
import type { Finding, Place } from './report';

export interface Recording {
  /** The whole file with its records; the text of the notebook as it was where nothing changes. */
  readonly text: string;
  /** How many records are new or say something else. */
  readonly written: number;
  /** What was not recorded, and why. */
  readonly left: readonly Finding[];
}

/** Every cell with a claim, and every cell that has a record already. */
export function recordCells(
  { notebook, text, lineOf }: OpenNotebook,
  reviews: readonly CellReview[],
): Recording {
  const broken = notebook.problems.find(({ severity }) => severity === 'error');
  if (broken) {
    const place = { line: broken.line, endLine: broken.endLine ?? broken.line };
    return {
      text,
      written: 0,
      left: [notRecorded('Nothing was recorded in this file; mend it first.', place)],
    };
  }
  const records = new Map<number, string>();
  const left: Finding[] = [];
  for (const review of reviews) {
    if (!review.record && !hasClaim(review)) continue;
    const { cell, current, record } = review;
    const line = lineOf(cell);
    if (isBroken(review))
      left.push(
        notRecorded('This cell was not recorded, because something in it is wrong.', { line, endLine: line }),
      );
    else if (current !== undefined && record?.text.trimEnd() !== current)
      records.set(Number(cell.id), current);
  }
  if (records.size === 0) return { text, written: 0, left };
  const cells = withRecords(notebook.cells, records, recordCell);
  return { text: write({ ...notebook, cells }), written: records.size, left };
}

function hasClaim({ cell }: CellReview): boolean {
  return cell.tree.statements.some(({ statement }) => statement.kind === 'claim');
}

/** A record in the place of another keeps its fences and its line ends. */
function recordCell(text: string, before: Cell | undefined): Cell {
  return { kind: 'record', text, ...(before?.meta ? { meta: before.meta } : {}) };
}

function notRecorded(message: string, place: Place): Finding {
  return { kind: 'remark', code: 'not-recorded', title: 'not recorded', message, place };
}

/**
 * Writes a text over a file in one step, so that nobody ever reads half of it; the mode of the file stays, and a link to
 * it remains a link. Nothing is written if the file is no longer the one that was read.
 *
 * @returns why it could not be written, in a sentence about the file
 */
export async function replaceFile(file: string, before: string, after: string): Promise<string | undefined> {
  let temporary: string | undefined;
  try {
    const target = await realpath(file);
    await access(target, constants.W_OK);
    if (!Buffer.from(encode(before)).equals(await readFile(target)))
      return 'was changed while it was checked, so nothing was recorded; check it again.';
    const path = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
    await writeFile(path, encode(after), { flag: 'wx' });
    temporary = path;
    await chmod(path, (await stat(target)).mode);
    await rename(path, target);
    return undefined;
  } catch (error) {
    if (temporary !== undefined) await rm(temporary, { force: true });
    return `could not be written, so nothing was recorded: ${reasonOf(error)}.`;
  }
}

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EACCES' || code === 'EPERM') return 'permission is denied';
  if (code === 'ENOSPC') return 'there is no space left';
  return code ?? String(error);
}
