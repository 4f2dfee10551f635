/** By what the figures of a report can be checked: the files that were read, with their hashes, and what read them. */
import { version } from '../../package.json';
import type { Attached, Scope } from '../analysis/scope';
import { keyOfBucket } from '../data/calendar';
import type { TimeColumn } from '../data/dataset';
import { sha256Of } from '../data/hash';
import { adverbOf } from '../language/vocabulary';
import { BUILT_IN_TEXT, builtInRegistry } from '../registry/registry';

export interface DatasetSource {
  readonly name: string;
  /** Absent if the file could not be read. */
  readonly read?: {
    readonly file: string;
    readonly rows: number;
    /** `weekly, 2025-W07 to 2026-W18`. */
    readonly period: string;
    /** Of the file's bytes, 64 hex digits. */
    readonly sha256: string;
    readonly cite?: string;
  };
}

export interface OverlaySource {
  /** As the notebook names it; `read` is absent if the file could not be read. */
  readonly file: string;
  readonly read?: { readonly models: number; readonly labs: number; readonly sha256: string };
}

export interface Sources {
  readonly version: string;
  readonly datasets: readonly DatasetSource[];
  /** The registry of models and labs that comes with tokshare. */
  readonly registry: { readonly models: number; readonly labs: number; readonly sha256: string };
  readonly overlays: readonly OverlaySource[];
}

/** No time and no place of the machine is among them: the same files give the same report. */
export async function sourcesOf({ datasets, overlays }: Scope): Promise<Sources> {
  const { models, labs } = builtInRegistry();
  return {
    version,
    datasets: [...datasets.values()].map(datasetSource),
    registry: {
      models: models.length,
      labs: labs.length,
      sha256: await sha256Of(new TextEncoder().encode(BUILT_IN_TEXT)),
    },
    overlays: [...overlays].flatMap(([{ file }, { overlay, sha256 = '' }]): OverlaySource[] => {
      if (!file) return [];
      if (!overlay) return [{ file: file.text }];
      const read = { models: overlay.models.length, labs: overlay.labs.length, sha256 };
      return [{ file: file.text, read }];
    }),
  };
}

function datasetSource({ name, dataset }: Attached): DatasetSource {
  if (!dataset) return { name };
  const { file, rows, time, sha256, cite } = dataset;
  const period = time ? periodOf(time) : 'without dates';
  return { name, read: { file, rows, period, sha256, ...(cite === undefined ? {} : { cite }) } };
}

function periodOf({ starts, grain }: TimeColumn): string {
  const [first, last] = [starts[0], starts.at(-1)];
  if (first === undefined || last === undefined) return 'without dates';
  return `${adverbOf(grain)}, ${keyOfBucket(first, grain)} to ${keyOfBucket(last, grain)}`;
}

/** 4590 → "4,590 rows". */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
