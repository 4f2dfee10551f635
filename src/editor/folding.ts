/** What can be folded: statements of several lines, runs of definitions of one kind, and blocks of comments. */
import type { ParsedCell } from '../analysis/notebook';
import type { StatementNode } from '../language/nodes';

/** Lines from 0, both included. */
export interface Fold {
  readonly from: number;
  readonly to: number;
  readonly kind: 'statement' | 'run' | 'comment';
}

/** Kinds of statements that are written one under the other. */
const RUNS: readonly StatementNode['kind'][] = ['attach', 'group', 'event', 'measure', 'registry'];

/** At most one fold begins in a line: the larger one. */
export function foldsOf({ text, tree }: ParsedCell): Fold[] {
  const lineOf = lineFinder(text);
  const folds = new Map<number, Fold>();
  const add = (from: number, to: number, kind: Fold['kind']): void => {
    if (to > from && to > (folds.get(from)?.to ?? from)) folds.set(from, { from, to, kind });
  };
  let run: { readonly kind: StatementNode['kind']; readonly from: number } | undefined;
  for (const { statement } of tree.statements) {
    const [from, to] = [lineOf(statement.start), lineOf(statement.end)];
    add(from, to, 'statement');
    if (run?.kind !== statement.kind) run = { kind: statement.kind, from };
    if (RUNS.includes(run.kind) && run.from < from) add(run.from, to, 'run');
  }
  for (const { from, to } of commentsOf(text)) add(from, to, 'comment');
  return [...folds.values()].sort((a, b) => a.from - b.from);
}

/** Lines in a row that hold nothing but a comment. */
function commentsOf(text: string): { from: number; to: number }[] {
  const blocks: { from: number; to: number }[] = [];
  for (const [line, content] of text.split('\n').entries()) {
    if (!/^\s*#/.test(content)) continue;
    const last = blocks.at(-1);
    if (last?.to === line - 1) last.to = line;
    else blocks.push({ from: line, to: line });
  }
  return blocks;
}

function lineFinder(text: string): (offset: number) => number {
  const starts = [0];
  for (const { index } of text.matchAll(/\n/g)) starts.push(index + 1);
  return (offset) =>
    Math.max(
      0,
      starts.findLastIndex((start) => start <= offset),
    );
}
