/** `where`: tests of rows by the registry's attributes of a model, or by a column, before any universe is formed. */
import { listOf } from '../language/diagnostics';
import { closest } from '../language/closest';
import type { Comparison, ConditionNode } from '../language/nodes';
import { daysOf, dayOf } from '../data/calendar';
import type { ResolvedModel } from '../registry/registry';
import type { RowTest } from './cube';
import { builtInDimension, type Lens } from './dimensions';
import { replace, type Problems } from './problems';

export interface BoundCondition {
  readonly test: RowTest;
  readonly label: string;
  /** It asks the registry about models, so that it cannot decide about the `other` row. */
  readonly aboutModels: boolean;
}

/** Attributes of a model, as texts, numbers or days; undefined is unknown, and an unknown never passes a test. */
const TEXT_ATTRIBUTES: Readonly<Record<string, (model: ResolvedModel) => string | undefined>> = {
  weights: (model) => model.model?.weights,
  variant: (model) => model.variant ?? 'standard',
};
const NUMBER_ATTRIBUTES: Readonly<Record<string, (model: ResolvedModel) => number | undefined>> = {
  price: inputPrice,
  input_price: inputPrice,
  output_price: (model) => (model.variant === 'free' ? 0 : model.model?.price?.output),
};

function inputPrice(model: ResolvedModel): number | undefined {
  return model.variant === 'free' ? 0 : model.model?.price?.input;
}

export function bindCondition(node: ConditionNode, lens: Lens, problems: Problems): BoundCondition | undefined {
  const name = node.name.text.toLowerCase();
  const { dataset } = lens;
  const dimension = builtInDimension(name);
  if (dimension === 'model' || dimension === 'lab' || dimension === 'country') {
    return problems.error(
      node,
      'where-member',
      `\`where\` tests attributes; a ${dimension} is part of the question itself. Write \`for\` for the numerator, or \`within\` for the universe.`,
    );
  }
  const label = labelOf(node);
  if (name in TEXT_ATTRIBUTES || name in NUMBER_ATTRIBUTES || name === 'release') {
    const column = dataset.texts.get(dataset.roles.model ?? '');
    if (!column) return problems.error(node.name, 'no-such-dimension', `${dataset.name} has no models, so ${node.name.text} of a model cannot be tested.`);
    const passes = attributeTest(node, name, problems);
    if (!passes) return undefined;
    const verdicts = column.words.map((word) => passes(lens.registry.resolveModel(word)));
    return { label, aboutModels: true, test: (row) => verdicts[column.codes[row] ?? -1] ?? false };
  }
  const text = [...dataset.texts.values()].find((each) => each.name.toLowerCase() === name);
  if (text) {
    const wanted = textsOf(node, problems);
    if (!wanted) return undefined;
    const negate = node.kind === 'compare' && node.operator === '!=';
    const verdicts = text.words.map((word) => wanted.has(word.toLowerCase()) !== negate);
    if (!negate && !verdicts.includes(true)) {
      const near = closest([...wanted][0] ?? '', text.words);
      problems.warning(node, 'matches-nothing', `No row of ${dataset.name} has this ${text.name}${near.length > 0 ? `; did you mean ${listOf(near.map((each) => `"${each}"`))}?` : '.'}`);
    }
    return { label, aboutModels: false, test: (row) => verdicts[text.codes[row] ?? -1] ?? false };
  }
  const number = [...dataset.numbers.values()].find((each) => each.name.toLowerCase() === name);
  if (number) {
    const passes = numberTest(node, problems);
    return passes && { label, aboutModels: false, test: (row) => passes(number.values[row]) };
  }
  const names = [...Object.keys(TEXT_ATTRIBUTES), 'price', 'output_price', 'release', ...dataset.texts.keys(), ...dataset.numbers.keys()];
  const near = closest(node.name.text, names);
  return problems.error(
    node.name,
    'unknown-attribute',
    `\`${node.name.text}\` is neither an attribute of models nor a column of ${dataset.name}; there are ${listOf(names, 'and')}.`,
    near.map((each) => replace(node.name, each)),
  );
}

function attributeTest(node: ConditionNode, name: string, problems: Problems): ((model: ResolvedModel) => boolean) | undefined {
  const text = TEXT_ATTRIBUTES[name];
  if (text) {
    const wanted = textsOf(node, problems);
    if (!wanted) return undefined;
    const negate = node.kind === 'compare' && node.operator === '!=';
    return (model) => {
      const value = text(model);
      return value !== undefined && wanted.has(value.toLowerCase()) !== negate;
    };
  }
  const number = NUMBER_ATTRIBUTES[name];
  if (number) {
    const passes = numberTest(node, problems);
    return passes && ((model) => passes(number(model)));
  }
  return releaseTest(node, problems);
}

function releaseTest(node: ConditionNode, problems: Problems): ((model: ResolvedModel) => boolean) | undefined {
  const operand = node.kind === 'compare' ? node.operand : undefined;
  const year = operand?.kind === 'quantity' && /^\d{4}$/.test(operand.text) ? { grain: 'year' as const, year: Number(operand.text) } : undefined;
  const period = operand?.kind === 'period' && operand.value !== 'latest' ? operand.value : year;
  const days = period && daysOf(period);
  if (node.kind !== 'compare' || !days || 'problem' in days) {
    return problems.error(node, 'wrong-type', 'A release is compared with a period: `where release >= 2026-01`.');
  }
  const { operator } = node;
  return (model) => {
    const released = model.model?.released;
    if (released === undefined) return false;
    const [y = 0, m = 1, d = 1] = released.split('-').map(Number);
    const day = dayOf(y, m, d);
    // A period is a stretch: later than it means after its end, within it means equal.
    const order = day < days.start ? -1 : day > days.end ? 1 : 0;
    return compare(order, operator, 0);
  };
}

function numberTest(node: ConditionNode, problems: Problems): ((value: number | undefined) => boolean) | undefined {
  if (node.kind === 'in') return problems.error(node, 'wrong-type', `${node.name.text} is a number; compare it: \`${node.name.text} < 5\`.`);
  if (!node.operand) return undefined;
  if (node.operand.kind !== 'quantity' || node.operand.quantity.unit === 'points' || node.operand.quantity.unit === 'times') {
    return problems.error(node.operand, 'wrong-type', `${node.name.text} is a number; compare it with one, such as \`5\` or \`$1.50\`.`);
  }
  const wanted = node.operand.quantity.value;
  const { operator } = node;
  return (value) => value !== undefined && !Number.isNaN(value) && compare(value, operator, wanted);
}

function compare(value: number, operator: Comparison, wanted: number): boolean {
  switch (operator) {
    case '=':
      return value === wanted;
    case '!=':
      return value !== wanted;
    case '<':
      return value < wanted;
    case '<=':
      return value <= wanted;
    case '>':
      return value > wanted;
    case '>=':
      return value >= wanted;
  }
}

function textsOf(node: ConditionNode, problems: Problems): ReadonlySet<string> | undefined {
  if (node.kind === 'in') return new Set(node.items.map((item) => item.text.toLowerCase()));
  if (!node.operand) return undefined;
  if (node.operator !== '=' && node.operator !== '!=') {
    return problems.error(node, 'wrong-type', `${node.name.text} is a word; compare it by = or !=.`);
  }
  if (node.operand.kind !== 'text' && node.operand.kind !== 'name') {
    return problems.error(node.operand, 'wrong-type', `${node.name.text} is a word; compare it with a word or a text in quotes.`);
  }
  return new Set([node.operand.text.toLowerCase()]);
}

function labelOf(node: ConditionNode): string {
  if (node.kind === 'in') return `${node.name.text} in (${node.items.map((item) => item.text).join(', ')})`;
  return `${node.name.text} ${node.operator} ${node.operand?.text ?? ''}`;
}
