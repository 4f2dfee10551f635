/** Why a figure of a claim is missing, in a sentence, where the data alone do not say it. */
import type { BoundQuery, BoundValue } from '../bound';
import { isRanking } from '../bound';
import type { ResultBucket } from '../buckets';
import { Counted } from '../counted';
import type { Side } from '../measure';
import { EVERYTHING, union, type BoundSet } from '../sets';
import type { Answer, ChangedSide, MeasuredSide } from './check';

/** The answer with a reason beside each missing figure. */
export function withReasons(query: BoundQuery, answer: Answer): Answer {
  if (answer.kind === 'crossing' || answer.kind === 'streak') return answer;
  const isMissing = ({ measured }: MeasuredSide): boolean => measured.value === null;
  const lacks = (side: MeasuredSide | ChangedSide): boolean =>
    isMissing(side) || ('ends' in side && (side.ends.start.value === null || side.ends.end.value === null));
  if (!answer.sides.some(lacks)) return answer;
  const why = new Reasons(query);
  const { buckets, first } = query.time;
  if (answer.kind !== 'change')
    return { ...answer, sides: answer.sides.map((side) => withReason(side, why.of(side, buckets, first))) };
  const [from, to] = buckets;
  const sides = answer.sides.map((side): ChangedSide => {
    const [start, end] = [from, to].map((bucket) => bucket && why.of(side, [bucket], 0));
    const missingAt = { ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) };
    return { ...withReason(side, start ?? end), missingAt };
  });
  return { ...answer, sides };
}

function withReason<S extends MeasuredSide>(side: S, missing: string | undefined): S {
  return missing === undefined ? side : { ...side, missing };
}

/** A part of a question: who, and what of the data counts for them. */
interface Asked {
  readonly name: string;
  readonly side: Side;
}

class Reasons {
  private readonly counted: Counted;

  constructor(private readonly query: BoundQuery) {
    this.counted = new Counted(query);
  }

  /** Why a side has no figure in the last of some buckets; what compares buckets needs the ones before, too. */
  of({ names }: MeasuredSide, buckets: readonly ResultBucket[], first: number): string | undefined {
    const { values } = this.query;
    const value = values.find((each) => values.length > 1 && names.includes(each.name)) ?? values[0];
    const compares = value.over !== undefined || value.kind === 'contribution';
    const needed = compares ? buckets : buckets.slice(first);
    const asked = this.asked(value, names);
    return this.unlisted(asked, needed) ?? this.divided(value, asked, buckets, first);
  }

  /** Whose figures are needed for one. */
  private asked(value: BoundValue, names: readonly string[]): readonly Asked[] {
    const { query, counted } = this;
    const measurer = counted.measurer(value.measure);
    const of = (set: BoundSet): Asked => ({ name: set.label, side: measurer.side(set) });
    if (value.kind === 'ratio' || value.kind === 'gap') return [of(value.left), of(value.right)];
    const item = query.each?.find(({ member, label }) => names.includes(member.key) || names.includes(label));
    const base = of(item ? union([item]) : query.each ? EVERYTHING : query.set);
    const dimensions = isRanking(query.subject) ? [query.subject.dimension] : query.by;
    if (dimensions.length === 0) return [base];
    const keys = base.side.keys.filter((at) => {
      const key = measurer.cube.keys[at];
      return key !== undefined && dimensions.every((each) => names.includes(each.member(key).key));
    });
    return [{ name: names[0] ?? base.name, side: { ...base.side, keys, everything: false } }];
  }

  private unlisted(asked: readonly Asked[], buckets: readonly ResultBucket[]): string | undefined {
    const { dataset } = this.query;
    const measurer = this.counted.measurer();
    for (const bucket of buckets) {
      const found = asked.find(({ side }) => measurer.isUnlisted(side, bucket));
      if (!found) continue;
      const list = `\`${dataset.name}\` lists only the top ${dataset.listsTop ?? ''}${dataset.time ? ` a ${dataset.time.grain}` : ''}`;
      const rows = bucket.key === '' ? 'no row' : `no row of ${bucket.key}`;
      return `${list}, and ${rows} belongs to ${found.name}. What is not listed is not zero.`;
    }
    return undefined;
  }

  /** What would be divided by nothing. */
  private divided(
    value: BoundValue,
    asked: readonly Asked[],
    buckets: readonly ResultBucket[],
    first: number,
  ): string | undefined {
    const { measure, over } = value;
    const noun = measure.label;
    const bucket = buckets[first];
    const hasNothing = (side: Side | undefined, at: ResultBucket | undefined): at is ResultBucket =>
      side !== undefined &&
      at !== undefined &&
      this.counted.value({ ...value, kind: 'sum', over: undefined }, at, side).value === 0;
    const [left, right] = asked;
    if (value.kind === 'ratio' && right && hasNothing(right.side, bucket))
      return `It would be divided by 0: ${right.name} has no ${noun}${inBucket(bucket)}.`;
    const before = buckets[first - 1];
    if (left && (over === 'growth' || over === 'multiple') && hasNothing(left.side, before))
      return `${left.name} has no ${noun}${inBucket(before)}, and from nothing there is no ${over}.`;
    if (value.kind === 'share' && bucket && this.counted.measurer(measure).total(bucket) === 0)
      return `It would be divided by 0: the universe has no ${noun}${inBucket(bucket)}.`;
    return undefined;
  }
}

function inBucket({ key }: ResultBucket): string {
  return key === '' ? '' : ` in ${key}`;
}
