import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { FORMS, signaturesAt } from '../../../src/editor/signatures';
import { parse } from '../../../src/language/parser';
import { grainOf, isKeyword, VOCABULARY } from '../../../src/language/vocabulary';

/** The form at `¦` with its active part between brackets; of several, the innermost first. */
function at(text: string): string[] {
  return signaturesAt(text.replace('¦', ''), text.indexOf('¦')).map(({ label, parts, active }) => {
    const part = parts[active];
    assert(part);
    return `${label.slice(0, part.start)}[${label.slice(part.start, part.end)}]${label.slice(part.end)}`;
  });
}

function activeAt(text: string): string | undefined {
  return /\[(.*)\]/.exec(at(text)[0] ?? '')?.[1];
}

describe('signatures: the table of forms', () => {
  for (const { example, parts } of FORMS) {
    it(example, () => {
      const [first, ...more] = parse(example).statements;
      assert.deepEqual(first?.diagnostics, []);
      assert.equal(more.length, 0);
      for (const part of parts)
        for (const form of Object.values(part))
          for (const [word] of form.matchAll(/(?<![\w"])[a-z][a-z0-9]*(?![\w"])/g))
            assert(
              isKeyword(word) || grainOf(word) || word === 'models',
              `${word} of "${form}" is no keyword`,
            );
    });

    it(`${example}: the words that open parts stand in their forms`, () => {
      for (const part of parts)
        for (const [opener, form] of Object.entries(part))
          assert(form.includes(opener), `${opener} does not stand in "${form}"`);
    });
  }

  it('every word that opens a statement, a clause, a step or a query stands in a form', () => {
    const openers = new Set(FORMS.flatMap(({ parts }) => parts.flatMap((part) => Object.keys(part))));
    const PLAIN_STEPS = ['cumulative', 'max', 'min', 'leader'];
    const INNER = ['crossing', 'crossings'];
    for (const [word, { role }] of Object.entries(VOCABULARY)) {
      if (!['statement', 'clause', 'subject', 'value', 'step', 'grain'].includes(role)) continue;
      if (PLAIN_STEPS.includes(word) || INNER.includes(word)) continue;
      assert(openers.has(word), `${word} opens no part of any form`);
    }
  });

  it('a part never hides another one of the same form', () => {
    for (const { parts, example } of FORMS) {
      const seen = new Map<string, number>();
      for (const [index, part] of parts.entries()) {
        for (const opener of Object.keys(part)) {
          // `last` opens a crossing and a period, `then` a stage and the next one: the first time, the first of them.
          if (opener !== 'last' && opener !== 'then')
            assert(!seen.has(opener), `${opener} opens two parts: ${example}`);
          seen.set(opener, index);
        }
      }
    }
  });
});

describe('signatures: the part under the cursor', () => {
  const table: [text: string, active: string | undefined][] = [
    ['tokens ¦', 'VALUE'],
    ['share of ¦', 'share of VALUE'],
    ['tokens, share of tokens ¦', 'share of VALUE'],
    ['share of tokens for ¦', 'for SET'],
    ['share of tokens for each ¦', 'for each DIMENSION|LIST'],
    ['share of tokens for CN wit¦', 'for SET'],
    ['share of tokens for (CN,¦ US) weekly', 'for SET'],
    ['tokens by lab, ¦', 'by DIMENSION'],
    ['tokens weekly ¦', 'weekly'],
    ['tokens daily ¦', 'daily'],
    ['tokens in ¦', 'in PERIOD'],
    ['tokens from 2026-W01 to ¦', 'from PERIOD to PERIOD'],
    ['tokens last ¦', 'last N weeks'],
    ['tokens where variant in (free) ¦', 'where COLUMN = WORD'],
    ['tokens where weights = open and variant in ¦', 'where COLUMN = WORD'],
    ['tokens where weights = open in ¦', 'in PERIOD'],
    ['tokens\n  using ¦', 'using DATASET'],
    ['tokens within ¦', 'within SET|known|top N models'],
    ['tokens within top 9 ¦', 'top N DIMENSION'],
    ['tokens within top 9 models each ¦', 'each week'],
    ['tokens within top 9 models each week then ¦', 'then SET|known|top N models'],
    ['tokens within top 9 models for ¦', 'for SET'],
    ['tokens | ¦', '| STEP'],
    ['tokens | moving average ¦', '| moving average N weeks'],
    ['tokens | top 3 | growth over ¦', 'over N weeks'],
    ['tokens | index to 100 at ¦', 'at PERIOD'],
    ['tokens | count for ¦', 'for SET'],
    ['tokens | share as ¦', 'as CHART'],
    ['tokens as line title "Who" ¦', 'title "TEXT"'],
    ['tokens as bar color by ¦', 'color by DIMENSION'],
    ['top 10 models by ¦', 'by VALUE'],
    ['bottom 5 ¦', 'bottom N DIMENSION'],
    ['first crossing of tokens for CN over ¦', 'over SET|QUANTITY'],
    ['last crossing of tokens for CN over US last ¦', 'last N weeks'],
    ['all crossings of tokens for all except (CN) ¦', 'for SET'],
    ['streak of tokens for CN ¦', 'for SET'],
    ['ratio of tokens for CN to ¦', 'to SET'],
    ['events since ¦', 'since PERIOD'],
    ['attach a ¦', 'attach NAME'],
    ['attach a from "x.csv" every week from ¦', 'every week from WEEKDAY'],
    ['attach a from "x.csv" lists top 10 rest from ¦', 'rest from DATASET'],
    ['attach a from "x.csv" lists ¦', 'lists top N|all'],
    ['attach a from "x.csv" separated by ¦', 'separated by tabs|commas|semicolons|bars'],
    ['attach a from "x.csv" separated by tabs encoding ¦', 'encoding "NAME"'],
    ['registry "x.csv" columns ¦', 'columns ROLE = COLUMN, …'],
    ['group us = ¦', '= SET'],
    ['measure cost = tokens * ¦', '= VALUE * VALUE'],
    ['event 2026-02 .. ¦', '.. PERIOD'],
    ['event 2026-02 "x" ¦', '"LABEL"'],
    ['claim "x" ¦', 'claim "SENTENCE"'],
    ['claim "x" = share of tokens for CN expect ¦', 'expect FIGURE'],
    ['claim "x" = share of tokens for CN expect 36% source ¦', 'source "TEXT"'],
    // Nothing is shown where nothing is being written.
    ['¦', undefined],
    ['tok¦', undefined],
    ['tokens by lab\n¦', undefined],
    ['tokens by lab # a remark ¦', undefined],
    ['# only a remark\n  ¦', undefined],
  ];
  for (const [text, active] of table) {
    it(text.replaceAll('\n', '⏎'), () => assert.equal(activeAt(text), active));
  }

  it('a query inside of a claim or a let is shown with the statement around it', () => {
    const [inner, outer, ...more] = at('claim "x" = share of tokens for ¦');
    assert.match(inner ?? '', /^share of VALUE\u00a0 \[for SET\]/);
    assert.match(outer ?? '', /^claim "SENTENCE"\u00a0 \[= QUERY\]/);
    assert.deepEqual(more, []);
    assert.match(at('let china = tokens for CN | top ¦')[0] ?? '', /^\[\| top N\]$/);
    assert.equal(at('let china = tokens for CN | top ¦').length, 3);
  });

  it('what is seldom used is shown where it is used', () => {
    assert.doesNotMatch(at('tokens ¦')[0] ?? '', /stealth/);
    assert.match(at('tokens stealth ¦')[0] ?? '', /\[stealth listed\|revealed\]/);
    assert.match(at('tokens stealth revealed in ¦')[0] ?? '', /\[in PERIOD\].*stealth/);
    assert.match(at('attach a from "x" sha256 ¦')[0] ?? '', /\[sha256 "HASH"\]/);
  });

  it('every form is explained, and every part that a word opens', () => {
    const [shown] = signaturesAt('share of tokens for CN ', 23);
    assert.equal(shown?.meaning, VOCABULARY.share.meaning);
    assert.equal(shown.parts[shown.active]?.meaning, VOCABULARY.for.meaning);
    assert.match(signaturesAt('tokens ', 7)[0]?.meaning ?? '', /column of numbers/);
    // `from` is a period elsewhere, and a file here.
    const [attach] = signaturesAt('attach a from ', 14);
    assert.equal(attach?.parts[attach.active]?.meaning, VOCABULARY.attach.meaning);
  });

  it('never fails, wherever the cursor is and whatever is written', () => {
    const words = [...Object.keys(VOCABULARY), '(', ')', ',', '=', '|', '"x', '"x"', '\n', '\n  ', 'CN', '9'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 12 }), fc.nat(80), (all, place) => {
        const text = all.join(' ');
        for (const { label, parts, active } of signaturesAt(text, Math.min(place, text.length))) {
          assert(active >= 0 && active < parts.length);
          for (const { start, end } of parts) assert(start < end && end <= label.length);
        }
      }),
    );
  });
});
