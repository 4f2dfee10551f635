/** Completion: what the parser would take at the cursor, each with what it means. */
import { builtInDimension, pluralOf } from '../analysis/dimensions';
import { DOLLARS } from '../analysis/measures';
import type { NamingNode } from '../analysis/scope';
import { bucketKey, keyOfBucket, spanLabel, daysOf } from '../data/calendar';
import type { Dataset } from '../data/dataset';
import type { Span } from '../language/diagnostics';
import { parsePeriod } from '../language/literals';
import { BUILT_IN_DIMENSIONS, ENCODINGS, type EncodingName, type Expectation } from '../language/nodes';
import { expectationsAt, parse } from '../language/parser';
import { CLAUSE_WORDS } from '../language/parsing/clauses';
import { scan, scanStatements, type Token } from '../language/scanner';
import { isTaken, VOCABULARY } from '../language/vocabulary';
import { ATTRIBUTES } from '../registry/attributes';
import { cardOf, type Term } from '../registry/card';
import { DIMENSIONS, DOLLARS_EXPLAINED, GRAINS, ROLES } from './builtIns';
import type { Content } from './content';
import { periodOfDataset } from './datasetCard';
import {
  describeAttribute,
  describeCard,
  describeColumn,
  describeDefinition,
  describeWord,
} from './describe';
import type { Definition } from './names';
import { datasetsOf, type Snapshot } from './snapshot';

export type ProposalKind =
  | 'keyword'
  | 'dataset'
  | 'group'
  | 'measure'
  | 'let'
  | 'column'
  | 'attribute'
  | 'dimension'
  | 'member'
  | 'word'
  | 'period'
  | 'grain'
  | 'file';

export interface Proposal {
  readonly label: string;
  readonly kind: ProposalKind;
  /** What it is, in a few words beside the label. */
  readonly detail: string;
  /** Proposals are shown in the order of these, then of their labels. */
  readonly rank: number;
  /** What is said about it once it is looked at; computed only then. */
  readonly about: () => Content;
}

export interface Completion {
  /** What is being typed, and will be replaced. */
  readonly typed: Span;
  readonly proposals: readonly Proposal[];
}

/** Names first, then words of the language, then the long lists of the registry. */
const RANK = { name: 0, builtIn: 1, keyword: 2, country: 3, lab: 4, model: 5 } as const;
const MOST_WORDS = 200;

const ENCODING_WORDS: Readonly<Record<EncodingName, string>> = {
  'utf-8': 'Unicode, as most files have it',
  'utf-16le': 'Unicode, as Windows saves it',
  'utf-16be': 'Unicode, the other byte first',
  'windows-1252': 'Western European, also latin1',
};

/** `files` lists the files of data that an `attach` could name, likeliest first, relative to the notebook; it is asked only where one can stand. */
export async function completionAt(
  text: string,
  offset: number,
  snapshot: Snapshot,
  files: () => Promise<readonly string[]>,
): Promise<Completion> {
  const { expected, typed } = expectationsAt(text, offset);
  const quoted = text[typed.start] === '"';
  // A closing quote that the editor has added belongs to what is replaced.
  const end = typed.end + (quoted && text[typed.end] === '"' ? 1 : 0);
  const words = new Words(text, typed.start, offset, snapshot);
  const found: Proposal[] = [];
  for (const each of expected) {
    if (each.kind === 'file') found.push(...(await files()).map(file));
    else found.push(...words.of(each));
  }
  const unique = new Map(found.reverse().map((each) => [each.label, each]));
  const proposals = [...unique.values()].filter(({ label }) => !quoted || label.startsWith('"'));
  return {
    typed: { start: typed.start, end },
    proposals: proposals.sort((a, b) => a.rank - b.rank || (a.label < b.label ? -1 : 1)),
  };
}

function file(path: string, order: number): Proposal {
  return make(`"${path}"`, 'file', 'file of data', RANK.name + order / 10_000);
}

function make(
  label: string,
  kind: ProposalKind,
  detail: string,
  rank: number,
  about: () => Content = () => [],
): Proposal {
  return { label, kind, detail, rank, about };
}

const VOCABULARY_ORDER = new Map(
  Object.keys(VOCABULARY).map((word, index, all) => [word, index / all.length / 2]),
);
const CLAUSE_ORDER = new Map(
  CLAUSE_WORDS.map((word, index, all) => [word as string, 0.5 + index / all.length / 2]),
);

/** Within a query, first what goes on with its last part, then the clauses as one reads them; elsewhere the vocabulary's order. */
function keyword(word: string, begins: boolean): Proposal {
  const order = (begins ? undefined : CLAUSE_ORDER.get(word)) ?? VOCABULARY_ORDER.get(word) ?? 0;
  return make(word, 'keyword', '', RANK.keyword + order, () => describeWord(word) ?? []);
}

/** A word of the data as a query writes it; undefined if it cannot be written at all. */
function spelled(word: string): string | undefined {
  const [token, ...more] = scan(word);
  const whole = token?.text === word && more.length === 0;
  if (whole && (token.kind === 'model' || (token.kind === 'name' && !isTaken(word)))) return word;
  return /["\n]/.test(word) || word === '' ? undefined : `"${word}"`;
}

/** The names that a notebook and the registry offer for each kind of place. */
class Words {
  private readonly datasets: readonly Dataset[];
  /** The statement up to what is being typed. */
  private readonly before: readonly Token[];

  constructor(
    text: string,
    typedFrom: number,
    offset: number,
    private readonly snapshot: Snapshot,
  ) {
    const scanned = scanStatements(text.slice(0, typedFrom)).at(-1);
    this.before = scanned?.tokens.filter((token) => token.kind !== 'end') ?? [];
    const statement = parse(text).statements.findLast((each) => each.statement.start <= offset)?.statement;
    this.datasets = datasetsOf(statement, snapshot.scope);
  }

  of(expectation: Expectation): Proposal[] {
    switch (expectation.kind) {
      case 'keyword':
        return [keyword(expectation.word, this.before.length === 0)];
      case 'dataset':
        return this.defined('attach');
      case 'dimension':
        return this.dimensions();
      case 'measure':
        return [...this.columns('numbers'), ...this.defined('measure'), ...this.defined('let'), dollars()];
      case 'term':
        return [...this.columns('numbers'), ...this.defined('measure'), dollars(), ...attributes('number')];
      case 'column':
        return this.columnsHere();
      case 'item':
        return this.items();
      case 'period':
        return this.periods();
      case 'grain':
        return this.grains();
      case 'operand':
        return this.operands();
      case 'encoding':
        return ENCODINGS.map((each) => make(`"${each}"`, 'word', ENCODING_WORDS[each], RANK.name));
      case 'file':
      case 'text':
      case 'count':
      case 'quantity':
      case 'new-name':
        return [];
    }
  }

  private token(back: number): Token | undefined {
    return this.before.at(-back);
  }

  // --- what the notebook defines ------------------------------------------------------------------------------------

  private defined(kind: NamingNode['kind']): Proposal[] {
    return [...this.snapshot.model.definitions.named].flatMap(([name, each]) =>
      each.node.kind === kind ? [this.definition(name, each)] : [],
    );
  }

  private definition(name: string, defined: Definition): Proposal {
    const about = (): Content => describeDefinition(defined, this.snapshot);
    switch (defined.node.kind) {
      case 'attach': {
        const dataset = this.snapshot.scope.datasets.get(name)?.dataset;
        return make(name, 'dataset', dataset ? periodOfDataset(dataset) : 'cannot be read', RANK.name, about);
      }
      case 'group':
        return make(name, 'group', 'group', RANK.name, about);
      case 'measure':
        return make(name, 'measure', 'measure', RANK.name, about);
      case 'let':
        return make(name, 'let', 'query', RANK.name, about);
    }
  }

  // --- columns and dimensions ---------------------------------------------------------------------------------------

  private columns(of: 'numbers' | 'texts'): Proposal[] {
    const names = [...new Set(this.datasets.flatMap((dataset) => [...dataset[of].keys()]))];
    return names.map((name) => {
      const having = this.datasets.filter((dataset) => dataset[of].has(name));
      return make(name, 'column', 'column', RANK.name, () => describeColumn(name, having));
    });
  }

  /** In an `attach`, roles before `=` and columns of the file after it; elsewhere what can be compared. */
  private columnsHere(): Proposal[] {
    const statement = this.before[0]?.text;
    const isFile = statement === 'attach' || statement === 'registry';
    if (!isFile) return [...attributes(), ...this.columns('texts'), ...this.columns('numbers')];
    if (this.token(1)?.text === '=') return this.columnsOfFile();
    if (this.token(1)?.text === 'unit') return this.columns('numbers');
    return Object.entries(ROLES).map(([role, meaning]) =>
      make(role, 'column', 'role', RANK.builtIn, () => [
        { kind: 'title', text: role, remark: 'column' },
        { kind: 'text', text: meaning },
      ]),
    );
  }

  /** The columns of the file that this statement attaches, as far as they are known. */
  private columnsOfFile(): Proposal[] {
    const dataset = this.snapshot.scope.datasets.get(this.before[1]?.text ?? '')?.dataset;
    if (!dataset) return [];
    const names = [
      ...(dataset.time ? [dataset.time.name] : []),
      ...dataset.texts.keys(),
      ...dataset.numbers.keys(),
    ];
    return names.flatMap((name) => {
      const label = spelled(name);
      return label === undefined ? [] : [make(label, 'column', `column of ${dataset.file}`, RANK.name)];
    });
  }

  private dimensions(): Proposal[] {
    // After a number one reads the plural: `top 9 models`.
    const plural = this.token(1)?.kind === 'quantity';
    const roles = new Set(this.datasets.flatMap((dataset) => Object.values(dataset.roles)));
    const own = this.columns('texts').filter(({ label }) => !roles.has(label) && !builtInDimension(label));
    const builtIn = BUILT_IN_DIMENSIONS.map((name) =>
      make(plural ? pluralOf(name) : name, 'dimension', 'dimension', RANK.name, () => {
        const { meaning, example } = DIMENSIONS[name];
        return [
          { kind: 'title', text: name, remark: 'dimension' },
          { kind: 'text', text: meaning },
          { kind: 'query', text: example },
        ];
      }),
    );
    return [...builtIn, ...own.map((each) => ({ ...each, rank: RANK.builtIn }))];
  }

  // --- members ------------------------------------------------------------------------------------------------------

  private items(): Proposal[] {
    const compared = this.listedColumn();
    if (compared !== undefined) return this.valuesOf(compared);
    const { registry } = this.snapshot.scope;
    const has = (roles: readonly (keyof Dataset['roles'])[]): boolean =>
      this.datasets.length === 0 ||
      this.datasets.some((dataset) => roles.some((role) => dataset.roles[role] !== undefined));
    // Countries of many labs first: they are asked for most.
    const labsOf = (code: string): number => registry.labs.filter(({ country }) => country === code).length;
    const countries = [...registry.countries].map(([code, name]) =>
      this.member(code, name, { kind: 'country', key: code }, RANK.country + 1 / (2 + labsOf(code))),
    );
    const labs = registry.labs.flatMap(({ stealth, slug, name, country }) =>
      stealth ? [] : [this.member(slug, withCountry(name, country), { kind: 'lab', key: slug }, RANK.lab)],
    );
    return [
      ...this.defined('group'),
      ...countries,
      ...(has(['lab', 'model']) ? labs : []),
      ...this.models(),
      ...this.ownWords(),
    ];
  }

  private models(): Proposal[] {
    const { registry } = this.snapshot.scope;
    const words = this.datasets.flatMap(
      (dataset) => dataset.texts.get(dataset.roles.model ?? '')?.words ?? [],
    );
    return [...new Set(words)].flatMap((word) => {
      const label = spelled(word);
      const { label: name, match } = registry.resolveModel(word);
      if (label === undefined) return [];
      const term: Term = { kind: 'model', key: word };
      const bySlug = this.member(label, name, term, RANK.model);
      // The display name is a way to write it too, and the one that is looked for between quotes.
      const isNamed = match !== 'none' && match !== 'author' && name !== word && !name.includes('"');
      return isNamed ? [bySlug, this.member(`"${name}"`, word, term, RANK.model + 0.5)] : [bySlug];
    });
  }

  /** Words of columns that are neither models, labs nor countries. */
  private ownWords(): Proposal[] {
    return this.datasets.flatMap(({ texts, roles }) =>
      [...texts.values()]
        .filter(({ name }) => !Object.values(roles).includes(name))
        .flatMap(({ name, words }) => words.slice(0, MOST_WORDS).flatMap((word) => wordOf(word, name))),
    );
  }

  private member(label: string, detail: string, term: Term, rank: number): Proposal {
    return make(label, 'member', detail, rank, () =>
      describeCard(cardOf(term, this.snapshot.scope.registry)),
    );
  }

  // --- comparisons --------------------------------------------------------------------------------------------------

  /** The column whose words are listed here: `where variant in (free, …`. */
  private listedColumn(): string | undefined {
    const open = this.before.findLastIndex((token) => token.text === '(' || token.text === ')');
    const [name, word, parenthesis] = this.before.slice(Math.max(0, open - 2), open + 1);
    const isList = parenthesis?.text === '(' && word?.text === 'in' && name?.kind === 'name';
    return isList ? name.text : undefined;
  }

  /** What an attribute or a column can be compared with. */
  private operands(): Proposal[] {
    const name = this.token(2);
    return name ? this.valuesOf(name.text) : [];
  }

  private valuesOf(column: string): Proposal[] {
    const name = column.toLowerCase();
    if (name === 'release') return this.periods();
    if (name === 'weights') return ['open', 'closed'].map((word) => make(word, 'word', 'weights', RANK.name));
    const words = new Set<string>();
    if (name === 'variant') {
      const { registry } = this.snapshot.scope;
      const models = this.datasets.flatMap(
        (dataset) => dataset.texts.get(dataset.roles.model ?? '')?.words ?? [],
      );
      for (const word of models) words.add(registry.resolveModel(word).variant ?? 'standard');
    }
    for (const { texts } of this.datasets)
      for (const each of texts.values())
        if (each.name.toLowerCase() === name)
          for (const word of each.words.slice(0, MOST_WORDS)) words.add(word);
    return [...words].flatMap((word) => wordOf(word, column));
  }

  // --- time ---------------------------------------------------------------------------------------------------------

  private grains(): Proposal[] {
    const previous = this.token(1);
    const plural = previous?.kind === 'quantity' && previous.text !== '1';
    return Object.entries(GRAINS).map(([grain, { meaning, example }], index) => {
      const word = plural ? `${grain}s` : grain;
      return make(word, 'grain', 'unit of time', RANK.name + index / 10, () => [
        { kind: 'title', text: word, remark: 'unit of time' },
        { kind: 'text', text: meaning },
        { kind: 'query', text: example },
      ]);
    });
  }

  /** `latest`, and the newest periods of the data. */
  private periods(): Proposal[] {
    const datasets = new Map<string, string>();
    for (const { name, time } of this.datasets) {
      // Days are many: their weeks are offered.
      const keys = time?.starts.map((start) =>
        time.grain === 'day' ? bucketKey(start, 'week') : keyOfBucket(start, time.grain),
      );
      for (const key of [...new Set(keys)].slice(-8)) datasets.set(key, name);
    }
    const newestFirst = [...datasets].sort(([a], [b]) => (a < b ? 1 : -1));
    return [
      make('latest', 'period', 'the last whole one', RANK.name, () => describeWord('latest') ?? []),
      ...newestFirst.map(([key, name], index) =>
        make(key, 'period', `${daysOfKey(key)}, ${name}`, RANK.builtIn + index / 1000),
      ),
    ];
  }
}

function daysOfKey(key: string): string {
  const parsed = parsePeriod(key);
  const span = 'value' in parsed ? daysOf(parsed.value) : undefined;
  return span && 'start' in span ? spanLabel(span, true) : key;
}

function withCountry(name: string, country: string | undefined): string {
  return country === undefined ? name : `${name} · ${country}`;
}

function wordOf(word: string, column: string): Proposal[] {
  const label = spelled(word);
  return label === undefined ? [] : [make(label, 'word', column, RANK.lab)];
}

function dollars(): Proposal {
  const { meaning, example } = DOLLARS_EXPLAINED;
  return make(DOLLARS, 'measure', 'tokens × price', RANK.builtIn, () => [
    { kind: 'title', text: DOLLARS, remark: 'value' },
    { kind: 'text', text: meaning },
    { kind: 'query', text: example },
  ]);
}

function attributes(kind?: 'number'): Proposal[] {
  return ATTRIBUTES.filter((each) => kind === undefined || each.kind === kind).map((each) =>
    make(each.name, 'attribute', 'attribute of models', RANK.builtIn, () => describeAttribute(each)),
  );
}
