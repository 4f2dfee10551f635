/** What the Datasets view shows: each dataset with what is wrong with it, what is known about it, and its columns. */
import type { Attached } from '../../analysis/scope';
import { keyOfBucket } from '../../data/calendar';
import { sumsByWord } from '../../data/byWord';
import type { Dataset, NumberColumn, TextColumn, TimeColumn } from '../../data/dataset';
import type { ReadProblem } from '../../data/problem';
import { adverbOf } from '../../language/vocabulary';
import { formatValue } from '../../protocol/format';
import type { Registry } from '../../registry/registry';
import type { Content } from '../content';
import { contentOfDataset, describeDataset, type Fact } from '../datasetCard';

export type Severity = ReadProblem['severity'];

export type ItemKind = 'dataset' | 'problem' | 'fact' | 'columns' | 'column' | 'value';

/** A line of the view. */
export interface Item {
  readonly kind: ItemKind;
  /** Unlike that of any other line of the notebook, and the same for as long as the line is about the same thing. */
  readonly id: string;
  /** The dataset that the line is about, by its name. */
  readonly dataset: string;
  readonly label: string;
  /** Stands behind the label, less visible. */
  readonly description: string;
  readonly icon: Icon | undefined;
  /** Everything about it, for whoever asks. */
  readonly details: Content;
  /** The line as a screen reader says it. */
  readonly spoken: string;
  /** False of a dataset of which there are no rows. */
  readonly readable?: boolean;
  /** Absent where nothing lies below it. */
  readonly children?: () => readonly Item[];
}

export type Icon = Severity | 'dataset' | 'time' | 'text' | 'number';

/** What only the host knows of a file; each as far as it could be found out. */
export interface FileFacts {
  /** In bytes. */
  readonly size?: number | undefined;
}

/** So many words of a column are shown. */
const MOST_WORDS = 5;

/** So many digits of a hash are shown, as in the records of a notebook. */
const HASH_DIGITS = 8;

export function itemOf(attached: Attached, registry: Registry, file: FileFacts = {}): Item {
  const { name, dataset, problems } = attached;
  const worst = worstOf(problems);
  const state = dataset
    ? `${rowsOf(dataset)}, ${dataset.time ? adverbOf(dataset.time.grain) : 'without dates'}`
    : worst
      ? 'cannot be read'
      : 'not finished';
  const found = problems.length === 0 ? '' : `, ${countOf(problems.length, 'remark')}`;
  return {
    ...{ kind: 'dataset', id: idOf(name), dataset: name, label: name, description: state },
    readable: dataset !== undefined,
    icon: worst === undefined || worst === 'information' ? 'dataset' : worst,
    details: [
      ...contentOfDataset(attached, registry),
      ...(dataset ? problems.map(({ message }) => ({ kind: 'text', text: message }) as const) : []),
    ],
    spoken: `${name}, dataset, ${state}${found}`,
    children: () => [
      ...problems.map((problem, index) => problemItem(attached, problem, index)),
      ...(dataset ? [...factsOf(attached, dataset, registry, file), columnsItem(name, dataset)] : []),
    ],
  };
}

function worstOf(problems: readonly ReadProblem[]): Severity | undefined {
  return (['error', 'warning', 'information'] as const).find((severity) =>
    problems.some((problem) => problem.severity === severity),
  );
}

/** The line is about a file already, so that its name is not what a narrow view shows of the message. */
function problemItem({ name, dataset }: Attached, { severity, message }: ReadProblem, index: number): Item {
  const file = dataset?.file ?? '';
  const about = file !== '' && message.startsWith(file) ? message.slice(file.length) : message;
  return {
    ...{ kind: 'problem', id: idOf(name, 'problem', index), dataset: name, description: '' },
    label: about.replace(/^[,:\s]+/, '') || message,
    icon: severity,
    details: [{ kind: 'text', text: message }],
    spoken: `${severity}: ${message}`,
  };
}

/** The facts of the card, but for the columns, which have lines of their own. */
function factsOf(attached: Attached, dataset: Dataset, registry: Registry, { size }: FileFacts): Item[] {
  const facts = describeDataset(attached, registry).facts.filter(({ label }) => label !== 'Columns');
  return [
    ...facts.map((fact, index) =>
      factItem(dataset.name, fact, facts.slice(0, index).filter(({ label }) => label === fact.label).length),
    ),
    ...(size === undefined ? [] : [factItem(dataset.name, { label: 'Size', value: sizeText(size) })]),
    ...(dataset.sha256 === ''
      ? []
      : [
          {
            ...factItem(dataset.name, { label: 'SHA-256', value: dataset.sha256 }),
            description: dataset.sha256.slice(0, HASH_DIGITS),
          },
        ]),
  ];
}

/** `same` counts the facts of the same label before it. */
function factItem(dataset: string, { label, value }: Fact, same = 0): Item {
  return {
    ...{
      kind: 'fact',
      id: idOf(dataset, 'fact', label, same),
      dataset,
      label,
      description: value,
      icon: undefined,
    },
    details: [{ kind: 'fact', label, value }],
    spoken: `${label}: ${value}`,
  };
}

/** `57.8 KB`, in steps of a thousand, as file managers count. */
export function sizeText(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB'];
  let [size, step] = [bytes, 0];
  while (size >= 999.5 && step < units.length - 1) [size, step] = [size / 1000, step + 1];
  return `${step === 0 || size >= 99.95 ? Math.round(size) : size.toFixed(1)} ${units[step] ?? ''}`;
}

function columnsItem(name: string, dataset: Dataset): Item {
  const { time, texts, numbers } = dataset;
  const roles = new Map(Object.entries(dataset.roles).map(([role, column]) => [column, role]));
  const count = (time ? 1 : 0) + texts.size + numbers.size;
  return {
    ...{ kind: 'columns', id: idOf(name, 'columns'), dataset: name, label: 'Columns' },
    ...{ description: String(count), icon: undefined, details: [], spoken: countOf(count, 'column') },
    children: () => [
      ...(time ? [timeItem(name, time)] : []),
      ...[...texts.values()].map((column) => textItem(name, column, roles.get(column.name), dataset)),
      ...[...numbers.values()].map((column) => numberItem(name, column)),
    ],
  };
}

function timeItem(dataset: string, { name, grain, starts }: TimeColumn): Item {
  const count = countOf(starts.length, grain);
  const [first, last] = [starts[0] ?? 0, starts.at(-1) ?? 0].map((start) => keyOfBucket(start, grain));
  const period = `${first ?? ''} to ${last ?? ''}`;
  return columnItem(dataset, name, 'time', count, [{ kind: 'fact', label: 'Period', value: period }]);
}

function textItem(name: string, column: TextColumn, role: string | undefined, dataset: Dataset): Item {
  const distinct = countOf(column.words.length, 'value');
  const kind = role === undefined || role === column.name ? '' : `${role} · `;
  const item = columnItem(name, column.name, 'text', kind + distinct, [
    { kind: 'fact', label: 'Role', value: role ?? 'a column of your own' },
    { kind: 'fact', label: 'Different values', value: whole(column.words.length) },
    { kind: 'fact', label: 'Empty cells', value: whole(emptyCells(column)) },
  ]);
  if (column.words.length === 0) return item;
  return { ...item, children: () => wordItems(item, column, dataset) };
}

function emptyCells({ codes, words }: TextColumn): number {
  let count = 0;
  for (const code of codes) if (code === words.length) count++;
  return count;
}

/** The words with the most tokens, or in a dataset without tokens those of the most rows. */
function wordItems(parent: Item, column: TextColumn, dataset: Dataset): Item[] {
  const tokens = dataset.numbers.get('tokens');
  const words = sumsByWord(dataset, column).filter(({ word }) => word !== undefined);
  const order = [...words].sort((a, b) => b.sum - a.sum);
  const shown = order.slice(0, MOST_WORDS).map(({ word = '', sum }): Item => {
    const amount = tokens ? `${formatValue(sum, 'tokens')} tokens` : countOf(sum, 'row');
    return {
      ...{
        kind: 'value',
        id: idOf(parent.dataset, 'word', parent.label, word),
        dataset: parent.dataset,
        label: word,
      },
      ...{ description: amount, icon: undefined, spoken: `${word}, ${amount}` },
      details: [{ kind: 'fact', label: word, value: amount }],
    };
  });
  const left = words.length - shown.length;
  if (left === 0) return shown;
  const text = `and ${whole(left)} more`;
  const id = idOf(parent.dataset, 'more', parent.label);
  const more = { kind: 'value', id, dataset: parent.dataset, label: text } as const;
  return [...shown, { ...more, description: '', icon: undefined, details: [], spoken: text }];
}

function numberItem(dataset: string, column: NumberColumn): Item {
  const { values, name, unit = name === 'tokens' ? 'tokens' : 'number', additive } = column;
  let [least, most, empty] = [Infinity, -Infinity, 0];
  for (const value of values) {
    if (Number.isNaN(value)) empty++;
    least = Math.min(least, Number.isNaN(value) ? Infinity : value);
    most = Math.max(most, Number.isNaN(value) ? -Infinity : value);
  }
  const range =
    least > most
      ? 'empty'
      : `${formatValue(least, unit)} to ${formatValue(most, unit)}`.replace(/^(.*) to \1$/, '$1');
  return columnItem(dataset, name, 'number', range, [
    { kind: 'fact', label: 'Values', value: range },
    { kind: 'fact', label: 'Empty cells', value: whole(empty) },
    { kind: 'fact', label: 'Adds up', value: additive ? 'yes' : 'no, as scores, ranks and prices do not' },
  ]);
}

function columnItem(dataset: string, name: string, icon: Icon, description: string, facts: Content): Item {
  return {
    ...{ kind: 'column', id: idOf(dataset, 'column', name), dataset, label: name, description, icon },
    details: [{ kind: 'title', text: name, remark: `column of ${dataset}` }, ...facts],
    spoken: `${name}, column of ${icon === 'time' ? 'dates' : icon === 'text' ? 'words' : 'numbers'}, ${description}`,
  };
}

/** Whatever the names in it are, no two lines have the same. */
function idOf(...parts: readonly (string | number)[]): string {
  return JSON.stringify(parts);
}

function rowsOf({ rows }: Dataset): string {
  return countOf(rows, 'row');
}

/** "1 row", "1,838 rows". */
function countOf(count: number, thing: string): string {
  return `${whole(count)} ${thing}${count === 1 ? '' : 's'}`;
}

function whole(value: number): string {
  return formatValue(value, 'number');
}
