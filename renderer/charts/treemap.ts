/** Parts inside parts as areas: each tile is as large as its share of the whole, and coloured by what it lies in. */
import type { Annotation, Data } from 'plotly.js-dist-min';

import { formatValue } from '../../src/protocol/format';
import type { Member, TreeFigure } from '../../src/protocol/result';
import { inkOn, mix } from '../colour';
import { greyKind, neutral, paintMembers, type Paint } from '../palette';
import { literal, plain, shorten } from '../text';
import { isInside, type Box } from './boxes';
import { remark } from './chooseScale';
import type { Drawing, LegendEntry, Surface, TipRow } from './drawing';
import { baseLayout, makeFrame, textAt, tickSize } from './frame';
import { LAST_KINDS, known, tipRow } from './members';
import { layTiles, type Padding } from './tiles';
import type { Theme } from '../theme';

type Node = TreeFigure['nodes'][number];

/** Deeper than this nothing is to be seen. */
const MOST_LEVELS = 8;

interface Tile {
  readonly node: Node | undefined;
  /** 0 is the whole. */
  readonly depth: number;
  readonly value: number;
  readonly parts: readonly Tile[];
  readonly parent: Node | undefined;
}

export function hasTiles(figure: TreeFigure): boolean {
  return grow(figure).value > 0;
}

export function drawTreemap(figure: TreeFigure, surface: Surface): Drawing {
  const { theme, width } = surface;
  const { unit } = figure;
  const size = tickSize(surface);
  const root = grow(figure);
  const padding: Padding = { top: size + 10, side: 3, inner: 2 };
  const height = Math.round(Math.max(320, Math.min(560, width * 0.62)));
  const frame = makeFrame(width, height, { left: 0, right: 0, top: 0, bottom: 0 });
  const boxes = layTiles(root, width, height, padding);
  const tiles = [...boxes.keys()];
  const boxOf = (tile: Tile): Box => boxes.get(tile) ?? { left: 0, right: 0, top: 0, bottom: 0 };

  const outer = root.parts.flatMap(({ node }) => node?.member ?? []);
  const outerPaints = paintMembers(outer, theme, surface.others);
  const paints = new Map<Tile, Paint>([[root, neutral(theme)]]);
  for (const [index, tile] of root.parts.entries())
    paintTile(tile, outerPaints[index] ?? neutral(theme), theme, paints);
  const paintOf = (tile: Tile): Paint => paints.get(tile) ?? neutral(theme);
  const leafColour = (colour: string) => mix(colour, theme.background, 0.6);
  const fill = (tile: Tile): string => {
    const { colour } = paintOf(tile);
    if (tile === root) return mix(theme.text, theme.background, 0.08);
    // What holds other tiles is their frame, lighter than they are.
    if (tile.parts.length > 0) return mix(colour, theme.background, tile.depth === 1 ? 0.16 : 0.32);
    return leafColour(colour);
  };

  const ids = new Map(tiles.map((tile, index) => [tile, `tile${index}`]));
  const parents = new Map(
    tiles.flatMap((tile) => tile.parts.map((part) => [part, ids.get(tile) ?? ''] as const)),
  );
  const data: Data[] = [
    {
      type: 'treemap',
      name: 'tiles',
      ids: tiles.map((tile) => ids.get(tile) ?? ''),
      // Plotly would write the names of what holds other tiles, whatever its `textinfo`.
      labels: tiles.map(() => ''),
      parents: tiles.map((tile) => parents.get(tile) ?? ''),
      values: tiles.map(({ value }) => value),
      branchvalues: 'total',
      sort: false,
      textinfo: 'none',
      hoverinfo: 'skip',
      pathbar: { visible: false },
      tiling: { packing: 'squarify', squarifyratio: 1, pad: padding.inner },
      root: { color: fill(root) },
      domain: { x: [0, 1], y: [0, 1] },
      marker: {
        colors: tiles.map(fill),
        depthfade: false,
        pad: { t: padding.top, l: padding.side, r: padding.side, b: padding.side },
        line: {
          width: theme.highContrast ? 1 : 0,
          color: theme.highContrast ? theme.text : theme.background,
        },
      },
    },
  ];

  const annotations: Annotation[] = [];
  const named = new Set<Tile>();
  for (const tile of tiles) {
    const lines = tileWords(tile, figure, boxOf(tile), surface, padding);
    if (lines.length === 0) continue;
    named.add(tile);
    const box = boxOf(tile);
    const colour = inkOn(fill(tile));
    for (const [index, { text, bold }] of lines.entries()) {
      const at = { x: box.left + 5, y: box.top + padding.top / 2 + index * (size + 4) };
      annotations.push(
        textAt(surface, frame, at, bold ? `<b>${literal(text)}</b>` : literal(text), { colour, size }),
      );
    }
  }

  const nameless = root.parts.filter((tile) => !named.has(tile));
  const legend: LegendEntry[] = nameless.flatMap(({ node }, index): LegendEntry[] => {
    const tile = nameless[index];
    if (!node || !tile) return [];
    return [
      {
        label: plain(node.member.label),
        value: formatValue(node.share, 'fraction'),
        swatch: 'area',
        paint: { ...paintOf(tile), colour: leafColour(paintOf(tile).colour), pattern: '' },
      },
    ];
  });
  const walk = tiles.filter((tile) => tile !== root);
  const without = figure.nodes.filter(({ measured }) => (measured.value ?? 0) <= 0).length;
  return {
    data,
    layout: { ...baseLayout(surface, frame), annotations },
    height: frame.height,
    legend,
    notes:
      without > 0
        ? [
            remark(
              `${without} of ${figure.nodes.length} have no area, because they have no value above zero.`,
            ),
          ]
        : [],
    pointing: {
      count: walk.length,
      at(x, y) {
        // The innermost tile comes after those around it.
        const found = walk.findLastIndex((tile) => isInside(boxOf(tile), x, y));
        return found < 0 ? undefined : found;
      },
      place(index) {
        const tile = walk[index];
        const box = boxOf(tile ?? root);
        return { x: (box.left + box.right) / 2, y: box.top + padding.top / 2 };
      },
      member: (index) => walk[index]?.node?.member,
      tip(index) {
        const tile = walk[index];
        if (!tile?.node) return { title: '', rows: [] };
        const { node, parent, depth } = tile;
        const level = figure.levels[depth - 1];
        const row = tipRow(BARE, node.measured, unit, paintOf(tile));
        const rows: TipRow[] = [{ ...row, label: level === undefined ? 'value' : plain(level) }];
        rows.push({ label: 'of the whole', value: formatValue(node.share, 'fraction') });
        if (parent && parent.share > 0)
          rows.push({
            label: `of ${plain(parent.member.label)}`,
            value: formatValue(node.share / parent.share, 'fraction'),
          });
        return { title: plain(node.member.label), rows };
      },
      box: (index) => boxOf(walk[index] ?? root),
    },
  };
}

const BARE: Member = { key: '', label: '', kind: 'named', hue: { key: '', label: '' } };

/** Tiles take the colour of what they lie in; rest, unknown and other are grey wherever they are. */
function paintTile(tile: Tile, paint: Paint, theme: Theme, paints: Map<Tile, Paint>): void {
  const member = tile.node?.member;
  const own = member && greyKind(member) !== undefined ? paintMembers([member], theme)[0] : undefined;
  paints.set(tile, own ?? paint);
  for (const part of tile.parts) paintTile(part, own ?? paint, theme, paints);
}

/**
 * The tree of a figure, the largest parts first and what is left of them last. Nodes without an area, and those that
 * hang on nothing, are left out; a branch is as large as its parts.
 */
function grow({ nodes }: TreeFigure): Tile {
  const ids = new Set(nodes.map(({ id }) => id));
  const below = new Map<string | undefined, Node[]>();
  for (const node of nodes) {
    const parent = node.parent !== undefined && ids.has(node.parent) ? node.parent : undefined;
    const parts = below.get(parent);
    if (parts) parts.push(node);
    else below.set(parent, [node]);
  }
  const seen = new Set<string>();
  const make = (node: Node | undefined, depth: number, parent: Node | undefined): Tile => {
    const fresh = (depth < MOST_LEVELS ? (below.get(node?.id) ?? []) : []).filter(({ id }) => !seen.has(id));
    for (const { id } of fresh) seen.add(id);
    const parts = fresh
      .map((each) => make(each, depth + 1, node))
      .filter(({ value }) => value > 0)
      .sort((a, b) => rank(a) - rank(b) || b.value - a.value);
    const own = Math.max(0, known(node?.measured) ?? 0);
    const sum = parts.reduce((total, { value }) => total + value, 0);
    return { node, depth, value: parts.length > 0 ? sum : own, parts, parent };
  };
  const rank = ({ node }: Tile) => (node ? (LAST_KINDS[greyKind(node.member) ?? ''] ?? 0) : 0);
  return make(undefined, 0, undefined);
}

interface Line {
  readonly text: string;
  readonly bold: boolean;
}

/** The name and share of a tile as far as they fit: in its head if it holds others, otherwise below each other. */
function tileWords(tile: Tile, figure: TreeFigure, box: Box, surface: Surface, padding: Padding): Line[] {
  const { measure } = surface;
  const size = tickSize(surface);
  const room = box.right - box.left - 10;
  const high = box.bottom - box.top;
  if (room < 24 || high < padding.top - 4) return [];
  if (!tile.node) {
    const whole = `${formatValue(tile.value, figure.unit)}${figure.unit === 'tokens' ? ' tokens' : ''} in all`;
    return [{ text: whole, bold: true }];
  }
  const name = plain(tile.node.member.label);
  const share = formatValue(tile.node.share, 'fraction');
  const wide = (text: string, bold: boolean) => measure(text, size, bold) * 1.04;
  if (tile.parts.length > 0 || high < 2 * size + 12) {
    const both = `${name}  ${share}`;
    if (wide(both, true) <= room) return [{ text: `${name}\u00a0 ${share}`, bold: true }];
    return shortName(name, room, surface).map((text) => ({ text, bold: true }));
  }
  const first = shortName(name, room, surface);
  if (first.length === 0) return [];
  return wide(share, false) <= room
    ? [...first.map((text) => ({ text, bold: true })), { text: share, bold: false }]
    : first.map((text) => ({ text, bold: true }));
}

/** A name that fits, or none: of fewer than four letters nothing can be guessed. */
function shortName(name: string, room: number, { measure, theme, ...surface }: Surface): string[] {
  const size = tickSize({ measure, theme, ...surface });
  const text = shorten(name, room / 1.04, size, (word, points) => measure(word, points, true));
  return text === name || Array.from(text).length >= 5 ? [text] : [];
}
