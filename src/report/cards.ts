/** What a reader sees who points at a model, lab or country in prose: the same as in the notebook. */
import type { Scope } from '../analysis/scope';
import { usageOf } from '../analysis/usage';
import { cardOf, type Term } from '../registry/card';
import { flagUri } from '../registry/flags';

/** As it is written into the page; `renderer/report/cards.ts` reads it. */
export interface Cards {
  /** By kind and key with a blank between: `lab deepseek`. */
  readonly cards: Readonly<
    Record<
      string,
      {
        readonly title: string;
        readonly country?: string;
        readonly lines: readonly { readonly label: string; readonly value: string }[];
      }
    >
  >;
  /** By the code of the country, so that each flag is in the page once. */
  readonly flags: Readonly<Record<string, string>>;
}

export function cardsOf(terms: readonly Term[], scope: Scope): Cards {
  const cards = terms.map((term) => {
    const { title, country, lines } = cardOf(term, scope.registry);
    const usage = usageOf(term, scope).map(({ dataset, text }) => ({ label: dataset, value: text }));
    return { key: `${term.kind} ${term.key}`, title, country: country?.code, lines: [...lines, ...usage] };
  });
  const codes = new Set(cards.flatMap(({ country }) => country ?? []));
  return {
    cards: Object.fromEntries(
      cards.map(({ key, title, country, lines }) => [
        key,
        { title, ...(country === undefined ? {} : { country }), lines },
      ]),
    ),
    flags: Object.fromEntries(
      [...codes].flatMap((code) => {
        const uri = flagUri(code);
        return uri === undefined ? [] : [[code, uri]];
      }),
    ),
  };
}
