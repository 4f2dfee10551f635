/** The caption: what a figure is a share of, of when and from where. No result is without it. */
import type { Caption } from '../protocol/result';
import { listOf } from '../language/diagnostics';
import { listLengths } from '../data/listed';
import { formatValue } from '../protocol/format';
import type { BoundQuery, BoundValue } from './bound';
import { cubeOf, sumIn } from './cube';
import { sumCells } from './universe';
import type { Counted } from './counted';
import { pluralOf } from './dimensions';

export function captionOf(query: BoundQuery, counted: Counted): Caption {
  const { dataset, time } = query;
  const universe = universeText(query);
  const numerator = numeratorText(query);
  const joint = query.values.some(isShare) ? ' / ' : ' of ';
  const parts = [
    numerator === '' ? universe : `${numerator}${joint}${universe}`,
    ...(query.values[0].measure.unknown.length > 0 ? withoutPrice(query) : sizes(query, counted)),
    ...(query.node.stealth === 'revealed' ? ['stealth models as revealed'] : []),
    ...(time.label === '' ? [] : [time.label]),
    dataset.name,
  ];
  return {
    text: parts.join(' · '),
    universe,
    period: time.label,
    dataset: dataset.name,
    ...(dataset.cite === undefined ? {} : { source: dataset.cite }),
  };
}

/** Whether a value divides by the universe. */
function isShare(value: BoundValue): boolean {
  return value.kind === 'share' || value.kind === 'contribution' || (value.kind === 'gap' && value.share);
}

/** Everything that counts, in the words of the query: `top 9 models each week, of those CN, US`. */
export function universeText(query: BoundQuery): string {
  const { dataset } = query;
  const base =
    dataset.listsTop !== undefined
      ? `listed rows (top ${listedRows(query)} a ${dataset.time?.grain ?? 'list'})`
      : `all ${nounOf(query)}`;
  const stages = query.stages.map((stage) => {
    if (stage.kind === 'known') return 'known';
    if (stage.kind === 'set') return stage.set.items.length > 1 ? `(${stage.set.label})` : stage.set.label;
    return `top ${stage.count} ${pluralOf(stage.dimension.name)}${stage.each ? ` each ${stage.each}` : ''}`;
  });
  const narrowed = stages.length > 0 ? stages.join(', then ') : base;
  const listed = stages.length > 0 && dataset.listsTop !== undefined ? ' (of listed rows)' : '';
  return `${narrowed}${listed}${query.where ? ` where ${query.where.label}` : ''}`;
}

/** What is counted: tokens, what a formula computes by its name, and of other columns their rows. */
function nounOf({ values, dataset }: BoundQuery): string {
  const nouns = values.map(({ measure }) => {
    if (measure.name === 'tokens') return 'tokens';
    return dataset.numbers.has(measure.name) || !measure.additive ? 'rows' : measure.name;
  });
  return listOf([...new Set(nouns)], 'and');
}

/** How many members the buckets of the window list: `9`, `10` or `9–10`. */
function listedRows({ dataset, time }: BoundQuery): string {
  if (!dataset.time) return String(dataset.listsTop ?? '');
  const listed = listLengths(dataset)
    .slice(time.dataFrom, time.dataTo)
    .filter((length) => length > 0);
  const [fewest, most] = [Math.min(...listed), Math.max(...listed)];
  return fewest === most ? String(most) : `${fewest}–${most}`;
}

function numeratorText(query: BoundQuery): string {
  const { subject, set } = query;
  const by = query.by.length > 0 ? `by ${query.by.map((each) => each.name).join(', ')}` : '';
  switch (subject.kind) {
    case 'top':
    case 'bottom':
      return `${subject.kind} ${subject.count} ${pluralOf(subject.dimension.name)}${set.everything ? '' : `, ${set.label},`}`;
    case 'crossing':
    case 'streak':
      return `${subject.left.label} over ${subject.right.label}`;
    case 'values': {
      const sides = query.values.flatMap((value) =>
        value.kind === 'ratio' || value.kind === 'gap' ? [`${value.left.label} to ${value.right.label}`] : [],
      );
      if (sides.length > 0) return [...sides, ...(by ? [by] : [])].join(' ');
      const whose = set.everything ? [] : [set.label];
      const [value] = query.values;
      if (value.kind === 'concentration') {
        const parts = [`known ${pluralOf(value.parts.name)}`, ...whose].join(' of ');
        return [parts, ...(by ? [by] : [])].join(' ');
      }
      return [...whose, ...(by ? [by] : [])].join(' ');
    }
  }
}

/** What a computed value leaves out, in tokens: the lump row, and models that lack what it is computed from. */
function withoutPrice({ values: [{ measure }], dataset, time, where }: BoundQuery): string[] {
  const tokens = dataset.numbers.get('tokens');
  if (!tokens) return [];
  const filters = where?.filters ?? [];
  const request = { dataset, measure: tokens, columns: [] };
  const cube = cubeOf({ ...request, filters });
  const all = sumIn(cube, time.counted);
  const other = sumIn(cube, time.counted, (key) => key.other);
  const unknown = measure.unknown.slice(0, 1).map(({ rows }) => rows);
  const blank = sumIn(cubeOf({ ...request, filters: [...filters, ...unknown] }), time.counted);
  const parts = [
    ...(other > 0 ? [`other ${percent(other, all)}`] : []),
    ...(blank > 0 ? [`without a ${measure.unknown[0]?.attribute ?? ''} ${percent(blank, all)}`] : []),
  ];
  return parts.length > 0 ? [`left out: ${parts.join(', ')} of tokens`] : [];
}

/** How large the source's lump row and the rows without a country are, in the window; and whether they are counted. */
function sizes(query: BoundQuery, counted: Counted): string[] {
  const { cube, universe } = counted;
  const sumOf = (mask: Uint8Array | undefined, keys: readonly number[]): number =>
    query.time.counted.reduce((sum, { from, to }) => sum + sumCells(cube, mask, keys, from, to), 0);
  if (!query.values[0].measure.additive) return [];
  const all = [...cube.keys.keys()];
  // How much of the lump row would pass a condition on models is not known, so its share of them is not either.
  const conditional = query.where?.aboutModels === true;
  const base = conditional ? all.filter((at) => cube.keys[at]?.other !== true) : all;
  const total = sumOf(undefined, base);
  if (total === 0) return [];
  const whole =
    query.dataset.listsTop !== undefined ? 'listed rows' : query.where ? 'these rows' : 'everything';
  const hasCountries = query.lens.columnOf('country') !== undefined;
  const describe = (word: string, keys: readonly number[]): { text: string; inside: boolean } | undefined => {
    const size = sumOf(undefined, keys);
    if (size === 0) return undefined;
    const inside = sumOf(universe.mask, keys);
    // Where a part of it is counted (a stealth model among the top nine), the caption gives the part that counts.
    if (inside > 0) {
      const counts = sumOf(universe.mask, all);
      return { text: `${word} ${percent(inside, counts)}`, inside: true };
    }
    const share = conditional && word === 'other' ? '(of unknown models)' : percent(size, total);
    return { text: `${word} ${share}`, inside: false };
  };
  const found = [
    describe(
      'other',
      all.filter((at) => cube.keys[at]?.other === true),
    ),
    ...(hasCountries
      ? [
          describe(
            'unknown',
            all.filter((at) => {
              const key = cube.keys[at];
              return key !== undefined && !key.other && query.lens.country(key) === undefined;
            }),
          ),
        ]
      : []),
  ].filter((each) => each !== undefined);
  const inside = found.filter((each) => each.inside).map((each) => each.text);
  const outside = found.filter((each) => !each.inside).map((each) => each.text);
  const ofWhat = outside.at(-1)?.endsWith('%') === true ? ` of ${whole}` : '';
  return [...inside, ...(outside.length > 0 ? [`left out: ${outside.join(', ')}${ofWhat}`] : [])];
}

function percent(part: number, whole: number): string {
  const text = formatValue(part / whole, 'fraction');
  return text === '0.0%' ? '<0.1%' : text;
}
