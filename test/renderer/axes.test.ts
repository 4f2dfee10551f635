import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bucketWords, placeBuckets, placeDay, timeTicks } from '../../renderer/charts/calendar';
import { valueScale } from '../../renderer/charts/scale';
import { estimate } from '../../renderer/text';
import { columnFormat } from '../../renderer/precision';
import { months, weeks } from './fixtures';

const texts = (scale: ReturnType<typeof valueScale>) => scale.ticks.map(({ text }) => text);

describe('renderer: the value axis', () => {
  it('counts in the unit of the figure', () => {
    assert.deepEqual(texts(valueScale([9e12], 'tokens', { count: 5 })), ['0', '2T', '4T', '6T', '8T', '10T']);
    assert.deepEqual(texts(valueScale([0.9e12], 'tokens', { count: 4 })), [
      '0',
      '0.25T',
      '0.50T',
      '0.75T',
      '1.00T',
    ]);
    assert.deepEqual(texts(valueScale([0.55], 'fraction', { count: 3 })), ['0%', '20%', '40%', '60%']);
    assert.deepEqual(texts(valueScale([-0.1, 0.1], 'points', { count: 4 })), [
      '−10pp',
      '−5pp',
      '0pp',
      '+5pp',
      '+10pp',
    ]);
    assert.deepEqual(texts(valueScale([2], 'ratio', { count: 4 })), ['0.0x', '0.5x', '1.0x', '1.5x', '2.0x']);
    assert.deepEqual(texts(valueScale([4e6], 'usd', { count: 4 })), ['$0', '$1M', '$2M', '$3M', '$4M']);
    assert.deepEqual(texts(valueScale([3], 'buckets', { count: 5 })), ['0', '1', '2', '3']);
  });

  it('fills exactly 100% where the parts are a whole', () => {
    const scale = valueScale([1.0000000002], 'fraction', { count: 5, whole: true });
    assert.deepEqual([scale.low, scale.high], [0, 1]);
    assert.equal(texts(scale).at(-1), '100%');
  });

  it('begins at zero, unless the line is one of scores', () => {
    assert.equal(valueScale([1400, 1470], 'number', { count: 5 }).low, 0);
    assert.ok(valueScale([1400, 1470], 'number', { count: 5, zero: false }).low >= 1380);
  });

  it('holds every value between its ends, with few and different ticks', () => {
    const values = fc.array(fc.integer({ min: -1e15, max: 1e15 }), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(values, fc.integer({ min: 2, max: 8 }), (all, count) => {
        const scale = valueScale(all, 'tokens', { count });
        const tolerance = (scale.high - scale.low) * 1e-9;
        for (const value of all) assert.ok(value >= scale.low - tolerance && value <= scale.high + tolerance);
        assert.ok(scale.ticks.length >= 2 && scale.ticks.length <= count + 3, `${scale.ticks.length} ticks`);
        assert.equal(new Set(texts(scale)).size, scale.ticks.length, texts(scale).join(' '));
        assert.ok(scale.low <= 0 && scale.high >= 0);
      }),
    );
  });

  it('draws something where there is no value', () => {
    const scale = valueScale([], 'tokens', { count: 5 });
    assert.ok(scale.high > scale.low);
  });
});

describe('renderer: the time axis', () => {
  it('leaves the place of a missing week empty', () => {
    const some = weeks('2026-02-02', 6).filter((_, index) => index !== 2);
    assert.deepEqual(placeBuckets(some, 'week'), [0, 1, 3, 4, 5]);
    const year = months('2025-11', 4).filter((_, index) => index !== 1);
    assert.deepEqual(placeBuckets(year, 'month'), [0, 2, 3]);
  });

  it('puts buckets that cannot be placed one after the other', () => {
    const broken = weeks('2026-02-02', 3).map((bucket, index) =>
      index === 1 ? { ...bucket, start: 'soon' } : bucket,
    );
    assert.deepEqual(placeBuckets(broken, 'week'), [0, 1, 2]);
  });

  it('writes the ISO week with its Monday, and the year the week belongs to', () => {
    const [first] = weeks('2025-12-29', 1);
    assert.ok(first);
    assert.deepEqual(bucketWords(first, 'week'), { text: 'W01 · 29 Dec', year: '2026', index: 0 });
    const [month] = months('2026-02', 1);
    assert.ok(month);
    assert.deepEqual(bucketWords(month, 'month'), { text: 'Feb', year: '2026', index: 1 });
  });

  it('writes few labels that neither touch nor leave the page, at any width', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 160 }), fc.integer({ min: 250, max: 1400 }), (count, width) => {
        const buckets = weeks('2024-03-04', count);
        const at = placeBuckets(buckets, 'week');
        const x = (place: number) => 40 + (count === 1 ? 0.5 : place / (count - 1)) * (width - 60);
        const ticks = timeTicks(buckets, at, 'week', { x, low: 0, high: width, size: 12, measure: estimate });
        assert.ok(ticks.length >= 1);
        let end = -Infinity;
        for (const { at: place, text } of ticks) {
          const half = estimate(text.split('<br>')[0] ?? '', 12) / 2;
          assert.ok(x(place) - half > end, `${text} touches its neighbour`);
          end = x(place) + half;
        }
        assert.match(ticks[0]?.text ?? '', /^W\d\d · \d+ [A-Z][a-z]{2}<br>20\d\d$/);
      }),
    );
  });

  it('writes the same weeks of each year', () => {
    const buckets = weeks('2025-02-10', 65);
    const x = (place: number) => 40 + place * 12;
    const ticks = timeTicks(buckets, placeBuckets(buckets, 'week'), 'week', {
      x,
      low: 0,
      high: 900,
      size: 12,
      measure: estimate,
    });
    assert.deepEqual(
      ticks.map(({ text }) => text),
      ['W14 · 31 Mar<br>2025', 'W27 · 30 Jun', 'W40 · 29 Sep', 'W01 · 29 Dec<br>2026', 'W14 · 30 Mar'],
    );
  });

  it('places days inside their weeks, and drops those outside', () => {
    const buckets = weeks('2026-02-02', 3);
    const at = [0, 1, 2];
    assert.equal(placeDay('2026-02-12', buckets, at, 'middle'), 1);
    assert.equal(placeDay('2026-02-09', buckets, at, 'start'), 0.5);
    assert.equal(placeDay('2026-02-15', buckets, at, 'end'), 1.5);
    assert.equal(placeDay('2026-01-01', buckets, at, 'end'), undefined);
    assert.equal(placeDay('2027-01-01', buckets, at, 'start'), undefined);
    assert.equal(placeDay('not a day', buckets, at, 'start'), undefined);
  });
});

describe('renderer: one precision for each column', () => {
  const column = (values: readonly number[], unit: Parameters<typeof columnFormat>[1]) => {
    const format = columnFormat(values, unit);
    return values.map(format);
  };
  it('writes amounts in one scale', () => {
    assert.deepEqual(column([4.126e12, 776e9, 58.7e9], 'tokens'), ['4.126T', '0.776T', '0.059T']);
    assert.deepEqual(column([4.126e12, 0.9e9], 'tokens'), ['4,126.0B', '0.9B']);
    assert.deepEqual(column([1.2e6, -3e6], 'usd'), ['$1.200M', '−$3.000M']);
  });
  it('keeps amounts readable that are too far apart for one scale', () => {
    assert.deepEqual(column([4.126e12, 12], 'tokens'), ['4.126T', '12']);
  });
  it('writes whole numbers whole and others with the same digits', () => {
    assert.deepEqual(column([1470, 3], 'number'), ['1,470', '3']);
    assert.deepEqual(column([14.5, 3], 'number'), ['14.50', '3.00']);
    assert.deepEqual(column([0.123456, -0.00001], 'number'), ['0.123', '0.000']);
  });
  it('leaves shares, points and multiples as everywhere', () => {
    assert.deepEqual(column([0.5, 0.123], 'fraction'), ['50.0%', '12.3%']);
    assert.deepEqual(column([0.5, -0.004], 'points'), ['+50.0pp', '−0.4pp']);
  });
});
