/** A notebook before and after: which claims are new, gone or changed, and which queries give another answer. */
import type { Result } from '../../protocol/result';
import type { Answer, CheckedClaim, NotebookReport } from './report';
import { figuresText, outcomeText, plural, universeText, verdictText } from './words';

export interface Changes {
  /** What a reader has to know about the earlier state: the notebook is new, or could not be run. */
  readonly note: string | undefined;
  readonly claims: readonly Change<CheckedClaim>[];
  readonly answers: readonly Change<Answer>[];
  /** How many give what they gave. */
  readonly unchanged: { readonly claims: number; readonly answers: number };
}

export type Change<T> =
  | { readonly how: 'new'; readonly before: undefined; readonly after: T }
  | { readonly how: 'gone'; readonly before: T; readonly after: undefined }
  | { readonly how: 'changed' | 'same'; readonly before: T; readonly after: T };

type Findings = Pick<NotebookReport, 'claims' | 'answers'>;

export function changesBetween(before: Findings, after: Findings, note: string | undefined): Changes {
  const claims = compared(
    before.claims,
    after.claims,
    [
      by(({ sentence, source, query }) => JSON.stringify([sentence, source, query])),
      by(({ sentence }) => sentence),
      by((claim) =>
        claim.query === '' ? '' : JSON.stringify([claim.query, figuresText(claim, 'published')]),
      ),
      by(({ query }) => query),
    ],
    claimText,
  );
  const answers = compared(
    before.answers,
    after.answers,
    [by(({ query }) => query), by(({ result }) => result.title), byPlace],
    ({ result }) => answerText(result),
  );
  const isChange = ({ how }: Change<unknown>): boolean => how !== 'same';
  const changes = { note, claims: claims.filter(isChange), answers: answers.filter(isChange) };
  return {
    ...changes,
    unchanged: {
      claims: claims.length - changes.claims.length,
      answers: answers.length - changes.answers.length,
    },
  };
}

/** What is known to belong together: `after` → `before`. */
type Partners<T> = ReadonlyMap<T, T>;

/** Gives each item of two lists a key, from what is known to belong together so far; none where nothing can be told. */
type Keys<T> = (
  before: readonly T[],
  after: readonly T[],
  partners: Partners<T>,
) => { readonly before: Keyed<T>; readonly after: Keyed<T> };

type Keyed<T> = (each: T) => string | undefined;

/** What has the same text; an empty one tells nothing. */
function by<T>(textOf: (each: T) => string): Keys<T> {
  const keyed: Keyed<T> = (each) => textOf(each) || undefined;
  return () => ({ before: keyed, after: keyed });
}

/** What stands at the same place between the same neighbours, as far as it is known what these were. */
function byPlace<T>(before: readonly T[], after: readonly T[], partners: Partners<T>): ReturnType<Keys<T>> {
  const matched = new Set(partners.values());
  const placeIn = (list: readonly T[], partnerOf: (each: T) => T | undefined): Keyed<T> => {
    const known = list.flatMap((each, index) => {
      const partner = partnerOf(each);
      return partner === undefined ? [] : [{ index, was: before.indexOf(partner) }];
    });
    return (each) => {
      const index = list.indexOf(each);
      const above = known.findLast((other) => other.index < index);
      const below = known.find((other) => other.index > index);
      return JSON.stringify([above?.was, below?.was, index - (above?.index ?? -1)]);
    };
  };
  return {
    before: placeIn(before, (each) => (matched.has(each) ? each : undefined)),
    after: placeIn(after, (each) => partners.get(each)),
  };
}

/**
 * What belongs together, by the first of the keys that finds a partner: in the order of `after`, then what is gone. Of
 * several with one key, the first belongs to the first. What is the same has the same text.
 */
function compared<T extends object>(
  before: readonly T[],
  after: readonly T[],
  keys: readonly Keys<T>[],
  textOf: (each: T) => string,
): Change<T>[] {
  const partners = new Map<T, T>();
  const left = new Set(before);
  for (const keysOf of keys) {
    const key = keysOf(before, after, partners);
    for (const each of after) {
      const own = partners.has(each) ? undefined : key.after(each);
      if (own === undefined) continue;
      const partner = [...left].find((other) => key.before(other) === own);
      if (partner === undefined) continue;
      partners.set(each, partner);
      left.delete(partner);
    }
  }
  return [
    ...after.map((each): Change<T> => {
      const partner = partners.get(each);
      if (partner === undefined) return { how: 'new', before: undefined, after: each };
      return { how: textOf(partner) === textOf(each) ? 'same' : 'changed', before: partner, after: each };
    }),
    ...[...left].map((each): Change<T> => ({ how: 'gone', before: each, after: undefined })),
  ];
}

/** Everything of a claim that a reader of the sentence would call another finding. */
function claimText(claim: CheckedClaim): string {
  return JSON.stringify([
    claim.sentence,
    verdictText(claim),
    figuresText(claim, 'published'),
    figuresText(claim, 'computed'),
    universeText(claim),
    claim.source,
  ]);
}

function answerText({ caption, table }: Result): string {
  return JSON.stringify([caption.text, table]);
}

/** A change in words. */
export interface ChangeText {
  readonly of: 'claim' | 'result';
  readonly how: Change<unknown>['how'];
  /** The sentence of a claim, the title of a result. */
  readonly name: string;
  /** Where it stands in the file as it is now. */
  readonly line: number | undefined;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export function changeTexts({ claims, answers }: Changes): ChangeText[] {
  return [
    ...claims.map((change): ChangeText => ({
      of: 'claim',
      ...about(change, ({ sentence }) => sentence),
      ...sides(change, [
        outcomeText,
        universeText,
        ({ sentence }) => `“${sentence}”`,
        ({ source }) => `source: ${source ?? 'none'}`,
      ]),
    })),
    ...answers.map((change): ChangeText => ({
      of: 'result',
      ...about(change, ({ result }) => result.title),
      ...(sameWords(change) ??
        sides(change, [({ result }) => result.summary, captionText, ({ query }) => query])),
    })),
  ];
}

function about<T extends CheckedClaim | Answer>(
  { how, before, after }: Change<T>,
  nameOf: (each: T) => string,
): Pick<ChangeText, 'how' | 'name' | 'line'> {
  if (how === 'gone') return { how, name: nameOf(before), line: undefined };
  return { how, name: nameOf(after), line: after.place.line };
}

/** What it comes to, the first of the texts, and of the others those that differ. */
function sides<T extends object>(
  { before, after }: Change<T>,
  [main, ...others]: readonly [(each: T) => string, ...((each: T) => string)[]],
): Pick<ChangeText, 'before' | 'after'> {
  const differing = others.filter((textOf) => before && after && textOf(before) !== textOf(after));
  const text = (each: T | undefined): string | undefined =>
    each && [main, ...differing].map((textOf) => textOf(each)).join(' · ');
  return { before: text(before), after: text(after) };
}

function captionText({ result }: Answer): string {
  return result.caption.text;
}

/** Where a long table differs in some rows, its finding in one sentence may well be the same. */
function sameWords({ before, after }: Change<Answer>): Pick<ChangeText, 'before' | 'after'> | undefined {
  if (!before || !after || before.result.summary !== after.result.summary) return undefined;
  if (captionText(before) !== captionText(after)) return undefined;
  const known = new Set(before.result.table.rows.map((row) => JSON.stringify(row)));
  const rows = after.result.table.rows.map((row) => JSON.stringify(row));
  const differing = rows.filter((row) => !known.has(row)).length;
  return {
    before: plural(before.result.table.rows.length, 'row'),
    after: `${plural(rows.length, 'row')}, ${differing} of them new or changed`,
  };
}
