/** What the binding of every part of a query shares. */
import type { MeasureNode, QueryNode } from '../../language/nodes';
import type { Lens } from '../dimensions';
import type { Problems } from '../problems';
import type { SetBinder } from '../sets';

export interface Context {
  readonly node: QueryNode;
  readonly lens: Lens;
  readonly sets: SetBinder;
  readonly measures: ReadonlyMap<string, MeasureNode>;
  readonly problems: Problems;
}
