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
    ['tokens | count [for]', 'missing', /set after `for`/],
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
    ['attach a from "x.csv" [lists]', 'missing', /`top` or `all` after `lists`/],
    ['attach a from "x.csv" [separated]', 'missing', /`by` after `separated`/],
    ['attach a from "x.csv" separated [by]', 'missing', /stands between the cells/],
    ['attach a from "x.csv" [encoding]', 'missing', /encoding in quotes/],
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
};

const PERIODS = '(2026-02-09, 2026-W07, 2026-02, 2026-Q1, 2026 or latest)';
const LOWER = 'the words of the language are lower case.';
const EXPECT =
  '`expect` is not understood here: a published figure is expected in a claim: `claim "…" = share of tokens for CN expect 61%`.';

/** `⟦…⟧` marks the place of the only diagnostic; then its whole message, and the text that its fix makes. */
type Exact = [marked: string, message: string, mended?: string];

const exact: Record<string, Exact[]> = {
  'what analysts will meet': [
    [
      '⟦CN/US⟧ in 2026-W07',
      '`CN/US` reads as the slug of a model, not as a value. To divide one side by the other, write `ratio of tokens for CN to US`.',
      'ratio of tokens for CN to US in 2026-W07',
    ],
    [
      'tokens ⟦CN/US⟧ in 2026-W07',
      '`CN/US` reads as the slug of a model; to divide one side by the other, write `ratio of tokens for CN to US`.',
    ],
    [
      'tokens for CN ⟦vs⟧ US',
      '`vs` is not understood here: to set two sides against each other, write `tokens for each (CN, US)`, `ratio of tokens for CN to US` or `gap of tokens for CN to US`.',
    ],
    [
      'claim "x" = tokens for CN expect ⟦4.12t⟧',
      '`4.12t`: write `4.12T`: T, B, M and K are capital letters.',
      'claim "x" = tokens for CN expect 4.12T',
    ],
    [
      'tokens within known ⟦within⟧ (CN, US)',
      'A second `within`: a query has one universe. Narrow it with `then`: `within top 9 models each week then (CN, US)`.',
      'tokens within known then (CN, US)',
    ],
    [
      'let ⟦top⟧ = tokens',
      '`top` is a word of the language and cannot be a name; write `my_top`, for example.',
      'let my_top = tokens',
    ],
    [
      'measure ⟦share⟧ = tokens * price',
      '`share` is a word of the language and cannot be a name; write `my_share`, for example.',
      'measure my_share = tokens * price',
    ],
    [
      'group ⟦months⟧ = CN',
      '`months` is a word of the language and cannot be a name; write `my_months`, for example.',
      'group my_months = CN',
    ],
    ['tokens weekly ⟦monthly⟧', 'Two grains: a result has one; leave one out.', 'tokens weekly '],
    [
      'share ⟦tokens⟧ for CN',
      '`of` after `share` (`share of tokens`) is expected here, but here stands `tokens`.',
    ],
    ['tokens ⟦group⟧ by country', '`group` is not understood here: a split by a dimension is `by country`.'],
    ['⟦group⟧ by country', '`group` is not understood here: a split by a dimension is `by country`.'],
  ],
  'words with a capital': [
    ['⟦Share⟧ of tokens for CN', `Write \`share\`: ${LOWER}`, 'share of tokens for CN'],
    ['⟦Claim⟧ "x" = tokens expect 5', `Write \`claim\`: ${LOWER}`, 'claim "x" = tokens expect 5'],
    ['⟦Attach⟧ a from "x.csv"', `Write \`attach\`: ${LOWER}`, 'attach a from "x.csv"'],
    ['tokens within ⟦Top⟧ 9 models', `Write \`top\`: ${LOWER}`, 'tokens within top 9 models'],
    ['tokens for ⟦All⟧ except (openai)', `Write \`all\`: ${LOWER}`, 'tokens for all except (openai)'],
    ['tokens ⟦BY⟧ lab', `Write \`by\`: ${LOWER} To count only BY, write \`for BY\`.`, 'tokens by lab'],
    ['tokens | ⟦Rank⟧', `Write \`rank\`: ${LOWER}`, 'tokens | rank'],
    ['tokens as ⟦Line⟧ log', `Write \`line\`: ${LOWER}`, 'tokens as line log'],
    ['tokens as line ⟦Log⟧', `Write \`log\`: ${LOWER}`, 'tokens as line log'],
  ],
  'definitions that are not whole': [
    [
      'let x ⟦tokens⟧',
      '`=` and the query (`let cn_share = share of tokens for CN`) is expected here, but here stands `tokens`.',
    ],
    ['let x ⟦=⟧', 'A value (such as `tokens`, or `share of tokens`) is missing after `=`.'],
    ['measure ⟦m⟧', '`=` and how it is computed (`measure cost = tokens * price`) is missing after `m`.'],
    ['measure m = a ⟦*⟧', 'A column, an attribute such as `price`, or a number is missing after `*`.'],
    ['measure m = (⟦a⟧', 'The closing parenthesis `)` is missing after `a`.'],
    [
      'measure m = tokens ⟦-5⟧',
      '`-5` is one number; to calculate with it, put blanks around the sign: `- 5`.',
      'measure m = tokens - 5',
    ],
    [
      'measure m = tokens ⟦+5⟧ * price',
      '`+5` is one number; to calculate with it, put blanks around the sign: `+ 5`.',
      'measure m = tokens + 5 * price',
    ],
    [
      'measure m = ⟦a/b⟧ + c',
      '`a/b` reads as the slug of a model; to divide, put blanks around the slash: `a / b`.',
      'measure m = a / b + c',
    ],
    [
      'measure m = c * ⟦tokens/⟧ 1000',
      '`tokens/` reads as the slug of a model; to divide, put blanks around the slash: `tokens /`.',
      'measure m = c * tokens / 1000',
    ],
    [
      'registry ⟦my.csv⟧',
      'The file in quotes (`registry "my-models.csv"`) is expected here, but here stands `my.csv`.',
    ],
    ['⟦group⟧', 'A name for the group is missing after `group`.'],
    ['event ⟦"x"⟧', `A period after \`event\` ${PERIODS} is expected here, but here stands "x".`],
  ],
  'options of an attach': [
    ['attach a from "x" cite "b" ⟦cite⟧ "c"', 'A second `cite`: each option stands once; leave one out.'],
    ['attach a from "x" every week ⟦every⟧ day', 'A second `every`: each option stands once; leave one out.'],
    ['attach a from "x" every week ⟦from⟧', 'A weekday after `from` (monday, sunday …) is missing.'],
    [
      'attach a from "x" every week from ⟦noon⟧',
      'A weekday after `from` (monday, sunday …) is expected here, but here stands `noon`.',
    ],
    [
      'attach a from "x" dates ⟦american⟧',
      'What stands first in dates (day-first, month-first) is expected here, but here stands `american`.',
    ],
    [
      'attach a from "x" ⟦dates⟧',
      'What stands first in dates (day-first, month-first) is missing after `dates`.',
    ],
    [
      'attach a from "x" decimal ⟦dot⟧',
      '`comma` or `point` after `decimal` (`decimal comma`) is expected here, but here stands `dot`.',
    ],
    [
      'attach a from "x" decimal ⟦cite⟧ "b"',
      '`comma` or `point` after `decimal` (`decimal comma`) is expected here, but here stands `cite`.',
    ],
    [
      'attach a from "x" separated by ⟦colons⟧',
      'What stands between the cells (commas, semicolons, tabs, bars) is expected here, but here stands `colons`.',
    ],
    [
      'attach a from "x" separated ⟦tabs⟧',
      '`by` after `separated` (`separated by semicolons`) is expected here, but here stands `tabs`.',
    ],
    [
      'attach a from "x" separated by ⟦;⟧ cite "b"',
      '`;` is written as `semicolons` here.',
      'attach a from "x" separated by semicolons cite "b"',
    ],
    [
      'attach a from "x" separated by ⟦|⟧',
      '`|` is written as `bars` here.',
      'attach a from "x" separated by bars',
    ],
    [
      'attach a from "x" separated by ⟦tab⟧ lists all',
      '`tab` is written as `tabs` here.',
      'attach a from "x" separated by tabs lists all',
    ],
    [
      'attach a from "x" separated by ⟦"\\t"⟧',
      '"\\t" is written as `tabs` here.',
      'attach a from "x" separated by tabs',
    ],
    [
      'attach a from "x" separated by ⟦":"⟧ cite "b"',
      '":" is not taken for what separates cells: write `commas`, `semicolons`, `tabs` or `bars`.',
      'attach a from "x" separated by commas cite "b"',
    ],
    [
      'attach a from "x" encoding ⟦utf-8⟧ cite "b"',
      '`utf-8` is written as `"utf-8"` here.',
      'attach a from "x" encoding "utf-8" cite "b"',
    ],
    [
      'attach a from "x" encoding ⟦"cp1252"⟧',
      '"cp1252" is written as `"windows-1252"` here.',
      'attach a from "x" encoding "windows-1252"',
    ],
    [
      'attach a from "x" encoding ⟦"UTF-16"⟧',
      '"UTF-16" is no encoding that is read here: write `"utf-16le"` or `"utf-16be"`.',
      'attach a from "x" encoding "utf-16le"',
    ],
    [
      'attach a from "x" encoding ⟦"koi8-r"⟧',
      '"koi8-r" is no encoding that is read here: write `"utf-8"`, `"utf-16le"`, `"utf-16be"` or `"windows-1252"`.',
    ],
    [
      'attach a from "x" encoding ⟦cite⟧ "b"',
      'The encoding in quotes (`encoding "windows-1252"`) is expected here, but here stands `cite`.',
    ],
    [
      'attach a from "x" lists ⟦everything⟧',
      '`top` or `all` after `lists` (`lists top 10`) is expected here, but here stands `everything`.',
    ],
    [
      'attach a from "x" wide ⟦model⟧',
      '`by` after `wide` (`wide by model`) is expected here, but here stands `model`.',
    ],
    [
      'attach a from "x" unit tokens = ⟦gazillions⟧',
      'A unit (ones, thousands, millions, billions, trillions, usd) is expected here, but here stands `gazillions`.',
    ],
    [
      'attach a from "x" rest ⟦platform⟧',
      '`from` after `rest` (`rest from platform`) is expected here, but here stands `platform`.',
    ],
    [
      'attach a from "x" complete until ⟦soon⟧',
      `A period after \`until\` ${PERIODS} is expected here, but here stands \`soon\`.`,
    ],
    [
      'attach a from "x" other ⟦"Others"⟧',
      '`=` and the word of the lump row (`other = "Others"`) is expected here, but here stands "Others".',
    ],
  ],
  claims: [
    ['claim "x" = ⟦tokens⟧', '`expect` and the published figure is missing after `tokens`.'],
    ['claim "x" = tokens by ⟦lab⟧', '`expect` and the published figure is missing after `lab`.'],
    [
      'claim "x" = tokens ⟦expect⟧',
      'A published figure after `expect` (61%, > 3x, about 18T, 2 weeks, 2026-W07) is missing.',
    ],
    [
      'claim "x" ⟦tokens⟧ expect 5',
      '`=` and the query (`claim "…" = share of tokens for CN expect 61%`) is expected here, but here stands `tokens`.',
    ],
    [
      'claim "x" = ⟦expect⟧ 5',
      'A value (such as `tokens`, or `share of tokens`) is expected here, but here stands `expect`.',
    ],
    ['tokens for CN ⟦expect⟧ 5', EXPECT],
    ['let x = tokens ⟦expect⟧ 5', EXPECT],
    ['claim "x" = tokens | ⟦expect⟧ 5', EXPECT],
    [
      'claim "x" = tokens as ⟦expect⟧ 5',
      'A chart (line, area, bar, column, donut, table, number …) is expected here, but here stands `expect`.',
    ],
    ['claim "x" = tokens expect ⟦about⟧', 'A quantity after `about` is missing.'],
    ['claim "x" = tokens expect 5 ⟦±⟧', 'A tolerance after `±` (`± 0.5pp`) is missing.'],
    ['claim "x" = tokens expect 17% ⟦->⟧', 'The second figure after `->` is missing.'],
    ['claim "x" = tokens expect CN 5T, ⟦US⟧', 'The figure of US is missing after `US`.'],
    [
      'claim "x" = tokens expect between ⟦5⟧',
      '`and` and the upper end (`between 55% and 60%`) is missing after `5`.',
    ],
    ['claim "x" = tokens expect 5 ⟦source⟧', 'The source in quotes is missing after `source`.'],
  ],
  'numbers with commas between thousands': [
    [
      'claim "x" = tokens expect ⟦2,000⟧',
      '`2,000` is written as `2000` here: commas stand between things, not in numbers.',
      'claim "x" = tokens expect 2000',
    ],
    [
      'claim "x" = tokens expect > ⟦1,440,000⟧ source "y"',
      '`1,440,000` is written as `1440000` here: commas stand between things, not in numbers.',
      'claim "x" = tokens expect > 1440000 source "y"',
    ],
    [
      'claim "x" = tokens expect CN ⟦1,440,000.5⟧, US 3T',
      '`1,440,000.5` is written as `1440000.5` here: commas stand between things, not in numbers.',
      'claim "x" = tokens expect CN 1440000.5, US 3T',
    ],
    [
      'claim "x" = tokens for CN expect about ⟦4,120B⟧',
      '`4,120B` is written as `4120B` here, or as `4.120B` if its comma stands before decimals: commas stand between things, not in numbers.',
      'claim "x" = tokens for CN expect about 4120B',
    ],
    [
      'claim "x" = streak of tokens for CN over US daily expect ⟦1,000⟧ days',
      '`1,000` is written as `1000` here: commas stand between things, not in numbers.',
      'claim "x" = streak of tokens for CN over US daily expect 1000 days',
    ],
    [
      'tokens where price < ⟦$1,200⟧ weekly',
      '`$1,200` is written as `$1200` here: commas stand between things, not in numbers.',
      'tokens where price < $1200 weekly',
    ],
    [
      'top ⟦1,000⟧ models',
      '`1,000` is written as `1000` here: commas stand between things, not in numbers.',
      'top 1000 models',
    ],
    [
      'measure m = (tokens * ⟦1,000⟧)',
      '`1,000` is written as `1000` here: commas stand between things, not in numbers.',
      'measure m = (tokens * 1000)',
    ],
    // Elsewhere, commas separate, or stand in numbers that are written in no such way.
    [
      'tokens where size in (⟦7⟧,130)',
      'A model, lab, country or group is expected here, but here stands `7`.',
    ],
    [
      'claim "x" = tokens expect 2⟦, 000⟧',
      '`,` is not understood here: a set is a list in parentheses: `for (CN, US)`; clauses have no commas between them.',
    ],
    [
      'claim "x" = tokens expect 2⟦,50⟧',
      '`,` is not understood here: a set is a list in parentheses: `for (CN, US)`; clauses have no commas between them.',
    ],
  ],
  'claims in the words of an article': [
    [
      'claim "x" = tokens expect ⟦roughly⟧ 6T',
      '`roughly` is written as `about` here.',
      'claim "x" = tokens expect about 6T',
    ],
    [
      'claim "x" = tokens expect ⟦Some⟧ 6T',
      '`Some` is written as `about` here.',
      'claim "x" = tokens expect about 6T',
    ],
    [
      'claim "x" = tokens expect CN ⟦around⟧ 6T, US 3T',
      '`around` is written as `about` here.',
      'claim "x" = tokens expect CN about 6T, US 3T',
    ],
    [
      'claim "x" = tokens expect ⟦almost⟧ 6T',
      '`almost` is written as `nearly` here.',
      'claim "x" = tokens expect nearly 6T',
    ],
    [
      'claim "x" = tokens expect ⟦~6T⟧',
      '`~6T` is written as `about 6T` here.',
      'claim "x" = tokens expect about 6T',
    ],
    [
      'claim "x" = tokens expect ⟦over⟧ 6T',
      '`over` is written as `>` here.',
      'claim "x" = tokens expect > 6T',
    ],
    [
      'claim "x" = tokens expect ⟦under⟧ 6T source "y"',
      '`under` is written as `<` here.',
      'claim "x" = tokens expect < 6T source "y"',
    ],
    [
      'claim "x" = share of tokens expect ⟦more than⟧ 35%',
      '`more than` is written as `>` here.',
      'claim "x" = share of tokens expect > 35%',
    ],
    [
      'claim "x" = tokens expect ⟦at most⟧ 6T',
      '`at most` is written as `<=` here.',
      'claim "x" = tokens expect <= 6T',
    ],
    [
      'claim "x" = streak of tokens for CN over US weekly expect ⟦at least 3 weeks⟧',
      '`at least 3 weeks` is written as `>= 3` here.',
      'claim "x" = streak of tokens for CN over US weekly expect >= 3',
    ],
    [
      'claim "x" = streak of tokens for CN over US weekly expect ⟦> 3 weeks⟧',
      '`> 3 weeks` is written as `> 3` here.',
      'claim "x" = streak of tokens for CN over US weekly expect > 3',
    ],
    [
      'claim "x" = streak of tokens for CN over US weekly expect ⟦at least 3 months⟧',
      '`at least 3 months` is not understood here: after a comparison, a streak is a number of buckets, such as `>= 3`; a query that says `weekly` counts weeks.',
    ],
    [
      'claim "x" = tokens expect ⟦6 trillion⟧',
      '`6 trillion` is written as `6T` here.',
      'claim "x" = tokens expect 6T',
    ],
    [
      'claim "x" = share of tokens expect ⟦61 percent⟧ ± 1pp',
      '`61 percent` is written as `61%` here.',
      'claim "x" = share of tokens expect 61% ± 1pp',
    ],
    [
      'claim "x" = gap of tokens for CN to US expect ⟦2.5 percentage points⟧',
      '`2.5 percentage points` is written as `2.5pp` here.',
      'claim "x" = gap of tokens for CN to US expect 2.5pp',
    ],
    [
      'claim "x" = tokens expect ⟦between 6 and 7 trillion⟧ source "y"',
      '`between 6 and 7 trillion` is written as `between 6T and 7T` here.',
      'claim "x" = tokens expect between 6T and 7T source "y"',
    ],
    [
      'tokens where price < ⟦$5 million⟧ by lab',
      '`$5 million` is written as `$5M` here.',
      'tokens where price < $5M by lab',
    ],
    [
      'first crossing of tokens for CN over ⟦50 %⟧',
      '`50 %` is written as `50%` here.',
      'first crossing of tokens for CN over 50%',
    ],
  ],
  'periods in other words': [
    [
      'tokens in ⟦W07⟧',
      '`W07` is not understood here: a period is written with its year, such as `2026-W07`.',
    ],
    ['tokens in ⟦2026-W7⟧', '`2026-W7` is written as `2026-W07` here.', 'tokens in 2026-W07'],
    ['tokens since ⟦2026-3⟧ by lab', '`2026-3` is written as `2026-03` here.', 'tokens since 2026-03 by lab'],
    ['tokens in ⟦2026-2-9⟧', '`2026-2-9` is written as `2026-02-09` here.', 'tokens in 2026-02-09'],
    ['tokens in ⟦"2026-W07"⟧', '"2026-W07" is written as `2026-W07` here.', 'tokens in 2026-W07'],
    ['tokens in ⟦"2026-W7"⟧', '"2026-W7" is written as `2026-W07` here.', 'tokens in 2026-W07'],
    ['event ⟦2026-4-2⟧ "x"', '`2026-4-2` is written as `2026-04-02` here.', 'event 2026-04-02 "x"'],
    ['tokens last ⟦month⟧', 'How many is always said: write `last 1 month`.', 'tokens last 1 month'],
    [
      'tokens | change over ⟦week⟧',
      'How many is always said: write `over 1 week`.',
      'tokens | change over 1 week',
    ],
    [
      'tokens by lab ⟦between⟧ 2026-W01 and 2026-W07',
      '`between` is not understood here: a period with two ends is `from 2026-W01 to 2026-W07`.',
    ],
  ],
  'what other languages have': [
    [
      'tokens for CN ⟦and⟧ US',
      '`and` is not understood here: it joins the conditions of `where`; a set is a list in parentheses: `for (CN, US)`.',
    ],
    [
      'tokens for CN⟦,⟧ US',
      '`,` is not understood here: a set is a list in parentheses: `for (CN, US)`; clauses have no commas between them.',
    ],
    [
      'tokens as ⟦pie⟧',
      '`pie` is not understood here: parts of a whole are drawn `as donut`.',
      'tokens as donut',
    ],
    [
      'tokens | ⟦average⟧ 4 weeks',
      '`average` is not understood here: a mean over time is `| moving average 4 weeks`.',
      'tokens | moving average 4 weeks',
    ],
    [
      'tokens ⟦average⟧ 4 weeks',
      '`average` is not understood here: a mean over time is `| moving average 4 weeks`.',
    ],
  ],
  steps: [
    ['tokens | ⟦fill⟧', '`zero` or `carry` after `fill` is missing.'],
    ['tokens | fill ⟦none⟧', '`zero` or `carry` after `fill` is expected here, but here stands `none`.'],
    [
      'tokens | rank ⟦change⟧',
      '`over` and a stretch after `rank change` (`rank change over 4 weeks`) is missing.',
    ],
    [
      'tokens | rank change ⟦4⟧ weeks',
      '`over` and a stretch after `rank change` (`rank change over 4 weeks`) is expected here, but here stands `4`.',
    ],
    [
      'tokens | growth ⟦52⟧ weeks',
      '`over` and a stretch after `growth` (`growth over 4 weeks`) is expected here, but here stands `52`.',
    ],
    ['tokens | change ⟦over⟧', 'A whole number after `over` (1, 2, 3 …) is missing.'],
    [
      'tokens | index to ⟦100⟧',
      '`at` and the period that is set to it (`index to 100 at 2026-W01`) is missing after `100`.',
    ],
    ['tokens | ⟦periods⟧', 'A comparison after `periods` (`periods > 50%`) is missing.'],
    ['tokens | periods ⟦>⟧', 'A quantity (`periods > 50%`) is missing after `>`.'],
    [
      'tokens | ⟦by⟧ lab',
      '`by` is not understood here; what can follow is, for example, `share`, `cumulative`, `max`, `min`, `leader` or `top`.',
    ],
    [
      'tokens | ⟦cumulativ⟧',
      '`cumulativ` is not understood here. Did you mean `cumulative`?',
      'tokens | cumulative',
    ],
  ],
  'sides and missing words between them': [
    [
      'first crossing of tokens for CN ⟦US⟧',
      '`over` and the second side is expected here, but here stands `US`.',
    ],
    ['streak of tokens for ⟦CN⟧', '`over` and the second side is missing after `CN`.'],
    [
      'streak of tokens ⟦CN⟧ over US',
      '`for` and the first side (`streak of tokens for CN over US`) is expected here, but here stands `CN`.',
    ],
    ['gap of tokens for CN ⟦over⟧ US', '`to` and the second side is expected here, but here stands `over`.'],
  ],
  'options of a chart': [
    ['tokens as bar title "a" ⟦title⟧ "b"', 'A second `title`: each option stands once; leave one out.'],
    ['tokens as line log ⟦log⟧', 'A second `log`: each option stands once; leave one out.'],
    [
      'tokens as line mark events ⟦mark⟧ events',
      'A second `mark events`: each option stands once; leave one out.',
    ],
    [
      'tokens as line ⟦labls⟧',
      '`labls` is not understood here. Did you mean `labels`?',
      'tokens as line labels',
    ],
  ],
};

describe('parser: what is wrong is said once, in these words', () => {
  for (const [name, table] of Object.entries(exact)) {
    describe(name, () => {
      for (const [marked, message, mended] of table) {
        it(marked, () => {
          const text = marked.replace(/[⟦⟧]/g, '');
          const [first, ...more] = diagnosticsOf(text);
          assert(first, 'nothing is said');
          assert.equal(first.message, message);
          assert.deepEqual(more, []);
          assert.equal(
            `${text.slice(0, first.start)}⟦${text.slice(first.start, first.end)}⟧${text.slice(first.end)}`,
            marked,
          );
          const [fix] = first.fixes ?? [];
          const after = fix && text.slice(0, fix.start) + fix.text + text.slice(fix.end);
          assert.equal(after, mended);
          if (after !== undefined) assert.deepEqual(diagnosticsOf(after), []);
        });
      }
    });
  }
});

describe('parser: a number with a comma between thousands', () => {
  it('is said once, also where no number can stand', () => {
    assert.deepEqual(
      diagnosticsOf('tokens for 2,000').map(({ code, start, end }) => [code, start, end]),
      [['other-form', 11, 16]],
    );
  });

  it('may be one with decimals, where a unit follows', () => {
    const [either] = diagnosticsOf('claim "x" = tokens expect 4,120B');
    assert.deepEqual(
      either?.fixes?.map(({ text }) => text),
      ['4120B', '4.120B'],
    );
  });
});

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

  it('a chart, a claim and its figure are read after a mistake', () => {
    const [first] = parse('claim "x" = tokens | raise as bar expect 5').statements;
    assert(first?.statement.kind === 'claim');
    assert.equal(first.statement.query?.chart?.kind, 'bar');
    assert.equal(first.statement.expect?.kind, 'figure');
    assert.equal(first.diagnostics.length, 1);
  });

  it('two mistakes are both said', () => {
    const codes = diagnosticsOf('tokens in 2026-W54 by lab fro CN').map((each) => each.code);
    assert.deepEqual(codes, ['no-such-period', 'unexpected']);
  });
});
