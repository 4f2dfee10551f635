import assert from 'node:assert/strict';
import type { Claim } from '../../../../src/protocol/result';
import { answer, ask, datasetOf, figureOf, grid, type Data } from '../helpers';

/** OpenAI is in the list of the first two weeks and of the last one. */
const GRID = `
                            W02 W03 W04 W05 W06
  qwen/qwen3-coder          100 100 100 100 100
  anthropic/claude-opus-4.1  50  50  50  50  50
  x-ai/grok-4                10  10  60  60  60
  openai/gpt-5               30  30   -   -  70
`;
const list = { list: datasetOf(grid('model', GRID), { name: 'list', listsTop: 4 }) };
/** The same, with everything that is not listed in one row: that bounds what is not listed. */
const lump = {
  lump: `${grid('model', GRID)}${[2, 3, 4, 5, 6].map((week) => `2026-W0${week},other,9`).join('\n')}\n`,
};

function claimOf(claim: string, data: Data = list): Claim {
  const { claim: found } = ask(`claim "x" = ${claim}`, data);
  assert.ok(found, claim);
  return found;
}

describe('claims about what a list of the largest does not hold', () => {
  const gap =
    '`list` lists only the top 4 a week, and no row of 2026-W04 belongs to openai. What is not listed is not zero.';
  for (const claim of [
    'tokens for openai in 2026-W04 expect 0',
    'share of tokens for openai in 2026-W04 expect < 1%',
    'ratio of tokens for openai to qwen in 2026-W04 expect < 0.1x',
    'ratio of tokens for qwen to openai in 2026-W04 expect > 10x',
    'gap of tokens for qwen to openai in 2026-W04 expect 100',
    'growth of tokens for openai from 2026-W02 to 2026-W04 expect -100%',
    'growth of tokens for openai from 2026-W04 to 2026-W06 expect 10%',
    'change of tokens for openai from 2026-W02 to 2026-W04 expect -30',
    'growth of tokens by lab from 2026-W02 to 2026-W04 expect openai -100%',
  ]) {
    it(`${claim}: cannot be computed`, () => {
      const { verdict } = claimOf(claim);
      assert.equal(verdict.kind, 'impossible');
      assert.ok(verdict.reason.startsWith(gap.slice(0, 40)), verdict.reason);
      assert.ok(verdict.reason.includes('What is not listed is not zero.'), verdict.reason);
    });
  }

  it('say in which period nothing of whom is listed', () => {
    assert.equal(claimOf('tokens for openai in 2026-W04 expect 0').verdict.reason, gap);
  });

  it('judge the end of a change that is listed', () => {
    const { verdict } = claimOf('share of tokens for openai from 2026-W02 to 2026-W04 expect 16% -> 0%');
    assert.equal(verdict.text, 'end cannot be computed');
    assert.match(verdict.reason, /^start: 15\.8% rounds to 16%\. end: `list` lists only the top 4 a week/);
  });

  it('judge each side for itself', () => {
    const { figures } = claimOf('tokens for each (qwen, openai) in 2026-W04 expect qwen 100, openai 0');
    assert.deepEqual(
      figures.map(({ verdict }) => verdict.kind),
      ['holds', 'impossible'],
    );
  });

  for (const claim of [
    'tokens for openai in 2026-W03 expect 30',
    'tokens for openai from 2026-W03 to 2026-W04 expect 30',
    'top 4 models in 2026-W04 | count for US expect 2',
    'top 4 models in 2026-W04 | count for openai expect 0',
    'tokens for openai within (CN, anthropic) in 2026-W03 expect 0',
    'top 2 labs in 2026-W04 expect qwen',
  ]) {
    it(`${claim}: holds, for it is of what is listed`, () => {
      assert.equal(claimOf(claim).verdict.text, 'holds');
    });
  }

  it('are bounded where the rest stands in one row', () => {
    const { verdict, figures } = claimOf('tokens for openai in 2026-W04 expect 0', lump);
    assert.equal(verdict.kind, 'holds');
    assert.equal(figures[0]?.computed, '0 (0–9)');
  });

  it('have no other reading in a week that does not list them', () => {
    const { readings } = claimOf('tokens for openai in 2026-W03 expect 0');
    assert.deepEqual(readings?.holding, []);
  });

  it('are shown as listed by a query, with a note', () => {
    assert.equal(figureOf('tokens for openai in 2026-W04', list).value, 0);
  });
});

describe('races that a list of the largest does not follow', () => {
  it('are undecided where a side is not listed before or after the crossing', () => {
    const { verdict } = claimOf('first crossing of tokens for openai over x-ai weekly expect 2026-W06');
    assert.equal(verdict.kind, 'undecided');
    const { table, notes } = ask('all crossings of tokens for openai over x-ai weekly', list);
    assert.deepEqual(
      table.rows.map(({ cells }) => cells.flatMap((cell) => ('key' in cell ? [cell.key] : []))),
      [
        ['2026-W04', 'x-ai passes openai', 'undecided'],
        ['2026-W06', 'openai passes x-ai', 'undecided'],
      ],
    );
    assert.match(notes.join('\n'), /what the source does not list could turn the lead/);
  });

  it('are as decided as before where both are listed', () => {
    const { table } = ask('all crossings of tokens for x-ai over anthropic weekly', list);
    assert.deepEqual(
      table.rows.map(({ cells }) => cells.flatMap((cell) => ('key' in cell ? [cell.key] : []))),
      [['2026-W04', 'x-ai passes anthropic', 'decided']],
    );
  });

  it('have streaks that the gap of the list may end', () => {
    const { value, low, high } = figureOf('streak of tokens for x-ai over openai weekly at 2026-W05', list);
    assert.deepEqual([value, low, high], [2, 0, 2]);
    assert.equal(
      claimOf('streak of tokens for x-ai over openai weekly at 2026-W05 expect 2 weeks').verdict.kind,
      'undecided',
    );
  });
});

describe('claims that would divide by nothing', () => {
  const labs = { labs: grid('lab', 'W01 W02\nopenai 5 6\nmistralai 0 4') };
  const cases: [claim: string, reason: string][] = [
    [
      'ratio of tokens for openai to mistralai in 2026-W01 expect > 10x',
      'It would be divided by 0: mistralai has no tokens in 2026-W01.',
    ],
    [
      'ratio of tokens for openai to CN in 2026-W01 expect > 10x',
      'It would be divided by 0: CN has no tokens in 2026-W01.',
    ],
    [
      'growth of tokens for mistralai from 2026-W01 to 2026-W02 expect 400%',
      'mistralai has no tokens in 2026-W01, and from nothing there is no growth.',
    ],
    [
      'multiple of tokens for mistralai in 2026-W02 expect 4x',
      'mistralai has no tokens in 2026-W01, and from nothing there is no multiple.',
    ],
    [
      'share of tokens for mistralai within mistralai in 2026-W01 expect 100%',
      'It would be divided by 0: the universe has no tokens in 2026-W01.',
    ],
  ];
  for (const [claim, reason] of cases) {
    it(`${claim}: ${reason}`, () => {
      const { verdict } = claimOf(claim, labs);
      assert.deepEqual([verdict.text, verdict.reason], ['cannot be computed', reason]);
    });
  }
});

describe('claims by names', () => {
  const data = { data: grid('model', GRID) };
  const errorOf = (claim: string): { code: string; message: string; fixes: (string | undefined)[] } => {
    const { results, diagnostics } = answer(claim, data);
    const error = diagnostics.find(({ severity }) => severity === 'error');
    assert.ok(error, `${claim}: ${results[0]?.summary ?? 'none'}`);
    assert.deepEqual(results, []);
    return { code: error.code, message: error.message, fixes: error.fixes?.map(({ text }) => text) ?? [] };
  };

  it('that nothing has are errors, with the nearest names', () => {
    const { code, message, fixes } = errorOf('claim "x" = top 3 models in 2026-W04 expect "Claude Opsu 4.1"');
    assert.equal(code, 'unknown-name');
    assert.match(message, /^`Claude Opsu 4\.1` is no model that data or the registry knows; did you mean/);
    assert.ok(fixes.includes('"Claude Opus 4.1"'), fixes.join());
    assert.deepEqual(
      errorOf('claim "x" = tokens by lab in 2026-W04 | leader expect anthropik').fixes.slice(0, 1),
      ['anthropic'],
    );
    assert.equal(errorOf('claim "x" = top 3 labs in 2026-W04 expect nobody_at_all').code, 'unknown-name');
  });

  it('that are a part of a longer one are errors with the longer ones', () => {
    const { fixes } = errorOf('claim "x" = top 3 models in 2026-W04 expect "Qwen3 Coder"');
    assert.ok(fixes.includes('"Qwen3 Coder 480B A35B"'), fixes.join());
  });

  it('that something has are judged, whether it was ranked or not', () => {
    for (const [claim, text] of [
      ['top 3 models in 2026-W04 expect qwen/qwen3-coder', 'holds'],
      ['tokens by model in 2026-W04 expect qwen/qwen3-coder 100', 'holds'],
      ['top 3 models in 2026-W04 expect "claude opus 4.1"', /^off because/],
      ['top 3 models in 2026-W04 expect "DeepSeek V3.2"', /^off because/],
      ['top 3 labs in 2026-W04 expect mistralai', /^off because/],
      ['tokens by country in 2026-W04 | leader expect US', /holds|off/],
    ] as const) {
      const verdict = claimOf(claim, data).verdict.text;
      if (typeof text === 'string') assert.equal(verdict, text, claim);
      else assert.match(verdict, text, claim);
    }
  });

  it('need a sentence', () => {
    const { code, message } = errorOf('claim " " = tokens in 2026-W04 expect 1');
    assert.equal(code, 'empty-sentence');
    assert.match(message, /write the published sentence between its quotes/);
  });
});
