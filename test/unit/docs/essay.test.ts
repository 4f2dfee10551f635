import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { read } from '../../../src/notebook/format';
import type { Claim } from '../../../src/protocol/result';
import { claimsOf, countVerdicts, inWords } from './claims';
import { resultsOf, run } from './page';

const ESSAY = join('examples', 'chinese-models.tokshare');
/** Enough for all queries of the notebook on a slow machine, in milliseconds. */
const SLOW = 60_000;

const text = readFileSync(ESSAY, 'utf8');
const cells = read(text).cells;
const prose = cells.flatMap((cell) => (cell.kind === 'prose' ? [cell.text] : [])).join('\n\n');
const queries = cells.flatMap((cell) => (cell.kind === 'query' ? [cell.text] : [])).join('\n\n');

/** The published figures that the data can be asked for, by their numbers. */
const FIGURES = ['01-03', '05', '10-13', '20-45'].flatMap((range) => {
  const [first = 0, last = first] = range.split('-').map(Number);
  return Array.from({ length: last - first + 1 }, (_, at) => `C${String(first + at).padStart(2, '0')}`);
});

/** The figures that are quoted most, with their verdict and the first other reading under which they hold. */
const QUOTED: readonly [sentence: RegExp, verdict: string, reading: string | undefined][] = [
  [/^4\.12T against 2\.94T/, 'US off by +435.0B', 'within top 9 models each week: CN 4.126T, US 2.935T'],
  [/59%/, 'off by −4.0pp', 'within top 9 models each week: 58.7%'],
  [
    /18T against about 5\.5T/,
    'CN off by +5.848T, US off by +9.659T',
    'within top 9 models each week: CN 18.42T, US 5.711T',
  ],
  [/61%/, 'off by −10.5pp', 'within known, in 2026-W24: 60.9%'],
  [/46\.6%/, 'off by −2.9pp', undefined],
  [/37\.1%/, 'off by −2.7pp', undefined],
];

describe('the essay on published figures', () => {
  let claims: readonly Claim[];

  before(async function () {
    this.timeout(SLOW);
    claims = claimsOf(await resultsOf(ESSAY));
  });

  it('asks for each figure once, under its number', () => {
    const asked = [...queries.matchAll(/^# (C\d\d(?:, C\d\d)*)\nclaim "/gm)].map(([, ids = '']) =>
      ids.split(', '),
    );
    assert.equal(asked.length, claims.length);
    assert.deepEqual(asked.flat().sort(), FIGURES);
    assert.match(
      prose,
      new RegExp(`${inWords(FIGURES.length)} of these .* they are ${inWords(claims.length)} claims`, 'i'),
    );
  });

  it('names the source of every claim', () => {
    assert.equal(new Set(claims.map(({ source }) => source)).size, 5);
    for (const { sentence, source } of claims) assert.ok(source, sentence);
  });

  it('counts its verdicts as they come out', () => {
    const { holds, explained, unexplained, undecided, impossible } = countVerdicts(claims);
    for (const line of [
      `- ${inWords(holds)} hold.`,
      `- ${inWords(explained)} are off, and hold once`,
      `- ${inWords(unexplained)} are off under every reading`,
      `- ${inWords(undecided)} is undecided.`,
      `- ${inWords(impossible)} cannot be computed`,
    ])
      assert.ok(prose.toLowerCase().includes(line), line);
  });

  for (const [sentence, verdict, reading] of QUOTED) {
    it(`says of ${sentence.source}: ${verdict}`, () => {
      const [claim, another] = claims.filter((each) => sentence.test(each.sentence));
      assert.ok(claim && !another, `${sentence.source} is one claim`);
      assert.equal(claim.verdict.text, verdict);
      const [first] = claim.readings?.holding ?? [];
      assert.equal(first && `${first.changes.join(', ')}: ${first.computed}`, reading);
      assert.ok((claim.readings?.tried ?? 0) > 0, 'other readings were tried');
    });
  }

  it('explains six claims by the nine largest models alone', () => {
    const nine = claims.filter(
      ({ readings }) => readings?.holding[0]?.changes.join() === 'within top 9 models each week',
    );
    assert.equal(nine.length, 6);
    assert.match(prose, /For six of them that is one thing: only the nine largest models/);
  });

  it('shows every figure of its prose in a result', async () => {
    const printed = await run(ESSAY);
    // Published figures stand in the verdicts as they were written: `4.12 trillion` as 4.12T.
    const figures = prose.match(/\d+\.\d+(?:%|pp|T\b|B\b|x\b)?|\d+(?:%|pp|T\b|B\b|x\b)/g) ?? [];
    assert.ok(figures.length > 50, String(figures.length));
    for (const figure of figures) assert.ok(isPrinted(printed, figure), figure);
  }).timeout(SLOW);

  it('says of how many readings how many hold, as it came out', () => {
    const said = prose.match(/\d+ of \d+(?! \w+ \d{4})/g) ?? [];
    assert.ok(said.length > 1);
    const counted = claims.map(
      ({ readings }) => `${readings?.holding.length ?? 0} of ${readings?.tried ?? 0}`,
    );
    for (const each of said) assert.ok(counted.includes(each), each);
  });

  it('ends with all claims in one table', async () => {
    const ledger = (await resultsOf(ESSAY)).at(-1);
    assert.equal(ledger?.query, 'claims');
    assert.equal(ledger.table.rows.length, claims.length);
  });
});

/** Whether a figure stands in a text as a whole, and not as a part of a longer number. */
function isPrinted(printed: string, figure: string): boolean {
  const whole = figure.replace(/[.]/g, '\\.');
  return new RegExp(`(?<![\\d.])${whole}(?!\\d|\\.\\d)`).test(printed);
}
