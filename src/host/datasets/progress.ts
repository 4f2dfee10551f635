/** Reading that takes its time: said in the notification area, where it can be cancelled. */
import * as vscode from 'vscode';
import type { ReadFile } from '../../data/attach';
import type { ReadResult } from '../../data/read';

/** Reading shows its progress after so many milliseconds. */
const PATIENCE = 1000;

/**
 * A file of more bytes than this takes about a second, and is said at once: while it is parsed, nothing else happens
 * that could say so.
 */
const LARGE = 10_000_000;

export interface Reading {
  readonly result: ReadResult;
  /** Somebody did not want to wait: the result says so, and is to be forgotten. */
  readonly cancelled: boolean;
}

/** Shows that something goes on until it has ended; resolves early, with true, if somebody cancels it. */
export type Show = (title: string, ended: Promise<unknown>) => Thenable<boolean>;

/**
 * Reads a file by `read`, which gets its bytes from `files`. Cancelling ends the wait; what has begun comes to its end
 * unheard.
 */
export async function reading(
  file: string,
  files: ReadFile,
  read: (files: ReadFile) => Promise<ReadResult>,
  { show = notify, patience = PATIENCE, large = LARGE } = {},
): Promise<Reading> {
  let over = (): void => undefined;
  const ended = new Promise<void>((resolve) => (over = resolve));
  let cancel = (): void => undefined;
  const cancelled = new Promise<Reading>((resolve) => {
    cancel = () => resolve({ result: cancelledResult(file), cancelled: true });
  });
  let shown = false;
  const say = (): void => {
    if (shown) return;
    shown = true;
    void show(`Reading ${file}`, ended).then((stopped) => {
      if (stopped) cancel();
    });
  };
  const timer = setTimeout(say, patience);
  const sized = async (path: string): ReturnType<ReadFile> => {
    const bytes = await files(path);
    if (bytes instanceof Uint8Array && bytes.length > large) {
      say();
      await new Promise((resume) => setTimeout(resume, 0));
    }
    return bytes;
  };
  const sizing: ReadFile = Object.assign(sized, files.list && { list: files.list });
  try {
    return await Promise.race([
      cancelled,
      read(sizing).then((result): Reading => ({ result, cancelled: false })),
    ]);
  } finally {
    clearTimeout(timer);
    over();
  }
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

const notify: Show = (title, ended) =>
  vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (_, token) =>
      new Promise<boolean>((resolve) => {
        token.onCancellationRequested(() => resolve(true));
        void ended.then(() => resolve(false));
      }),
  );
