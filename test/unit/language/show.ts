import type * as N from '../../../src/language/nodes';

/** A node as one line, so that a table of texts can say what each parses to. `?` is a part that is missing. */
export function show(node: N.StatementNode): string {
  switch (node.kind) {
    case 'attach':
      return joined([
        `attach ${name(node.name)} ${text(node.file)}`,
        columns(node.columns),
        node.wide && `wide:${node.wide.text}`,
        node.every && `every:${node.every.grain}${node.every.from ? `/${node.every.from}` : ''}`,
        node.dates && `dates:${node.dates.order ?? '?'}`,
        node.decimal && `decimal:${node.decimal.mark ?? '?'}`,
        node.separated && `separated:${JSON.stringify(node.separated.separator ?? '?')}`,
        node.encoding && `encoding:${node.encoding.encoding ?? '?'}`,
        ...node.units.map(({ column, unit }) => `unit:${column.text}=${unit ?? '?'}`),
        node.other && `other:${text(node.other)}`,
        node.lists && `lists:${node.lists.value}`,
        node.rest && `rest:${node.rest.text}`,
        node.complete && `complete:${period(node.complete)}`,
        node.sha256 && `sha256:${text(node.sha256)}`,
        node.cite && `cite:${text(node.cite)}`,
      ]);
    case 'registry':
      return joined([`registry ${text(node.file)}`, columns(node.columns)]);
    case 'group':
      return `group ${name(node.name)} = ${set(node.set)}`;
    case 'measure':
      return `measure ${name(node.name)} = ${expression(node.expression)}`;
    case 'let':
      return `let ${name(node.name)} = ${node.query ? query(node.query) : '?'}`;
    case 'claim':
      return joined([
        `claim ${text(node.sentence)} = ${node.query ? query(node.query) : '?'}`,
        `expect ${expected(node.expect)}`,
        node.source && `source:${text(node.source)}`,
      ]);
    case 'event':
      return joined([
        `event ${period(node.from)}`,
        node.to && `..${period(node.to)}`,
        text(node.label),
        node.source && `source:${text(node.source)}`,
      ]);
    case 'query':
      return query(node);
    case 'unreadable':
      return 'unreadable';
  }
}

const joined = (parts: readonly (string | false | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== false && part !== '').join(' ');
const name = (node: N.Name | undefined): string => node?.text ?? '?';
const text = (node: N.Text | undefined): string => (node ? `"${node.text}"` : '?');
const count = (node: N.Count | undefined): string => (node ? String(node.value) : '?');
const columns = (pairs: readonly N.ColumnPair[]): string =>
  pairs.map(({ role, column }) => `${role.text}=${column?.text ?? '?'}`).join(' ');
const stretch = (node: N.Stretch | undefined): string => (node ? `${node.count}${node.grain}` : '?');

function period(node: N.Period | undefined): string {
  if (!node) return '?';
  if (node.value === 'latest') return 'latest';
  const { grain, ...parts } = node.value;
  return `${grain}:${Object.values(parts).join('-')}`;
}

function quantity(node: N.Quantity | undefined): string {
  if (!node) return '?';
  return `${node.quantity.value}${{ number: '', percent: '%', points: 'pp', times: 'x', usd: '$' }[node.quantity.unit]}`;
}

function item(node: N.Item): string {
  return node.form === 'name' ? node.text : `${node.form}<${node.text}>`;
}

function set(node: N.SetNode | undefined): string {
  switch (node?.kind) {
    case undefined:
      return '?';
    case 'one':
      return item(node.item);
    case 'list':
      return `${node.dimension?.text ?? ''}(${node.items.map(item).join(' ')})`;
    case 'all':
      return node.except.length === 0 ? 'all' : `all-(${node.except.map(item).join(' ')})`;
  }
}

function value(node: N.ValueNode | undefined): string {
  switch (node?.kind) {
    case undefined:
      return '?';
    case 'measure':
      return node.name.text;
    case 'share':
    case 'change':
    case 'growth':
    case 'multiple':
    case 'concentration':
      return `${node.kind}(${value(node.of)})`;
    case 'ratio':
    case 'gap':
      return `${node.kind}(${value(node.of)} ${set(node.left)}:${set(node.right)})`;
  }
}

function subject(node: N.SubjectNode): string {
  switch (node.kind) {
    case 'values':
      return node.values.map(value).join(', ');
    case 'top':
    case 'bottom':
      return `${node.kind}(${count(node.count)} ${name(node.dimension)}${node.by ? ` by ${value(node.by)}` : ''})`;
    case 'events':
    case 'claims':
      return `all ${node.kind}`;
    case 'crossing':
    case 'streak': {
      const right = node.right?.kind === 'quantity' ? quantity(node.right) : set(node.right);
      const which = node.kind === 'crossing' ? `${node.which} ` : '';
      return `${which}${node.kind}(${value(node.of)} ${set(node.left)}:${right})`;
    }
  }
}

function universe(node: N.UniverseNode): string {
  if (node.kind === 'known') return 'known';
  if (node.kind === 'set') return set(node.set);
  return `top(${count(node.count)} ${name(node.dimension)}${node.each ? ` each ${node.each.grain}` : ''})`;
}

function forNode(node: N.ForNode): string {
  if (node.kind === 'for') return `for ${set(node.set)}`;
  const { each } = node;
  return `each ${each?.kind === 'name' ? each.text : set(each)}`;
}

function condition(node: N.ConditionNode): string {
  if (node.kind === 'in') return `${node.name.text} in (${node.items.map(item).join(' ')})`;
  const { operand } = node;
  const shown =
    operand?.kind === 'quantity'
      ? quantity(operand)
      : operand?.kind === 'period'
        ? period(operand)
        : operand?.kind === 'text'
          ? text(operand)
          : name(operand);
  return `${node.name.text}${node.operator}${shown}`;
}

function window(node: N.WindowNode): string {
  switch (node.kind) {
    case 'in':
      return `in:${period(node.period)}`;
    case 'between':
      return `from:${period(node.from)} to:${period(node.to)}`;
    case 'open':
      return joined([
        node.since && `since:${period(node.since)}`,
        node.until && `until:${period(node.until)}`,
        node.last && `last:${stretch(node.last)}`,
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
      return `| ${node.kind}`;
    case 'top':
      return `| top ${count(node.count)}`;
    case 'count':
    case 'sum':
      return `| ${node.kind}${node.set ? ` ${set(node.set)}` : ''}`;
    case 'moving-average':
      return `| average ${stretch(node.stretch)}`;
    case 'change':
    case 'growth':
    case 'multiple':
      return `| ${node.kind} ${stretch(node.stretch)}`;
    case 'rank':
      return `| rank${node.change ? ` change ${stretch(node.change)}` : ''}`;
    case 'index':
      return `| index ${quantity(node.to)} ${period(node.at)}`;
    case 'periods':
      return `| periods ${node.operator ?? '?'} ${quantity(node.quantity)}`;
    case 'fill':
      return `| fill ${node.with ?? '?'}`;
  }
}

function expression(node: N.ExpressionNode | undefined): string {
  switch (node?.kind) {
    case undefined:
      return '?';
    case 'operand':
      return node.name.text;
    case 'constant':
      return quantity(node.quantity);
    case 'operation':
      return `(${expression(node.left)} ${node.operator} ${expression(node.right)})`;
  }
}

function bound(node: N.BoundNode | undefined): string {
  if (!node) return '?';
  return joined([node.modifier, quantity(node.quantity), node.tolerance && `±${quantity(node.tolerance)}`]);
}

function expected(node: N.ExpectNode | undefined): string {
  switch (node?.kind) {
    case undefined:
      return '?';
    case 'figure':
      return bound(node.bound);
    case 'figures':
      return node.each.map((each) => `${item(each.item)}: ${bound(each.bound)}`).join(', ');
    case 'length':
      return stretch(node.stretch);
    case 'date':
      return period(node.period);
    case 'member':
      return item(node.item);
    case 'between':
      return `${quantity(node.low)}..${quantity(node.high)}`;
    case 'from-to':
      return joined([
        `${quantity(node.from)}->${quantity(node.to)}`,
        node.tolerance && `±${quantity(node.tolerance)}`,
      ]);
  }
}

function query(node: N.QueryNode): string {
  const { chart } = node;
  return joined([
    subject(node.subject),
    node.for && forNode(node.for),
    node.by.length > 0 && `by ${node.by.map((each) => each.text).join(',')}`,
    node.within.length > 0 && `within ${node.within.map(universe).join(' then ')}`,
    node.where.length > 0 && `where ${node.where.map(condition).join(' and ')}`,
    node.grain && `grain:${node.grain.grain}`,
    node.window && window(node.window),
    node.using && `using:${node.using.text}`,
    node.partial && 'partial',
    node.sustained && `sustained:${stretch(node.sustained)}`,
    node.stealth === 'revealed' && 'revealed',
    ...node.steps.map(step),
    chart &&
      joined([
        `as ${chart.kind ?? '?'}`,
        chart.colorBy && `color:${chart.colorBy.text}`,
        chart.title && `title:${text(chart.title)}`,
        chart.stacked && 'stacked',
        chart.normalized && 'normalized',
        chart.log && 'log',
        chart.labels && 'labels',
        ...chart.mark.map((each) => `mark:${each}`),
      ]),
  ]);
}
