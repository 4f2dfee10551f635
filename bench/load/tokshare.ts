/**
 * tokshare as the race sees it. Everything that the race needs of src/ is here and nowhere else: a source of bytes, an
 * attach statement, two queries.
 */
import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { memberRoleOf, loader, loadScope, readNotebook, runCell } from '../../src/analysis/notebook';
import type { Scope } from '../../src/analysis/scope';
import type { AttachContext } from '../../src/data/attach';
import type { NumberColumn } from '../../src/data/dataset';
import type { ByteSource, ReadFile } from '../../src/data/files';
import type { ReadResult } from '../../src/data/read';
import { SealedFiles } from '../../src/node/sealedFiles';
import { sourceAt } from '../../src/node/source';
import { threadsFor } from '../../src/node/threads';
import type { Result } from '../../src/protocol/result';
import { builtInRegistry } from '../../src/registry/registry';

export interface Task {
  readonly file: string;
  /** Counts are written in several ways, so that the statement must say what those without a unit count. */
  readonly quoted: boolean;
  readonly question: {
    readonly app: string;
    readonly from: string;
    readonly lastDay: string;
    readonly top: number;
  };
}

export interface Engine {
  /** Makes what has to be there before the clock starts: the sidecar that an earlier reading has left. */
  prepare?(): Promise<void>;
  /** Reads the file, unless the signal says to stop. */
  load(signal?: AbortSignal): Promise<void>;
  q1(): (readonly [week: string, country: string, sum: number])[];
  q2(): (readonly [model: string, sum: number])[];
  /** Forgets what was found for queries, but not the columns: what is asked again is computed again. */
  forget(): void;
}

/** Ways of loading. */
export type Way = 'SIMD' | 'TypeScript' | 'workers' | 'sidecar';

/** What loads and asks in this way. */
export function engine(task: Task, way: Way): Engine {
  const registry = builtInRegistry();
  const model = readNotebook(
    Object.entries(cellsOf(task)).map(([id, text]) => ({ id, text })),
    registry,
  );
  let scope: Scope | undefined;

  const resultOf = (id: string): Result => {
    const cell = model.cells.find((each) => each.id === id);
    if (!cell || !scope) throw new Error(`${id} is asked before the file is loaded.`);
    for (const outcome of runCell(cell, model, scope)) {
      if (outcome.kind === 'result') return outcome.result;
      throw new Error(outcome.diagnostics.map(({ message }) => message).join('\n'));
    }
    throw new Error(`${id} gives nothing.`);
  };

  const questions = {
    q1: () => byWeek(resultOf('q1')),
    q2: () => byModel(resultOf('q2')),
    forget() {
      // Answers live as long as the column that they sum: the same column as another object has none.
      for (const { dataset } of scope?.datasets.values() ?? []) {
        const numbers = dataset?.numbers as Map<string, NumberColumn> | undefined;
        for (const [name, column] of numbers ?? []) numbers?.set(name, { ...column });
      }
    },
  };
  const read = async (context: AttachContext): Promise<Scope> => {
    const kernel = way === 'TypeScript' ? 'typescript' : 'simd';
    const own = { memberRole: memberRoleOf(registry), kernel } as const;
    const load = loader(reader(task.file, way === 'workers'), { ...own, ...context });
    return loadScope(model.definitions, registry, load);
  };
  if (way === 'sidecar') {
    const files = new SealedFiles(join(dirname(task.file), 'columns'));
    return {
      async prepare() {
        for (const attached of (await read({})).datasets.values()) await files.keep(task.file, attached);
      },
      async load() {
        const attach = async (): Promise<ReadResult> => {
          const found = await files.find(task.file);
          if (!found) throw new Error('Nothing was kept.');
          return found;
        };
        const overlay = (): never => {
          throw new Error('There is no overlay.');
        };
        scope = await loadScope(model.definitions, registry, { attach, overlay });
      },
      ...questions,
    };
  }
  return {
    async load(signal) {
      scope = await read(signal ? { signal } : {});
    },
    ...questions,
  };
}

/** Reads the one file as the desktop and the command line do, but for the threads, which they have where these pay. */
function reader(file: string, withThreads: boolean): ReadFile {
  const open = async (): Promise<ByteSource> => {
    const { size } = await stat(file);
    const { open, sha256, state } = sourceAt(file, size);
    const threads = withThreads ? threadsFor(file, size, { processors: Infinity }) : undefined;
    return { size, open, sha256, ...(state ? { state } : {}), ...(threads ? { threads } : {}) };
  };
  return Object.assign(() => Promise.resolve({ problem: 'Only streams are read here.' }), { open });
}

function cellsOf({ file, quoted, question: { app, from, lastDay, top } }: Task): Record<string, string> {
  const units = quoted ? ' unit prompt_tokens = ones unit completion_tokens = ones' : '';
  return {
    attach: `attach usage from "${basename(file)}"${units}`,
    q1: 'prompt_tokens by country weekly using usage',
    q2: `top ${top} models by prompt_tokens where app = "${app}" from ${from} to ${lastDay} using usage`,
  };
}

/** Zeros are left out: for the other engines such a cell does not exist. */
function byWeek({ figure }: Result): (readonly [string, string, number])[] {
  if (figure?.axis !== 'time') throw new Error('Q1 gives no figure over time.');
  return figure.series.flatMap(({ member, values }) =>
    values.flatMap(({ value }, bucket) =>
      value === null || value === 0
        ? []
        : [[figure.buckets[bucket]?.start ?? '', member.key, value] as const],
    ),
  );
}

function byModel({ figure }: Result): (readonly [string, number])[] {
  if (figure?.axis !== 'members') throw new Error('Q2 gives no figure of members.');
  return figure.members.map(
    ({ key }, index) => [key, figure.series[0]?.values[index]?.value ?? NaN] as const,
  );
}
