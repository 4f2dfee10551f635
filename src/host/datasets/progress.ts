/** Reading that takes its time: said in the notification area, with how far it is, where it can be cancelled. */
import * as vscode from 'vscode';
import type { AttachContext, Progress } from '../../data/attach';
import type { ReadResult } from '../../data/read';

/** Reading shows its progress after so many milliseconds. */
const PATIENCE = 1000;

export interface Reading {
  readonly result: ReadResult;
  /** Somebody did not want to wait: the result says so, and is to be forgotten. */
  readonly cancelled: boolean;
}

export type Watch = Pick<AttachContext, 'onProgress' | 'signal'>;

/** Shows that something goes on until `ended`, and what is given to `follow` of it; `cancel` is called if somebody cancels. */
export type Show = (
  title: string,
  ended: Promise<unknown>,
  follow: (listener: (step: Step) => void) => void,
  cancel: () => void,
) => void;

export interface Step {
  /** How much of all was done since the last step, in percent. */
  readonly increment: number;
  readonly message: string;
}

/** Thrown into a reading to end it. */
class Cancelled extends Error {}

/** Reads a file by `read`, which says how far it is and stops when it is told to. */
export async function reading(
  file: string,
  read: (watch: Watch) => Promise<ReadResult>,
  { show = notify, patience = PATIENCE, now = Date.now } = {},
): Promise<Reading> {
  const abort = new AbortController();
  let over = (): void => undefined;
  const ended = new Promise<void>((resolve) => (over = resolve));
  let listener: ((step: Step) => void) | undefined;
  const began = now();
  let before = 0;
  const onProgress = (progress: Progress): void => {
    const percent = 100 * partOf(progress);
    listener?.({ increment: percent - before, message: progressText(progress, now() - began) });
    if (listener) before = percent;
  };
  const timer = setTimeout(() => {
    show(
      `Reading ${file}`,
      ended,
      (follow) => (listener = follow),
      () => abort.abort(new Cancelled()),
    );
  }, patience);
  try {
    return { result: await read({ onProgress, signal: abort.signal }), cancelled: false };
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
    return { result: cancelledResult(file), cancelled: true };
  } finally {
    clearTimeout(timer);
    over();
  }
}

function partOf({ bytes, size }: Progress): number {
  return size === undefined || size === 0 ? 0 : Math.min(1, bytes / size);
}

/** Below this part it is too early to say how long it will take. */
const EARLY = 0.02;

/** `3,200,000 rows, about 4 s left`. */
export function progressText(progress: Progress, elapsed: number): string {
  const rows = `${progress.rows.toLocaleString('en-US')} ${progress.rows === 1 ? 'row' : 'rows'}`;
  const part = partOf(progress);
  if (part < EARLY) return rows;
  const seconds = Math.ceil((elapsed * (1 / part - 1)) / 1000);
  return `${rows}, about ${seconds < 100 ? `${seconds} s` : `${Math.round(seconds / 60)} min`} left`;
}

function cancelledResult(file: string): ReadResult {
  return {
    dataset: undefined,
    problems: [
      {
        ...{ severity: 'error', code: 'cancelled', about: 'file' },
        message: `Reading ${file} was cancelled. Run a cell to read it again.`,
      },
    ],
  };
}

const notify: Show = (title, ended, follow, cancel) => {
  void vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (progress, token) => {
      token.onCancellationRequested(cancel);
      follow((step) => progress.report(step));
      return ended;
    },
  );
};
