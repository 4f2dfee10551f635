import assert from 'node:assert/strict';
import { answer, ask, boundsOf, examples, figureOf, refusal, rowsOf, type Data } from './helpers';

const DATA: Data = { M: examples('M')['M'] ?? '', B: examples('B')['B'] ?? '' };

describe('a donut shows all parts of one whole', () => {
  for (const query of [
    'top 5 labs by share of tokens in 2026-06 using M as donut',
    'top 5 labs in 2026-06 using M as donut',
    'share of tokens for each (CN, US) in 2026-06 using M as donut',
    'tokens for each (openai, US) in 2026-06 using M as donut',
    'share of tokens for CN by lab in 2026-06 using M | top 8 as donut',
  ]) {
    it(`refuses ${query}`, () => {
      const { code, message, fixes } = refusal(query, DATA);
      assert.equal(code, 'chart-refused');
      assert.match(message, /all parts of one whole/);
      assert.deepEqual(
        fixes?.map(({ text }) => text),
        ['bar'],
      );
    });
  }

  for (const query of [
    'share of tokens by lab in 2026-06 using M | top 8 as donut',
    'tokens by country in 2026-06 using M as donut',
    'share of tokens for each (CN, US) within (CN, US) in 2026-06 using M as donut',
    'tokens for CN by lab in 2026-06 using M | top 8 as donut',
  ]) {
    it(`draws ${query}`, () => {
      assert.equal(ask(query, DATA).figure?.kind, 'donut');
    });
  }
});

describe('lists that overlap', () => {
  const apps = 'window,app,tokens\nday,Cline,1\nday,Roo,2\nmonth,Cline,30\nmonth,Roo,40\n';

  it('are not added up: the query says which one it asks', () => {
    const { code, message, fixes } = refusal('tokens by app', { apps });
    assert.equal(code, 'overlapping-lists');
    assert.match(message, /2 lists \(day, month\), which overlap/);
    assert.deepEqual(
      fixes?.map(({ text }) => text),
      [' where window = day', ' where window = month'],
    );
    assert.deepEqual(rowsOf(ask('tokens by app where window = month', { apps })), [
      ['Roo', 40],
      ['Cline', 30],
    ]);
    assert.equal(ask('tokens by window, app', { apps }).table.rows.length, 4);
  });
});

describe('dollars', () => {
  it('are compared at one mix for everyone, which a step cannot', () => {
    for (const step of [
      'growth over 1 week',
      'change over 1 week',
      'multiple over 1 week',
      'index to 100 at 2026-W26',
    ])
      assert.equal(refusal(`dollars weekly using M | ${step}`, DATA).code, 'mixed-step', step);
    assert.equal(
      refusal('concentration of dollars by lab in 2026-06 using M', DATA).code,
      'mixed-concentration',
    );
    const [low, high] = boundsOf('growth of dollars from 2026-W32 to 2026-W33 using M', DATA);
    assert.ok(low !== null && high !== null && high - low < 0.05, `${String(low)} to ${String(high)}`);
  });

  it('say in their caption how much has no price', () => {
    const { text } = ask('share of dollars for CN in 2026-06 using M', DATA).caption;
    assert.equal(
      text,
      'CN / all dollars · left out: other 6.4%, without a price 6.3% of tokens · 2026-06 (1–30 Jun 2026) · M',
    );
  });
});

describe('what cannot be', () => {
  it('has no bounds: of CN within US there is nothing, whatever is lumped', () => {
    assert.deepEqual(figureOf('tokens for CN within US in 2026-W11 using B', DATA), { value: 0 });
    assert.deepEqual(
      figureOf('share of tokens for CN within lab (anthropic, openai) in 2026-W11 using B', DATA),
      {
        value: 0,
      },
    );
  });

  it('is told apart: weights that are unknown are not a country that is', () => {
    const [, row] = rowsOf(ask('tokens by weights in 2026-06 using M', DATA));
    const labels = ask('tokens by weights in 2026-06 using M', DATA).table.rows.map(({ cells: [cell] }) =>
      cell && 'key' in cell ? cell.label : '',
    );
    assert.ok(row);
    assert.ok(labels.includes('weights unknown'), labels.join());
  });
});

describe('claims hold only if they hold whatever is lumped', () => {
  const verdictOf = (text: string): string | undefined => ask(text, DATA).claim?.verdict.kind;

  it('who leads is as undecided after `leader` as in a ranking', () => {
    for (const query of ['tokens by lab in 2026-W07 using B | leader', 'top 5 labs in 2026-W07 using B'])
      assert.equal(verdictOf(`claim "x" = ${query} expect google`), 'undecided', query);
    assert.equal(
      verdictOf('claim "x" = tokens by lab in 2026-W07 within known using B | leader expect google'),
      'holds',
    );
  });

  it('so is a count of a list whose last places are close', () => {
    assert.equal(
      verdictOf('claim "x" = top 5 labs in 2026-W07 using B | count for CN expect 2'),
      'undecided',
    );
    assert.equal(
      verdictOf('claim "x" = top 5 labs in 2026-W07 within known using B | count for CN expect 2'),
      'holds',
    );
  });
});

describe('captions of shares', () => {
  for (const query of [
    'share of tokens for CN in 2026-W11 using B',
    'change of share of tokens for CN in 2026-W11 using B',
    'gap of share of tokens for CN to US in 2026-W11 using B',
    'share of change of tokens for CN in 2026-W12 using B',
  ]) {
    it(`divide: ${query}`, () => {
      const { results, diagnostics } = answer(query, DATA);
      assert.ok(results[0], diagnostics.map(({ message }) => message).join());
      assert.match(results[0].caption.text, / \/ all tokens/);
    });
  }
});
