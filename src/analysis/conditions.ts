/** `where`: tests of rows by the registry's attributes of a model, or by a column, before any universe is formed. */
import { listOf, type Fix, type Span } from '../language/diagnostics';
import { closest } from '../language/closest';
import type { QuantityUnit } from '../language/literals';
import type { ConditionNode } from '../language/nodes';
import { daysOf, dayOf } from '../data/calendar';
import type { ResolvedModel } from '../registry/registry';
import { isOther, lumpTest, numberAt } from '../data/dataset';
import { byWord, type RowFilter } from '../data/rowFilter';
import type { Unknown } from './bound';
import { attribute, attributeNames, numberAttribute, textAttribute } from '../registry/attributes';
import { passes } from './operators';
import { builtInDimension, WEIGHTS, type Lens } from './dimensions';
import { replace, type Problems } from './problems';

export interface BoundCondition {
  /**
   * The rows that it keeps. What `other` holds is unknown, so a condition on models cannot decide about it: it stays, as a
   * bound.
   */
  readonly rows: RowFilter;
  readonly label: string;
  /** It asks the registry about models, so that it cannot decide about the `other` row. */
  readonly aboutModels: boolean;
  /** Set for attributes that the registry does not know of every model: the attribute, and the rows it is unknown for. */
  readonly unknown?: Unknown;
}

/** The variants that the platform names after a colon; `standard` is a model without one. */
const VARIANTS = ['standard', 'free', 'beta', 'thinking', 'extended', 'batch'];

/** `instead` is where a condition could be written as another clause. */
export function bindCondition(
  node: ConditionNode,
  lens: Lens,
  problems: Problems,
  instead?: Span,
): BoundCondition | undefined {
  const name = node.name.text.toLowerCase();
  const { dataset } = lens;
  const dimension = builtInDimension(name);
  if (dimension === 'model' || dimension === 'lab' || dimension === 'country') {
    problems.error(
      node,
      'where-member',
      `\`where\` tests attributes; a ${dimension} is part of the question itself. Write \`for\` for the numerator, or \`within\` for the universe.`,
      instead ? memberFixes(node, instead) : [],
    );
    return undefined;
  }
  const label = labelOf(node);
  if (attribute(name)) {
    const column = dataset.texts.get(dataset.roles.model ?? '');
    if (!column) {
      problems.error(
        node.name,
        'no-such-dimension',
        `${dataset.name} has no models, so ${node.name.text} of a model cannot be tested.`,
      );
      return undefined;
    }
    if (name === 'weights') {
      const weights = lens.column(WEIGHTS);
      const passes = wordTest(node, problems, ['open', 'closed', ...(weights?.words ?? [])]);
      if (!passes || !weights) return undefined;
      const isLump = lumpTest(dataset);
      const known = weights.words.map((word) => passes(word));
      const weightsOf = (row: number): boolean | undefined => known[weights.codes[row] ?? known.length];
      const unknown = (row: number): boolean => !isLump(row) && weightsOf(row) === undefined;
      return {
        ...{ label, aboutModels: true },
        rows: { kind: 'rows', test: (row) => isLump(row) || (weightsOf(row) ?? false) },
        unknown: { attribute: name, rows: { kind: 'rows', test: unknown } },
      };
    }
    const models = column.words.map((word) => lens.registry.resolveModel(word));
    const variants = [...VARIANTS, ...models.flatMap(({ variant }) => variant ?? [])];
    const passes = attributeTest(node, name, problems, variants);
    if (!passes) return undefined;
    const resolve = (word: string): ResolvedModel => lens.registry.resolveModel(word);
    const isLump = (word: string | undefined): boolean => word !== undefined && isOther(word);
    return {
      ...{ label, aboutModels: true },
      rows: byWord(column, (word) => word !== undefined && (isLump(word) || passes(resolve(word)))),
      unknown: {
        attribute: name,
        rows: byWord(column, (word) => !isLump(word) && (word === undefined || isBlank(name, resolve(word)))),
      },
    };
  }
  const text = [...dataset.texts.values()].find((each) => each.name.toLowerCase() === name);
  if (text) {
    const wanted = textsOf(node, problems);
    if (!wanted) return undefined;
    const negate = node.kind === 'compare' && node.operator === '!=';
    const verdicts = text.words.map((word) => wanted.has(word.toLowerCase()) !== negate);
    if (!negate && !verdicts.includes(true)) {
      const near = closest([...wanted][0] ?? '', text.words);
      problems.warning(
        node,
        'matches-nothing',
        `No row of ${dataset.name} has this ${text.name}${near.length > 0 ? `; did you mean ${listOf(near.map((each) => `"${each}"`))}?` : '.'}`,
      );
    }
    const passes = new Set(text.words.filter((_, code) => verdicts[code] === true));
    return {
      label,
      aboutModels: false,
      rows: byWord(text, (word) => word !== undefined && passes.has(word)),
    };
  }
  const number = [...dataset.numbers.values()].find((each) => each.name.toLowerCase() === name);
  if (number) {
    const passes = numberTest(node, ['number', 'usd', 'percent'], problems);
    if (!passes) return undefined;
    const test = (row: number): boolean => passes(numberAt(number, row));
    return { label, aboutModels: false, rows: { kind: 'rows', test, key: label } };
  }
  const id = dataset.ids?.find((each) => each.toLowerCase() === name);
  if (id !== undefined) {
    problems.error(
      node.name,
      'left-out',
      `\`${node.name.text}\` was left out of ${dataset.name}, because nearly every row has a word of its own in it. To keep it, name it in the attach statement: \`columns ${node.name.text} = "${id}"\`.`,
    );
    return undefined;
  }
  const names = [...attributeNames(), ...dataset.texts.keys(), ...dataset.numbers.keys()];
  const near = closest(node.name.text, names);
  problems.error(
    node.name,
    'unknown-attribute',
    `\`${node.name.text}\` is neither an attribute of models nor a column of ${dataset.name}; there are ${listOf(names, 'and')}.`,
    near.map((each) => replace(node.name, each)),
  );
  return undefined;
}

function attributeTest(
  node: ConditionNode,
  name: string,
  problems: Problems,
  variants: readonly string[],
): ((model: ResolvedModel) => boolean) | undefined {
  const text = textAttribute(name);
  if (text) {
    const passes = wordTest(node, problems, variants);
    return passes && ((model) => passes(text(model)));
  }
  const number = numberAttribute(name);
  if (number) {
    const passes = numberTest(node, ['number', 'usd'], problems);
    return passes && ((model) => passes(number(model)));
  }
  return releaseTest(node, problems);
}

/** `where country = CN` as `for CN` and as `within CN`: two different questions, of which the writer knows the right one. */
function memberFixes(node: ConditionNode, instead: Span): Fix[] {
  const isOne = node.kind === 'compare' && node.operator === '=' && node.operand;
  const set = node.kind === 'in' ? `(${node.items.map(({ text }) => text).join(', ')})` : undefined;
  const text = isOne ? (node.operand.kind === 'text' ? `"${node.operand.text}"` : node.operand.text) : set;
  return text === undefined ? [] : ['for', 'within'].map((word) => replace(instead, `${word} ${text}`));
}

/** Whether the registry does not know an attribute of a model. */
function isBlank(name: string, model: ResolvedModel): boolean {
  return attribute(name)?.of(model) === undefined;
}

/** Whether a word is (or is not) among those that are asked for; an unknown one passes neither way. */
function wordTest(
  node: ConditionNode,
  problems: Problems,
  known: readonly string[],
): ((word: string | undefined) => boolean) | undefined {
  const wanted = textsOf(node, problems);
  if (!wanted) return undefined;
  const strange = [...wanted].find((word) => !known.includes(word));
  if (strange !== undefined) {
    const near = closest(strange, known);
    const names = [...new Set(known)].map((each) => `\`${each}\``);
    problems.error(
      node,
      'unknown-word',
      `No model has ${node.name.text} \`${strange}\`; there are ${listOf(names, 'and')}.`,
      near.length === 1 && node.kind === 'compare' && node.operand
        ? [replace(node.operand, near[0] ?? '')]
        : [],
    );
    return undefined;
  }
  const negate = node.kind === 'compare' && node.operator === '!=';
  return (word) => word !== undefined && wanted.has(word.toLowerCase()) !== negate;
}

function releaseTest(
  node: ConditionNode,
  problems: Problems,
): ((model: ResolvedModel) => boolean) | undefined {
  const operand = node.kind === 'compare' ? node.operand : undefined;
  const year =
    operand?.kind === 'quantity' && /^\d{4}$/.test(operand.text)
      ? { grain: 'year' as const, year: Number(operand.text) }
      : undefined;
  const period = operand?.kind === 'period' && operand.value !== 'latest' ? operand.value : year;
  const days = period && daysOf(period);
  if (node.kind !== 'compare' || !days || 'problem' in days) {
    problems.error(node, 'wrong-type', 'A release is compared with a period: `where release >= 2026-01`.');
    return undefined;
  }
  const { operator } = node;
  return (model) => {
    const released = model.model?.released;
    if (released === undefined) return false;
    const [y = 0, m = 1, d = 1] = released.split('-').map(Number);
    const day = dayOf(y, m, d);
    // A period is a stretch: later than it means after its end, within it means equal.
    const order = day < days.start ? -1 : day > days.end ? 1 : 0;
    return passes(order, operator, 0);
  };
}

function numberTest(
  node: ConditionNode,
  units: readonly QuantityUnit[],
  problems: Problems,
): ((value: number | undefined) => boolean) | undefined {
  if (node.kind === 'in') {
    problems.error(
      node,
      'wrong-type',
      `${node.name.text} is a number; compare it: \`${node.name.text} < 5\`.`,
    );
    return undefined;
  }
  if (!node.operand) return undefined;
  if (node.operand.kind !== 'quantity' || !units.includes(node.operand.quantity.unit)) {
    problems.error(
      node.operand,
      'wrong-type',
      `${node.name.text} is a number; compare it with one, such as \`5\` or \`$1.50\`.`,
    );
    return undefined;
  }
  const wanted = node.operand.quantity.value;
  const { operator } = node;
  return (value) => value !== undefined && !Number.isNaN(value) && passes(value, operator, wanted);
}

function textsOf(node: ConditionNode, problems: Problems): ReadonlySet<string> | undefined {
  if (node.kind === 'in') return new Set(node.items.map((item) => item.text.toLowerCase()));
  if (!node.operand) return undefined;
  if (node.operator !== '=' && node.operator !== '!=') {
    problems.error(node, 'wrong-type', `${node.name.text} is a word; compare it by = or !=.`);
    return undefined;
  }
  if (node.operand.kind !== 'text' && node.operand.kind !== 'name') {
    problems.error(
      node.operand,
      'wrong-type',
      `${node.name.text} is a word; compare it with a word or a text in quotes.`,
    );
    return undefined;
  }
  return new Set([node.operand.text.toLowerCase()]);
}

/** A condition as captions say it. */
export function labelOf(node: ConditionNode): string {
  if (node.kind === 'in') return `${node.name.text} in (${node.items.map((item) => item.text).join(', ')})`;
  return `${node.name.text} ${node.operator} ${node.operand?.text ?? ''}`;
}
