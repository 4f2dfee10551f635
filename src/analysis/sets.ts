/** Sets: from the names in a query to a test of rows. A name that nothing has is an error with the nearest names. */
import { isOther } from '../data/dataset';
import { closest } from '../language/closest';
import { listOf } from '../language/diagnostics';
import type { GroupNode, Item, Name, SetNode } from '../language/nodes';
import type { Member } from '../protocol/result';
import type { Key } from './cube';
import { builtInDimension, countryMember, named, pluralOf, type Dimension, type Lens } from './dimensions';
import { tooDeep } from './nesting';
import { Problems, replace } from './problems';

/** One item of a set, bound: its name for captions, its member for series, and which rows it takes. */
export interface BoundItem {
  readonly label: string;
  readonly member: Member;
  readonly dimension: string;
  readonly test: (key: Key) => boolean;
  /** It is one model, which would be listed under its own name if it were large enough. */
  readonly exact: boolean;
  /** Columns of the dataset that the test reads, besides those of models, labs and countries. */
  readonly columns: readonly string[];
}

export interface BoundSet {
  /** As a caption names it: `CN`, `CN, US`, `all except openai`. */
  readonly label: string;
  readonly items: readonly BoundItem[];
  readonly test: (key: Key) => boolean;
  readonly everything: boolean;
  /** Of a set of single models: how many they are. */
  readonly models: number | undefined;
  readonly columns: readonly string[];
}

export const EVERYTHING: BoundSet = {
  label: 'all',
  items: [],
  test: () => true,
  everything: true,
  models: undefined,
  columns: [],
};

export class SetBinder {
  constructor(
    private readonly lens: Lens,
    private readonly groups: ReadonlyMap<string, GroupNode>,
    private readonly problems: Problems,
    /** The groups that are being read, from the outside in: none of them may hold itself. */
    private readonly openGroups: readonly string[] = [],
  ) {}

  /** Binds a set, or says what is wrong with it and returns undefined. */
  set(node: SetNode | undefined): BoundSet | undefined {
    if (!node) return undefined;
    if (node.kind === 'all') {
      const except = this.items(node.except, undefined);
      if (!except) return undefined;
      if (except.length === 0) return EVERYTHING;
      return {
        label: `all except ${except.map((each) => each.label).join(', ')}`,
        items: [],
        test: (key) => !except.some((each) => each.test(key)),
        everything: false,
        models: undefined,
        columns: except.flatMap((each) => each.columns),
      };
    }
    const items =
      node.kind === 'one' ? this.items([node.item], undefined) : this.items(node.items, node.dimension);
    return items && union(items);
  }

  private items(
    nodes: readonly Item[],
    dimension: { readonly text: string; readonly start: number; readonly end: number } | undefined,
  ) {
    const bound: BoundItem[] = [];
    for (const node of nodes) {
      if (this.isLump(node, dimension?.text)) return undefined;
      const item = dimension ? this.inDimension(node, dimension) : this.item(node);
      if (!item) return undefined;
      bound.push(item);
    }
    return bound;
  }

  /** The lump row is no member of anything: it is counted or not by the universe, and never chosen by name. */
  private isLump(node: Item, dimension: string | undefined): boolean {
    const word = node.form === 'qualified' ? node.text.slice(node.text.indexOf(':') + 1) : node.text;
    const own = dimension !== undefined && builtInDimension(dimension) === undefined;
    if (own || !isOther(word)) return false;
    this.problems.error(
      node,
      'other-as-set',
      `\`${word}\` is the row into which the source lumps what it does not list: nobody knows who is in it, so it cannot be chosen or left out by name. To leave it out, write \`within known\`; its size is in every caption.`,
    );
    return true;
  }

  /** `lab (meta, openai)`, or `app ("Cline")`: the dimension is said. */
  private inDimension(
    node: Item,
    name: { readonly text: string; readonly start: number; readonly end: number },
  ): BoundItem | undefined {
    const builtIn = builtInDimension(name.text);
    const text = node.form === 'qualified' ? node.text.slice(node.text.indexOf(':') + 1) : node.text;
    if (builtIn === 'model') return this.model(node, text);
    if (builtIn === 'lab') return this.lab(node, text) ?? this.unknown(node, text);
    if (builtIn === 'country') return this.country(node, text) ?? this.unknown(node, text);
    const dimension = this.lens.dimension(name.text);
    if (!dimension) {
      this.problems.error(
        name,
        'no-such-dimension',
        `${this.lens.dataset.name} has no dimension \`${name.text}\`.`,
      );
      return undefined;
    }
    const members = this.membersOf(dimension);
    const match = [...members].find((each) => each.toLowerCase() === text.toLowerCase());
    if (match === undefined) return this.unknown(node, text, members);
    const test = (key: Key): boolean => {
      const member = dimension.member(key);
      return member.kind === 'named' && member.key === match;
    };
    return {
      label: text,
      member: named(dimension.name, match, match),
      dimension: dimension.name,
      test,
      exact: false,
      columns: [dimension.column],
    };
  }

  /** Every name that a dimension has: in the data, and of weights and variants in general too. */
  private membersOf(dimension: Dimension): ReadonlySet<string> {
    const { registry } = this.lens;
    const words = this.lens.column(dimension.column)?.words ?? [];
    if (dimension.name === 'weights') return new Set(['open', 'closed', ...words]);
    const slugs = dimension.name === 'variant' ? registry.models.map((model) => model.slug) : [];
    const members = [...words, ...slugs].map((word) =>
      dimension.member({ identity: word, other: isOther(word), words: new Map([[dimension.column, word]]) }),
    );
    return new Set(members.flatMap((member) => (member.kind === 'named' ? [member.key] : [])));
  }

  private item(node: Item): BoundItem | undefined {
    if (node.form === 'model') return this.model(node, node.text);
    if (node.form === 'qualified') {
      const colon = node.text.indexOf(':');
      const name = { text: node.text.slice(0, colon), start: node.start, end: node.start + colon };
      if (name.text === 'group')
        return this.group(node, node.text.slice(colon + 1)) ?? this.unknown(node, node.text.slice(colon + 1));
      return this.inDimension(node, name);
    }
    return (
      this.group(node, node.text) ??
      this.country(node, node.text) ??
      this.lab(node, node.text) ??
      this.modelByName(node) ??
      this.word(node) ??
      this.unknown(node, node.text)
    );
  }

  private group(node: Item, name: string): BoundItem | undefined {
    const group = this.groups.get(name);
    if (!group) return undefined;
    if (this.openGroups.includes(name)) {
      this.problems.error(
        node,
        'circle',
        `\`${name}\` is defined by itself: ${[...this.openGroups, name].join(' → ')}.`,
      );
      return undefined;
    }
    const deep = tooDeep(name, this.openGroups);
    if (deep !== undefined) {
      this.problems.error(node, 'too-deep', deep);
      return undefined;
    }
    // What is wrong inside the group is said at the group, not at each of its uses.
    const inside = new Problems();
    const set = new SetBinder(this.lens, this.groups, inside, [...this.openGroups, name]).set(group.set);
    if (!set) {
      const known = inside.all.find((each) => each.code === 'circle' || each.code === 'too-deep');
      const message = known?.message ?? `The group \`${name}\` cannot be read; mend its definition first.`;
      this.problems.error(node, known?.code ?? 'broken-group', message);
      return undefined;
    }
    return {
      label: name,
      member: named('group', name, name),
      dimension: 'group',
      test: set.test,
      exact: set.models === 1,
      columns: set.columns,
    };
  }

  private country(node: Item, name: string): BoundItem | undefined {
    const { registry } = this.lens;
    const code = registry.country(name) ?? this.columnWord('country', name);
    if (code === undefined || !this.has('country', node)) return undefined;
    return {
      label: code,
      member: countryMember(registry, code),
      dimension: 'country',
      test: (key) => !key.other && this.lens.country(key) === code,
      exact: false,
      columns: [],
    };
  }

  private lab(node: Item, name: string): BoundItem | undefined {
    const lab = this.lens.registry.lab(name);
    const slug = lab?.slug ?? this.columnWord('lab', name) ?? this.authorInData(name);
    if (slug === undefined || !this.has('lab', node)) return undefined;
    if (lab?.stealth) {
      this.problems.error(
        node,
        'stealth-lab',
        `\`${name}\` is a slug for models whose maker is undisclosed, so it is no lab; name its models: \`${lab.slugs[0] ?? name}/*\`.`,
        [replace(node, `${lab.slug}/*`)],
      );
      return undefined;
    }
    return {
      label: name,
      member: {
        ...named('lab', slug, lab?.name ?? slug),
        ...(lab?.country === undefined ? {} : { country: lab.country }),
      },
      dimension: 'lab',
      test: (key) => !key.other && this.lens.lab(key)?.slug === slug,
      // The lump row is of models: it can hold more of a lab that is listed.
      exact: false,
      columns: [],
    };
  }

  /** A model by slug; `*` stands for anything, and `:*` after a slug for all variants and dated slugs of the model. */
  private model(node: Item, text: string): BoundItem | undefined {
    if (this.isRatio(node, text) || !this.has('model', node)) return undefined;
    if (text.endsWith(':*')) {
      const base = text.slice(0, -2);
      const resolved = this.lens.registry.resolveModel(base);
      if (resolved.match !== 'none' && resolved.match !== 'author') {
        return this.modelItem(text, resolved.label, (key) => this.lens.model(key)?.model === resolved.model);
      }
      return this.glob(node, text, `${base}*`);
    }
    if (text.includes('*')) return this.glob(node, text, text);
    const wanted = this.lens.registry.resolveModel(text);
    const column = this.lens.dataset.texts.get(this.lens.dataset.roles.model ?? '');
    const inData =
      column?.words.some((word) => this.lens.registry.resolveModel(word).key === wanted.key) ?? false;
    if (!inData && wanted.model === undefined) return this.notAModel(node, text);
    return {
      ...this.modelItem(text, wanted.label, (key) => this.lens.model(key)?.key === wanted.key, wanted.key),
      exact: true,
    };
  }

  private modelItem(text: string, label: string, test: (key: Key) => boolean, key = text): BoundItem {
    return {
      label: text,
      member: named('model', key, label),
      dimension: 'model',
      test: (each) => !each.other && test(each),
      exact: false,
      columns: [],
    };
  }

  private glob(node: Item, text: string, pattern: string): BoundItem | undefined {
    const expression = new RegExp(`^${pattern.toLowerCase().split('*').map(escapeRegExp).join('.*')}$`);
    const matches = (word: string): boolean =>
      expression.test(word.toLowerCase()) ||
      expression.test(this.lens.registry.resolveModel(word).key.toLowerCase());
    const column = this.lens.dataset.texts.get(this.lens.dataset.roles.model ?? '');
    const anywhere = column?.words.some(matches) ?? false;
    if (!anywhere && !this.lens.registry.models.some((model) => matches(model.slug))) {
      this.problems.error(
        node,
        'matches-nothing',
        `No model of ${this.lens.dataset.name} matches \`${text}\`.`,
      );
      return undefined;
    }
    return this.modelItem(
      text,
      text,
      (key) =>
        key.identity !== undefined && matches(key.words.get(this.lens.dataset.roles.model ?? '') ?? ''),
    );
  }

  /** "Claude Sonnet 4.6": a model by its display name. */
  private modelByName(node: Item): BoundItem | undefined {
    if (this.lens.dataset.roles.model === undefined) return undefined;
    const resolved = this.lens.registry.resolveModel(node.text);
    const column = this.lens.dataset.texts.get(this.lens.dataset.roles.model);
    const inData = column?.words.some((word) => word.toLowerCase() === node.text.toLowerCase()) ?? false;
    if (resolved.model === undefined && !inData) return undefined;
    return {
      ...this.modelItem(
        node.text,
        resolved.label,
        (key) => this.lens.model(key)?.key === resolved.key,
        resolved.key,
      ),
      exact: true,
    };
  }

  /** A word of one of the dataset's own text columns. */
  private word(node: Item): BoundItem | undefined {
    const { dataset } = this.lens;
    const roles = new Set(Object.values(dataset.roles));
    for (const column of dataset.texts.values()) {
      if (roles.has(column.name)) continue;
      const word = column.words.find((each) => each.toLowerCase() === node.text.toLowerCase());
      if (word === undefined) continue;
      const test = (key: Key): boolean => key.words.get(column.name) === word;
      return {
        label: word,
        member: named(column.name, word, word),
        dimension: column.name,
        test,
        exact: false,
        columns: [column.name],
      };
    }
    return undefined;
  }

  private columnWord(role: 'lab' | 'country', name: string): string | undefined {
    const column = this.lens.dataset.roles[role];
    return this.lens.dataset.texts
      .get(column ?? '')
      ?.words.find((word) => word.toLowerCase() === name.toLowerCase() && word !== 'other');
  }

  /** The author part of a slug in the data, for labs that the registry does not know. */
  private authorInData(name: string): string | undefined {
    const column = this.lens.dataset.texts.get(this.lens.dataset.roles.model ?? '');
    const prefix = `${name.toLowerCase()}/`;
    return column?.words.find((word) => word.toLowerCase().startsWith(prefix))?.split('/')[0];
  }

  private has(dimension: 'model' | 'lab' | 'country', node: Item): boolean {
    if (this.lens.columnOf(dimension) !== undefined) return true;
    this.problems.error(
      node,
      'no-such-dimension',
      `${this.lens.dataset.name} knows no ${pluralOf(dimension)}: it has no column of ${dimension === 'country' ? 'countries, labs or models' : pluralOf(dimension)}.`,
    );
    return false;
  }

  /** `CN/US`: two names around a slash that are no slug of a model. */
  private isRatio(node: Item, text: string): boolean {
    const [left = '', right = '', ...more] = text.split('/');
    const { registry, dataset } = this.lens;
    const isName = (name: string): boolean =>
      this.groups.has(name) || registry.country(name) !== undefined || registry.lab(name) !== undefined;
    if (more.length > 0 || !isName(left) || !isName(right)) return false;
    const words = dataset.texts.get(dataset.roles.model ?? '')?.words ?? [];
    if (words.some((word) => word.toLowerCase() === text.toLowerCase())) return false;
    if (registry.resolveModel(text).model !== undefined) return false;
    this.problems.error(
      node,
      'slash',
      `\`${text}\` reads as the slug of a model. To divide ${left} by ${right}, write \`ratio of tokens for ${left} to ${right}\`.`,
    );
    return true;
  }

  /** The nearest names, as models are called in the registry and in the data, and all variants of the nearest one. */
  private notAModel(node: Item, text: string): BoundItem | undefined {
    const { registry } = this.lens;
    const column = this.lens.dataset.texts.get(this.lens.dataset.roles.model ?? '');
    const names = registry.models.flatMap(({ slug, aliases }) => [slug, ...aliases]);
    const near = closest(text, [...(column?.words ?? []), ...names]);
    const [first] = near;
    const every = first === undefined || first.includes(':') ? [] : [`${first}:*`];
    const all = every.map((each) => ` (\`${each}\` is it with all its variants and dated slugs)`).join('');
    const hint =
      first === undefined
        ? ', neither in the registry nor in the data.'
        : `; did you mean ${listOf(near.map((each) => `\`${each}\``))}?${all}`;
    this.problems.error(
      node,
      'unknown-model',
      `No model is called \`${text}\`${hint}`,
      [...near, ...every].map((each) => replace(node, each)),
    );
    return undefined;
  }

  /** `us_big_three`: who looks for the country instead should know what it takes. */
  private countryIn(text: string): string {
    const code = text
      .split('_')
      .filter((part) => part.length === 2)
      .map((part) => this.lens.registry.country(part))
      .find((each) => each !== undefined);
    return code === undefined ? '' : ` \`${code}\` would include every ${code} lab.`;
  }

  private unknown(node: Item, text: string, words?: ReadonlySet<string>): BoundItem | undefined {
    // The dimension is missing in the dataset: said already.
    if (this.problems.all.some((each) => each.start === node.start && each.severity === 'error'))
      return undefined;
    const { registry, dataset } = this.lens;
    const names = words ?? [
      ...this.groups.keys(),
      ...registry.labs.flatMap((lab) => [...lab.slugs, ...(/^[\w-]+$/.test(lab.name) ? [lab.name] : [])]),
      ...registry.countries.keys(),
      ...[...registry.countries.values()].filter((name) => /^\w+$/.test(name)),
      ...(node.form === 'string'
        ? registry.models.flatMap((model) => (model.name === undefined ? [] : [model.name]))
        : []),
    ];
    const near = closest(text, names);
    const quote = (name: string): string => (node.form === 'string' ? `"${name}"` : name);
    const hint =
      near.length > 0
        ? `; did you mean ${listOf(near.map((each) => `\`${quote(each)}\``))}?${this.countryIn(text)}`
        : `. Name a country (CN), a lab (openai), a model (openai/gpt-4o-mini), or define it: \`group ${/^\w+$/.test(text) ? text : 'name'} = lab (…)\`.${this.countryIn(text)}`;
    this.problems.error(
      node,
      'unknown-name',
      `\`${text}\` is no group, country, lab or model that ${dataset.name} or the registry knows${hint}`,
      near.map((each) => replace(node, quote(each))),
    );
    return undefined;
  }
}

/** Everything that is in one of the items. */
export function union(items: readonly BoundItem[]): BoundSet {
  return {
    label: items.map((each) => each.label).join(', '),
    items,
    test: (key) => items.some((each) => each.test(key)),
    everything: false,
    models: items.every((each) => each.exact) ? items.length : undefined,
    columns: items.flatMap((each) => each.columns),
  };
}

function escapeRegExp(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}

/** The set of one item that is written as a bare name. */
export function setOfName({ text, start, end }: Name): SetNode {
  return { kind: 'one', item: { kind: 'item', form: 'name', text, start, end }, start, end };
}
