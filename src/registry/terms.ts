/** Finds models, labs and countries in prose: by slug, by display name, by code. */
import type { Term } from './card';
import type { Registry } from './registry';

export interface FoundTerm {
  readonly start: number;
  readonly end: number;
  readonly term: Term;
}

/** Names of labs that are also words of everyday prose: found by their slug in code, not by their name in a sentence. */
const EVERYDAY = new Set(['writer', 'morph', 'liquid', 'gemini', 'solar', 'other']);
/** Two capitals that stand for a country in prose; "IN", "CA" or "DE" in a heading mostly do not. */
const CODES = ['CN', 'US'];
const SLUG = /[A-Za-z0-9][\w.-]*\/[\w.-]*\w(?::\w+)?/;

/** A finder over one registry; build it once. */
export function termFinder(registry: Registry): (text: string) => FoundTerm[] {
  const names = new Map<string, Term>();
  for (const model of registry.models) {
    if (model.name === undefined) continue;
    const resolved = registry.resolveModel(model.slug);
    // A name of one short word ("R1") is found too often where it is not meant.
    if (resolved.label.length >= 5 && resolved.label !== model.slug)
      names.set(resolved.label, { kind: 'model', key: model.slug });
  }
  for (const lab of registry.labs) {
    if (lab.stealth) continue;
    const term: Term = { kind: 'lab', key: lab.slug };
    for (const name of [lab.name, lab.name.replace(/ \(.*\)$/, '')]) {
      if (name.length >= 3 && !EVERYDAY.has(name.toLowerCase())) names.set(name, term);
    }
  }
  for (const [code, name] of registry.countries) names.set(name, { kind: 'country', key: code });
  for (const code of CODES) names.set(code, { kind: 'country', key: code });

  const alternatives = [...names.keys()]
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}_/:.-])(?:(?<slug>${SLUG.source})|(?<name>${alternatives.join('|')}))(?![\\p{L}\\p{N}_/-])`,
    'gu',
  );

  return (text) => {
    const found: FoundTerm[] = [];
    for (const match of text.matchAll(pattern)) {
      const { slug, name } = match.groups ?? {};
      const term = slug === undefined ? names.get(name ?? '') : modelTerm(slug, registry);
      if (term) found.push({ start: match.index, end: match.index + match[0].length, term });
    }
    return found;
  };
}

/** A slug of the registry, or at least of a lab that the registry knows; any other "a/b" is no model. */
function modelTerm(slug: string, registry: Registry): Term | undefined {
  return registry.resolveModel(slug).match === 'none' ? undefined : { kind: 'model', key: slug };
}
