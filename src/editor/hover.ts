/** Hovers in query cells: what the word under the cursor means, and what stands behind it. */
import type { ParsedCell } from '../analysis/notebook';
import type { Span } from '../language/diagnostics';
import { parsePeriod } from '../language/literals';
import type { Period, StatementNode } from '../language/nodes';
import { tokenAt } from '../language/parser';
import type { Token } from '../language/scanner';
import type { Content } from './content';
import { describeEvent, describeMeaning, describeWord } from './describe';
import { contentOfDataset } from './datasetCard';
import { periodInWords, quantityInWords } from './literals';
import { meaningOf } from './meaning';
import { nameAt } from './names';
import { statementAt, type Snapshot } from './snapshot';

export interface Hover extends Span {
  readonly content: Content;
}

export function hoverAt(cell: ParsedCell, offset: number, snapshot: Snapshot): Hover | undefined {
  const found = nameAt(cell, offset);
  const meaning = found && meaningOf(found.used, found.statement, cell.id, snapshot);
  if (found && meaning) {
    const { start, end } = found.used;
    return { start, end, content: describeMeaning(meaning, snapshot) };
  }
  const token = tokenAt(cell.text, offset);
  const content = token && describeToken(token, statementAt(cell, token.start), snapshot);
  return token && content && { start: token.start, end: token.end, content };
}

function describeToken(
  token: Token,
  statement: StatementNode | undefined,
  { scope }: Snapshot,
): Content | undefined {
  switch (token.kind) {
    case 'name':
      return describeWord(token.text);
    case 'period':
      return describePeriod(token.text);
    case 'quantity':
      return isPeriod(statement, token) ? describePeriod(token.text) : describeQuantity(token.text);
    case 'string': {
      if (statement?.kind === 'event') return describeEvent(statement);
      const attached =
        statement?.kind === 'attach' ? scope.datasets.get(statement.name?.text ?? '') : undefined;
      return attached && contentOfDataset(attached, scope.registry);
    }
    default:
      return undefined;
  }
}

function describePeriod(text: string): Content | undefined {
  const parsed = parsePeriod(text);
  const words = 'value' in parsed ? periodInWords(parsed.value) : undefined;
  return (
    words && [
      { kind: 'title', text, remark: words.days },
      { kind: 'text', text: `${words.kind}.` },
    ]
  );
}

function describeQuantity(text: string): Content | undefined {
  const words = quantityInWords(text);
  return words === undefined
    ? undefined
    : [
        { kind: 'title', text },
        { kind: 'text', text: words },
      ];
}

/** Whether the parser has read this number as a year. */
function isPeriod(node: unknown, { start }: Span): boolean {
  if (typeof node !== 'object' || node === null) return false;
  if ('kind' in node && node.kind === 'period' && (node as Period).start === start) return true;
  return Object.values(node).some((part) => isPeriod(part, { start, end: start }));
}
