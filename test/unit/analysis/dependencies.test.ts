import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  changesBetween,
  definitionsNeeded,
  dependenciesOf,
  Diagnoses,
  fingerprint,
  runOrder,
  type Stamps,
} from '../../../src/analysis/dependencies';
import {
  diagnose,
  loader,
  loadScope,
  readNotebook,
  type NotebookModel,
} from '../../../src/analysis/notebook';
import type { StatementNode } from '../../../src/language/nodes';
import { builtInRegistry } from '../../../src/registry/registry';

const registry = builtInRegistry();
const unchanged: Stamps = () => 'as it was';

/** A notebook whose cells are called by the words before the colon: `A: attach …`; a line break starts a statement. */
function notebook(...cells: readonly string[]): NotebookModel {
  return readNotebook(
    cells.map((cell) => {
      const [, id = '', text = ''] = /^(\w+): (.*)$/s.exec(cell) ?? [];
      return { id, text };
    }),
    registry,
  );
}

function cellOf(model: NotebookModel, id: string): NotebookModel['cells'][number] {
  const cell = model.cells.find((each) => each.id === id);
  assert(cell, `There is no cell ${id}.`);
  return cell;
}

/** Name, or first word, of what the cell `q` needs, in order. */
function needed(...cells: readonly string[]): string[] {
  const model = notebook(...cells);
  return definitionsNeeded(cellOf(model, 'q'), model).map(({ node }) => nameOf(node));
}

function nameOf(node: StatementNode): string {
  return 'name' in node && node.name ? node.name.text : node.kind;
}

describe('what a cell needs', () => {
  const A = 'a: attach A from "a.csv"';
  const B = 'b: attach B from "b.csv"';
  const cases: [what: string, cells: string[], names: string[]][] = [
    ['the dataset that it uses', [A, B, 'q: tokens using B'], ['B']],
    ['the only dataset', [A, 'q: tokens'], ['A']],
    ['none of several datasets that it does not name', [A, B, 'q: tokens'], []],
    [
      'what another dataset takes its rest from',
      [A, 'b: attach B from "b.csv" rest from A', 'q: tokens using B'],
      ['A', 'B'],
    ],
    ['a group', [A, 'g: group mine = lab (qwen)', 'q: tokens for mine using A'], ['mine', 'A']],
    [
      'a group that is said to be one',
      [A, 'g: group mine = lab (qwen)', 'q: tokens for group:mine using A'],
      ['mine', 'A'],
    ],
    [
      'a group side by side with others',
      [A, 'g: group mine = lab (qwen)', 'q: tokens for each (CN, mine)'],
      ['mine', 'A'],
    ],
    ['a group as a universe', [A, 'g: group mine = lab (qwen)', 'q: tokens within mine'], ['mine', 'A']],
    [
      'a group of a step',
      [A, 'g: group mine = lab (qwen)', 'q: top 5 models | count for mine'],
      ['mine', 'A'],
    ],
    [
      'groups of groups, innermost first',
      [A, 'x: group outer = (inner)', 'y: group inner = (CN)', 'q: tokens for outer'],
      ['inner', 'outer', 'A'],
    ],
    ['a measure', [A, 'm: measure cost = tokens * price', 'q: cost for CN using A'], ['cost', 'A']],
    [
      'measures of measures',
      [A, 'm: measure cost = tokens * price', 'n: measure twice = cost + cost', 'q: twice'],
      ['cost', 'twice', 'A'],
    ],
    [
      'a let, and what that needs',
      [
        A,
        B,
        'g: group mine = lab (qwen)',
        'l: let ours = share of tokens for mine using B',
        'q: ours weekly',
      ],
      ['mine', 'B', 'ours'],
    ],
    ['every registry, first', [A, 'r: registry "mine.csv"', 'q: tokens'], ['registry', 'A']],
    [
      'events, for a timeline',
      ['e: event 2026-04 "One"', 'f: event 2026-05 "Two"', 'q: events as timeline'],
      ['event', 'event'],
    ],
    [
      'events, for marks',
      [A, 'e: event 2026-04 "One"', 'q: tokens weekly as line mark events'],
      ['A', 'event'],
    ],
    ['no events otherwise', [A, 'e: event 2026-04 "One"', 'q: tokens weekly as line'], ['A']],
    [
      'claims and what they need, for the ledger',
      [A, 'g: group mine = lab (qwen)', 'c: claim "x" = tokens for mine expect 1T', 'q: claims'],
      ['A', 'mine', 'claim'],
    ],
    ['every dataset, for a claim', [A, B, 'q: claim "x" = tokens using A expect 1T'], ['A', 'B']],
    [
      'nothing of its own cell, but what that needs',
      [A, 'g: group inner = (CN)', 'q: group outer = (inner)\ntokens for outer'],
      ['inner', 'A'],
    ],
    [
      'the definition that holds where it defines the name once more',
      ['g: group mine = (CN)', 'q: group mine = (US)'],
      ['mine'],
    ],
    ['nothing of that name which is no definition', [A, 'q: tokens for CN within mine using C'], []],
  ];
  for (const [what, cells, names] of cases) it(what, () => assert.deepEqual(needed(...cells), names));

  it('whatever the order of cells', () => {
    const cells = [
      'a: attach A from "a.csv"',
      'g: group mine = (inner)',
      'h: group inner = (CN)',
      'q: tokens for mine',
    ];
    assert.deepEqual(needed(...cells.toReversed()), needed(...cells));
  });

  it('comes to an end in a circle', () => {
    assert.deepEqual(
      needed(
        'g: group a = (b)',
        'h: group b = (c)',
        'i: group c = (a, d)',
        'j: group d = (CN)',
        'q: tokens for a',
      ),
      ['d', 'c', 'b', 'a'],
    );
    assert.deepEqual(needed('q: group a = (a)'), []);
    assert.deepEqual(needed('l: let x = y', 'm: let y = x', 'q: x'), ['y', 'x']);
  });

  it('never misses that a definition, on any path, leads to another', () => {
    const links = fc.uniqueArray(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 20, selector: String });
    fc.assert(
      fc.property(links, (edges) => {
        const groups = Array.from({ length: 8 }, (_, from) => {
          const items = edges.filter(([start]) => start === from).map(([, to]) => `g${to}`);
          return `c${from}: group g${from} = (${['CN', ...items].join(', ')})`;
        });
        const reachable = new Set([0]);
        for (let size = 0; size < reachable.size;) {
          size = reachable.size;
          for (const [from, to] of edges) if (reachable.has(from)) reachable.add(to);
        }
        const found = needed(...groups, 'q: tokens for g0');
        assert.deepEqual(found.toSorted(), [...reachable].map((each) => `g${each}`).toSorted());
      }),
    );
  });
});

describe('the fingerprint of a cell', () => {
  const cells = {
    a: 'attach A from "a.csv"',
    b: 'attach B from "b.csv"',
    g: 'group mine = lab (qwen)',
    h: 'group other = lab (openai)',
    q: 'tokens for mine using A',
  };

  function changed(edit: Partial<typeof cells> & Record<string, string>, stamps = unchanged): string[] {
    const model = (texts: Record<string, string>): NotebookModel =>
      notebook(...Object.entries(texts).flatMap(([id, text]) => (text === '' ? [] : [`${id}: ${text}`])));
    const [before, after] = [model(cells), model({ ...cells, ...edit })];
    const [was, is] = [cellOf(before, 'q'), cellOf(after, 'q')];
    const changes = changesBetween(dependenciesOf(was, before, unchanged), dependenciesOf(is, after, stamps));
    assert.equal(
      fingerprint(was, before, unchanged) === fingerprint(is, after, stamps),
      changes.length === 0,
      'the fingerprint tells the same as the changes',
    );
    return changes.map(({ name, how }) => [name, how].filter((each) => each !== '').join(' '));
  }

  const cases: [what: string, edit: Record<string, string>, changes: string[]][] = [
    ['is the same for the same text', {}, []],
    ['tells another text', { q: 'tokens for mine using A weekly' }, ['changed']],
    ['tells words that mean nothing', { q: 'tokens for mine using A )' }, ['changed']],
    ['does not count comments and layout', { q: '# Why\ntokens  for mine\n  using A # so\n' }, []],
    ['tells two statements from one', { q: 'tokens for mine\nusing A' }, ['changed', '`A` deleted']],
    ['tells another definition', { g: 'group mine = lab (openai)' }, ['`mine` changed']],
    ['does not count comments of definitions', { g: '# Ours\ngroup mine =\n  lab (qwen)' }, []],
    ['tells a definition that is gone', { g: '' }, ['`mine` deleted']],
    ['does not count definitions that it does not need', { h: '', b: 'attach B from "elsewhere.csv"' }, []],
    ['tells another file', { a: 'attach A from "c.csv"' }, ['`A` changed']],
    ['tells that names are defined elsewhere now as the same', { g: 'group own = (CN)', h: cells.g }, []],
  ];
  for (const [what, edit, changes] of cases) it(what, () => assert.deepEqual(changed(edit), changes));

  it('tells another state of a file that it needs, and of no other', () => {
    const stamps =
      (file: string): Stamps =>
      (path) =>
        path === file ? 'another' : unchanged(path);
    assert.deepEqual(changed({}, stamps('a.csv')), ['"a.csv" changed']);
    assert.deepEqual(changed({}, stamps('b.csv')), []);
  });

  it('does not count the order of cells', () => {
    const all = [
      'a: attach A from "a.csv"',
      'b: attach B from "b.csv"',
      'e: event 2026-04 "One"',
      'f: event 2026-05 "Two"',
      'q: claim "x" = tokens using A as line mark events expect 1T',
    ];
    const print = (order: readonly string[]): string => {
      const model = notebook(...order);
      return fingerprint(cellOf(model, 'q'), model, unchanged);
    };
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (order) =>
        assert.equal(print(order), print(all)),
      ),
    );
  });
});

describe('the order of a run', () => {
  const cells = [
    'q: tokens for outer using A',
    'x: group outer = (inner)',
    'y: group inner = (mixed)',
    'm: group mixed = (CN)\ntokens for CN using A',
    'a: attach A from "a.csv"',
    'p: tokens using A',
  ];
  const model = notebook(...cells);
  const order = (asked: string, current = ''): string =>
    runOrder(asked.split(/(?=.)/), model, (id) => current.includes(id)).join('');

  it('is definitions first, each once, without cells that hold other queries', () => {
    assert.equal(order('q'), 'yxaq');
    assert.equal(order('qp'), 'yxaqp');
    assert.equal(order('x'), 'yx');
  });

  it('leaves out what is run as it stands', () => {
    assert.equal(order('q', 'ay'), 'xq');
    assert.equal(order('q', 'ayx'), 'q');
  });

  it('brings forward what is asked for anyway, and runs everything that is asked for', () => {
    assert.equal(order('qxymap'), 'yxaqmp');
    assert.equal(order('qxymap', 'ayx'), 'qxymap');
  });

  it('comes to an end in a circle', () => {
    const circle = notebook('q: tokens for a', 'g: group a = (b)', 'h: group b = (a)');
    assert.deepEqual(
      runOrder(['q'], circle, () => false),
      ['g', 'h', 'q'],
    );
  });
});

describe('remembered diagnoses', () => {
  const FILES: Record<string, string> = {
    'a.csv': 'week,author,tokens\n2026-W01,deepseek,50\n2026-W01,anthropic,30\n2026-W02,qwen,30\n',
    'b.csv': 'day,model,tokens\n2026-02-01,openai/gpt-4o-mini,5\n',
  };
  const load = loader((path) => {
    const text = FILES[path];
    return Promise.resolve(
      text === undefined ? { problem: `${path} does not exist.` } : new TextEncoder().encode(text),
    );
  });

  /** Cells as someone might leave them while typing: whole, half, misspelt, defined twice, deleted. */
  const texts = fc.constantFrom(
    ...['', 'attach A from "a.csv"', 'attach A from "b.csv"', 'attach B from "b.csv"', 'attach B from "b.cs'],
    ...[
      'group mine = lab (qwen)',
      'group mine = (yours)',
      'group yours = (mine, CN)',
      'group your = (nobody)',
    ],
    ...['measure twice = tokens + tokens', 'measure twice = tokns', 'let china = share of tokens for CN'],
    ...[
      'tokens for mine',
      'tokens for mine using A',
      'tokens for yors using B weekly',
      'twice by lab using A',
    ],
    ...[
      'china weekly using A',
      'chin using A',
      'tokens\ntokens for CN using C',
      'event 2026-02 "One"',
      'events',
    ],
  );

  it('are those of a look from scratch, after any edits', async () => {
    const start = fc.array(texts, { minLength: 6, maxLength: 6 });
    const edits = fc.array(fc.tuple(fc.nat(5), texts), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(start, edits, async (cells, changes) => {
        const remembered = new Diagnoses(diagnose);
        const now = [...cells];
        for (const [at, text] of [[0, now[0] ?? ''] as const, ...changes]) {
          now[at] = text;
          const model = readNotebook(
            now.map((each, index) => ({ id: String(index), text: each })),
            registry,
          );
          const scope = await loadScope(model.definitions, registry, load);
          const look = remembered.of(model, scope, unchanged);
          for (const cell of model.cells)
            assert.deepEqual(look(cell), diagnose(cell, model, scope), cell.text);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are asked for again only where something has changed that could change them', async () => {
    const asked: string[] = [];
    const remembered = new Diagnoses((cell, ...rest) => {
      asked.push(cell.id);
      return diagnose(cell, ...rest);
    });
    const look = async (...cells: readonly string[]): Promise<string> => {
      const model = notebook(...cells);
      const scope = await loadScope(model.definitions, registry, load);
      asked.length = 0;
      model.cells.forEach(remembered.of(model, scope, unchanged));
      return asked.join('');
    };
    const [a, g] = ['a: attach A from "a.csv"', 'g: group mine = lab (qwen)'];
    const [p, q, r] = ['p: tokens for mine', 'q: tokens for CN', 'r: tokens for yours'];
    assert.equal(await look(a, g, p, q, r), 'agpqr');
    assert.equal(await look(a, g, p, q, r), '');
    assert.equal(await look(a, g, p, `${q} weekly`, r), 'q');
    assert.equal(await look(a, 'g: group mine = lab (openai)', p, `${q} weekly`, r), 'gp');
    // A new name could be what a misspelt one was to be; what is as it was is remembered.
    assert.equal(await look(a, g, p, `${q} weekly`, r, 'h: group your = (CN)'), 'rh');
    const gone = 'a: attach A from "gone.csv"';
    assert.equal(await look(gone, g, p, `${q} weekly`, r, 'h: group your = (CN)'), 'agpqrh');
    assert.equal(await look(a, g, p, `${q} weekly`, r, 'h: group your = (CN)'), '');
  });
});
