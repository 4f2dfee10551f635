/** Collects the parts of a query while they are parsed: each clause once, and the windows that can be combined. */
import type { Fix, Span } from './diagnostics';
import type * as N from './nodes';
import type { Token } from './scanner';
import { grainClauseOf, type Keyword } from './vocabulary';

type Complain = (span: Span, code: string, message: string, fixes?: readonly Fix[]) => void;

/** The clauses that stand at most once, and what they hold. */
interface Single {
  for: N.ForNode;
  by: readonly N.Name[];
  where: readonly N.ConditionNode[];
  grain: Span & { readonly grain: NonNullable<N.QueryNode['grain']>['grain'] };
  using: N.Name | undefined;
  partial: true;
  sustained: N.Stretch | undefined;
  stealth: 'listed' | 'revealed' | undefined;
}

type OpenWindow = Extract<N.WindowNode, { kind: 'open' }>;

export class QueryBuilder {
  readonly steps: N.StepNode[] = [];
  chart: N.ChartNode | undefined;
  private readonly single: Partial<Single> = {};
  private universes: readonly N.UniverseNode[] = [];
  private windowNode: N.WindowNode | undefined;
  private whereWord: Span | undefined;

  constructor(private readonly complain: Complain) {}

  /** Stores a clause, or complains that it stands twice. */
  once<K extends keyof Single>(clause: K, at: Token, value: Single[K]): void {
    if (clause in this.single) {
      const what =
        clause === 'grain'
          ? 'Two grains: a result has one'
          : `A second \`${at.text}\`: each clause stands once`;
      const { start, end } = at;
      const fixes =
        clause === 'grain' ? [{ title: `Leave \`${at.text}\` out`, start, end, text: '' }] : undefined;
      this.complain(at, clause === 'grain' ? 'two-grains' : 'clause-twice', `${what}; leave one out.`, fixes);
      return;
    }
    this.single[clause] = value;
    if (clause === 'where') this.whereWord = { start: at.start, end: at.end };
  }

  within(at: Token, universes: readonly N.UniverseNode[]): void {
    if (this.universes.length > 0) {
      this.complain(
        at,
        'second-within',
        'A second `within`: a query has one universe. Narrow it with `then`: `within top 9 models each week then (CN, US)`.',
        [{ title: 'Join with `then`', start: at.start, end: at.end, text: 'then' }],
      );
    }
    this.universes = [...this.universes, ...universes];
  }

  window(at: Token, window: N.WindowNode): void {
    if (this.windowNode) {
      this.complain(at, 'two-periods', `\`${at.text}\` names a second period; leave one out.`);
      return;
    }
    this.windowNode = window;
  }

  /** `since`, `until` and `last` can be joined: `last 30 days until 2026-06-25`. */
  open(at: Token, part: Partial<Pick<OpenWindow, 'since' | 'until' | 'last'>>, span: Span): void {
    const before = this.windowNode;
    if (
      before &&
      (before.kind !== 'open' || Object.keys(part).some((key) => before[key as 'since'] !== undefined))
    ) {
      this.complain(at, 'two-periods', `\`${at.text}\` names a second period; leave one out.`);
      return;
    }
    this.windowNode = {
      kind: 'open',
      since: before?.since ?? part.since,
      until: before?.until ?? part.until,
      last: before?.last ?? part.last,
      start: before?.start ?? span.start,
      end: span.end,
    };
  }

  /** Whether the clause that starts with this word can still be written: each stands once, and before the steps. */
  accepts(word: Keyword): boolean {
    if (this.steps.length > 0) return false;
    const window = this.windowNode;
    switch (word) {
      case 'within':
        return this.universes.length === 0;
      case 'in':
      case 'at':
      case 'from':
        return window === undefined;
      case 'since':
      case 'until':
      case 'last':
        return window === undefined || (window.kind === 'open' && window[word] === undefined);
      case 'including':
        return !('partial' in this.single);
      default:
        return !((grainClauseOf(word) === undefined ? word : 'grain') in this.single);
    }
  }

  build(subject: N.SubjectNode, span: Span): N.QueryNode {
    const { single } = this;
    return {
      kind: 'query',
      subject,
      for: single.for,
      by: single.by ?? [],
      within: this.universes,
      where: single.where ?? [],
      whereWord: this.whereWord,
      grain: single.grain,
      window: this.windowNode,
      using: single.using,
      partial: single.partial ?? false,
      sustained: single.sustained,
      stealth: single.stealth ?? 'listed',
      steps: this.steps,
      chart: this.chart,
      ...span,
    };
  }
}

export class ChartBuilder {
  colorBy: N.Name | undefined;
  title: N.Text | undefined;
  readonly flags = new Set<'stacked' | 'normalized' | 'log' | 'labels'>();
  readonly mark: ('events' | 'crossings')[] = [];

  constructor(
    private readonly kind: N.ChartKindName | undefined,
    private readonly kindSpan: Span,
  ) {}

  build(span: Span): N.ChartNode {
    const { kind, colorBy, title, flags, mark } = this;
    return {
      kind,
      kindSpan: { start: this.kindSpan.start, end: this.kindSpan.end },
      colorBy,
      title,
      stacked: flags.has('stacked'),
      normalized: flags.has('normalized'),
      log: flags.has('log'),
      labels: flags.has('labels'),
      mark,
      ...span,
    };
  }
}
