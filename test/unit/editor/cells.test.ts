import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { coloursOf } from '../../../src/editor/colours';
import { extractionAt } from '../../../src/editor/extract';
import { foldsOf } from '../../../src/editor/folding';
import { outlineOf } from '../../../src/editor/outline';
import { parse } from '../../../src/language/parser';
import { VOCABULARY } from '../../../src/language/vocabulary';
import { marked, notebook } from './helpers';

const DATA = 'attach by_lab from "by_lab.csv"\nattach by_model from "by_model.csv"';

describe('colours of names', () => {
  async function colours(cell: string): Promise<string[]> {
    const open = await notebook(
      DATA,
      'group six = lab (qwen)\nmeasure cost = tokens * price\nlet part = share of tokens',
      cell,
    );
    const parsed = open.cells[2]!;
    return coloursOf(parsed, open).map(
      ({ start, end, colour, defines }) => `${parsed.text.slice(start, end)}:${colour}${defines ? '!' : ''}`,
    );
  }
  const table: [cell: string, ...colours: string[]][] = [
    [
      'share of tokens for (six, CN, deepseek) by country using by_lab',
      ...[
        'tokens:property',
        'six:class',
        'CN:enumMember',
        'deepseek:enumMember',
        'country:type',
        'by_lab:namespace',
      ],
    ],
    ['top 9 models by cost where price < $1', 'models:type', 'cost:variable', 'price:property'],
    ['part weekly', 'part:variable'],
    ['group seven = lab (six, openai)', 'seven:class!', 'lab:type', 'six:class', 'openai:enumMember'],
    ['measure m = tokens * output_price', 'm:variable!', 'tokens:property', 'output_price:property'],
    ['let l = dollars by lab', 'l:variable!', 'dollars:property', 'lab:type'],
    ['attach again from "x.csv" columns lab = who', 'again:namespace!', 'lab:property'],
    [
      'tokens for deepseek/deepseek-v4-flash-20260423',
      'tokens:property',
      'deepseek/deepseek-v4-flash-20260423:enumMember',
    ],
    ['tokens for "Claude Sonnet 4.6"', 'tokens:property', '"Claude Sonnet 4.6":enumMember'],
    ['tokens for lab:openai', 'tokens:property', 'lab:openai:enumMember'],
    ['tokens for each country', 'tokens:property', 'country:type'],
    // Unknown names have no colour: they have a diagnostic.
    ['nothing for nobody-at-all by nowhere using none', ...[]],
  ];
  for (const [cell, ...wanted] of table) it(cell, async () => assert.deepEqual(await colours(cell), wanted));
});

describe('the outline of a cell', () => {
  it('names definitions and claims, and shows queries as they are', async () => {
    const open = await notebook(
      [
        'attach by_lab from "by_lab.csv"',
        'registry "models.csv"',
        'group six = (CN)',
        'measure cost = tokens * price',
        'let part = share of tokens',
        'event 2026-02 "New # model"',
        'claim "China leads" = share of tokens for CN expect 36%',
        'share of tokens  for CN # a remark',
        '  within (CN, US)',
        'event 2026-02 ""',
        '*** what',
      ].join('\n'),
    );
    const [cell] = open.cells;
    assert.deepEqual(
      outlineOf(cell!).map(({ kind, name, detail }) => [kind, name, detail]),
      [
        ['attach', 'by_lab', 'dataset'],
        ['registry', 'models.csv', 'registry'],
        ['group', 'six', 'group'],
        ['measure', 'cost', 'measure'],
        ['let', 'part', 'query'],
        ['event', 'New # model', '2026-02'],
        ['claim', 'China leads', 'claim'],
        ['query', 'share of tokens for CN within (CN, US)', ''],
        ['event', 'event 2026-02 ""', '2026-02'],
      ],
    );
  });

  it('every item has a name, and a head inside of it, whatever is written', async () => {
    const words = [...Object.keys(VOCABULARY), '""', '"x"', '\n', '\n  ', '=', 'x', '9'];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...words), { maxLength: 15 }), async (all) => {
        const open = await notebook(all.join(' '));
        for (const { name, start, end, head } of outlineOf(open.cells[0]!)) {
          assert(name.trim() !== '');
          assert(start <= head.start && head.start <= head.end && head.end <= end);
        }
      }),
    );
  });
});

describe('folding', () => {
  async function folds(...lines: string[]): Promise<string[]> {
    const open = await notebook(lines.join('\n'));
    return foldsOf(open.cells[0]!).map(({ from, to, kind }) => `${from}–${to} ${kind}`);
  }

  it('statements of several lines', async () => {
    assert.deepEqual(await folds('tokens by lab', '  weekly', '', '  as line', '', 'tokens', 'tokens'), [
      '0–3 statement',
    ]);
  });

  it('runs of definitions of one kind, with the comments between them', async () => {
    assert.deepEqual(
      await folds(
        'attach a from "a"',
        '# why',
        'attach b from "b"',
        '  lists top 3',
        'group g = CN',
        'group h = US',
        'tokens',
      ),
      ['0–3 run', '2–3 statement', '4–5 run'],
    );
  });

  it('blocks of comments', async () => {
    assert.deepEqual(
      await folds('# one', '# two', '', '# alone', 'tokens', '  # in', '  # side', '  weekly'),
      ['0–1 comment', '4–7 statement', '5–6 comment'],
    );
  });

  it('none where there is one line of each', async () => {
    assert.deepEqual(await folds('# x', 'attach a from "a"', 'group g = CN', 'tokens', ''), []);
  });

  it('folds lie in the text, inside of each other or apart, one for each first line', async () => {
    const lines = fc.constantFrom(
      '# c',
      'attach a from "a"',
      '  lists top 3',
      'tokens',
      '  weekly',
      '',
      'event 2026 "x"',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(lines, { maxLength: 14 }), async (all) => {
        const open = await notebook(all.join('\n'));
        const found = foldsOf(open.cells[0]!);
        for (const [index, { from, to }] of found.entries()) {
          assert(from < to && to < Math.max(1, all.length));
          for (const other of found.slice(index + 1)) {
            assert(other.from > from);
            assert(other.to <= to || other.from > to, `${from}–${to} crosses ${other.from}–${other.to}`);
          }
        }
      }),
    );
  });
});

describe('naming a query', () => {
  async function extracted(cell: string): Promise<string | undefined> {
    const open = await marked(DATA, 'let result = share of tokens', cell);
    const { text } = open.cell;
    const found = extractionAt(open.cell, { start: open.offset, end: open.offset }, open);
    if (!found) return undefined;
    const after = text.slice(0, found.start) + found.text + text.slice(found.end);
    assert.equal(after.slice(found.nameAt, found.nameAt + found.name.length), found.name);
    for (const { diagnostics } of parse(after).statements) assert.deepEqual(diagnostics, []);
    return after;
  }

  it('leaves the chart where it is drawn', async () => {
    assert.equal(
      await extracted(
        'tokens\nshare of tokens for CN\n  within (CN, US) # why\n  | top ¦8\n  as line title "x"\ntokens by lab',
      ),
      'tokens\nlet result_2 = share of tokens for CN\n  within (CN, US) # why\n  | top 8\nresult_2 as line title "x"\ntokens by lab',
    );
    assert.equal(
      await extracted('¦top 10 models in 2026-W18'),
      'let result_2 = top 10 models in 2026-W18\nresult_2',
    );
  });

  it('is not offered where there is no query to name', async () => {
    for (const cell of [
      '¦group g = CN',
      'events ¦',
      'claims¦',
      'result¦ weekly',
      'tokens for ¦',
      'tokens\n\n¦',
      'let x = tokens ¦',
    ])
      assert.equal(await extracted(cell), undefined, cell);
  });
});
