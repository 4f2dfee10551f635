/**
 * What was read of a large file, in a form that is written to disk as it is and comes back without reading the file again:
 * the arrays of its columns one after the other, and everything else as JSON before them.
 */
import * as z from 'zod/mini';
import type { Bits, Codes } from './codes';
import type { Dataset, NumberColumn, TextColumn, TimeColumn } from './dataset';
import { FollowingLines, followingLines } from './lines';
import type { ReadResult } from './read';

/** Of what is written so: another number is read by nobody. */
const FORMAT = 2;

const KINDS = { Uint8Array, Uint16Array, Uint32Array, Int32Array, Float64Array } as const;
type Kind = keyof typeof KINDS;
export type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

/** Arrays start at multiples of so many bytes. */
const ALIGNED = 8;

const HEAD = z.object({
  format: z.literal(FORMAT),
  key: z.string(),
  arrays: z.array(
    z.object({
      kind: z.enum(Object.keys(KINDS) as [Kind, ...Kind[]]),
      length: z.int().check(z.nonnegative()),
    }),
  ),
  read: z.looseObject({ dataset: z.looseObject({ rows: z.number() }), problems: z.array(z.unknown()) }),
});

export interface Sealed {
  /** JSON. */
  readonly head: string;
  /** In the order in which they are written. */
  readonly arrays: readonly Column[];
}

/** With more words, what is kept takes longer to write, and to read, than others should wait. */
const MOST_WORDS = 2 ** 20;

/** What was read, to be found again by `key`; undefined for what is not worth it or cannot be written. */
export function seal(key: string, { dataset, problems }: ReadResult): Sealed | undefined {
  if (!dataset || !(dataset.lines instanceof FollowingLines)) return undefined;
  const arrays: Column[] = [];
  const place = (array: Column): number => arrays.push(array) - 1;
  const { lines, time, texts, numbers, ...others } = dataset;
  if ([...texts.values()].reduce((sum, { words }) => sum + words.length, 0) > MOST_WORDS) return undefined;
  const read = {
    dataset: {
      ...others,
      lines: { rows: place(Uint32Array.from(lines.rows)), ahead: place(Uint32Array.from(lines.ahead)) },
      time: time && {
        ...time,
        ...{ codes: place(time.codes), days: place(time.days), buckets: place(time.buckets) },
        ...(time.times ? { times: place(time.times) } : {}),
      },
      texts: [...texts.values()].map((column) => ({ ...column, codes: place(column.codes) })),
      numbers: [...numbers.values()].map((column) => ({
        ...column,
        values: place(column.values),
        ...(column.missing ? { missing: place(column.missing) } : {}),
      })),
    },
    problems,
  };
  const kinds = arrays.map((array) => ({ kind: kindOf(array), length: array.length }));
  return { head: JSON.stringify({ format: FORMAT, key, arrays: kinds, read }), arrays };
}

function kindOf(array: Column): Kind {
  return (Object.keys(KINDS) as Kind[]).find((kind) => array instanceof KINDS[kind]) ?? 'Float64Array';
}

/** The bytes that an array takes with what is left free behind it. */
export function paddedLength(array: Column): number {
  return Math.ceil(array.byteLength / ALIGNED) * ALIGNED;
}

/** The empty arrays of what was sealed, and what was read of them once they are filled. */
export interface Unsealed {
  readonly arrays: readonly Column[];
  readonly read: ReadResult;
}

/** Undefined where the head is of another key, or of another format. */
export function unseal(key: string, head: string): Unsealed | undefined {
  const parsed = HEAD.safeParse(jsonOf(head));
  if (!parsed.success || parsed.data.key !== key) return undefined;
  const arrays = parsed.data.arrays.map(({ kind, length }) => new KINDS[kind](length));
  // What is loose in the schema was written by `seal`, under the same format.
  const { dataset, problems } = parsed.data.read as unknown as SealedRead;
  return { arrays, read: { dataset: datasetOf(dataset, arrays), problems } };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Placed<Of, Arrays extends keyof Of> = Omit<Of, Arrays> & { readonly [Each in Arrays]: number };

interface SealedRead {
  readonly dataset: Omit<Dataset, 'lines' | 'time' | 'texts' | 'numbers'> & {
    readonly lines: { readonly rows: number; readonly ahead: number };
    readonly time?: Placed<TimeColumn, 'codes' | 'days' | 'buckets'> & { readonly times?: number };
    readonly texts: readonly Placed<TextColumn, 'codes'>[];
    readonly numbers: readonly (Placed<NumberColumn, 'values'> & { readonly missing?: number })[];
  };
  readonly problems: ReadResult['problems'];
}

function datasetOf(sealed: SealedRead['dataset'], arrays: readonly Column[]): Dataset {
  const { lines, time, texts, numbers, ...others } = sealed;
  const at = (place: number): unknown => arrays[place];
  return {
    ...others,
    lines: followingLines(at(lines.rows) as Uint32Array, at(lines.ahead) as Uint32Array),
    time: time && timeOf(time, at),
    texts: new Map(
      texts.map((column) => [column.name, { ...column, codes: at(column.codes) as Codes }] as const),
    ),
    numbers: new Map(
      numbers.map(({ missing, ...column }) => [
        column.name,
        {
          ...column,
          values: at(column.values) as Float64Array,
          ...(missing === undefined ? {} : { missing: at(missing) as Bits }),
        },
      ]),
    ),
  };
}

function timeOf(
  time: NonNullable<SealedRead['dataset']['time']>,
  at: (place: number) => unknown,
): TimeColumn {
  const { times, ...others } = time;
  return {
    ...others,
    codes: at(time.codes) as Codes,
    days: at(time.days) as Int32Array,
    buckets: at(time.buckets) as Int32Array,
    ...(times === undefined ? {} : { times: at(times) as Int32Array }),
  };
}
