/** The comparisons of the language, on numbers. */
import type { Comparison } from '../language/nodes';

export function passes(value: number, operator: Comparison, limit: number): boolean {
  switch (operator) {
    case '=':
      return value === limit;
    case '!=':
      return value !== limit;
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
  }
}
