/** The values of a query: sums of a measure, shares of them, two sides held against each other, and changes over time. */
import { closest } from '../../language/closest';
import { listOf, type Span } from '../../language/diagnostics';
import type { Comparing, Name, SubjectNode, ValueNode } from '../../language/nodes';
import type { Unit } from '../../protocol/result';
import type { BoundMeasure, BoundValue } from '../bound';
import { columnMeasure, computedMeasure, DOLLARS } from '../measures';
import { Problems, replace } from '../problems';
import { SetBinder, setOfName } from '../sets';
import type { Context } from './context';
import { bindDimension } from './dimension';

type OfNode = Span & { readonly of: ValueNode | undefined };
type ComparingNode = Extract<ValueNode, { kind: Comparing }>;
type PairNode = Extract<ValueNode, { kind: 'ratio' | 'gap' }>;

export function bindValues(context: Context): [BoundValue, ...BoundValue[]] | undefined {
  const { subject } = context.node;
  const nodes = valueNodes(subject);
  const values = nodes.map((node) => bindValue(node, context));
  const isRace = subject.kind === 'crossing' || subject.kind === 'streak';
  const odd = values.find((value) => value && !(value.kind === 'sum' || value.kind === 'share'));
  if (isRace && (odd ?? values.some((value) => value?.over !== undefined))) {
    context.problems.error(
      subject.of ?? subject,
      'race-value',
      `A ${subject.kind} compares its two sides itself; write \`${subject.kind} of tokens\` or \`${subject.kind} of share of tokens\`.`,
    );
    return undefined;
  }
  const [first, ...others] = values;
  if (!first || others.includes(undefined)) return undefined;
  if (others.length > 0 && values.some((value) => value?.kind === 'concentration')) {
    context.problems.error(
      nodes.find((node) => node?.kind === 'concentration') ?? subject,
      'concentration-alone',
      'A concentration is of everything that `by` names, so no other value fits beside it; ask for it in a query of its own.',
    );
    return undefined;
  }
  return [first, ...others.filter((value) => value !== undefined)];
}

/** The share of a sum in its universe. */
export function asShare(value: BoundValue): BoundValue {
  const { measure } = value;
  return {
    kind: 'share',
    name: `share_of_${value.name}`,
    label: `share of ${value.label}`,
    unit: 'fraction',
    measure,
    over: undefined,
  };
}

function valueNodes(subject: SubjectNode): readonly (ValueNode | undefined)[] {
  switch (subject.kind) {
    case 'values':
      return subject.values;
    case 'top':
    case 'bottom':
      return [subject.by ?? defaultValue(subject)];
    case 'crossing':
    case 'streak':
      return [subject.of];
    case 'events':
    case 'claims':
      return [];
  }
}

/** A ranking without `by` ranks by tokens. */
function defaultValue(at: Span): ValueNode {
  const span = { start: at.start, end: at.end };
  return { kind: 'measure', name: { kind: 'name', text: 'tokens', ...span }, ...span };
}

function bindValue(node: ValueNode | undefined, context: Context): BoundValue | undefined {
  if (!node) return undefined;
  switch (node.kind) {
    case 'measure':
      return bindMeasure(node.name, context);
    case 'share':
      return bindShare(node, context);
    case 'change':
    case 'growth':
    case 'multiple':
      return bindComparing(node, context);
    case 'concentration':
      return bindConcentration(node, context);
    case 'ratio':
    case 'gap':
      return bindPair(node, context);
  }
}

function bindShare(node: OfNode, context: Context): BoundValue | undefined {
  const { problems } = context;
  const of = bindValue(node.of, context);
  if (!of) return undefined;
  if (of.kind === 'sum' && of.over === 'change') return contribution(of, node, context);
  if (of.kind !== 'sum' || of.over !== undefined) {
    problems.error(node, 'share-of', 'A share is taken of a value that adds up, such as `share of tokens`.');
    return undefined;
  }
  if (!of.measure.additive) {
    problems.error(
      node,
      'share-of-score',
      `${of.label} does not add up, so a share of it means nothing; rank by it instead: \`top 10 models by ${of.label}\`.`,
    );
    return undefined;
  }
  return asShare(of);
}

/** `share of change of tokens`: what part of the change of the universe a side made. */
function contribution(of: BoundValue, node: Span, { problems }: Context): BoundValue | undefined {
  if (!of.measure.additive) {
    problems.error(
      node,
      'share-of-score',
      `${of.measure.label} does not add up, so nobody has a share of its change.`,
    );
    return undefined;
  }
  return {
    kind: 'contribution',
    name: `share_of_${of.name}`,
    label: `share of ${of.label}`,
    unit: 'fraction',
    measure: of.measure,
    over: undefined,
  };
}

/** `change of`, `growth of`, `multiple of`: a bucket held against the one before it. */
function bindComparing(node: ComparingNode, context: Context): BoundValue | undefined {
  const { problems } = context;
  const of = bindValue(node.of, context);
  if (!of) return undefined;
  if (of.over !== undefined || of.kind === 'contribution') {
    problems.error(
      node,
      'nested',
      `A ${node.kind} is taken of a value, such as \`${node.kind} of tokens\`, not of another change.`,
    );
    return undefined;
  }
  if (node.kind === 'growth' && (of.unit === 'fraction' || of.unit === 'points')) {
    problems.error(
      node,
      'growth-of-share',
      `From 17% to 47% is 30 percentage points, or 176% of 17%: a growth of shares is read as either. Write \`change of ${of.label}\` for the points, or \`multiple of ${of.label}\` for the factor.`,
      ['change', 'multiple'].map((word) =>
        replace({ start: node.start, end: node.start + node.kind.length }, word, `Write \`${word}\``),
      ),
    );
    return undefined;
  }
  const units: Readonly<Record<Comparing, Unit>> = {
    change: of.unit === 'fraction' ? 'points' : of.unit,
    growth: 'growth',
    multiple: 'ratio',
  };
  return {
    ...of,
    name: `${node.kind}_of_${of.name}`,
    label: `${node.kind} of ${of.label}`,
    unit: units[node.kind],
    over: node.kind,
  };
}

/** `concentration of tokens by lab`: the last dimension after `by` says what the parts are. */
function bindConcentration(node: OfNode, context: Context): BoundValue | undefined {
  const { problems } = context;
  const of = bindValue(node.of, context);
  if (!of) return undefined;
  if ((of.kind !== 'sum' && of.kind !== 'share') || of.over !== undefined || !of.measure.additive) {
    problems.error(
      node,
      'nested',
      'A concentration is taken of a value that adds up, such as `concentration of tokens by lab`.',
    );
    return undefined;
  }
  if (of.measure.readings.length > 1) {
    problems.error(
      node,
      'mixed-concentration',
      `${of.measure.label} lie between two prices, and a concentration can be largest anywhere in between. Define one price, such as \`measure cost = tokens * price\`, and write \`concentration of cost\`.`,
    );
    return undefined;
  }
  const name = context.node.by.at(-1);
  if (!name) {
    const end = context.node.subject.end;
    problems.error(
      node,
      'concentration-by',
      'Say of what parts: `concentration of tokens by lab`, `by model` or `by country`.',
      [{ title: 'Add `by lab`', start: end, end, text: ' by lab' }],
    );
    return undefined;
  }
  const parts = bindDimension(name, context);
  if (!parts) return undefined;
  return {
    kind: 'concentration',
    parts,
    name: `concentration_of_${of.name}`,
    label: `concentration of ${of.label}`,
    unit: 'number',
    measure: of.measure,
    over: undefined,
  };
}

/** A ratio or a gap: one value of two sides. */
function bindPair(node: PairNode, context: Context): BoundValue | undefined {
  const { sets, problems } = context;
  const of = bindValue(node.of, context);
  const left = sets.set(node.left);
  const right = sets.set(node.right);
  if (!of || !left || !right) return undefined;
  if ((of.kind !== 'sum' && of.kind !== 'share') || of.over !== undefined) {
    problems.error(node, 'nested', `A ${node.kind} is taken of a value or of a share.`);
    return undefined;
  }
  if (context.node.for) {
    problems.error(
      context.node.for,
      'ratio-for',
      `A ${node.kind} names its own two sides; leave the second \`for\` out, or narrow the universe by \`within\`.`,
    );
  }
  const share = of.kind === 'share';
  return {
    kind: node.kind,
    share,
    left,
    right,
    name: `${node.kind}_of_${of.name}`,
    label: `${node.kind} of ${of.label}`,
    unit: node.kind === 'ratio' ? 'ratio' : share ? 'points' : of.unit,
    measure: of.measure,
    over: undefined,
  };
}

function bindMeasure(name: Name, context: Context): BoundValue | undefined {
  const measure = measureOf(name, context);
  if (!measure) return undefined;
  const { label, unit } = measure;
  return { kind: 'sum', name: measure.name, label, unit, measure, over: undefined };
}

function measureOf(name: Name, context: Context): BoundMeasure | undefined {
  const { lens, measures, problems } = context;
  const { dataset } = lens;
  const wanted = name.text.toLowerCase();
  const column = [...dataset.numbers.values()].find((each) => each.name.toLowerCase() === wanted);
  if (column && measures.has(name.text)) {
    problems.error(
      name,
      'ambiguous-value',
      `\`${name.text}\` is a column of ${dataset.name} and a measure of this notebook; give the measure another name.`,
    );
    return undefined;
  }
  if (column) return columnMeasure(column);
  const computed = computedMeasure(name, { lens, measures, problems });
  if (computed === undefined) reportNoValue(name, context);
  return computed === 'broken' ? undefined : computed;
}

/** Says why a name is no value: it is a member, a dimension, or nothing that the dataset has. */
function reportNoValue(name: Name, { lens, measures, problems }: Context): void {
  const { dataset } = lens;
  const columns = [...dataset.numbers.keys()];
  const first = columns.includes('tokens') ? 'tokens' : (columns[0] ?? 'tokens');
  const isMember = new SetBinder(lens, new Map(), new Problems()).set(setOfName(name)) !== undefined;
  const isText = lens.dimension(name.text) !== undefined;
  if (isMember) {
    problems.error(
      name,
      'member-as-value',
      `\`${name.text}\` is what is counted, not a value; write \`${first} for ${name.text}\` in its place.`,
      [replace(name, `${first} for ${name.text}`)],
    );
    return;
  }
  if (isText) {
    problems.error(
      name,
      'dimension-as-value',
      `\`${name.text}\` is a dimension, not a value; write \`${first} by ${name.text}\`.`,
      [replace(name, `${first} by ${name.text}`)],
    );
    return;
  }
  const near = closest(name.text, [...columns, ...measures.keys(), DOLLARS]);
  problems.error(
    name,
    'unknown-value',
    `${dataset.name} has no value \`${name.text}\`; it has ${listOf(
      columns.map((column) => `\`${column}\``),
      'and',
    )}.`,
    near.map((column) => replace(name, column)),
  );
}
