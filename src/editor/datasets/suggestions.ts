/** Queries that a dataset can answer, to begin with. */
import { pluralOf } from '../../analysis/dimensions';
import { diagnose } from '../../analysis/notebook';
import { identityRole, type Dataset } from '../../data/dataset';
import type { Grain } from '../../language/literals';
import { parse } from '../../language/parser';
import { adverbOf } from '../../language/vocabulary';
import type { Snapshot } from '../snapshot';

/** So many columns of numbers, and of words that are neither models, labs nor countries, are asked about. */
const MOST_COLUMNS = 3;

/** The queries that bind without an error, the most telling first. */
export function suggestedQueries(name: string, snapshot: Snapshot): string[] {
  const dataset = snapshot.scope.datasets.get(name)?.dataset;
  if (!dataset) return [];
  return candidates(dataset)
    .map((query) => `${query[0]} using ${name}${query[1] ?? ''}`)
    .filter((text) => canBeAsked(text, snapshot));
}

/** A query up to its dataset, and what follows that. */
type Candidate = readonly [before: string, after?: string];

function candidates(dataset: Dataset): Candidate[] {
  return dataset.numbers.has('tokens') ? ofTokens(dataset) : ofNumbers(dataset);
}

function ofTokens(dataset: Dataset): Candidate[] {
  const { time } = dataset;
  const over = time ? ` ${adverbOf(stepOf(time.grain))}` : '';
  const latest = time ? ' in latest' : '';
  return [
    [`tokens by country${over}`],
    [`share of tokens by lab${latest}`],
    [`top 10 models${latest}`],
    [`top 10 labs${latest}`],
    ...(time
      ? ([
          [`share of tokens for CN within (CN, US)${over}`],
          [`first crossing of tokens for CN over US${over}`],
          [`share of tokens by weights${over}`, ' as area'],
        ] as const)
      : []),
    ...ownColumns(dataset).map((column): Candidate => [`top 10 ${column}${latest}`]),
    [`tokens${over}`],
  ];
}

/** Of a dataset without tokens: its scores, counts or prices. */
function ofNumbers(dataset: Dataset): Candidate[] {
  const role = identityRole(dataset);
  const things = [...(role ? [pluralOf(role)] : []), ...ownColumns(dataset)];
  const latest = dataset.time ? ' in latest' : '';
  return [...dataset.numbers.keys()]
    .slice(0, MOST_COLUMNS)
    .flatMap((number): Candidate[] => [
      ...things.map((thing): Candidate => [`top 10 ${thing} by ${number}${latest}`]),
      ...(dataset.time ? [[`${number} ${adverbOf(stepOf(dataset.time.grain))}`] as const] : []),
    ]);
}

/** Days are many: over time they are asked for by the week. */
function stepOf(grain: Grain): Grain {
  return grain === 'day' ? 'week' : grain;
}

/** Columns of words that are no models, labs or countries, such as apps. */
function ownColumns({ texts, roles }: Dataset): string[] {
  const known = new Set<string>(Object.values(roles));
  return [...texts.keys()].filter((name) => !known.has(name)).slice(0, MOST_COLUMNS);
}

function canBeAsked(text: string, { model, scope }: Snapshot): boolean {
  const tree = parse(text);
  const [only, ...more] = tree.statements;
  if (only?.statement.kind !== 'query' || more.length > 0) return false;
  return diagnose({ id: '', text, tree }, model, scope).every(({ severity }) => severity !== 'error');
}
