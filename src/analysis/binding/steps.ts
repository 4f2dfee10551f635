/** The steps after `|`, and the order in which they may follow each other. */
import type { Span } from '../../language/diagnostics';
import type { Period, Quantity, SetNode, StepNode, Stretch } from '../../language/nodes';
import { adverbOf, stretchText } from '../../language/vocabulary';
import type { Unit } from '../../protocol/result';
import { comparesBuckets, isPart, type BoundStep, type BoundValue } from '../bound';
import { replace } from '../problems';
import { EVERYTHING, type BoundSet } from '../sets';
import { unitAfter } from '../steps/alongTime';
import { keyOfPeriod } from '../buckets';
import type { TimePlan } from '../windows';
import type { Context } from './context';
import { comparable } from './quantity';

/** What a step finds: what the steps before it have made of the figures. */
interface State {
  /** One figure a bucket; some steps make one figure of all of them. */
  series: boolean;
  /** Several rows; a count or a sum makes one of them. */
  members: boolean;
  /** Of each value. */
  units: readonly Unit[];
  /** Sums of the figures mean something. */
  adds: boolean;
  /** The figures lie between two prices, with one mix for everyone: what divides them has to know the mix. */
  readonly priced: string | undefined;
  /** Steps so far, besides `share`. */
  readonly before: BoundStep[];
}

export function bindSteps(
  time: TimePlan,
  values: readonly [BoundValue, ...BoundValue[]],
  context: Context,
): BoundStep[] | undefined {
  const { node } = context;
  const state: State = {
    series: time.mode === 'series',
    members: node.by.length > 0 || node.for?.kind === 'for-each' || 'count' in node.subject,
    units: values.map(({ unit }) => unit),
    adds: values.every(isPart),
    priced: values.find(({ measure }) => measure.readings.length > 1)?.measure.label,
    before: [],
  };
  for (const step of node.steps) {
    // A share is no step of its own: it changes what the values are.
    if (step.kind === 'share') {
      if (!canShare(step, state, values, context)) return undefined;
      state.units = values.map(() => 'fraction');
      continue;
    }
    const bound = new StepBinder(state, time, context).bind(step);
    if (!bound) return undefined;
    state.before.push(bound);
  }
  return state.before;
}

function canShare(at: Span, state: State, values: readonly BoundValue[], { problems }: Context): boolean {
  const late = state.before.find((step) => step.kind !== 'top');
  if (late) {
    problems.error(
      at,
      'step-order',
      late.kind === 'moving-average'
        ? 'Put `| share` before `| moving average`: the average of the shares, not a share of averages.'
        : `Put \`| share\` before \`| ${late.kind}\`: a share is of what was counted, not of what steps made of it.`,
    );
    return false;
  }
  if (values.some((value) => value.kind !== 'sum' || !value.measure.additive || comparesBuckets(value))) {
    problems.error(at, 'share-of', '`| share` divides a sum, such as `tokens by lab`, by its universe.');
    return false;
  }
  return true;
}

/** What can be added up over time. */
const SUMS: readonly Unit[] = ['tokens', 'usd', 'number', 'buckets'];

type Step = Exclude<StepNode, { kind: 'share' }>;
type PlainStep = Extract<Step, { kind: 'cumulative' | 'max' | 'min' | 'leader' }>;

class StepBinder {
  constructor(
    private readonly state: State,
    private readonly time: TimePlan,
    private readonly context: Context,
  ) {}

  bind(step: Step): BoundStep | undefined {
    switch (step.kind) {
      case 'top':
        if (!this.needsMembers(step, 'top') || this.isRanked(step, '`| top`')) return undefined;
        return step.count && { kind: 'top', count: step.count.value };
      case 'count': {
        if (!this.needsMembers(step, 'count')) return undefined;
        const set = this.setOf(step.set);
        if (set) Object.assign(this.state, { members: false, units: ['number'], adds: false });
        return set && { kind: 'count', set };
      }
      case 'sum':
        return this.sum(step);
      case 'moving-average':
        return this.movingAverage(step);
      case 'change':
      case 'growth':
      case 'multiple':
        return this.compare(step);
      case 'rank':
        return this.rank(step);
      case 'index':
        return this.index(step);
      case 'periods': {
        if (!this.needsSeries(step, 'periods') || !step.operator || !step.quantity) return undefined;
        const limit = this.limitOf(step.quantity);
        if (limit === undefined) return undefined;
        this.becomes('buckets');
        this.state.series = false;
        return { kind: 'periods', operator: step.operator, limit, label: step.quantity.text };
      }
      case 'fill':
        if (!this.needsSeries(step, 'fill') || this.isChosen(step)) return undefined;
        return step.with && { kind: 'fill', with: step.with };
      case 'cumulative':
        return this.cumulative(step);
      case 'max':
      case 'min':
        if (!this.needsSeries(step, step.kind)) return undefined;
        Object.assign(this.state, { series: false, adds: false });
        return { kind: step.kind };
      case 'leader':
        if (!this.needsMembers(step, 'leader') || this.isRanked(step, '`| leader`')) return undefined;
        return { kind: 'leader' };
    }
  }

  private sum(step: Extract<Step, { kind: 'count' | 'sum' }>): BoundStep | undefined {
    if (!this.needsMembers(step, 'sum')) return undefined;
    if (!this.state.adds) {
      this.error(step, 'no-sum', 'These figures do not add up, so a sum of them means nothing.');
      return undefined;
    }
    const set = this.setOf(step.set);
    if (set) this.state.members = false;
    return set && { kind: 'sum', set };
  }

  private movingAverage(step: Extract<Step, { kind: 'moving-average' }>): BoundStep | undefined {
    if (!step.stretch || !this.needsSeries(step, 'moving average')) return undefined;
    const count = this.buckets(step.stretch, 'average over', 'moving average');
    return count === undefined ? undefined : { kind: 'moving-average', count };
  }

  private compare(step: Extract<Step, { kind: 'change' | 'growth' | 'multiple' }>): BoundStep | undefined {
    const { units } = this.state;
    if (!step.stretch || !this.needsSeries(step, step.kind) || this.isPriced(step, step.kind))
      return undefined;
    if (step.kind === 'growth' && units.some((unit) => unit === 'fraction' || unit === 'points')) {
      const { count, grain } = step.stretch;
      const rest = `over ${stretchText(count, grain)}`;
      this.error(
        step,
        'growth-of-share',
        'From 17% to 47% is 30 percentage points, or 176% of 17%: a growth of shares is read as either. Write `change` for the points, or `multiple` for the factor.',
        ['change', 'multiple'].map((word) => replace(step, `| ${word} ${rest}`, `Write \`${word}\``)),
      );
      return undefined;
    }
    if (this.areRanks()) {
      this.error(step, 'step-order', 'Ranks are compared by `| rank change over 4 weeks`.');
      return undefined;
    }
    const count = this.buckets(step.stretch, 'compare over', `${step.kind} over`);
    if (count === undefined) return undefined;
    Object.assign(this.state, { units: units.map((unit) => unitAfter(step.kind, unit)), adds: false });
    return { kind: step.kind, count };
  }

  private rank(step: Extract<Step, { kind: 'rank' }>): BoundStep | undefined {
    if (!this.needsMembers(step, 'rank') || this.isRanked(step, '`| rank`')) return undefined;
    if (!step.change) {
      Object.assign(this.state, { units: ['rank'], adds: false });
      return { kind: 'rank', change: undefined };
    }
    if (!this.needsSeries(step, 'rank change')) return undefined;
    const change = this.buckets(step.change, 'compare over', 'rank change over');
    if (change === undefined) return undefined;
    Object.assign(this.state, { units: ['places'], adds: false });
    return { kind: 'rank', change };
  }

  private index(step: Extract<Step, { kind: 'index' }>): BoundStep | undefined {
    if (!step.to || !step.at || !this.needsSeries(step, 'index') || this.isPriced(step, 'index'))
      return undefined;
    if (this.areRanks()) {
      this.error(
        step,
        'step-order',
        'Ranks are in proportion to nothing; compare them by `| rank change over 4 weeks`.',
      );
      return undefined;
    }
    if (step.to.quantity.unit !== 'number') {
      this.error(
        step.to,
        'wrong-unit',
        `An index starts from a plain number, such as \`100\`, not from \`${step.to.text}\`.`,
      );
      return undefined;
    }
    const bucket = this.bucketOf(step.at);
    if (bucket === undefined) return undefined;
    this.becomes('number');
    return { kind: 'index', to: step.to.quantity.value, bucket, at: this.time.buckets[bucket]?.key ?? '' };
  }

  private cumulative(step: PlainStep): BoundStep | undefined {
    if (!this.needsSeries(step, 'cumulative')) return undefined;
    if (!this.state.units.every((unit) => SUMS.includes(unit)) || !(this.state.adds || this.isCount())) {
      this.error(
        step,
        'no-sum',
        'Only sums can be added up over time, such as `tokens by country weekly | cumulative`.',
      );
      return undefined;
    }
    return { kind: 'cumulative' };
  }

  /** Who is left out of a ranking is not missing: filled, it would seem to have a figure that nobody has counted. */
  private isChosen(at: Span): boolean {
    const { node, lens } = this.context;
    const isRanking = node.subject.kind === 'top' || node.subject.kind === 'bottom';
    if (!isRanking && !this.areRanks() && !this.state.before.some(({ kind }) => kind === 'leader'))
      return false;
    const weekly = lens.dataset.time ? adverbOf(lens.dataset.time.grain) : 'weekly';
    this.error(
      at,
      'step-order',
      `\`| fill\` is for gaps of the data, and who is not ranked is no gap. Fill the figures first: \`tokens by lab ${weekly} | fill zero | rank\`.`,
    );
    return true;
  }

  private areRanks(): boolean {
    return this.state.units.some((unit) => unit === 'rank' || unit === 'places');
  }

  /** Whatever the values were, their figures count something else now, which does not add up. */
  private becomes(unit: Unit): void {
    Object.assign(this.state, { units: this.state.units.map(() => unit), adds: false });
  }

  /** The number that all values are compared with. */
  private limitOf(quantity: Quantity): number | undefined {
    const { problems } = this.context;
    const limits = [...new Set(this.state.units)].map((unit) => comparable(quantity, unit, problems));
    return limits.includes(undefined) ? undefined : limits[0];
  }

  private isCount(): boolean {
    return this.state.before.at(-1)?.kind === 'count';
  }

  private setOf(node: SetNode | undefined): BoundSet | undefined {
    return node ? this.context.sets.set(node) : EVERYTHING;
  }

  /** Where in the time of the query a period is. */
  private bucketOf(period: Period): number | undefined {
    const { buckets, grain } = this.time;
    const key =
      period.value === 'latest' ? buckets.findLast((each) => each.whole)?.key : keyOfPeriod(period.value);
    const at = buckets.findIndex((each) => each.key === key);
    if (at >= 0 && (buckets[at]?.covered ?? 0) > 0) return at;
    this.error(
      period,
      'no-data',
      `The series has no ${grain} ${period.text}; it runs from ${buckets.find((each) => each.covered > 0)?.key ?? ''} to ${buckets.at(-1)?.key ?? ''}.`,
    );
    return undefined;
  }

  /** A stretch in buckets of the series, which are the only steps that it can take. */
  private buckets(stretch: Stretch, verb: string, step: string): number | undefined {
    const { grain } = this.time;
    if (stretch.grain === grain) return stretch.count;
    const better = stretchText(stretch.count, grain);
    this.error(
      stretch,
      'other-grain',
      `The series has one figure a ${grain}; ${verb} ${grain}s: \`${step} ${better}\`.`,
      [replace(stretch, better)],
    );
    return undefined;
  }

  /** Two figures that each lie between two prices are held against each other at one mix, which a step has lost. */
  private isPriced(at: Span, step: 'change' | 'growth' | 'multiple' | 'index'): boolean {
    const { priced } = this.state;
    if (priced === undefined) return false;
    const value = step === 'index' ? 'multiple' : step;
    this.error(
      at,
      'mixed-step',
      `${priced} lie between two prices, with one mix for everyone, and this step would compare one mix with another. Write \`${value} of ${priced}\`, or define one price: \`measure cost = tokens * price\`.`,
    );
    return true;
  }

  private needsSeries(at: Span, step: string): boolean {
    if (this.state.series) return true;
    const done = this.state.before.find((each) => ['max', 'min', 'periods'].includes(each.kind));
    const { dataset } = this.context.lens;
    this.error(
      at,
      step === 'moving average' ? 'average-of-one' : 'needs-series',
      done
        ? `\`| ${done.kind}\` has made one figure of the series; put \`| ${step}\` before it.`
        : `\`| ${step}\` needs a series; add a grain, such as \`${dataset.time ? adverbOf(dataset.time.grain) : 'weekly'}\`.`,
    );
    return false;
  }

  private needsMembers(at: Span, step: string): boolean {
    if (this.state.members) return true;
    const done = this.state.before.find((each) => each.kind === 'count' || each.kind === 'sum');
    this.error(
      at,
      done ? 'step-order' : 'needs-members',
      done
        ? `\`| ${done.kind}\` has made one figure of all members; put \`| ${step}\` before it.`
        : `\`| ${step}\` needs several members; split the figures, such as \`by lab\`.`,
    );
    return false;
  }

  private isRanked(at: Span, step: string): boolean {
    if (!this.areRanks()) return false;
    if (step === '`| rank`')
      this.error(at, 'step-order', 'These are ranks already; leave the second `| rank` out.');
    else
      this.error(at, 'step-order', `Put ${step} before \`| rank\`: it goes by figures, and these are ranks.`);
    return true;
  }

  private error(
    at: Span,
    code: string,
    message: string,
    fixes?: Parameters<typeof this.context.problems.error>[3],
  ): void {
    this.context.problems.error(at, code, message, fixes);
  }
}
