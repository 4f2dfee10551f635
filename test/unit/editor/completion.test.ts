import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { completionAt, type Proposal } from '../../../src/editor/completion';
import { scan } from '../../../src/language/scanner';
import { CHART_KINDS } from '../../../src/language/nodes';
import { isKeyword } from '../../../src/language/vocabulary';
import { marked, notebook, textOf } from './helpers';

const DATA =
  'attach by_lab from "by_lab.csv"\nattach by_model from "by_model.csv"\nattach apps from "apps.csv"';
const DEFINED =
  'group six = lab (deepseek, qwen)\nmeasure cost = tokens * price\nlet cn_part = share of tokens for CN using by_lab';

const FILES = ['data/a.csv', 'data/b.tsv.gz', 'a.json'];

async function at(cell: string): Promise<{ proposals: readonly Proposal[]; typed: string }> {
  const open = await marked(DATA, DEFINED, cell);
  const { proposals, typed } = await completionAt(open.cell.text, open.offset, open, () =>
    Promise.resolve(FILES),
  );
  return { proposals, typed: open.cell.text.slice(typed.start, typed.end) };
}

async function labels(cell: string): Promise<string[]> {
  return (await at(cell)).proposals.map(({ label }) => label);
}

describe('completion', () => {
  const table: [cell: string, some: readonly string[], none: readonly string[]][] = [
    [
      '¦',
      ['tokens', 'cost', 'cn_part', 'dollars', 'share', 'attach', 'top'],
      ['within', 'six', ...CHART_KINDS],
    ],
    ['share of ¦', ['tokens', 'cost', 'dollars'], ['six', 'CN']],
    [
      'measure x = tokens * ¦',
      ['tokens', 'cost', 'price', 'output_price', 'dollars'],
      ['cn_part', 'weights', 'release'],
    ],
    ['tokens within ¦', ['known', 'top', 'all', 'six', 'CN', 'deepseek'], [...CHART_KINDS, 'weekly']],
    ['tokens as ¦', CHART_KINDS, ['within', 'tokens']],
    ['tokens for ¦', ['six', 'CN', 'openai', 'Cline', '"Roo Code"'], ['known', 'tokens', 'openrouter']],
    ['tokens by ¦', ['model', 'country', 'weights', 'app'], ['models', 'tokens', 'CN']],
    ['top 9 ¦', ['models', 'countries', 'labs', 'variants'], ['model', 'country']],
    ['tokens using ¦', ['by_lab', 'by_model', 'apps'], ['six', 'tokens']],
    ['tokens where ¦', ['price', 'weights', 'release', 'app', 'tokens'], ['country', 'CN']],
    ['tokens where weights = ¦', ['open', 'closed'], ['CN', 'free']],
    ['tokens where variant = ¦', ['standard', 'free'], ['open', 'CN']],
    ['tokens where variant in (¦', ['standard', 'free'], ['CN', 'deepseek']],
    ['tokens where app in ("Cline", ¦', ['Cline', '"Roo Code"'], ['CN', 'deepseek']],
    ['tokens where app = ¦', ['"Roo Code"'], ['open']],
    ['tokens where release >= ¦', ['latest', '2026-W33'], ['open']],
    ['tokens last 4 ¦', ['days', 'weeks', 'years'], ['week', 'weekly']],
    ['tokens last 1 ¦', ['day', 'week'], ['weeks']],
    ['tokens within top 9 models each ¦', ['week', 'month'], ['weeks']],
    ['tokens in ¦', ['latest', '2026-W33', '2026-W20'], ['CN']],
    ['attach x from "x.csv" every week from ¦', ['monday', 'sunday'], ['weeks', 'billions']],
    ['attach x from "x.csv" unit tokens = ¦', ['ones', 'billions', 'usd'], ['monday']],
    ['attach x from "x.csv" columns ¦', ['model', 'lab', 'tokens', 'week'], ['price']],
    ['attach x from "x.csv" rest from ¦', ['by_lab'], ['six']],
    ['attach x from "¦', ['"data/a.csv"'], ['every']],
    ['attach x from "x.csv" separated by ¦', ['commas', 'semicolons', 'tabs', 'bars'], ['comma']],
    ['attach x from "x.csv" encoding ¦', ['"utf-8"', '"utf-16le"', '"windows-1252"'], ['cite']],
    ['attach x from "x.csv" encoding "u¦', ['"utf-8"', '"utf-16be"'], ['cite']],
    ['attach x from "x.csv" lists ¦', ['top', 'all'], ['cite']],
    ['group x = ¦', ['six', 'CN', 'all'], ['known']],
    ['claim "x" = tokens for CN ¦', ['expect', 'within', 'in'], ['source']],
    ['claim "x" = tokens for CN expect ¦', ['about', 'nearly', 'between'], ['expect']],
    ['tokens by lab | ¦', ['top', 'share', 'moving', 'leader', 'index'], ['for', 'line']],
    ['tokens # ¦', [], ['for', 'tokens']],
  ];
  for (const [cell, some, none] of table) {
    it(cell, async () => {
      const found = await labels(cell);
      for (const label of some)
        assert(found.includes(label), `${label} is not among ${found.slice(0, 40).join(' ')}`);
      for (const label of none) assert(!found.includes(label), `${label} is among them`);
    });
  }

  it('offers files in the order in which they are given', async () => {
    assert.deepEqual(await labels('attach x from "¦'), ['"data/a.csv"', '"data/b.tsv.gz"', '"a.json"']);
  });

  it('offers the columns of the file after `=`', async () => {
    const open = await marked('attach by_lab from "by_lab.csv" columns lab = ¦');
    const { proposals } = await completionAt(open.cell.text, open.offset, open, () => Promise.resolve([]));
    assert.deepEqual(proposals.map(({ label }) => label).sort(), ['author', 'date', 'tokens']);
  });

  it('offers models and values of the dataset that the query names, even behind the cursor', async () => {
    assert((await labels('tokens for ¦ using by_model')).some((label) => label.startsWith('deepseek/')));
    assert(!(await labels('tokens for ¦ using by_lab')).some((label) => label.includes('/')));
    assert(!(await labels('tokens for ¦ using by_lab')).includes('Cline'));
    assert(!(await labels('tokens by ¦ using by_lab')).includes('app'));
  });

  it('offers display names between quotes, and replaces the quote that the editor has closed', async () => {
    const { proposals, typed } = await at('tokens for "GPT¦" using by_model');
    assert.equal(typed, '"GPT"');
    assert(proposals.length > 20);
    for (const { label } of proposals) assert.match(label, /^".+"$/);
  });

  it('shows names first, then words of the language, then the registry', async () => {
    const found = await labels('tokens for ¦ using by_model');
    const order = ['six', 'each', 'CN', 'deepseek'].map((label) => found.indexOf(label));
    assert.deepEqual(
      [...order].sort((a, b) => a - b),
      order,
    );
    // Clauses come in the order in which one reads them, not in that of the alphabet.
    const clauses = await labels('tokens ¦');
    const read = ['for', 'by', 'within', 'where', 'in', 'last', 'using', 'as'].map((word) =>
      clauses.indexOf(word),
    );
    assert.deepEqual(
      [...read].sort((a, b) => a - b),
      read,
    );
    assert.equal((await labels('tokens within top 9 models ¦'))[0], 'each');
    const countries = await labels('tokens for ¦');
    assert(countries.indexOf('US') < countries.indexOf('AE'));
  });

  it('says what each thing is', async () => {
    const about = async (cell: string, label: string): Promise<string> => {
      const found = (await at(cell)).proposals.find((each) => each.label === label);
      assert(found, label);
      return textOf(found.about());
    };
    assert.match(await about('tokens using ¦', 'by_lab'), /Rows: .*\n.*author \(lab\)/);
    assert.match(await about('tokens for ¦', 'six'), /DeepSeek \(CN\) · /);
    assert.match(await about('¦', 'cost'), /tokens \* price/);
    assert.match(await about('¦', 'cn_part'), /share of tokens for CN using by_lab/);
    assert.match(await about('¦', 'tokens'), /In: by_lab, by_model and apps/);
    assert.match(await about('tokens for ¦', 'deepseek'), /Hangzhou/);
    assert.match(await about('tokens where ¦', 'price'), /per million/);
    for (const place of ['¦', 'tokens ¦', 'tokens as ¦', 'tokens | ¦', 'tokens as line ¦'])
      for (const { kind, label, about: say } of (await at(place)).proposals)
        if (kind === 'keyword') assert(textOf(say()).length > 20, label);
  });

  it('what is offered once is offered once, and everything can be written', async () => {
    for (const cell of ['tokens for ¦', 'tokens by ¦', 'tokens where ¦', '¦', 'tokens in ¦']) {
      const { proposals } = await at(cell);
      const found = proposals.map(({ label }) => label);
      assert.equal(new Set(found).size, found.length, cell);
      for (const label of found) {
        const tokens = scan(label);
        assert.equal(tokens.length, 1, label);
        assert(tokens[0]!.kind !== 'unreadable' && tokens[0]!.kind !== 'open-string', label);
        // A word of the data that is a word of the language too is written between quotes.
        const { kind } = proposals.find((each) => each.label === label)!;
        if (isKeyword(label)) assert(kind === 'keyword' || kind === 'period', label);
      }
    }
  });

  it('never fails, wherever the cursor is', async () => {
    const open = await notebook(DATA, DEFINED);
    const texts = fc.constantFrom(
      DATA,
      DEFINED,
      'tokens where app in ("x", y) and price < $1 using apps | top 3 as bar',
    );
    await fc.assert(
      fc.asyncProperty(texts, fc.nat(200), async (text, offset) => {
        const place = Math.min(offset, text.length);
        const { typed } = await completionAt(text, place, open, () => Promise.resolve([]));
        assert(typed.start <= place && place <= typed.end);
      }),
    );
  });
});
