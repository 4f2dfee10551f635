/** Bars and columns stand on categories: members, or buckets where somebody wants bars over time. */
import type { MemberFigure, Member, Series, TimeFigure, Unit } from '../../src/protocol/result';
import { greyKind, neutral, paintMembers, type Paint } from '../palette';
import { plain } from '../text';
import type { LegendEntry, Note, Surface, Tip } from './drawing';
import { bounds, orderSeries, remainderLast, tipRow } from './members';

export interface Category {
  readonly label: string;
  readonly member?: Member;
  readonly muted: boolean;
  readonly partial: boolean;
}

export interface Categories {
  readonly items: readonly Category[];
  readonly series: readonly Series[];
  readonly unit: Unit;
  readonly stacked: boolean;
  readonly normalized: boolean;
  readonly log: boolean;
  readonly labels: boolean;
  /** One paint for each series, or for each category if there is one series only. */
  readonly paints: readonly Paint[];
  readonly notes: readonly Note[];
}

/** More bars than this are a table. */
export const MOST_CATEGORIES = 100;

/** A figure's members as categories, what is left of them last. */
export function memberCategories(figure: MemberFigure, surface: Surface): Categories {
  const ordered = remainderLast(
    figure.members.map((member, index) => ({ member, index })),
    ({ member }) => member,
  );
  const shown = ordered.slice(0, MOST_CATEGORIES);
  const members = shown.map(({ member }) => member);
  const series = orderSeries(figure.series).map((one) => ({
    ...one,
    values: shown.map(({ index }) => one.values[index] ?? { value: null }),
  }));
  return {
    items: members.map((member) => ({
      label: plain(member.label),
      member,
      muted: member.kind !== 'named',
      partial: false,
    })),
    series,
    unit: figure.unit,
    stacked: figure.stacked,
    normalized: figure.normalized,
    log: figure.log ?? false,
    labels: figure.labels ?? false,
    paints: paintMembers(
      series.length === 1 ? members : series.map(({ member }) => member),
      surface.theme,
      surface.others,
    ),
    notes: ordered.length > shown.length ? [{ sign: '·', text: tooMany(shown.length, ordered.length) }] : [],
  };
}

/** A figure's buckets as categories, the first one on top. */
export function bucketCategories(figure: TimeFigure, surface: Surface): Categories {
  const buckets = figure.buckets.slice(-MOST_CATEGORIES);
  const skipped = figure.buckets.length - buckets.length;
  const series = orderSeries(figure.series).map((one) => ({ ...one, values: one.values.slice(skipped) }));
  const paints = paintMembers(
    series.map(({ member }) => member),
    surface.theme,
    surface.others,
  );
  return {
    items: buckets.map(({ label, partial }) => ({ label: plain(label), muted: partial, partial })),
    series,
    unit: figure.unit,
    stacked: figure.stacked,
    normalized: figure.normalized,
    log: figure.log ?? false,
    labels: figure.labels ?? false,
    paints: series.length === 1 && paints[0] ? new Array<Paint>(buckets.length).fill(paints[0]) : paints,
    notes: skipped > 0 ? [{ sign: '·', text: tooMany(buckets.length, figure.buckets.length) }] : [],
  };
}

function tooMany(shown: number, all: number): string {
  return `The chart shows ${shown} of ${all}; the table has all of them.`;
}

export function paintAt(all: Categories, series: number, item: number): Paint {
  const paint = all.paints[all.series.length === 1 ? item : series];
  if (!paint) throw new Error('a bar without a paint');
  return paint;
}

/** What the hues of named members stand for, greys last; nothing where each member has its own, or is called like it. */
export function hueLegend(
  drawn: readonly { readonly member: Member; readonly paint: Paint }[],
): LegendEntry[] {
  const named = drawn.filter(({ member }) => member.kind === 'named');
  const hues = new Map<string, { entry: LegendEntry; grey: boolean }>();
  for (const { member, paint } of named) {
    if (hues.has(member.hue.key)) continue;
    const entry: LegendEntry = { label: plain(member.hue.label), swatch: 'area', paint };
    hues.set(member.hue.key, { entry, grey: greyKind(member) !== undefined });
  }
  const obvious =
    hues.size === named.length ||
    named.every(({ member }) => plain(member.label) === plain(member.hue.label));
  if (obvious) return [];
  const all = [...hues.values()].sort((a, b) => Number(a.grey) - Number(b.grey));
  return all.map(({ entry }) => entry);
}

/** The same for points, which are too small for patterns. */
export function pointLegend(drawn: Parameters<typeof hueLegend>[0]): LegendEntry[] {
  return hueLegend(drawn).map((entry) => ({ ...entry, paint: { ...entry.paint, pattern: '' } }));
}

/** What colours mean where the names beside the bars do not say it: the series, or the hues of the categories. */
export function categoryLegend(all: Categories, surface: Surface, piled: boolean): LegendEntry[] {
  const legend: LegendEntry[] = [];
  if (all.series.length > 1) {
    for (const [index, { member }] of all.series.entries()) {
      const paint = all.paints[index];
      if (paint) legend.push({ label: plain(member.label), swatch: 'area', paint });
    }
  } else {
    legend.push(
      ...hueLegend(
        all.items.flatMap(({ member }, index) => (member ? [{ member, paint: paintAt(all, 0, index) }] : [])),
      ),
    );
  }
  if (!piled && all.series.some(({ values }) => values.some((measured) => bounds(measured)))) {
    const paint = { ...neutral(surface.theme), colour: surface.theme.text };
    legend.push({ label: 'range by “other” or price mix', swatch: 'whisker', paint });
  }
  return legend;
}

/** All values of one category. */
export function categoryTip(all: Categories, index: number): Tip {
  const item = all.items[index];
  const row = (one: Series, which: number) => {
    const measured = one.values[index] ?? { value: null };
    const paint = paintAt(all, which, index);
    if (all.series.length > 1 || !item?.member) return tipRow(one.member, measured, all.unit, paint);
    return { ...tipRow(item.member, measured, all.unit, paint), label: plain(one.member.label) };
  };
  return {
    title: plain(item?.label ?? ''),
    ...(item?.partial && { remark: 'partial' }),
    rows: all.series.map(row),
  };
}
