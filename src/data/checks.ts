/** What a file that can be read makes doubtful nevertheless. */
import { closest } from '../language/closest';
import { isOther, OTHER, type Dataset } from './dataset';
import { withList } from './listed';
import { membersOf } from './members';
import { inQuotes, some, type Say } from './problem';
import { checkSeries } from './series';
import { placeOfLine, sourceOf } from './sources';
import { cellAt, type Table } from './table';

/** Everything that is checked about a file that can be read. Gives the dataset, with what was found out about it. */
export function checked(dataset: Dataset, rest: string | undefined, say: Say): Dataset {
  checkRows(dataset, say);
  checkSeries(dataset, say);
  return withList(dataset, rest, say);
}

/** Rows that say the same thing twice, and amounts below nothing: summed as they stand, but not without a word. */
function checkRows(dataset: Dataset, say: Say): void {
  checkTwice(dataset, say);
  const { numbers, lines } = dataset;
  const tokens = numbers.get('tokens');
  const below = tokens?.values.findIndex((value) => value < 0) ?? -1;
  if (below >= 0) {
    const more = (tokens?.values.filter((value) => value < 0).length ?? 1) - 1;
    const message = `${placeOfLine(dataset, lines[below] ?? 0)}: ${tokens?.values[below] ?? ''} tokens is less than none${more > 0 ? `, as in ${more} more` : ''}. It is subtracted as it stands, and shares of it mean little.`;
    say({ severity: 'warning', code: 'negative', message, about: 'file' });
  }
}

function checkTwice(dataset: Dataset, say: Say): void {
  const { file, time, texts, lines, rows } = dataset;
  // Without words nor dates rows have nothing to be told apart by.
  if (!time && texts.size === 0) return;
  const members = membersOf(dataset);
  const seen = new Map<number, number>();
  const again: { readonly row: number; readonly first: number }[] = [];
  for (let row = 0; row < rows; row++) {
    const moment = (time?.days[row] ?? 0) * SECONDS_OF_DAY + (time?.times?.[row] ?? 0);
    const key = moment * members.count + (members.of[row] ?? 0);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, row);
    else again.push({ row, first });
  }
  const [example, ...others] = again;
  if (!example) return;
  const place = sourceOf(dataset, lines[example.row] ?? 0);
  const line = (row: number): string => placeOfLine(dataset, lines[row] ?? 0).replace(`${place.file}, `, '');
  const same = time?.times ? 'the same moment' : 'the same date';
  const alike = texts.size === 0 ? same : time ? `${same} and names` : 'the same names';
  const more = others.length > 0 ? `, and ${others.length} more` : '';
  const message = `${file}: ${line(example.row)} repeats ${line(example.first)} (${alike})${more}. A sum counts both, and a score that stands twice counts for nobody; remove what is there twice.`;
  say({ severity: 'warning', code: 'rows-twice', message, about: 'file' });
}

const SECONDS_OF_DAY = 86_400;

/** Whether the word that the statement gives to the lump row occurs in the columns where such a row is looked for. */
export function checkOther(table: Table, columns: readonly number[], word: string, say: Say): void {
  const about = { option: 'other' } as const;
  if (columns.length === 0) {
    const message = `${table.file} has no column of models, labs or countries in which "${word}" could lump what is not listed; leave \`other = …\` out.`;
    say({ severity: 'warning', code: 'other-absent', message, about });
    return;
  }
  const words = new Set(
    columns.flatMap((index) => table.rows.map((_, row) => cellAt(table, row, index))).filter(Boolean),
  );
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
