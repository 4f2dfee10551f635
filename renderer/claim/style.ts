/** The look of claims: verdict, lanes, readings and waterfalls. Marks differ in shape first and in colour second. */
export const CLAIM_STYLE = `
.tokshare-result .claim { container-type: inline-size; margin: 10px 0 4px; padding: 8px 12px 10px; border: 1px solid var(--tokshare-line); border-left: 4px solid var(--tokshare-verdict); border-radius: 3px; }
.tokshare-result .holds { --tokshare-verdict: var(--tokshare-holds); }
.tokshare-result .off { --tokshare-verdict: var(--tokshare-off); }
.tokshare-result .undecided { --tokshare-verdict: var(--tokshare-undecided); }
.tokshare-result .impossible { --tokshare-verdict: var(--tokshare-muted); }
.tokshare-result .claim blockquote { margin: 0; padding: 0; border: 0; background: none; font-size: 1.15em; line-height: 1.35; color: var(--tokshare-text); }
.tokshare-result .claim cite { display: block; margin-top: 1px; font-style: normal; color: var(--tokshare-muted); }
.tokshare-result .claim code { font-family: var(--vscode-editor-font-family, monospace); color: inherit; background: none; padding: 0; }
.tokshare-result .verdict { display: inline-flex; align-items: baseline; gap: 6px; font-weight: 600; color: var(--tokshare-verdict); }
.tokshare-result .verdict .symbol { flex: none; display: inline-block; width: 1.35em; border-radius: 50%; text-align: center; font-weight: 700; line-height: 1.35em; background: currentColor; print-color-adjust: exact; }
.tokshare-result .verdict .symbol span { color: var(--tokshare-background); }
.tokshare-result .claim .ruling { margin: 7px 0 0; }
.tokshare-result .claim .ruling .verdict { font-size: 1.1em; margin-right: 8px; }
.tokshare-result .claim .why { margin-left: 8px; color: var(--tokshare-muted); font-size: 0.92em; }

.tokshare-result .checked { display: grid; grid-template-columns: auto minmax(220px, 1fr); column-gap: 24px; margin-top: 8px; padding: 7px 22px 0 0; max-width: 860px; border-top: 1px solid var(--tokshare-line); font-variant-numeric: tabular-nums; }
.tokshare-result .checked .figure { display: contents; }
.tokshare-result .checked .whose, .tokshare-result .checked .ruled { padding: 4px 0 3px; }
.tokshare-result .checked .whose { font-weight: 600; }
.tokshare-result .checked .published, .tokshare-result .checked .computed { display: contents; }
.tokshare-result .checked .wording { grid-column: 1; line-height: 24px; }
.tokshare-result .checked .tag { display: inline-block; min-width: 5.8em; color: var(--tokshare-muted); }
.tokshare-result .checked .stated { font-weight: 600; }
.tokshare-result .checked .lane { grid-column: 2; height: 0; min-height: 100%; }
.tokshare-result .checked .lane.ticks { height: 20px; margin-bottom: 2px; }
.tokshare-result .lane { display: block; width: 100%; overflow: visible; }
.tokshare-result .lane .grid { stroke: var(--tokshare-line); }
.tokshare-result .lane .axis { stroke: var(--tokshare-axis); }
.tokshare-result .lane .tick { fill: var(--tokshare-muted); font-size: max(11px, 0.92em); }
.tokshare-result .lane .band { fill: var(--tokshare-band); }
.tokshare-result .lane .fade { stop-color: var(--tokshare-band); }
.tokshare-result .lane .edge { fill: none; stroke: var(--tokshare-text); stroke-width: 2; }
.tokshare-result .lane .open { stroke: var(--tokshare-text); stroke-dasharray: 1 4; }
.tokshare-result .lane .shadow { fill: var(--tokshare-band); fill-opacity: 0.32; }
.tokshare-result .lane .shadow-edge { stroke: var(--tokshare-text); stroke-opacity: 0.6; stroke-dasharray: 2 3; }
.tokshare-result .lane .dot { fill: var(--tokshare-verdict); stroke: var(--tokshare-background); stroke-width: 1.5; }
.tokshare-result .lane .whisker { fill: none; stroke: var(--tokshare-verdict, var(--tokshare-text)); stroke-width: 2; }
.tokshare-result .lane .halo { stroke: var(--tokshare-background); stroke-width: 5; }
.tokshare-result .lane .published-way { fill: none; stroke: var(--tokshare-text); }
.tokshare-result .lane .computed-way { fill: none; stroke: var(--tokshare-verdict); stroke-dasharray: 3 2; }
.tokshare-result .lane .tip { stroke-dasharray: none; stroke-width: 1.5; }
@container (max-width: 480px) {
  .tokshare-result .checked { grid-template-columns: auto 1fr; column-gap: 12px; padding-right: 14px; }
  .tokshare-result .checked .wording { grid-column: 1 / -1; line-height: 1.5; }
  .tokshare-result .checked .tag { min-width: 0; }
  .tokshare-result .checked .lane { grid-column: 1 / -1; height: 22px; min-height: 0; margin: 0 0 1px 8px; width: calc(100% - 8px); }
}

.tokshare-result .readings { margin-top: 9px; padding-top: 7px; border-top: 1px solid var(--tokshare-line); font-variant-numeric: tabular-nums; }
.tokshare-result .readings p, .tokshare-result .readings ul { margin: 0; padding: 0; list-style: none; }
.tokshare-result .readings li { display: flex; flex-wrap: wrap; gap: 2px 14px; align-items: baseline; margin-top: 4px; }
.tokshare-result .readings .computed { color: var(--tokshare-muted); }
.tokshare-result .actions { display: inline-flex; flex-wrap: wrap; gap: 4px 6px; margin-left: auto; }
.tokshare-result .actions button { font: inherit; font-size: 0.92em; margin: 0; padding: 1px 9px; cursor: pointer; border-radius: 3px; color: var(--tokshare-text); background: transparent; border: 1px solid var(--tokshare-axis); }
.tokshare-result .actions button:hover { text-decoration: underline; }
.tokshare-result .actions button[aria-expanded]::before { content: "▸ "; }
.tokshare-result .actions button[aria-expanded="true"]::before { content: "▾ "; }

.tokshare-result .comparison { flex: 1 0 100%; box-sizing: border-box; min-width: 0; margin: 4px 0 8px; padding: 8px 0 2px 14px; border-left: 2px solid var(--tokshare-line); }
.tokshare-result .lead { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: baseline; justify-content: space-between; margin-bottom: 8px; color: var(--tokshare-muted); }
.tokshare-result .waterfalls { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 380px), 1fr)); gap: 16px 36px; }
.tokshare-result .waterfall { container-type: inline-size; max-width: 760px; }
.tokshare-result .waterfall .side { font-weight: 600; }
.tokshare-result .steps { display: grid; grid-template-columns: fit-content(42%) 1fr; column-gap: 16px; }
.tokshare-result .steps .name { grid-column: 1; align-self: center; padding: 4px 0; line-height: 1.3; line-height: round(1.3em, 1px); }
.tokshare-result .steps .name.end { font-weight: 600; }
.tokshare-result .steps .remark { color: var(--tokshare-muted); font-size: 0.92em; line-height: inherit; font-weight: 400; }
.tokshare-result .steps .name code { font-weight: 400; }
.tokshare-result .steps .track { grid-column: 2; position: relative; min-height: 32px; margin-right: 7em; }
.tokshare-result .steps .track.last { min-height: 20px; }
.tokshare-result .steps .track.reference { min-height: 1.5em; color: var(--tokshare-muted); font-size: 0.92em; }
.tokshare-result .steps .reference span { position: absolute; bottom: 1px; transform: translateX(-50%); white-space: nowrap; }
.tokshare-result .steps .lane { position: absolute; inset: 0; height: 100%; }
.tokshare-result .steps .value { position: absolute; top: 50%; transform: translateY(-50%); margin-left: 7px; padding: 0 2px; white-space: nowrap; text-shadow: 0 0 2px var(--tokshare-background), 0 0 2px var(--tokshare-background), 0 0 4px var(--tokshare-background), 0 0 4px var(--tokshare-background); }
.tokshare-result .steps .value.end { font-weight: 600; }
.tokshare-result .steps .value.missing, .tokshare-result .steps .value.same { color: var(--tokshare-muted); }
.tokshare-result .lane .zero { stroke: var(--tokshare-axis); }
.tokshare-result .lane .lead { stroke: var(--tokshare-text); }
.tokshare-result .lane .bar { stroke-width: 1.5; stroke: var(--tokshare-muted); }
.tokshare-result .lane .bar.end { fill: var(--tokshare-axis); }
.tokshare-result .lane .bar.up { fill: var(--tokshare-up); stroke: var(--tokshare-up); }
.tokshare-result .lane .bar.down { fill: var(--tokshare-background); stroke: var(--tokshare-down); }
.tokshare-result .waterfall .whisker { stroke: var(--tokshare-text); stroke-width: 1.5; }
@container (max-width: 440px) {
  .tokshare-result .steps { display: block; }
  .tokshare-result .steps .name { padding: 5px 0 0; }
  .tokshare-result .steps .name > div { display: inline; margin-right: 0.7em; }
  .tokshare-result .steps .track { min-height: 24px; margin-left: 2px; }
}
@media print {
  .tokshare-result .tools, .tokshare-result .actions, .tokshare-result .lead .switch { display: none; }
  .tokshare-result .claim { break-inside: avoid-page; }
}
`;
