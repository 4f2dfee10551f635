/** The sides of a query: what its figures are figures of, and by which names a claim can call them. */
import { closest } from '../../language/closest';
import type { Item } from '../../language/nodes';
import type { Unit } from '../../protocol/result';

export interface Side {
  /** Everything that it answers to: label, key, code. The first is the one to write; none if it needs no name. */
  readonly names: readonly string[];
}

/** A side, and what its figure counts. */
export interface TypedSide extends Side {
  readonly unit: Unit;
}

/** The side that an item names, without regard to case; `country:CN` names CN, too. */
export function sideOf<S extends Side>(item: Item, sides: readonly S[]): S | undefined {
  const wanted = item.text.toLowerCase();
  const bare = item.form === 'qualified' ? wanted.slice(wanted.indexOf(':') + 1) : wanted;
  const called = (name: string): S | undefined =>
    sides.find((side) => side.names.some((each) => each.toLowerCase() === name));
  return called(wanted) ?? called(bare);
}

/** The sides whose names are nearest to what was written. */
export function closestSides<S extends Side>(item: Item, sides: readonly S[]): S[] {
  const near = closest(
    item.text,
    sides.flatMap((side) => side.names),
  );
  return sides.filter((side) => side.names.some((each) => near.includes(each)));
}

/** What to call a side. */
export function nameOf({ names }: Side): string {
  return names[0] ?? '';
}

/** A name as a claim writes it: in quotes unless it is a plain word or a slug. */
export function written(name: string): string {
  return /^[A-Za-z_][\w-]*$|^~?[A-Za-z0-9][\w.-]*\/[\w.*~-]*(?::[\w*.-]*)*$/.test(name) ? name : `"${name}"`;
}
