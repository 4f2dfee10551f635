/** Which series of a chart are shown. Hidden ones are taken out of the figure before it is drawn. */
import type { Member, TimeFigure, TreeFigure } from '../../src/protocol/result';
import type { Chart } from '../charts/draw';
import { orderSeries, remainderLast } from '../charts/members';
import { plain } from '../text';

/** What can be hidden of a chart, in the order of its legend; nothing where there is only one of it. */
export function partsOf(figure: Chart): readonly Member[] {
  // The same member may stand in several panels.
  const parts = [...new Map(allParts(figure).map((member) => [member.key, member])).values()];
  return parts.length > 1 ? parts : [];
}

function allParts(figure: Chart): readonly Member[] {
  switch (figure.axis) {
    case 'time':
      return orderSeries(figure.series).map(({ member }) => member);
    case 'members':
      // The bars of a single series are told apart by their members.
      return figure.series.length === 1
        ? remainderLast(figure.members, (member) => member)
        : orderSeries(figure.series).map(({ member }) => member);
    case 'plane':
      return figure.points.map(({ member }) => member);
    case 'tree':
      return figure.nodes.filter(({ parent }) => parent === undefined).map(({ member }) => member);
    case 'events':
      return [];
  }
}

/** The figure without what is hidden. */
export function without(figure: Chart, hidden: ReadonlySet<string>): Chart {
  if (hidden.size === 0) return figure;
  const isShown = ({ member }: { readonly member: Member }) => !hidden.has(member.key);
  switch (figure.axis) {
    case 'time':
      return {
        ...figure,
        series: figure.series.filter(isShown),
        crossings: figure.crossings.filter(({ text }) => !isOfHidden(text, figure, hidden)),
      };
    case 'members': {
      if (figure.series.length !== 1) return { ...figure, series: figure.series.filter(isShown) };
      const kept = [...figure.members.keys()].filter(
        (index) => !hidden.has(figure.members[index]?.key ?? ''),
      );
      return {
        ...figure,
        members: kept.flatMap((index) => figure.members[index] ?? []),
        series: figure.series.map((one) => ({
          ...one,
          values: kept.map((index) => one.values[index] ?? { value: null }),
        })),
      };
    }
    case 'plane':
      return { ...figure, points: figure.points.filter(isShown) };
    case 'tree':
      return withoutBranches(figure, hidden);
    case 'events':
      return figure;
  }
}

/** Whether one of the sides of a crossing is hidden: its mark would hang in the air. */
function isOfHidden(text: string, { series }: TimeFigure, hidden: ReadonlySet<string>): boolean {
  const members = series.map(({ member }) => member);
  // Where there are two, both are sides of every crossing, whatever it calls them.
  if (members.length <= 2) return members.some(({ key }) => hidden.has(key));
  // One name may stand within another one (`GPT-5` in `GPT-5 mini`): only the whole text tells who is meant.
  return members.some((one) =>
    members.some(
      (other) =>
        (hidden.has(one.key) || hidden.has(other.key)) && text === `${sideOf(one)} passes ${sideOf(other)}`,
    ),
  );
}

/** As crossings call their sides: countries by their codes, everything else by its label. */
function sideOf({ key, label, hue }: Member): string {
  return hue.key === `country:${key}` ? key : label;
}

/** Hidden are the outermost areas, with all that they hold. */
function withoutBranches(figure: TreeFigure, hidden: ReadonlySet<string>): TreeFigure {
  const gone = new Set(
    figure.nodes
      .filter(({ parent, member }) => parent === undefined && hidden.has(member.key))
      .map(({ id }) => id),
  );
  // A part may stand before what it is a part of.
  for (let before = -1; before !== gone.size;) {
    before = gone.size;
    for (const { id, parent } of figure.nodes) if (parent !== undefined && gone.has(parent)) gone.add(id);
  }
  return { ...figure, nodes: figure.nodes.filter(({ id }) => !gone.has(id)) };
}

/** All but these, or nothing where that would leave nothing to see. */
export function toggled(
  parts: readonly Member[],
  hidden: ReadonlySet<string>,
  keys: readonly string[],
): Set<string> {
  const next = new Set(hidden);
  const hide = keys.some((key) => !hidden.has(key));
  for (const key of keys) {
    if (hide) next.add(key);
    else next.delete(key);
  }
  return parts.every(({ key }) => next.has(key)) ? new Set() : next;
}

/** Only these are left; everything again where they are already alone. */
export function isolated(
  parts: readonly Member[],
  hidden: ReadonlySet<string>,
  keys: readonly string[],
): Set<string> {
  const others = parts.map(({ key }) => key).filter((key) => !keys.includes(key));
  const alone = others.every((key) => hidden.has(key)) && keys.every((key) => !hidden.has(key));
  return new Set(alone ? [] : others);
}

const MOST_NAMES = 3;

/** `Hidden: CN, US and 4 more.`, and what a percentage is then of. */
export function hiddenWords(figure: Chart, hidden: ReadonlySet<string>): string {
  const names = partsOf(figure)
    .filter(({ key }) => hidden.has(key))
    .map(({ label }) => plain(label));
  if (names.length === 0) return '';
  const more = names.length - MOST_NAMES;
  const listed = more > 1 ? `${names.slice(0, MOST_NAMES).join(', ')} and ${more} more` : names.join(', ');
  const ofShown =
    (figure.axis === 'time' || figure.axis === 'members') &&
    (figure.normalized || (figure.axis === 'members' && figure.kind === 'donut'));
  return `Hidden: ${listed}.${ofShown ? ' 100% is what is shown.' : ''}`;
}
