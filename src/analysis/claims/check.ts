/** A claim's published figures against what its query has computed: each with its words, and its verdict. */
import type { Grain } from '../../language/literals';
import type { ExpectNode } from '../../language/nodes';
import type { Checked, Measured, Scale, Verdict } from '../../protocol/result';
import { judgeDate, type Found } from './dates';
import {
  boundsOf,
  computedFor,
  computedForBetween,
  judgeBetween,
  judgeFigure,
  judgeFromTo,
  type Ends,
} from './judge';
import { judgeLength } from './lengths';
import { judgeMember } from './members';
import { scaleOfBetween, scaleOfFigure, scaleOfLength } from './scales';
import { nameOf, sideOf, type TypedSide } from './sides';
import { boundText, foundText, lengthText, publishedText } from './texts';
import { checkExpectation } from './types';
import { impossible } from './verdicts';

/** A side with its figure. `missing` says in a sentence why there is none, where the value is null. */
export interface MeasuredSide extends TypedSide {
  readonly measured: Measured;
  readonly missing?: string;
}

/** A side over two periods: its figure, and what it was at both ends. */
export interface ChangedSide extends MeasuredSide {
  readonly ends: Ends<Measured>;
  readonly missingAt?: Partial<Ends<string>>;
}

/** What a query has given: its shape, with the values. */
export type Answer =
  | { readonly kind: 'figures' | 'ranking'; readonly sides: readonly MeasuredSide[] }
  | { readonly kind: 'change'; readonly sides: readonly ChangedSide[] }
  | {
      readonly kind: 'crossing';
      readonly grain: Grain;
      readonly found: Found | undefined;
      /** Why there is none, in a sentence. */
      readonly none?: string;
    }
  | {
      readonly kind: 'streak';
      readonly grain: Grain;
      /** Without an upper bound where it may reach the beginning of the data. */
      readonly length: Measured;
      readonly missing?: string;
    };

/** One entry for each published figure; `combine` makes one verdict of them. */
export function checkClaim(expect: ExpectNode, answer: Answer): Checked[] {
  const [error] = checkExpectation(expect, answer).filter((each) => each.severity === 'error');
  if (error) return [{ ...UNCOMPUTED, published: publishedText(expect), verdict: impossible(error.message) }];
  if (expect.kind === 'figures') return 'sides' in answer ? checkEach(expect, answer.sides) : [];
  const checked = 'sides' in answer ? checkSided(expect, answer) : checkTimed(expect, answer);
  return [{ label: '', published: publishedText(expect), ...checked }];
}

type Outcome = Pick<Checked, 'computed' | 'verdict' | 'scales'>;

const UNCOMPUTED = { label: '', computed: '–' };

/** `checkExpectation` has refused every other combination. */
const UNFIT: Outcome = { computed: '–', verdict: impossible('The query gives nothing of this kind.') };

function checkEach(
  { each }: Extract<ExpectNode, { kind: 'figures' }>,
  sides: readonly MeasuredSide[],
): Checked[] {
  return each.flatMap(({ item, bound }) => {
    const side = sideOf(item, sides);
    if (!side || !bound) return [];
    const verdict = judgeFigure(bound, side.measured, side.unit, side.missing);
    const computed = computedFor(bound, side.measured, side.unit);
    const scales = scaleOfFigure(bound, side.measured, side.unit);
    return [{ label: item.text, published: boundText(bound), computed, ...drawn(verdict, scales) }];
  });
}

function checkSided(expect: ExpectNode, answer: Extract<Answer, { sides: unknown }>): Outcome {
  const [side] = answer.sides;
  if (!side) return UNFIT;
  const { measured, unit, missing } = side;
  switch (expect.kind) {
    case 'figure': {
      const computed = computedFor(expect.bound, measured, unit);
      const verdict = judgeFigure(expect.bound, measured, unit, missing);
      return { computed, ...drawn(verdict, scaleOfFigure(expect.bound, measured, unit)) };
    }
    case 'between': {
      const computed = computedForBetween(expect, measured, unit);
      const verdict = judgeBetween(expect, measured, unit, missing);
      return { computed, ...drawn(verdict, scaleOfBetween(expect, measured, unit)) };
    }
    case 'member':
      return { computed: nameOf(side), verdict: judgeMember(expect.item, answer.sides, unit, missing) };
    case 'from-to':
      return answer.kind === 'change' && answer.sides[0] ? checkEnds(expect, answer.sides[0]) : UNFIT;
    default:
      return UNFIT;
  }
}

function checkEnds(
  expect: Extract<ExpectNode, { kind: 'from-to' }>,
  { ends, unit, missingAt }: ChangedSide,
): Outcome {
  const published = boundsOf(expect);
  const scales = [
    ...scaleOfFigure(published.start, ends.start, unit, 'start'),
    ...scaleOfFigure(published.end, ends.end, unit, 'end'),
  ];
  return {
    computed: `${computedFor(published.start, ends.start, unit)} -> ${computedFor(published.end, ends.end, unit)}`,
    ...drawn(judgeFromTo(expect, ends, unit, missingAt), scales),
  };
}

function checkTimed(expect: ExpectNode, answer: Exclude<Answer, { sides: unknown }>): Outcome {
  if (answer.kind === 'crossing') {
    const verdict: Verdict =
      expect.kind === 'date' ? judgeDate(expect.period, answer.found, answer.none) : UNFIT.verdict;
    return { computed: foundText(answer.found), verdict };
  }
  const { length, grain, missing } = answer;
  return { computed: lengthText(length, grain), ...judgeStreak(expect, length, missing) };
}

/** A verdict with its scales; what cannot be computed stands on none. */
function drawn(verdict: Verdict, scales: Scale[]): Pick<Checked, 'verdict' | 'scales'> {
  return { verdict, ...(verdict.kind === 'impossible' || scales.length === 0 ? {} : { scales }) };
}

function judgeStreak(
  expect: ExpectNode,
  length: Measured,
  missing: string | undefined,
): Pick<Checked, 'verdict' | 'scales'> {
  switch (expect.kind) {
    case 'length':
      return drawn(judgeLength(expect.stretch, length, missing), scaleOfLength(expect.stretch, length));
    case 'figure':
      return drawn(
        judgeFigure(expect.bound, length, 'buckets', missing),
        scaleOfFigure(expect.bound, length, 'buckets'),
      );
    case 'between':
      return drawn(
        judgeBetween(expect, length, 'buckets', missing),
        scaleOfBetween(expect, length, 'buckets'),
      );
    default:
      return { verdict: UNFIT.verdict };
  }
}
