import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Member } from '../../src/protocol/result';
import { contrast, parseColour, readable } from '../../renderer/colour';
import { assignSlots, FIXED_KEYS, greyKind, paintMembers, SLOTS } from '../../renderer/palette';
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
        ...FIXED_KEYS.map(member),
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

/** What eyes without one kind of cone make of linear RGB (Machado, Oliveira and Fernandes 2009). */
const EYES = {
  usual: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const;

/** A colour as those eyes see it, in Oklab: about 1 apart is just seen side by side. */
function seen(colour: string, eyes: readonly number[]): readonly number[] {
  const { r, g, b } = parseColour(colour) ?? { r: 0, g: 0, b: 0 };
  const linear = [r, g, b].map((part) =>
    part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
  );
  const times = (matrix: readonly number[], vector: readonly number[]) =>
    [0, 3, 6].map((row) => vector.reduce((sum, part, at) => sum + part * (matrix[row + at] ?? 0), 0));
  const cones = times(
    [0.4122215, 0.5363325, 0.051446, 0.2119035, 0.6806995, 0.107397, 0.0883025, 0.2817188, 0.6299787],
    times(eyes, linear).map((part) => Math.min(1, Math.max(0, part))),
  );
  return times(
    [0.2104543, 0.7936178, -0.004072, 1.9779985, -2.4285922, 0.4505937, 0.025904, 0.7827718, -0.8086758],
    cones.map(Math.cbrt),
  ).map((part) => part * 100);
}

describe('renderer: colours for eyes without one kind of cone', () => {
  for (const [eyes, matrix] of Object.entries(EYES)) {
    for (const [on, which] of [
      ['light', 0],
      ['dark', 1],
    ] as const) {
      const apart = (a: string, b: string) => {
        const [one, two] = [seen(a, matrix), seen(b, matrix)];
        return Math.hypot(...one.map((part, at) => part - (two[at] ?? 0)));
      };

      it(`are twelve with ${eyes}, on ${on}`, () => {
        const colours = Object.values(SLOTS).map((pair) => pair[which]);
        for (const [index, colour] of colours.entries())
          for (const other of colours.slice(index + 1))
            assert.ok(apart(colour, other) >= 5, `${colour} and ${other}`);
      });

      it(`keep China and the US far apart with ${eyes}, on ${on}`, () => {
        const [china, us] = paintMembers([country('CN'), country('US')], makeTheme(on));
        assert.ok(apart(china?.colour ?? '', us?.colour ?? '') > 20);
      });
    }
  }
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

  it('keeps the colours of well-known labs and countries, whatever else the chart shows', () => {
    for (const dimension of ['country', 'lab']) {
      const own = FIXED_KEYS.filter((key) => key.startsWith(dimension));
      const alone = new Map(own.map((key) => [key, colourOf([member(key)], key)]));
      assert.equal(new Set(alone.values()).size, own.length, 'no two share a colour');
      const company = fc.tuple(
        fc.subarray(own),
        fc.array(
          fc.string().map((name) => `${dimension}:${name}`),
          { maxLength: 30 },
        ),
      );
      fc.assert(
        fc.property(company, ([some, unknown]) => {
          const members = [...unknown, ...some].map(member);
          for (const key of some) assert.equal(colourOf(members, key), alone.get(key), key);
        }),
      );
    }
  });

  it('keeps a lab near its hue where a country of that hue is in the chart', () => {
    const members = [country('US'), lab('google')];
    assert.equal(colourOf(members, 'country:US'), colourOf([country('US')], 'country:US'));
    assert.notEqual(colourOf(members, 'lab:google'), colourOf(members, 'country:US'));
    const [, google] = paintMembers(members, theme);
    assert.equal(google?.dash, 'longdash');
  });

  it('knows a lab by its former name', () => {
    assert.equal(colourOf([member('lab:meta')], 'lab:meta'), colourOf([lab('meta-llama')], 'lab:meta-llama'));
  });

  it('draws a part of a chart in the colours of the whole', () => {
    const all = ['lab:a', 'lab:b', 'lab:c', 'lab:d', 'lab:e', 'lab:f', 'lab:g', 'lab:h'].map(member);
    const whole = paintMembers(all, theme);
    for (const [index, one] of all.entries())
      assert.deepEqual(paintMembers([one], theme, all), [whole[index]]);
  });

  it('tells hues by patterns as well in high contrast', () => {
    const pair = [country('CN'), country('US')];
    for (const kind of ['hc-light', 'hc-dark'] as const) {
      const [china, us] = paintMembers(pair, makeTheme(kind));
      assert.notEqual(china?.pattern, us?.pattern);
    }
    assert.ok(paintMembers(pair, theme).every(({ pattern }) => pattern === ''));
    // Where there is nothing to be told apart, there is no pattern.
    for (const one of FIXED_KEYS)
      assert.equal(paintMembers([member(one)], makeTheme('hc-dark'))[0]?.pattern, '');
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
