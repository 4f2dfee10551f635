/** A member of a chart by its key, and whether a query can be about it alone. */
import type { Member, Result } from '../../src/protocol/result';
import type { Chart } from '../charts/draw';

/** The member of a figure with that key, wherever it stands. */
export function memberOf(figure: Chart, key: string): Member | undefined {
  const all = (() => {
    switch (figure.axis) {
      case 'time':
        return figure.series.map(({ member }) => member);
      case 'members':
        return [...figure.members, ...figure.series.map(({ member }) => member)];
      case 'plane':
        return figure.points.map(({ member }) => member);
      case 'tree':
        return figure.nodes.map(({ member }) => member);
      case 'events':
        return [];
    }
  })();
  return all.find((member) => member.key === key);
}

/**
 * Whether a query can be about that member alone, as far as a result tells: it has a name that a query can choose, the
 * result one dimension, and its figures are no places among others. Whoever reads the query may know better.
 */
export function canNarrow({ table, claim }: Result, { kind, hue }: Member): boolean {
  const dimensions = table.columns.filter(({ name, unit }) => unit === undefined && name !== 'period');
  const isAlone = dimensions.length < 2 && dimensions.every(({ name }) => name !== 'variant');
  const isRanked = table.columns.some(({ unit }) => unit === 'rank' || unit === 'places');
  return !claim && kind === 'named' && !hue.key.startsWith('value:') && isAlone && !isRanked;
}
