/**
 * `let`: a query by its name. Asked for alone, it takes further clauses, steps and a chart; one that is a mere value can
 * stand wherever a value stands. What comes of it is a query like any other, with the parts of the definition in it.
 */
import type { Span } from '../language/diagnostics';
import type { LetNode, QueryNode, SubjectNode, ValueNode } from '../language/nodes';
import { tooDeep } from './nesting';
import type { Problems } from './problems';

/** Definitions by name; one with mistakes is listed as broken instead. */
export interface Lets {
  readonly lets: ReadonlyMap<string, LetNode>;
  readonly broken: ReadonlySet<string>;
}

/** The query with every `let` in it written out, or undefined after saying why that cannot be. */
export function expandLets(query: QueryNode, scope: Lets, problems: Problems): QueryNode | undefined {
  const expander = new Expander(scope, problems);
  const expanded = expander.query(query);
  return expander.failed ? undefined : expanded;
}

class Expander {
  failed = false;
  /** From the outside in: none of them may hold itself. */
  private readonly open: string[] = [];

  constructor(
    private readonly scope: Lets,
    private readonly problems: Problems,
  ) {}

  query(node: QueryNode): QueryNode {
    const { subject } = node;
    const alone = subject.kind === 'values' && subject.values.length === 1 ? subject.values[0] : undefined;
    const name = alone?.kind === 'measure' && this.isLet(alone.name.text) ? alone.name : undefined;
    if (!name) return { ...node, subject: this.subject(subject) };
    const definition = this.definition(name.text, name);
    return (definition && this.join(definition, node, name.text)) ?? node;
  }

  /** A definition, written out itself, with all of its parts at the place of its use. */
  private definition(name: string, use: Span): QueryNode | undefined {
    const { lets, broken } = this.scope;
    const query = lets.get(name)?.query;
    if (broken.has(name) || !query) {
      this.fail(use, 'broken-let', `\`${name}\` cannot be read; mend its definition first.`);
      return undefined;
    }
    if (this.open.includes(name)) {
      const path = [...this.open, name].join(' → ');
      this.fail(use, 'circle', `\`${name}\` is defined by itself: ${path}.`);
      return undefined;
    }
    const deep = tooDeep(name, this.open);
    if (deep !== undefined) {
      this.fail(use, 'too-deep', deep);
      return undefined;
    }
    this.open.push(name);
    const expanded = this.query(placedAt(query, use));
    this.open.pop();
    return expanded;
  }

  /** Every clause stands once, in the definition or at the use; conditions and steps add up; the later chart is drawn. */
  private join(definition: QueryNode, use: QueryNode, name: string): QueryNode | undefined {
    const twice: readonly (readonly [string, unknown, unknown, Span | undefined])[] = [
      ['for', definition.for, use.for, use.for],
      ['by', definition.by[0], use.by[0], use.by[0]],
      ['within', definition.within[0], use.within[0], use.within[0]],
      ['a grain', definition.grain, use.grain, use.grain],
      ['a period', definition.window, use.window, use.window],
      ['using', definition.using, use.using, use.using],
      ['sustained', definition.sustained, use.sustained, use.sustained],
    ];
    for (const [what, before, now, at] of twice) {
      if (before === undefined || now === undefined || !at) continue;
      const said = what.startsWith('a ') ? what : `\`${what}\``;
      this.fail(
        at,
        'said-by-let',
        `The definition of \`${name}\` has ${said} already; leave it out here, or take it out there.`,
      );
      return undefined;
    }
    return {
      kind: 'query',
      subject: definition.subject,
      for: use.for ?? definition.for,
      by: [...definition.by, ...use.by],
      within: [...definition.within, ...use.within],
      where: [...definition.where, ...use.where],
      whereWord: use.whereWord ?? definition.whereWord,
      grain: use.grain ?? definition.grain,
      window: use.window ?? definition.window,
      using: use.using ?? definition.using,
      partial: use.partial || definition.partial,
      sustained: use.sustained ?? definition.sustained,
      stealth: use.stealth === 'revealed' ? 'revealed' : definition.stealth,
      steps: [...definition.steps, ...use.steps],
      chart: use.chart ?? definition.chart,
      start: use.start,
      end: use.end,
    };
  }

  private subject(node: SubjectNode): SubjectNode {
    switch (node.kind) {
      case 'values':
        return { ...node, values: node.values.map((value) => this.value(value)) };
      case 'top':
      case 'bottom':
        return { ...node, by: node.by && this.value(node.by) };
      case 'crossing':
      case 'streak':
        return { ...node, of: node.of && this.value(node.of) };
      case 'events':
      case 'claims':
        return node;
    }
  }

  private value(node: ValueNode): ValueNode {
    if (node.kind !== 'measure') return { ...node, of: node.of && this.value(node.of) };
    const { text } = node.name;
    if (!this.isLet(text)) return node;
    const query = this.definition(text, node.name);
    if (!query) return node;
    const value = valueOf(query);
    if (value) return value;
    this.fail(
      node.name,
      'let-as-value',
      `\`${text}\` is a whole query, with clauses of its own, so it has to stand alone: \`${text} weekly\`. Only a value, such as \`let part = share of tokens\`, can be a part of another query.`,
    );
    return node;
  }

  private isLet(name: string): boolean {
    return this.scope.lets.has(name) || this.scope.broken.has(name);
  }

  private fail(at: Span, code: string, message: string): void {
    this.failed = true;
    this.problems.error(at, code, message);
  }
}

/** The value of a query that is nothing but a value. */
function valueOf(query: QueryNode): ValueNode | undefined {
  const { subject } = query;
  const plain =
    query.for === undefined &&
    query.by.length + query.within.length + query.where.length + query.steps.length === 0 &&
    !(query.grain ?? query.window ?? query.using ?? query.sustained ?? query.chart) &&
    !query.partial &&
    query.stealth === 'listed';
  return plain && subject.kind === 'values' && subject.values.length === 1 ? subject.values[0] : undefined;
}

/** A part of a definition as if it stood where it is used, so that what is wrong with it is said there. */
function placedAt<Node>(node: Node, { start, end }: Span): Node {
  if (Array.isArray(node)) return node.map((each: unknown) => placedAt(each, { start, end })) as Node;
  if (typeof node !== 'object' || node === null) return node;
  const copy = Object.fromEntries(
    Object.entries(node).map(([key, value]: [string, unknown]) => [key, placedAt(value, { start, end })]),
  );
  return ('start' in node ? { ...copy, start, end } : copy) as Node;
}
