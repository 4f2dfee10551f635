/** Renaming what a notebook defines, in all its cells at once; refused, with the reason, where it would change a meaning. */
import { builtInDimension } from '../analysis/dimensions';
import { DOLLARS } from '../analysis/measures';
import type { NotebookModel, ParsedCell } from '../analysis/notebook';
import type { Span } from '../language/diagnostics';
import { tokenAt } from '../language/parser';
import { scan } from '../language/scanner';
import { isKeyword, isTaken } from '../language/vocabulary';
import { bareName, definitionAt, nameAt, placesOf, type Definition, type Place } from './names';
import type { Snapshot } from './snapshot';

type Refusal = { readonly problem: string };

/** What would be renamed at a place, or why nothing can be. */
export function renamableAt(
  cell: ParsedCell,
  offset: number,
  model: NotebookModel,
): (Span & { readonly name: string; readonly defined: Definition }) | Refusal {
  const found = nameAt(cell, offset);
  const defined = definitionAt(cell, offset, model);
  if (found && defined) {
    const { text, start, end } = bareName(found.used);
    return { name: text, start, end, defined };
  }
  const token = tokenAt(cell.text, offset);
  if (token?.kind === 'name' && !found && isKeyword(token.text))
    return { problem: `\`${token.text}\` is a word of the language and cannot be renamed.` };
  if (found)
    return {
      problem: `\`${found.used.text}\` is not defined in this notebook. What can be renamed are datasets, groups, measures and queries with a name.`,
    };
  return { problem: 'Here stands no name that could be renamed.' };
}

/** The places that a new name is written to, or why it cannot be. */
export function rename(defined: Definition, name: string, snapshot: Snapshot): readonly Place[] | Refusal {
  const problem = problemOf(defined, name, snapshot);
  return problem === undefined ? placesOf(defined, snapshot.model) : { problem };
}

function problemOf({ node }: Definition, name: string, { model, scope }: Snapshot): string | undefined {
  if (name === node.name?.text) return undefined;
  const [token, ...more] = scan(name);
  if (token?.kind !== 'name' || token.text !== name || more.length > 0)
    return `\`${name}\` cannot be a name: a name is one word of letters, digits, \`_\` and \`-\`, such as \`us_three\`.`;
  if (isTaken(name)) return `\`${name}\` is a word of the language and cannot be a name.`;
  if (model.definitions.named.has(name)) return `\`${name}\` is defined already in this notebook.`;
  if (node.kind === 'attach') return undefined;
  const { registry } = scope;
  if (registry.country(name) !== undefined) return `\`${name}\` is already the name of a country.`;
  if (registry.lab(name)) return `\`${name}\` is already the name of a lab.`;
  if (builtInDimension(name)) return `\`${name}\` is already the name of a dimension.`;
  if (name.toLowerCase() === DOLLARS)
    return `\`${name}\` is already a value that every dataset of models has.`;
  for (const { dataset } of scope.datasets.values()) {
    if (!dataset) continue;
    const has = (words: Iterable<string>): boolean =>
      [...words].some((word) => word.toLowerCase() === name.toLowerCase());
    if (has(dataset.numbers.keys()) || has(dataset.texts.keys()))
      return `\`${name}\` is already a column of ${dataset.name}.`;
    if (node.kind === 'group' && [...dataset.texts.values()].some(({ words }) => has(words)))
      return `\`${name}\` already stands in the data of ${dataset.name}.`;
  }
  return undefined;
}
