import assert from 'node:assert/strict';
import { answer } from './helpers';

/** 41.052% of everything. */
const data = { data: 'week,country,tokens\n2026-W05,CN,41052\n2026-W05,US,58948\n' };

function computed(published: string): { computed: string; verdict: string } {
  const { results } = answer(`claim "x" = share of tokens for CN in 2026-W05 expect ${published}`, data);
  const claim = results[0]?.claim;
  assert(claim);
  return { computed: claim.figures[0]?.computed ?? '', verdict: claim.verdict.text };
}

describe('a computed figure beside a published one has the digits that decide', () => {
  const cases: [published: string, computed: string, verdict: string][] = [
    ['41%', '41.1%', 'holds'],
    // 41.1% beside 41.0% would not show why it holds: 41.052% truncates to it.
    ['41.0%', '41.05%', 'holds'],
    // Shown as 41.1% it would be exactly what was published; it rounds to it.
    ['41.1%', '41.05%', 'holds'],
    // 41.1% would be above what was published, and is below it.
    ['41.06%', '41.052%', 'off by −0.01pp'],
    ['between 41.06% and 42%', '41.05%', 'off by −0.01pp'],
  ];
  for (const [published, shown, verdict] of cases) {
    it(published, () => {
      const found = computed(published);
      assert.equal(found.verdict, verdict);
      assert.equal(found.computed, shown);
    });
  }
});
