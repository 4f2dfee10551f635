/** A treemap: the parts of a whole inside each other, one level for each dimension. */
import type { Measured, Member, TreeFigure } from '../../protocol/result';
import type { BoundQuery } from '../bound';
import type { Frame } from '../frame';
import { chartRefusal } from './refusal';

type Node = TreeFigure['nodes'][number];

export function treeFigure(query: BoundQuery, frame: Frame): TreeFigure {
  const { time } = frame;
  if (time.mode === 'series' && time.buckets.length - time.first > 1) {
    throw chartRefusal(
      query,
      'A treemap shows one period, and this is a series. Name one, such as `in latest`, or draw it `as area`.',
      'area',
    );
  }
  if (
    frame.dimensions.length === 0 ||
    query.each !== undefined ||
    query.values.length > 1 ||
    frame.again === undefined
  ) {
    throw chartRefusal(
      query,
      'A treemap shows the parts of one whole, such as `tokens by country, lab`. Draw these figures `as bar`.',
      'bar',
    );
  }
  const rows = frame.rows.flatMap(({ members, cells }) => {
    const measured = cells[0]?.[time.first];
    const value = measured?.value ?? 0;
    return measured && value > 0 ? [{ members, measured, value }] : [];
  });
  const total = rows.reduce((sum, row) => sum + row.value, 0);
  const nodes = new Map<string, Node & { measured: Measured }>();
  for (const { members, measured, value } of rows) {
    const path = withoutRepeats(members);
    for (const [depth, member] of path.entries()) {
      const id = idOf(path.slice(0, depth + 1));
      const before = nodes.get(id);
      const leaf = depth === path.length - 1;
      const sum = (before?.measured.value ?? 0) + value;
      nodes.set(id, {
        id,
        ...(depth > 0 ? { parent: idOf(path.slice(0, depth)) } : {}),
        member,
        // A level above is the sum of what is in it; how far `other` moves it, only the leaves say.
        measured: leaf && !before ? measured : { value: sum },
        share: sum / total,
      });
    }
  }
  return {
    axis: 'tree',
    kind: 'treemap',
    unit: frame.values[0]?.unit ?? 'number',
    levels: [...frame.dimensions],
    nodes: [...nodes.values()],
  };
}

/** The lump row is `other` at every level, and one of them is enough. */
function withoutRepeats(members: readonly Member[]): readonly Member[] {
  const end = members.findIndex(({ kind }) => kind === 'other' || kind === 'rest');
  return end < 0 ? members : members.slice(0, end + 1);
}

function idOf(path: readonly Member[]): string {
  return path.map(({ kind, key }) => `${kind}:${key}`).join('/');
}
