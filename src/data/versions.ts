/** Former versions of files: for saying where a file differs from the one that a notebook was written for. */
export interface Versions {
  /** The bytes of a file with this hash, wherever they are still to be had; never rejects. */
  readonly find: (file: string, sha256: string) => Promise<Uint8Array | undefined>;
  /** A file was read and is the one that its notebook names. */
  readonly keep: (sha256: string, bytes: Uint8Array) => void;
}

/** Where nobody remembers anything. */
export const NO_VERSIONS: Versions = {
  find: () => Promise.resolve(undefined),
  keep: () => undefined,
};
