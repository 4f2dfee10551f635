/** `events`: what happened when, from the notebook and from the registry. */
import {
  bucketBefore,
  dayOf,
  daysOf,
  isoDate,
  isoYear,
  spanLabel,
  type Day,
  type DaySpan,
} from '../data/calendar';
import type { Dataset } from '../data/dataset';
import { keepsRow } from '../data/rowFilter';
import { listedLines } from '../data/lines';
import type { Diagnostic } from '../language/diagnostics';
import type { EventNode, Item, Period, QueryNode, SetNode, WindowNode } from '../language/nodes';
import { VERSION, type EventFigure, type Member, type Result } from '../protocol/result';
import { registryEvents, type RegistryEvent } from '../registry/events';
import { bindCondition, labelOf } from './conditions';
import { Lens, named } from './dimensions';
import { listRefusal } from './lists';
import { Problems } from './problems';
import type { Scope } from './scope';
import { SetBinder } from './sets';

type Event = EventFigure['events'][number];

/** The list as a timeline and a table. `words` is the query as written. */
export function eventsAnswer(
  query: QueryNode,
  scope: Scope,
  words: string,
):
  | { readonly result: Result; readonly diagnostics: readonly Diagnostic[] }
  | { readonly errors: readonly Diagnostic[] } {
  const problems = new Problems();
  const refused = listRefusal(query, ['for', 'where', 'window'], ['timeline', 'table']);
  if (refused) return { errors: [refused] };
  const chosen = chooseModels(query, scope, problems);
  const all = [
    // What a notebook says happened is about nobody in particular: `for` and `where` leave it out.
    ...(chosen === 'all' ? scope.events.flatMap(ownEvent) : []),
    ...knownEvents(scope, chosen),
  ];
  const window = windowOf(query.window, all, problems);
  if (problems.hasErrors || !window) return { errors: problems.all };
  const events = all
    .filter(({ start, end }) => end >= window.from && start <= window.to)
    .sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : a.label < b.label ? -1 : 1));
  const what =
    chosen === 'all'
      ? 'events of the notebook and the registry'
      : `the registry’s releases and reveals${narrowed(query)}`;
  return { result: resultOf(query, events, window, what, words), diagnostics: problems.all };
}

export function spanOfEvent(event: EventNode): DaySpan | undefined {
  const from = event.from && event.from.value !== 'latest' ? event.from.value : undefined;
  const to = event.to && event.to.value !== 'latest' ? event.to.value : from;
  if (!from || !to) return undefined;
  const start = from.grain === 'year' ? isoYear(from.year) : daysOf(from);
  const end = to.grain === 'year' ? isoYear(to.year) : daysOf(to);
  return 'problem' in start || 'problem' in end ? undefined : { start: start.start, end: end.end };
}

function ownEvent(node: EventNode): Event[] {
  const span = spanOfEvent(node);
  if (!span || !node.label) return [];
  return [
    {
      start: isoDate(span.start),
      end: isoDate(span.end),
      label: node.label.text,
      ...(node.source ? { source: node.source.text } : {}),
      type: 'event',
    },
  ];
}

/** What the registry knows, without what the notebook says itself about the same day. */
function knownEvents(scope: Scope, chosen: 'all' | ReadonlySet<RegistryEvent>): Event[] {
  const own = new Set(
    scope.events.flatMap(ownEvent).map(({ start, label }) => `${start} ${label.toLowerCase()}`),
  );
  return registryEvents(scope.registry).flatMap((event): Event[] => {
    if (chosen !== 'all' && !chosen.has(event)) return [];
    if (chosen === 'all' && own.has(`${event.day} ${event.label.toLowerCase()}`)) return [];
    const { day, label, type } = event;
    return [{ start: day, end: day, label, type, source: 'registry', member: memberOf(event) }];
  });
}

function memberOf({ model, label, lab, country }: RegistryEvent): Member {
  return {
    ...named('model', model, label),
    ...(lab ? { lab: lab.name, hue: { key: `lab:${lab.slug}`, label: lab.name } } : {}),
    ...(country === undefined ? {} : { country }),
  };
}

/** `for` and `where` choose models: they are bound as if the registry's events were a dataset of models. */
function chooseModels(
  query: QueryNode,
  scope: Scope,
  problems: Problems,
): 'all' | ReadonlySet<RegistryEvent> {
  if (!query.for && query.where.length === 0) return 'all';
  const events = registryEvents(scope.registry);
  const lens = new Lens(datasetOf(events), scope.registry, query.stealth);
  if (query.for?.kind === 'for-each') {
    problems.error(query.for, 'not-of-lists', '`events` is one list; write `for` without `each`.');
    return new Set();
  }
  const set = query.for ? new SetBinder(lens, scope.groups, problems).set(query.for.set) : undefined;
  const filters = query.where.flatMap((condition) => bindCondition(condition, lens, problems)?.rows ?? []);
  return new Set(
    events.filter(({ model }, row) => {
      const key = { identity: model, other: false, words: new Map([['model', model]]) };
      return (set?.test(key) ?? true) && filters.every((filter) => keepsRow(filter, row));
    }),
  );
}

function datasetOf(events: readonly RegistryEvent[]): Dataset {
  const words = [...new Set(events.map(({ model }) => model))];
  const place = new Map(words.map((word, code) => [word, code]));
  const starts = [...new Set(events.map(({ day }) => dayFrom(day)))].sort((a, b) => a - b);
  const bucket = new Map(starts.map((day, index) => [day, index]));
  return {
    name: 'events',
    file: '',
    sha256: '',
    rows: events.length,
    lines: listedLines([]),
    time: {
      name: 'day',
      grain: 'day',
      codes: Uint32Array.from(events, ({ day }) => bucket.get(dayFrom(day)) ?? 0),
      days: Int32Array.from(starts),
      buckets: Int32Array.from(starts.keys()),
      starts,
      ends: starts,
    },
    texts: new Map([
      [
        'model',
        {
          kind: 'text',
          name: 'model',
          codes: Uint32Array.from(events, ({ model }) => place.get(model) ?? words.length),
          words,
        },
      ],
    ]),
    numbers: new Map(),
    roles: { model: 'model' },
    listsTop: undefined,
    cite: undefined,
  };
}

function dayFrom(text: string): Day {
  const [year = 0, month = 1, day = 1] = text.split('-').map(Number);
  return dayOf(year, month, day);
}

interface Shown {
  /** First and last day, YYYY-MM-DD. */
  readonly from: string;
  readonly to: string;
}

/** The days that a list shows: those of its period, else from the first event to the last. */
function windowOf(
  window: WindowNode | undefined,
  events: readonly Event[],
  problems: Problems,
): Shown | undefined {
  const first = events.reduce((least, { start }) => (start < least ? start : least), '9999-12-31');
  const last = events.reduce((most, { end }) => (end > most ? end : most), '0000-01-01');
  const all = events.length === 0 ? { from: '1970-01-01', to: '1970-01-01' } : { from: first, to: last };
  if (!window) return all;
  const days = (period: Period | undefined): DaySpan | undefined => {
    if (!period) return undefined;
    const span =
      period.value === 'latest' ? { problem: 'a list of events has no latest period' } : daysOf(period.value);
    if (!('problem' in span)) return span;
    problems.error(period, 'no-such-period', `\`${period.text}\`: ${span.problem}.`);
    return undefined;
  };
  const ends = ((): { from: Day | undefined; to: Day | undefined } => {
    switch (window.kind) {
      case 'in': {
        const span = days(window.period);
        return { from: span?.start, to: span?.end };
      }
      case 'between':
        return { from: days(window.from)?.start, to: days(window.to)?.end };
      case 'open': {
        const to = days(window.until)?.end;
        const since = days(window.since)?.start;
        if (!window.last) return { from: since, to };
        const end = to ?? dayFrom(all.to);
        return { from: bucketBefore(end, window.last.grain, window.last.count - 1).start, to: end };
      }
    }
  })();
  const shown = {
    from: ends.from === undefined ? all.from : isoDate(ends.from),
    to: ends.to === undefined ? (all.to > all.from ? all.to : all.from) : isoDate(ends.to),
  };
  if (shown.from <= shown.to) return shown;
  problems.error(window, 'backwards', `This period ends (${shown.to}) before it begins (${shown.from}).`);
  return undefined;
}

const TYPES: Readonly<Record<Event['type'], string>> = {
  event: 'notebook',
  release: 'release of a model',
  reveal: 'reveal of a model’s maker',
};

/** Of which models: `for` and `where` as they were written. */
function narrowed({ for: numerator, where }: QueryNode): string {
  const set = numerator?.kind === 'for' && numerator.set ? ` for ${setText(numerator.set)}` : '';
  return set + (where.length > 0 ? ` where ${where.map(labelOf).join(' and ')}` : '');
}

function setText(set: SetNode): string {
  const list = (items: readonly Item[]): string => items.map(({ text }) => text).join(', ');
  switch (set.kind) {
    case 'one':
      return set.item.text;
    case 'list':
      return `(${list(set.items)})`;
    case 'all':
      return set.except.length === 0 ? 'all' : `all except (${list(set.except)})`;
  }
}

/** `what` is of what this is a list, in words. */
function resultOf(
  query: QueryNode,
  events: readonly Event[],
  { from, to }: Shown,
  what: string,
  words: string,
): Result {
  const count = (type: Event['type']): number => events.filter((event) => event.type === type).length;
  const parts = [
    [count('event'), 'of the notebook'],
    [count('release'), 'releases of models'],
    [count('reveal'), 'reveals'],
  ].flatMap(([number, name]) => (number === 0 ? [] : [`${number} ${name}`]));
  const period = spanLabel({ start: dayFrom(from), end: dayFrom(to) }, true);
  const text = (label: string, key = label): { key: string; label: string } => ({ key, label });
  return {
    tokshare: VERSION,
    query: words,
    // How it is shown is no part of what it shows.
    title: query.chart?.title?.text ?? words.replace(/\s+as\s+(timeline|table)\b[^]*$/, ''),
    caption: {
      text: `${what} · ${period} · registry`,
      universe: what,
      period,
      dataset: 'registry',
    },
    summary:
      events.length === 0 ? 'No events in this period.' : `${events.length} events: ${parts.join(', ')}.`,
    notes: [],
    ...(query.chart?.kind === 'table' || events.length === 0
      ? {}
      : { figure: { axis: 'events', kind: 'timeline', start: from, end: to, events: [...events] } }),
    table: {
      columns: ['date', 'event', 'what', 'lab', 'country', 'source'].map((name) => ({ name, label: name })),
      rows: events.map(({ start, end, label, type, member, source }) => ({
        cells: [
          text(start === end ? start : `${start} to ${end}`, start),
          text(label),
          text(TYPES[type], type),
          text(member?.lab ?? ''),
          text(member?.country ?? ''),
          text(source ?? ''),
        ],
      })),
    },
  };
}
