/**
 * Tree → text: a query in its canonical form, on one line, every clause in one order. Two queries that are written
 * differently but ask the same print the same; what is printed parses to the tree that it was printed from.
 */
import type * as N from './nodes';
import { adverbOf, stretchText } from './vocabulary';

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
