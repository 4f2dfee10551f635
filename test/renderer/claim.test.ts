import assert from 'node:assert/strict';
import fc from 'fast-check';
import { axisOf, percentOf } from '../../renderer/claim/axis';
import { tabular } from '../../renderer/claim/comparison';
import { rangeText, scaleText } from '../../renderer/claim/strip';
import { countedChange, differenceAt, differenceText } from '../../renderer/claim/way';
import { copyOf } from '../../renderer/copy';
import { Unit, type Measured, type Path, type Scale } from '../../src/protocol/result';
import { pairClaim, shareClaim } from './claimFixtures';
import { numberResult, tableResult } from './fixtures';
import { result } from './parts';

const amount = fc.oneof(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -1e15, max: 1e15 }));
const share = fc.integer({ min: 0, max: 10000 }).map((parts) => parts / 10000);

function scalesOf(unit: Unit, value: fc.Arbitrary<number>): fc.Arbitrary<Scale> {
  const ordered = fc.array(value, { minLength: 2, maxLength: 2 }).map((both) => both.sort((a, b) => a - b));
  const published = fc
    .tuple(ordered, fc.constantFrom('both', 'low', 'high'))
    .map(([[low = 0, high = 0], ends]) =>
      ends === 'both' ? { low, high } : ends === 'low' ? { low } : { high },
    );
  const computed = fc.oneof(
    value.map((exact): Measured => ({ value: exact })),
    fc
      .array(value, { minLength: 3, maxLength: 3 })
      .map((three) => three.sort((a, b) => a - b))
      .map(([low = 0, middle = 0, high = 0]): Measured => ({ value: middle, low, high })),
    fc.constant<Measured>({ value: null }),
  );
  return fc.record({ label: fc.constant(''), unit: fc.constant(unit), published, computed });
}

const anyScales = fc
  .constantFrom(...Unit.options)
  .chain((unit) =>
    fc.array(scalesOf(unit, unit === 'fraction' ? share : amount), { minLength: 1, maxLength: 4 }),
  );

describe('renderer: the scale of a claim', () => {
  it('holds every value, has few ticks, and no share below 0% or above 100%', () => {
    fc.assert(
      fc.property(anyScales, (scales) => {
        const axis = axisOf(scales);
        assert.ok(axis);
        for (const { published, computed } of scales) {
          for (const value of [published.low, published.high, computed.value, computed.low, computed.high]) {
            if (value === undefined || value === null) continue;
            assert.ok(value >= axis.low && value <= axis.high, `${value} in ${axis.low} to ${axis.high}`);
            assert.ok(percentOf(axis, value) >= 0 && percentOf(axis, value) <= 100);
          }
        }
        assert.ok(axis.ticks.length >= 2 && axis.ticks.length <= 5, `${axis.ticks.length} ticks`);
        for (const { at } of axis.ticks)
          assert.ok(percentOf(axis, at) >= 0 && percentOf(axis, at) <= 100 && Number.isFinite(at));
        if (axis.unit === 'fraction') assert.ok(axis.low >= 0 && axis.high <= 1);
      }),
    );
  });

  it('leaves air beside the values, and more where an interval has no end', () => {
    const scale = (published: Scale['published']): Scale => ({
      label: '',
      unit: 'fraction',
      published,
      computed: { value: 0.505, low: 0.505, high: 0.581 },
    });
    const closed = axisOf([scale({ low: 0.605, high: 0.62 })]);
    assert.ok(closed && closed.low > 0.45 && closed.low < 0.5 && closed.high > 0.625 && closed.high < 0.67);
    assert.deepEqual(
      closed.ticks.map(({ text }) => text),
      ['50%', '55%', '60%'],
    );
    const open = axisOf([scale({ low: 0.5 })]);
    assert.ok(open && open.high - 0.581 > 0.02);
  });

  it('begins at zero where the values are far apart', () => {
    const scale = (low: number, value: number): Scale => ({
      label: '',
      unit: 'tokens',
      published: { low, high: low * 1.05 },
      computed: { value },
    });
    assert.equal(axisOf([scale(17e12, 15.7e12), scale(5.2e12, 10.1e12)])?.low, 0);
    assert.ok((axisOf([scale(4.1e12, 4.126e12)])?.low ?? 0) > 3.5e12);
  });

  it('is absent where there is nothing to place', () => {
    assert.equal(axisOf([]), undefined);
    const nothing: Scale = { label: '', unit: 'tokens', published: {}, computed: { value: null } };
    assert.equal(axisOf([nothing]), undefined);
  });

  it('is told in words', () => {
    const [figure] = shareClaim().claim?.figures ?? [];
    assert.equal(scaleText(figure?.scales ?? []), 'published 60.5%–62.0%, computed 50.5% (50.5%–58.1%)');
    assert.equal(rangeText({ low: 0.5 }, 'fraction'), 'from 50.0%');
    assert.equal(rangeText({ high: 0.5 }, 'fraction'), 'up to 50.0%');
    assert.equal(rangeText({ low: 3, high: 3 }, 'rank'), '3');
  });
});

describe('renderer: the way to another reading', () => {
  const path = (): Path => pairClaim().claim!.readings!.holding[0]!.path!;

  it('says what each step makes of each side, in points for shares', () => {
    assert.equal(differenceText(differenceAt(path(), 1, 0), 'tokens'), '−3.250T');
    assert.equal(differenceText(differenceAt(path(), 2, 0), 'tokens'), '+5.470T');
    assert.equal(differenceText(0.0414, 'fraction'), '+4.1pp');
    assert.equal(differenceText(-0.1, 'growth'), '−10.0pp');
    assert.equal(differenceText(null, 'fraction'), '–');
  });

  it('says what a universe leaves out or adds, and what another period has more or fewer of', () => {
    assert.equal(countedChange(path(), 1), '12.56T tokens left out');
    assert.equal(countedChange(path(), 2), '5.470T tokens added');
    const [, , reading] = shareClaim().claim!.readings!.holding[0]!.path!.stations;
    assert.equal(reading?.kind, 'period');
    assert.equal(countedChange(shareClaim().claim!.readings!.holding[0]!.path!, 2), '3.630T tokens more');
    const same = path();
    same.stations[1]!.counted = same.stations[0]!.counted;
    assert.equal(countedChange(same, 1), 'nothing left out or added');
    same.stations[1]!.counted = null;
    assert.equal(countedChange(same, 1), undefined);
    assert.equal(countedChange(same, 2), undefined);
  });

  it('takes what is missing for no difference and not for zero', () => {
    const broken = path();
    broken.stations[1]!.values = [{ value: null }];
    assert.equal(differenceAt(broken, 1, 0), null);
    assert.equal(differenceAt(broken, 1, 1), null);
    assert.equal(differenceAt(broken, 2, 1), null);
  });

  it('has a table of every station', () => {
    const { table } = tabular(path(), 'within top 9 models each week, stealth revealed');
    assert.deepEqual(
      table.columns.map(({ label }) => label),
      ['reading', 'CN', 'change of CN', 'US', 'change of US', 'tokens counted', 'by this step'],
    );
    assert.deepEqual(
      table.rows.map(({ cells }) => cells.map((cell) => ('value' in cell ? cell.value : cell.label))),
      [
        ['as asked (all tokens)', 15.71e12, '', 10.14e12, '', 30.51e12, ''],
        [
          'within top 9 models each week',
          12.46e12,
          '−3.250T',
          5.49e12,
          '−4.650T',
          17.95e12,
          '12.56T tokens left out',
        ],
        ['stealth revealed', 17.93e12, '+5.470T', 5.49e12, '0', 23.42e12, '5.470T tokens added'],
      ],
    );
  });
});

describe('renderer: what is copied', () => {
  it('is the finding, the caption, the source and the table as it is shown', () => {
    const { text, html } = copyOf(tableResult());
    const [words = '', rows = ''] = text.split('\n\n');
    assert.equal(
      words,
      'Tokens and shares by lab\nall tokens · other 9.6% · unknown 3.9% · 2026-W21 (18–24 May) · by_lab',
    );
    const lines = rows.split('\n').map((line) => line.split('\t'));
    assert.deepEqual(lines[0], [
      'lab',
      'country',
      'tokens',
      'share of all tokens',
      'lowest–highest of share of all tokens',
    ]);
    assert.equal(lines.length, 1 + tableResult().table.rows.length);
    assert.ok(lines.every((line) => line.length === 5));
    assert.match(
      html,
      /^<p>Tokens and shares by lab<\/p><table><caption>Tokens and shares by lab\. all tokens/,
    );
    assert.match(html, /<th scope="col">share of all tokens<\/th>/);
    assert.equal(html.match(/<th scope="row">/g)?.length, tableResult().table.rows.length);
  });

  it('has the figures of a claim as published and as computed, and no table of large figures', () => {
    const { text } = copyOf(pairClaim());
    assert.equal(
      text,
      [
        '“About 18 trillion tokens each week against only about 5.5 trillion”: off.',
        'CN: published about 18T, computed 15.71T: off by −2.29T',
        'US: published about 5.5T, computed 10.14T: off by +4.64T',
        'CN, US / all tokens · 2026-W24 (8–14 Jun) · by_model',
        'Source: OpenRouter rankings, CC BY 4.0',
      ].join('\n'),
    );
    assert.match(copyOf(pairClaim()).html, /<p>Source: OpenRouter rankings, CC BY 4\.0<\/p>$/);
    assert.match(copyOf(shareClaim()).text, /\nPublished in: A brief, June 2026\n/);
    assert.ok(!copyOf(numberResult()).html.includes('<table'));
  });

  it('never makes markup, lines or cells of data', () => {
    const letters = fc.string({ unit: fc.constantFrom('<', '>', '&', '"', '\t', '\n', 'b', '/', ' ') });
    fc.assert(
      fc.property(letters, letters, (label, title) => {
        const { text, html } = copyOf(
          result({
            title: 'a title',
            summary: title,
            table: { columns: [{ name: 'a', label }], rows: [{ cells: [{ key: 'k', label }] }] },
          }),
        );
        assert.equal(text.split('\n\n').at(-1)?.split('\n').length, 2);
        assert.ok(!text.includes('\t'));
        const tags = html.match(/<[^>]*>/g) ?? [];
        assert.ok(
          tags.every((tag) => /^<\/?(p|table|caption|thead|tbody|tr|th|td)( scope="(col|row)")?>$/.test(tag)),
        );
        assert.ok(!html.replace(/<[^>]*>/g, '').includes('>'));
      }),
    );
  });
});
