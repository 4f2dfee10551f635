/** Which column of an overlay says what: found by its usual names, or said after `columns`. */
import { closest } from '../language/closest';
import { listOf } from '../language/diagnostics';
import { shown, someOf } from './overlay-words';

/**
 * What a column can say, with its usual names, the most telling first. A column serves one role, and roles choose in
 * this order: of `author` and `lab` the first is the slug and the second the lab's name; a `lab` alone is either.
 */
const USUAL_NAMES = {
  model: ['model', 'model_slug', 'slug', 'model_id', 'id', 'permaslug', 'model_permaslug', 'model_name'],
  lab: [
    ...['author_slug', 'lab_slug', 'author', 'lab', 'organization', 'organisation'],
    ...['org', 'vendor', 'company', 'provider'],
  ],
  lab_name: ['lab_name', 'author_name', 'lab', 'organization', 'organisation', 'company'],
  name: ['name', 'display_name', 'model_name', 'title'],
  country: ['country', 'country_code', 'nation'],
  city: ['city', 'hq_city', 'seat'],
  parent: ['parent'],
  weights: ['weights', 'weights_policy'],
  release: ['release', 'released', 'release_date', 'released_on'],
  price: ['price', 'input_price', 'input_usd_per_m', 'price_input'],
  output_price: ['output_price', 'output_usd_per_m', 'price_output'],
  aliases: ['aliases', 'alias', 'alt_slugs'],
  revealed: ['revealed', 'revealed_lab'],
  revealed_as: ['revealed_as'],
  revealed_on: ['revealed_on', 'revealed_date', 'reveal_date'],
  revealed_confidence: ['revealed_confidence'],
  confidence: ['confidence'],
  note: ['note', 'notes'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Role = keyof typeof USUAL_NAMES;
export const ROLES = Object.keys(USUAL_NAMES) as readonly Role[];

export interface Columns {
  /** Role → position in the header. */
  readonly at: ReadonlyMap<Role, number>;
  /** Columns that say nothing that is understood. */
  readonly ignored: readonly string[];
}

interface Unusable {
  readonly code: string;
  readonly problem: string;
  /** The role after `columns` that is to blame. */
  readonly role?: string;
}

/** Finds the columns of a header, or says why the file says nothing of use. */
export function findColumns(
  header: readonly string[],
  said: ReadonlyMap<string, string>,
  file: string,
): Columns | Unusable {
  const at = new Map<Role, number>();
  for (const [role, column] of said) {
    if (!isRole(role)) {
      const near = closest(role, ROLES, 1);
      const meant = near.length > 0 ? `; did you mean \`${near.join('')}\`?` : '.';
      const problem = `\`${shown(role)}\` is nothing that the registry keeps${meant} It keeps ${listOf(ROLES, 'and')}.`;
      return { code: 'unknown-role', problem, role };
    }
    const exact = header.indexOf(column);
    const index = exact >= 0 ? exact : header.map(plain).indexOf(plain(column));
    if (index < 0) {
      const problem = `${file} has no column "${shown(column)}"; its columns are ${someOf(header)}.`;
      return { code: 'missing-column', problem, role };
    }
    at.set(role, index);
  }
  const names = header.map(plain);
  const taken = new Set(at.values());
  for (const role of ROLES) {
    if (at.has(role)) continue;
    const index = USUAL_NAMES[role]
      .map((name) => names.findIndex((each, position) => each === name && !taken.has(position)))
      .find((position) => position >= 0);
    if (index === undefined) continue;
    at.set(role, index);
    taken.add(index);
  }
  if (at.size < 2 || !(at.has('model') || at.has('lab'))) {
    const lacks =
      at.has('model') || at.has('lab')
        ? `names ${at.has('model') ? 'models' : 'labs'} but says nothing about them`
        : 'has no column of models or labs';
    const problem = `${file} ${lacks}; its columns are ${someOf(header)}. Understood are model or lab, and ${listOf(ROLES.slice(2), 'and')}. Name one that is called differently: \`columns model = …\`.`;
    return { code: 'no-columns', problem };
  }
  return { at, ignored: header.filter((name, index) => name !== '' && !taken.has(index)) };
}

function isRole(word: string): word is Role {
  return Object.hasOwn(USUAL_NAMES, word);
}

/** "Release date" and "release-date" are `release_date`. */
function plain(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}
