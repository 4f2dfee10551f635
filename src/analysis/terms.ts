/** Which model, lab or country a word of a query means; the same precedence as in sets: countries, labs, models. */
import type { Token } from '../language/scanner';
import type { Term } from '../registry/card';
import type { Scope } from './scope';

export function resolveTerm(token: Token, scope: Scope): Term | undefined {
  const { registry } = scope;
  const colon = token.text.indexOf(':');
  const role = token.kind === 'qualified' ? token.text.slice(0, colon) : undefined;
  const word = token.kind === 'qualified' ? token.text.slice(colon + 1) : token.text;
  if (token.kind === 'model') return modelTerm(word, scope);
  if (token.kind !== 'name' && token.kind !== 'string' && token.kind !== 'qualified') return undefined;
  const country = role === undefined || role === 'country' ? registry.country(word) : undefined;
  if (country !== undefined) return { kind: 'country', key: country };
  const lab = role === undefined || role === 'lab' ? registry.lab(word) : undefined;
  if (lab) return { kind: 'lab', key: lab.slug };
  return role === undefined || role === 'model' ? modelTerm(word, scope) : undefined;
}

/** `deepseek/*` is the lab's, `tencent/hy3:*` the model's. */
function modelTerm(word: string, { registry, datasets }: Scope): Term | undefined {
  const every = /^([^/*]+)\/\*$/.exec(word)?.[1];
  if (every !== undefined)
    return registry.lab(every) ? { kind: 'lab', key: registry.lab(every)?.slug ?? every } : undefined;
  const slug = word.replace(/:\*$/, '');
  if (slug.includes('*')) return undefined;
  if (registry.resolveModel(slug).match !== 'none') return { kind: 'model', key: slug };
  const inData = [...datasets.values()].some(
    ({ dataset }) => dataset?.texts.get(dataset.roles.model ?? '')?.words.includes(slug) === true,
  );
  return inData ? { kind: 'model', key: slug } : undefined;
}
