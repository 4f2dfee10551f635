/** Colours of names by what they stand for. A name that stands for nothing has none: a diagnostic says so. */
import type { ParsedCell } from '../analysis/notebook';
import type { NamingNode } from '../analysis/scope';
import type { Span } from '../language/diagnostics';
import { namesIn } from '../language/walk';
import { meaningOf, type Meaning } from './meaning';
import type { Snapshot } from './snapshot';

/**
 * Few, and all of them standard, so that every theme knows them: `namespace` a dataset, `class` a group, `variable` a
 * measure or named query, `property` a column or attribute, `type` a dimension, `enumMember` a model, lab or country.
 */
export const COLOURS = ['namespace', 'class', 'variable', 'property', 'type', 'enumMember'] as const;
export type Colour = (typeof COLOURS)[number];

export interface Coloured extends Span {
  readonly colour: Colour;
  readonly defines: boolean;
}

const OF_DEFINITION: Readonly<Record<NamingNode['kind'], Colour>> = {
  attach: 'namespace',
  group: 'class',
  measure: 'variable',
  let: 'variable',
};

export function coloursOf(cell: ParsedCell, snapshot: Snapshot): Coloured[] {
  return cell.tree.statements.flatMap(({ statement }) =>
    namesIn(statement).flatMap((used) => {
      const meaning = meaningOf(used, statement, cell.id, snapshot);
      if (!meaning) return [];
      const { start, end, role } = used;
      return [{ start, end, colour: colourOf(meaning), defines: role === 'definition' }];
    }),
  );
}

function colourOf(meaning: Meaning): Colour {
  switch (meaning.kind) {
    case 'defined':
      return OF_DEFINITION[meaning.defined.node.kind];
    case 'term':
      return 'enumMember';
    case 'dimension':
      return 'type';
    case 'column':
    case 'attribute':
    case 'role':
    case 'dollars':
      return 'property';
  }
}
