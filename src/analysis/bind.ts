/**
 * Query → bound query: every name is resolved, every type checked, the universe and the time are known. What is wrong is
 * said at its place; a bound query is only handed out when it can be evaluated.
 */
import { closest } from '../language/closest';
import { listOf, type Span } from '../language/diagnostics';
import type {
  ChartNode,
  ConditionNode,
  ForNode,
  Name,
  Quantity,
  QueryNode,
  SetNode,
  UniverseNode,
  ValueNode,
} from '../language/nodes';
import type { Grain } from '../language/literals';
import { spanLabel } from '../data/calendar';
import { isOther, type Dataset, type NumberColumn } from '../data/dataset';
import type { Unit } from '../protocol/result';
import type { RowTest } from './cube';
import { bindCondition } from './conditions';
import { builtInDimension, Lens, pluralOf, type Dimension } from './dimensions';
import { Problems, replace } from './problems';
import type { Scope } from './scope';
import { EVERYTHING, SetBinder, type BoundItem, type BoundSet } from './sets';
import { calendarBucket, planTime, type TimePlan } from './windows';
import type { Diagnostic } from '../language/diagnostics';

/** A value of a query. `name` heads its column in files, `label` in tables. */
export type BoundValue = {
  readonly name: string;
  readonly label: string;
  readonly unit: Unit;
  readonly measure: NumberColumn;
  readonly additive: boolean;
} & (
  | { readonly kind: 'sum' | 'share' }
  | {
      readonly kind: 'ratio' | 'gap';
      readonly share: boolean;
      readonly left: BoundSet;
      readonly right: BoundSet;
    }
);

export type BoundStage =
  | { readonly kind: 'set'; readonly set: BoundSet }
  | { readonly kind: 'known' }
  | {
      readonly kind: 'top';
      readonly count: number;
      readonly dimension: Dimension;
      readonly each: Grain | undefined;
    };

export type BoundSubject =
  | { readonly kind: 'values' }
  | { readonly kind: 'top' | 'bottom'; readonly count: number; readonly dimension: Dimension }
  | { readonly kind: 'streak'; readonly left: BoundSet; readonly right: BoundSet | Threshold }
  | {
      readonly kind: 'crossing';
      readonly which: 'first' | 'last' | 'all';
      readonly left: BoundSet;
      readonly right: BoundSet | Threshold;
    };

/** A quantity that a set is held against, and how it was written. */
export interface Threshold {
  readonly label: string;
  readonly threshold: number;
}

export type BoundStep =
  | { readonly kind: 'top'; readonly count: number }
  | { readonly kind: 'count'; readonly set: BoundSet }
  | { readonly kind: 'moving-average'; readonly count: number };

export interface BoundQuery {
  readonly node: QueryNode;
  readonly lens: Lens;
  readonly dataset: Dataset;
  readonly subject: BoundSubject;
  readonly values: readonly BoundValue[];
  /** The numerator. */
  readonly set: BoundSet;
  /** `for each (…)`: one series for each item. */
  readonly each: readonly BoundItem[] | undefined;
  readonly by: readonly Dimension[];
  readonly stages: readonly BoundStage[];
  readonly where:
    | {
        readonly test: RowTest;
        readonly label: string;
        readonly aboutModels: boolean;
        /** Named rows of which a condition's attribute is not known; they pass neither way. */
        readonly unknown: readonly { readonly attribute: string; readonly test: RowTest }[];
      }
    | undefined;
  readonly time: TimePlan;
  readonly sustained: number;
  readonly steps: readonly BoundStep[];
  readonly chart: ChartNode | undefined;
  readonly colorBy: Dimension | undefined;
}

export interface Binding {
  readonly query: BoundQuery | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Binds a query in the scope of its notebook. */
export function bind(node: QueryNode, scope: Scope): Binding {
  const problems = new Problems();
  const query = new Binder(node, scope, problems).bind();
  return { query: problems.hasErrors ? undefined : query, diagnostics: problems.all };
}

class Binder {
  constructor(
    private readonly node: QueryNode,
    private readonly scope: Scope,
    private readonly problems: Problems,
  ) {}

  bind(): BoundQuery | undefined {
    const dataset = this.dataset();
    if (!dataset) return undefined;
    const lens = new Lens(dataset, this.scope.registry, this.node.stealth);
    const sets = new SetBinder(lens, this.scope.groups, this.problems);
    const parts = new Parts(this.node, lens, sets, this.problems);
    const subject = parts.subject();
    const values = parts.values();
    const { set, each, by: eachBy } = parts.numerator();
    const by = [...eachBy, ...parts.by()];
    const stages = parts.stages();
    const where = parts.where();
    const isRace = subject?.kind === 'crossing' || subject?.kind === 'streak';
    const time = planTime(this.node, dataset, isRace, this.problems);
    const steps = time && parts.steps(time, values ?? []);
    const colorBy = this.node.chart?.colorBy && parts.dimension(this.node.chart.colorBy);
    if (isRace && (this.node.for ?? this.node.by.length > 0)) {
      this.problems.error(
        this.node.for ?? this.node.by[0] ?? this.node,
        'race-by',
        `A ${subject.kind} names its own two sides; leave \`for\` and \`by\` out.`,
      );
    }
    if (isRace && this.node.steps[0]) {
      this.problems.error(
        this.node.steps[0],
        'race-step',
        `A ${subject.kind} is found in the figures themselves; leave the steps after \`|\` out.`,
      );
    }
    this.checkStealth(dataset);
    const sustained = this.sustained(time, isRace);
    parts.checkEach(time);
    if (this.problems.hasErrors || !subject || !values || !time || !steps || sustained === undefined)
      return undefined;
    return {
      node: this.node,
      lens,
      dataset,
      subject,
      values: this.node.steps.some((step) => step.kind === 'share') ? values.map(asShare) : values,
      set,
      each,
      by,
      stages,
      where,
      time,
      sustained,
      steps,
      chart: this.node.chart,
      colorBy,
    };
  }

  private dataset(): Dataset | undefined {
    const { using } = this.node;
    const names = [...this.scope.datasets.keys()];
    const at: Span = using ?? this.node.subject;
    if (!using && names.length === 0) {
      this.problems.error(
        at,
        'no-dataset',
        'No dataset is attached. Write a cell such as `attach rankings from "data/rankings.csv"`.',
      );
      return undefined;
    }
    if (!using && names.length > 1) {
      this.problems.error(
        at,
        'which-dataset',
        `${names.length} datasets are attached; say which one is asked: ${listOf(names.map((name) => `\`using ${name}\``))}.`,
        names.map((name) => ({
          title: `Add \`using ${name}\``,
          ...this.usingPlace(),
          text: ` using ${name}`,
        })),
      );
      return undefined;
    }
    const attached = using ? this.scope.datasets.get(using.text) : this.scope.datasets.get(names[0] ?? '');
    if (!attached) {
      const near = using ? closest(using.text, names) : [];
      this.problems.error(
        at,
        'unknown-dataset',
        `No dataset is called \`${using?.text ?? ''}\`; attached ${names.length === 1 ? 'is' : 'are'} ${
          names.length > 0
            ? listOf(
                names.map((name) => `\`${name}\``),
                'and',
              )
            : 'none'
        }.`,
        near.map((name) => replace(at, name)),
      );
      return undefined;
    }
    if (!attached.dataset) {
      const why =
        attached.problems.find((each) => each.severity === 'error')?.message ?? 'its file could not be read';
      this.problems.error(
        at,
        'dataset-unreadable',
        `The dataset \`${attached.name}\` could not be attached: ${why}`,
      );
      return undefined;
    }
    return attached.dataset;
  }

  /** Only a dataset that tells models apart knows which of a slug's rows were revealed as whose. */
  private checkStealth(dataset: Dataset): void {
    if (this.node.stealth !== 'revealed' || dataset.roles.model !== undefined) return;
    this.problems.error(
      this.node,
      'no-models',
      `${dataset.name} has no models, so it cannot be said which of its undisclosed ones were revealed; leave \`stealth revealed\` out, or use a dataset of models.`,
    );
  }

  /** Clauses stand before the first step and the chart. */
  private usingPlace(): Span {
    const { node } = this;
    const limit = node.steps[0]?.start ?? node.chart?.start;
    if (limit === undefined) return { start: node.end, end: node.end };
    const clauses: readonly (Span | undefined)[] = [
      ...[node.subject, node.for, ...node.by, ...node.within, ...node.where],
      ...[node.grain, node.window, node.sustained],
    ];
    const end = Math.max(...clauses.flatMap((clause) => (clause && clause.end <= limit ? [clause.end] : [])));
    return { start: end, end };
  }

  private sustained(time: TimePlan | undefined, isRace: boolean): number | undefined {
    const { sustained } = this.node;
    if (!sustained) return 1;
    if (!isRace) {
      this.problems.error(
        sustained,
        'sustained-alone',
        '`sustained` belongs to a crossing: `first crossing of tokens for CN over US sustained 2 weeks`.',
      );
      return undefined;
    }
    if (time && sustained.grain !== time.grain) {
      this.problems.error(
        sustained,
        'other-grain',
        `The crossing is asked per ${time.grain}, so it is sustained for ${time.grain}s, not ${sustained.grain}s.`,
      );
      return undefined;
    }
    return sustained.count;
  }
}

/** Binds the parts of one query against its dataset. */
class Parts {
  constructor(
    private readonly node: QueryNode,
    private readonly lens: Lens,
    private readonly sets: SetBinder,
    private readonly problems: Problems,
  ) {}

  subject(): BoundSubject | undefined {
    const { subject } = this.node;
    switch (subject.kind) {
      case 'values':
        return { kind: 'values' };
      case 'top':
      case 'bottom': {
        const dimension = subject.dimension && this.dimension(subject.dimension);
        if (this.node.by.length > 0 || this.node.for?.kind === 'for-each') {
          const at = this.node.by[0] ?? this.node.for ?? this.node;
          this.problems.error(
            at,
            'ranking-by',
            `A ranking has one dimension. For the largest of every group, write \`tokens by country, model | top 10\`.`,
          );
        }
        return dimension && subject.count && { kind: subject.kind, count: subject.count.value, dimension };
      }
      case 'crossing':
      case 'streak': {
        const left = this.sets.set(subject.left);
        const right =
          subject.right?.kind === 'quantity' ? this.threshold(subject.right) : this.sets.set(subject.right);
        if (left === undefined || right === undefined) return undefined;
        return subject.kind === 'crossing'
          ? { kind: 'crossing', which: subject.which, left, right }
          : { kind: 'streak', left, right };
      }
    }
  }

  private threshold(at: Quantity): Threshold | undefined {
    const { subject } = this.node;
    const of = subject.kind === 'crossing' || subject.kind === 'streak' ? subject.of : undefined;
    const { unit, value } = at.quantity;
    if (of?.kind === 'share') {
      if (unit === 'percent') return { label: at.text, threshold: value };
      this.problems.error(
        at,
        'wrong-unit',
        `A share is compared with a percentage, such as \`50%\`, not with \`${at.text}\`.`,
      );
      return undefined;
    }
    const name = of?.kind === 'measure' ? of.name.text : 'tokens';
    if (unit === 'number' || (unit === 'usd' && unitOf(name) === 'usd')) {
      return { label: at.text, threshold: value };
    }
    this.problems.error(
      at,
      'wrong-unit',
      unit === 'percent'
        ? `\`${at.text}\` is a percentage; to compare shares, write \`share of ${name}\`.`
        : `${name} is compared with a number, such as \`1.5T\`, not with \`${at.text}\`.`,
    );
    return undefined;
  }

  values(): BoundValue[] | undefined {
    const { subject } = this.node;
    const values = this.valueNodes(subject).map((node) => this.value(node));
    const isRace = subject.kind === 'crossing' || subject.kind === 'streak';
    if (isRace && values.some((value) => value?.kind === 'ratio' || value?.kind === 'gap')) {
      this.problems.error(
        subject.of ?? subject,
        'race-value',
        `A ${subject.kind} compares its two sides itself; write \`${subject.kind} of tokens\` or \`${subject.kind} of share of tokens\`.`,
      );
      return undefined;
    }
    return values.every((value) => value !== undefined) ? values : undefined;
  }

  private valueNodes(subject: QueryNode['subject']): readonly (ValueNode | undefined)[] {
    switch (subject.kind) {
      case 'values':
        return subject.values;
      case 'top':
      case 'bottom':
        return [subject.by ?? this.defaultValue(subject)];
      case 'crossing':
      case 'streak':
        return [subject.of];
    }
  }

  /** A ranking without `by` ranks by tokens. */
  private defaultValue(at: Span): ValueNode {
    const span = { start: at.start, end: at.end };
    return { kind: 'measure', name: { kind: 'name', text: 'tokens', ...span }, ...span };
  }

  private value(node: ValueNode | undefined): BoundValue | undefined {
    if (!node) return undefined;
    switch (node.kind) {
      case 'measure':
        return this.measure(node.name);
      case 'share': {
        const of = this.value(node.of);
        if (!of) return undefined;
        if (of.kind !== 'sum') {
          this.problems.error(
            node,
            'share-of',
            'A share is taken of a value that adds up, such as `share of tokens`.',
          );
          return undefined;
        }
        if (!of.additive) {
          this.problems.error(
            node,
            'share-of-score',
            `${of.label} does not add up, so a share of it means nothing; rank by it instead: \`top 10 models by ${of.label}\`.`,
          );
          return undefined;
        }
        return asShare(of);
      }
      case 'ratio':
      case 'gap': {
        const of = this.value(node.of);
        const left = this.sets.set(node.left);
        const right = this.sets.set(node.right);
        if (!of || !left || !right) return undefined;
        if (of.kind !== 'sum' && of.kind !== 'share') {
          this.problems.error(node, 'nested', `A ${node.kind} is taken of a value or of a share.`);
          return undefined;
        }
        if (this.node.for) {
          this.problems.error(
            this.node.for,
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
    }
  }

  private measure(name: Name): BoundValue | undefined {
    const { dataset } = this.lens;
    const column = [...dataset.numbers.values()].find(
      (each) => each.name.toLowerCase() === name.text.toLowerCase(),
    );
    if (!column) return this.noSuchValue(name);
    return {
      kind: 'sum',
      name: column.name,
      label: column.name,
      unit: unitOf(column.name),
      measure: column,
      additive: column.additive,
    };
  }

  private noSuchValue(name: Name): BoundValue | undefined {
    const { dataset } = this.lens;
    const columns = [...dataset.numbers.keys()];
    const first = columns.includes('tokens') ? 'tokens' : (columns[0] ?? 'tokens');
    const item: SetNode = {
      kind: 'one',
      item: { kind: 'item', form: 'name', text: name.text, start: name.start, end: name.end },
      start: name.start,
      end: name.end,
    };
    const isMember = new SetBinder(this.lens, new Map(), new Problems()).set(item) !== undefined;
    const isText = this.lens.dimension(name.text) !== undefined;
    if (isMember) {
      this.problems.error(
        name,
        'member-as-value',
        `\`${name.text}\` is what is counted, not a value; write \`${first} for ${name.text}\`.`,
        [replace(name, `${first} for ${name.text}`)],
      );
      return undefined;
    }
    if (isText) {
      this.problems.error(
        name,
        'dimension-as-value',
        `\`${name.text}\` is a dimension, not a value; write \`${first} by ${name.text}\`.`,
        [replace(name, `${first} by ${name.text}`)],
      );
      return undefined;
    }
    const near = closest(name.text, columns);
    this.problems.error(
      name,
      'unknown-value',
      `${dataset.name} has no value \`${name.text}\`; it has ${listOf(
        columns.map((column) => `\`${column}\``),
        'and',
      )}.`,
      near.map((column) => replace(name, column)),
    );
    return undefined;
  }

  dimension(name: Name): Dimension | undefined {
    const dimension = this.lens.dimension(name.text);
    if (dimension) return dimension;
    const { dataset } = this.lens;
    const builtIn = builtInDimension(name.text);
    if (builtIn) {
      this.problems.error(
        name,
        'no-such-dimension',
        `${dataset.name} knows no ${pluralOf(builtIn)}: its rows are told apart by ${listOf([...dataset.texts.keys()], 'and') || 'dates only'}.`,
      );
      return undefined;
    }
    const names = ['model', 'lab', 'country', 'weights', 'variant', ...dataset.texts.keys()];
    const near = closest(name.text, names);
    this.problems.error(
      name,
      'unknown-dimension',
      `\`${name.text}\` is not a dimension; ${dataset.name} can be split by ${listOf([...new Set(names)].filter((each) => this.lens.dimension(each) !== undefined))}.`,
      near.map((each) => replace(name, each)),
    );
    return undefined;
  }

  /** The `for` clause: a numerator, items side by side, or a dimension. */
  numerator(): { set: BoundSet; each: readonly BoundItem[] | undefined; by: readonly Dimension[] } {
    const nothing = { set: EVERYTHING, each: undefined, by: [] };
    const clause: ForNode | undefined = this.node.for;
    if (!clause) return nothing;
    if (clause.kind === 'for') return { ...nothing, set: this.sets.set(clause.set) ?? EVERYTHING };
    if (!clause.each) return nothing;
    if (clause.each.kind === 'name') {
      const dimension = this.lens.dimension(clause.each.text);
      if (dimension) return { ...nothing, by: [dimension] };
      if (builtInDimension(clause.each.text)) {
        this.dimension(clause.each);
        return nothing;
      }
      const { text, start, end } = clause.each;
      const one: SetNode = {
        kind: 'one',
        item: { kind: 'item', form: 'name', text, start, end },
        start,
        end,
      };
      const set = this.sets.set(one);
      return set ? { ...nothing, set, each: set.items } : nothing;
    }
    const set = this.sets.set(clause.each);
    if (!set) return nothing;
    if (set.items.length === 0) {
      this.problems.error(
        clause.each,
        'each-of-all',
        '`for each` needs a list or a dimension: `for each (CN, US)`, `for each country`.',
      );
    }
    return { ...nothing, set, each: set.items };
  }

  by(): Dimension[] {
    return this.node.by.flatMap((name) => this.dimension(name) ?? []);
  }

  stages(): BoundStage[] {
    return this.node.within.flatMap((stage) => this.stage(stage) ?? []);
  }

  private stage(node: UniverseNode): BoundStage | undefined {
    if (node.kind === 'known') return { kind: 'known' };
    if (node.kind === 'set') {
      const set = this.sets.set(node.set);
      return set && { kind: 'set', set };
    }
    const dimension = node.dimension && this.dimension(node.dimension);
    if (!dimension || !node.count) return undefined;
    const { time } = this.lens.dataset;
    if (node.each && !time) {
      this.problems.error(
        node,
        'no-time',
        `${this.lens.dataset.name} is a snapshot; leave \`each ${node.each.grain}\` out.`,
      );
      return undefined;
    }
    return { kind: 'top', count: node.count.value, dimension, each: node.each?.grain };
  }

  /** What `each` asks of the calendar: whole buckets, and a choice for every bucket rather than one for all of them. */
  checkEach(time: TimePlan | undefined): void {
    for (const node of this.node.within) {
      if (node.kind !== 'top' || !time || time.mode === 'snapshot') continue;
      if (!node.each) {
        const grain = time.mode === 'series' ? time.grain : undefined;
        if (grain) {
          this.problems.warning(
            node,
            'one-choice',
            `This chooses once, by the sums of the whole period, and keeps the choice in every ${grain}: models that came later or went earlier vanish. Write \`each ${grain}\` to choose anew.`,
            [{ title: `Add \`each ${grain}\``, start: node.end, end: node.end, text: ` each ${grain}` }],
          );
        }
        continue;
      }
      const own = this.lens.dataset.time?.grain;
      const order: readonly Grain[] = ['day', 'week', 'month', 'quarter', 'year'];
      if (own && order.indexOf(node.each.grain) < order.indexOf(own)) {
        this.problems.error(
          node,
          'finer-than-data',
          `${this.lens.dataset.name} has one figure a ${own}; it cannot choose for each ${node.each.grain}.`,
        );
      } else if (own === 'week' && (node.each.grain === 'month' || node.each.grain === 'quarter')) {
        this.problems.error(
          node,
          'straddling-weeks',
          `${this.lens.dataset.name} is weekly, and weeks straddle ${node.each.grain}s; choose \`each week\`.`,
        );
      } else if (!this.node.partial) {
        this.checkWhole(node, node.each.grain, time);
      }
    }
  }

  /** `each week` chooses by whole weeks, so the period must not cut one. */
  private checkWhole(node: Span, each: Grain, time: TimePlan): void {
    const { dataset } = this.lens;
    const [from, to] = [time.buckets[time.first], time.buckets.at(-1)];
    if (!dataset.time || !from || !to || time.dataTo <= time.dataFrom) return;
    const first = calendarBucket(dataset.time, time.dataFrom, each);
    const last = calendarBucket(dataset.time, time.dataTo - 1, each);
    const cut = first.start < from.start ? first : last.end > to.end ? last : undefined;
    if (!cut) return;
    this.problems.error(
      node,
      'each-cuts-bucket',
      `\`each ${each}\` chooses by whole ${each}s, but only a part of the ${each} of ${spanLabel(cut, true)} lies in the period of this query. Name a period of whole ${each}s, or write \`including partial\`.`,
    );
  }

  where(): BoundQuery['where'] {
    const conditions = this.node.where.map((condition: ConditionNode) =>
      bindCondition(condition, this.lens, this.problems),
    );
    const bound = conditions.flatMap((each) => each ?? []);
    if (bound.length === 0) return undefined;
    const { dataset } = this.lens;
    const identity = dataset.texts.get(dataset.roles.model ?? '');
    const otherCode = identity?.words.findIndex(isOther) ?? -1;
    const isLump = (row: number): boolean => otherCode >= 0 && identity?.codes[row] === otherCode;
    return {
      // What `other` holds is unknown, so a condition on models cannot decide about it: it stays, as a bound.
      test: (row) => bound.every((each) => (each.aboutModels && isLump(row)) || each.test(row)),
      label: bound.map((each) => each.label).join(' and '),
      aboutModels: bound.some((each) => each.aboutModels),
      unknown: bound.flatMap(({ unknown }) =>
        unknown
          ? [{ attribute: unknown.attribute, test: (row: number) => !isLump(row) && unknown.test(row) }]
          : [],
      ),
    };
  }

  steps(time: TimePlan, values: readonly BoundValue[]): BoundStep[] | undefined {
    const steps: BoundStep[] = [];
    let averaged = false;
    for (const step of this.node.steps) {
      if (step.kind !== 'moving-average' && steps.some((each) => each.kind === 'count')) {
        this.problems.error(
          step,
          'step-order',
          'A count is one number: after it only `| moving average` can follow. Put `| count` last.',
        );
        return undefined;
      }
      switch (step.kind) {
        case 'share':
          if (averaged) {
            this.problems.error(
              step,
              'step-order',
              'Put `| share` before `| moving average`: the average of the shares, not a share of averages.',
            );
            return undefined;
          }
          if (values.some((value) => value.kind !== 'sum' || !value.additive)) {
            this.problems.error(
              step,
              'share-of',
              '`| share` divides a sum, such as `tokens by lab`, by its universe.',
            );
            return undefined;
          }
          break;
        case 'top':
          if (!step.count) return undefined;
          steps.push({ kind: 'top', count: step.count.value });
          break;
        case 'count': {
          const set = this.sets.set(step.set);
          if (!set) return undefined;
          steps.push({ kind: 'count', set });
          break;
        }
        case 'moving-average':
          if (!step.stretch) return undefined;
          if (time.mode !== 'series') {
            this.problems.error(
              step,
              'average-of-one',
              'A moving average needs a series; add a grain, such as `weekly`.',
            );
            return undefined;
          }
          if (step.stretch.grain !== time.grain) {
            this.problems.error(
              step.stretch,
              'other-grain',
              `The series has one figure a ${time.grain}; average over ${time.grain}s: \`moving average ${step.stretch.count} ${time.grain}s\`.`,
              [replace(step.stretch, `${step.stretch.count} ${time.grain}s`)],
            );
            return undefined;
          }
          averaged = true;
          steps.push({ kind: 'moving-average', count: step.stretch.count });
      }
    }
    return steps;
  }
}

function unitOf(column: string): Unit {
  if (/tokens?($|_)/i.test(column)) return 'tokens';
  return /usd|dollar/i.test(column) ? 'usd' : 'number';
}

function asShare(value: BoundValue): BoundValue {
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
