/** The answer to crossings and streaks. */
import { formatValue } from '../../protocol/format';
import type { Crossing, Figure, Measured, Table, Unit } from '../../protocol/result';
import type { BoundQuery, RaceSubject } from '../bound';
import type { Counted } from '../counted';
import type { Streak } from '../crossing';
import { named } from '../dimensions';
import { bucketOf } from '../figures/parts';
import { chartRefusal } from '../figures/refusal';
import { eventsIn } from '../figures/time';
import { buildRace, crossingsOf, streakOf, type Race } from '../race';
import type { Scope } from '../scope';
import { SummedScores } from '../scores';
import type { Answer } from './answer';

/** `CN passes US`; of a threshold, `CN rises above 50%`. */
function crossingText(subject: RaceSubject, direction: 1 | -1): string {
  const [left, right] = [subject.left.label, subject.right.label];
  if ('threshold' in subject.right)
    return `${left} ${direction > 0 ? 'rises above' : 'falls below'} ${right}`;
  return direction > 0 ? `${left} passes ${right}` : `${right} passes ${left}`;
}

export function raceAnswer(query: BoundQuery, subject: RaceSubject, counted: Counted, scope: Scope): Answer {
  const race = buildRace(query, subject, counted);
  if (counted.repeatedScores > 0) throw new SummedScores(counted.repeatedScores);
  return subject.kind === 'crossing'
    ? crossingAnswer(query, subject, race, scope)
    : streakAnswer(query, subject, race);
}

function crossingAnswer(
  query: BoundQuery,
  subject: Extract<RaceSubject, { kind: 'crossing' }>,
  race: Race,
  scope: Scope,
): Answer {
  const { buckets } = query.time;
  const [left, right] = [subject.left.label, subject.right.label];
  const unit = query.values[0].unit;
  const found = crossingsOf(query, subject, race);
  const crossings = found.map((each): Crossing => {
    const values = [
      race.left[each.index] ?? { value: null },
      race.right[each.index] ?? { value: null },
    ] as const;
    return {
      bucket: buckets[each.index]?.key ?? '',
      ...(each.after === undefined ? {} : { after: buckets[each.after]?.key ?? '' }),
      text: crossingText(subject, each.direction),
      values:
        each.direction > 0 || 'threshold' in subject.right ? [values[0], values[1]] : [values[1], values[0]],
      status: each.status,
    };
  });
  const gaps = crossings.some((each) => each.after !== undefined);
  const table: Table = {
    columns: [
      { name: 'period', label: query.time.grain },
      { name: 'direction', label: 'who passes whom' },
      { name: left, label: left, unit },
      { name: right, label: right, unit },
      { name: 'status', label: 'status' },
      ...(gaps ? [{ name: 'after', label: 'no data since' }] : []),
    ],
    rows: found.map((each, index) => {
      const crossing = crossings[index];
      const bucket = buckets[each.index];
      const when =
        crossing?.after === undefined
          ? `${bucket?.key ?? ''} (${bucket?.label ?? ''})`
          : `between ${crossing.after} and ${bucket?.key ?? ''}`;
      const direction = crossing?.text ?? '';
      return {
        cells: [
          { key: bucket?.key ?? '', label: when },
          { key: direction, label: direction },
          race.left[each.index] ?? { value: null },
          race.right[each.index] ?? { value: null },
          { key: each.status, label: each.status },
          ...(gaps ? [{ key: crossing?.after ?? '', label: crossing?.after ?? '' }] : []),
        ],
      };
    }),
  };
  const notes: string[] = [];
  if (crossings.some((each) => each.status === 'undecided'))
    notes.push(
      `Undecided: what the source ${hides(query)} could turn the lead before or after the crossing.`,
    );
  if (crossings.some((each) => each.status === 'unconfirmed'))
    notes.push(
      `Unconfirmed: the data end before the new lead has lasted ${query.sustained} ${query.time.grain}s.`,
    );
  const none = noCrossing(subject, race, query.time.first);
  if (crossings.length === 0) notes.push(none);
  const summary =
    crossings.length === 0 ? none : crossings.map((each) => crossingSentence(each, unit)).join(' · ');
  return { summary, notes, ...figureOfRace(query, subject, race, crossings, scope), table };
}

/** Why there is no crossing: somebody led all the time, or the lead changed only the other way. */
function noCrossing(subject: RaceSubject, race: Race, first: number): string {
  const [left, right] = [subject.left.label, subject.right.label];
  const signs = new Set(
    race.differences.slice(first).flatMap(({ value }) => (value === null ? [] : [Math.sign(value)])),
  );
  const [above, below] = 'threshold' in subject.right ? ['is above', 'is below'] : ['leads', 'is behind'];
  if (!signs.has(-1) && signs.has(1)) return `No crossing: ${left} ${above} ${right} in the whole period.`;
  if (!signs.has(1) && signs.has(-1)) return `No crossing: ${left} ${below} ${right} in the whole period.`;
  return `No crossing: ${left} does not pass ${right} in this period.`;
}

function crossingSentence(each: Crossing, unit: Unit): string {
  const when = each.after === undefined ? `in ${each.bucket}` : `between ${each.after} and ${each.bucket}`;
  const status = each.status === 'decided' ? '' : `, ${each.status}`;
  return `${each.text} ${when} (${formatValue(each.values[0].value, unit)} to ${formatValue(each.values[1].value, unit)}${status})`;
}

function figureOfRace(
  query: BoundQuery,
  subject: RaceSubject,
  race: Race,
  crossings: Crossing[],
  scope: Scope,
): { figure?: Figure } {
  const kind = query.chart?.kind ?? 'line';
  if (kind === 'table') return {};
  if (kind !== 'line' && kind !== 'column') {
    throw chartRefusal(
      query,
      'A crossing is seen in two lines; draw it `as line` (the default), `as column` or `as table`.',
      'line',
    );
  }
  const { time } = query;
  const shown = time.buckets.slice(time.first);
  const member = (side: RaceSubject['right'], label: string): ReturnType<typeof named> => {
    if ('threshold' in side) return named('threshold', label, label);
    const [item, ...more] = side.items;
    return item && more.length === 0 ? item.member : named('set', label, label);
  };
  const [left, right] = [subject.left.label, subject.right.label];
  return {
    figure: {
      axis: 'time',
      kind,
      unit: query.values[0].unit,
      grain: time.grain,
      buckets: shown.map(bucketOf),
      series: [
        { member: member(subject.left, left), values: race.left.slice(time.first) },
        { member: member(subject.right, right), values: race.right.slice(time.first) },
      ],
      stacked: false,
      normalized: false,
      crossings,
      events: query.chart?.mark.includes('events') === true ? eventsIn(scope, shown) : [],
    },
  };
}

function streakAnswer(
  query: BoundQuery,
  subject: Extract<RaceSubject, { kind: 'streak' }>,
  race: Race,
): Answer {
  const [left, right] = [subject.left.label, subject.right.label];
  const { length, atLeast, decided, shortest, longest, end } = streakOf(race);
  const last = query.time.buckets[end];
  const since = query.time.buckets[end + 1 - length];
  const unit = `${query.time.grain}${length === 1 ? '' : 's'}`;
  const remark = `${atLeast ? 'at least ' : ''}${length} ${unit} in a row`;
  const summary =
    length === 0
      ? `${left} does not lead ${right} in ${last?.key ?? ''}.`
      : `${left} leads ${right} for ${remark}, from ${since?.key ?? ''} to ${last?.key ?? ''}.`;
  const notes = [
    ...(atLeast ? ['The streak reaches the first bucket of the data; it may be longer.'] : []),
    ...(last && last.key !== query.time.buckets.at(-1)?.key
      ? [`The last whole ${query.time.grain} is ${last.key}: the streak ends there.`]
      : []),
    ...(!decided && length > 0
      ? [`In some of these buckets the lead could be turned by what the source ${hides(query)}.`]
      : []),
    ...(!atLeast && longest === undefined
      ? [
          `With what the source ${hides(query)}, the streak may reach the first bucket of the data and be longer.`,
        ]
      : []),
  ];
  const measured = lengthOf({ length, shortest, longest });
  const figure: Figure = {
    axis: 'none',
    kind: 'number',
    items: [
      {
        label: `${left} over ${right}, ${query.time.grain}s in a row`,
        unit: 'buckets',
        measured,
        // What may be shorter is not "at least" so long: its bounds say how long it is.
        ...(longest === undefined && shortest === length ? { remark: 'at least' } : {}),
      },
    ],
  };
  return {
    summary,
    notes,
    ...(query.chart?.kind === 'table' ? {} : { figure }),
    table: {
      columns: [{ name: 'length', label: `${query.time.grain}s in a row`, unit: 'buckets' }],
      rows: [{ cells: [measured] }],
    },
  };
}

/** A length with its bounds; one that may be any longer has a lower bound alone. */
function lengthOf({ length, shortest, longest }: Pick<Streak, 'length' | 'shortest' | 'longest'>): Measured {
  if (longest === undefined) return { value: length, low: shortest };
  return shortest === longest ? { value: length } : { value: length, low: shortest, high: longest };
}

/** What a source keeps from its readers, in words. */
function hides({ dataset }: BoundQuery): string {
  return dataset.listsTop === undefined ? 'lumps into “other”' : 'does not list';
}
