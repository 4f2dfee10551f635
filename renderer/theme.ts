/**
 * What the editor looks like, read from its CSS variables. Plotly draws into SVG attributes, where variables do not
 * work, so they are resolved here; the webview has no theme event, so the body's attributes are watched instead.
 */
import { isDark, mix, parseColour, readable } from './colour';

export type ThemeKind = 'light' | 'dark' | 'hc-light' | 'hc-dark';

export interface Theme {
  readonly kind: ThemeKind;
  readonly dark: boolean;
  readonly highContrast: boolean;
  readonly background: string;
  readonly text: string;
  /** Quieter words: ticks, remarks. Still at AA contrast. */
  readonly muted: string;
  readonly grid: string;
  /** The zero line and guides. */
  readonly axis: string;
  readonly font: string;
  readonly size: number;
}

const FALLBACK = {
  light: { background: '#ffffff', text: '#3b3b3b' },
  dark: { background: '#1f1f1f', text: '#cccccc' },
  'hc-light': { background: '#ffffff', text: '#292929' },
  'hc-dark': { background: '#000000', text: '#ffffff' },
} as const;

/** The names VS Code writes on the body, as `data-vscode-theme-kind` and as a class. */
const KINDS: readonly (readonly [string, ThemeKind])[] = [
  ['vscode-high-contrast-light', 'hc-light'],
  ['vscode-high-contrast', 'hc-dark'],
  ['vscode-dark', 'dark'],
  ['vscode-light', 'light'],
];

function kindOf(body: HTMLElement): ThemeKind {
  const attribute = body.dataset['vscodeThemeKind'] ?? '';
  const found =
    KINDS.find(([name]) => name === attribute) ?? KINDS.find(([name]) => body.classList.contains(name));
  return found?.[1] ?? 'light';
}

/** Derives everything a chart is drawn with from the few colours that themes really set. */
export function makeTheme(
  kind: ThemeKind,
  found: { background?: string; text?: string; muted?: string; font?: string; size?: number } = {},
): Theme {
  const background = found.background ?? FALLBACK[kind].background;
  const highContrast = kind.startsWith('hc');
  const text = readable(found.text ?? FALLBACK[kind].text, background, 7);
  const muted = readable(found.muted ?? mix(text, background, 0.75), background, highContrast ? 7 : 4.5);
  return {
    kind,
    dark: isDark(background),
    highContrast,
    background,
    text,
    muted,
    grid: mix(text, background, highContrast ? 0.3 : 0.13),
    axis: mix(text, background, highContrast ? 0.9 : 0.5),
    font: found.font ?? 'system-ui, sans-serif',
    size: found.size ?? 13,
  };
}

/** Resolves the variables as they are now. */
export function readTheme(document: Document): Theme {
  const view = document.defaultView;
  const style = view?.getComputedStyle(document.documentElement);
  const text = (name: string) => style?.getPropertyValue(name).trim() ?? '';
  const kind = kindOf(document.body);

  // A variable may hold any CSS colour (names, color-mix): let the browser compute it to rgb().
  const probe = document.createElement('span');
  probe.style.display = 'none';
  document.body.append(probe);
  const colour = (name: string, under?: string): string | undefined => {
    if (text(name) === '') return undefined;
    probe.style.color = `var(${name})`;
    const computed = view?.getComputedStyle(probe).color ?? '';
    const rgb = parseColour(computed, under === undefined ? undefined : parseColour(under));
    return rgb && mix(`rgb(${rgb.r},${rgb.g},${rgb.b})`, '#000000', 1);
  };
  const editor = colour('--vscode-editor-background');
  const background = colour('--vscode-notebook-outputContainerBackgroundColor', editor) ?? editor;
  const foreground =
    colour('--vscode-editor-foreground', background) ?? colour('--vscode-foreground', background);
  const muted = colour('--vscode-descriptionForeground', background);
  probe.remove();

  const size = parseFloat(text('--vscode-font-size'));
  const font = text('--vscode-font-family');
  return makeTheme(kind, {
    ...(background !== undefined && { background }),
    ...(foreground !== undefined && { text: foreground }),
    ...(muted !== undefined && { muted }),
    ...(font !== '' && { font }),
    ...(size >= 8 && size <= 40 && { size }),
  });
}

/** Calls back when the theme changes, at most once a frame; returns how to stop. */
export function watchTheme(document: Document, changed: () => void): () => void {
  let frame = 0;
  const observer = new MutationObserver(() => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(changed);
  });
  observer.observe(document.body, {
    attributes: true,
    attributeFilter: ['class', 'data-vscode-theme-kind', 'data-vscode-theme-id'],
  });
  // Two dark themes differ only in the variables, which VS Code writes into the root's style.
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
  return () => {
    cancelAnimationFrame(frame);
    observer.disconnect();
  };
}
