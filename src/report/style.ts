/**
 * The look of a report. It sets the variables by which VS Code tells its renderers about the theme, because results are
 * drawn by the same code as there. Printed pages are light, and as wide as the text of an A4 or Letter page.
 */

/** Pixels of the text on a printed page: A4 without 15 mm at each side, and inside of Letter. */
export const PRINT_WIDTH = 680;

const LIGHT = `
  --vscode-editor-background: #ffffff; --vscode-editor-foreground: #1f2328; --vscode-foreground: #1f2328;
  --vscode-descriptionForeground: #57606a; --vscode-focusBorder: #0b5fbf; --vscode-panel-border: #d8dee4;
  --vscode-list-hoverBackground: #f3f5f7; --vscode-widget-shadow: rgba(0, 0, 0, 0.2);
  --vscode-button-background: #0b5fbf; --vscode-button-foreground: #ffffff;
  --vscode-button-secondaryBackground: #eceff2; --vscode-button-secondaryForeground: #1f2328;
  --link: #0b5fbf; --ground: #f6f7f9; --error: #b3202c; --warning: #8a5a00;
  --comment: #5f6a75; --keyword: #7a2e9e; --string: #0a5e2f; --number: #0b5fbf; --member: #8a4600;`;

const DARK = `
  --vscode-editor-background: #16181c; --vscode-editor-foreground: #d8dce1; --vscode-foreground: #d8dce1;
  --vscode-descriptionForeground: #9aa4af; --vscode-focusBorder: #5aa2f0; --vscode-panel-border: #343a41;
  --vscode-list-hoverBackground: #22262b; --vscode-widget-shadow: rgba(0, 0, 0, 0.6);
  --vscode-button-background: #2f6fb5; --vscode-button-foreground: #ffffff;
  --vscode-button-secondaryBackground: #2b3036; --vscode-button-secondaryForeground: #d8dce1;
  --link: #7db7f5; --ground: #1e2126; --error: #ff8a8f; --warning: #e3b341;
  --comment: #94a0ac; --keyword: #d2a8f5; --string: #8fd6a4; --number: #8cc2fb; --member: #f0b87a;`;

export const STYLE = `
:root { color-scheme: light dark; --vscode-font-size: 14px;
  --vscode-font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "Helvetica Neue", Arial, sans-serif;
  --vscode-editor-font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", "Noto Sans Mono", monospace;${LIGHT}
}
@media screen and (prefers-color-scheme: dark) { :root:not(.printing) {${DARK}
} }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; padding: 2.5rem 20px 4rem; color: var(--vscode-editor-foreground); background: var(--vscode-editor-background);
  font: 17px/1.6 var(--vscode-font-family); overflow-wrap: break-word; -webkit-text-size-adjust: 100%; }
main, footer { max-width: 860px; margin: 0 auto; }
main:focus { outline: none; }
main > *, footer > * { max-width: 740px; margin-left: auto; margin-right: auto; }
main > .result { max-width: none; }
.skip { position: absolute; left: -10000px; }
.skip:focus { left: 20px; top: 12px; padding: 6px 12px; z-index: 10; background: var(--vscode-editor-background); outline: 2px solid var(--vscode-focusBorder); }
a { color: var(--link); text-underline-offset: 0.15em; }
a:focus-visible, .tokshare-term:focus-visible { outline: 2px solid var(--vscode-focusBorder); outline-offset: 2px; border-radius: 2px; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 2.2em 0 0.6em; text-wrap: balance; }
h1 { font-size: 2.1rem; letter-spacing: -0.015em; margin-top: 0; } h2 { font-size: 1.5rem; letter-spacing: -0.01em; } h3 { font-size: 1.2rem; } h4, h5, h6 { font-size: 1rem; }
.prose > :first-child { margin-top: 0; } .prose:has(> h2:first-child, > h3:first-child) { margin-top: 3.2rem; }
.prose { margin-top: 1.8rem; margin-bottom: 1rem; } .prose:first-child { margin-top: 0; }
.prose p, .prose ul, .prose ol, .prose blockquote, .prose table, .prose pre { margin: 0 0 1em; }
.prose blockquote { padding-left: 1em; border-left: 3px solid var(--vscode-panel-border); color: var(--vscode-descriptionForeground); }
.prose img { max-width: 100%; height: auto; }
.prose table { border-collapse: collapse; font-size: 0.92em; font-variant-numeric: tabular-nums; }
.prose th, .prose td { padding: 4px 14px 4px 0; border-bottom: 1px solid var(--vscode-panel-border); text-align: left; vertical-align: baseline; }
.prose hr { border: 0; border-top: 1px solid var(--vscode-panel-border); margin: 2em 0; }
.missing { color: var(--vscode-descriptionForeground); font-style: italic; }
.nolink { text-decoration: underline dotted 1px; }
code { font-family: var(--vscode-editor-font-family); font-size: 0.88em; }
.prose :not(pre) > code { padding: 0.1em 0.3em; border-radius: 3px; background: var(--ground); }
pre { margin-top: 0; margin-bottom: 0; padding: 10px 14px; border-radius: 4px; background: var(--ground); font-size: 13px; line-height: 1.5;
  white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 2; }
pre code { font-size: inherit; }
pre.query { margin-top: 1.4rem; border-left: 3px solid var(--vscode-panel-border); border-radius: 0 4px 4px 0; }
pre.record { margin-top: 0.6rem; color: var(--vscode-descriptionForeground); border-left: 3px double var(--vscode-panel-border); border-radius: 0 4px 4px 0; }
code .comment { color: var(--comment); font-style: italic; } code .keyword { color: var(--keyword); } code .string { color: var(--string); }
code .number { color: var(--number); } code .member { color: var(--member); }
.defined { margin-top: 2px; margin-bottom: 0; padding: 0 14px; font-size: 13px; line-height: 1.5; color: var(--vscode-descriptionForeground); overflow-wrap: anywhere; }
.problem { margin-top: 10px; margin-bottom: 10px; padding: 8px 14px; font-size: 14px; line-height: 1.5; border: 1px solid; border-left-width: 4px; border-radius: 3px; white-space: pre-line; }
.problem.error { border-color: var(--error); } .problem.error strong { color: var(--error); }
.problem.warning { border-color: var(--warning); } .problem.warning strong { color: var(--warning); }
.result { margin-top: 14px; margin-bottom: 14px; padding: 14px 20px 12px; border: 1px solid var(--vscode-panel-border); border-radius: 6px;
  font-size: var(--vscode-font-size); line-height: 1.4; }
.result > p { margin: 0 0 4px; color: var(--vscode-descriptionForeground); }
.result .tokshare-result { padding: 0; }
.tokshare-term { cursor: help; text-decoration: underline dotted 1px var(--vscode-descriptionForeground); text-underline-offset: 0.2em; }
.card { position: absolute; z-index: 5; max-width: min(28rem, calc(100vw - 16px)); padding: 8px 12px; border: 1px solid var(--vscode-panel-border); border-radius: 4px;
  color: var(--vscode-foreground); background: var(--vscode-editor-background); box-shadow: 0 2px 10px var(--vscode-widget-shadow); font-size: 13px; line-height: 1.45; }
.card[hidden] { display: none; }
.card-title { display: flex; gap: 8px; align-items: center; font-weight: 600; margin-bottom: 4px; }
.card-title img { width: 20px; height: 15px; border: 1px solid var(--vscode-panel-border); }
.card dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 12px; margin: 0; }
.card dt { color: var(--vscode-descriptionForeground); } .card dd { margin: 0; overflow-wrap: anywhere; }
footer { margin-top: 4rem; font-size: 14px; line-height: 1.5; }
footer > h2 { padding-top: 1.6rem; margin: 0 auto; font-size: 1.25rem; border-top: 1px solid var(--vscode-panel-border); }
footer h3 { margin: 1.2em 0 0.2em; font-size: 1em; }
footer dl { margin: 0; } footer dl > div { display: flex; gap: 12px; } footer dt { flex: 0 0 5em; color: var(--vscode-descriptionForeground); } footer dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
footer > p { margin-top: 1.6em; color: var(--vscode-descriptionForeground); }
@media (max-width: 600px) { body { padding: 1.2rem 14px 3rem; font-size: 16px; } .result { padding: 10px 12px; } h1 { font-size: 1.7rem; } }
:root.printing { --vscode-font-size: 12px; }
.printing main, .printing footer { width: ${PRINT_WIDTH}px; max-width: none; }
.printing main > *, .printing footer > * { max-width: none; }
.printing .result { padding: 0; border: 0; margin: 12px 0 18px; }
@page { margin: 16mm 15mm 18mm; @bottom-center { content: counter(page); font: 9pt sans-serif; color: #57606a; } }
@media print {
  :root { --vscode-font-size: 12px; }
  body { padding: 0; font-size: 10.5pt; line-height: 1.5; }
  main, footer { width: ${PRINT_WIDTH}px; max-width: none; margin: 0; }
  main > *, footer > * { max-width: none; }
  .skip, .card, .tokshare-result button, .tokshare-result .switch { display: none !important; }
  .result { padding: 0; border: 0; margin: 12px 0 18px; }
  .tokshare-term { text-decoration: none; }
  a { color: inherit; }
  .prose a[href^="http"]::after { content: " (" attr(href) ")"; font-size: 0.85em; overflow-wrap: anywhere; }
  pre { font-size: 8.5pt; }
  h1 { font-size: 20pt; } h2 { font-size: 14.5pt; } h3 { font-size: 12pt; }
  h1, h2, h3, h4, h5, h6, .head, pre.query, .unit-line { break-after: avoid; }
  .problem, .head, .claim, .notes, .source-file, blockquote, tr, img { break-inside: avoid; }
  .result:not(:has(.table:not([hidden]) > .tokshare-table)) { break-inside: avoid; }
  p, li, pre { orphans: 3; widows: 3; }
}
`;
