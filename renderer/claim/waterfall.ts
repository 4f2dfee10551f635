/**
 * A waterfall from the figure as asked to that of a reading: the first and the last bar stand on zero, the steps between
 * float from one value to the next. Every side has its own, all on one scale where their units are equal.
 */
import { formatValue } from '../../src/protocol/format';
import type { Claim, Measured, Path, Scale, Unit } from '../../src/protocol/result';
import { valueScale, type Scale as Axis } from '../charts/scale';
import { element } from '../dom';
import { plain } from '../text';
import { percentOf } from './axis';
import { bar, lane, percent, upright } from './marks';
import { axisLane, grid, rangeText, shadow, whisker } from './strip';
import { changeText, countedChange, countedText, differenceAt, differenceText, valueAt } from './way';

const TICKS = 3;
const BAR = 16;

export function renderWaterfalls(document: Document, path: Path, claim: Claim): HTMLElement {
  const references = path.sides.map((_, side) => referenceOf(claim, path, side));
  const valuesOf = (side: number): number[] => [
    ...path.stations.flatMap((station, index) => {
      const { value, low, high } = valueAt(station, side);
      const isEnd = index === 0 || index === path.stations.length - 1;
      return [value, ...(isEnd ? [low, high] : [])].flatMap((each) => each ?? []);
    }),
    ...[references[side]?.published.low, references[side]?.published.high].flatMap((each) => each ?? []),
  ];
  const axes = path.sides.map(({ unit }) => {
    const alike = path.sides.flatMap((other, side) => (other.unit === unit ? valuesOf(side) : []));
    return valueScale(alike, unit, { count: TICKS });
  });
  return element(
    document,
    'div',
    { class: 'waterfalls' },
    ...path.sides.flatMap((_, side) => {
      const axis = axes[side];
      return axis ? [renderSide(document, path, side, axis, references[side])] : [];
    }),
  );
}

interface Reference {
  /** As it was written. */
  readonly text: string;
  readonly published: Scale['published'];
}

/** What was published of a side, if it can be told which figure of the claim is its. */
function referenceOf({ figures }: Claim, { sides }: Path, side: number): Reference | undefined {
  const { label, unit } = sides[side] ?? {};
  const [only, another] = figures;
  const figure = figures.find((each) => each.label === label) ?? (another ? undefined : only);
  const scales = (figure?.scales ?? []).filter((scale) => scale.unit === unit);
  const scale = scales.find((each) => each.label === label) ?? (scales.length === 1 ? scales[0] : undefined);
  if (!figure || !scale || (figures.length === 1 && sides.length > 1 && scale.label !== label))
    return undefined;
  return {
    text: `published ${scales.length === 1 ? plain(figure.published) : rangeText(scale.published, scale.unit)}`,
    published: scale.published,
  };
}

/** One line of a waterfall: a bar from one value to another, null where the data cannot tell. */
interface Step {
  readonly kind: 'end' | 'up' | 'down' | 'same' | 'missing';
  readonly name: string;
  /** A part of the language. */
  readonly code?: string | undefined;
  readonly remark: string | undefined;
  readonly from: number | null;
  readonly to: number | null;
  /** What the bounds of an end leave open. */
  readonly measured?: Measured;
  readonly label: string;
}

function stepsOf(path: Path, side: number): Step[] {
  const { stations, sides } = path;
  const unit: Unit = sides[side]?.unit ?? 'number';
  const end = (index: number, name: string, code?: string): Step => {
    const measured = valueAt(stations[index], side);
    const { value } = measured;
    return {
      kind: value === null ? 'missing' : 'end',
      name,
      code,
      remark: countedText(path, stations[index]),
      from: value === null ? null : 0,
      to: value,
      measured,
      label: value === null ? 'no data' : formatValue(value, unit),
    };
  };
  const steps = stations.slice(1).map((station, before): Step => {
    const difference = differenceAt(path, before + 1, side);
    const kind = difference === null ? 'missing' : difference > 0 ? 'up' : difference < 0 ? 'down' : 'same';
    return {
      kind,
      name: '',
      code: changeText(station),
      remark: countedChange(path, before + 1),
      from: valueAt(stations[before], side).value,
      to: valueAt(station, side).value,
      label: LABELS[kind](differenceText(difference, unit)),
    };
  });
  const [asked] = stations;
  return [
    end(0, 'as asked:', asked && changeText(asked)),
    ...steps,
    end(stations.length - 1, 'this reading'),
  ];
}

const LABELS = {
  up: (difference: string) => `▲ ${difference}`,
  down: (difference: string) => `▼ ${difference}`,
  same: () => 'no change',
  missing: () => 'no data',
} as const;

function renderSide(
  document: Document,
  path: Path,
  side: number,
  axis: Axis,
  reference: Reference | undefined,
): HTMLElement {
  const label = plain(path.sides[side]?.label ?? '');
  const steps = stepsOf(path, side);
  const rows = steps.flatMap((step, index) => [
    nameOf(document, step),
    element(
      document,
      'div',
      { class: 'track' },
      drawStep(document, step, axis, reference, index === 0, index === steps.length - 1),
      valueOf(document, step, axis),
    ),
  ]);
  const spoken = steps.map((each) => [each.name, each.code, each.label].filter(Boolean).join(' '));
  const said = [...(reference ? [reference.text] : []), ...spoken].join('; ');
  return element(
    document,
    'div',
    { class: 'waterfall', role: 'img', 'aria-label': label === '' ? said : `${label}: ${said}` },
    ...(path.sides.length > 1 ? [element(document, 'p', { class: 'side' }, label)] : []),
    element(
      document,
      'div',
      { class: 'steps' },
      ...(reference ? [markOf(document, reference, axis)] : []),
      ...rows,
      element(document, 'div', { class: 'track last' }, axisLane(document, axis)),
    ),
  );
}

function nameOf(document: Document, { kind, name, code, remark }: Step): HTMLElement {
  const words: (Node | string)[] = [name];
  if (code !== undefined && code !== '')
    words.push(name === '' ? '' : ' ', element(document, 'code', {}, code));
  return element(
    document,
    'div',
    { class: `name ${kind}` },
    element(document, 'div', {}, ...words),
    ...(remark === undefined ? [] : [element(document, 'div', { class: 'remark' }, remark)]),
  );
}

/** The bar, what was published behind it, and the lines that lead from the value before and to the next bar. */
function drawStep(
  document: Document,
  { kind, from, to, measured }: Step,
  axis: Axis,
  reference: Reference | undefined,
  isFirst: boolean,
  isLast: boolean,
): SVGElement {
  const before = isLast ? to : from;
  return lane(
    document,
    undefined,
    ...grid(document, axis),
    ...(reference ? shadow(document, reference.published, axis) : []),
    upright(document, 'zero', percentOf(axis, 0)),
    ...(isFirst || before === null ? [] : [upright(document, 'lead', percentOf(axis, before), 0, 50)]),
    // A little into the next lane, so that no seam shows between the two.
    ...(isLast || to === null ? [] : [upright(document, 'lead', percentOf(axis, to), 50, 103)]),
    ...(from === null || to === null
      ? []
      : [bar(document, `bar ${kind}`, percentOf(axis, from), percentOf(axis, to), BAR)]),
    ...(measured ? whisker(document, measured, axis) : []),
  );
}

/** The words at the right end of a bar. */
function valueOf(document: Document, { kind, from, to, measured, label }: Step, axis: Axis): HTMLElement {
  const reach = [from, to, measured?.low, measured?.high].flatMap((each) => each ?? []);
  const x = percentOf(axis, reach.length > 0 ? Math.max(...reach) : 0);
  return element(document, 'span', { class: `value ${kind}`, style: `left: ${percent(x)}` }, label);
}

/** Where the published figure stands, above the bars. */
function markOf(document: Document, { text, published }: Reference, axis: Axis): HTMLElement {
  const { low, high } = published;
  const middle = ((low ?? high ?? axis.low) + (high ?? low ?? axis.high)) / 2;
  const place = `left: clamp(4em, ${percent(percentOf(axis, middle))}, 100%)`;
  return element(
    document,
    'div',
    { class: 'track reference' },
    element(document, 'span', { style: place }, text),
  );
}
