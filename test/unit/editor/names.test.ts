import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { definitionAt, placesOf } from '../../../src/editor/names';
import { renamableAt, rename } from '../../../src/editor/rename';
import { namesIn } from '../../../src/language/walk';
import { marked, notebook, type Open } from './helpers';

const CELLS = [
  'attach by_lab from "by_lab.csv"\nattach top_list from "rankings.csv" rest from by_lab',
  'group six = lab (deepseek, qwen)\ngroup all_of_them = (six, group:six, CN)',
  'measure cost = tokens * price\nmeasure twice = cost + cost',
  'let cn_part = share of tokens for six within (six, CN) using by_lab',
  'cn_part weekly\ntop 10 labs by cost using by_lab\ntokens for each six using by_lab\nclaim "x" = tokens for six expect six 5T',
];

/** Every place as `cell:text of its line`, with the name marked. */
function shown(open: Open, places: ReturnType<typeof placesOf>): string[] {
  return places.map(({ cell, start, end, defines }) => {
    const { text } = open.cells[Number(cell)]!;
    const line = text.lastIndexOf('\n', start) + 1;
    return `${cell}: ${text.slice(line, start)}<${text.slice(start, end)}>${defines ? ' defined' : ''}`;
  });
}

async function placesAt(name: string, cell = 0): Promise<string[]> {
  const cells = CELLS.map((text, index) => (index === cell ? text.replace(name, `¦${name}`) : text));
  const open = await marked(...cells);
  const defined = definitionAt(open.cell, open.offset, open.model);
  return defined ? shown(open, placesOf(defined, open.model)) : [];
}

describe('names: definitions and uses', () => {
  it('of a dataset: after using, and after rest from', async () => {
    assert.deepEqual(await placesAt('by_lab'), [
      '0: attach <by_lab> defined',
      '0: attach top_list from "rankings.csv" rest from <by_lab>',
      '3: let cn_part = share of tokens for six within (six, CN) using <by_lab>',
      '4: top 10 labs by cost using <by_lab>',
      '4: tokens for each six using <by_lab>',
    ]);
  });

  it('of a group: in sets, in other groups, with its prefix, and in a claim', async () => {
    const places = await placesAt('six', 1);
    assert.deepEqual(places, [
      '1: group <six> defined',
      '1: group all_of_them = (<six>',
      '1: group all_of_them = (six, group:<six>',
      '3: let cn_part = share of tokens for <six>',
      '3: let cn_part = share of tokens for six within (<six>',
      '4: tokens for each <six>',
      '4: claim "x" = tokens for <six>',
      '4: claim "x" = tokens for six expect <six>',
    ]);
    assert.deepEqual(await placesAt('six,', 3), places);
  });

  it('of a measure: as a value, and in another measure', async () => {
    assert.deepEqual(await placesAt('cost', 2), [
      '2: measure <cost> defined',
      '2: measure twice = <cost>',
      '2: measure twice = cost + <cost>',
      '4: top 10 labs by <cost>',
    ]);
  });

  it('of a let', async () => {
    assert.deepEqual(await placesAt('cn_part', 4), ['3: let <cn_part> defined', '4: <cn_part>']);
  });

  it('none for columns, members, words of the language and files', async () => {
    for (const name of ['tokens', 'qwen', 'group', '(', 'lab '])
      assert.deepEqual(await placesAt(name, name === 'tokens' ? 2 : 1), [], name);
  });

  it('a name that is defined twice stands for its first definition, and the second for itself', async () => {
    const twice = ['group mine = (CN)', 'group mine = (CN)', 'tokens for mine'];
    const open = await notebook(...twice);
    const of = (cell: number, text: string): string[] => {
      const place = open.cells[cell]!;
      const defined = definitionAt(place, place.text.indexOf(text), open.model);
      return defined ? shown(open, placesOf(defined, open.model)) : [];
    };
    assert.deepEqual(of(2, 'mine'), ['0: group <mine> defined', '2: tokens for <mine>']);
    assert.deepEqual(of(1, 'mine'), ['1: group <mine> defined']);
  });
});

describe('rename', () => {
  async function problem(name: string, cell: number, to: string): Promise<string | undefined> {
    const cells = CELLS.map((text, index) => (index === cell ? text.replace(name, `¦${name}`) : text));
    const open = await marked(...cells);
    const found = renamableAt(open.cell, open.offset, open.model);
    if ('problem' in found) return found.problem;
    const renamed = rename(found.defined, to, open);
    return 'problem' in renamed ? renamed.problem : undefined;
  }

  const table: [name: string, cell: number, to: string, problem: RegExp][] = [
    ['group', 1, 'x', /`group` is a word of the language/],
    ['qwen', 1, 'x', /`qwen` is not defined in this notebook/],
    ['(deep', 1, 'x', /no name/],
    ['six', 1, 'top', /`top` is a word of the language/],
    ['six', 1, 'weeks', /`weeks` is a word of the language/],
    ['six', 1, 'cn_part', /`cn_part` is defined already/],
    ['six', 1, 'two words', /one word/],
    ['six', 1, '', /one word/],
    ['six', 1, 'a/b', /one word/],
    ['six', 1, '2026', /one word/],
    ['six', 1, 'OpenAI', /name of a lab/],
    ['six', 1, 'China', /name of a country/],
    ['six', 1, 'DE', /name of a country/],
    ['six', 1, 'models', /name of a dimension/],
    ['cost', 2, 'tokens', /already a column of by_lab/],
    ['cost', 2, 'dollars', /every dataset of models has/],
  ];
  for (const [name, cell, to, message] of table) {
    it(`refuses ${name} → ${to === '' ? 'nothing' : to}`, async () =>
      assert.match((await problem(name, cell, to)) ?? 'not refused', message));
  }

  it('takes a name that is free, and the old one again', async () => {
    for (const to of ['seven', 'six', 'us-three', 'группа'])
      assert.equal(await problem('six', 1, to), undefined, to);
    // A dataset may be called like a country or a column: it stands after `using` only.
    assert.equal(await problem('by_lab', 0, 'CN'), undefined);
  });

  it('changes this name everywhere and no other, in every notebook', async () => {
    const open = await notebook(...CELLS);
    const names = [...open.model.definitions.named.keys()];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.stringMatching(/^new_[a-z]{1,9}$/),
        async (old, fresh) => {
          const places = rename(open.model.definitions.named.get(old)!, fresh, open);
          assert(!('problem' in places));
          const texts = open.cells.map(({ id, text }) =>
            places
              .filter(({ cell }) => cell === id)
              .sort((a, b) => b.start - a.start)
              .reduce((now, { start, end }) => now.slice(0, start) + fresh + now.slice(end), text),
          );
          const after = await notebook(...texts);
          const used = ({ cells }: Open): string[] =>
            cells.flatMap(({ tree }) =>
              tree.statements.flatMap(({ statement }) =>
                namesIn(statement).map(({ role, text, form }) => `${role} ${form} ${text}`),
              ),
            );
          const wanted = used(open).map((each) =>
            each.replace(/(\S+)$/, (name) =>
              name === old ? fresh : name === `group:${old}` ? `group:${fresh}` : name,
            ),
          );
          assert.deepEqual(used(after), wanted);
          assert.equal(after.model.definitions.diagnostics.size, open.model.definitions.diagnostics.size);
        },
      ),
      { numRuns: 30 },
    );
  });
});
