/** A surface of given width with estimated text widths: charts drawn on it need no browser. */
import type { Surface } from '../../renderer/charts/drawing';
import { estimate } from '../../renderer/text';
import { makeTheme, type ThemeKind } from '../../renderer/theme';

export function surface(width = 900, kind: ThemeKind = 'light'): Surface {
  return { width, theme: makeTheme(kind), measure: estimate };
}

/** The parts of a trace that tests look at. */
export interface Drawn {
  readonly type?: string;
  readonly name?: string;
  readonly x?: readonly (number | null)[];
  readonly y?: readonly (number | null)[];
  readonly values?: readonly number[];
  readonly base?: readonly number[];
  readonly orientation?: string;
  readonly line?: { readonly dash?: string; readonly color?: string };
  readonly fill?: string;
  readonly marker?: {
    readonly color?: string | readonly string[];
    readonly colors?: readonly string[];
    readonly pattern?: { readonly shape?: readonly string[] };
  };
  readonly error_x?: { readonly array: readonly number[]; readonly arrayminus: readonly number[] };
  readonly error_y?: { readonly array: readonly number[]; readonly arrayminus: readonly number[] };
}

export function traces(drawing: { readonly data: readonly unknown[] }): readonly Drawn[] {
  return drawing.data as readonly Drawn[];
}

export function trace(drawing: { readonly data: readonly unknown[] }, name: string): Drawn {
  const found = traces(drawing).find((each) => each.name === name);
  if (!found)
    throw new Error(
      `no trace ${name}; there are ${traces(drawing)
        .map((each) => each.name ?? '?')
        .join(', ')}`,
    );
  return found;
}

/** All words written on a drawing. */
export function words(drawing: {
  readonly layout: { readonly annotations?: readonly { readonly text?: string }[] };
}): string[] {
  return (drawing.layout.annotations ?? []).map(({ text }) => (text ?? '').replace(/&nbsp;/g, ' '));
}
