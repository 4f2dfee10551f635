/** What a chart shows, in a sentence or two: its text alternative. */
import { formatBounds, formatValue } from '../src/protocol/format';
import type {
  Crossing,
  EventFigure,
  Measured,
  Member,
  MemberFigure,
  PlaneFigure,
  Result,
  TimeFigure,
  TreeFigure,
  Unit,
} from '../src/protocol/result';
import { plain } from './text';

/** How many of a kind are named; the table has all of them. */
const MOST = 3;

/** Of a claim its verdict, of large figures the figures, of a chart what stands out in it; never empty. */
export function findingOf(result: Result): string {
  const said = plain(result.summary) || plain(result.title) || 'Result';
  const { figure, claim } = result;
  if (claim || !figure || figure.axis === 'none') return said;
  const found = (() => {
    switch (figure.axis) {
      case 'time':
        return overTime(figure, result);
      case 'members':
        return amongMembers(figure);
      case 'plane':
        return onPlane(figure);
      case 'events':
        return ofEvents(figure);
      case 'tree':
        return inTree(figure);
    }
  })();
  const title = plain(result.title);
  return found.length === 0 ? said : [...(title === '' ? [] : [title]), ...found].map(sentence).join(' ');
}

interface Course {
  readonly member: Member;
  readonly panel: Member | undefined;
  readonly from: Measured;
  readonly to: Measured;
  /** Where it begins and ends, in words. */
  readonly first: string;
  readonly last: string;
}

function overTime(figure: TimeFigure, { summary, table }: Result): string[] {
  const { unit, crossings } = figure;
  const courses = coursesOf(figure);
  if (courses.length === 0) return [];
  // A race in which nobody passes has said who leads.
  const isRace = table.columns.some(({ name }) => name === 'direction');
  const found = isRace && crossings.length === 0 ? [plain(summary)] : crossingWords(crossings, unit);
  return [
    ...found.filter((words) => words !== ''),
    courses.some(({ panel }) => panel) ? inPanels(courses, unit) : inOrder(courses, figure),
  ];
}

/** Every series between its first and its last whole bucket: what a partial one counts is no beginning and no end. */
function coursesOf({ series, buckets }: TimeFigure): Course[] {
  const when = (index: number) =>
    `${plain(buckets[index]?.key ?? '')}${buckets[index]?.partial ? ' (partial)' : ''}`;
  return series.flatMap(({ member, panel, values }): Course[] => {
    const known = [...values.keys()].filter((index) => (values[index]?.value ?? null) !== null);
    const whole = known.filter((index) => !buckets[index]?.partial);
    const [first, last] = whole.length > 0 ? [whole[0], whole.at(-1)] : [known[0], known.at(-1)];
    if (first === undefined || last === undefined) return [];
    const [from, to] = [values[first], values[last]];
    return from && to ? [{ member, panel, from, to, first: when(first), last: when(last) }] : [];
  });
}

/** Lumps last; otherwise whoever has most at the end, or the first place. */
function largestFirst(courses: readonly Course[], unit: Unit): Course[] {
  const end = ({ to }: Course) => (to.value ?? 0) * (unit === 'rank' ? 1 : -1);
  return [...courses].sort((a, b) => Number(isLump(a.member)) - Number(isLump(b.member)) || end(a) - end(b));
}

function courseWords(name: string, { from, to, first, last }: Course, unit: Unit): string {
  const after = first === last ? '' : `, ${written(to, unit)} in ${last}`;
  return `${name === '' ? '' : `${name}: `}${written(from, unit)} in ${first}${after}`;
}

function inOrder(courses: readonly Course[], { unit, extract }: TimeFigure): string {
  const ordered = largestFirst(courses, unit);
  const lines = ordered.slice(0, MOST).map((course) => courseWords(plain(course.member.label), course, unit));
  return lines.join('; ') + more(ordered, extract !== undefined);
}

/** Of each small chart its first member: members of several ones are no ranking. */
function inPanels(courses: readonly Course[], unit: Unit): string {
  const panels = new Map<string, Course[]>();
  for (const course of courses) {
    const key = course.panel?.key ?? '';
    panels.set(key, [...(panels.get(key) ?? []), course]);
  }
  const lines = [...panels.values()].slice(0, MOST).flatMap((inside) => {
    const [most] = largestFirst(inside, unit);
    if (!most) return [];
    const names = new Set([most.panel?.label ?? '', most.member.label].map(plain));
    return [courseWords([...names].join(' · '), most, unit)];
  });
  const left = panels.size - lines.length;
  const which = unit === 'rank' ? 'First' : 'Largest';
  return `${which} of each: ${lines.join('; ')}${left > 0 ? `; and ${left} more charts` : ''}`;
}

function crossingWords(crossings: readonly Crossing[], unit: Unit): string[] {
  if (crossings.length === 0) return [];
  // The last ones say how it stands.
  const shown = crossings.slice(-MOST);
  const before = crossings.length - shown.length;
  const words = shown.map(({ text, bucket, after, values, status }) => {
    const where =
      after === undefined ? `in ${plain(bucket)}` : `between ${plain(after)} and ${plain(bucket)}`;
    const [one, other] = values.map((value) => written(value, unit));
    return `${plain(text)} ${where}, ${one ?? ''} to ${other ?? ''}${status === 'decided' ? '' : ` (${status})`}`;
  });
  return [words.join('; ') + (before > 0 ? `; ${before} earlier` : '')];
}

function amongMembers(figure: MemberFigure): string[] {
  const { members, series, unit } = figure;
  return series.slice(0, MOST).flatMap((one): string[] => {
    const all = members.flatMap((member, index) => {
      const measured = one.values[index];
      return measured?.value === null || !measured ? [] : [{ member, value: measured.value, measured }];
    });
    if (all.length === 0) return [];
    const ordered = [...all].sort(
      (a, b) =>
        Number(isLump(a.member)) - Number(isLump(b.member)) ||
        (unit === 'rank' ? a.value - b.value : b.value - a.value),
    );
    const lines = ordered
      .slice(0, MOST)
      .map(({ member, measured }) => `${plain(member.label)} ${written(measured, unit)}`);
    const name = series.length === 1 ? '' : `${plain(one.member.label)}: `;
    return [`${name}${lines.join(', ')}${more(ordered)}`];
  });
}

function onPlane({ points, x, y }: PlaneFigure): string[] {
  const drawn = points.filter((point) => point.x.value !== null && point.y.value !== null);
  const most = (of: (point: PlaneFigure['points'][number]) => Measured) =>
    drawn.reduce<PlaneFigure['points'][number] | undefined>(
      (best, point) => (best && (of(best).value ?? 0) >= (of(point).value ?? 0) ? best : point),
      undefined,
    );
  const [right, top] = [most((point) => point.x), most((point) => point.y)];
  if (!right || !top) return [];
  const words = (point: PlaneFigure['points'][number]) =>
    `${plain(point.member.label)} (${plain(x.label)} ${written(point.x, x.unit, ', ')}, ${plain(y.label)} ${written(point.y, y.unit, ', ')})`;
  return [
    `${drawn.length} ${drawn.length === 1 ? 'point' : 'points'}`,
    right === top
      ? `Most of both: ${words(right)}`
      : `Most ${plain(x.label)}: ${words(right)}; most ${plain(y.label)}: ${words(top)}`,
  ];
}

function ofEvents({ events }: EventFigure): string[] {
  const [first, last] = [events[0], events.at(-1)];
  if (!first || !last) return [];
  const words = ({ start, label }: EventFigure['events'][number]) => `${plain(label)} (${start})`;
  return events.length === 1
    ? [words(first)]
    : [`${events.length} events, from ${words(first)} to ${words(last)}`];
}

function inTree({ nodes, unit, levels }: TreeFigure): string[] {
  const largest = (some: TreeFigure['nodes']) =>
    [...some].sort((a, b) => Number(isLump(a.member)) - Number(isLump(b.member)) || b.share - a.share);
  const outer = largest(nodes.filter(({ parent }) => parent === undefined));
  if (outer.length === 0) return [];
  const words = ({ member, measured, share }: TreeFigure['nodes'][number]) =>
    `${plain(member.label)} ${formatValue(share, 'fraction')}${unit === 'fraction' ? '' : ` (${written(measured, unit, ', ')})`}`;
  const [most] = outer;
  const [inside] = most ? largest(nodes.filter(({ parent }) => parent === most.id)) : [];
  const level = plain(levels[1] ?? '');
  return [
    outer.slice(0, MOST).map(words).join(', ') + more(outer),
    ...(most && inside
      ? [`Largest ${level === '' ? 'part' : level} of ${plain(most.member.label)}: ${words(inside)}`]
      : []),
  ];
}

function isLump({ kind }: Member): boolean {
  return kind !== 'named';
}

/** How many more there are with a name: lumps are no members. Where a chart has not got all, nobody can count them in it. */
function more(all: readonly { readonly member: Member }[], isCut = false): string {
  const left = all.slice(MOST).filter(({ member }) => !isLump(member)).length;
  if (left === 0) return '';
  return isCut ? ', and others' : `, and ${left} more`;
}

/** With its range where it has one: `50.5% (50.5%–58.1%)`; `, ` keeps apart what stands in brackets already. */
function written(measured: Measured, unit: Unit, apart?: string): string {
  const value = formatValue(measured.value, unit);
  const bounds = formatBounds(measured, unit);
  if (bounds === undefined) return value;
  return apart === undefined ? `${value} (${bounds})` : `${value}${apart}${bounds}`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
