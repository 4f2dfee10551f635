import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { loader, loadScope, readNotebook } from '../../../src/analysis/notebook';
import { read, write, type Cell } from '../../../src/notebook/format';
import { withRecords } from '../../../src/records/cells';
import { reviewCell, type CellReview } from '../../../src/records/review';
import { parseSources, printSources } from '../../../src/records/sources';
import { builtInRegistry } from '../../../src/registry/registry';
import { exampleText } from '../analysis/helpers';

type Files = Readonly<Record<string, string>>;

const FILES: Files = { 'top.csv': exampleText('A'), 'labs.csv': exampleText('B') };

const ATTACH = 'attach rankings from "top.csv"\nattach by_lab from "labs.csv"';
const NINE =
  'claim "4.12T against 2.94T" = tokens for each (CN, US) within top 9 models each week in 2026-W07 using rankings expect CN 4.12T, US 2.94T source "a note"';

/** Read otherwise on both datasets, and asked on one. */
const OFF = 'claim "the US leads" = share of tokens for US in 2026-W11 using by_lab expect 99%';
const OTHERS = 'attach by_lab from "labs.csv"\nattach rankings from "top.csv"';

/** Reviews the last of some query cells. */
async function review(
  cells: readonly string[],
  { record, files = FILES }: { readonly record?: string; readonly files?: Files } = {},
): Promise<CellReview> {
  const model = readNotebook(
    cells.map((text, index) => ({ id: String(index), text })),
    builtInRegistry(),
  );
  const scope = await loadScope(
    model.definitions,
    builtInRegistry(),
    loader((path) => {
      const text = files[path];
      return Promise.resolve(
        text === undefined ? { problem: `${path} is gone.` } : new TextEncoder().encode(text),
      );
    }),
  );
  const cell = model.cells.at(-1);
  assert(cell);
  return reviewCell(cell, record, model, scope);
}

async function recordOf(...cells: string[]): Promise<string> {
  const { current } = await review(cells);
  assert(current !== undefined);
  return current;
}

/** Why the record of one notebook is stale in another. */
async function reasons(before: readonly string[], after: readonly string[], files?: Files): Promise<string> {
  const record = await recordOf(...before);
  const now = await review(after, { record, ...(files ? { files } : {}) });
  return now.record?.stale.join('; ') ?? '';
}

describe('a record', () => {
  it('of a claim says the verdict, both figures, what was counted, and from what', async () => {
    const [finding, universe, sources, ...rest] = (await recordOf(ATTACH, NINE)).split('\n');
    assert.equal(finding, 'holds: computed CN 4.126T, US 2.935T, published CN 4.12T, US 2.94T');
    assert.match(
      universe ?? '',
      /^ {2}CN, US of top 9 models each week .* 2026-W07 \(9–15 Feb 2026\) · rankings$/,
    );
    assert.match(
      sources ?? '',
      /^data rankings@[0-9a-f]{8} · registry@[0-9a-f]{8} · query@[0-9a-f]{8} · figures@[0-9a-f]{8}$/,
    );
    assert.deepEqual(rest, []);
  });

  it('of a claim that is off says how many other readings hold, and names every dataset that was asked', async () => {
    const lines = (
      await recordOf(
        ATTACH,
        'claim "the US leads" = share of tokens for US in 2026-W11 using by_lab expect 99%',
      )
    ).split('\n');
    assert.match(lines[0] ?? '', /^off by −\d+\.\dpp: computed /);
    assert.match(lines[2] ?? '', /^ {2}0 of \d+ other readings hold$/);
    assert.match(
      lines.at(-1) ?? '',
      /^data by_lab@[0-9a-f]{8}, rankings@[0-9a-f]{8} · .* · readings@[0-9a-f]{8} · figures@[0-9a-f]{8}$/,
    );
  });

  it('of a query says its finding and its universe', async () => {
    const [finding, universe] = (
      await recordOf(ATTACH, 'share of tokens for CN in 2026-W11 using by_lab')
    ).split('\n');
    assert.equal(finding, '35.6%');
    assert.match(universe ?? '', /CN \/ all tokens · other 7\.5%/);
  });

  it('is not made where nothing is asked, or something is wrong', async () => {
    assert.equal((await review([ATTACH])).current, undefined);
    assert.equal((await review([ATTACH, `${NINE}\ntokens for nobody using rankings`])).current, undefined);
  });

  it('has 12 lines at most, and every claim with its verdict and figures', async () => {
    for (const count of [4, 6, 11, 12, 30]) {
      const names = Array.from({ length: count }, (_, index) => `claim ${index}`);
      const claims = names.map((name) => NINE.replace('4.12T against 2.94T', name));
      const text = await recordOf(ATTACH, claims.join('\n'));
      assert(text.split('\n').length <= 12, text);
      for (const name of names)
        assert(text.includes(`“${name}” holds: computed CN 4.126T, US 2.935T, published CN 4.12T, US 2.94T`));
    }
  });

  it('has in its last but one line what has no line of its own', async () => {
    const query = (week: number): string => `share of tokens for CN in 2026-W0${week} using by_lab`;
    const text = await recordOf(
      ATTACH,
      [...Array.from({ length: 11 }, () => NINE), query(8), query(9)].join('\n'),
    );
    const [eighth, ninth] = await Promise.all([8, 9].map((week) => recordOf(ATTACH, query(week))));
    const [first, second] = [eighth, ninth].map((each) => each?.split('\n')[0]);
    assert(first !== second);
    const named = '“4.12T against 2.94T” holds: computed CN 4.126T, US 2.935T, published CN 4.12T, US 2.94T';
    assert.equal(text.split('\n').at(-2), `and 3 more: ${named}; ${first}; ${second}`);
  });

  it('keeps the letters of a sentence, and drops what is no letter', async () => {
    const sentence = 'a \u202eb\u2066\u200f c\u2028d\t\u001be \u{1f468}\u200d\u{1f4bb} \u0627\u200c\u0628';
    const text = await recordOf(ATTACH, `${NINE.replace('4.12T against 2.94T', sentence)}\n${NINE}`);
    assert(text.startsWith('“a b c d e \u{1f468}\u200d\u{1f4bb} \u0627\u200c\u0628” holds'), text);
  });
});

describe('a record is fresh', () => {
  const query = 'tokens for CN within (CN, US) in 2026-W11 using by_lab';

  it('as long as nothing is changed', async () => {
    assert.equal(await reasons([ATTACH, NINE], [ATTACH, NINE]), '');
  });

  it('after the query was laid out otherwise, its clauses put in another order, or commented on', async () => {
    const otherwise = '# why\ntokens using by_lab\n  within (CN,US)\n  in 2026-W11 for CN';
    assert.equal(await reasons([ATTACH, query], [ATTACH, otherwise]), '');
  });

  it('after cells were moved, a file was renamed, or a dataset was added that the query does not use', async () => {
    const files = {
      ...FILES,
      'data/labs.csv': FILES['labs.csv'] ?? '',
      'x.csv': 'week,tokens\n2026-W01,1\n',
    };
    const moved = ['attach by_lab from "data/labs.csv" cite "a source"', 'attach x from "x.csv"', query];
    assert.equal(await reasons([ATTACH, query], moved, files), '');
  });

  it('of a claim with other readings, after the file of another dataset was moved', async () => {
    const files = { ...FILES, 'data/top.csv': FILES['top.csv'] ?? '' };
    const moved = ['attach by_lab from "labs.csv"\nattach rankings from "data/top.csv" cite "a source"', OFF];
    assert.equal(await reasons([OTHERS, OFF], moved, files), '');
  });
});

describe('a record is stale', () => {
  const query = 'share of tokens for CN in 2026-W11 using by_lab';

  it('when the query, or a definition that it uses, was edited', async () => {
    const edited = 'the query, or a definition that it uses, was edited';
    assert.equal(await reasons([ATTACH, query], [ATTACH, query.replace('W11', 'W10')]), edited);
    const group = (labs: string): string[] => [
      ATTACH,
      `group ours = lab (${labs})`,
      'tokens for ours in 2026-W11 using by_lab',
    ];
    assert.equal(await reasons(group('qwen'), group('qwen, deepseek')), edited);
    const options = [`${ATTACH} other = "rest"`, query];
    assert.equal(await reasons([ATTACH, query], options), edited);
  });

  it('when the data changed, by the name of the dataset', async () => {
    const files = { ...FILES, 'labs.csv': `${FILES['labs.csv'] ?? ''}2026-05-25,qwen,1\n` };
    assert.equal(await reasons([ATTACH, query], [ATTACH, query], files), 'the data of `by_lab` changed');
    assert.equal(await reasons([ATTACH, NINE], [ATTACH, NINE], files), '');
  });

  it('when a dataset is gone', async () => {
    const only = 'attach rankings from "top.csv"';
    const text = 'tokens for CN in 2026-W11 using rankings';
    assert.match(
      await reasons([ATTACH, query], [only, text]),
      /the query, .* was edited; `by_lab` is no longer attached/,
    );
    const unreadable = await reasons([ATTACH, query], [ATTACH, query], { 'top.csv': FILES['top.csv'] ?? '' });
    assert.equal(unreadable, '`by_lab` cannot be read');
  });

  it('when a dataset comes in, goes or has other options on which a claim is read otherwise', async () => {
    const files = { ...FILES, 'x.csv': 'week,tokens\n2026-W01,1\n' };
    const first = 'attach by_lab from "labs.csv"';
    const third = `${OTHERS}\nattach x from "x.csv"`;
    assert.equal(await reasons([OTHERS, OFF], [third, OFF], files), '`x` was attached since');
    assert.equal(await reasons([OTHERS, OFF], [first, OFF]), '`rankings` is no longer attached');
    assert.equal(
      await reasons([OTHERS, OFF], [`${OTHERS} complete until 2026-04-30`, OFF]),
      'the options of a dataset on which its claims are read otherwise changed',
    );
  });

  it('when the options of the dataset that is asked changed: for that reason alone', async () => {
    const options = ['attach rankings from "top.csv"\nattach by_lab from "labs.csv" other = "rest"', OFF];
    assert.equal(
      await reasons([OTHERS, OFF], options),
      'the query, or a definition that it uses, was edited',
    );
  });

  it('when its cell only defines', async () => {
    const record = await recordOf(ATTACH, query);
    const only = await review([ATTACH, 'group ours = lab (qwen)'], { record });
    assert.deepEqual(only.record?.stale, ['the cell gives no result any more']);
    for (const slip of ['shre of tokens', '= tokens']) {
      const { record: unknown } = await review([ATTACH, slip], { record });
      assert.doesNotMatch(unknown?.stale.join() ?? '', /no result/);
    }
  });

  it('when an overlay of the registry changed', async () => {
    const cells = ['registry "over.csv"', ATTACH, query];
    const before = { ...FILES, 'over.csv': 'lab,country\nqwen,US\n' };
    const { current: record = '' } = await review(cells, { files: before });
    const after = { ...FILES, 'over.csv': 'lab,country\nqwen,FR\n' };
    assert.deepEqual((await review(cells, { record, files: before })).record?.stale, []);
    assert.deepEqual((await review(cells, { record, files: after })).record?.stale, ['the registry changed']);
  });

  it('when somebody edits it by hand, or takes its last line away', async () => {
    const record = await recordOf(ATTACH, NINE);
    const forged = await review([ATTACH, NINE], { record: record.replace('US 2.935T', 'US 2.945T') });
    assert.match(forged.record?.stale.join() ?? '', /something else than the cell gives/);
    const cut = await review([ATTACH, NINE], { record: record.split('\n')[0] ?? '' });
    assert.match(cut.record?.stale.join() ?? '', /does not say what it was made from/);
  });
});

describe('what a record was made from', () => {
  it('is read as it was written', () => {
    const hash = fc.stringMatching(/^[0-9a-f]{8}$/);
    const name = fc.stringMatching(/^[\p{L}_][\p{L}\p{N}_-]{0,5}$/u);
    fc.assert(
      fc.property(
        fc.dictionary(name, fc.oneof(hash, fc.constant('unread'))),
        hash,
        hash,
        fc.option(hash, { nil: undefined }),
        (data, registry, query, readings) => {
          const sources = { data: new Map(Object.entries(data)), registry, query, readings };
          assert.deepEqual(parseSources(printSources(sources)), sources);
        },
      ),
    );
  });
});

describe('records in a file', () => {
  const make = (text: string, before: Cell | undefined): Cell => ({ ...before, kind: 'record', text });

  it('stand right after their query, and change no other line', () => {
    const file = '# Prose\r\n\r\n```tokshare\r\ntokens\r\n```\r\n\r\nMore.\r\n';
    const notebook = read(file);
    const cells = withRecords(notebook.cells, new Map([[1, 'one\ntwo']]), make);
    const after = write({ ...notebook, cells });
    assert.equal(
      after,
      file.replace('tokens\r\n```\r\n', 'tokens\r\n```\r\n```tokshare-result\r\none\r\ntwo\r\n```\r\n'),
    );
    const again = read(after);
    assert.equal(
      write({ ...again, cells: withRecords(again.cells, new Map([[1, 'one\ntwo']]), make) }),
      after,
    );
    const changed = write({ ...again, cells: withRecords(again.cells, new Map([[1, 'one\n2']]), make) });
    assert.equal(changed, after.replace('two', '2'));
  });

  it('leave orphans where they are', () => {
    const file = 'Prose.\n\n```tokshare-result\nan orphan\n```\n\n```tokshare\ntokens\n```\n';
    const notebook = read(file);
    const cells = withRecords(notebook.cells, new Map([[2, 'new']]), make);
    assert.equal(write({ ...notebook, cells }), `${file}\`\`\`tokshare-result\nnew\n\`\`\`\n`);
  });
});
