import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '../../../src/language/parser';
import { read } from '../../../src/notebook/format';
import { claimsOf, countVerdicts, inWords } from './claims';
import { resultsOf, run, shownOnly } from './page';

const ESSAY = join('examples', 'chinese-models.tokshare');
const README = 'README.md';
/** Enough for all queries of a page on a slow machine, in milliseconds. */
const SLOW = 60_000;

describe('the pages with queries', () => {
  for (const page of [README, ESSAY]) {
    it(`${page} runs on the example data without an error or a warning`, async () => {
      assert.doesNotMatch(readFileSync(page, 'utf8'), /# (?:refused|warned):/);
      await run(page);
    }).timeout(SLOW);
  }

  it('the first notebook of the README parses', () => {
    const queries = shownOnly(README);
    assert.notEqual(queries.length, 0);
    for (const query of queries)
      assert.deepEqual(
        parse(query).statements.flatMap(({ diagnostics }) => diagnostics),
        [],
        query,
      );
  });

  it('the verdicts that the README counts are those of the example notebook', async () => {
    const claims = claimsOf(await resultsOf(ESSAY));
    const { holds, explained, unexplained, undecided, impossible } = countVerdicts(claims);
    const verdicts = `${inWords(claims.length)} claims, each held against the data: ${inWords(holds)} hold, ${inWords(explained)} are off but hold under another reading, ${inWords(unexplained)} are off under all that were tried, ${inWords(undecided)} is undecided, and ${inWords(impossible)} cannot be computed`;
    assert.ok(readFileSync(README, 'utf8').includes(verdicts), verdicts);
  }).timeout(SLOW);

  it('the figures in their prose are those of the example notebook', async () => {
    const printed = await run(ESSAY);
    for (const page of [README, ESSAY]) {
      const prose = read(readFileSync(page, 'utf8')).cells.filter(({ kind }) => kind === 'prose');
      const figures = prose.flatMap(({ text }) => text.match(/\d[\d.]*(?:%|pp|T\b|x\b)/g) ?? []);
      assert.ok(figures.length > 10);
      for (const figure of figures)
        assert.ok(QUOTED.has(figure) || printed.includes(figure), `${page}: ${figure}`);
    }
  }).timeout(SLOW);
});

/** Figures as others have published them, which no query need give. */
const QUOTED: ReadonlySet<string> = new Set(['61%', '59%', '47%', '46.6%', '37%', '37.1%', '100%']);
