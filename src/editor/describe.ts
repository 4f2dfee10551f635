/** What is said about the things that names stand for. Hovers say it at once, completion when an item is chosen. */
import { runCell } from '../analysis/notebook';
import type { Scope } from '../analysis/scope';
import { usageOf } from '../analysis/usage';
import type { Dataset } from '../data/dataset';
import { listOf } from '../language/diagnostics';
import type { EventNode, GroupNode, Item, LetNode, MeasureNode } from '../language/nodes';
import { parse } from '../language/parser';
import { grainOf, isKeyword, VOCABULARY } from '../language/vocabulary';
import type { Result, Unit } from '../protocol/result';
import type { Attribute } from '../registry/attributes';
import { cardOf, type Card, type Term } from '../registry/card';
import { resolveTerm } from '../analysis/terms';
import { DIMENSIONS, DOLLARS_EXPLAINED, GRAINS, ROLES, type Explained } from './builtIns';
import type { Content } from './content';
import { contentOfDataset } from './datasetCard';
import { daysInWords } from './literals';
import type { Meaning } from './meaning';
import type { Definition } from './names';
import { sourceOf, type Snapshot } from './snapshot';

/** A keyword or a unit of time; undefined for a word that is neither. */
export function describeWord(word: string): Content | undefined {
  const grain = grainOf(word);
  if (grain) return explained(word, 'unit of time', GRAINS[grain]);
  if (!isKeyword(word)) return undefined;
  const { role, ...entry } = VOCABULARY[word];
  return explained(word, role === 'filler' ? undefined : role, entry);
}

export function describeMeaning(meaning: Meaning, snapshot: Snapshot): Content {
  switch (meaning.kind) {
    case 'defined':
      return describeDefinition(meaning.defined, snapshot);
    case 'term':
      return describeTerm(meaning.term, snapshot.scope);
    case 'attribute':
      return describeAttribute(meaning.attribute);
    case 'dimension':
      return explained(meaning.dimension, 'dimension', DIMENSIONS[meaning.dimension]);
    case 'column':
      return describeColumn(meaning.name, meaning.datasets);
    case 'role':
      return [
        { kind: 'title', text: meaning.name, remark: 'column' },
        {
          kind: 'text',
          text: ROLES[meaning.name] ?? 'A name of your own for a column of numbers.',
        },
      ];
    case 'dollars':
      return explained('dollars', 'value', DOLLARS_EXPLAINED);
  }
}

export function describeAttribute({ name, meaning }: Attribute): Content {
  return [
    { kind: 'title', text: name, remark: 'attribute of models' },
    { kind: 'text', text: meaning },
  ];
}

export function describeDefinition(defined: Definition, snapshot: Snapshot): Content {
  const { node } = defined;
  switch (node.kind) {
    case 'attach': {
      const attached = snapshot.scope.datasets.get(node.name?.text ?? '');
      return attached ? contentOfDataset(attached, snapshot.scope.registry) : asWritten(defined, snapshot);
    }
    case 'group':
      return [...asWritten(defined, snapshot), ...membersOf(node, snapshot)];
    case 'measure':
      return [...asWritten(defined, snapshot), ...unitOf(node, snapshot)];
    case 'let':
      return [...asWritten(defined, snapshot), ...answerOf(node, snapshot)];
  }
}

/** A definition as its writer wrote it. */
function asWritten(defined: Definition, { model }: Snapshot): Content {
  return [{ kind: 'query', text: sourceOf(defined, model) }];
}

const MOST_MEMBERS = 12;

/** What each name of a group stands for, with its country; of groups inside, only the names. */
function membersOf({ set }: GroupNode, { scope }: Snapshot): Content {
  if (!set) return [];
  const [label, items] =
    set.kind === 'one'
      ? ['Member', [set.item]]
      : set.kind === 'list'
        ? ['Members', set.items]
        : ['Without', set.except];
  const role = set.kind === 'list' ? set.dimension?.text : undefined;
  const words = items.slice(0, MOST_MEMBERS).map((item) => memberInWords(item, role, scope));
  const more = items.length > words.length ? [`${items.length - words.length} more`] : [];
  return words.length === 0 ? [] : [{ kind: 'fact', label, value: [...words, ...more].join(' · ') }];
}

function memberInWords(item: Item, dimension: string | undefined, scope: Scope): string {
  if (item.form === 'name' && dimension === undefined && scope.groups.has(item.text))
    return `${item.text} (group)`;
  const bare = item.form === 'name' || item.form === 'string';
  const plain = bare && /^(labs?|models?|countr(y|ies))$/.test(dimension ?? '');
  const role = (dimension ?? '').replace(/ies$/, 'y').replace(/s$/, '');
  const term = resolveTerm(
    plain
      ? { kind: 'qualified', text: `${role}:${item.text}`, start: item.start, end: item.end }
      : { ...item, kind: item.form },
    scope,
  );
  if (!term) return item.text;
  const { title, country } = cardOf(term, scope.registry);
  if (term.kind === 'country') return title;
  return `${title} (${country?.code ?? 'country unknown'})`;
}

const UNITS: Readonly<Record<Unit, string>> = {
  tokens: 'tokens',
  usd: 'US dollars',
  fraction: 'a share',
  points: 'percentage points',
  ratio: 'a factor',
  number: 'a plain number',
  buckets: 'periods',
  growth: 'a rate of growth',
  rank: 'a rank',
  places: 'places of a ranking',
};

/** Beyond this many rows a hover does not compute: it would come too late. */
const MOST_ROWS = 2_000_000;

/** What a measure counts, asked of the first dataset that has everything it needs. */
function unitOf({ name }: MeasureNode, snapshot: Snapshot): Content {
  if (!name) return [];
  for (const { name: dataset } of snapshot.scope.datasets.values()) {
    const answer = ask(`${name.text} using ${dataset} as table`, snapshot);
    const unit = answer?.table.columns.findLast((column) => column.unit !== undefined)?.unit;
    if (unit) return [{ kind: 'fact', label: 'Counts', value: UNITS[unit] }];
  }
  return [];
}

/** What a named query gives now. */
function answerOf({ name, query }: LetNode, snapshot: Snapshot): Content {
  if (!name || !query) return [];
  const answer = ask(name.text, snapshot);
  return answer
    ? [
        { kind: 'fact', label: 'Now', value: answer.summary },
        { kind: 'fact', label: 'Of', value: answer.caption.text },
      ]
    : [];
}

/** Computed answers, for as long as nothing of the notebook or its files changes. */
const answered = new WeakMap<Scope, Map<string, Result | undefined>>();

/** The answer to a query as if it stood in a cell of its own; undefined if it has none, or would take long. */
function ask(text: string, { model, scope }: Snapshot): Result | undefined {
  const rows = [...scope.datasets.values()].map(({ dataset }) => dataset?.rows ?? 0);
  if (Math.max(0, ...rows) > MOST_ROWS) return undefined;
  let known = answered.get(scope);
  if (!known) answered.set(scope, (known = new Map<string, Result | undefined>()));
  if (!known.has(text)) {
    const [outcome] = runCell({ id: '', text, tree: parse(text) }, model, scope);
    known.set(text, outcome?.kind === 'result' ? outcome.result : undefined);
  }
  return known.get(text);
}

/** What the registry says about a model, lab or country, and how much of it the datasets have. */
export function describeTerm(term: Term, scope: Scope): Content {
  const { title, country, lines } = cardOf(term, scope.registry);
  return [
    titleOf(title, country),
    ...lines.map((line) => ({ kind: 'fact', ...line }) as const),
    ...usageOf(term, scope).map(
      ({ dataset, text }) => ({ kind: 'fact', label: dataset, value: text }) as const,
    ),
  ];
}

/** The registry's part alone, which needs no reading of rows. */
export function describeCard({ title, country, lines }: Card): Content {
  return [titleOf(title, country), ...lines.map((line) => ({ kind: 'fact', ...line }) as const)];
}

function titleOf(text: string, country: Card['country']): Content[number] {
  return country ? { kind: 'title', text, country } : { kind: 'title', text };
}

export function describeColumn(name: string, datasets: readonly Dataset[]): Content {
  const having = datasets.map((dataset) => dataset.name);
  const [first] = datasets;
  const number = [...(first?.numbers.values() ?? [])].find(
    (each) => each.name.toLowerCase() === name.toLowerCase(),
  );
  const remark = number ? 'column of numbers' : 'column of words';
  return [
    { kind: 'title', text: name, remark },
    ...(number
      ? [
          {
            kind: 'text',
            text: number.additive
              ? 'Its numbers add up: a query sums them.'
              : 'Its numbers do not add up: they can be ranked, and have no shares.',
          } as const,
        ]
      : []),
    { kind: 'fact', label: 'In', value: listOf(having, 'and') },
  ];
}

export function describeEvent({ from, to, label, source }: EventNode): Content {
  const days = [from, to].flatMap((period) =>
    period && period.value !== 'latest' ? (daysInWords(period.value) ?? []) : [],
  );
  return [
    { kind: 'title', text: label?.text ?? 'Event', remark: 'event' },
    ...(days.length > 0 ? [{ kind: 'fact', label: 'When', value: days.join(' to ') } as const] : []),
    ...(source ? [{ kind: 'fact', label: 'Source', value: source.text } as const] : []),
    { kind: 'text', text: 'Charts over time show it with `mark events`.' },
  ];
}

function explained(word: string, remark: string | undefined, { meaning, example }: Explained): Content {
  return [
    remark === undefined ? { kind: 'title', text: word } : { kind: 'title', text: word, remark },
    { kind: 'text', text: meaning },
    { kind: 'query', text: example },
  ];
}
