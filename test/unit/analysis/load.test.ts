import assert from 'node:assert/strict';
import {
  diagnose,
  loader,
  loadScope,
  memberRoleOf,
  readNotebook,
  runCell,
} from '../../../src/analysis/notebook';
import type { Diagnostic } from '../../../src/language/diagnostics';
import { builtInRegistry } from '../../../src/registry/registry';
import { near, rowsOf } from './helpers';

const FILES: Record<string, string> = {
  'top.csv':
    'week,model,tokens\n2026-W05,openai/gpt-5.2,50\n2026-W05,nobody/x,30\n2026-W06,openai/gpt-5.2,60\n2026-W06,nobody/x,20\n',
  'total.csv': 'week,tokens\n2026-W05,100\n2026-W06,100\n',
  'small.csv': 'week,tokens\n2026-W05,10\n2026-W06,10\n',
  'broken.csv': 'week,tokens\n2026-W05,many\n',
  'labs.csv': 'lab,name,country\nnobody,Nobody Inc,CN\n',
  'prices.csv': 'model,input_usd_per_m,output_usd_per_m\nnobody/x,1,2\n',
  'later.csv': 'lab,country\nnobody,US\n',
};

const registry = builtInRegistry();
const reads: string[] = [];
const load = loader((path) => {
  reads.push(path);
  const text = FILES[path];
  return Promise.resolve(
    text === undefined ? { problem: `${path} does not exist.` } : new TextEncoder().encode(text),
  );
});

interface Ran {
  /** Of the last statement. */
  readonly rows: (string | number | null)[][];
  readonly diagnostics: readonly Diagnostic[];
  readonly codes: string[];
}

/** Runs a notebook of one cell; its last statement is the question. */
async function run(text: string): Promise<Ran> {
  reads.length = 0;
  const model = readNotebook([{ id: 'cell', text }], registry);
  const scope = await loadScope(model.definitions, registry, load);
  const [cell] = model.cells;
  assert(cell);
  const outcomes = [...runCell(cell, model, scope)];
  const last = outcomes.at(-1);
  const diagnostics = outcomes.flatMap((outcome) => outcome.diagnostics);
  const errors = (all: readonly Diagnostic[]): string[] =>
    all.flatMap(({ code, severity }) => (severity === 'error' ? [code] : []));
  // What is said while it is typed is what is said when it runs.
  assert.deepEqual(errors(diagnose(cell, model, scope)), errors(diagnostics));
  return {
    rows: last?.kind === 'result' ? rowsOf(last.result) : [],
    diagnostics,
    codes: errors(diagnostics),
  };
}

describe('overlays of the registry', () => {
  it('without one, an author that the registry does not know is of no country', async () => {
    const { rows } = await run('attach largest from "top.csv"\ntokens by country in 2026-W05');
    assert.deepEqual(rows, [
      ['US', 50],
      ['unknown', 30],
    ]);
  });

  it('say whose a model is, and what it costs, wherever they stand', async () => {
    const { rows } = await run(
      'registry "labs.csv"\nattach largest from "top.csv"\ntokens by country in 2026-W05',
    );
    assert.deepEqual(rows, [
      ['US', 50],
      ['CN', 30],
    ]);
    const { rows: dollars } = await run(
      'attach largest from "top.csv"\nregistry "labs.csv"\nregistry "prices.csv"\nmeasure cost = tokens * price\ncost for CN in 2026-W05',
    );
    near(Number(dollars[0]?.[0]), 30e-6);
  });

  it('the later one lies over the earlier one', async () => {
    const { rows } = await run(
      'attach largest from "top.csv"\nregistry "labs.csv"\nregistry "later.csv"\ntokens by country in 2026-W05',
    );
    assert.deepEqual(rows, [['US', 80]]);
  });

  it('a file that is not there is said at its name, and leaves the rest usable', async () => {
    const text = 'attach largest from "top.csv"\nregistry "nothing.csv"\ntokens by country in 2026-W05';
    const { rows, diagnostics, codes } = await run(text);
    assert.deepEqual(codes, ['file']);
    const error = diagnostics.find(({ severity }) => severity === 'error');
    assert.equal(text.slice(error?.start, error?.end), '"nothing.csv"');
    assert.equal(rows.length, 2);
  });
});

describe('rest from: the total of another dataset', () => {
  const TOTALS = 'attach platform from "total.csv"\n';

  it('makes a list of the largest a part of everything', async () => {
    const { rows } = await run(
      `${TOTALS}attach largest from "top.csv" rest from platform\nshare of tokens by country weekly using largest`,
    );
    assert.deepEqual(rows, [
      ['2026-W05', 'US', 0.5],
      ['2026-W05', 'unknown', 0.3],
      ['2026-W05', 'other', 0.2],
      ['2026-W06', 'US', 0.6],
      ['2026-W06', 'unknown', 0.2],
      ['2026-W06', 'other', 0.2],
    ]);
  });

  it('whichever of the two stands first, and each file is read once', async () => {
    const { rows } = await run(
      `attach largest from "top.csv" rest from platform\n${TOTALS}tokens using largest in 2026-W05`,
    );
    assert.deepEqual(rows, [[100]]);
    assert.deepEqual(reads.toSorted(), ['top.csv', 'total.csv']);
  });

  const mistakes: [name: string, text: string, code: string, message: RegExp][] = [
    [
      'a name that nothing has',
      'attach largest from "top.csv" rest from platfrom\n' + TOTALS,
      'rest-unknown',
      /platform/,
    ],
    ['itself', 'attach largest from "top.csv" rest from largest', 'rest-circle', /largest → largest/],
    [
      'a circle of two',
      'attach one from "top.csv" rest from two\nattach two from "total.csv" rest from one',
      'rest-circle',
      /one → two → one|two → one → two/,
    ],
    [
      'one that cannot be read',
      'attach bad from "broken.csv"\nattach largest from "top.csv" rest from bad',
      '',
      /bad/,
    ],
    [
      'less than what is listed',
      'attach small from "small.csv"\nattach largest from "top.csv" rest from small',
      '',
      /small/,
    ],
  ];
  for (const [name, text, code, message] of mistakes) {
    it(`${name} is refused`, async () => {
      const { diagnostics } = await run(text);
      const error = diagnostics.find((each) => each.severity === 'error' && message.test(each.message));
      assert(error, diagnostics.map((each) => `${each.code}: ${each.message}`).join('\n'));
      if (code !== '') assert.equal(error.code, code);
      assert.doesNotMatch(error.message, /undefined|\[object/);
    });
  }

  it('a query on it says why there is no answer', async () => {
    const { codes } = await run('attach largest from "top.csv" rest from nowhere\ntokens');
    assert.equal(codes.at(-1), 'dataset-unreadable');
  });
});

describe('files that say less than they could', () => {
  /** What stands under the cell that attaches a file. */
  async function defined(statement: string, text: string): Promise<string> {
    const read = (): Promise<Uint8Array> => Promise.resolve(new TextEncoder().encode(text));
    const model = readNotebook([{ id: 'cell', text: statement }], registry);
    const scope = await loadScope(
      model.definitions,
      registry,
      loader(read, { memberRole: memberRoleOf(registry) }),
    );
    const [cell] = model.cells;
    assert(cell);
    const [outcome] = runCell(cell, model, scope);
    assert(outcome?.kind === 'defined');
    return outcome.text;
  }

  it('are read by what the registry knows, and the cell says what was guessed', async () => {
    const matrix = 'week;Google;Anthropic;OpenAI\n2026-W05;1,5;2,25;3\n2026-W06;1,5;2,5;3\n';
    assert.equal(
      await defined('attach mine from "m.csv"', matrix),
      'mine: 6 rows, weekly from 2026-W05 to 2026-W06 (lab, tokens); guessed: cells separated by ";"; layout a column for each lab; decimals of "tokens" comma, as its cells show',
    );
  });

  it('say nothing of what is no guess, and little of much', async () => {
    const plain = 'week,lab,tokens\n2026-W05,google,1\n2026-W06,google,2\n';
    assert.equal(
      await defined('attach mine from "m.csv"', plain),
      'mine: 2 rows, weekly from 2026-W05 to 2026-W06 (lab, tokens)',
    );
    const much = 'week;lab;Tokens (bn);Requests (m)\n2026-W05;google;1,5;2,5\n';
    assert.match(
      await defined('attach mine from "m.csv"', much),
      /; 5 things are guessed: hover over its name$/,
    );
  });
});
