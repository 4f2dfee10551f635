/**
 * What was read for attach statements, shared by all notebooks: the same statement about the same state of a file is read
 * once. It is freed when no notebook uses it any more; what was read of large files is kept, where there is a place for it.
 */
import type { ReadResult } from '../data/read';

/** Keeps what was read of large files beyond the end of the program. */
export interface SealedReads {
  readonly find: (key: string) => Promise<ReadResult | undefined>;
  readonly keep: (key: string, read: ReadResult) => Promise<void>;
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
  private readonly begun = new Map<string, Promise<ReadResult>>();
  private readonly done = new Map<string, WeakRef<ReadResult>>();
  private readonly freed = new FinalizationRegistry<string>((key) => {
    if (this.done.get(key)?.deref() === undefined) this.done.delete(key);
  });

  constructor(private readonly sealed?: SealedReads) {}

  /** What `key` stands for: what is at hand, what another notebook is reading, what was kept, or else what is read now. */
  async of(key: string, reader: Reader): Promise<ReadResult> {
    const known = this.done.get(key)?.deref() ?? this.begun.get(key);
    if (known) return known;
    const begun = this.keptOrRead(key, reader);
    this.begun.set(key, begun);
    try {
      const result = await begun;
      this.done.set(key, new WeakRef(result));
      this.freed.register(result, key);
      return result;
    } finally {
      this.begun.delete(key);
    }
  }

  private async keptOrRead(key: string, { read, isSame, changed }: Reader): Promise<ReadResult> {
    const kept = await this.sealed?.find(key);
    if (kept?.dataset) {
      // The state of a file tells nearly always whether it has changed; its hash tells always, and takes its time.
      void isSame(kept.dataset.sha256).then((same) => {
        if (same) return;
        this.done.delete(key);
        changed();
      });
      return kept;
    }
    const result = await read();
    if ((result.dataset?.rows ?? 0) >= MANY_ROWS) void this.sealed?.keep(key, result);
    return result;
  }
}
