/** The values of a query: sums of a column, shares of them, and the ratios and gaps of two sides. */
import { closest } from '../../language/closest';
import { listOf, type Span } from '../../language/diagnostics';
import type { Name, SubjectNode, ValueNode } from '../../language/nodes';
import type { Unit } from '../../protocol/result';
import type { BoundValue } from '../bound';
import { Problems, replace } from '../problems';
import { SetBinder, setOfName } from '../sets';
import type { Context } from './context';

type ShareNode = Extract<ValueNode, { kind: 'share' }>;
type PairNode = Extract<ValueNode, { kind: 'ratio' | 'gap' }>;

export function bindValues(context: Context): BoundValue[] | undefined {
  const { subject } = context.node;
  const values = valueNodes(subject).map((node) => bindValue(node, context));
  const isRace = subject.kind === 'crossing' || subject.kind === 'streak';
  if (isRace && values.some((value) => value?.kind === 'ratio' || value?.kind === 'gap')) {
    context.problems.error(
      subject.of ?? subject,
      'race-value',
      `A ${subject.kind} compares its two sides itself; write \`${subject.kind} of tokens\` or \`${subject.kind} of share of tokens\`.`,
    );
    return undefined;
  }
  return values.every((value) => value !== undefined) ? values : undefined;
}

/** The share of a sum in its universe. */
export function asShare(value: BoundValue): BoundValue {
  const { measure, additive } = value;
  return {
    kind: 'share',
    name: `share_of_${value.name}`,
    label: `share of ${value.label}`,
    unit: 'fraction',
    measure,
    additive,
  };
}

/** The unit of a column, by its name. */
export function unitOf(column: string): Unit {
  if (/tokens?($|_)/i.test(column)) return 'tokens';
  return /usd|dollar/i.test(column) ? 'usd' : 'number';
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
    case 'ratio':
    case 'gap':
      return bindPair(node, context);
  }
}

function bindShare(node: ShareNode, context: Context): BoundValue | undefined {
  const { problems } = context;
  const of = bindValue(node.of, context);
  if (!of) return undefined;
  if (of.kind !== 'sum') {
    problems.error(node, 'share-of', 'A share is taken of a value that adds up, such as `share of tokens`.');
    return undefined;
  }
  if (!of.additive) {
    problems.error(
      node,
      'share-of-score',
      `${of.label} does not add up, so a share of it means nothing; rank by it instead: \`top 10 models by ${of.label}\`.`,
    );
    return undefined;
  }
  return asShare(of);
}

/** A ratio or a gap: one value of two sides. */
function bindPair(node: PairNode, context: Context): BoundValue | undefined {
  const { sets, problems } = context;
  const of = bindValue(node.of, context);
  const left = sets.set(node.left);
  const right = sets.set(node.right);
  if (!of || !left || !right) return undefined;
  if (of.kind !== 'sum' && of.kind !== 'share') {
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
    additive: of.additive,
  };
}

function bindMeasure(name: Name, context: Context): BoundValue | undefined {
  const { dataset } = context.lens;
  const column = [...dataset.numbers.values()].find(
    (each) => each.name.toLowerCase() === name.text.toLowerCase(),
  );
  if (!column) {
    reportNoValue(name, context);
    return undefined;
  }
  return {
    kind: 'sum',
    name: column.name,
    label: column.name,
    unit: unitOf(column.name),
    measure: column,
    additive: column.additive,
  };
}

/** Says why a name is no value: it is a member, a dimension, or nothing that the dataset has. */
function reportNoValue(name: Name, { lens, problems }: Context): void {
  const { dataset } = lens;
  const columns = [...dataset.numbers.keys()];
  const first = columns.includes('tokens') ? 'tokens' : (columns[0] ?? 'tokens');
  const isMember = new SetBinder(lens, new Map(), new Problems()).set(setOfName(name)) !== undefined;
  const isText = lens.dimension(name.text) !== undefined;
  if (isMember) {
    problems.error(
      name,
      'member-as-value',
      `\`${name.text}\` is what is counted, not a value; write \`${first} for ${name.text}\`.`,
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
  const near = closest(name.text, columns);
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
