/**
 * Every name that a statement uses, in the order of the text, with the role that its place gives it. Whatever follows
 * names through a notebook (references, renaming, colours, what depends on what) starts here.
 */
import type { Span } from './diagnostics';
import type * as N from './nodes';

/**
 * `definition`: what the statement itself defines. `dataset`: after `using`. `value`: a measure, a column of numbers or
 * a `let`. `dimension`: after `by`. `item`: a model, lab, country or group in a set. `column`: of a file or condition.
 * `operand`: a column, measure or attribute in the arithmetic of a measure.
 */
export type NameRole = 'definition' | 'dataset' | 'value' | 'dimension' | 'item' | 'column' | 'operand';

export interface UsedName extends Span {
  readonly role: NameRole;
  readonly text: string;
  /** How an item is written; other names are always plain. */
  readonly form: N.Item['form'];
}

export function namesIn(statement: N.StatementNode): readonly UsedName[] {
  const found: UsedName[] = [];
  new Walker((node, role) => {
    const form = node.kind === 'item' ? node.form : 'name';
    found.push({ role, text: node.text, form, start: node.start, end: node.end });
  }).statement(statement);
  return found.sort((a, b) => a.start - b.start);
}

type Visit = (node: N.Name | N.Item, role: NameRole) => void;

class Walker {
  constructor(private readonly visit: Visit) {}

  statement(node: N.StatementNode): void {
    if ('name' in node) this.name(node.name, 'definition');
    switch (node.kind) {
      case 'attach':
        for (const { role } of node.columns) this.name(role, 'column');
        for (const { column } of node.units) this.name(column, 'column');
        this.name(node.wide, 'dimension');
        this.name(node.rest, 'dataset');
        break;
      case 'registry':
        for (const { role } of node.columns) this.name(role, 'column');
        break;
      case 'group':
        this.set(node.set);
        break;
      case 'measure':
        this.expression(node.expression);
        break;
      case 'let':
        if (node.query) this.query(node.query);
        break;
      case 'claim':
        if (node.query) this.query(node.query);
        if (node.expect?.kind === 'member') this.visit(node.expect.item, 'item');
        if (node.expect?.kind === 'figures')
          for (const { item } of node.expect.each) this.visit(item, 'item');
        break;
      case 'query':
        this.query(node);
        break;
      case 'event':
      case 'unreadable':
        break;
    }
  }

  private query(node: N.QueryNode): void {
    this.subject(node.subject);
    if (node.for?.kind === 'for') this.set(node.for.set);
    if (node.for?.kind === 'for-each') {
      const { each } = node.for;
      // `for each country` or the name of a group: which of them it is, only the dataset knows.
      if (each?.kind === 'name') this.name(each, 'item');
      else this.set(each);
    }
    for (const name of node.by) this.name(name, 'dimension');
    for (const stage of node.within) {
      if (stage.kind === 'set') this.set(stage.set);
      if (stage.kind === 'top') this.name(stage.dimension, 'dimension');
    }
    for (const condition of node.where) this.name(condition.name, 'column');
    this.name(node.using, 'dataset');
    for (const step of node.steps) if (step.kind === 'count' || step.kind === 'sum') this.set(step.set);
    this.name(node.chart?.colorBy, 'dimension');
  }

  private subject(node: N.SubjectNode): void {
    switch (node.kind) {
      case 'values':
        for (const value of node.values) this.value(value);
        break;
      case 'top':
      case 'bottom':
        this.name(node.dimension, 'dimension');
        this.value(node.by);
        break;
      case 'crossing':
      case 'streak':
        this.value(node.of);
        this.set(node.left);
        if (node.right?.kind !== 'quantity') this.set(node.right);
        break;
      case 'events':
      case 'claims':
        break;
    }
  }

  private value(node: N.ValueNode | undefined): void {
    if (!node) return;
    if (node.kind === 'measure') this.name(node.name, 'value');
    else this.value(node.of);
    if (node.kind === 'ratio' || node.kind === 'gap') {
      this.set(node.left);
      this.set(node.right);
    }
  }

  private expression(node: N.ExpressionNode | undefined): void {
    if (node?.kind === 'operand') this.name(node.name, 'operand');
    if (node?.kind !== 'operation') return;
    this.expression(node.left);
    this.expression(node.right);
  }

  private set(node: N.SetNode | undefined): void {
    if (!node) return;
    if (node.kind === 'list') this.name(node.dimension, 'dimension');
    const items = node.kind === 'one' ? [node.item] : node.kind === 'list' ? node.items : node.except;
    for (const item of items) this.visit(item, 'item');
  }

  private name(node: N.Name | undefined, role: NameRole): void {
    if (node) this.visit(node, role);
  }
}
