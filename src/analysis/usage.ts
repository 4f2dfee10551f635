/** How much a model, lab or country was used in the latest whole week of every attached dataset: the last lines of a hover. */
import type { Dataset } from '../data/dataset';
import { parse } from '../language/parser';
import { formatValue } from '../protocol/format';
import type { Term } from '../registry/card';
import { bind } from './bind';
import { buildFrame, count, isNamed } from './frame';
import type { Scope } from './scope';

export interface Usage {
  readonly dataset: string;
  /** `2.680T tokens in 2026-W19, rank 1 of 10`. */
  readonly text: string;
}

interface Ranked {
  readonly period: string;
  /** Key → its place among the named members, largest first. */
  readonly places: ReadonlyMap<string, { readonly rank: number; readonly value: number }>;
}

/** Asked for on every hover, so remembered for as long as the dataset lives. */
const remembered = new WeakMap<Dataset, Map<string, Ranked | undefined>>();

export function usageOf(term: Term, scope: Scope): Usage[] {
  const key = term.kind === 'model' ? scope.registry.resolveModel(term.key).key : term.key;
  return [...scope.datasets.values()].flatMap(({ name, dataset }) => {
    const ranked = dataset && rankedBy(term.kind, dataset, scope);
    const place = ranked?.places.get(key);
    if (!ranked || !place) return [];
    const list = dataset.listsTop === undefined ? '' : ' listed';
    return [
      {
        dataset: name,
        text: `${formatValue(place.value, 'tokens')} tokens${ranked.period}, rank ${place.rank} of ${ranked.places.size}${list}`,
      },
    ];
  });
}

function rankedBy(dimension: Term['kind'], dataset: Dataset, scope: Scope): Ranked | undefined {
  let own = remembered.get(dataset);
  if (!own) remembered.set(dataset, (own = new Map()));
  if (!own.has(dimension)) own.set(dimension, rank(dimension, dataset, scope));
  return own.get(dimension);
}

/** The question is put in the language itself, so that a hover can never disagree with a query. */
function rank(dimension: string, dataset: Dataset, scope: Scope): Ranked | undefined {
  if (!dataset.numbers.has('tokens')) return undefined;
  const daily = dataset.time?.grain === 'day' || dataset.time?.grain === 'week';
  const when = dataset.time ? ` in latest${daily ? ' weekly' : ''}` : '';
  const statement = parse(`tokens by ${dimension}${when} using asked`).statements[0]?.statement;
  if (statement?.kind !== 'query') return undefined;
  const asked = { ...scope, datasets: new Map([['asked', { name: 'asked', dataset, problems: [] }]]) };
  const { query } = bind(statement, asked);
  if (!query) return undefined;
  const { rows } = buildFrame(query, count(query));
  const bucket = query.time.buckets[query.time.first];
  const named = rows.filter(isNamed).flatMap((row) => {
    const value = row.cells[0]?.[query.time.first]?.value;
    return value === null || value === undefined ? [] : [[row.members[0]?.key ?? '', value] as const];
  });
  const places = new Map(named.map(([key, value], index) => [key, { rank: index + 1, value }]));
  return { period: bucket && bucket.key !== '' ? ` in ${bucket.key}` : '', places };
}
