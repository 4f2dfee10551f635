import assert from 'node:assert/strict';
import fc from 'fast-check';
import { boxAround, overlap, placeFree } from '../../renderer/charts/boxes';
import { spread } from '../../renderer/charts/labels';
import { placeWords } from '../../renderer/charts/marks';
import { estimate, literal, plain, shorten, wrap } from '../../renderer/text';

describe('renderer: words of data', () => {
  it('shows tags and entities as they are written', () => {
    assert.equal(
      literal('<a href="javascript:alert(1)">x</a>'),
      '&lt;a href="javascript:alert(1)"&gt;x&lt;/a&gt;',
    );
    assert.equal(literal('a &lt;b&gt; c'), 'a &amp;lt;b&amp;gt; c');
    fc.assert(
      fc.property(fc.string(), (text) => {
        assert.doesNotMatch(literal(text), /[<>]/);
      }),
    );
  });

  it('drops what would break lines or turn the reading direction', () => {
    assert.equal(plain('a\u202eb\nc\u0000d'), 'a b c d');
  });

  it('shortens to the width, and says that it did', () => {
    const short = shorten('nvidia/nemotron-3-ultra-550b-a55b', 100, 12, estimate);
    assert.ok(short.endsWith('…'));
    assert.ok(estimate(short, 12) <= 100);
    assert.equal(shorten('short', 100, 12, estimate), 'short');
  });

  it('wraps at spaces and loses nothing that has room', () => {
    assert.deepEqual(wrap('Google DeepMind', 80, 12, estimate, 2), ['Google', 'DeepMind']);
    assert.deepEqual(wrap('one', 80, 12, estimate, 2), ['one']);
  });
});

describe('renderer: labels at line ends', () => {
  it('are never closer than a line, stay inside, and move no more than they must', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { minLength: 1, maxLength: 15 }),
        (wanted) => {
          const places = spread(wanted, 18, 10, 290);
          const sorted = [...places].sort((a, b) => a - b);
          for (const [index, place] of sorted.entries()) {
            assert.ok(place >= 10 - 1e-6 && place <= 290 + 1e-6);
            if (index > 0) assert.ok(place - (sorted[index - 1] ?? 0) >= 18 - 1e-6);
          }
          // The order of the lines is the order of the labels.
          for (const [a, one] of wanted.entries()) {
            for (const [b, other] of wanted.entries()) {
              if (one < other) assert.ok((places[a] ?? 0) < (places[b] ?? 0));
            }
          }
        },
      ),
    );
  });

  it('leaves alone what has room', () => {
    assert.deepEqual(spread([50, 100, 200], 18, 0, 300), [50, 100, 200]);
    assert.deepEqual(spread([100, 100], 18, 0, 300), [91, 109]);
  });
});

describe('renderer: words of events and crossings', () => {
  const word = fc.record({ x: fc.integer({ min: 20, max: 880 }), width: fc.integer({ min: 20, max: 250 }) });

  it('never touch each other, and no line runs through words', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        words.sort((a, b) => a.x - b.x);
        const places = placeWords(words, 0, 900, 6);
        for (const [a, one] of places.entries()) {
          if (!one) continue;
          assert.ok(one.from >= 0 && one.to <= 900);
          for (const [b, other] of places.entries()) {
            if (!other || a === b) continue;
            if (one.row === other.row) assert.ok(one.to < other.from || other.to < one.from, 'words touch');
            const line = words[b]?.x ?? 0;
            if (other.row > one.row) assert.ok(line < one.from || line > one.to, 'a line runs through words');
          }
        }
      }),
    );
  });

  it('stand in one row while they have room', () => {
    const places = placeWords(
      [
        { x: 100, width: 100 },
        { x: 400, width: 100 },
        { x: 850, width: 100 },
      ],
      0,
      900,
      4,
    );
    assert.deepEqual(
      places.map((place) => place?.row),
      [0, 0, 0],
    );
  });
});

describe('renderer: words at points', () => {
  const page = { left: 0, right: 400, top: 0, bottom: 300 };
  const point = fc.record({ x: fc.integer({ min: 0, max: 400 }), y: fc.integer({ min: 0, max: 300 }) });

  it('never touch each other or an obstacle, and stay inside', () => {
    fc.assert(
      fc.property(fc.array(point, { maxLength: 30 }), fc.array(point, { maxLength: 5 }), (points, others) => {
        const obstacles = others.map(({ x, y }) => boxAround(x, y, 10, 10));
        const words = points.map(({ x, y }) => [boxAround(x, y - 15, 60, 14), boxAround(x, y + 15, 60, 14)]);
        const placed = placeFree(words, page, obstacles).flatMap((box) => box ?? []);
        for (const [index, box] of placed.entries()) {
          assert.ok(box.left >= 0 && box.right <= 400 && box.top >= 0 && box.bottom <= 300);
          for (const other of [...placed.slice(index + 1), ...obstacles]) assert.ok(!overlap(box, other));
        }
      }),
    );
  });

  it('take the place that covers least, and none that covers too much', () => {
    const [above, below] = [boxAround(100, 80, 60, 14), boxAround(100, 120, 60, 14)];
    const line = [boxAround(90, 80, 2, 2), boxAround(94, 80, 2, 2)];
    assert.deepEqual(placeFree([[above, below]], page, [], line), [below]);
    assert.deepEqual(placeFree([[above]], page, [], line), [above]);
    assert.deepEqual(placeFree([[above]], page, [], line, 1), [undefined]);
  });
});
