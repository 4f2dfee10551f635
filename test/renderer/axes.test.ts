import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bucketWords, placeBuckets, placeDay, timeTicks } from '../../renderer/charts/calendar';
import { logScale, rankScale, valueScale } from '../../renderer/charts/scale';
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

describe('renderer: the logarithmic axis', () => {
  const ticks = (values: number[], unit: Parameters<typeof logScale>[1] = 'tokens', count = 5) =>
    logScale(values, unit, { count })?.ticks.map(({ text }) => text);

  it('has a tick for each power of ten, fewer where there are many, more where there are few', () => {
    assert.deepEqual(ticks([3e9, 2e12]), ['10B', '100B', '1T']);
    assert.deepEqual(ticks([2, 3e12]), ['1', '1K', '1M', '1B', '1T']);
    assert.deepEqual(ticks([1.2e12, 4.1e12]), ['1T', '2T', '3T', '4T', '5T']);
    assert.deepEqual(ticks([0.0004, 0.3], 'fraction'), ['0.1%', '1%', '10%']);
    assert.deepEqual(ticks([1.5e6, 9e8], 'usd'), ['$1M', '$10M', '$100M', '$1B']);
  });

  it('does not exist where nothing is above zero', () => {
    assert.equal(logScale([0, -1], 'tokens', { count: 5 }), undefined);
  });

  it('holds every value above zero, with few and different ticks', () => {
    const values = fc.array(fc.double({ min: 1e-9, max: 1e15, noNaN: true }), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(values, fc.boolean(), (all, beneath) => {
        const scale = logScale(all, 'number', { count: 6, beneath });
        assert.ok(scale);
        for (const value of all) assert.ok(value >= scale.low && value <= scale.high);
        if (beneath) assert.ok(Math.min(...all) > scale.low * 1.1);
        assert.ok(scale.ticks.length <= 7 && scale.high / scale.low >= 1.4);
        const places = scale.ticks.map(({ at }) => at);
        assert.deepEqual(
          places,
          [...new Set(places)].sort((a, b) => a - b),
        );
        for (const at of places) assert.ok(at >= scale.low * 0.999 && at <= scale.high * 1.001);
      }),
    );
  });
});

describe('renderer: the axis of ranks', () => {
  it('begins with the first on top and has ticks at ranks that exist, as far as they have room', () => {
    const scale = rankScale([3, 1, 7, 1], 300, 17);
    assert.deepEqual([scale.low, scale.high], [7.5, 0.5]);
    assert.deepEqual(texts(scale), ['1', '3', '7']);
    const narrow = rankScale(
      Array.from({ length: 60 }, (_, index) => index + 1),
      300,
      17,
    );
    assert.ok(narrow.ticks.length <= 300 / 17);
    assert.equal(narrow.ticks[0]?.text, '1');
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
