/**
 * What a claim states, figure by figure: of which quantity, and which values it allows. Two statements have the same key
 * only if they are about the same thing for sure, whatever universe, stealth models and dataset they are computed with.
 * Where that is not sure their keys differ: a contradiction that is missed is better than one that is none.
 */
import type { ClaimNode, ExpectNode, Item, Quantity, QueryNode, ValueNode } from '../../language/nodes';
import { daysOf, type DaySpan } from '../../data/calendar';
import type { Unit } from '../../protocol/result';
import { comparesBuckets, isRace, isRanking, type BoundQuery, type BoundValue } from '../bound';
import { Problems } from '../problems';
import type { Scope } from '../scope';
import { SetBinder, type BoundItem, type BoundSet } from '../sets';
import { ZERO } from './decimal';
import { expectedBetween, expectedOf, type Expectation } from './expected';
import { boundsOf } from './judge';
import { clauseText, textOf } from './parts';
import { areDisjoint, wholeNumbersIn, within, type Range } from './range';
import type { Part } from './readings';
import { bindClaim } from './run';
import { sideOf } from './sides';
import { boundText, publishedText } from './texts';

/** Which values are as published. */
type Allowed =
  | { readonly kind: 'values'; readonly range: Range }
  | { readonly kind: 'days'; readonly span: DaySpan }
  | { readonly kind: 'name'; readonly name: string };

/** What a figure is a figure of: equal keys are the same thing. */
interface Thing {
  readonly key: string;
  /** The same in words: `share of tokens for CN in 2026-W11`. */
  readonly about: string;
}

export interface Statement extends Thing {
  /** As it was written, without whose figure it is: `nearly 59%`. */
  readonly published: string;
  readonly allowed: Allowed;
  /** Which of the claim's figures it is. */
  readonly part: Part;
}

/** Whether no value is as both have published it. Symmetric. */
export function excludeEachOther({ allowed: a }: Statement, { allowed: b }: Statement): boolean {
  if (a.kind === 'values' && b.kind === 'values') return areDisjoint(a.range, b.range);
  if (a.kind === 'days' && b.kind === 'days') return a.span.end < b.span.start || b.span.end < a.span.start;
  return a.kind === 'name' && b.kind === 'name' && a.name !== b.name;
}

export interface Stated {
  /** The query of the claim, bound. */
  readonly query: BoundQuery;
  readonly statements: readonly Statement[];
}

/**
 * The statements of a claim; undefined of one that cannot be bound. `notebook` tells notebooks apart: what a name means
 * that one of them defines, another one may define otherwise.
 */
export function statementsOf(node: ClaimNode, scope: Scope, notebook: string): Stated | undefined {
  const { query } = bindClaim(node, scope);
  if (!query || !node.expect) return undefined;
  return { query, statements: stated(node.expect, new Things(query, scope, notebook)) };
}

function stated(expect: ExpectNode, things: Things): Statement[] {
  const statement = (
    thing: Thing | undefined,
    published: string,
    allowed: Allowed | undefined,
    part: Part = 0,
  ) => (thing && allowed ? [{ ...thing, published, allowed: things.among(allowed), part }] : []);
  const published = publishedText(expect);
  switch (expect.kind) {
    case 'figure':
      return statement(
        things.only(),
        published,
        valuesOf(expect.bound.quantity, (unit) => expectedOf(expect.bound, unit)),
      );
    case 'between':
      return statement(
        things.only(),
        published,
        valuesOf(expect.low, (unit) => expectedBetween(expect.low, expect.high, unit)),
      );
    case 'length': {
      const count = { coefficient: BigInt(expect.stretch.count), exponent: 0 };
      return statement(things.only(), published, { kind: 'values', range: within(count, ZERO) });
    }
    case 'date': {
      const span = expect.period.value === 'latest' ? undefined : daysOf(expect.period.value);
      return span && !('problem' in span) ? statement(things.only(), published, { kind: 'days', span }) : [];
    }
    case 'member': {
      const name = things.nameInRanking(expect.item);
      return statement(things.leader(), published, name === undefined ? undefined : { kind: 'name', name });
    }
    case 'figures':
      return expect.each.flatMap(({ item, bound }, index) =>
        bound
          ? statement(
              things.ofSide(item),
              boundText(bound),
              valuesOf(bound.quantity, (unit) => expectedOf(bound, unit)),
              index,
            )
          : [],
      );
    case 'from-to': {
      const { start, end } = boundsOf(expect);
      return (['start', 'end'] as const).flatMap((at) => {
        const bound = at === 'start' ? start : end;
        return statement(
          things.atEnd(at),
          boundText(bound),
          valuesOf(bound.quantity, (unit) => expectedOf(bound, unit)),
          at,
        );
      });
    }
  }
}

/** A unit that such a quantity states: of which one makes no difference to the values that it allows. */
const STATED: Readonly<Record<Quantity['quantity']['unit'], Unit>> = {
  number: 'number',
  percent: 'fraction',
  points: 'points',
  times: 'ratio',
  usd: 'usd',
};

/** undefined of `!=`, which says what something is not, and so hardly anything. */
function valuesOf(quantity: Quantity | undefined, read: (unit: Unit) => Expectation): Allowed | undefined {
  const expected = quantity && read(STATED[quantity.quantity.unit]);
  if (!expected || 'problem' in expected || expected.negated) return undefined;
  return { kind: 'values', range: expected.range };
}

const NOWHERE = { start: 0, end: 0 };

/** What a ranking ranks by that does not say it. */
const TOKENS: ValueNode = {
  kind: 'measure',
  name: { kind: 'name', text: 'tokens', ...NOWHERE },
  ...NOWHERE,
};

type StepKind = BoundQuery['steps'][number]['kind'];

const COUNTING: ReadonlySet<StepKind> = new Set(['count', 'periods', 'rank'] as const);
const KEEPING_WHOLE: ReadonlySet<StepKind> = new Set([
  ...(['max', 'min', 'top', 'leader', 'change', 'cumulative'] as const),
]);

/** What the figures of one query are figures of. */
class Things {
  private readonly sets: SetBinder;

  constructor(
    private readonly query: BoundQuery,
    private readonly scope: Scope,
    private readonly notebook: string,
  ) {
    this.sets = new SetBinder(query.lens, scope.groups, new Problems());
  }

  /** What is counted is a whole number, and so are the values that a figure of it allows: 1 is not 1.5 rounded. */
  among(allowed: Allowed): Allowed {
    return allowed.kind === 'values' && this.isCount
      ? { kind: 'values', range: wholeNumbersIn(allowed.range) }
      : allowed;
  }

  /** Buckets of a streak, members, periods, places: the steps after them leave them whole. */
  private get isCount(): boolean {
    const { subject, steps } = this.query;
    const counting = steps.findLastIndex(({ kind }) => COUNTING.has(kind));
    return (
      subject.kind === 'streak' ||
      (counting >= 0 && steps.slice(counting + 1).every(({ kind }) => KEEPING_WHOLE.has(kind)))
    );
  }

  /** The only figure, date or length that the query gives. */
  only(): Thing | undefined {
    const { values, subject, set, each = [], by } = this.query;
    if (values.length > 1) return undefined;
    const whose = [
      this.nameOfSet(set),
      each.length > 1 ? each.map((item) => this.namesOf(item)) : [],
      by.map(({ name }) => name),
    ];
    const about = isRanking(subject)
      ? [subject.kind, subject.count, subject.dimension.name]
      : isRace(subject)
        ? [
            subject.kind,
            subject.kind === 'crossing' ? subject.which : '',
            this.nameOfSet(subject.left),
            'threshold' in subject.right ? subject.right.threshold : this.nameOfSet(subject.right),
            this.query.sustained,
          ]
        : [];
    return this.thing([about, whose, this.nameOfValue(values[0])], this.period(), {});
  }

  /** One end of a change: the figure of that period alone. */
  atEnd(end: 'start' | 'end'): Thing | undefined {
    const { node, time, values, set, each = [], by } = this.query;
    const bucket = time.buckets[end === 'start' ? 0 : 1];
    if (node.window?.kind !== 'between' || !bucket || values.length > 1 || each.length > 1 || by.length > 0)
      return undefined;
    // What a step makes of two periods it need not make of one of them.
    if (this.query.steps.length > 0) return undefined;
    const { start, from, to } = node.window;
    const period = end === 'start' ? from : to;
    return this.thing(
      [[], [this.nameOfSet(set), [], []], this.nameOfValue(values[0])],
      daysText(bucket, bucket),
      {
        window: { kind: 'in', period, start, end: node.window.end },
      },
    );
  }

  /** The figure that a claim calls by the name of a side: of a member, or of one of several values. */
  ofSide(item: Item): Thing | undefined {
    const { values, each, by, subject, set, steps } = this.query;
    const [first] = values;
    const ranking = isRanking(subject) ? subject : undefined;
    if (isRace(subject) || (ranking && steps.length > 0)) return undefined;
    const figureOf = (
      value: BoundValue,
      whose: string | undefined,
      words: Partial<QueryNode>,
    ): Thing | undefined =>
      whose === undefined
        ? undefined
        : this.thing(
            [[], [whose, [], steps.length > 0 ? by.map(({ name }) => name) : []], this.nameOfValue(value)],
            this.period(),
            words,
          );
    if (values.length > 1) {
      const value = sideOf(
        item,
        values.map((value) => ({ names: [value.name, value.label], value })),
      )?.value;
      const subject = this.query.node.subject;
      if (!value || each || by.length > 0 || ranking || subject.kind !== 'values') return undefined;
      const node = subject.values[values.indexOf(value)];
      return figureOf(value, this.nameOfSet(set), node ? { subject: { ...subject, values: [node] } } : {});
    }
    const only: Partial<QueryNode> = {
      for: { kind: 'for', set: { ...item, kind: 'one', item }, ...NOWHERE },
      by: [],
    };
    if (each) {
      const side = sideOf(
        item,
        each.map((found) => ({ names: [found.label, found.member.key, found.member.label], found })),
      );
      return by.length === 0 && side ? figureOf(first, this.namesOf(side.found).join(), only) : undefined;
    }
    const dimension = ranking?.dimension ?? (by.length === 1 ? by[0] : undefined);
    if (!dimension || !set.everything || first.kind === 'concentration') return undefined;
    const of = this.query.node.subject;
    const ranked = 'by' in of ? (of.by ?? TOKENS) : undefined;
    return figureOf(first, this.nameIn(dimension.name, item), {
      ...only,
      ...(ranked ? { subject: { kind: 'values', values: [ranked], ...NOWHERE } } : {}),
    });
  }

  /** Who is first, in a ranking or as the leader. */
  leader(): Thing | undefined {
    const { subject, values, set, by, steps, each } = this.query;
    if (each || values.length > 1) return undefined;
    const order = isRanking(subject) ? subject.kind : 'top';
    const dimension = isRanking(subject) ? subject.dimension : by[0];
    if (!dimension || by.length > 1 || steps.some(({ kind }) => kind !== 'leader')) return undefined;
    return this.thing(
      ['leader', order, dimension.name, this.nameOfSet(set), this.nameOfValue(values[0])],
      this.period(),
      {},
      [],
    );
  }

  nameInRanking(item: Item): string | undefined {
    const { subject, by } = this.query;
    const dimension = isRanking(subject) ? subject.dimension : by[0];
    return dimension && this.nameIn(dimension.name, item);
  }

  private thing(of: unknown, period: string, words: Partial<QueryNode>, steps = this.query.steps): Thing {
    const { node, time, subject } = this.query;
    // What is measured week by week before a step, or by a race, is not the same day by day.
    const grain = isRace(subject) || (steps.length > 0 && time.mode === 'series') ? time.grain : '';
    const key = JSON.stringify([of, this.conditions(), this.namesOfSteps(steps), grain, period]);
    const bare = { within: [], using: undefined, partial: false, stealth: 'listed' } as const;
    return { key, about: textOf({ ...node, ...bare, ...words }) };
  }

  private conditions(): string {
    const { where } = this.query.node;
    const own = where.some(({ name }) => this.scope.measures.has(name.text));
    return where.length === 0 ? '' : clauseText({ where }) + (own ? this.notebook : '');
  }

  /** Without the places of buckets, which every dataset counts from its own beginning. */
  private namesOfSteps(steps: BoundQuery['steps']): unknown {
    return steps.map((step) => ({
      ...step,
      ...('set' in step ? { set: this.nameOfSet(step.set) } : {}),
      ...('bucket' in step ? { bucket: 0 } : {}),
    }));
  }

  /** The period as its days: two names of the same days are one period. */
  private period(): string {
    const { subject, time, values, node, dataset } = this.query;
    const [before, shown, last] = [time.buckets[0], time.buckets[time.first], time.buckets.at(-1)];
    // Of when a list without dates is, nobody knows.
    if (time.mode === 'snapshot' || !before || !shown || !last) return `${this.notebook} ${dataset.name}`;
    if (isRace(subject) && !node.window) return subject.kind === 'crossing' ? 'ever' : daysText(last, last);
    // A streak ends in a bucket, wherever it may have begun.
    if (subject.kind === 'streak' && node.window?.kind === 'in') return daysText(last, last);
    return values.some(comparesBuckets) && time.mode === 'single'
      ? `${daysText(before, before)} ${daysText(last, last)}`
      : daysText(shown, last);
  }

  private nameOfValue(value: BoundValue): unknown {
    const { kind, over, measure } = value;
    const name = this.scope.measures.has(measure.name) ? `${measure.name} of ${this.notebook}` : measure.name;
    switch (kind) {
      case 'ratio':
      case 'gap':
        return [kind, over, name, value.share, this.nameOfSet(value.left), this.nameOfSet(value.right)];
      case 'concentration':
        return [kind, over, name, value.parts.name];
      default:
        return [kind, over, name];
    }
  }

  /** A set by the members that it takes. What `all except` leaves out it does not list: its words are those of a notebook. */
  private nameOfSet(set: BoundSet): string {
    if (set.everything) return 'all';
    if (set.items.length === 0) return `${set.label} of ${this.notebook}`;
    return [...new Set(set.items.flatMap((item) => this.namesOf(item)))].sort().join();
  }

  /** A group is what it is made of, whatever it is called. */
  private namesOf({ dimension, member }: BoundItem): string[] {
    if (dimension !== 'group') return [`${dimension}:${member.key}`];
    const set = this.sets.set(this.scope.groups.get(member.key)?.set);
    if (!set || set.items.length === 0) return [`${member.key} of ${this.notebook}`];
    return [...new Set(set.items.flatMap((item) => this.namesOf(item)))].sort();
  }

  /** A member of a dimension; undefined of what is none, such as `other`. */
  private nameIn(dimension: string, item: Item): string | undefined {
    const name = { kind: 'name', text: dimension, ...NOWHERE } as const;
    const set = this.sets.set({ kind: 'list', dimension: name, items: [item], ...NOWHERE });
    return set && this.nameOfSet(set);
  }
}

function daysText(from: DaySpan, to: DaySpan): string {
  return `${from.start}–${to.end}`;
}
