import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Member } from '../../src/protocol/result';
import { contrast, parseColour, readable } from '../../renderer/colour';
import { assignSlots, greyKind, paintMembers } from '../../renderer/palette';
import { makeTheme, type ThemeKind } from '../../renderer/theme';
import { country, grey, lab } from './fixtures';
import { LABS } from './numbers';

const KINDS: readonly ThemeKind[] = ['light', 'dark', 'hc-light', 'hc-dark'];

function member(hue: string): Member {
  return { key: hue, label: hue, kind: 'named', hue: { key: hue, label: hue } };
}

describe('renderer: colours', () => {
  it('reads what CSS computes', () => {
    assert.deepEqual(parseColour('#fff'), { r: 255, g: 255, b: 255 });
    assert.deepEqual(parseColour('rgb(1, 2, 3)'), { r: 1, g: 2, b: 3 });
    assert.deepEqual(parseColour('rgba(0, 0, 0, 0.5)', { r: 100, g: 100, b: 100 }), { r: 50, g: 50, b: 50 });
    assert.equal(parseColour('teal-ish'), undefined);
    assert.equal(contrast('#000000', '#ffffff'), 21);
  });

  it('moves any colour until it can be read', () => {
    const hex = fc
      .integer({ min: 0, max: 0xffffff })
      .map((value) => `#${value.toString(16).padStart(6, '0')}`);
    fc.assert(
      fc.property(
        hex,
        fc.constantFrom('#ffffff', '#1f1f1f', '#000000', '#fdf6e3', '#002b36'),
        (colour, background) => {
          assert.ok(contrast(readable(colour, background, 4.5), background) >= 4.5);
        },
      ),
    );
  });

  for (const kind of KINDS) {
    it(`reaches AA on ${kind}: 3:1 for marks, 4.5:1 for words`, () => {
      const theme = makeTheme(kind);
      const members = [
        ...Array.from({ length: 30 }, (_, index) => member(`x:${index}`)),
        grey('rest'),
        grey('unknown'),
        grey('other'),
      ];
      for (const { colour, ink } of paintMembers(members, theme)) {
        assert.ok(contrast(colour, theme.background) >= 3, `${colour} on ${theme.background}`);
        assert.ok(contrast(ink, theme.background) >= 4.5, `${ink} on ${theme.background}`);
      }
      for (const words of [theme.text, theme.muted]) assert.ok(contrast(words, theme.background) >= 4.5);
    });
  }

  it('keeps AA in themes with a background of their own', () => {
    for (const background of ['#fdf6e3', '#002b36', '#272822', '#2d2a2e', '#f3f3f3']) {
      const theme = makeTheme(contrast(background, '#ffffff') > 4 ? 'dark' : 'light', { background });
      for (const { colour, ink } of paintMembers(Object.keys(LABS).map(lab), theme)) {
        assert.ok(contrast(colour, background) >= 3, `${colour} on ${background}`);
        assert.ok(contrast(ink, background) >= 4.5, `${ink} on ${background}`);
      }
    }
  });
});

describe('renderer: which colour stands for what', () => {
  const theme = makeTheme('light');
  const colourOf = (members: readonly Member[], key: string) =>
    paintMembers(members, theme)[members.findIndex((each) => each.hue.key === key)]?.colour;

  it('draws a country in one colour in every chart, whatever stands beside it', () => {
    const alone = colourOf([country('CN')], 'country:CN');
    assert.equal(colourOf([country('US'), country('CN'), country('FR'), grey('other')], 'country:CN'), alone);
    assert.notEqual(colourOf([country('US')], 'country:US'), alone);
  });

  it('gives a single line the colour of the country or lab it is named after', () => {
    assert.equal(colourOf([member('value:CN')], 'value:CN'), colourOf([country('CN')], 'country:CN'));
    assert.equal(colourOf([member('value:qwen')], 'value:qwen'), colourOf([lab('qwen')], 'lab:qwen'));
  });

  it('gives the twelve largest labs twelve colours', () => {
    const slugs = [
      'openai',
      'anthropic',
      'google',
      'x-ai',
      'deepseek',
      'qwen',
      'z-ai',
      'moonshotai',
      'minimax',
      'xiaomi',
      'tencent',
      'stepfun',
    ];
    const colours = new Set(paintMembers(slugs.map(lab), theme).map(({ colour }) => colour));
    assert.equal(colours.size, 12);
    for (const slug of slugs)
      assert.equal(colourOf(slugs.map(lab), `lab:${slug}`), colourOf([lab(slug)], `lab:${slug}`), slug);
  });

  it('does not depend on the order of the chart', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(
          Object.keys(LABS).filter((slug) => slug !== 'other'),
          { minLength: 1 },
        ),
        (slugs) => {
          const forward = assignSlots(slugs.map((slug) => `lab:${slug}`));
          const backward = assignSlots([...slugs].reverse().map((slug) => `lab:${slug}`));
          for (const [key, place] of forward) assert.deepEqual(backward.get(key), place);
        },
      ),
    );
  });

  it('gives no two things one look within a chart', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 36 }), (names) => {
        const paints = paintMembers(
          names.map((name) => member(`model:${name}`)),
          theme,
        );
        const looks = new Set(paints.map(({ colour, dash }) => `${colour} ${dash}`));
        assert.equal(looks.size, names.length);
      }),
    );
  });

  it('keeps the fixed colour for its owner when an unknown name hashes to it', () => {
    for (let index = 0; index < 60; index++) {
      const members = [member(`lab:new-${index}`), country('CN')];
      assert.equal(colourOf(members, 'country:CN'), colourOf([country('CN')], 'country:CN'));
    }
  });

  it('draws rest, unknown and other in three greys that differ in dash and pattern', () => {
    const paints = paintMembers([grey('rest'), grey('unknown'), grey('other')], theme);
    assert.ok(paints.every(({ grey: is }) => is));
    assert.equal(new Set(paints.map(({ dash }) => dash)).size, 3);
    assert.equal(new Set(paints.map(({ pattern }) => pattern)).size, 3);
    assert.equal(new Set(paints.map(({ colour }) => colour)).size, 3);
  });

  it('draws a named model of an unknown country in grey when countries are the colours', () => {
    const model: Member = {
      key: 'openrouter/owl-alpha',
      label: 'Owl',
      kind: 'named',
      hue: { key: 'country:unknown', label: 'unknown' },
    };
    assert.equal(greyKind(model), 'unknown');
    assert.equal(greyKind(country('CN')), undefined);
    assert.equal(greyKind({ ...model, hue: { key: 'kind:other', label: 'other' } }), 'other');
  });
});
