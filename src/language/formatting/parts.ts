/**
 * Where a statement that is too long for one line is broken. The tree says what is a clause: the same word may be one
 * here (`by country`) and none there (`color by country`).
 */
import type { Span } from '../diagnostics';
import type * as N from '../nodes';
import type { Word } from './words';

export interface Parts {
  /** The words with which a clause, step, option or chart begins. */
  readonly clauses: ReadonlySet<number>;
  /** Where one of these may be broken further, besides after its commas. */
  readonly inner: ReadonlySet<number>;
  /** The first word of the query in a `claim` or `let`. */
  readonly query: number | undefined;
}

export function partsOf(statement: N.StatementNode, words: readonly Word[]): Parts {
  return new Finder(words).find(statement);
}

class Finder {
  private readonly clauses = new Set<number>();
  private readonly inner = new Set<number>();
  private asked: number | undefined;
  private readonly indexes: ReadonlyMap<number, number>;

  constructor(private readonly words: readonly Word[]) {
    this.indexes = new Map(words.map(({ start }, index) => [start, index]));
  }

  find(node: N.StatementNode): Parts {
    switch (node.kind) {
      case 'attach':
        this.attach(node);
        break;
      case 'registry':
        this.columns(node.columns);
        break;
      case 'measure':
        this.words.forEach(({ text }, index) => {
          if (/^[-+*/]$/.test(text)) this.inner.add(index);
        });
        break;
      case 'let':
        if (node.query) this.queryInside(node.query);
        break;
      case 'claim':
        if (node.query) this.queryInside(node.query);
        this.clause(node.expect, 1);
        this.clause(node.source, 1);
        break;
      case 'event':
        this.clause(node.source, 1);
        break;
      case 'query':
        this.query(node);
        break;
      case 'group':
      case 'unreadable':
        break;
    }
    return { clauses: this.clauses, inner: this.inner, query: this.asked };
  }

  /** A clause begins with this part, or so many words before it. */
  private clause(part: Span | undefined, before = 0): void {
    const index = part && this.indexes.get(part.start);
    if (index !== undefined) this.clauses.add(index - before);
  }

  private break(part: Span | undefined, before: number): void {
    const index = part && this.indexes.get(part.start);
    if (index !== undefined) this.inner.add(index - before);
  }

  private attach(node: N.AttachNode): void {
    this.columns(node.columns);
    this.clause(node.wide, 2);
    this.clause(node.every);
    this.clause(node.dates);
    this.clause(node.decimal);
    this.clause(node.separated);
    this.clause(node.encoding);
    for (const unit of node.units) this.clause(unit);
    this.clause(node.other, 2);
    this.clause(node.lists, node.lists?.value === 'all' ? 1 : 2);
    this.clause(node.rest, 2);
    this.clause(node.complete, 2);
    this.clause(node.sha256, 1);
    this.clause(node.cite, 1);
  }

  /** `columns a = x, b = y columns c = z` is two options, whose pairs the tree joins. */
  private columns(pairs: readonly N.ColumnPair[]): void {
    for (const { role } of pairs) {
      const index = this.indexes.get(role.start);
      if (index !== undefined && this.words[index - 1]?.text === 'columns') this.clauses.add(index - 1);
    }
  }

  private queryInside(node: N.QueryNode): void {
    this.asked = this.indexes.get(node.start);
    this.query(node);
  }

  private query(node: N.QueryNode): void {
    this.subject(node.subject);
    this.clause(node.for);
    this.clause(node.by[0], 1);
    this.clause(node.within[0], 1);
    for (const stage of node.within.slice(1)) this.break(stage, 1);
    this.clause(node.where[0], 1);
    for (const condition of node.where.slice(1)) this.break(condition, 1);
    this.clause(node.grain);
    this.clause(node.using, 1);
    this.clause(node.sustained, 1);
    if (node.window?.kind === 'open') {
      for (const part of [node.window.since, node.window.until, node.window.last]) this.clause(part, 1);
    } else this.clause(node.window);
    this.words.forEach(({ text }, index) => {
      const next = this.words[index + 1]?.text ?? '';
      const isPlain =
        text === 'including' ? next === 'partial' : text === 'stealth' && /^(listed|revealed)$/.test(next);
      if (isPlain) this.clauses.add(index);
    });
    for (const step of node.steps) this.clause(step);
    this.clause(node.chart);
  }

  private subject(node: N.SubjectNode): void {
    switch (node.kind) {
      case 'values':
        for (const value of node.values) this.value(value);
        break;
      case 'top':
      case 'bottom':
        this.value(node.by);
        break;
      case 'crossing':
      case 'streak':
        this.value(node.of);
        this.break(node.left, 1);
        this.break(node.right, 1);
        break;
      case 'events':
      case 'claims':
        break;
    }
  }

  private value(node: N.ValueNode | undefined): void {
    if (!node || node.kind === 'measure') return;
    this.value(node.of);
    if (node.kind !== 'ratio' && node.kind !== 'gap') return;
    this.break(node.left, 1);
    this.break(node.right, 1);
  }
}
