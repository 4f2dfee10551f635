/**
 * The two shapes in which OpenRouter serves its rankings → a table. Other JSON is refused with the shapes that are read.
 *
 * - of the rankings page: `[{"x": "2026-02-09", "ys": {"qwen/qwen3": 1440}}]`, an entry for each date;
 * - of the API: `{"data": [{"date": "2026-02-09", "model_permaslug": "qwen/qwen3", "total_tokens": "1440"}]}`, an entry for
 *   each row, with or without `meta` beside `data`.
 *
 * Figures are numbers or digits in quotes; `null` is missing. Other fields of an entry are not read, and that is said.
 */
import * as z from 'zod/mini';
import { shown, some, Unreadable, type Say } from './problem';
import { tableOfRows, type Row, type Table } from './table';

// zod's generated checkers need `new Function`, which web hosts may forbid.
z.config({ jitless: true });

const DATE = z.string('a date in quotes, such as "2026-02-09"');
const FIGURE_WORDS = 'a number, or digits in quotes';
const DIGITS = z.string(FIGURE_WORDS).check(z.regex(/^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i, FIGURE_WORDS));
const FIGURE = z.union([z.number(FIGURE_WORDS), DIGITS, z.null()], FIGURE_WORDS);
const SLUG = z.string('the name of a model in quotes');

const PAGE_ENTRY = z.looseObject({
  x: DATE,
  ys: z.record(z.string(), FIGURE, 'an object of models and their tokens'),
});
const API_ENTRY = z.looseObject({ date: DATE, model_permaslug: SLUG, total_tokens: FIGURE });

const SHAPES =
  '`[{"x": "2026-02-09", "ys": {"MODEL": TOKENS}}]` or `{"data": [{"date": "2026-02-09", "model_permaslug": "MODEL", "total_tokens": TOKENS}]}`';

/** Whether a text is meant as JSON: by the name of its file, or because no header of a table begins so. */
export function isJson(text: string, file: string): boolean {
  return /\.json(\.gz)?$/i.test(file) || /^\s*(\[\s*[{\]]|\{\s*["}])/.test(text);
}

/** Reads JSON text. Throws Unreadable where it is none, or of another shape, with the entry and the field. */
export function readJson(text: string, file: string, say: Say): Table {
  if (text.trim() === '') throw new Unreadable('empty-file', `${file} is empty: it has no entries.`);
  const value = parse(text, file);
  const api: unknown = isObject(value) ? value['data'] : undefined;
  if (Array.isArray(value)) return ofPage(value, file, say);
  if (Array.isArray(api)) return ofApi(api, file, say);
  throw otherShape(file);
}

function otherShape(file: string): Unreadable {
  return new Unreadable('json-shape', `${file} is JSON of another shape; what is read is ${SHAPES}.`);
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const at = /position (\d+)/.exec(String(error))?.[1];
    const line = text.slice(0, at === undefined ? text.length : Number(at)).split(/\r\n?|\n/).length;
    throw new Unreadable(
      'json',
      `${file}, line ${line}: this is not JSON, or it breaks off here. Fetch the file again.`,
    );
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function ofPage(value: readonly unknown[], file: string, say: Say): Table {
  const entries = entriesOf(value, PAGE_ENTRY, ['x', 'ys'], file, say);
  const rows = entries.flatMap(({ x, ys }, index) =>
    Object.entries(ys).flatMap(([model, tokens]) =>
      tokens === null ? [] : [{ cells: [x, model, String(tokens)], line: index + 1 }],
    ),
  );
  return tableOf(file, ['x', 'model', 'tokens'], rows);
}

function ofApi(value: readonly unknown[], file: string, say: Say): Table {
  const fields = ['date', 'model_permaslug', 'total_tokens'];
  const entries = entriesOf(value, API_ENTRY, fields, file, say);
  const rows = entries.map(({ date, model_permaslug, total_tokens }, index) => ({
    cells: [date, model_permaslug, String(total_tokens ?? '')],
    line: index + 1,
  }));
  return tableOf(file, fields, rows);
}

function tableOf(file: string, header: readonly string[], rows: readonly Row[]): Table {
  if (rows.length === 0) throw new Unreadable('no-rows', `${file} has no entries with a figure.`);
  return tableOfRows(file, header, rows, { counts: 'entry', separator: undefined });
}

/** The entries, each held against its schema; the first that does not fit is said with its field. */
function entriesOf<Schema extends z.ZodMiniType<object>>(
  values: readonly unknown[],
  schema: Schema,
  fields: readonly string[],
  file: string,
  say: Say,
): z.infer<Schema>[] {
  const others = new Set<string>();
  const entries = values.map((value, index) => {
    // An entry with none of the fields is of another shape altogether.
    if (!isObject(value) || !fields.some((field) => Object.hasOwn(value, field))) {
      if (index === 0) throw otherShape(file);
      throw wrong(file, index, 'it', `an object with ${fields.map(quoted).join(' and ')}`, value);
    }
    for (const field of Object.keys(value)) if (!fields.includes(field)) others.add(field);
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const path = issue?.path ?? [];
    const found = path.reduce<unknown>(
      (inner, key) => (isObject(inner) ? inner[String(key)] : undefined),
      value,
    );
    throw wrong(
      file,
      index,
      `field ${path.map((key) => quoted(String(key))).join(', ')}`,
      issue?.message ?? '',
      found,
    );
  });
  if (others.size > 0) {
    say({
      severity: 'information',
      code: 'json-fields',
      message: `${file}: of its entries ${fields.map(quoted).join(', ')} are read; ${some([...others].map(quoted))} ${others.size === 1 ? 'is' : 'are'} not.`,
      about: 'file',
    });
  }
  return entries;
}

const quoted = (name: string): string => `"${shown(name)}"`;

function wrong(file: string, index: number, what: string, expected: string, value: unknown): Unreadable {
  const is = value === undefined ? 'is missing' : `is ${shown(JSON.stringify(value))}`;
  return new Unreadable(
    'json-field',
    `${file}, entry ${index + 1}: ${what} ${is}; it should be ${expected}.`,
  );
}
