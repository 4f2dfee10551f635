/**
 * Which colour stands for what. Countries and labs that readers meet again and again have a colour of their own in
 * every chart, whatever is filtered; anything else gets one by its name. Only where two such things would share a colour
 * within one chart does the second one move, always to the same next place.
 */
import type { Member } from '../src/protocol/result';
import { contrast, mix, readable } from './colour';
import type { Theme } from './theme';

export type Dash = 'solid' | 'dash' | 'dot' | 'dashdot' | 'longdash';
export type Pattern = '' | '/' | '.' | '\\' | 'x' | '-' | '|' | '+';

/** How one member is drawn. */
export interface Paint {
  readonly colour: string;
  /** The colour for words beside the mark: the same hue at the contrast that text needs. */
  readonly ink: string;
  readonly dash: Dash;
  readonly pattern: Pattern;
  readonly grey: boolean;
}

/**
 * Twelve hues, [on light, on dark]. They differ in lightness as much as in hue, so that eyes with protanopia, deuteranopia
 * or tritanopia tell any two of them apart as well.
 */
export const SLOTS = {
  blue: ['#0b6bb8', '#5aaef2'],
  vermilion: ['#cc4b0c', '#ff8a4c'],
  green: ['#1b9578', '#58d38d'],
  purple: ['#6831a1', '#a16aba'],
  amber: ['#ba7d40', '#ecc440'],
  pink: ['#b73c95', '#fea4cb'],
  teal: ['#006978', '#30e4fd'],
  brown: ['#724200', '#bc9677'],
  indigo: ['#7668e7', '#5c83e2'],
  red: ['#a81b42', '#d25c5e'],
  olive: ['#577b0b', '#bbee80'],
  plum: ['#760a55', '#db7dc3'],
} as const;
type Slot = keyof typeof SLOTS;
const NAMES = Object.keys(SLOTS) as Slot[];

/** Each hue as it is, and nearer to the colour of words: twenty-four looks. */
type Shade = 'plain' | 'deep';

/**
 * Who has a look of their own, whatever stands beside them. No two countries share one, and no two labs; a country and a
 * lab may, as they are rarely in one chart. In the order of who keeps it where they are.
 */
const OWN: readonly (readonly [dimension: string, shade: Shade, owners: Partial<Record<Slot, string>>])[] = [
  [
    'country',
    'plain',
    {
      vermilion: 'CN',
      blue: 'US',
      purple: 'FR',
      teal: 'KR',
      pink: 'CA',
      indigo: 'IL',
      amber: 'DE',
      red: 'JP',
      plum: 'GB',
      green: 'IN',
      olive: 'AE',
      brown: 'SG',
    },
  ],
  [
    'lab',
    'plain',
    {
      green: 'openai',
      amber: 'anthropic',
      blue: 'google',
      brown: 'x-ai',
      indigo: 'deepseek',
      purple: 'qwen',
      teal: 'z-ai',
      plum: 'moonshotai',
      red: 'minimax',
      vermilion: 'xiaomi',
      olive: 'tencent',
      pink: 'stepfun',
    },
  ],
  [
    'lab',
    'deep',
    {
      indigo: 'meta-llama',
      olive: 'nvidia',
      vermilion: 'mistralai',
      teal: 'microsoft',
      amber: 'amazon',
      pink: 'cohere',
      blue: 'baidu',
      red: 'bytedance',
      plum: 'arcee-ai',
      green: 'inclusionai',
      brown: 'poolside',
      purple: 'perplexity',
    },
  ],
  ['weights', 'plain', { teal: 'open', plum: 'closed' }],
];
const FIXED = new Map<string, { readonly slot: Slot; readonly shade: Shade }>(
  OWN.flatMap(([dimension, shade, owners]) =>
    NAMES.flatMap((slot) => {
      const owner = owners[slot];
      return owner === undefined ? [] : [[`${dimension}:${owner}`, { slot, shade }] as const];
    }),
  ),
);
const PRIORITY = [...FIXED.keys()];

/** The keys that have a look of their own. */
export const FIXED_KEYS: readonly string[] = PRIORITY;

/** FNV-1a: small, and the same on every machine. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return value;
}

interface Place {
  readonly slot: Slot;
  readonly shade: Shade;
  /** How often the slot is already used in this chart: 0 for its first owner. */
  readonly turn: number;
}

/**
 * Gives each key a place. The order of `keys` does not matter, so a chart's ranking never changes its colours; and keys
 * with a look of their own have it in any company of their kind.
 */
export function assignSlots(keys: Iterable<string>): Map<string, Place> {
  const rank = (key: string) => {
    const index = PRIORITY.indexOf(key);
    return index < 0 ? PRIORITY.length : index;
  };
  const sorted = [...new Set(keys)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const used = new Map<Slot, Shade[]>();
  const places = new Map<string, Place>();
  for (const key of sorted) {
    const own = FIXED.get(key);
    const slot = own?.slot ?? freeSlot(key, (name) => used.get(name)?.length ?? 0);
    const shades = used.get(slot) ?? [];
    const wanted = [own?.shade ?? 'plain', 'plain', 'deep'] as const;
    const shade = wanted.find((each) => !shades.includes(each)) ?? 'plain';
    places.set(key, { slot, shade, turn: shades.length });
    used.set(slot, [...shades, shade]);
  }
  return places;
}

/** From where the name says on, the first of the slots that are used least. */
function freeSlot(key: string, usedBy: (slot: Slot) => number): Slot {
  const least = Math.min(...NAMES.map(usedBy));
  const start = hash(key) % NAMES.length;
  // Seven is coprime to twelve: every slot is visited, and the next one is never a neighbour in hue.
  const order = NAMES.map((_, step) => NAMES[(start + 7 * step) % NAMES.length] ?? 'blue');
  return order.find((slot) => usedBy(slot) <= least) ?? 'blue';
}

const TURN_DASHES: readonly Dash[] = ['solid', 'longdash', 'dot'];
/** In high contrast, hues have patterns as well. Those of the greys are not among them. */
const HUE_PATTERNS: readonly Pattern[] = ['', '\\', 'x', '-', '|', '+'];

/** `alone`: there is no other hue in the chart to be told from. */
function named({ slot, shade, turn }: Place, theme: Theme, alone: boolean): Paint {
  const [light, dark] = SLOTS[slot];
  const base = theme.dark ? dark : light;
  const shaded = shade === 'plain' ? base : mix(base, theme.text, 0.6);
  const colour = readable(shaded, theme.background, theme.highContrast ? 4.5 : 3);
  return {
    colour,
    ink: readable(colour, theme.background, theme.highContrast ? 7 : 4.5),
    // Whoever else has the hue in this chart is dashed, and hatched.
    dash: TURN_DASHES[turn % TURN_DASHES.length] ?? 'solid',
    pattern:
      theme.highContrast && !alone
        ? (HUE_PATTERNS[(NAMES.indexOf(slot) + turn) % HUE_PATTERNS.length] ?? '')
        : turn % 2 === 1
          ? '\\'
          : '',
    grey: false,
  };
}

/** The three words for the rest: told apart by shade and by pattern, never by colour. */
const GREYS: Readonly<Record<'rest' | 'unknown' | 'other', { share: number; dash: Dash; pattern: Pattern }>> =
  {
    rest: { share: 0.62, dash: 'dash', pattern: '' },
    unknown: { share: 0.74, dash: 'dot', pattern: '/' },
    other: { share: 0.55, dash: 'dashdot', pattern: '.' },
  };

function grey(kind: 'rest' | 'unknown' | 'other', theme: Theme): Paint {
  const { share, dash, pattern } = GREYS[kind];
  const neutral = theme.dark ? '#e8e8e8' : '#202020';
  const colour = readable(
    mix(neutral, theme.background, share),
    theme.background,
    theme.highContrast ? 4.5 : 3,
  );
  return { colour, ink: theme.muted, dash, pattern, grey: true };
}

/** For explaining a way of drawing (a band, a dotted line) that several members share. */
export function neutral(theme: Theme): Paint {
  return { colour: theme.muted, ink: theme.muted, dash: 'solid', pattern: '', grey: true };
}

/** The kind of grey, also for a named member whose hue is one of the three words (a stealth model, by country). */
export function greyKind(member: Member): 'rest' | 'unknown' | 'other' | undefined {
  if (member.kind !== 'named') return member.kind;
  const value = /^[a-z]+:(rest|unknown|other)$/.exec(member.hue.key)?.[1];
  return value as 'rest' | 'unknown' | 'other' | undefined;
}

/** Labs that have changed their name. */
const RENAMED: Readonly<Record<string, string>> = { 'lab:meta': 'lab:meta-llama' };

/** A single line is named after what it counts: where that is a well-known country or lab, it has its colour. */
function hueKey({ hue }: Member): string {
  const name = /^value:(.+)$/.exec(hue.key)?.[1];
  const key = [`country:${name ?? ''}`, `lab:${name ?? ''}`].find((each) => FIXED.has(each)) ?? hue.key;
  return RENAMED[key] ?? key;
}

/** The paints of a chart's members, in their order. A part of a chart has the colours that it has among the `others`. */
export function paintMembers(
  members: readonly Member[],
  theme: Theme,
  others: readonly Member[] = [],
): Paint[] {
  const hued = [...members, ...others].filter((member) => greyKind(member) === undefined);
  const places = assignSlots(hued.map(hueKey));
  return members.map((member) => {
    const kind = greyKind(member);
    const place = places.get(hueKey(member));
    return kind !== undefined || !place
      ? grey(kind ?? 'other', theme)
      : named(place, theme, places.size === 1);
  });
}

/** A light tint of the paint for bands, that still lets lines be seen through it. */
export function tint(paint: Paint, theme: Theme): number {
  return theme.highContrast ? 0.32 : contrast(paint.colour, theme.background) > 6 ? 0.16 : 0.2;
}
