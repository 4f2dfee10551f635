/** A registry with overlays over it: row by row and cell by cell, later ones over earlier ones. */
import type { LabPatch, ModelPatch, Overlay } from './overlay';
import { registryOf, type Registry } from './registry';
import type { LabRow, ModelRow, RevealRow, Tables } from './tables';

/** The last result for each registry: hosts ask with the same overlays at every keystroke. */
const built = new WeakMap<Registry, { readonly overlays: readonly Overlay[]; readonly registry: Registry }>();

/** Without overlays, the registry itself. The same overlay objects give the same registry again. */
export function withOverlays(base: Registry, overlays: readonly Overlay[]): Registry {
  if (overlays.length === 0) return base;
  const last = built.get(base);
  if (last?.overlays.length === overlays.length && last.overlays.every((each, at) => each === overlays[at]))
    return last.registry;
  const registry = overlays.reduce((below, overlay) => registryOf(merged(below, overlay)), base);
  built.set(base, { overlays: [...overlays], registry });
  return registry;
}

function merged(below: Registry, { file, labs, models }: Overlay): Tables {
  const lower = new LabRows(below, file);
  for (const patch of labs) lower.apply(patch);
  const upper = new ModelRows(below, lower, file);
  for (const patch of models) upper.apply(patch);
  return { labs: lower.rows, models: upper.rows };
}

/** The rows of labs while an overlay is put over them. */
class LabRows {
  readonly rows: LabRow[];
  /** Any word for a lab that the overlay adds, in lower case → its slug. */
  private readonly added = new Map<string, string>();
  private readonly at: Map<string, number>;

  constructor(
    private readonly below: Registry,
    private readonly file: string,
  ) {
    this.rows = [...below.tables.labs];
    this.at = positions(this.rows);
  }

  /** The slug under which a lab is counted, by any of its words. */
  slugOf(word: string): string | undefined {
    return this.below.lab(word)?.slug ?? this.added.get(word.toLowerCase());
  }

  apply({ lab, cells }: LabPatch): void {
    const slug = this.slugOf(lab) ?? lab;
    const at = this.at.get(slug.toLowerCase());
    const row = at === undefined ? this.add(slug) : this.rows[at];
    if (!row) return;
    const { otherSlugs: said, ...others } = cells;
    const fresh = said?.filter((each) => each !== slug && !row.otherSlugs.includes(each)) ?? [];
    const otherSlugs = fresh.length > 0 ? [...row.otherSlugs, ...fresh] : undefined;
    // How sure the row below was of another country says nothing of this one.
    const moved = cells.country !== undefined && cells.country !== row.country;
    const start = moved ? { ...row, confidence: undefined } : row;
    this.rows[this.at.get(slug.toLowerCase()) ?? -1] = patched(start, { ...others, otherSlugs }, this.file);
    for (const word of [cells.name, ...fresh]) {
      if (word !== undefined && this.slugOf(word) === undefined) this.added.set(word.toLowerCase(), slug);
    }
  }

  private add(slug: string): LabRow {
    const row: LabRow = {
      ...{ slug, name: slug, country: undefined, city: undefined, parent: undefined, weights: undefined },
      ...{ note: undefined, confidence: undefined, otherSlugs: [], apart: false, stealth: false },
      from: new Map([['lab', this.file]]),
    };
    this.at.set(slug.toLowerCase(), this.rows.push(row) - 1);
    this.added.set(slug.toLowerCase(), slug);
    return row;
  }
}

/** The rows of models while an overlay is put over them. */
class ModelRows {
  readonly rows: ModelRow[];
  private readonly at: Map<string, number>;
  /** An alias, without variant and in lower case → the row that it names. */
  private readonly owner = new Map<string, number>();

  constructor(
    private readonly below: Registry,
    private readonly labs: LabRows,
    private readonly file: string,
  ) {
    this.rows = [...below.tables.models];
    this.at = positions(this.rows);
    for (const [at, { aliases }] of this.rows.entries()) {
      for (const alias of aliases) this.owner.set(baseOf(alias), at);
    }
  }

  apply({ model, cells, reveal }: ModelPatch): void {
    const at = this.positionOf(model) ?? this.add(model);
    const row = this.rows[at];
    if (!row) return;
    const lab = this.labOf(row, cells.lab);
    const revealed = this.revealOf(row, reveal);
    const changes = {
      ...cells,
      lab,
      // Whoever says whose model it is discloses it.
      stealth: lab === undefined ? undefined : false,
      aliases: this.aliasesOf(row, at, cells.aliases ?? []),
      reveal: revealed,
      revealSource: revealed && this.file,
    };
    this.rows[at] = patched(row, changes, this.file);
  }

  /** The row of the model that a word means; a slug with another date than the registry's is a row of its own. */
  private positionOf(word: string): number | undefined {
    const own = this.at.get(word.toLowerCase()) ?? this.owner.get(word.toLowerCase());
    if (own !== undefined) return own;
    const { model, variant } = this.below.resolveModel(word);
    return model && variant === undefined ? this.at.get(model.slug.toLowerCase()) : undefined;
  }

  private add(slug: string): number {
    const row: ModelRow = {
      ...{ slug, lab: /^([^/]+)\//.exec(slug)?.[1] ?? '', name: undefined, weights: undefined },
      ...{ released: undefined, listed: undefined, price: undefined, outputPrice: undefined, aliases: [] },
      ...{
        stealth: false,
        reveal: undefined,
        revealSource: undefined,
        from: new Map([['model', this.file]]),
      },
    };
    const at = this.rows.push(row) - 1;
    this.at.set(slug.toLowerCase(), at);
    return at;
  }

  /** The lab that a cell says, unless the row says the same lab already. */
  private labOf(row: ModelRow, word: string | undefined): string | undefined {
    const slug = word === undefined ? undefined : (this.labs.slugOf(word) ?? word);
    return slug === (this.labs.slugOf(row.lab) ?? row.lab) ? undefined : slug;
  }

  /** Aliases are added to those of the row, and taken from the model that had them; a slug is never taken. */
  private aliasesOf(row: ModelRow, at: number, words: readonly string[]): readonly string[] | undefined {
    const fresh = words.filter((word) => !row.aliases.includes(word) && baseOf(word) !== baseOf(row.slug));
    for (const word of fresh) {
      const base = baseOf(word);
      const before = this.owner.get(base);
      const loser = before === at ? undefined : this.rows[before ?? -1];
      if (loser && before !== undefined) {
        const aliases = loser.aliases.filter((each) => baseOf(each) !== base);
        this.rows[before] = patched(loser, { aliases }, this.file);
      }
      this.owner.set(base, at);
    }
    return fresh.length > 0 ? [...row.aliases, ...fresh] : undefined;
  }

  /** A reveal to another lab than before starts anew: what was said of the other lab does not hold for this one. */
  private revealOf(row: ModelRow, said: ModelPatch['reveal']): RevealRow | undefined {
    const before = row.reveal;
    const known = before && (this.labs.slugOf(before.lab) ?? before.lab);
    const lab = said.lab === undefined ? known : (this.labs.slugOf(said.lab) ?? said.lab);
    if (lab === undefined) return undefined;
    const start = lab === known ? before : undefined;
    const now: RevealRow = {
      lab: start?.lab ?? lab,
      as: said.as ?? start?.as,
      confidence: said.confidence ?? start?.confidence,
      day: said.day ?? start?.day,
    };
    const same = now.as === start?.as && now.confidence === start?.confidence && now.day === start?.day;
    return start && same ? undefined : now;
  }
}

function positions(rows: readonly { readonly slug: string }[]): Map<string, number> {
  return new Map(rows.map(({ slug }, at) => [slug.toLowerCase(), at]));
}

/** `X/Y:free` → `x/y`. */
function baseOf(alias: string): string {
  return (alias.split(':')[0] ?? '').toLowerCase();
}

/** The row with the cells that are said and differ, and with their file noted beside them. */
function patched<Row extends LabRow | ModelRow>(
  row: Row,
  cells: { readonly [Cell in keyof Row]?: Row[Cell] | undefined },
  file: string,
): Row {
  const known = new Map<string, unknown>(Object.entries(row));
  const changed = Object.entries(cells).filter(
    ([cell, value]) => value !== undefined && value !== known.get(cell),
  );
  if (changed.length === 0) return row;
  return {
    ...row,
    ...Object.fromEntries(changed),
    from: new Map([...row.from, ...changed.map(([cell]) => [cell, file] as const)]),
  };
}
