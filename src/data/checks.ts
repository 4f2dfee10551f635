/** What a file that can be read makes doubtful nevertheless. */
import { closest } from '../language/closest';
import { identityRole, isOther, OTHER, type Dataset } from './dataset';
import { inQuotes, some, type Say } from './problem';
import { cellAt, type Table } from './table';

/** A bucket of more rows is taken for a census, not for the top of a list. */
const LONGEST_TOP_LIST = 20;

/** Rows that say the same thing twice, and amounts below nothing: summed as they stand, but not without a word. */
export function checkRows({ file, time, texts, numbers, lines, rows }: Dataset, say: Say): void {
  const columns = [...texts.values()];
  const seen = new Map<string, number>();
  let [twice, example] = [0, ''];
  for (let row = 0; row < rows; row++) {
    const signature = [time?.days[row] ?? '', ...columns.map((column) => column.codes[row])].join(',');
    const first = seen.get(signature);
    if (first === undefined) seen.set(signature, lines[row] ?? 0);
    else if (twice++ === 0) example = `line ${lines[row] ?? 0} repeats line ${first}`;
  }
  // Without words nor dates rows have nothing to be told apart by.
  if (twice > 0 && (time !== undefined || columns.length > 0)) {
    const more = twice > 1 ? `, and ${twice - 1} more` : '';
    const message = `${file}: ${example} (the same date and names)${more}. A sum counts both, and a score that stands twice counts for nobody; remove what is there twice.`;
    say({ severity: 'warning', code: 'rows-twice', message, about: 'file' });
  }
  const tokens = numbers.get('tokens');
  const below = tokens?.values.findIndex((value) => value < 0) ?? -1;
  if (below >= 0) {
    const message = `${file}, line ${lines[below] ?? 0}: ${tokens?.values[below] ?? ''} tokens is less than none. It is subtracted as it stands, and shares of it mean little.`;
    say({ severity: 'warning', code: 'negative', message, about: 'file' });
  }
}

/** Few rows in every bucket and no `other`: the top of a list, not everything. */
export function recogniseTopList(dataset: Dataset, say: Say): number | undefined {
  const role = identityRole(dataset);
  const identity = role === 'model' ? dataset.texts.get(dataset.roles.model ?? '') : undefined;
  if (!identity || !dataset.time || dataset.time.starts.length < 2 || identity.words.some(isOther))
    return undefined;
  const counts = new Map<number, number>();
  for (const bucket of dataset.time.buckets) counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  const most = Math.max(...counts.values());
  if (most > LONGEST_TOP_LIST || identity.words.length <= most) return undefined;
  const fewest = Math.min(...counts.values());
  say({
    severity: 'information',
    code: 'top-list',
    message: `${dataset.file} has ${fewest === most ? String(most) : `${fewest} to ${most}`} rows in every ${dataset.time.grain} and no "other" row: it is taken for the top of a list, and its figures are of listed rows, not of all tokens.`,
    about: 'file',
  });
  return most;
}

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
