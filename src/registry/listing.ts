/** The registry as tables that can be read, searched and sorted: models, labs, and models whose maker was undisclosed. */
import { dollars, overlaysOf } from './card';
import { labOf, type Lab, type Model, type Registry } from './registry';
import type { Subject } from './overlay-add';
import { CATALOGUE_DAY, EDITION, type Source } from './version';

export interface Column {
  readonly name: string;
  /** What it says, for those who ask. */
  readonly meaning: string;
  /** `short` is not broken into lines. */
  readonly kind: 'text' | 'short' | 'code' | 'number';
}

export interface Cell {
  /** As it is shown; empty where there is nothing to say. */
  readonly text: string;
  /** By what it is sorted, where that is not its text. */
  readonly order?: number;
  /** There is something to say, and nobody knows it. */
  readonly unknown?: true;
}

export interface Row {
  readonly cells: readonly Cell[];
  /** Files of the notebook that say something of it, and what: "my-models.csv (price)"; empty for none. */
  readonly overlay: string;
  /** What can be added to an overlay: a name that the registry does not know. */
  readonly subject?: Subject;
}

export interface Sheet {
  readonly id: 'models' | 'labs' | 'stealth' | 'unmapped';
  readonly title: string;
  /** What its rows are: "453 models". */
  readonly one: string;
  readonly many: string;
  /** What is to be said before its rows. */
  readonly remark?: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

export interface Listing {
  readonly edition: { readonly version: number; readonly date: string };
  readonly sources: readonly Source[];
  /** Files of the notebook that lie over the built-in tables. */
  readonly overlays: readonly string[];
  readonly sheets: readonly Sheet[];
}

const OVERLAY: Column = {
  name: 'Overlay',
  meaning: 'The file of the notebook that says something of the row, and what it says.',
  kind: 'text',
};

export function listingOf(registry: Registry, overlays: readonly string[]): Listing {
  const { version, date, sources } = EDITION;
  return {
    edition: { version, date },
    sources,
    overlays,
    sheets: [modelSheet(registry), labSheet(registry), stealthSheet(registry)].map((sheet) =>
      overlays.length === 0 ? sheet : withOverlayColumn(sheet),
    ),
  };
}

const text = (value: string | undefined): Cell => ({ text: value ?? '' });
const known = (value: string | undefined): Cell =>
  value === undefined || value === '' ? { text: 'unknown', unknown: true } : { text: value };

function modelSheet(registry: Registry): Sheet {
  const column = columnOf<Model>;
  return sheet(
    { id: 'models', title: 'Models', one: 'model', many: 'models' },
    [
      column('Name', 'The display name.', ({ slug }) => text(registry.resolveModel(slug).label)),
      column('Slug', 'The slug under which all of its slugs are counted.', ({ slug }) => text(slug), 'code'),
      column('Lab', 'Who made it; of an undisclosed model nobody, as it was listed.', (model) =>
        model.stealth ? text('undisclosed') : known(model.lab?.name),
      ),
      column(
        'Country',
        'Where its lab works.',
        (model) => countryCell(labOf({ model, lab: model.lab }, 'listed'), registry),
        'short',
      ),
      column('Released', 'The day of its release.', ({ released }) => known(released), 'short'),
      column(
        'Listed',
        `Since when the catalogue of ${CATALOGUE_DAY} lists it; empty if it does not.`,
        ({ listed }) => text(listed),
        'short',
      ),
      column(
        'Input',
        'US dollars per million input tokens.',
        ({ price }) => priceCell(price?.input),
        'number',
      ),
      column(
        'Output',
        'US dollars per million output tokens.',
        ({ price }) => priceCell(price?.output),
        'number',
      ),
      column('Weights', 'Whether its weights are open.', ({ weights }) => known(weights), 'short'),
      column('Aliases', 'Other slugs that mean it.', ({ aliases }) => text(aliases.join(', ')), 'code'),
      column('Source', 'Where its row comes from.', (model) => text(sourceOfRow(model)), 'short'),
    ],
    registry.models,
    (model) => overlaysOf(model.from),
  );
}

function labSheet(registry: Registry): Sheet {
  const column = columnOf<Lab>;
  const counts = new Map<Lab, number>();
  for (const { lab } of registry.models) if (lab) counts.set(lab, (counts.get(lab) ?? 0) + 1);
  return sheet(
    { id: 'labs', title: 'Labs', one: 'lab', many: 'labs' },
    [
      column('Name', 'The name of the lab.', ({ name }) => text(name)),
      column(
        'Slugs',
        'The slugs under which its models are listed.',
        ({ slugs }) => text(slugs.join(', ')),
        'code',
      ),
      column('Country', 'Where it works.', (lab) => countryCell(lab, registry), 'short'),
      column('Seat', 'The city.', ({ city }) => known(city)),
      column('Parent', 'To whom it belongs; empty if it is its own.', ({ parent }) => text(parent)),
      column(
        'Weights',
        'What it does with the weights of its models.',
        ({ weights }) => known(weights),
        'short',
      ),
      column(
        'Models',
        'How many of its models are in the registry.',
        (lab) => count(counts.get(lab) ?? 0),
        'number',
      ),
      column('Confidence', 'How sure all this is.', ({ confidence }) => known(confidence)),
      column('Note', 'What else is to be said.', ({ note }) => text(note)),
    ],
    registry.labs,
    (lab) => overlaysOf(lab.from),
  );
}

function stealthSheet(registry: Registry): Sheet {
  const column = columnOf<Model>;
  return sheet(
    { id: 'stealth', title: 'Undisclosed', one: 'undisclosed model', many: 'undisclosed models' },
    [
      column('Listed as', 'The name under which it was listed.', ({ slug, name }) => text(name ?? slug)),
      column('Slug', 'The slug under which it was listed.', ({ slug }) => text(slug), 'code'),
      column(
        'Listed',
        `Since when the catalogue of ${CATALOGUE_DAY} lists it; empty if it does not.`,
        ({ listed }) => text(listed),
        'short',
      ),
      column('Revealed as', 'The model that it was said to be.', ({ revealed }) => known(revealed?.as)),
      column('Lab', 'The lab that was said to be behind it.', ({ revealed }) => known(revealed?.lab.name)),
      column(
        'Country',
        'Where that lab works.',
        ({ revealed }) => countryCell(revealed?.lab, registry),
        'short',
      ),
      column('Since when', 'The day of the announcement.', ({ revealed }) => known(revealed?.day), 'short'),
      column('Confidence', 'How sure it is.', ({ revealed }) => known(revealed?.confidence)),
      column('Source', 'Where it was read.', ({ revealSource }) => text(revealSource)),
    ],
    registry.models.filter(
      ({ stealth, revealSource, revealed }) => stealth || (revealSource ?? revealed) !== undefined,
    ),
    (model) => overlaysOf(model.from),
  );
}

type ColumnOf<Thing> = Column & { readonly cell: (thing: Thing) => Cell };

function columnOf<Thing>(
  name: string,
  meaning: string,
  cell: (thing: Thing) => Cell,
  kind: Column['kind'] = 'text',
): ColumnOf<Thing> {
  return { name, meaning, kind, cell };
}

function sheet<Thing>(
  about: Pick<Sheet, 'id' | 'title' | 'one' | 'many'>,
  columns: readonly ColumnOf<Thing>[],
  things: readonly Thing[],
  overlayOf: (thing: Thing) => string,
): Sheet {
  return {
    ...about,
    columns: columns.map(({ name, meaning, kind }) => ({ name, meaning, kind })),
    rows: things.map((thing) => ({
      cells: columns.map(({ cell }) => cell(thing)),
      overlay: overlayOf(thing),
    })),
  };
}

/** Beside the names, so that it is in sight however narrow the page is. */
function withOverlayColumn(sheet: Sheet): Sheet {
  const beside = <Each>([name, ...others]: readonly Each[], added: Each): Each[] =>
    name === undefined ? [added] : [name, added, ...others];
  return {
    ...sheet,
    columns: beside(sheet.columns, OVERLAY),
    rows: sheet.rows.map((row) => ({ ...row, cells: beside(row.cells, text(row.overlay)) })),
  };
}

function countryCell(lab: Lab | undefined, registry: Registry): Cell {
  return known(
    lab?.country === undefined ? undefined : `${lab.country} ${registry.countryName(lab.country)}`,
  );
}

function priceCell(value: number | undefined): Cell {
  return value === undefined ? known(undefined) : { text: dollars(value), order: value };
}

function count(value: number): Cell {
  return { text: String(value), order: value };
}

function sourceOfRow({ listed, from }: Model): string {
  if (from.has('model')) return '';
  return listed === undefined ? 'by hand' : 'catalogue';
}
