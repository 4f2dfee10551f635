import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { scan } from '../../../src/language/scanner';
import { grainOf, isKeyword, VOCABULARY } from '../../../src/language/vocabulary';
import { scopesOf, tokenize, type Colored } from './tokenize';

/** A scope that themes colour as a word of the language. */
const WORD = /^(keyword|support\.function|constant\.language)\./;

function colored(token: Colored): boolean {
  return token.scopes.some((scope) => WORD.test(scope));
}

describe('the grammar of query cells', () => {
  describe('colours each word of the language in its example', () => {
    for (const [word, { example }] of Object.entries(VOCABULARY)) {
      it(word, async () => {
        const tokens = await tokenize(example);
        const places = scan(example).filter((token) => token.kind === 'name' && token.text === word);
        assert.notEqual(places.length, 0, `the example has no \`${word}\`: ${example}`);
        for (const { start, end } of places) {
          const token = tokens.find((each) => each.start <= start && end <= each.start + each.text.length);
          assert.ok(token && colored(token), `${word} in: ${example}\n${token?.scopes.join(' ') ?? ''}`);
        }
      });
    }
  });

  it('colours no name of an example as a word of the language', async () => {
    for (const { example } of Object.values(VOCABULARY)) {
      const tokens = await tokenize(example);
      for (const { kind, text, start } of scan(example)) {
        if (kind !== 'name' || isKeyword(text) || grainOf(text)) continue;
        const token = tokens.find((each) => each.start <= start && start < each.start + each.text.length);
        assert.ok(token && !colored(token), `${text} in: ${example}\n${token?.scopes.join(' ') ?? ''}`);
      }
    }
  });

  it('knows no word that the language does not have', async () => {
    const source = readFileSync('syntaxes/tokshare.tmLanguage.json', 'utf8');
    const patterns = [...source.matchAll(/"(?:match|begin)": ("(?:[^"\\]|\\.)*")/g)].map(
      ([, pattern = '']) => JSON.parse(pattern) as string,
    );
    const words = new Set(patterns.flatMap((each) => each.match(/(?<![\\\p{L}])[a-z]{2,}/gu) ?? []));
    assert.ok(words.size >= Object.keys(VOCABULARY).length);
    for (const word of words) {
      const found = (await tokenize(`x ${word} x`)).filter(colored);
      if (found.length > 0) assert.ok(isKeyword(word) || grainOf(word), word);
    }
  });

  it('leaves strings and comments alone', async () => {
    const text = `"share of tokens within (CN, US) in 2026-W07"`;
    for (const token of await tokenize(`tokens as bar title ${text}`)) {
      if (token.start >= 20) assert.ok(token.scopes.includes('string.quoted.double.tokshare'), token.text);
    }
    for (const token of await tokenize('# share of tokens for CN as bar "x')) {
      assert.ok(token.scopes.includes('comment.line.number-sign.tokshare'), token.text);
    }
  });

  it('ends an open string with its line', async () => {
    const tokens = await tokenize('event 2026-02-12 "MiniMax\ntokens weekly');
    assert.ok(
      tokens
        .filter(({ line }) => line === 1)
        .every(({ scopes }) => !scopes.some((each) => each.startsWith('string'))),
    );
  });

  it('takes a name with a keyword in it for a name', async () => {
    for (const name of ['share-2', 'top_models', 'in.2026', 'weeklys', 'my-share', 'überall', 'by4']) {
      assert.deepEqual(await scopesOf(name), [[name, 'variable.other']]);
    }
  });

  it('tells names by what they are', async () => {
    assert.deepEqual(await scopesOf('attach by_lab from "a.csv"'), [
      ['attach', 'keyword.control.statement'],
      ['by_lab', 'entity.name.namespace.dataset'],
      ['from', 'keyword.other.clause'],
      ['"', 'punctuation.definition.string.begin'],
      ['a.csv', 'string.quoted.double'],
      ['"', 'punctuation.definition.string.end'],
    ]);
    assert.deepEqual(await scopesOf('group six = lab (qwen, CN)'), [
      ['group', 'keyword.control.statement'],
      ['six', 'entity.name.type.group'],
      ['=', 'keyword.operator.comparison'],
      ['lab', 'support.type.dimension'],
      ['(', 'punctuation.section.parens'],
      ['qwen', 'variable.other'],
      [',', 'punctuation.separator'],
      ['CN', 'variable.other.constant.country'],
      [')', 'punctuation.section.parens'],
    ]);
    assert.deepEqual(await scopesOf('using rankings'), [
      ['using', 'keyword.other.clause'],
      ['rankings', 'entity.name.namespace.dataset'],
    ]);
  });

  it('keeps models in one piece', async () => {
    for (const model of [
      'qwen/qwen3.6-plus',
      'openrouter/hunter-alpha',
      '~deepseek/deepseek-v4-flash-latest',
    ]) {
      const tokens = await tokenize(model);
      assert.ok(
        tokens.every(({ scopes }) => scopes[1] === 'string.unquoted.model.tokshare'),
        model,
      );
    }
    assert.deepEqual((await scopesOf('tencent/hy3:*')).at(-1), ['*', 'constant.other.placeholder']);
    assert.deepEqual((await scopesOf('a/b-20260423:free')).at(-1), [':free', 'storage.modifier.variant']);
    assert.deepEqual(await scopesOf('lab:meta'), [
      ['lab', 'support.type.dimension'],
      [':', 'punctuation.separator.qualified'],
      ['meta', 'entity.name.member'],
    ]);
  });

  it('tells periods from quantities', async () => {
    for (const period of ['2026-W07', '2026-02', '2026-02-09', '2026-Q1', '2026-w07']) {
      assert.deepEqual(await scopesOf(period), [[period, 'constant.numeric.date']]);
    }
    for (const [number, unit] of [
      ['4.12', 'T'],
      ['61', '%'],
      ['2.5', 'pp'],
      ['3', 'x'],
    ] as const) {
      assert.deepEqual(await scopesOf(number + unit), [
        [number, 'constant.numeric.quantity'],
        [unit, 'keyword.other.unit'],
      ]);
    }
    assert.deepEqual(
      (await scopesOf('$1.2M')).map(([text]) => text),
      ['$', '1.2', 'M'],
    );
    assert.deepEqual(await scopesOf('4 weeks'), [
      ['4', 'constant.numeric.count'],
      ['weeks', 'keyword.other.unit.grain'],
    ]);
  });

  it('tells a step from a function and a chart from a name', async () => {
    const scopes = new Map(await scopesOf('share of tokens by lab | share | top 8 as donut title "x"'));
    assert.equal(scopes.get('share'), 'support.function.step');
    assert.equal(scopes.get('top'), 'support.function.step');
    assert.equal(scopes.get('donut'), 'constant.language.chart');
    assert.deepEqual(await scopesOf('line'), [['line', 'variable.other']]);
  });

  const roles: [text: string, word: string, scope: string][] = [
    ['registry "a.csv"', 'registry', 'keyword.control.statement'],
    ['measure cost = tokens * price', 'cost', 'entity.name.function.measure'],
    ['measure cost = tokens * price', '*', 'keyword.operator.arithmetic'],
    ['let china = tokens', 'china', 'entity.name.function.query'],
    ['claim "x" = tokens expect 5', 'claim', 'keyword.control.statement'],
    ['claim "x" = tokens expect 5', 'expect', 'keyword.control.statement'],
    ['claim "x" = tokens expect about 5', 'about', 'keyword.operator.wordlike'],
    ['claim "x" = tokens expect between 5 and 6', 'between', 'keyword.operator.wordlike'],
    ['claim "x" = tokens expect 17%->47%', '->', 'keyword.operator.range'],
    ['claim "x" = tokens expect 17%->47%', '17', 'constant.numeric.quantity'],
    ['claim "x" = tokens expect 5 ± 1', '±', 'keyword.operator.tolerance'],
    ['claim "x" = tokens expect 5 +/- 1', '+/-', 'keyword.operator.tolerance'],
    ['growth of tokens', 'growth', 'support.function.value'],
    ['concentration of tokens', 'concentration', 'support.function.value'],
    ['claims', 'claims', 'support.function.list'],
    ['events as timeline', 'events', 'support.function.list'],
    ['tokens as line mark events', 'events', 'constant.language.mark'],
    ['tokens | change over 4 weeks', 'change', 'support.function.step'],
    ['tokens | rank change over 4 weeks', 'change', 'support.function.step'],
    ['tokens | fill carry', 'fill', 'support.function.step'],
    ['tokens | fill carry', 'carry', 'constant.language.fill'],
    ['tokens by lab | sum for CN', 'sum', 'support.function.step'],
    ['tokens | index to 100 at 2026-W07', 'at', 'keyword.other.clause'],
    ['tokens as treemap', 'treemap', 'constant.language.chart'],
    ['tokens as line log labels', 'log', 'keyword.other.option'],
    ['tokens as line log labels', 'labels', 'keyword.other.option'],
    ['attach a from "x" wide by model', 'wide', 'keyword.other.option'],
    ['attach a from "x" unit tokens = billions', 'unit', 'keyword.other.option'],
    ['attach a from "x" unit tokens = billions', 'billions', 'keyword.other.unit'],
    ['attach a from "x" every week from sunday', 'sunday', 'keyword.other.unit'],
    ['attach a from "x" every week from sunday', 'week', 'keyword.other.unit.grain'],
    ['attach a from "x" rest from platform', 'rest', 'keyword.other.option'],
    ['attach a from "x" rest from platform', 'platform', 'entity.name.namespace.dataset'],
    ['attach a from "x" complete until latest', 'complete', 'keyword.other.option'],
    ['attach a from "x" sha256 "0"', 'sha256', 'keyword.other.option'],
    // Words of steps and charts may be the names of columns.
    ['rank by index', 'rank', 'variable.other'],
    ['rank by index', 'index', 'variable.other'],
    ['tokens, scatter', 'scatter', 'variable.other'],
    ['tokens for max-2', 'max-2', 'variable.other'],
  ];
  for (const [text, word, scope] of roles) {
    it(`${word} in: ${text}`, async () => {
      const found = (await scopesOf(text)).filter(([each]) => each === word);
      assert.deepEqual(found.at(-1), [word, scope]);
    });
  }
});
