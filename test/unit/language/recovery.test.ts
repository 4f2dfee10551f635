import assert from 'node:assert/strict';
import { parse } from '../../../src/language/parser';
import type { Diagnostic } from '../../../src/language/diagnostics';

function diagnosticsOf(text: string): Diagnostic[] {
  return parse(text).statements.flatMap((each) => [...each.diagnostics]);
}

/** `[…]` marks the place of the only diagnostic; the fix, if there is one, gives a text that parses. */
type Bad = [marked: string, code: string, message: RegExp, mended?: string];

const bad: Record<string, Bad[]> = {
  'what is missing, after the last word': [
    ['share [of]', 'missing', /A value .* missing after `of`/],
    ['[share]', 'missing', /`of` after `share`/],
    ['tokens [for]', 'missing', /after `for` is missing\./],
    ['tokens for [each]', 'missing', /dimension or a list/],
    ['tokens [by]', 'missing', /dimension after `by`/],
    ['tokens by lab[,]', 'missing', /dimension after `by`/],
    ['tokens [within]', 'missing', /universe/],
    ['tokens [CN] vs US', 'unexpected', /`CN vs` is not understood here: .*`tokens for each \(CN, US\)`/],
    ['tokens [CN] in 2026-W07', 'unexpected', /to count only CN, write `for CN`/],
    ['tokens [openai/gpt-4o] weekly', 'unexpected', /write `for openai\/gpt-4o`/],
    ['tokens within [top]', 'missing', /^A whole number after `top` \(1, 2, 3 …\) is missing\.$/],
    ['tokens within top [9]', 'missing', /What is ranked/],
    ['tokens within top 9 models [each]', 'missing', /unit of time/],
    ['tokens within known [then]', 'missing', /universe/],
    ['tokens [where]', 'missing', /What is compared/],
    ['tokens where [weights]', 'missing', /comparison/],
    ['tokens where weights [=]', 'missing', /compared with/],
    ['tokens [in]', 'missing', /period after `in` .*2026-W07/],
    ['tokens [from]', 'missing', /period after `from`/],
    ['tokens from [2026-W01]', 'missing', /`to` and the last period/],
    ['tokens [last]', 'missing', /A whole number/],
    ['tokens last [4]', 'missing', /unit of time/],
    ['tokens [using]', 'missing', /name of a dataset/],
    ['tokens [including]', 'missing', /`partial`/],
    ['tokens [stealth]', 'missing', /`listed` or `revealed`/],
    ['tokens [as]', 'missing', /chart .*donut/],
    ['tokens [|]', 'missing', /step .*moving average/],
    ['tokens | [top]', 'missing', /A whole number/],
    ['tokens | [count]', 'missing', /`for` and the set/],
    ['tokens | [moving]', 'missing', /`average`/],
    ['tokens as bar [color]', 'missing', /`by` after `color`/],
    ['tokens as bar [title]', 'missing', /title in quotes/],
    ['tokens as line [mark]', 'missing', /`events` or `crossings`/],
    ['[top]', 'missing', /A whole number/],
    ['top [10]', 'missing', /What is ranked/],
    ['[first]', 'missing', /`crossing` after `first`/],
    ['first [crossing]', 'missing', /`of` after `crossing`/],
    ['first crossing of [tokens]', 'missing', /`for` and the first side/],
    ['first crossing of tokens for [CN]', 'missing', /`over` and the second side/],
    ['ratio of tokens for [CN]', 'missing', /`to` and the second side/],
    ['[attach]', 'missing', /name for the dataset/],
    ['attach [a]', 'missing', /`from` and the file/],
    ['attach a [from]', 'missing', /file in quotes/],
    ['attach a from "x.csv" [every]', 'missing', /unit of time/],
    ['attach a from "x.csv" [lists]', 'missing', /`top` after `lists`/],
    ['attach a from "x.csv" columns [tokens]', 'missing', /`=` and the column/],
    ['group [g]', 'missing', /`=` and the set/],
    ['[event]', 'missing', /period after `event`/],
    ['event [2026]', 'missing', /What happened/],
    ['tokens for (CN, [US]', 'missing', /closing parenthesis/],
  ],
  'what stands where something else is expected': [
    ['tokens in [CN]', 'expected', /period after `in`.*`CN`/],
    ['top [ten] models', 'expected', /whole number/],
    ['top [0] models', 'expected', /A whole number/],
    ['top [1.5] models', 'expected', /A whole number/],
    ['tokens | top [x]', 'expected', /A whole number/],
    ['tokens last 4 [fortnights]', 'expected', /unit of time/],
    ['attach a from [data.csv]', 'expected', /file in quotes/],
    ['tokens by ["lab"]', 'expected', /dimension/],
    ['tokens where weights [open]', 'expected', /comparison/],
  ],
  'what cannot be read': [
    ['tokens [fro] CN', 'unexpected', /Did you mean `for`/],
    ['tokens [wihtin] known', 'unexpected', /Did you mean `within`/],
    ['tokens [By] country', 'unexpected', /Write `by`: the words of the language are lower case/],
    ['tokens for CN [vs] US', 'unexpected', /ratio of tokens for CN to US/],
    ['tokens for CN [or] US', 'unexpected', /list in parentheses/],
    ['tokens for CN [over] US', 'unexpected', /first crossing of tokens for CN over US/],
    ['share of tokens for CN [of] US', 'unexpected', /`within`/],
    ['tokens [during] 2026-W07', 'unexpected', /`in`/],
    ['tokens [limit] 5', 'unexpected', /\| top 10/],
    ['tokens [group] by country', 'unexpected', /`by country`/],
    ['tokens by lab [👍]', 'unexpected', /`👍` means nothing here/],
    ['tokens by lab [)]', 'unexpected', /not understood/],
    ['tokens | [rank]', 'unexpected', /does not read yet/],
    ['tokens as [bump]', 'unexpected', /does not read yet/],
    ['tokens as [pie]', 'unexpected', /not understood/],
    ['tokens as bar [stacke]', 'unexpected', /Did you mean `stacked`/],
    ['attach a from "x.csv" [lits] top 10', 'unexpected', /Did you mean `lists`/],
  ],
  'what has a fix': [
    [
      '[crossing] of tokens for CN over US',
      'which-crossing',
      /first crossing of/,
      'all crossings of tokens for CN over US',
    ],
    ['tokens within known [within] CN', 'second-within', /`then`/, 'tokens within known then CN'],
    ['attach [top] from "x.csv"', 'keyword-as-name', /cannot be a name/, 'attach my_top from "x.csv"'],
    ['group [claim] = CN', 'keyword-as-name', /cannot be a name/, 'group my_claim = CN'],
    ['group [week] = CN', 'keyword-as-name', /cannot be a name/, 'group my_week = CN'],
    ['attach a from ["x.csv]', 'open-string', /closing quote/, 'attach a from "x.csv"'],
    ['tokens as bar title ["Who]', 'open-string', /closing quote/, 'tokens as bar title "Who"'],
    ['tokens where price < [4.12t]', 'bad-quantity', /capital/, 'tokens where price < 4.12T'],
    [
      '[CN/US] in 2026-W07',
      'slash',
      /ratio of tokens for CN to US/,
      'ratio of tokens for CN to US in 2026-W07',
    ],
  ],
  'what stands twice, or in the wrong place': [
    ['tokens weekly [daily]', 'two-grains', /Two grains/],
    ['tokens for CN [for] US', 'clause-twice', /second `for`/],
    ['tokens by lab [by] country', 'clause-twice', /second `by`/],
    ['tokens using a [using] b', 'clause-twice', /second `using`/],
    ['tokens in 2026-W07 [in] 2026-W08', 'two-periods', /second period/],
    ['tokens in 2026-W07 [since] 2026-W08', 'two-periods', /second period/],
    ['tokens since 2026-W07 [since] 2026-W08', 'two-periods', /second period/],
    ['tokens since 2026-W07 [from] 2026-W08 to 2026-W09', 'two-periods', /second period/],
    ['tokens | share [by] lab', 'clause-after-step', /before the first `\|`/],
    ['tokens by model as donut [in 2026-W07]', 'unexpected', /`in` belongs before `as`/],
    ['tokens by model as donut [| top 8]', 'unexpected', /`\|` belongs before `as`/],
    ['tokens as line [by] lab', 'unexpected', /by/],
  ],
  'what does not exist': [
    ['tokens in [2026-02-30]', 'no-such-period', /28 days/],
    ['tokens in [2026-13]', 'no-such-period', /month 13/],
    ['tokens in [2026-W54]', 'no-such-period', /week 54/],
    ['tokens where price < [5zz]', 'bad-quantity', /not a unit/],
  ],
  'what a later version reads': [
    ['[claim] "x" = tokens expect 5', 'not-yet', /does not read yet/],
    ['[let] x = tokens', 'not-yet', /does not read yet/],
    ['[growth] of tokens', 'not-yet', /does not read yet/],
    ['share of [change] of tokens for CN', 'not-yet', /does not read yet/],
    ['first crossing of [growth] of tokens for CN over US', 'not-yet', /does not read yet/],
  ],
};

describe('parser: what is wrong is said at its place', () => {
  for (const [name, table] of Object.entries(bad)) {
    describe(name, () => {
      for (const [marked, code, message, mended] of table) {
        it(marked, () => {
          const start = marked.indexOf('[');
          const end = marked.indexOf(']') - 1;
          const text = marked.replace('[', '').replace(']', '');
          const [first] = diagnosticsOf(text);
          assert(first, 'nothing is said');
          assert.equal(first.code, code, first.message);
          assert.match(first.message, message);
          assert.equal(text.slice(first.start, first.start + end - start), text.slice(start, end));
          assert.equal(first.start, start);
          assert.equal(first.severity, 'error');
          if (code === 'missing' || mended !== undefined) assert.equal(first.end, end);
          if (mended === undefined) return;
          const [fix] = first.fixes ?? [];
          assert(fix);
          const after = text.slice(0, fix.start) + fix.text + text.slice(fix.end);
          assert.equal(after, mended);
          assert.deepEqual(diagnosticsOf(after), []);
        });
      }
    });
  }

  it('one mistake is said once', () => {
    for (const text of ['tokens fro CN', 'share off tokens', 'tokens for (CN US)', 'tokens in CN by lab']) {
      assert.equal(diagnosticsOf(text).length, 1, text);
    }
  });

  it('what follows a mistake is still read', () => {
    const [first] = parse('tokens in CN by lab using a').statements;
    assert(first?.statement.kind === 'query');
    assert.deepEqual(
      first.statement.by.map((each) => each.text),
      ['lab'],
    );
    assert.equal(first.statement.using?.text, 'a');
  });

  it('two mistakes are both said', () => {
    const codes = diagnosticsOf('tokens in 2026-W54 by lab fro CN').map((each) => each.code);
    assert.deepEqual(codes, ['no-such-period', 'unexpected']);
  });
});
