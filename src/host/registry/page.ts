/** The page of the registry's table: its shell and its look. What it shows comes as a message. */

/** The page loads its own script and nothing else; `nonce` is new for every page. */
export function pageOf(script: string, nonce: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Registry of models and labs</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}

/** Letters and digits that nobody can guess. */
export function newNonce(): string {
  return [...crypto.getRandomValues(new Uint8Array(24))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

const STYLE = `
html, body { height: 100%; }
body { display: flex; flex-direction: column; box-sizing: border-box; margin: 0; padding: 12px 16px 0; color: var(--vscode-foreground); background: var(--vscode-editor-background); font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); }
[hidden] { display: none !important; }
h1 { margin: 0; font-size: 1.4em; font-weight: 600; }
.edition, .counted { margin: 0; color: var(--vscode-descriptionForeground); }
.edition { margin: 4px 0; }
.sources summary { cursor: pointer; width: fit-content; }
.sources ul { margin: 4px 0; padding-left: 20px; }
.tools { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; margin: 10px 0; }
[role="tablist"] { display: flex; }
[role="tab"] { padding: 4px 10px; font: inherit; color: var(--vscode-foreground); background: none; border: 0; border-bottom: 2px solid transparent; cursor: pointer; }
[role="tab"][aria-selected="true"] { border-bottom-color: var(--vscode-focusBorder); font-weight: 600; }
input { flex: 1 1 220px; max-width: 480px; padding: 4px 8px; font: inherit; color: var(--vscode-input-foreground); background: var(--vscode-input-background); border: 1px solid var(--vscode-input-border, var(--vscode-contrastBorder, var(--vscode-descriptionForeground))); border-radius: 2px; }
input::placeholder { color: var(--vscode-input-placeholderForeground); opacity: 1; }
:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: -1px; }
.scroller { flex: 1; min-height: 0; overflow: auto; border-top: 1px solid var(--vscode-editorWidget-border, var(--vscode-contrastBorder, transparent)); }
table { border-collapse: separate; border-spacing: 0; width: 100%; }
thead th { position: sticky; top: 0; z-index: 1; padding: 0; background: var(--vscode-editor-background); border-bottom: 1px solid var(--vscode-descriptionForeground); }
thead button { display: block; width: 100%; padding: 5px 10px; font: inherit; font-weight: 600; text-align: inherit; white-space: nowrap; color: inherit; background: none; border: 0; cursor: pointer; }
thead button:hover { text-decoration: underline; }
th[aria-sort="ascending"] button::after { content: " ↑"; }
th[aria-sort="descending"] button::after { content: " ↓"; }
th, td { text-align: left; vertical-align: top; }
tbody th, tbody td { padding: 3px 10px; max-width: 340px; overflow-wrap: break-word; }
tbody th { min-width: 130px; font-weight: 400; }
.text { min-width: 130px; }
.short { white-space: nowrap; }
.remark { margin: 0 0 8px; }
.add { margin: 0 8px 0 0; padding: 0 6px; font: inherit; color: var(--vscode-button-secondaryForeground, var(--vscode-foreground)); background: var(--vscode-button-secondaryBackground, transparent); border: 1px solid var(--vscode-contrastBorder, transparent); border-radius: 2px; cursor: pointer; }
tbody tr:hover > * { background: var(--vscode-list-hoverBackground); }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tbody .code { overflow-wrap: anywhere; font-family: var(--vscode-editor-font-family); font-size: 0.95em; min-width: 170px; }
.unknown { color: var(--vscode-descriptionForeground); font-style: italic; }
.overlaid > :first-child { box-shadow: inset 3px 0 var(--vscode-textLink-foreground); }
@media (forced-colors: active) { .overlaid > :first-child { border-left: 3px solid Highlight; } }
`;
