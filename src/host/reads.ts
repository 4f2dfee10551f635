/**
 * What was read for attach statements, shared by all notebooks: the same statement about the same state of a file is read
 * once. It is freed when no notebook uses it any more; what was read of large files is kept, where there is a place for it.
 */
import type { ReadResult } from '../data/read';

/** Keeps what was read of large files beyond the end of the program. */
export interface SealedReads {
  readonly find: (key: string) => Promise<ReadResult | undefined>;
  readonly keep: (key: string, read: ReadResult) => Promise<void>;
  readonly forget: (key: string) => Promise<void>;
}

/** To read fewer rows again takes less time than anybody notices. */
const MANY_ROWS = 250_000;

/** How something is read that is neither at hand nor kept. */
export interface Reader {
  readonly read: () => Promise<ReadResult>;
  /** Whether the file is still the one with this hash. */
  readonly isSame: (sha256: string) => Promise<boolean>;
  /** Is told if something was kept that is not of this file: what was given is wrong. */
  readonly changed: () => void;
}

export class Reads {
  private readonly done = new Map<string, WeakRef<ReadResult>>();
  private readonly freed = new FinalizationRegistry<string>((key) => {
    if (this.done.get(key)?.deref() === undefined) this.done.delete(key);
  });
  /** What was kept and is not of its file, and never looked for again. */
  private readonly refused = new Set<string>();
  /** Who was given something that was kept, as long as it is held against its file. */
  private readonly waiting = new Map<string, (() => void)[]>();

  constructor(
    private readonly sealed?: SealedReads,
    /** Of the program: another one may read otherwise. */
    readonly version = '',
  ) {}

  /** What `key` stands for: what is at hand, what was kept, or else what is read now. */
  async of(key: string, reader: Reader): Promise<ReadResult> {
    const known = this.done.get(key)?.deref();
    if (known) {
      this.waiting.get(key)?.push(reader.changed);
      return known;
    }
    const kept = this.refused.has(key) ? undefined : await this.sealed?.find(key);
    if (kept?.dataset) {
      this.remember(key, kept);
      void this.check(key, kept.dataset.sha256, reader);
      return kept;
    }
    const result = await reader.read();
    this.remember(key, result);
    if ((result.dataset?.rows ?? 0) >= MANY_ROWS && !this.refused.has(key))
      void this.sealed?.keep(key, result);
    return result;
  }

  private remember(key: string, result: ReadResult): void {
    this.done.set(key, new WeakRef(result));
    this.freed.register(result, key);
  }

  /** The state of a file tells nearly always whether it has changed; its hash tells always, and takes its time. */
  private async check(key: string, sha256: string, { isSame, changed }: Reader): Promise<void> {
    const told = this.waiting.get(key);
    if (told) {
      told.push(changed);
      return;
    }
    const all = [changed];
    this.waiting.set(key, all);
    const same = await isSame(sha256).catch(() => false);
    this.waiting.delete(key);
    if (same) return;
    this.refused.add(key);
    this.done.delete(key);
    await this.sealed?.forget(key);
    for (const each of all) each();
  }
}
