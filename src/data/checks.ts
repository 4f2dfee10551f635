/** What a file that can be read makes doubtful nevertheless. */
import { closest } from '../language/closest';
import { isOther, numberAt, OTHER, type Dataset } from './dataset';
import { withList } from './listed';
import { inQuotes, some, type Say } from './problem';
import { checkSeries } from './series';
import { repeatedRows } from './repeated';
import { placeOfLine, sourceOf } from './sources';
import type { Steps } from './steps';
import { distinctCells, type Table } from './table';

/** Everything that is checked about a file that can be read. Gives the dataset, with what was found out about it. */
export function* checked(
  dataset: Dataset,
  { rest, listsAll }: { readonly rest?: string | undefined; readonly listsAll?: boolean | undefined },
  say: Say,
): Steps<Dataset> {
  yield* checkRows(dataset, say);
  yield* checkSeries(dataset, say);
  return listsAll ? dataset : withList(dataset, rest, say);
}

/** Rows that say the same thing twice, and amounts below nothing: summed as they stand, but not without a word. */
function* checkRows(dataset: Dataset, say: Say): Steps<void> {
  yield* checkTwice(dataset, say);
  const { numbers, lines } = dataset;
  const tokens = numbers.get('tokens');
  // Arrays of numbers without a sign have none below zero.
  const values = tokens?.values instanceof Float64Array ? tokens.values : new Float64Array(0);
  const below = values.findIndex((value) => value < 0);
  if (tokens && below >= 0) {
    const more = values.reduce((count, value) => count + (value < 0 ? 1 : 0), 0) - 1;
    const message = `${placeOfLine(dataset, lines.at(below))}: ${numberAt(tokens, below)} tokens is less than none${more > 0 ? `, as in ${more} more` : ''}. It is subtracted as it stands, and shares of it mean little.`;
    say({ severity: 'warning', code: 'negative', message, about: 'file' });
  }
}

function* checkTwice(dataset: Dataset, say: Say): Steps<void> {
  const { file, time, texts, lines, ids } = dataset;
  // Without words nor dates rows have nothing to be told apart by; those with ids are told apart by these.
  if (ids || (!time && texts.size === 0)) return;
  const { count, row, first } = yield* repeatedRows(dataset);
  if (count === 0) return;
  const place = sourceOf(dataset, lines.at(row));
  const line = (each: number): string => placeOfLine(dataset, lines.at(each)).replace(`${place.file}, `, '');
  const same = time?.times ? 'the same moment' : 'the same date';
  const alike = texts.size === 0 ? same : time ? `${same} and names` : 'the same names';
  const more = count > 1 ? `, and ${(count - 1).toLocaleString('en-US')} more` : '';
  const message = `${file}: ${line(row)} repeats ${line(first)} (${alike})${more}. A sum counts both, and a score that stands twice counts for nobody; remove what is there twice.`;
  say({ severity: 'warning', code: 'rows-twice', message, about: 'file' });
}

/** Whether the word that the statement gives to the lump row occurs in the columns where such a row is looked for. */
export function checkOther(table: Table, columns: readonly number[], word: string, say: Say): void {
  const about = { option: 'other' } as const;
  if (columns.length === 0) {
    const message = `${table.file} has no column of models, labs or countries in which "${word}" could lump what is not listed; leave \`other = …\` out.`;
    say({ severity: 'warning', code: 'other-absent', message, about });
    return;
  }
  const words = new Set(columns.flatMap((index) => distinctCells(table, index).map(({ cell }) => cell)));
  const same = [...words].some((each) => each.toLowerCase() === word.toLowerCase());
  const own = [...words].find(isOther);
  if (same && (own === undefined || isOther(word))) return;
  if (same) {
    const message = `${table.file} has rows "${word}" and rows "${own ?? OTHER}"; both are read as what is not listed.`;
    say({ severity: 'information', code: 'other-twice', message, about });
    return;
  }
  const near = inQuotes([...(own === undefined ? [] : [own]), ...closest(word, words)]);
  const names = columns.map((index) => `"${table.header[index] ?? ''}"`).join(' and ');
  const hint =
    own !== undefined
      ? `it has "${own}", which is read so without being named`
      : near[0] === undefined
        ? `it has ${some([...words])}`
        : `did you mean ${near[0]}?`;
  say({
    severity: 'warning',
    code: 'other-absent',
    message: `${table.file} has no row "${word}" in ${names}; ${hint}${hint.endsWith('?') ? '' : '.'}`,
    about,
    ...(near.length > 0 ? { instead: [...new Set(near)] } : {}),
  });
}
