/** What a query comes to, whatever it asks: a finding, remarks, a figure and a table. */
import type { Figure, Table } from '../../protocol/result';

export interface Answer {
  /** The finding in one sentence. */
  readonly summary: string;
  readonly notes: readonly string[];
  readonly figure?: Figure;
  readonly table: Table;
}
