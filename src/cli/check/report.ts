/** What a check has found, before a format puts it into words. Lines and columns count from 1, as in an editor. */
import type { Attached } from '../../analysis/scope';
import type { Claim, Result } from '../../protocol/result';
import type { Changes } from './changes';

export interface Place {
  readonly line: number;
  readonly endLine: number;
  /** Set where less than whole lines is meant; `endColumn` is the first column behind it. */
  readonly columns?: { readonly column: number; readonly endColumn: number };
}

/**
 * Something to mend or to know. `run`: a notebook, a cell or a file cannot be read or run. `claim`: a claim does not hold
 * and nothing accepts that. `record`: a record is stale. Nothing fails by the others: `accepted` is a claim that does not
 * hold, as its record says; `remark` is worth a look.
 */
export interface Finding {
  readonly kind: 'run' | 'claim' | 'record' | 'accepted' | 'remark';
  /** A stable word, such as `unknown-name`. */
  readonly code: string;
  /** What it is in a few words: `off by −10.5pp`. */
  readonly title: string;
  readonly message: string;
  /** Absent where it is about the file as a whole. */
  readonly place?: Place;
  /** The same for a terminal, with its place, the line that is meant and a caret under it; ends in a line end. */
  readonly quoted?: string;
}

/**
 * Where a claim stands with the check. `recorded`: it does not hold, and its fresh record says so, so that it is an
 * accepted finding. `open`: it does not hold and no fresh record says so. `unread`: the claim itself has an error.
 */
export type Standing = 'holds' | 'recorded' | 'open' | 'unread';

interface Asked {
  readonly place: Place;
  /** The query in canonical form, the same whatever its layout. */
  readonly query: string;
}

export type CheckedClaim = Asked & {
  readonly sentence: string;
  readonly source: string | undefined;
  /** The record of its cell, if there is one. */
  readonly record: CheckedRecord | undefined;
} & (
    | {
        readonly standing: Exclude<Standing, 'unread'>;
        readonly result: Result;
        readonly claim: Claim;
      }
    | { readonly standing: 'unread' }
  );

/** A query that is not that of a claim, and what it gave. */
export interface Answer extends Asked {
  readonly result: Result;
}

/** `unchecked`: its cell has an error, so that nothing can be held against it. */
export interface CheckedRecord {
  readonly place: Place;
  /** The line on which the text of its query begins. */
  readonly queryLine: number;
  readonly state: 'fresh' | 'stale' | 'unchecked';
  /** Why it is stale, in words. */
  readonly reasons: readonly string[];
}

export interface NotebookReport {
  /** As it was named on the command line. */
  readonly file: string;
  /** In the order of their lines. */
  readonly findings: readonly Finding[];
  readonly claims: readonly CheckedClaim[];
  readonly answers: readonly Answer[];
  readonly records: readonly CheckedRecord[];
  /** The data that it attaches. */
  readonly datasets: readonly Attached[];
  /** How many records were written; absent unless the command was to record. */
  readonly recorded?: number;
  /** Since the revision that it was compared with. */
  readonly changes?: Changes;
}

export interface Report {
  readonly notebooks: readonly NotebookReport[];
  readonly strict: boolean;
  /** The revision of `--base`, as it was written. */
  readonly base: string | undefined;
}

export type ExitCode = 0 | 1 | 2;

/** 2: a notebook cannot be read or run; 1: a claim does not hold, or a record is stale; 0: neither. */
export function exitCodeOf({ notebooks }: Pick<Report, 'notebooks'>): ExitCode {
  const kinds = new Set(notebooks.flatMap(({ findings }) => findings.map(({ kind }) => kind)));
  if (kinds.has('run')) return 2;
  return kinds.has('claim') || kinds.has('record') ? 1 : 0;
}

export function severityOf({ kind }: Finding): 'error' | 'warning' {
  return kind === 'accepted' || kind === 'remark' ? 'warning' : 'error';
}

export interface Counts {
  readonly claims: number;
  readonly holds: number;
  readonly off: number;
  readonly undecided: number;
  readonly impossible: number;
  /** Claims with an error. */
  readonly unread: number;
  /** Claims that do not hold, and whose fresh record says so. */
  readonly recorded: number;
  readonly records: number;
  readonly stale: number;
  /** Everything that cannot be read or run. */
  readonly errors: number;
  readonly warnings: number;
}

export function countsOf(notebooks: readonly NotebookReport[]): Counts {
  const claims = notebooks.flatMap((each) => each.claims);
  const records = notebooks.flatMap((each) => each.records);
  const findings = notebooks.flatMap((each) => each.findings);
  const verdicts = (kind: Claim['verdict']['kind']): number =>
    claims.filter((each) => each.standing !== 'unread' && each.claim.verdict.kind === kind).length;
  const standing = (kind: Standing): number => claims.filter((each) => each.standing === kind).length;
  return {
    claims: claims.length,
    holds: verdicts('holds'),
    off: verdicts('off'),
    undecided: verdicts('undecided'),
    impossible: verdicts('impossible'),
    unread: standing('unread'),
    recorded: standing('recorded'),
    records: records.length,
    stale: records.filter(({ state }) => state === 'stale').length,
    errors: findings.filter(({ kind }) => kind === 'run').length,
    warnings: findings.filter(({ kind }) => kind === 'remark').length,
  };
}
