/** The look of an output. Colours are the editor's own variables; what is computed for contrast comes as `--tokshare-*`. */
import { mix, readable } from './colour';
import { CLAIM_STYLE } from './claim/style';
import { element } from './dom';
import type { Theme } from './theme';

const STYLE = `
.tokshare-result { position: relative; box-sizing: border-box; padding: 10px 4px 8px; max-width: 1400px;
  color: var(--tokshare-text); font-family: var(--vscode-font-family, system-ui, sans-serif);
  font-size: var(--vscode-font-size, 13px); line-height: 1.4; overflow-wrap: anywhere; }
.tokshare-result:focus-visible, .tokshare-result button:focus-visible { outline: 2px solid var(--vscode-focusBorder, currentColor); outline-offset: 1px; }
.tokshare-result:focus { outline-offset: 1px; }
.tokshare-result [hidden] { display: none !important; }
.tokshare-result .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.tokshare-result .head { display: flex; gap: 4px 16px; align-items: flex-start; justify-content: space-between; flex-wrap: wrap; }
.tokshare-result .words { flex: 1 1 260px; min-width: 0; }
.tokshare-result .title { margin: 0; font-size: 1.3em; font-weight: 600; line-height: 1.25; color: var(--tokshare-text); }
.tokshare-result .caption { margin: 3px 0 0; color: var(--tokshare-muted); }
.tokshare-result .tools { display: flex; flex: none; flex-wrap: wrap; gap: 4px 8px; margin-left: auto; }
.tokshare-result .copy { position: relative; }
.tokshare-result .copy button, .tokshare-result .quiet { font: inherit; margin: 0; padding: 2px 8px; cursor: pointer; color: var(--tokshare-muted); background: transparent; border: 1px solid transparent; border-radius: 3px; }
.tokshare-result .copy button:hover, .tokshare-result .copy button:focus-visible, .tokshare-result .quiet:hover, .tokshare-result .quiet:focus-visible { color: var(--tokshare-text); border-color: var(--tokshare-axis); }
.tokshare-result .quiet[aria-expanded="true"] { color: var(--tokshare-text); border-color: var(--tokshare-axis); }
.tokshare-result .panel, .tokshare-result .state { display: flex; flex-wrap: wrap; gap: 4px 8px; align-items: center; color: var(--tokshare-muted); }
.tokshare-result .panel { margin-top: 6px; justify-content: flex-end; }
.tokshare-result .state:not(.empty) { margin: 6px 0 0; }
.tokshare-result .panel button, .tokshare-result .state button { font: inherit; margin: 0; padding: 1px 8px; cursor: pointer; color: var(--tokshare-text); background: transparent; border: 1px solid var(--tokshare-axis); border-radius: 3px; }
.tokshare-result .panel button:hover, .tokshare-result .state button:hover { text-decoration: underline; }
.tokshare-result .menu { position: absolute; z-index: 4; display: flex; flex-direction: column; min-width: 130px; max-width: min(340px, 92%); padding: 4px; color: var(--tokshare-text); background: var(--tokshare-background);
  border: 1px solid var(--tokshare-axis); border-radius: 4px; box-shadow: 0 2px 8px rgba(0, 0, 0, 0.25); }
.tokshare-result .menu-title { padding: 1px 8px 3px; color: var(--tokshare-muted); font-size: 0.95em; }
.tokshare-result .menu button { font: inherit; margin: 0; padding: 2px 8px; text-align: left; cursor: pointer; color: inherit; background: transparent; border: 0; border-radius: 3px; }
.tokshare-result .menu button:hover, .tokshare-result .menu button:focus { text-decoration: underline; }
.tokshare-result .menu button:focus { outline: 2px solid var(--vscode-focusBorder, currentColor); outline-offset: -1px; }
.tokshare-result .said { position: absolute; top: 100%; right: 0; z-index: 3; margin-top: 3px; white-space: nowrap; }
.tokshare-result .said:not(:empty) { padding: 1px 8px; color: var(--tokshare-background); background: var(--tokshare-text); border-radius: 3px; }
.tokshare-result .switch { display: inline-flex; flex: none; }
.tokshare-result .switch button { font: inherit; margin: 0; padding: 2px 10px; cursor: pointer; color: var(--tokshare-text); background: transparent;
  border: 1px solid var(--tokshare-axis); }
.tokshare-result .switch button:first-child { border-radius: 3px 0 0 3px; border-right-width: 0; }
.tokshare-result .switch button:last-child { border-radius: 0 3px 3px 0; }
.tokshare-result .switch button[aria-pressed="true"] { color: var(--tokshare-background); background: var(--tokshare-text); border-color: var(--tokshare-text); font-weight: 600; }
.tokshare-result .switch button:hover:not([aria-pressed="true"]) { text-decoration: underline; }
.tokshare-result .body { margin-top: 10px; }
.tokshare-result .unit-line { margin: 0 0 4px; color: var(--tokshare-muted); font-size: 0.95em; }
.tokshare-result .plot { position: relative; width: 100%; }
.tokshare-result .brush { position: absolute; top: 0; bottom: 0; box-sizing: border-box; border: 1px solid var(--tokshare-text); background: var(--tokshare-band); opacity: 0.35; pointer-events: none; }
.tokshare-result .plot svg { overflow: visible; }
.tokshare-result .legend { list-style: none; display: flex; flex-wrap: wrap; gap: 3px 18px; margin: 2px 0 8px; padding: 0; color: var(--tokshare-text); }
.tokshare-result .legend li { display: inline-flex; align-items: center; gap: 7px; margin: 0; }
.tokshare-result .legend button { display: inline-flex; align-items: center; gap: 7px; margin: 0 -5px; padding: 1px 5px; font: inherit; text-align: left; color: inherit; background: transparent; border: 0; border-radius: 3px; cursor: pointer; }
.tokshare-result .legend button:hover .name { text-decoration: underline; }
/* Hidden: struck through, and its picture only a shadow. */
.tokshare-result .legend button[aria-pressed="false"] { color: var(--tokshare-muted); }
.tokshare-result .legend button[aria-pressed="false"] .name { text-decoration: line-through; }
.tokshare-result .legend button[aria-pressed="false"] .swatch { opacity: 0.3; }
/* On paper there is nothing to press, but the legend stays. */
@media print { .tokshare-result .legend button { display: inline-flex !important; } .tokshare-result .menu { display: none; } }
.tokshare-result .legend .amount { font-variant-numeric: tabular-nums; font-weight: 600; }
.tokshare-result .swatch { flex: none; overflow: hidden; vertical-align: -1px; }
.tokshare-result .marks { margin: 6px 0 0; padding: 0; list-style: none; color: var(--tokshare-muted); }
.tokshare-result .marks li { margin: 0; padding-left: 1.4em; text-indent: -1.4em; }
.tokshare-result .marks .sign { display: inline-block; min-width: 1.4em; text-indent: 0; color: var(--tokshare-text); font-weight: 600; }
.tokshare-result .notes { margin: 8px 0 0; padding: 0 0 0 18px; color: var(--tokshare-text); }
.tokshare-result .notes li { margin: 0; }
.tokshare-result .source { margin: 8px 0 0; color: var(--tokshare-muted); font-size: 0.95em; }
.tokshare-result .message { margin: 0; padding: 8px 12px; border: 1px solid var(--tokshare-axis); border-left-width: 4px; color: var(--tokshare-text); }
.tokshare-result .numbers { display: flex; flex-wrap: wrap; gap: 14px 40px; margin: 6px 0 4px; }
.tokshare-result dt { margin: 0; color: var(--tokshare-muted); font-weight: 400; }
.tokshare-result dd { margin: 0; }
.tokshare-result .numbers .value { font-size: 2.6em; font-weight: 600; line-height: 1.2; font-variant-numeric: tabular-nums; color: var(--tokshare-text); }
.tokshare-result .numbers .remark, .tokshare-result .numbers .unit { font-size: 0.45em; font-weight: 400; color: var(--tokshare-muted); }
.tokshare-result .numbers .bounds { color: var(--tokshare-muted); }
.tokshare-result .badge { display: inline-block; margin-left: 8px; padding: 0 5px; border: 1px dashed currentColor; border-radius: 3px; font-size: 0.85em; font-weight: 400; }
.tokshare-result .guide { position: absolute; width: 1px; background: var(--tokshare-axis); pointer-events: none; }
.tokshare-result .ring { position: absolute; box-sizing: border-box; outline: 2px solid var(--tokshare-text); outline-offset: 1px; border-radius: 2px; pointer-events: none; }
.tokshare-result .tip { position: absolute; z-index: 2; max-width: min(340px, 92%); box-sizing: border-box; padding: 7px 10px; pointer-events: none;
  color: var(--tokshare-text); background: var(--tokshare-background); border: 1px solid var(--tokshare-axis); border-radius: 3px; box-shadow: 0 2px 8px rgba(0, 0, 0, 0.25); }
.tokshare-result .tip-title { font-weight: 600; margin-bottom: 3px; }
.tokshare-result .tip-rows { display: grid; grid-template-columns: auto auto; gap: 1px 14px; align-items: baseline; }
.tokshare-result .tip-value { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.tokshare-result .tip-name .swatch { margin: 0 6px 0 0; }
.tokshare-result .tip-detail { grid-column: 1 / -1; margin: -1px 0 3px 18px; color: var(--tokshare-muted); font-size: 0.92em; }
`;

const ID = 'tokshare-result-style';

/** One style sheet for all outputs of the page. */
export function ensureStyle(document: Document): void {
  if (document.getElementById(ID)) return;
  document.head.append(element(document, 'style', { id: ID }, STYLE + CLAIM_STYLE));
}

/** Colours of verdicts on light and on dark; their symbols and words say the same. */
const VERDICTS = {
  holds: ['#1a7f37', '#4ac26b'],
  off: ['#b3202c', '#ff8a8f'],
  undecided: ['#8a5a00', '#e3b341'],
} as const;

/** Colours of what goes up and down; a full and a hollow bar, arrows and signs say the same. */
const STEPS = { up: ['#0a66c2', '#62aefc'], down: ['#b24a00', '#f5985a'] } as const;

/** Colours that had to be moved for contrast, as variables for this output and the tables inside it. */
export function applyTheme(root: HTMLElement, theme: Theme): void {
  root.style.setProperty('--tokshare-background', theme.background);
  root.style.setProperty('--tokshare-text', theme.text);
  root.style.setProperty('--tokshare-muted', theme.muted);
  root.style.setProperty('--tokshare-line', theme.grid);
  root.style.setProperty('--tokshare-axis', theme.axis);
  // What was published lies behind other marks: it is told by its edges.
  root.style.setProperty(
    '--tokshare-band',
    mix(theme.text, theme.background, theme.highContrast ? 0.45 : 0.25),
  );
  const least = theme.highContrast ? 7 : 4.5;
  for (const [step, [light, dark]] of Object.entries(STEPS))
    root.style.setProperty(
      `--tokshare-${step}`,
      readable(theme.dark ? dark : light, theme.background, least),
    );
  for (const [verdict, [light, dark]] of Object.entries(VERDICTS)) {
    const colour = readable(theme.dark ? dark : light, theme.background, least);
    root.style.setProperty(`--tokshare-${verdict}`, colour);
  }
}
