/** The look of a table, inside its shadow root. */
export const TABLE_STYLE = `
:host { display: block; overflow-wrap: normal; }
th[scope="row"] { min-width: 110px; }
.scroll { max-height: 420px; overflow: auto; border: 1px solid var(--tokshare-line); border-radius: 3px; }
/* Of words alone: their rows are tall, and every pixel between the columns is one less for them. */
.words { max-height: 640px; }
.words th, .words td { padding: 5px 8px; }
.scroll:focus-visible, button:focus-visible { outline: 2px solid var(--vscode-focusBorder, currentColor); outline-offset: 1px; }
table { border-collapse: separate; border-spacing: 0; min-width: 100%; font: inherit; color: var(--tokshare-text); }
caption, .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { padding: 4px 14px; text-align: left; vertical-align: baseline; font-weight: 400; border-bottom: 1px solid var(--tokshare-line); }
tbody tr:last-child > * { border-bottom: 0; }
thead th { position: sticky; top: 0; z-index: 1; background: var(--tokshare-background); font-weight: 600; white-space: nowrap; vertical-align: bottom; border-bottom: 1px solid var(--tokshare-axis); }
.sort { margin: 0; padding: 0; font: inherit; color: inherit; text-align: inherit; background: none; border: 0; cursor: pointer; }
.sort:hover { text-decoration: underline; }
.sort:focus-visible { outline-offset: 2px; }
/* The room of the arrow is kept, so that no column moves when it is pressed; aria-sort says the same in words. */
.sort::after { content: "▾" / ""; display: inline-block; width: 1em; text-align: center; text-decoration: none; visibility: hidden; }
.number .sort::before { content: "▾" / ""; display: inline-block; width: 1em; text-align: center; visibility: hidden; }
.number .sort::after { content: none; }
[aria-sort="descending"] .sort::before, [aria-sort="descending"] .sort::after { visibility: visible; }
[aria-sort="ascending"] .sort::before, [aria-sort="ascending"] .sort::after { visibility: visible; content: "▴" / ""; }
.number[aria-sort] .sort::after { content: none; }
tbody tr:hover > * { background: var(--vscode-list-hoverBackground, transparent); }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.bounds { color: var(--tokshare-muted); font-size: 0.92em; padding-left: 0; }
thead .bounds { font-weight: 400; }
tr.muted > * { color: var(--tokshare-muted); font-style: italic; }
.badge { display: inline-block; margin-left: 8px; padding: 0 5px; border: 1px dashed currentColor; border-radius: 3px; color: var(--tokshare-muted); font-size: 0.85em; font-style: normal; }
/* Every row of one height: where the others are is reckoned, not measured. */
.windowed th, .windowed td { box-sizing: border-box; max-width: 420px; padding-top: 0; padding-bottom: 0; overflow: hidden; line-height: 1.4; text-overflow: ellipsis; white-space: nowrap; vertical-align: middle; }
.windowed .keep > * { border: 0; line-height: 0; visibility: hidden; }
.windowed .keep .badge { border-width: 0 1px; }
.count { margin: 6px 0 0; color: var(--tokshare-muted); font-size: 0.95em; }
`;
