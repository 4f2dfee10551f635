/** How much a model, lab or country was used, in the latest whole week of every attached dataset that lists it. */
import type { Dataset } from '../data/dataset';
import { parse } from '../language/parser';
import { adverbOf } from '../language/vocabulary';
import { formatValue } from '../protocol/format';
import type { Term } from '../registry/card';
import { bind } from './bind';
import { Counted } from './counted';
import { buildFrame, isNamed } from './frame';
import type { Scope } from './scope';

export interface Usage {
  readonly dataset: string;
  /** `2.680T tokens in 2026-W19, rank 1 of 10`. */
  readonly text: string;
}

/** The latest whole bucket in which a member is listed. */
interface Place {
  readonly period: string;
  readonly value: number;
  readonly rank: number;
  readonly of: number;
  /** The dataset has a later whole bucket, without it. */
  readonly past: boolean;
}

type Places = ReadonlyMap<string, Place>;

/** Asked for on every hover, so remembered for as long as the dataset lives. */
const remembered = new WeakMap<Dataset, Map<string, Places>>();

export function usageOf(term: Term, scope: Scope): Usage[] {
  const key = term.kind === 'model' ? scope.registry.resolveModel(term.key).key : term.key;
  return [...scope.datasets.values()].flatMap(({ name, dataset }) => {
    const place = dataset && placesIn(term.kind, dataset, scope).get(key);
    if (!place) return [];
    const listed = dataset.listsTop === undefined ? '' : ' listed';
    const when = place.period === '' ? '' : ` in ${place.period}`;
    const past = place.past ? '; not listed since' : '';
    return [
      {
        dataset: name,
        text: `${formatValue(place.value, 'tokens')} tokens${when}, rank ${place.rank} of ${place.of}${listed}${past}`,
      },
    ];
  });
}

function placesIn(dimension: Term['kind'], dataset: Dataset, scope: Scope): Places {
  let own = remembered.get(dataset);
  if (!own) remembered.set(dataset, (own = new Map<string, Places>()));
  let places = own.get(dimension);
  if (!places) own.set(dimension, (places = findPlaces(dimension, dataset, scope)));
  return places;
}

/** The question is put in the language itself, so that a hover can never disagree with a query. */
function findPlaces(dimension: string, dataset: Dataset, scope: Scope): Places {
  const places = new Map<string, Place>();
  if (!dataset.numbers.has('tokens')) return places;
  const grain =
    dataset.time?.grain === 'day' ? ' weekly' : dataset.time ? ` ${adverbOf(dataset.time.grain)}` : '';
  const statement = parse(`tokens by ${dimension}${grain} using asked`).statements[0]?.statement;
  if (statement?.kind !== 'query') return places;
  const asked = { ...scope, datasets: new Map([['asked', { name: 'asked', dataset, problems: [] }]]) };
  const { query } = bind(statement, asked);
  if (!query) return places;
  const rows = buildFrame(query, new Counted(query)).rows.filter(isNamed);
  const { buckets, first } = query.time;
  for (let at = buckets.length - 1; at >= first; at--) {
    const listed = rows
      .map((row) => ({ key: row.members[0]?.key ?? '', value: row.cells[0]?.[at]?.value ?? 0 }))
      .filter((each) => each.value > 0)
      .sort((a, b) => b.value - a.value);
    for (const [index, { key, value }] of listed.entries()) {
      if (places.has(key)) continue;
      places.set(key, {
        period: buckets[at]?.key ?? '',
        value,
        rank: index + 1,
        of: listed.length,
        past: at < buckets.length - 1,
      });
    }
  }
  return places;
}
