import assert from 'node:assert/strict';
import { judgeClaim } from '../../../src/analysis/claims/run';
import { plain } from '../../../src/editor/content';
import { Verdicts, type VerdictHint } from '../../../src/editor/verdicts';
import type { Span } from '../../../src/language/diagnostics';
import { notebook, type Open } from './helpers';

const DATA =
  'attach rankings from "rankings.csv"\nattach by_lab from "by_lab.csv"\nattach by_model from "by_model.csv"';
const HOLDS = 'claim "36%" = share of tokens for CN in 2026-W11 using by_lab expect 36%';
const OFF = 'claim "61%" =\n  share of tokens for CN in 2026-W23 using by_model\n  expect 61%';
const LIMIT = 'claim "long ago" = tokens for CN in 2020-W11 using by_lab expect 1T';

const WHOLE: Span = { start: 0, end: Infinity };
const stamps = (path: string): string => path;

/** What is judged, by sentence, in the order in which it is. */
function watched(): { readonly verdicts: Verdicts; readonly judged: (string | undefined)[] } {
  const judged: (string | undefined)[] = [];
  const verdicts = new Verdicts((node, ...rest) => {
    judged.push(node.sentence?.text);
    return judgeClaim(node, ...rest);
  });
  return { verdicts, judged };
}

function hintsOf(
  open: Open,
  { verdicts = new Verdicts(), cell = open.cells.length - 1, within = WHOLE } = {},
): VerdictHint[] {
  return [...verdicts.of(open.cells[cell]!, within, { ...open, stamps })].flatMap((hint) => hint ?? []);
}

/** The text of the last cell with each verdict where it stands. */
async function shown(...cells: readonly string[]): Promise<string> {
  const open = await notebook(DATA, ...cells);
  const { text } = open.cells.at(-1)!;
  return hintsOf(open).reduceRight(
    (marked, { at, label }) => `${marked.slice(0, at)}  [${label}]${marked.slice(at)}`,
    text,
  );
}

describe('verdicts at the ends of lines', () => {
  it('stand at the end of the line with the published figure', async () => {
    assert.equal(await shown(HOLDS), `${HOLDS}  [✓ holds]`);
    for (const end of ['\n', '\r\n']) {
      const cell = `${OFF}\n  source "A note"`.replaceAll('\n', end);
      const lines = (await shown(cell)).split(end);
      assert.match(lines[2]!, /^ {2}expect 61% {2}\[≠ off by −[\d.]+pp\]$/);
      assert.deepEqual(lines.toSpliced(2, 1), cell.split(end).toSpliced(2, 1));
    }
  });

  it('stand before a remark and before another statement in the same line', async () => {
    assert.equal(await shown(`${HOLDS} # as read`), `${HOLDS}  [✓ holds] # as read`);
    const two = await shown(`${HOLDS}\n\n${HOLDS.replace('36%"', 'again"')}`);
    assert.equal(two.match(/\[✓ holds\]$/gm)?.length, 2);
  });

  it('tell what cannot be computed, and say why', async () => {
    const open = await notebook(DATA, LIMIT);
    const [hint] = hintsOf(open);
    assert.equal(hint?.label, '– cannot be computed');
    assert.match(plain(hint.content), /Why: .*2020/);
  });

  it('tell the four verdicts by a sign and by words', async () => {
    const gaps = 'attach gaps from "gaps.csv"';
    const text = await shown(
      gaps,
      'claim "a" = tokens for deepseek in 2026-W01 using gaps expect 30\n' +
        'claim "b" = tokens for deepseek in 2026-W01 using gaps expect 31\n' +
        'claim "c" = share of tokens for US in 2026-W04 using gaps expect > 70%\n' +
        'claim "d" = share of tokens for US in 2026-W03 using gaps expect > 70%',
    );
    assert.deepEqual(
      text.split('\n').map((line) => /\[(.*)\]$/.exec(line)?.[1]),
      ['✓ holds', '≠ off by −1', '? undecided', '– cannot be computed'],
    );
  });

  it('explain themselves: the reason, published and computed, what was counted', async () => {
    const open = await notebook(DATA, `${OFF} source "A note"`);
    const text = plain(hintsOf(open)[0]!.content);
    for (const part of [/^≠ off by .* \(“61%”\)/, /Why: ./, /Figure: 61% published, 50\.5% .*computed/])
      assert.match(text, part);
    assert.match(text, /Counted: CN \/ all tokens .* by_model/);
    assert.match(text, /Published in: A note$/);
  });

  it('tell each of several figures', async () => {
    const open = await notebook(
      DATA,
      'claim "x" = tokens for each (CN, US) within top 9 models each week in 2026-W07 using rankings expect CN 4.12T, US 3.94T',
    );
    const [hint] = hintsOf(open);
    assert.match(hint!.label, /^≠ US off by −1/);
    assert.match(plain(hint!.content), /CN: 4\.12T published, 4\.126T computed, holds/);
  });

  it('are none for claims with mistakes, and for anything else', async () => {
    for (const cell of [
      'claim "61%" = share of tokens for CN in 2026-W23 using by_model',
      'claim "61%" = share of tokens for nobody-at-all in 2026-W23 using by_model expect 61%',
      'claim "61%" = share of tokens for CN in 2026-W23 using by_model expect 61T',
      'claim "61%"',
      'tokens for CN using by_lab',
      'let cn = tokens for CN using by_lab',
      '',
    ])
      assert.equal(await shown(cell), cell);
  });

  it('judge only what is asked for', async () => {
    const open = await notebook(DATA, `${HOLDS}\n\n${OFF}\n\n${LIMIT}`);
    const { verdicts, judged } = watched();
    const at = open.cells[1]!.text.indexOf('share of tokens for CN in 2026-W23');
    const hints = hintsOf(open, { verdicts, within: { start: at, end: at + 5 } });
    assert.equal(hints.length, 1);
    assert.deepEqual(judged, ['61%']);
    verdicts.of(open.cells[1]!, WHOLE, { ...open, stamps }).next();
    assert.deepEqual(judged, ['61%', '36%'], 'who stops after one has paid for one');
  });

  it('are remembered until something changes that they depend on', async () => {
    const { verdicts, judged } = watched();
    const group = 'group six = (deepseek, qwen)';
    const share = 'claim "six" = share of tokens for six in 2026-W11 using by_lab expect 20%';
    const look = async (...cells: readonly string[]): Promise<(string | undefined)[]> => {
      judged.length = 0;
      hintsOf(await notebook(DATA, ...cells), { verdicts });
      return [...judged];
    };
    assert.deepEqual(await look(group, `${HOLDS}\n${share}`), ['36%', 'six']);
    assert.deepEqual(await look(group, `${HOLDS}\n${share}`), []);
    assert.deepEqual(
      await look('# Only a remark\n' + group, 'tokens using by_lab', `${HOLDS}\n${share}`),
      [],
    );
    assert.deepEqual(await look(group, `tokens using by_lab\n${HOLDS}\n# more\n${share} # so`), []);
    assert.deepEqual(await look(group, `${HOLDS.replace('36%"', '37%"')}\n${share}`), ['37%']);
    assert.deepEqual(await look('group six = (deepseek, moonshotai)', `${HOLDS}\n${share}`), ['six']);
    // And in its own cell, where the definition stands beside it.
    assert.deepEqual(await look(`${group}\n${share}`), ['six']);
    assert.deepEqual(await look(`${group.replace('qwen', 'openai')}\n${share}`), ['six']);
    assert.deepEqual(await look(group, `${HOLDS}\n${share}`), [], 'as after undo');
  });

  it('follow a file that has changed', async () => {
    const open = await notebook(DATA, HOLDS);
    const { verdicts, judged } = watched();
    const ask = (state: string): number =>
      [...verdicts.of(open.cells[1]!, WHOLE, { ...open, stamps: (path) => path + state })].length;
    ask('');
    ask(' changed');
    ask('');
    assert.deepEqual(judged, ['36%', '36%']);
  });
});
