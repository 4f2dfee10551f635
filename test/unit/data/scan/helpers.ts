import Papa from 'papaparse';
import { parseNumeral } from '../../../../src/data/numerals';
import { Unreadable, type ReadProblem } from '../../../../src/data/problem';
import { memoryOf } from '../../../../src/data/scan/packed';
import { scan, type Scanned, type ScanOptions, type Source } from '../../../../src/data/scan/scan';
import { scanPart } from '../../../../src/data/scan/threads';
import { SEPARATORS, separatorName, type Separator } from '../../../../src/data/separators';
import { writtenCell, type WrittenColumn } from '../../../../src/data/written';

/** Both ways in which the quick work can be done. */
export const KERNELS = ['simd', 'typescript'] as const;

/** A file that is given in parts of so many bytes, in memory that is written over, as sources may do. */
export function sourceOf(bytes: Uint8Array, size = bytes.length, file = 'data.csv'): Source {
  return {
    file,
    size: bytes.length,
    async *open() {
      const part = new Uint8Array(size);
      for (let at = 0; at < bytes.length; at += size) {
        await Promise.resolve();
        const next = bytes.subarray(at, at + size);
        part.set(next);
        yield part.subarray(0, next.length);
        part.fill(0x41);
      }
    },
  };
}

/** The same file, which this thread scans in so many parts as if it were several; `bytes` are all that it has. */
export function withThreads(source: Source, bytes: Uint8Array, count: number): Source {
  return {
    ...source,
    threads: {
      count,
      bytesAt: (place) => Promise.resolve(bytes.subarray(place)),
      async scan(part, { onProgress, signal }) {
        const given = structuredClone(part);
        const own = sourceOf(bytes.slice(part.from, part.to), 1000);
        signal?.throwIfAborted();
        const answer = await scanPart(own, given, onProgress);
        signal?.throwIfAborted();
        const memory = answer.kind === 'table' ? memoryOf(answer.packed) : [];
        return structuredClone(answer, { transfer: memory });
      },
    },
  };
}

export interface Result {
  readonly scanned: Scanned | undefined;
  /** What made it no table. */
  readonly problem: ReadProblem | undefined;
  readonly said: readonly ReadProblem[];
}

export async function scanned(source: Source, options: ScanOptions = {}): Promise<Result> {
  const said: ReadProblem[] = [];
  try {
    return { scanned: await scan(source, options, (each) => said.push(each)), problem: undefined, said };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { scanned: undefined, problem: error.problem, said };
  }
}

export async function scannedText(text: string, options: ScanOptions = {}): Promise<Scanned> {
  const result = await scanned(sourceOf(new TextEncoder().encode(text)), options);
  if (!result.scanned) throw new Error(result.problem?.message);
  return result.scanned;
}

export interface Expected {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly lines: readonly number[];
}

/** What papaparse reads, as a table without blank rows and with trimmed cells; or the message why there is none. */
export function expected(text: string, stated: Separator, file = 'data.csv'): Expected | string {
  let whole = text.replace(/^\ufeff{1,2}/, '').replace(/\r\n?/g, '\n');
  if (whole.trim() === '') return `${file} is empty: it has neither a header nor rows.`;
  if (!whole.endsWith('\n')) whole += '\n';
  const announced = /^sep=([,;\t|])\n/i.test(whole);
  if (announced) whole = whole.slice(6);
  if (whole.trim() === '') return `${file} is empty: it has neither a header nor rows.`;
  const { data, errors } = Papa.parse<string[]>(whole, { delimiter: stated, newline: '\n' });
  const bad = errors.find(({ type }) => type === 'Quotes')?.row ?? Infinity;
  let line = announced ? 2 : 1;
  let header: string[] | undefined;
  const rows: string[][] = [];
  const lines: number[] = [];
  for (const [index, cells] of data.entries()) {
    if (index === bad)
      return `${file}, line ${line}: a quoted cell is not closed as it should be; write "" for a quote inside a quoted cell.`;
    const at = line;
    line += 1 + cells.reduce((sum, cell) => sum + (cell.split('\n').length - 1), 0);
    if (cells.length === 1 && (cells[0] ?? '').trim() === '') continue;
    const trimmed = cells.map((cell) => cell.trim());
    if (!header) {
      header = trimmed;
      const twice = trimmed.find((name, column) => trimmed.indexOf(name) < column);
      if (twice !== undefined) return `${file} has two columns named "${twice}"; rename one.`;
    } else {
      const { length } = header;
      if (cells.length !== length) {
        const row = cells.join(stated);
        const other = SEPARATORS.find((each) => each !== stated && row.split(each).length === length);
        const why =
          other === undefined
            ? ''
            : `: its cells are separated by ${separatorName(other)}, and those of the header by ${separatorName(stated)}`;
        return `${file}, line ${at}: ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'} where the header has ${length} columns${why}.`;
      }
      rows.push(trimmed);
      lines.push(at);
    }
  }
  if (!header) return `${file} is empty: it has neither a header nor rows.`;
  if (rows.length === 0) return `${file} has a header but no rows.`;
  return { header, rows, lines };
}

/** A cell as it reads: of a number its digits, exactly, and its unit; else as it is written. */
export function meaning(column: WrittenColumn, row: number): string {
  if (column.kind !== 'figures' || column.odd.has(row)) return writtenCell(column, row);
  if (writtenCell(column, row) === '') return '';
  const unit = column.units?.words[(column.units.codes[row] ?? 0) - 1];
  return exactly(BigInt(column.values[row] ?? 0), column.decimals, unit);
}

/** The same of a cell that is read as text. */
export function meaningOf(cell: string, column: WrittenColumn, row: number): string {
  if (column.kind !== 'figures' || column.odd.has(row) || cell === '') return cell;
  const numeral = parseNumeral(cell, column.mark);
  if (!numeral || numeral.usd || /e/i.test(numeral.digits)) return `not a plain number: ${cell}`;
  const [whole = '', parts = ''] = numeral.digits.split('.');
  return exactly(BigInt((whole + parts).replace('+', '')), parts.length, numeral.unit);
}

function exactly(value: bigint, decimals: number, unit: string | undefined): string {
  let [digits, power] = [value, decimals];
  while (power > 0 && digits % 10n === 0n) {
    digits /= 10n;
    power--;
  }
  return `${digits} / 10^${digits === 0n ? 0 : power}${unit === undefined ? '' : ` ${unit}`}`;
}
