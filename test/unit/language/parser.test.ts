import assert from 'node:assert/strict';
import { CHART_KINDS } from '../../../src/language/nodes';
import { parse } from '../../../src/language/parser';
import { show } from './show';

/** The only statement of a text, which must have nothing wrong with it. */
function parsed(text: string): string {
  const { statements } = parse(text);
  assert.deepEqual(
    statements.flatMap((each) => each.diagnostics.map((diagnostic) => diagnostic.message)),
    [],
  );
  const [first, ...more] = statements;
  assert(first);
  assert.equal(more.length, 0);
  return show(first.statement);
}

const productions: Record<string, [text: string, node: string][]> = {
  attach: [
    ['attach a from "x.csv"', 'attach a "x.csv"'],
    ['attach a from "x.csv" columns tokens = n', 'attach a "x.csv" tokens=n'],
    [
      'attach a from "x.csv" columns model = "Model name", week = from',
      'attach a "x.csv" model=Model name week=from',
    ],
    ['attach a from "x.csv" every day', 'attach a "x.csv" every:day'],
    ['attach a from "x.csv" every weeks', 'attach a "x.csv" every:week'],
    ['attach a from "x.csv" lists top 10', 'attach a "x.csv" lists:10'],
    ['attach a from "x.csv" cite "OpenRouter"', 'attach a "x.csv" cite:"OpenRouter"'],
    [
      'attach a from "x.csv"\n  cite "me"\n  lists top 9\n  every week\n  columns lab = author',
      'attach a "x.csv" lab=author every:week lists:9 cite:"me"',
    ],
    ['attach a from "x.csv" wide by model', 'attach a "x.csv" wide:model'],
    ['attach a from "x.csv" every week from sunday', 'attach a "x.csv" every:week/sunday'],
    ['attach a from "x.csv" unit tokens = billions', 'attach a "x.csv" unit:tokens=billions'],
    [
      'attach a from "x.csv" unit tokens = ones unit cost = usd',
      'attach a "x.csv" unit:tokens=ones unit:cost=usd',
    ],
    ['attach a from "x.csv" dates day-first', 'attach a "x.csv" dates:day-first'],
    ['attach a from "x.csv" dates month-first cite "b"', 'attach a "x.csv" dates:month-first cite:"b"'],
    ['attach a from "x.csv" decimal comma', 'attach a "x.csv" decimal:comma'],
    ['attach a from "x.csv" decimal point cite "b"', 'attach a "x.csv" decimal:point cite:"b"'],
    ['attach a from "x.csv" separated by tabs', 'attach a "x.csv" separated:"\\t"'],
    ['attach a from "x.csv" separated by commas cite "b"', 'attach a "x.csv" separated:"," cite:"b"'],
    ['attach a from "x.csv" separated by semicolons', 'attach a "x.csv" separated:";"'],
    ['attach a from "x.csv" separated by bars lists all', 'attach a "x.csv" separated:"|" lists:all'],
    ['attach a from "x.csv" separated by ";"', 'attach a "x.csv" separated:";"'],
    ['attach a from "x.csv" separated by ","', 'attach a "x.csv" separated:","'],
    ['attach a from "x.csv" separated by "\t"', 'attach a "x.csv" separated:"\\t"'],
    ['attach a from "x.csv" separated by "|" cite "b"', 'attach a "x.csv" separated:"|" cite:"b"'],
    ['attach a from "x.csv" encoding "utf-8"', 'attach a "x.csv" encoding:utf-8'],
    ['attach a from "x.csv" encoding "UTF-16LE"', 'attach a "x.csv" encoding:utf-16le'],
    ['attach a from "x.csv" encoding "latin1" every day', 'attach a "x.csv" every:day encoding:windows-1252'],
    ['attach a from "x.csv" encoding "ISO-8859-1"', 'attach a "x.csv" encoding:windows-1252'],
    ['attach a from "x.csv" lists all', 'attach a "x.csv" lists:all'],
    ['attach a from "x.csv" columns tabs = bars, encoding = "b"', 'attach a "x.csv" tabs=bars encoding=b'],
    ['attach a from "x.csv" other = "Others"', 'attach a "x.csv" other:"Others"'],
    ['attach a from "x.csv" rest from platform', 'attach a "x.csv" rest:platform'],
    ['attach a from "x.csv" complete until 2026-W18', 'attach a "x.csv" complete:week:2026-18'],
    ['attach a from "x.csv" sha256 "3b1f"', 'attach a "x.csv" sha256:"3b1f"'],
    ['attach a from "x.csv" columns a = b columns c = d, e = "f"', 'attach a "x.csv" a=b c=d e=f'],
    ['attach a from "x.csv" columns other = every, unit = as', 'attach a "x.csv" other=every unit=as'],
    [
      'attach a from "x.csv" rest from b every week from monday lists top 9 wide by lab complete until latest',
      'attach a "x.csv" wide:lab every:week/monday lists:9 rest:b complete:latest',
    ],
  ],
  registry: [
    ['registry "my.csv"', 'registry "my.csv"'],
    [
      'registry "my.csv" columns model = slug, lab = "Who made it"',
      'registry "my.csv" model=slug lab=Who made it',
    ],
  ],
  measure: [
    ['measure cost = tokens', 'measure cost = tokens'],
    ['measure cost = tokens * price', 'measure cost = (tokens * price)'],
    ['measure m = a + b * c', 'measure m = (a + (b * c))'],
    ['measure m = (a + b) * c', 'measure m = ((a + b) * c)'],
    ['measure m = a - b - c', 'measure m = ((a - b) - c)'],
    ['measure m = a / b * c', 'measure m = ((a / b) * c)'],
    ['measure m = a * -2.5 + $1.2M', 'measure m = ((a * -2.5) + 1200000$)'],
    ['measure m = ((a))', 'measure m = a'],
    ['measure m = a*b', 'measure m = (a * b)'],
    ['measure m = count + title', 'measure m = (count + title)'],
  ],
  let: [
    ['let china = tokens', 'let china = tokens'],
    [
      'let china = share of tokens for CN weekly | top 3 as line',
      'let china = share(tokens) for CN grain:week | top 3 as line',
    ],
    ['china by lab', 'china by lab'],
  ],
  claim: [
    ['claim "x" = tokens expect 5T', 'claim "x" = tokens expect 5000000000000'],
    ['claim "x" = tokens expect 61% source "a"', 'claim "x" = tokens expect 0.61% source:"a"'],
    ['claim "x" = tokens expect > 3x', 'claim "x" = tokens expect > 3x'],
    ['claim "x" = tokens expect about 5', 'claim "x" = tokens expect about 5'],
    ['claim "x" = tokens expect nearly 59%', 'claim "x" = tokens expect nearly 0.59%'],
    ['claim "x" = tokens expect = 5 ± 1', 'claim "x" = tokens expect = 5 ±1'],
    ['claim "x" = tokens expect 59% +/- 0.5pp', 'claim "x" = tokens expect 0.59% ±0.005pp'],
    ['claim "x" = tokens expect 2 weeks', 'claim "x" = tokens expect 2week'],
    ['claim "x" = tokens expect 2026-W07', 'claim "x" = tokens expect week:2026-7'],
    ['claim "x" = tokens expect latest', 'claim "x" = tokens expect latest'],
    ['claim "x" = tokens expect 2026', 'claim "x" = tokens expect 2026'],
    [
      'claim "x" = first crossing of tokens for CN over US expect 2026',
      'claim "x" = first crossing(tokens CN:US) expect year:2026',
    ],
    ['claim "x" = tokens expect CN', 'claim "x" = tokens expect CN'],
    ['claim "x" = tokens expect "Claude Opus 4.6"', 'claim "x" = tokens expect string<Claude Opus 4.6>'],
    [
      'claim "x" = tokens expect CN 4T, qwen/* about 2 ± 1, lab:meta > 1',
      'claim "x" = tokens expect CN: 4000000000000, model<qwen/*>: about 2 ±1, qualified<lab:meta>: > 1',
    ],
    ['claim "x" = tokens expect between 30% and 37%', 'claim "x" = tokens expect 0.3%..0.37%'],
    ['claim "x" = tokens expect 17% -> 47%', 'claim "x" = tokens expect 0.17%->0.47%'],
    ['claim "x" = tokens expect 17%->47%', 'claim "x" = tokens expect 0.17%->0.47%'],
    ['claim "x" = tokens expect 17% -> 47% ± 1pp', 'claim "x" = tokens expect 0.17%->0.47% ±0.01pp'],
    [
      'claim "x" = top 10 models in 2026-W18 using a | count for CN as number title "y" expect 6 source "z"',
      'claim "x" = top(10 models) in:week:2026-18 using:a | count CN as number title:"y" expect 6 source:"z"',
    ],
  ],
  group: [
    ['group g = CN', 'group g = CN'],
    ['group g = (CN, US)', 'group g = (CN US)'],
    ['group g = lab (anthropic, z-ai)', 'group g = lab(anthropic z-ai)'],
    ['group g = all except (openai)', 'group g = all-(openai)'],
    ['group g = deepseek/*', 'group g = model<deepseek/*>'],
    ['group g = "Claude Opus 4.6"', 'group g = string<Claude Opus 4.6>'],
    ['group g = lab:meta', 'group g = qualified<lab:meta>'],
  ],
  event: [
    ['event 2026-02-05 "Claude"', 'event day:2026-2-5 "Claude"'],
    ['event 2024-06 .. 2024-07 "x" source "press"', 'event month:2024-6 ..month:2024-7 "x" source:"press"'],
    ['event 2024-06..2024-07 "x"', 'event month:2024-6 ..month:2024-7 "x"'],
    ['event 2026 "x"', 'event year:2026 "x"'],
  ],
  values: [
    ['tokens', 'tokens'],
    ['tokens, requests', 'tokens, requests'],
    ['share of tokens', 'share(tokens)'],
    ['ratio of tokens for CN to US', 'ratio(tokens CN:US)'],
    ['gap of share of tokens for (CN, FR) to lab (openai)', 'gap(share(tokens) (CN FR):lab(openai))'],
    ['tokens, share of tokens by lab', 'tokens, share(tokens) by lab'],
    ['change of tokens', 'change(tokens)'],
    ['growth of tokens', 'growth(tokens)'],
    ['multiple of tokens', 'multiple(tokens)'],
    ['concentration of tokens by lab', 'concentration(tokens) by lab'],
    ['share of change of tokens for CN', 'share(change(tokens)) for CN'],
    ['ratio of growth of tokens for CN to all except (CN)', 'ratio(growth(tokens) CN:all-(CN))'],
    ['title, count by labels', 'title, count by labels'],
    ['events', 'all events'],
    ['events since 2026-01 as timeline', 'all events since:month:2026-1 as timeline'],
    ['claims', 'all claims'],
  ],
  rankings: [
    ['top 10 models', 'top(10 models)'],
    ['bottom 5 labs by tokens', 'bottom(5 labs by tokens)'],
    ['bottom 5 labs by growth of tokens by country', 'bottom(5 labs by growth(tokens)) by country'],
    ['top 3 models by share of tokens in 2026-W07', 'top(3 models by share(tokens)) in:week:2026-7'],
  ],
  crossings: [
    ['first crossing of tokens for CN over US', 'first crossing(tokens CN:US)'],
    ['last crossing of share of tokens for CN over 50%', 'last crossing(share(tokens) CN:0.5%)'],
    ['all crossings of tokens for (CN, FR) over 1.5T', 'all crossing(tokens (CN FR):1500000000000)'],
    ['first crossings of tokens for CN over US', 'first crossing(tokens CN:US)'],
    ['streak of tokens for CN over US at 2026-W11', 'streak(tokens CN:US) in:week:2026-11'],
    [
      'all crossings of tokens for CN over US weekly sustained 2 weeks',
      'all crossing(tokens CN:US) grain:week sustained:2week',
    ],
  ],
  'for and by': [
    ['tokens for CN', 'tokens for CN'],
    ['tokens for all', 'tokens for all'],
    ['tokens for each (CN, US)', 'tokens each (CN US)'],
    ['tokens for each country', 'tokens each country'],
    ['tokens for each lab (openai, google)', 'tokens each lab(openai google)'],
    ['tokens for each us_big_three', 'tokens each us_big_three'],
    ['tokens for each title', 'tokens each title'],
    ['tokens for title (a, b)', 'tokens for title(a b)'],
    ['tokens for IN by lab', 'tokens for IN by lab'],
    ['tokens by country, lab', 'tokens by country,lab'],
    ['tokens for 01-ai', 'tokens for 01-ai'],
    ['tokens for qwen/qwen3.6-plus:free', 'tokens for model<qwen/qwen3.6-plus:free>'],
    ['tokens for tencent/hy3:*', 'tokens for model<tencent/hy3:*>'],
    ['tokens for openrouter/*-alpha', 'tokens for model<openrouter/*-alpha>'],
    ['tokens for country:CN', 'tokens for qualified<country:CN>'],
  ],
  within: [
    ['tokens within CN', 'tokens within CN'],
    ['tokens within (CN, US)', 'tokens within (CN US)'],
    ['tokens within known', 'tokens within known'],
    ['tokens within top 9 models', 'tokens within top(9 models)'],
    [
      'tokens within top 9 models each week then (CN, US) then known',
      'tokens within top(9 models each week) then (CN US) then known',
    ],
    ['tokens within all except (openai)', 'tokens within all-(openai)'],
  ],
  where: [
    ['tokens where weights = open', 'tokens where weights=open'],
    ['tokens where price < $1.50 and app != "Cline"', 'tokens where price<1.5$ and app!="Cline"'],
    ['tokens where release >= 2026-01', 'tokens where release>=month:2026-1'],
    ['tokens where release <= 2026', 'tokens where release<=2026'],
    ['tokens where weights in (open, closed)', 'tokens where weights in (open closed)'],
  ],
  time: [
    ['tokens daily', 'tokens grain:day'],
    ['tokens weekly', 'tokens grain:week'],
    ['tokens monthly', 'tokens grain:month'],
    ['tokens quarterly', 'tokens grain:quarter'],
    ['tokens yearly', 'tokens grain:year'],
    ['tokens in 2026-02-09', 'tokens in:day:2026-2-9'],
    ['tokens in 2026-02', 'tokens in:month:2026-2'],
    ['tokens in 2026-q1', 'tokens in:quarter:2026-1'],
    ['tokens in 2026', 'tokens in:year:2026'],
    ['tokens in latest', 'tokens in:latest'],
    ['tokens from 2026-W01 to 2026-W04', 'tokens from:week:2026-1 to:week:2026-4'],
    ['tokens since 2026', 'tokens since:year:2026'],
    ['tokens last 30 days until 2026-06-25', 'tokens until:day:2026-6-25 last:30day'],
    [
      'tokens since 2026-01 until 2026-02 last 1 week',
      'tokens since:month:2026-1 until:month:2026-2 last:1week',
    ],
  ],
  'other clauses': [
    ['tokens using by_lab', 'tokens using:by_lab'],
    ['tokens including partial', 'tokens partial'],
    ['tokens stealth listed', 'tokens'],
    ['tokens stealth revealed', 'tokens revealed'],
    [
      'tokens stealth revealed including partial using a in 2026 weekly where x = y within known by lab for CN',
      'tokens for CN by lab within known where x=y grain:week in:year:2026 using:a partial revealed',
    ],
  ],
  steps: [
    ['tokens by lab | share', 'tokens by lab | share'],
    ['tokens by lab | top 8', 'tokens by lab | top 8'],
    ['top 10 models | count for CN', 'top(10 models) | count CN'],
    ['tokens weekly | moving average 4 weeks', 'tokens grain:week | average 4week'],
    ['tokens by lab|share|top 3', 'tokens by lab | share | top 3'],
    ['tokens weekly | change over 4 weeks', 'tokens grain:week | change 4week'],
    ['tokens weekly | growth over 1 year', 'tokens grain:week | growth 1year'],
    ['tokens weekly | multiple over 52 weeks', 'tokens grain:week | multiple 52week'],
    ['tokens by lab | rank', 'tokens by lab | rank'],
    ['tokens by lab | rank change over 4 weeks', 'tokens by lab | rank change 4week'],
    ['tokens | index to 100 at 2026-W07', 'tokens | index 100 week:2026-7'],
    ['tokens by lab | count', 'tokens by lab | count'],
    ['tokens by lab | sum', 'tokens by lab | sum'],
    ['tokens by lab | sum for (CN, US)', 'tokens by lab | sum (CN US)'],
    ['tokens | periods > 50%', 'tokens | periods > 0.5%'],
    ['tokens | periods != 0', 'tokens | periods != 0'],
    ['tokens daily | fill zero', 'tokens grain:day | fill zero'],
    ['tokens daily | fill carry', 'tokens grain:day | fill carry'],
    ['tokens | cumulative', 'tokens | cumulative'],
    ['tokens | max', 'tokens | max'],
    ['tokens | min', 'tokens | min'],
    ['tokens | leader', 'tokens | leader'],
    ['tokens | fill carry | cumulative | max as number', 'tokens | fill carry | cumulative | max as number'],
  ],
  charts: [
    ...CHART_KINDS.map((kind): [string, string] => [`tokens as ${kind}`, `tokens as ${kind}`]),
    ['tokens as bar color by country', 'tokens as bar color:country'],
    ['tokens as bar title "Who?"', 'tokens as bar title:"Who?"'],
    [
      'tokens as area normalized stacked mark events mark crossings',
      'tokens as area stacked normalized mark:events mark:crossings',
    ],
    ['tokens | share as line', 'tokens | share as line'],
    ['tokens as line log labels', 'tokens as line log labels'],
    ['tokens as bar labels color by labels', 'tokens as bar color:labels labels'],
  ],
};

describe('parser: every production gives its node', () => {
  for (const [production, table] of Object.entries(productions)) {
    describe(production, () => {
      for (const [text, node] of table) it(text, () => assert.equal(parsed(text), node));
    });
  }
});

describe('parser: layout', () => {
  const statementsOf = (text: string): string[] =>
    parse(text).statements.map(({ statement }) => show(statement));

  const layouts: [name: string, text: string, nodes: string[]][] = [
    ['nothing', '', []],
    ['only blanks and comments', '\n  \n# a comment\n  # another\n', []],
    ['one a line', 'tokens\ntokens by lab', ['tokens', 'tokens by lab']],
    ['an indented line continues', 'tokens\n  by lab\n\tweekly', ['tokens by lab grain:week']],
    [
      'a line that starts with | continues',
      'tokens by lab\n| top 3\n| share',
      ['tokens by lab | top 3 | share'],
    ],
    [
      'blank lines and comments inside',
      'tokens\n\n# why\n  by lab # what\n\n  weekly',
      ['tokens by lab grain:week'],
    ],
    ['a comment in column 1 ends nothing', 'tokens\n# why\n  by lab', ['tokens by lab']],
    ['CRLF', 'tokens\r\n  by lab\r\ntokens weekly\r\n', ['tokens by lab', 'tokens grain:week']],
    ['the first line may be indented', '  tokens\n  by lab\ntokens', ['tokens by lab', 'tokens']],
    [
      'a list over lines',
      'group g = lab (\n  openai,\n  google\n)\ntokens',
      ['group g = lab(openai google)', 'tokens'],
    ],
    [
      'a hash inside of quotes is no comment',
      'tokens as bar title "#1" # but this is',
      ['tokens as bar title:"#1"'],
    ],
    ['no-break spaces and a byte order mark are blanks', '\ufefftokens\u00a0by lab', ['tokens by lab']],
  ];
  for (const [name, text, nodes] of layouts) {
    it(name, () => assert.deepEqual(statementsOf(text), nodes));
  }

  it('one bad statement leaves its neighbours alone', () => {
    const { statements } = parse('tokens by lab\nshare off tokens\ntokens weekly');
    assert.deepEqual(
      statements.map((each) => each.diagnostics.length > 0),
      [false, true, false],
    );
  });

  it('a statement ends where its last word ends', () => {
    const text = 'tokens by lab  # labs\n\n# next\ntokens';
    const [first] = parse(text).statements;
    assert.equal(text.slice(first?.statement.start, first?.statement.end), 'tokens by lab');
  });

  it('every part of a query knows its place', () => {
    const text =
      'share of tokens for CN within top 9 models each week then (CN, US) in 2026-W11 using a | top 3';
    const [first] = parse(text).statements;
    assert(first?.statement.kind === 'query');
    const { subject, within, window, using, steps } = first.statement;
    const at = (span: { start: number; end: number } | undefined): string =>
      text.slice(span?.start, span?.end);
    assert.equal(at(subject), 'share of tokens');
    assert.equal(at(first.statement.for), 'for CN');
    assert.deepEqual(within.map(at), ['top 9 models each week', '(CN, US)']);
    assert.equal(at(window), 'in 2026-W11');
    assert.equal(at(using), 'a');
    assert.deepEqual(steps.map(at), ['| top 3']);
  });
});
