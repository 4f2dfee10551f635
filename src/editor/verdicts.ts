/** The verdicts of claims, in words for the ends of their lines. */
import { judgeClaim } from '../analysis/claims/run';
import { fingerprint, type Stamps } from '../analysis/dependencies';
import type { ParsedCell } from '../analysis/notebook';
import type { Span } from '../language/diagnostics';
import type { ClaimNode, StatementNode } from '../language/nodes';
import { VERDICT_SYMBOLS } from '../protocol/claimText';
import type { Checked, Claim, Result, Verdict } from '../protocol/result';
import type { Content } from './content';
import type { Snapshot } from './snapshot';

/** A verdict at the end of the line with the published figure: `expect 61%  ≠ off by −10.5pp` reads on. */
export interface VerdictHint {
  readonly at: number;
  /** `≠ off by −10.5pp` */
  readonly label: string;
  /** Why, and of what. */
  readonly content: Content;
}

/** So many verdicts are remembered. */
const REMEMBERED = 1_000;

type Words = Pick<VerdictHint, 'label' | 'content'>;

/** Judges the claims of one notebook as they stand, and no claim twice for as long as nothing has changed that it depends on. */
export class Verdicts {
  /** What a claim depends on → its verdict, or none if there are mistakes in it; latest use last. */
  private readonly remembered = new Map<string, Words | undefined>();

  constructor(private readonly judge: typeof judgeClaim = judgeClaim) {}

  /** The verdicts of the claims that touch a stretch of a cell, one at a time so that a host can stop between them. */
  *of(
    cell: ParsedCell,
    within: Span,
    snapshot: Snapshot & { readonly stamps: Stamps },
  ): Generator<VerdictHint | undefined> {
    for (const { statement, diagnostics } of cell.tree.statements) {
      if (statement.kind !== 'claim' || statement.start > within.end || statement.end < within.start)
        continue;
      const wrong = diagnostics.some(({ severity }) => severity === 'error');
      const words = wrong ? undefined : this.wordsOf(statement, cell, snapshot);
      yield words && { at: endOfLine(statement, cell.text), ...words };
    }
  }

  private wordsOf(
    claim: ClaimNode,
    cell: ParsedCell,
    { model, scope, stamps }: Snapshot & { readonly stamps: Stamps },
  ): Words | undefined {
    const state = fingerprint(alone(claim, cell), model, stamps);
    const known = this.remembered.has(state);
    const words = known ? this.remembered.get(state) : wordsFor(this.judge(claim, scope, cell.text).result);
    this.remembered.delete(state);
    this.remembered.set(state, words);
    const [oldest] = this.remembered.keys();
    if (this.remembered.size > REMEMBERED && oldest !== undefined) this.remembered.delete(oldest);
    return words;
  }
}

/** The cell without what its other statements ask: one claim is not judged again because the next one is typed. */
function alone(claim: ClaimNode, cell: ParsedCell): ParsedCell {
  const asks = ({ kind }: StatementNode): boolean => kind === 'claim' || kind === 'query';
  const statements = cell.tree.statements.filter(({ statement }) => statement === claim || !asks(statement));
  return { ...cell, tree: { ...cell.tree, statements } };
}

/** What follows the claim in its line, a remark or another statement, stays behind the verdict. */
function endOfLine({ start, end, expect }: ClaimNode, text: string): number {
  const newline = text.indexOf('\n', expect?.end ?? start);
  if (newline < 0 || newline > end) return end;
  return newline - (text[newline - 1] === '\r' ? 1 : 0);
}

function wordsFor(result: Result | undefined): Words | undefined {
  return result?.claim && { label: labelOf(result.claim.verdict), content: contentOf(result.claim, result) };
}

function labelOf({ kind, text }: Verdict): string {
  return `${VERDICT_SYMBOLS[kind]} ${text}`;
}

function contentOf({ sentence, verdict, figures, source }: Claim, { caption }: Result): Content {
  return [
    { kind: 'title', text: labelOf(verdict), remark: `“${sentence}”` },
    { kind: 'fact', label: 'Why', value: verdict.reason },
    ...figures.flatMap((figure) => factsOf(figure, figures.length > 1)),
    { kind: 'fact', label: 'Counted', value: caption.text },
    ...(source === undefined ? [] : [{ kind: 'fact', label: 'Published in', value: source } as const]),
  ];
}

function factsOf({ label, published, computed, verdict }: Checked, severally: boolean): Content {
  const said = severally ? `, ${verdict.text}` : '';
  return [
    {
      kind: 'fact',
      label: label === '' ? 'Figure' : label,
      value: `${published} published, ${computed} computed${said}`,
    },
  ];
}
