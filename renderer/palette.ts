/**
 * Which colour stands for what. Countries and labs that readers meet again and again have a colour of their own in
 * every chart; anything else gets one by its name, so that the same thing is never two colours in two cells. Only where
 * two things would share a colour within one chart does the second one move, always to the same next place.
 */
import type { Member } from '../src/protocol/result';
import { contrast, mix, readable } from './colour';
import type { Theme } from './theme';

export type Dash = 'solid' | 'dash' | 'dot' | 'dashdot' | 'longdash';
export type Pattern = '' | '/' | '.' | '\\';

/** How one member is drawn. */
export interface Paint {
  readonly colour: string;
  /** The colour for words beside the mark: the same hue at the contrast that text needs. */
  readonly ink: string;
  readonly dash: Dash;
  readonly pattern: Pattern;
  readonly grey: boolean;
}

/** Twelve hues that people with the common colour deficiencies tell apart by hue or by lightness: [on light, on dark]. */
const SLOTS = {
  blue: ['#0b6bb8', '#5aaef2'],
  vermilion: ['#cc4b0c', '#ff8a4c'],
  green: ['#0a8559', '#3ecf9a'],
  purple: ['#7b3fb5', '#bf97f5'],
  amber: ['#a06a00', '#f2c14a'],
  pink: ['#c43d8b', '#f58cc6'],
  teal: ['#067f8c', '#4fd3df'],
  brown: ['#7a4a28', '#cda37f'],
  indigo: ['#3d47c2', '#8f9bff'],
  red: ['#b3202c', '#ff7a80'],
  olive: ['#667708', '#b9cf4b'],
  plum: ['#7d2a5a', '#d98ab8'],
} as const;
type Slot = keyof typeof SLOTS;
const NAMES = Object.keys(SLOTS) as Slot[];

/** In the order of who keeps the colour when two of them meet in one chart. */
const FIXED = new Map<string, Slot>([
  ['country:CN', 'vermilion'],
  ['country:US', 'blue'],
  ['country:FR', 'purple'],
  ['country:KR', 'teal'],
  ['country:CA', 'pink'],
  ['country:IL', 'indigo'],
  ['country:DE', 'amber'],
  ['country:JP', 'red'],
  ['country:GB', 'plum'],
  ['country:IN', 'green'],
  ['country:AE', 'olive'],
  ['country:SG', 'brown'],
  ['lab:openai', 'green'],
  ['lab:anthropic', 'amber'],
  ['lab:google', 'blue'],
  ['lab:x-ai', 'brown'],
  ['lab:deepseek', 'indigo'],
  ['lab:qwen', 'purple'],
  ['lab:z-ai', 'teal'],
  ['lab:moonshotai', 'plum'],
  ['lab:minimax', 'red'],
  ['lab:xiaomi', 'vermilion'],
  ['lab:tencent', 'olive'],
  ['lab:stepfun', 'pink'],
  ['lab:meta-llama', 'indigo'],
  ['lab:meta', 'indigo'],
  ['lab:nvidia', 'olive'],
  ['lab:mistralai', 'vermilion'],
  ['lab:microsoft', 'teal'],
  ['lab:amazon', 'amber'],
  ['lab:cohere', 'pink'],
  ['lab:baidu', 'blue'],
  ['lab:bytedance', 'red'],
  ['lab:arcee-ai', 'plum'],
  ['weights:open', 'teal'],
  ['weights:closed', 'plum'],
]);
const PRIORITY = [...FIXED.keys()];

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
  /** How often the slot is already used in this chart: 0 for its first owner. */
  readonly turn: number;
}

/** Gives each key a slot. The order of `keys` does not matter, so a chart's ranking never changes its colours. */
export function assignSlots(keys: Iterable<string>): Map<string, Place> {
  const rank = (key: string) => {
    const index = PRIORITY.indexOf(key);
    return index < 0 ? PRIORITY.length : index;
  };
  const sorted = [...new Set(keys)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const used = new Map<Slot, number>();
  const places = new Map<string, Place>();
  for (const key of sorted) {
    const start = FIXED.get(key) ?? NAMES[hash(key) % NAMES.length] ?? 'blue';
    const turns = Math.min(...NAMES.map((name) => used.get(name) ?? 0));
    let at = NAMES.indexOf(start);
    // Seven is coprime to twelve: every slot is visited, and the next one is never a neighbour in hue.
    while ((used.get(NAMES[at] ?? start) ?? 0) > turns) at = (at + 7) % NAMES.length;
    const slot = NAMES[at] ?? start;
    places.set(key, { slot, turn: used.get(slot) ?? 0 });
    used.set(slot, (used.get(slot) ?? 0) + 1);
  }
  return places;
}

const TURN_DASHES: readonly Dash[] = ['solid', 'longdash', 'dot'];

function named(place: Place, theme: Theme): Paint {
  const [light, dark] = SLOTS[place.slot];
  const base = theme.dark ? dark : light;
  // A second owner of a slot is a paler shade of it, and dashed.
  const shade = place.turn === 0 ? base : mix(base, theme.text, 0.6);
  const colour = readable(shade, theme.background, theme.highContrast ? 4.5 : 3);
  return {
    colour,
    ink: readable(colour, theme.background, theme.highContrast ? 7 : 4.5),
    dash: TURN_DASHES[place.turn % TURN_DASHES.length] ?? 'solid',
    pattern: place.turn % 2 === 1 ? '\\' : '',
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

/** A single line is named after what it counts: where that is a well-known country or lab, it has its colour. */
function hueKey({ hue }: Member): string {
  const name = /^value:(.+)$/.exec(hue.key)?.[1];
  return [`country:${name ?? ''}`, `lab:${name ?? ''}`].find((key) => FIXED.has(key)) ?? hue.key;
}

/** The paints of a chart's members, in their order. */
export function paintMembers(members: readonly Member[], theme: Theme): Paint[] {
  const places = assignSlots(members.filter((member) => greyKind(member) === undefined).map(hueKey));
  return members.map((member) => {
    const kind = greyKind(member);
    const place = places.get(hueKey(member));
    return kind !== undefined || !place ? grey(kind ?? 'other', theme) : named(place, theme);
  });
}

/** A light tint of the paint for bands, that still lets lines be seen through it. */
export function tint(paint: Paint, theme: Theme): number {
  return theme.highContrast ? 0.32 : contrast(paint.colour, theme.background) > 6 ? 0.16 : 0.2;
}
