/**
 * Tree → text: a statement in its canonical form, on one line, every clause in one order. Two statements that are
 * written differently but say the same print the same; what is printed parses to the tree that it was printed from.
 */
import * as N from './nodes';
import { adverbOf, stretchText } from './vocabulary';

/** A statement without parts that are missing; empty where not even its kind could be read. */
export function printStatement(node: N.StatementNode): string {
  switch (node.kind) {
    case 'query':
      return printQuery(node);
    case 'claim':
      return joined([
        `claim ${quoted(node.sentence)} = ${node.query ? printQuery(node.query) : ''}`,
        node.expect && `expect ${expectation(node.expect)}`,
        node.source && `source ${quoted(node.source)}`,
      ]);
    case 'let':
      return `let ${textOf(node.name)} = ${node.query ? printQuery(node.query) : ''}`;
    case 'group':
      return `group ${textOf(node.name)} = ${set(node.set)}`;
    case 'measure':
      return `measure ${textOf(node.name)} = ${expression(node.expression)}`;
    case 'event': {
      const end = node.to ? ` .. ${node.to.text}` : '';
      return joined([
        `event ${textOf(node.from)}${end} ${quoted(node.label)}`,
        node.source && `source ${quoted(node.source)}`,
      ]);
    }
    case 'attach':
      return attachment(node);
    case 'registry':
      return joined([`registry ${quoted(node.file)}`, columns(node.columns)]);
    case 'unreadable':
      return '';
  }
}

/** A query without parts that are missing. */
export function printQuery(query: N.QueryNode): string {
  const { by, within, where, grain, window, using, partial, sustained, stealth, steps, chart } = query;
  return joined([
    subject(query.subject),
    query.for && forClause(query.for),
    by.length > 0 && `by ${names(by)}`,
    within.length > 0 && `within ${within.map(universe).join(' then ')}`,
    where.length > 0 && `where ${where.map(condition).join(' and ')}`,
    grain && adverbOf(grain.grain),
    window && period(window),
    using && `using ${using.text}`,
    partial && 'including partial',
    sustained && `sustained ${stretch(sustained)}`,
    stealth === 'revealed' && 'stealth revealed',
    ...steps.map((each) => `| ${step(each)}`),
    chart && drawing(chart),
  ]);
}

function attachment(node: N.AttachNode): string {
  const { wide, every, dates, decimal, units, other, lists, rest, complete, sha256, cite } = node;
  const { separated, encoding } = node;
  const unit = units.map((each) => `unit ${each.column.text} = ${each.unit ?? ''}`);
  return joined([
    `attach ${textOf(node.name)} from ${quoted(node.file)}`,
    columns(node.columns),
    separated && `separated by ${separatorWord(separated.separator)}`,
    encoding && `encoding "${encoding.encoding ?? encoding.text}"`,
    wide && `wide by ${wide.text}`,
    every && joined([`every ${every.grain}`, every.from && `from ${every.from}`]),
    dates && `dates ${dates.order ?? ''}`,
    decimal && `decimal ${decimal.mark ?? ''}`,
    ...unit,
    other && `other = ${quoted(other)}`,
    lists && (lists.value === 'all' ? 'lists all' : `lists top ${lists.value}`),
    rest && `rest from ${rest.text}`,
    complete && `complete until ${complete.text}`,
    sha256 && `sha256 ${quoted(sha256)}`,
    cite && `cite ${quoted(cite)}`,
  ]);
}

function separatorWord(separator: N.SeparatorMark | undefined): string {
  return Object.entries(N.SEPARATOR_WORDS).find(([, mark]) => mark === separator)?.[0] ?? '';
}

function columns(pairs: readonly N.ColumnPair[]): string {
  const each = pairs.map(
    ({ role, column }) => `${role.text} = ${column?.kind === 'text' ? quoted(column) : textOf(column)}`,
  );
  return each.length === 0 ? '' : `columns ${each.join(', ')}`;
}

const PRECEDENCE: Readonly<Record<N.Operator, number>> = { '+': 1, '-': 1, '*': 2, '/': 2 };

/** With the parentheses that its tree needs, and no others: operators of one precedence go from left to right. */
function expression(node: N.ExpressionNode | undefined): string {
  switch (node?.kind) {
    case undefined:
      return '';
    case 'operand':
      return node.name.text;
    case 'constant':
      return node.quantity.text;
    case 'operation': {
      const own = PRECEDENCE[node.operator];
      const part = (each: N.ExpressionNode | undefined, least: number): string => {
        const text = expression(each);
        return each?.kind === 'operation' && PRECEDENCE[each.operator] < least ? `(${text})` : text;
      };
      return `${part(node.left, own)} ${node.operator} ${part(node.right, own + 1)}`;
    }
  }
}

function expectation(node: N.ExpectNode): string {
  switch (node.kind) {
    case 'figure':
      return bound(node.bound);
    case 'figures':
      return node.each.map((each) => joined([item(each.item), each.bound && bound(each.bound)])).join(', ');
    case 'length':
      return stretch(node.stretch);
    case 'date':
      return node.period.text;
    case 'member':
      return item(node.item);
    case 'between':
      return `between ${textOf(node.low)} and ${textOf(node.high)}`;
    case 'from-to':
      return joined([`${node.from.text} -> ${textOf(node.to)}`, tolerance(node.tolerance)]);
  }
}

const bound = (node: N.BoundNode): string =>
  joined([node.modifier, textOf(node.quantity), tolerance(node.tolerance)]);
const tolerance = (node: N.Quantity | undefined): string => (node ? `± ${node.text}` : '');

const joined = (parts: readonly (string | false | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== false && part !== '').join(' ');
const names = (nodes: readonly N.Name[]): string => nodes.map(({ text }) => text).join(', ');
const textOf = (node: { readonly text: string } | undefined): string => node?.text ?? '';
const quoted = (node: N.Text | undefined): string => `"${textOf(node)}"`;
const number = (node: N.Count | undefined): string => String(node?.value ?? '');

function stretch(node: N.Stretch | undefined): string {
  return node ? stretchText(node.count, node.grain) : '';
}

function subject(node: N.SubjectNode): string {
  switch (node.kind) {
    case 'values':
      return node.values.map(value).join(', ');
    case 'top':
    case 'bottom':
      return joined([
        `${node.kind} ${number(node.count)} ${textOf(node.dimension)}`,
        node.by && `by ${value(node.by)}`,
      ]);
    case 'events':
    case 'claims':
      return node.kind;
    case 'crossing':
    case 'streak': {
      const what = { first: 'first crossing', last: 'last crossing', all: 'all crossings' }[node.which];
      const right = node.right?.kind === 'quantity' ? node.right.text : set(node.right);
      return `${node.kind === 'streak' ? 'streak' : what} of ${value(node.of)} for ${set(node.left)} over ${right}`;
    }
  }
}

function value(node: N.ValueNode | undefined): string {
  if (!node) return '';
  if (node.kind === 'measure') return node.name.text;
  const of = `${node.kind} of ${value(node.of)}`;
  return node.kind === 'ratio' || node.kind === 'gap'
    ? `${of} for ${set(node.left)} to ${set(node.right)}`
    : of;
}

function item(node: N.Item): string {
  return node.form === 'string' ? `"${node.text}"` : node.text;
}

const list = (items: readonly N.Item[]): string => `(${items.map(item).join(', ')})`;

function set(node: N.SetNode | undefined): string {
  switch (node?.kind) {
    case undefined:
      return '';
    case 'one':
      return item(node.item);
    case 'list':
      return joined([node.dimension?.text, list(node.items)]);
    case 'all':
      return node.except.length === 0 ? 'all' : `all except ${list(node.except)}`;
  }
}

function forClause(node: N.ForNode): string {
  if (node.kind === 'for') return `for ${set(node.set)}`;
  return `for each ${node.each?.kind === 'name' ? node.each.text : set(node.each)}`;
}

function universe(node: N.UniverseNode): string {
  if (node.kind === 'known') return 'known';
  if (node.kind === 'set') return set(node.set);
  return joined([
    `top ${number(node.count)} ${textOf(node.dimension)}`,
    node.each && `each ${node.each.grain}`,
  ]);
}

function condition(node: N.ConditionNode): string {
  if (node.kind === 'in') return `${node.name.text} in ${list(node.items)}`;
  const { operand } = node;
  const right = operand?.kind === 'text' ? quoted(operand) : textOf(operand);
  return `${node.name.text} ${node.operator} ${right}`;
}

function period(node: N.WindowNode): string {
  switch (node.kind) {
    case 'in':
      return `in ${textOf(node.period)}`;
    case 'between':
      return `from ${textOf(node.from)} to ${textOf(node.to)}`;
    case 'open':
      return joined([
        node.last && `last ${stretch(node.last)}`,
        node.since && `since ${node.since.text}`,
        node.until && `until ${node.until.text}`,
      ]);
  }
}

function step(node: N.StepNode): string {
  switch (node.kind) {
    case 'share':
    case 'cumulative':
    case 'max':
    case 'min':
    case 'leader':
      return node.kind;
    case 'top':
      return `top ${number(node.count)}`;
    case 'count':
    case 'sum':
      return node.set ? `${node.kind} for ${set(node.set)}` : node.kind;
    case 'moving-average':
      return `moving average ${stretch(node.stretch)}`;
    case 'change':
    case 'growth':
    case 'multiple':
      return `${node.kind} over ${stretch(node.stretch)}`;
    case 'rank':
      return node.change ? `rank change over ${stretch(node.change)}` : 'rank';
    case 'index':
      return `index to ${textOf(node.to)} at ${textOf(node.at)}`;
    case 'periods':
      return `periods ${node.operator ?? ''} ${textOf(node.quantity)}`;
    case 'fill':
      return `fill ${node.with ?? ''}`;
  }
}

function drawing({ kind, colorBy, title, stacked, normalized, log, labels, mark }: N.ChartNode): string {
  return joined([
    `as ${kind ?? ''}`,
    stacked && 'stacked',
    normalized && 'normalized',
    log && 'log',
    labels && 'labels',
    colorBy && `color by ${colorBy.text}`,
    ...mark.map((each) => `mark ${each}`),
    title && `title ${quoted(title)}`,
  ]);
}
