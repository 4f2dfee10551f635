/** Steps: what stands after `|`. Each takes the finished frame and gives another one; they see buckets before the window. */
import type { BoundQuery, BoundStep } from '../bound';
import type { Counted } from '../counted';
import type { Frame } from '../frame';
import { countMembers, sumMembers } from './aggregate';
import { compareBuckets, cumulative, fill, indexTo, movingAverage } from './alongTime';
import { countPeriods, extreme } from './overTime';
import { keepLeader, rankMembers } from './rank';
import { keepTop } from './top';

export function applyStep(step: BoundStep, frame: Frame, query: BoundQuery, counted: Counted): Frame {
  switch (step.kind) {
    case 'top':
      return keepTop(step.count, frame, query, counted);
    case 'count':
      return countMembers(step.set, frame, query, counted);
    case 'sum':
      return sumMembers(step.set, frame, query, counted);
    case 'moving-average':
      return movingAverage(step.count, frame);
    case 'change':
    case 'growth':
    case 'multiple':
      return compareBuckets(step.kind, step.count, frame);
    case 'rank':
      return rankMembers(step.change, frame);
    case 'index':
      return indexTo(step, frame);
    case 'periods':
      return countPeriods(step, frame);
    case 'fill':
      return fill(step.with, frame);
    case 'cumulative':
      return cumulative(frame);
    case 'max':
    case 'min':
      return extreme(step.kind, frame);
    case 'leader':
      return keepLeader(frame);
  }
}
