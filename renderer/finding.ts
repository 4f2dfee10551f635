/** What a chart shows, in a sentence or two: its text alternative. */
import { formatValue } from '../src/protocol/format';
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
        return overTime(figure);
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

function overTime(figure: TimeFigure): string[] {
  const { buckets, unit, crossings } = figure;
  const courses = figure.series.flatMap(({ member, values }) => {
    const first = values.findIndex(({ value }) => value !== null);
    const last = values.findLastIndex(({ value }, index) => value !== null && !buckets[index]?.partial);
    const end = last >= 0 ? last : values.findLastIndex(({ value }) => value !== null);
    const [from, to] = [values[first]?.value, values[end]?.value];
    if (from === null || from === undefined || to === null || to === undefined) return [];
    return [{ member, first, end, from, to }];
  });
  if (courses.length === 0) return [];
  const named = [...courses].sort(
    (a, b) =>
      Number(isLump(a.member)) - Number(isLump(b.member)) || (unit === 'rank' ? a.to - b.to : b.to - a.to),
  );
  const when = (index: number) => plain(buckets[index]?.key ?? '');
  const lines = named.slice(0, MOST).map(({ member, first, end, from, to }) => {
    const name = named.length === 1 && plain(member.label) === '' ? '' : `${plain(member.label)}: `;
    const after = first === end ? '' : `, ${formatValue(to, unit)} in ${when(end)}`;
    return `${name}${formatValue(from, unit)} in ${when(first)}${after}`;
  });
  return [...crossingWords(crossings, unit), lines.join('; ') + more(named)];
}

function crossingWords(crossings: readonly Crossing[], unit: Unit): string[] {
  if (crossings.length === 0) return [];
  // The last ones say how it stands.
  const shown = crossings.slice(-MOST);
  const before = crossings.length - shown.length;
  const words = shown.map(({ text, bucket, after, values, status }) => {
    const where =
      after === undefined ? `in ${plain(bucket)}` : `between ${plain(after)} and ${plain(bucket)}`;
    const [one, other] = values.map(({ value }) => formatValue(value, unit));
    return `${plain(text)} ${where}, ${one ?? ''} to ${other ?? ''}${status === 'decided' ? '' : ` (${status})`}`;
  });
  return [words.join('; ') + (before > 0 ? `; ${before} earlier` : '')];
}

function amongMembers(figure: MemberFigure): string[] {
  const { members, series, unit } = figure;
  return series.slice(0, MOST).flatMap((one): string[] => {
    const all = members.flatMap((member, index) => {
      const measured = one.values[index];
      return measured?.value === null || !measured ? [] : [{ member, value: measured.value }];
    });
    if (all.length === 0) return [];
    const ordered = [...all].sort(
      (a, b) =>
        Number(isLump(a.member)) - Number(isLump(b.member)) ||
        (unit === 'rank' ? a.value - b.value : b.value - a.value),
    );
    const lines = ordered
      .slice(0, MOST)
      .map(({ member, value }) => `${plain(member.label)} ${formatValue(value, unit)}`);
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
    `${plain(point.member.label)} (${plain(x.label)} ${formatValue(point.x.value, x.unit)}, ${plain(y.label)} ${formatValue(point.y.value, y.unit)})`;
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
    `${plain(member.label)} ${formatValue(share, 'fraction')}${unit === 'fraction' ? '' : ` (${formatValue(measured.value, unit)})`}`;
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

/** How many more there are with a name: lumps are no members. */
function more(all: readonly { readonly member: Member }[]): string {
  const left = all.slice(MOST).filter(({ member }) => !isLump(member)).length;
  return left > 0 ? `, and ${left} more` : '';
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
