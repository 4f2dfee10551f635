/**
 * Measures: arithmetic over columns of a dataset and attributes of its models, computed row by row. What adds up is
 * summed afterwards; a sum divided by a sum is divided after both are summed, so that it is never a mean of quotients.
 */
import { closest } from '../language/closest';
import { listOf, type Span } from '../language/diagnostics';
import type { ExpressionNode, MeasureNode, Name, Operator, Quantity } from '../language/nodes';
import { isOther, numberAt, type Dataset, type NumberColumn } from '../data/dataset';
import { byWord } from '../data/rowFilter';
import type { Unit } from '../protocol/result';
import { attributeNames, numberAttribute } from '../registry/attributes';
import type { BoundMeasure, Reading, Unknown } from './bound';
import type { Lens } from './dimensions';
import { tooDeep } from './nesting';
import { replace, type Problems } from './problems';

/** The measure that every dataset of models has without a definition. */
export const DOLLARS = 'dollars';

const PER_MILLION = 1e6;

/** What a number counts, as exponents: dollars for a token are `{ usd: 1, tokens: −1 }`. */
interface Counts {
  readonly usd: number;
  readonly tokens: number;
}

/**
 * A part of a formula. `constant`: the same everywhere. `rate`: a number of every row that does not add up (a price, a
 * score). `sum`: adds up over rows. `quotient`: a sum by a sum.
 */
interface Term {
  readonly kind: 'constant' | 'rate' | 'sum' | 'quotient';
  readonly counts: Counts;
  /** One for each reading: row → value; of a constant, a single number for all rows. */
  readonly above: readonly Values[];
  readonly below: readonly Values[] | undefined;
  /** Attributes of models that it is computed from. */
  readonly attributes: readonly string[];
}

type Values = (row: number) => number;

const NOTHING: Counts = { usd: 0, tokens: 0 };

export interface MeasureContext {
  readonly lens: Lens;
  readonly measures: ReadonlyMap<string, MeasureNode>;
  readonly problems: Problems;
}

/** The measure of a name, or undefined if nothing computes it; what is wrong with its definition is said at `at`. */
export function computedMeasure(name: Name, context: MeasureContext): BoundMeasure | 'broken' | undefined {
  const node = context.measures.get(name.text);
  if (!node && name.text.toLowerCase() !== DOLLARS) return undefined;
  const formula = new Formula(context, name);
  const term = node ? formula.measure(node) : formula.dollars(name);
  return term ? finish(name.text, term, context.lens) : 'broken';
}

/** A column of the data as a measure. */
export function columnMeasure(column: NumberColumn): BoundMeasure {
  return {
    name: column.name,
    label: column.name,
    unit: column.unit ?? unitOfName(column.name),
    additive: column.additive,
    readings: [{ above: column, below: undefined }],
    unknown: [],
    remark: undefined,
  };
}

/** The unit of a column, by its name. */
export function unitOfName(column: string): Unit {
  if (/tokens?($|_)/i.test(column)) return 'tokens';
  return /usd|dollar/i.test(column) ? 'usd' : 'number';
}

/** A formula that is checked by itself, at its definition. */
export function checkMeasure(node: MeasureNode, context: MeasureContext): void {
  if (node.name) new Formula(context, undefined).measure(node);
}

class Formula {
  /** Measures that are being computed, from the outside in: none of them may hold itself. */
  private readonly open: string[] = [];

  /** `use` is where the measure is asked for; undefined where its own definition is read. */
  constructor(
    private readonly context: MeasureContext,
    private readonly use: Span | undefined,
  ) {}

  measure(node: MeasureNode): Term | undefined {
    const name = node.name?.text ?? '';
    if (this.open.includes(name)) {
      this.complain(node, 'circle', `\`${name}\` is defined by itself: ${[...this.open, name].join(' → ')}.`);
      return undefined;
    }
    if (!node.expression) {
      this.unread(node, name);
      return undefined;
    }
    const deep = tooDeep(name, this.open);
    if (deep !== undefined) {
      this.complain(node, 'too-deep', deep);
      return undefined;
    }
    this.open.push(name);
    const term = this.term(node.expression);
    this.open.pop();
    return term;
  }

  private unread(at: Span, name: string): void {
    this.complain(at, 'broken-measure', `The measure \`${name}\` cannot be read; mend its definition first.`);
  }

  /** Tokens × price: as prompt tokens, up to completion tokens, with one mix of both for everyone. */
  dollars(at: Span): Term | undefined {
    const { dataset } = this.context.lens;
    const tokens = dataset.numbers.get('tokens');
    if (!tokens || dataset.roles.model === undefined) {
      this.complain(
        at,
        'no-prices',
        `${dataset.name} has no ${tokens ? 'models' : 'tokens'}, and dollars are the tokens of a model times its price; use a dataset of models.`,
      );
      return undefined;
    }
    const [input, output] = [this.attribute('price'), this.attribute('output_price')];
    if (!input || !output) return undefined;
    const sum = this.column(tokens);
    const [low, high] = [this.combine('*', sum, input, at), this.combine('*', sum, output, at)];
    return low && high && { ...low, above: [...low.above, ...high.above] };
  }

  private term(node: ExpressionNode): Term | undefined {
    switch (node.kind) {
      case 'constant':
        return this.constant(node.quantity);
      case 'operand':
        return this.operand(node.name);
      case 'operation': {
        if (!node.left || !node.right) {
          this.unread(node, this.open.at(-1) ?? '');
          return undefined;
        }
        const left = this.term(node.left);
        const right = this.term(node.right);
        return left && right && this.combine(node.operator, left, right, node);
      }
    }
  }

  private constant({ quantity, text, ...at }: Quantity): Term | undefined {
    if (quantity.unit === 'points') {
      this.complain(
        at,
        'wrong-unit',
        `\`${text}\` is a difference of shares; calculate with a plain number.`,
      );
      return undefined;
    }
    const counts = quantity.unit === 'usd' ? { usd: 1, tokens: 0 } : NOTHING;
    return { kind: 'constant', counts, above: [() => quantity.value], below: undefined, attributes: [] };
  }

  private operand(name: Name): Term | undefined {
    const { lens, measures } = this.context;
    const { dataset } = lens;
    const wanted = name.text.toLowerCase();
    const column = [...dataset.numbers.values()].find((each) => each.name.toLowerCase() === wanted);
    if (column) return this.column(column);
    const measure = measures.get(name.text);
    if (measure) return this.measure(measure);
    if (wanted === DOLLARS) return this.dollars(name);
    if (numberAttribute(wanted)) {
      if (dataset.roles.model !== undefined) return this.attribute(wanted);
      this.complain(
        name,
        'no-such-dimension',
        `${dataset.name} has no models, so it has no ${name.text} of a model.`,
      );
      return undefined;
    }
    const names = [...dataset.numbers.keys(), ...measures.keys(), DOLLARS, ...attributeNames('number')];
    const near = closest(name.text, names);
    this.complain(
      name,
      'unknown-value',
      `\`${name.text}\` is neither a column of numbers of ${dataset.name} nor an attribute of models; there are ${listOf(
        [...new Set(names)].map((each) => `\`${each}\``),
        'and',
      )}.`,
      near.map((each) => replace(name, each)),
    );
    return undefined;
  }

  private column(column: NumberColumn): Term {
    const unit = column.unit ?? unitOfName(column.name);
    return {
      kind: column.additive ? 'sum' : 'rate',
      counts: { usd: unit === 'usd' ? 1 : 0, tokens: unit === 'tokens' ? 1 : 0 },
      above: [(row) => numberAt(column, row)],
      below: undefined,
      attributes: [],
    };
  }

  /** A number that the registry knows of a model; prices are dollars for a million tokens there, for one token here. */
  private attribute(name: string): Term | undefined {
    const { dataset, registry } = this.context.lens;
    const models = dataset.texts.get(dataset.roles.model ?? '');
    const read = numberAttribute(name);
    if (!models || !read) return undefined;
    const isPrice = name.includes('price');
    const numbers = models.words.map((word) => read(registry.resolveModel(word)) ?? NaN);
    const scale = isPrice ? PER_MILLION : 1;
    return {
      kind: 'rate',
      counts: isPrice ? { usd: 1, tokens: -1 } : NOTHING,
      above: [(row) => (numbers[models.codes[row] ?? numbers.length] ?? NaN) / scale],
      below: undefined,
      attributes: [name],
    };
  }

  private combine(operator: Operator, left: Term, right: Term, at: Span): Term | undefined {
    const attributes = [...new Set([...left.attributes, ...right.attributes])];
    const kind = kindOf(operator, left.kind, right.kind);
    if (!kind) {
      this.complain(at, 'no-sum', whyNot(operator, left.kind, right.kind));
      return undefined;
    }
    if (operator === '+' || operator === '-') {
      if (left.counts.usd !== right.counts.usd || left.counts.tokens !== right.counts.tokens) {
        const verb = operator === '+' ? 'added' : 'subtracted';
        const [one, other] = [inWords(left.counts), inWords(right.counts)];
        this.complain(
          at,
          'wrong-unit',
          `${one} and ${other} cannot be ${verb}: they count different things.`,
        );
        return undefined;
      }
      return {
        kind,
        counts: left.counts,
        above: join(operator, left.above, right.above),
        below: undefined,
        attributes,
      };
    }
    const sign = operator === '*' ? 1 : -1;
    const counts = {
      usd: left.counts.usd + sign * right.counts.usd,
      tokens: left.counts.tokens + sign * right.counts.tokens,
    };
    if (kind === 'quotient' && left.kind === 'sum' && right.kind === 'sum')
      return { kind, counts, above: left.above, below: right.above, attributes };
    const below = left.below ?? right.below;
    return { kind, counts, above: join(operator, left.above, right.above), below, attributes };
  }

  private complain(at: Span, code: string, message: string, fixes?: Parameters<Problems['error']>[3]): void {
    // At a use only the use is in view: what is wrong is said there, and mended at the definition.
    if (this.use && this.open.length > 0) {
      const name = this.open[0] ?? '';
      const text =
        code === 'circle' || code === 'broken-measure' ? message : `In the measure \`${name}\`: ${message}`;
      this.context.problems.error(this.use, code, text);
    } else this.context.problems.error(at, code, message, fixes);
  }
}

function join(operator: Operator, left: readonly Values[], right: readonly Values[]): Values[] {
  const count = Math.max(left.length, right.length);
  return Array.from({ length: count }, (_, reading) => {
    // What has one reading only is the same in both.
    const [a, b] = [left[reading] ?? left[0], right[reading] ?? right[0]];
    return (row) => calculate(operator, a?.(row) ?? NaN, b?.(row) ?? NaN);
  });
}

/** A division by zero has no result: it is missing. */
function calculate(operator: Operator, a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return b === 0 ? NaN : a / b;
  }
}

/** What comes out of two parts, or undefined where it would mean nothing. */
function kindOf(operator: Operator, left: Term['kind'], right: Term['kind']): Term['kind'] | undefined {
  const kinds = new Set([left, right]);
  if (operator === '+' || operator === '-') {
    if (left === right && left !== 'quotient') return left;
    return kinds.has('rate') && kinds.has('constant') ? 'rate' : undefined;
  }
  if (right === 'constant') return left;
  if (operator === '*') {
    if (left === 'constant') return right;
    if (kinds.has('quotient')) return undefined;
    return left === 'sum' && right === 'sum' ? undefined : kinds.has('sum') ? 'sum' : 'rate';
  }
  if (left === 'sum') return right === 'sum' ? 'quotient' : right === 'rate' ? 'sum' : undefined;
  return right === 'rate' && left !== 'quotient' ? 'rate' : undefined;
}

function whyNot(operator: Operator, left: Term['kind'], right: Term['kind']): string {
  if (left === 'quotient' || right === 'quotient')
    return 'A quotient is computed after everything is summed; it can be multiplied with or divided by a number, and nothing else.';
  if (operator === '*' && left === 'sum' && right === 'sum')
    return 'Two sums multiplied with each other count nothing; multiply a sum with a price or a number.';
  if (operator === '+' || operator === '-')
    return 'A sum and a number of each row cannot be added: the result would depend on how many rows there are.';
  return 'Only a sum can be divided by a sum, such as `dollars / tokens`.';
}

function inWords({ usd, tokens }: Counts): string {
  if (usd === 1 && tokens === -1) return 'Prices';
  if (usd === 1 && tokens === 0) return 'Dollars';
  if (usd === 0 && tokens === 1) return 'Tokens';
  return usd === 0 && tokens === 0 ? 'Plain numbers' : 'Products of dollars and tokens';
}

/** Computes the columns of a measure, and says what they count. */
function finish(name: string, term: Term, lens: Lens): BoundMeasure {
  const { dataset } = lens;
  const perToken = term.counts.usd === 1 && term.counts.tokens === -1;
  const scale = perToken ? PER_MILLION : 1;
  const additive = term.kind === 'sum';
  const columnOf = (values: Values): NumberColumn => {
    let computed: Float64Array | undefined;
    return {
      ...{ kind: 'number', name, additive: additive || term.kind === 'quotient', scale: 1 },
      // Only who counts it needs it, and not who looks for mistakes.
      get values() {
        return (computed ??= Float64Array.from({ length: dataset.rows }, (_, row) => values(row)));
      },
    };
  };
  const readings = term.above.map((above, reading): Reading => {
    const below = term.below && (term.below[reading] ?? term.below[0]);
    const scaled: Values = (row) => above(row) * scale;
    if (!below) return { above: columnOf(scaled), below: undefined };
    // Both sums are over the same rows: one that lacks either of the two is in neither.
    const isMissing = (row: number): boolean => Number.isNaN(above(row)) || Number.isNaN(below(row));
    const both =
      (values: Values): Values =>
      (row) =>
        isMissing(row) ? NaN : values(row);
    return { above: columnOf(both(scaled)), below: columnOf(both(below)) };
  });
  const unit: Unit =
    perToken || (term.counts.usd === 1 && term.counts.tokens === 0) ? 'usd' : unitOf(term.counts);
  const [first] = readings;
  if (!first) throw new RangeError('A measure without a reading.');
  return {
    name,
    label: perToken ? `${name} (per million tokens)` : name,
    unit,
    additive,
    readings: [first, ...readings.slice(1)],
    unknown: unknownOf(term, dataset, lens),
    remark:
      readings.length > 1
        ? `${name === DOLLARS ? 'Dollars' : `\`${name}\``} at list prices: the figure takes all tokens as prompt tokens, the range reaches to all of them as completion tokens, with one mix for everyone. What the source lumps into “other” has no price and is not in it.`
        : undefined,
  };
}

function unitOf(counts: Counts): Unit {
  return counts.tokens === 1 && counts.usd === 0 ? 'tokens' : 'number';
}

function unknownOf(term: Term, dataset: Dataset, lens: Lens): Unknown[] {
  const models = dataset.texts.get(dataset.roles.model ?? '');
  return term.attributes.slice(0, 1).flatMap((attribute): Unknown[] => {
    const read = numberAttribute(attribute);
    if (!models) return [];
    const rows = byWord(
      models,
      (word) =>
        word !== undefined && !isOther(word) && read?.(lens.registry.resolveModel(word)) === undefined,
    );
    return [{ attribute: attribute.replace('_', ' '), rows }];
  });
}
