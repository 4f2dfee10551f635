/**
 * Overlays: CSV text → what a notebook's own file says about models and labs. A row with a model is about that model, a
 * row with a lab and no model about that lab; a lab in the row of a model is whom the model counts for, and the row's
 * country is that lab's. A cell that cannot be read is said with its line and column, and the rest of the row counts.
 */
import { sourceOf } from '../data/files';
import { textOf } from '../data/scan/scan';
import { Unreadable } from '../data/problem';
import {
  readConfidence,
  readCountry,
  readDay,
  readLabWeights,
  readList,
  readModelWeights,
  readPrice,
  readText,
  readWord,
  type Read,
} from './overlay-cells';
import { findColumns, type Columns, type Role } from './overlay-columns';
import { splitRows } from './overlay-rows';
import { shown, someOf } from './overlay-words';
import type { LabRow, ModelRow, RevealRow } from './tables';

/** Cells that are set; what is left out is not said. */
type Said<Row, Cell extends keyof Row> = { readonly [Key in Cell]?: Row[Key] | undefined };

/** About a model, by any word that names it. Labs are words too: slugs or names, in the registry or not. */
export interface ModelPatch {
  readonly model: string;
  readonly cells: Said<
    ModelRow,
    'lab' | 'name' | 'weights' | 'released' | 'price' | 'outputPrice' | 'aliases'
  >;
  readonly reveal: Said<RevealRow, 'lab' | 'as' | 'confidence' | 'day'>;
}

export interface LabPatch {
  readonly lab: string;
  readonly cells: Said<
    LabRow,
    'name' | 'country' | 'city' | 'parent' | 'weights' | 'note' | 'confidence' | 'otherSlugs'
  >;
}

export interface Overlay {
  readonly file: string;
  readonly models: readonly ModelPatch[];
  /** Every lab that the file names, also where it says nothing else about it. */
  readonly labs: readonly LabPatch[];
}

/** `about` says which part of the registry statement is to blame: the file, or the role of a column. */
export interface OverlayProblem {
  readonly severity: 'error' | 'warning' | 'information';
  readonly code: string;
  readonly message: string;
  readonly about: 'file' | { readonly role: string };
}

export interface OverlayOptions {
  readonly file: string;
  /** Role → column, as the analyst says after `columns`. */
  readonly columns: ReadonlyMap<string, string>;
}

/** Longer cells are no names, and would not fit on any chart. */
const LONGEST_CELL = 1000;
/** So many warnings are shown; the rest is counted. */
const MOST_WARNINGS = 10;

/** What is said of models only, and of labs only. */
const OF_MODELS = [
  ...(['release', 'price', 'output_price'] as const),
  ...(['revealed', 'revealed_as', 'revealed_on', 'revealed_confidence'] as const),
] as const;
const OF_LABS = ['lab_name', 'country', 'city', 'parent', 'confidence', 'note'] as const;

type ReadOverlay = { overlay: Overlay | undefined; problems: readonly OverlayProblem[] };

/** Reads a file, whose text may be written as that of any file of data. What had to be guessed about it is said. */
export async function readOverlayFile(bytes: Uint8Array, options: OverlayOptions): Promise<ReadOverlay> {
  const said: OverlayProblem[] = [];
  try {
    const text = await textOf(sourceOf(options.file, bytes), {}, ({ severity, code, message }) =>
      said.push(problem(severity, code, message)),
    );
    const { overlay, problems } = readOverlay(text, options);
    return { overlay, problems: [...said, ...problems] };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const { code, message } = error.problem;
    return refused({ code, problem: message });
  }
}

/** Reads CSV text. Never throws: a file that cannot be used comes back with the reason instead of an overlay. */
export function readOverlay(text: string, options: OverlayOptions): ReadOverlay {
  const { file } = options;
  const split = splitRows(text, file);
  if ('problem' in split) return refused(split);
  const columns = findColumns(split.header, options.columns, file);
  if ('problem' in columns) return refused(columns);

  const sheet = new Sheet(split.header, columns, options);
  for (const { line, cells } of split.ragged) {
    const counted = `${cells} ${cells === 1 ? 'cell' : 'cells'} where the header has ${split.header.length} columns`;
    sheet.warnOfRow(line, counted);
  }
  const models: ModelPatch[] = [];
  const labs: LabPatch[] = [];
  for (const { line, cells } of split.rows) {
    const row = new RowReader(sheet, line, cells);
    const { model, lab } = row;
    if (model === undefined) {
      if (lab !== undefined) labs.push(labPatch(row, lab));
      continue;
    }
    const patch = modelPatch(row, model);
    models.push(patch);
    if (lab !== undefined) labs.push({ lab, cells: aboutLab(row, lab) });
    if (patch.reveal.lab !== undefined) labs.push({ lab: patch.reveal.lab, cells: {} });
  }
  return { overlay: { file, models, labs }, problems: sheet.problems() };
}

function refused(why: { code: string; problem: string; role?: string }): ReadOverlay {
  const about = why.role === undefined ? 'file' : { role: why.role };
  return {
    overlay: undefined,
    problems: [{ severity: 'error', code: why.code, message: why.problem, about }],
  };
}

function modelPatch(row: RowReader, model: string): ModelPatch {
  const about = `model ${model}`;
  if (row.lab === undefined)
    row.refuse(OF_LABS, 'is said of a lab, and the row names none; name it in a column `lab`');
  return {
    model,
    cells: {
      lab: row.lab,
      name: row.read('name', readText, about),
      weights: row.read('weights', readModelWeights, about),
      released: row.read('release', readDay, about),
      price: row.read('price', readPrice, about),
      outputPrice: row.read('output_price', readPrice, about),
      aliases: row.read('aliases', readList, about),
    },
    reveal: {
      lab: row.read('revealed', readWord, about),
      as: row.read('revealed_as', readText, about),
      day: row.read('revealed_on', readDay, about),
      confidence: row.read('revealed_confidence', readConfidence, about),
    },
  };
}

function labPatch(row: RowReader, lab: string): LabPatch {
  const about = `lab ${lab}`;
  row.refuse(OF_MODELS, 'is said of a model, and the row names none; name it in a column `model`');
  const name = row.read('name', readText, about);
  return {
    lab,
    cells: {
      ...aboutLab(row, lab),
      ...(name === undefined ? {} : { name }),
      weights: row.read('weights', readLabWeights, about),
      otherSlugs: row.read('aliases', readList, about),
    },
  };
}

/** What a row says about its lab even if it is about a model. */
function aboutLab(row: RowReader, lab: string): LabPatch['cells'] {
  const about = `lab ${lab}`;
  return {
    name: row.read('lab_name', readText, about),
    country: row.read('country', readCountry, about),
    city: row.read('city', readText, about),
    parent: row.read('parent', readText, about),
    confidence: row.read('confidence', readConfidence, about),
    note: row.read('note', readText, about),
  };
}

/** What all rows of one file share: where columns are, what was said so far, and what is wrong. */
class Sheet {
  private readonly warnings: OverlayProblem[] = [];
  private readonly said = new Map<string, { readonly value: string; readonly line: number }>();

  constructor(
    private readonly header: readonly string[],
    private readonly columns: Columns,
    private readonly options: OverlayOptions,
  ) {}

  cell(cells: readonly string[], role: Role): string {
    return cells[this.columns.at.get(role) ?? -1] ?? '';
  }

  /** A warning about a row that says nothing. */
  warnOfRow(line: number, why: string): void {
    const message = `${this.options.file}, line ${line}: ${why}. The row is left out.`;
    this.warnings.push(problem('warning', 'bad-row', message));
  }

  /** A warning about one cell. */
  warnOfCell(code: string, line: number, role: Role, message: string): void {
    const column = this.header[this.columns.at.get(role) ?? -1] ?? '';
    const about = this.options.columns.has(role) ? { role } : 'file';
    const place = `${this.options.file}, line ${line}, column "${shown(column)}"`;
    this.warnings.push({ severity: 'warning', code, message: `${place}: ${message}`, about });
  }

  /** Remembers what a cell says; warns where an earlier row of the file says something else of the same thing. */
  remember(subject: string, role: Role, value: string, line: number): void {
    const key = `${subject.toLowerCase()}\n${role}`;
    const before = this.said.get(key);
    this.said.set(key, { value, line });
    if (before === undefined || before.value === value) return;
    const message = `"${shown(value)}" is not what line ${before.line} says of the same ${subject.split(' ')[0] ?? ''}, "${shown(before.value)}". The later one is taken.`;
    this.warnOfCell('said-twice', line, role, message);
  }

  problems(): readonly OverlayProblem[] {
    const { file } = this.options;
    const shownHere = this.warnings.slice(0, MOST_WARNINGS);
    const more = this.warnings.length - shownHere.length;
    const { ignored } = this.columns;
    return [
      ...shownHere,
      ...(more > 0 ? [problem('warning', 'more', `${file}: ${more} more warnings such as these.`)] : []),
      ...(ignored.length > 0 ? [problem('information', 'unknown-column', notUnderstood(file, ignored))] : []),
    ];
  }
}

/** One row: its subject, and its cells by role. */
class RowReader {
  readonly model: string | undefined;
  readonly lab: string | undefined;

  constructor(
    private readonly sheet: Sheet,
    private readonly line: number,
    private readonly cells: readonly string[],
  ) {
    this.model = this.read('model', readModel);
    const named = (role: Role): boolean => sheet.cell(cells, role) !== '';
    // A row whose model cannot be read is about nothing: it is not taken for one about its lab.
    const readable = this.model !== undefined || !named('model');
    this.lab = readable ? this.read('lab', readWord) : undefined;
    if (this.model !== undefined && this.lab !== undefined)
      sheet.remember(`model ${this.model}`, 'lab', this.lab, line);
    if (!named('model') && !named('lab')) sheet.warnOfRow(line, 'the row names neither a model nor a lab');
  }

  /** The value of a cell; undefined if it is empty, or is not what it should be. `about` is what the value is said of. */
  read<Value>(role: Role, reader: (cell: string) => Read<Value>, about?: string): Value | undefined {
    const cell = this.sheet.cell(this.cells, role);
    if (cell === '') return undefined;
    if (cell.length > LONGEST_CELL) {
      const message = `the cell has ${cell.length} characters; at most ${LONGEST_CELL} are read.`;
      this.sheet.warnOfCell('long-cell', this.line, role, message);
      return undefined;
    }
    const read = reader(cell);
    if ('problem' in read) {
      this.sheet.warnOfCell('bad-cell', this.line, role, `"${shown(cell)}" ${read.problem}.`);
      return undefined;
    }
    if (about !== undefined) this.sheet.remember(about, role, String(read.value), this.line);
    return read.value;
  }

  /** Warns of cells that say something about what the row is not about. */
  refuse(roles: readonly Role[], why: string): void {
    for (const role of roles) {
      const cell = this.sheet.cell(this.cells, role);
      if (cell !== '') this.sheet.warnOfCell('misplaced-cell', this.line, role, `"${shown(cell)}" ${why}.`);
    }
  }
}

/** A model's word; a variant (`x/y:free`) is no model of its own. */
function readModel(cell: string): Read<string> {
  const base = /^([^\s:]+\/[^\s:]+):[\w.-]+$/.exec(cell)?.[1];
  return base === undefined
    ? readWord(cell)
    : { problem: `is a variant, which has the attributes of its model; write ${shown(base)}` };
}

function problem(severity: OverlayProblem['severity'], code: string, message: string): OverlayProblem {
  return { severity, code, message, about: 'file' };
}

function notUnderstood(file: string, columns: readonly string[]): string {
  const names = someOf(columns, (each) => `"${shown(each)}"`);
  return columns.length === 1
    ? `${file}: the column ${names} says nothing that the registry keeps, and is not read.`
    : `${file}: the columns ${names} say nothing that the registry keeps, and are not read.`;
}
