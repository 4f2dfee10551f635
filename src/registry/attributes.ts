/**
 * The attributes of a model that a query can test, and a measure can calculate with. An attribute that the registry does
 * not know of a model is `undefined`: it passes no test, and no figure is made of it.
 */
import { weightsOn, type ResolvedModel } from './registry';

interface Described {
  readonly name: string;
  /** Other words for it. */
  readonly alsoCalled: readonly string[];
  /** What it means, for hovers and documentation. */
  readonly meaning: string;
}

export interface NumberAttribute extends Described {
  readonly kind: 'number';
  /** All that there are today: prices. */
  readonly unit: 'US dollars per million tokens';
  readonly of: (model: ResolvedModel) => number | undefined;
}

export interface TextAttribute extends Described {
  readonly kind: 'text';
  /** The word on a day, YYYY-MM-DD: weights may be opened later. Without a day, the word as of now. */
  readonly of: (model: ResolvedModel, day?: string) => string | undefined;
}

export interface DayAttribute extends Described {
  readonly kind: 'day';
  /** YYYY-MM-DD. */
  readonly of: (model: ResolvedModel) => string | undefined;
}

export type Attribute = NumberAttribute | TextAttribute | DayAttribute;

/** Later than any day in the registry. */
const NOW = '9999-12-31';

export const ATTRIBUTES: readonly Attribute[] = [
  {
    kind: 'text',
    name: 'weights',
    alsoCalled: [],
    meaning: 'Whether the model’s weights are open or closed, on the day that is counted.',
    of: ({ model }, day = NOW) => weightsOn(model, day),
  },
  {
    kind: 'text',
    name: 'variant',
    alsoCalled: [],
    meaning: 'What stands after the colon of a slug, such as free or thinking; standard where nothing does.',
    of: ({ variant }) => variant ?? 'standard',
  },
  {
    kind: 'day',
    name: 'release',
    alsoCalled: [],
    meaning: 'The day on which the model was released.',
    of: ({ model }) => model?.released,
  },
  {
    kind: 'number',
    name: 'price',
    alsoCalled: ['input_price'],
    meaning: 'US dollars per million input tokens, as listed; a :free variant costs 0.',
    unit: 'US dollars per million tokens',
    of: (resolved) => priceOf(resolved, 'input'),
  },
  {
    kind: 'number',
    name: 'output_price',
    alsoCalled: [],
    meaning: 'US dollars per million output tokens, as listed; a :free variant costs 0.',
    unit: 'US dollars per million tokens',
    of: (resolved) => priceOf(resolved, 'output'),
  },
];

const BY_NAME: ReadonlyMap<string, Attribute> = new Map(
  ATTRIBUTES.flatMap((each) => [each.name, ...each.alsoCalled].map((name) => [name, each] as const)),
);

/** The attribute of a name; case does not matter. */
export function attribute(name: string): Attribute | undefined {
  return BY_NAME.get(name.toLowerCase());
}

/** The names of the attributes of a kind, or of all, for messages and completion. */
export function attributeNames(kind?: Attribute['kind']): string[] {
  return ATTRIBUTES.filter((each) => kind === undefined || each.kind === kind).map(({ name }) => name);
}

/** How a number is read off a model, if the name is that of a number. */
export function numberAttribute(name: string): NumberAttribute['of'] | undefined {
  const found = attribute(name);
  return found?.kind === 'number' ? found.of : undefined;
}

/** How a word is read off a model, if the name is that of a word. */
export function textAttribute(name: string): TextAttribute['of'] | undefined {
  const found = attribute(name);
  return found?.kind === 'text' ? found.of : undefined;
}

/** How a day (YYYY-MM-DD) is read off a model, if the name is that of a day. */
export function dayAttribute(name: string): DayAttribute['of'] | undefined {
  const found = attribute(name);
  return found?.kind === 'day' ? found.of : undefined;
}

function priceOf({ model, variant }: ResolvedModel, side: 'input' | 'output'): number | undefined {
  return variant === 'free' ? 0 : model?.price?.[side];
}
