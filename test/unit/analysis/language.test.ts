/**
 * The language as its readers meet it: a notebook with the figures of the reference articles, each as one query, over the
 * example data. What holds is said to hold, what does not is off by so much, and what the data cannot say is not said.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loader, loadScope, readNotebook, runCell, type Outcome } from '../../../src/analysis/notebook';
import { Result, type Figure } from '../../../src/protocol/result';
import { builtInRegistry } from '../../../src/registry/registry';
import { near } from './helpers';

const NOTEBOOK = `attach rankings from "data/openrouter-weekly-top.csv"
attach by_lab from "data/openrouter-daily-by-author.csv"
attach by_model from "data/openrouter-rankings-daily.csv"
attach platform from "data/openrouter-weekly-total.csv"
attach arena from "data/arena-text.csv" columns model = model, elo = arena_score
group us_big_three = lab (anthropic, google, openai)
group six_cn = lab (minimax, deepseek, moonshotai, z-ai, qwen, xiaomi)
event 2024-06 "OpenAI ends API service in China"

claim "4.12T against 2.94T" = tokens for each (CN, US) within top 9 models each week in 2026-W07 using rankings expect CN 4.12T, US 2.94T source "Feb 9-15"
claim "the first week Chinese models led" = first crossing of tokens for CN over US within top 9 models each week weekly using rankings expect 2026-W07
claim "4.69T against 3.29T" = tokens for each (CN, US) within top 9 models each week in 2026-W11 using rankings expect CN 4.69T, US 3.29T
claim "nearly 59% of the two countries' combined usage" = share of tokens for CN within top 9 models each week then (CN, US) in 2026-W11 using rankings expect nearly 59%
claim "second week in a row" = streak of tokens for CN over US within top 9 models each week weekly at 2026-W11 using rankings expect 2 weeks
claim "61% of weekly tokens" = share of tokens for CN in 2026-W23 using by_model expect 61%
claim "17% to 47% in a year" = share of tokens for CN from 2025-W27 to 2026-W26 using rankings expect 17% -> 47%
claim "18T against 5.5T" = tokens for each (CN, US) within top 9 models each week in 2026-W24 using by_model expect CN about 18T, US about 5.5T
claim "more than 3-to-1" = ratio of tokens for CN to US within top 9 models each week in 2026-W24 using by_model expect > 3x
claim "Chinese models absorbed most of the growth" = share of change of tokens for CN from 2026-W06 to 2026-W21 using by_lab expect > 50%
claim "US big three 46.6%" = share of tokens for us_big_three in 2026-W16 using by_lab expect 46.6%
claim "six Chinese labs 37.1%" = share of tokens for six_cn in 2026-W16 using by_lab expect 37.1%
claim "6 of the top 10 are Chinese" = top 10 models in 2026-W18 using rankings | count for CN expect 6
share of tokens by country weekly using by_lab as area normalized mark events
share of tokens by lab in 2026-06 using by_model | top 8 as donut
top 20 models in 2026-06 using by_model as bar color by country
tokens by lab weekly using by_lab | rank as bump
tokens by country weekly using by_lab | moving average 4 weeks as line mark crossings
all crossings of share of tokens for CN over 50% weekly using by_lab sustained 2 weeks
concentration of tokens by lab weekly using by_lab as line
multiple of tokens from 2025-W39 to 2026-W13 using platform
top 15 models by elo using arena as bar color by country
share of tokens, share of dollars by lab in 2026-06 using by_model as scatter
tokens for xiaomi/* last 30 days until 2026-06-25 using by_model
tokens by country, lab, model in 2026-06 using by_model as treemap
events since 2024-06 as timeline
claims
`;

/** What a claim comes to: its verdict, and of each published figure how it was computed and judged. */
const CLAIMS: readonly [sentence: string, verdict: string, figures: readonly string[]][] = [
  ['4.12T against 2.94T', 'holds', ['CN 4.12T: 4.126T, holds', 'US 2.94T: 2.935T, holds']],
  ['the first week Chinese models led', 'holds', ['2026-W07: 2026-W07, holds']],
  ['4.69T against 3.29T', 'holds', ['CN 4.69T: 4.690T, holds', 'US 3.29T: 3.294T, holds']],
  ["nearly 59% of the two countries' combined usage", 'holds', ['nearly 59%: 58.7%, holds']],
  ['second week in a row', 'holds', ['2 weeks: 2 weeks, holds']],
  ['61% of weekly tokens', 'off by −10.5pp', ['61%: 50.5% (50.5%–58.1%), off by −10.5pp']],
  ['17% to 47% in a year', 'cannot be computed', ['17% -> 47%: –, cannot be computed']],
  ['18T against 5.5T', 'holds', ['CN about 18T: 18.42T, holds', 'US about 5.5T: 5.711T, holds']],
  ['more than 3-to-1', 'holds', ['> 3x: 3.23x, holds']],
  ['Chinese models absorbed most of the growth', 'undecided', ['> 50%: 50.1% (46.4%–64.9%), undecided']],
  ['US big three 46.6%', 'off by −2.9pp', ['46.6%: 43.7% (43.7%–53.4%), off by −2.9pp']],
  ['six Chinese labs 37.1%', 'off by −2.7pp', ['37.1%: 34.4% (34.4%–44.1%), off by −2.7pp']],
  ['6 of the top 10 are Chinese', 'holds', ['6: 6, holds']],
];

function timeOf(figure: Figure | undefined): Extract<Figure, { axis: 'time' }> {
  assert(figure?.axis === 'time');
  return figure;
}

function membersOf(figure: Figure | undefined): Extract<Figure, { axis: 'members' }> {
  assert(figure?.axis === 'members');
  return figure;
}

describe('the language: every figure of the reference articles is one query', () => {
  const outcomes = new Map<string, Outcome>();
  let results: readonly Result[] = [];

  before(async function () {
    this.timeout(30_000);
    const registry = builtInRegistry();
    const load = loader((path) => readFile(join(process.cwd(), 'examples', path)));
    const model = readNotebook([{ id: 'cell', text: NOTEBOOK }], registry);
    const scope = await loadScope(model.definitions, registry, load);
    const [cell] = model.cells;
    assert(cell);
    const found = [...runCell(cell, model, scope)];
    for (const [index, { statement }] of cell.tree.statements.entries()) {
      const outcome = found[index];
      assert(outcome);
      outcomes.set(NOTEBOOK.slice(statement.start, statement.end).trim(), outcome);
    }
    results = found.flatMap((each) => (each.kind === 'result' ? [each.result] : []));
  });

  /** The result of the only statement that begins with these words. */
  function resultOf(words: string): Result {
    const [entry, ...others] = [...outcomes].filter(([text]) => text.startsWith(words));
    assert(entry && others.length === 0, words);
    const [, outcome] = entry;
    assert(outcome.kind === 'result', `${words}: ${outcome.diagnostics.map((each) => each.message).join()}`);
    return outcome.result;
  }

  it('every statement is read and answered without an error', () => {
    const lines = NOTEBOOK.split('\n').filter((line) => line !== '');
    assert.deepEqual([...outcomes.keys()], lines);
    for (const [text, { kind, diagnostics }] of outcomes) {
      assert.equal(kind, /^(attach|group|event) /.test(text) ? 'defined' : 'result', text);
      assert.deepEqual(
        diagnostics.filter(({ severity }) => severity === 'error'),
        [],
        text,
      );
    }
    for (const result of results) assert(Result.safeParse(result).success, result.query);
  });

  describe('claims', () => {
    for (const [sentence, verdict, figures] of CLAIMS) {
      it(`${sentence}: ${verdict}`, () => {
        const { claim } = resultOf(`claim "${sentence}"`);
        assert(claim);
        assert.equal(claim.sentence, sentence);
        assert.equal(claim.verdict.text, verdict);
        assert.deepEqual(
          claim.figures.map(
            (each) =>
              `${each.label === '' ? '' : `${each.label} `}${each.published}: ${each.computed}, ${each.verdict.text}`,
          ),
          figures,
        );
      });
    }

    it('say how a figure was rounded, and which bound decides', () => {
      const reasons = (sentence: string): string[] | undefined =>
        resultOf(`claim "${sentence}"`).claim?.figures.map((each) => each.verdict.reason);
      assert.deepEqual(reasons('4.12T against 2.94T'), [
        '4.126T truncates to 4.12T.',
        '2.935T rounds to 2.94T.',
      ]);
      assert.deepEqual(reasons('Chinese models absorbed most of the growth'), [
        '50.1% is more than 50%. Its bounds are 46.4%–64.9%; they do not agree.',
      ]);
      assert.deepEqual(reasons('17% to 47% in a year'), [
        'rankings has no data for `2026-W26`: it runs from 2025-W07 to 2026-W19 (10 Feb 2025 – 10 May 2026).',
      ]);
    });

    it('the ledger has them all, in their order, with their verdicts', () => {
      const ledger = resultOf('claims');
      assert.equal(ledger.figure, undefined);
      assert.deepEqual(
        ledger.table.rows.map(({ cells }) =>
          [cells[0], cells[4]].map((cell) => cell && 'key' in cell && cell.key),
        ),
        CLAIMS.map(([sentence, verdict]) => [sentence, verdict]),
      );
      assert.equal(
        ledger.summary,
        '8 of 13 hold · 1 off, explained by another reading · 2 off, explained by none · 1 undecided · 1 cannot be computed.',
      );
    });
  });

  describe('charts', () => {
    it('shares of all countries, week by week, as an area that fills 100%', () => {
      const figure = timeOf(resultOf('share of tokens by country weekly').figure);
      assert.deepEqual(
        [figure.kind, figure.unit, figure.stacked, figure.normalized],
        ['area', 'fraction', true, true],
      );
      assert.deepEqual(
        figure.series.map(({ member }) => member.key),
        ['US', 'CN', 'FR', 'DE', 'unknown', 'other'],
      );
      assert.equal(figure.buckets.length, 16);
      // The only event of the notebook is older than the data.
      assert.deepEqual(figure.events, []);
      const [us, cn] = figure.series;
      near(us?.values[0]?.value, 0.5907, 1e-4);
      near(cn?.values.at(-1)?.value, 0.4367, 1e-4);
    });

    it('a donut of eight labs, the rest, the unknown and the other', () => {
      const figure = membersOf(resultOf('share of tokens by lab in 2026-06').figure);
      assert.equal(figure.kind, 'donut');
      assert.deepEqual(
        figure.members.slice(-3).map(({ kind }) => kind),
        ['rest', 'unknown', 'other'],
      );
      assert.equal(figure.members.length, 11);
      const sum = figure.series[0]?.values.reduce((total, { value }) => total + (value ?? 0), 0);
      near(sum, 1, 1e-12);
    });

    it('bars of models in the colours of their countries', () => {
      const { figure } = resultOf('top 20 models in 2026-06');
      const { kind, members } = membersOf(figure);
      assert.equal(kind, 'bar');
      assert.equal(members.length, 20);
      assert.deepEqual(members[0]?.hue, { key: 'country:CN', label: 'China' });
    });

    it('ranks of labs as a bump', () => {
      const figure = timeOf(resultOf('tokens by lab weekly').figure);
      assert.deepEqual([figure.kind, figure.unit], ['bump', 'rank']);
      assert(figure.series.every(({ member }) => member.kind === 'named'));
      const [deepseek, anthropic] = figure.series;
      assert.equal(deepseek?.member.key, 'deepseek');
      assert.deepEqual([deepseek.values[0]?.value, deepseek.values.at(-1)?.value], [5, 1]);
      assert.deepEqual([anthropic?.values[0]?.value, anthropic?.values.at(-1)?.value], [2, 2]);
    });

    it('moving averages with the crossings of the two largest', () => {
      const figure = timeOf(resultOf('tokens by country weekly').figure);
      assert.equal(figure.kind, 'line');
      assert.deepEqual(
        figure.crossings.map(({ text, bucket }) => `${text} in ${bucket}`),
        ['CN passes US in 2026-W14', 'US passes CN in 2026-W18', 'CN passes US in 2026-W20'],
      );
      assert.deepEqual(
        figure.series[0]?.values.slice(0, 4).map(({ value }) => value !== null),
        [false, false, false, true],
      );
    });

    it('both crossings of a threshold, undecided by what the lump row holds', () => {
      const { figure, table } = resultOf('all crossings of share of tokens');
      const { kind, crossings } = timeOf(figure);
      assert.equal(kind, 'line');
      assert.deepEqual(
        crossings.map(({ text, bucket, status }) => `${text} in ${bucket}, ${status}`),
        ['CN rises above 50% in 2026-W13, undecided', 'CN falls below 50% in 2026-W15, undecided'],
      );
      assert.equal(table.rows.length, 2);
    });

    it('the concentration of labs', () => {
      const figure = timeOf(resultOf('concentration of tokens').figure);
      assert.deepEqual([figure.kind, figure.unit, figure.series.length], ['line', 'number', 1]);
      for (const { value } of figure.series[0]?.values ?? [])
        assert(value !== null && value > 0 && value <= 10_000);
    });

    it('how many times as much in half a year', () => {
      const { figure } = resultOf('multiple of tokens');
      assert(figure?.axis === 'none');
      near(figure.items[0]?.measured.value, 4.3229, 1e-4);
      assert.equal(figure.items[0]?.unit, 'ratio');
    });

    it('models by their scores', () => {
      const { figure, caption } = resultOf('top 15 models by elo');
      const { kind, members, series } = membersOf(figure);
      assert.deepEqual([kind, members.length], ['bar', 15]);
      assert.equal(series[0]?.values[0]?.value, 1470);
      assert.equal(caption.text, 'top 15 models of all rows · arena');
    });

    it('shares of tokens against shares of dollars', () => {
      const { figure, notes } = resultOf('share of tokens, share of dollars');
      assert(figure?.axis === 'plane');
      assert.deepEqual([figure.x.unit, figure.y.unit], ['fraction', 'fraction']);
      const anthropic = figure.points.find(({ member }) => member.key === 'anthropic');
      // One lab in seven tokens, and most of the dollars.
      near(anthropic?.x.value, 0.1411, 1e-3);
      near(anthropic?.y.value, 0.659, 1e-3);
      assert(notes.some((note) => note.startsWith('Dollars at list prices')));
      assert(notes.includes('Left out: models of unknown price, 6.8% of all named tokens.'));
      // No cell of the file is empty.
      assert.deepEqual(
        notes.filter((note) => note.includes('empty cell')),
        [],
      );
    });

    it('one lab’s models in thirty days', () => {
      const { figure, caption } = resultOf('tokens for xiaomi/*');
      assert(figure?.axis === 'none');
      near(figure.items[0]?.measured.value, 16.99e12, 1e-3);
      assert.equal(caption.period, '2026-05-27 to 2026-06-25 (27 May – 25 Jun 2026)');
    });

    it('models inside labs inside countries', () => {
      const { figure } = resultOf('tokens by country, lab, model');
      assert(figure?.axis === 'tree');
      assert.deepEqual(figure.levels, ['country', 'lab', 'model']);
      for (const node of figure.nodes) {
        const parts = figure.nodes.filter(({ parent }) => parent === node.id);
        if (parts.length === 0) continue;
        const sum = parts.reduce((total, { measured }) => total + (measured.value ?? 0), 0);
        near(node.measured.value, sum, 1e-9);
      }
    });

    it('events of the notebook and of the registry', () => {
      const { figure } = resultOf('events since 2024-06');
      assert(figure?.axis === 'events');
      assert.deepEqual(figure.events[0], {
        start: '2024-06-01',
        end: '2024-06-30',
        label: 'OpenAI ends API service in China',
        type: 'event',
      });
      assert(figure.events.some(({ type }) => type === 'release'));
    });
  });

  it('every caption says of what, of when and from where', () => {
    for (const { caption, query, claim } of results) {
      assert(caption.text.length > 0, query);
      // What could not be computed has no period.
      if (query === 'claims' || query.startsWith('top 15') || claim?.verdict.kind === 'impossible') continue;
      assert.match(caption.period, /20\d\d/, query);
    }
  });
});
