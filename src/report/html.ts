/**
 * A report as one page that stands alone: it loads nothing, and runs no script but the two that are named by their
 * hashes in its policy. The same notebook on the same files gives the same bytes.
 */
import type { Outcome, ParsedCell } from '../analysis/notebook';
import type { ReadFile } from '../data/attach';
import { sha256Of } from '../data/hash';
import { plotlyBuildForAll, type PlotlyBuild } from '../protocol/plotly';
import type { Result } from '../protocol/result';
import { cardsOf } from './cards';
import { dataElement, escapeHtml, sentenceHtml } from './escape';
import { highlight } from './highlight';
import { base64 } from './images';
import { renderProse, type Prose } from './prose';
import { describeProblem, problemsOf, type Part, type Report } from './report';
import { counted, sourcesOf, type Sources } from './sources';
import { STYLE } from './style';

/** The scripts of the page, as text. */
export interface Assets {
  /** Draws results: `out/renderer/report.js`. */
  readonly script: () => Promise<string>;
  /** Plotly, of which one build stands in `out/renderer`: asked for only if the notebook has a chart. */
  readonly plotly: (build: PlotlyBuild) => Promise<string>;
}

/** `readFile` reads the pictures of the prose; the paths are relative to the notebook. */
export async function toHtml(report: Report, assets: Assets, readFile: ReadFile): Promise<string> {
  const texts = report.parts.flatMap((part) => (part.kind === 'prose' ? [part.text] : []));
  const prose = await renderProse(texts, report.scope.registry, readFile);
  const sources = await sourcesOf(report.scope);
  const scripts = await scriptsFor(report, prose, assets);
  const policy = [
    "default-src 'none'",
    `script-src ${scripts.length === 0 ? "'none'" : scripts.map(({ hash }) => `'sha256-${hash}'`).join(' ')}`,
    // Plotly and the tables write styles of their own.
    "style-src 'unsafe-inline'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const title = prose.heading ?? report.file;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escapeHtml(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="tokshare ${escapeHtml(sources.version)}">
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body class="vscode-light">
<a class="skip" href="#report.text">Skip to the text</a>
<main id="report.text" tabindex="-1">
${prose.heading === undefined ? `<div class="prose"><h1>${escapeHtml(title)}</h1></div>\n` : ''}${bodyOf(report.parts, prose)}
</main>
${footerOf(sources)}
${prose.terms.length === 0 ? '' : dataElement(cardsOf(prose.terms, report.scope), 'report.cards')}
${scripts.map(({ text }) => `<script>${text}</script>`).join('\n')}
</body>
</html>
`;
}

interface Script {
  readonly text: string;
  /** SHA-256 of the text in base64, as a policy names it. */
  readonly hash: string;
}

async function scriptsFor({ parts }: Report, { terms }: Prose, assets: Assets): Promise<Script[]> {
  const results = parts.flatMap((part) => (part.kind === 'query' ? part.outcomes.flatMap(resultOf) : []));
  const scripts: Script[] = [];
  const build = plotlyBuildForAll(results.flatMap(({ figure }) => figure ?? []));
  if (build !== undefined) scripts.push(await inlined(await assets.plotly(build)));
  if (results.length > 0 || terms.length > 0) scripts.push(await inlined(await assets.script()));
  return scripts;
}

function resultOf(outcome: Outcome): Result[] {
  return outcome.kind === 'result' ? [outcome.result] : [];
}

/** As the browser reads it: line ends are `\n`, and what would end the element stands inside of strings only. */
async function inlined(script: string): Promise<Script> {
  const text = script.replace(/\r\n?/g, '\n').replace(/<\/(?=script)/gi, '<\\/');
  const hex = await sha256Of(new TextEncoder().encode(text));
  const bytes = (hex.match(/../g) ?? []).map((pair) => parseInt(pair, 16));
  return { text, hash: base64(Uint8Array.from(bytes)) };
}

function bodyOf(parts: readonly Part[], prose: Prose): string {
  const rendered = prose.html[Symbol.iterator]();
  return parts
    .map((part) => {
      switch (part.kind) {
        case 'prose':
          return `<div class="prose">\n${rendered.next().value ?? ''}</div>`;
        case 'query':
          return [
            `<pre class="query"><code>${highlight(part.cell.text)}</code></pre>`,
            ...part.outcomes.flatMap((outcome) => outcomeHtml(outcome, part.cell)),
          ].join('\n');
        case 'record':
          return `<pre class="record"><code>${escapeHtml(part.text)}</code></pre>`;
      }
    })
    .join('\n');
}

function outcomeHtml(outcome: Outcome, cell: ParsedCell): string[] {
  const problems = problemsOf(outcome).map((diagnostic) => {
    const { where, message } = describeProblem(diagnostic, cell);
    return `<p class="problem ${diagnostic.severity}"><strong>${where}:</strong> ${sentenceHtml(message)}</p>`;
  });
  switch (outcome.kind) {
    case 'result':
      return [...problems, resultHtml(outcome.result)];
    case 'defined':
      return [
        ...problems,
        ...(outcome.text === '' ? [] : [`<p class="defined">${escapeHtml(outcome.text)}</p>`]),
      ];
    case 'error':
      return problems;
  }
}

/** The data of a result, and in words what is there before the script has drawn it, and where none runs. */
function resultHtml(result: Result): string {
  const { title, caption, summary, claim } = result;
  const words = [title, caption.text, claim ? `${claim.verdict.text}. ${claim.verdict.reason}` : '', summary];
  const lines = words.filter((text) => text !== '').map((text) => `<p>${escapeHtml(text)}</p>`);
  return `<div class="result">${dataElement(result)}${lines.join('')}</div>`;
}

function footerOf({ version, datasets, registry, overlays }: Sources): string {
  const hash = (sha256: string): string => fact('SHA-256', `<code class="hash">${sha256}</code>`);
  const ofDatasets = datasets.map(({ name, read }) =>
    source(
      name,
      read
        ? [
            fact('File', `<code>${escapeHtml(read.file)}</code>`),
            fact('Holds', `${counted(read.rows, 'row')}, ${escapeHtml(read.period)}`),
            hash(read.sha256),
            ...(read.cite === undefined ? [] : [fact('Cite as', escapeHtml(read.cite))]),
          ]
        : [fact('File', 'could not be read; the statement that attaches it says why')],
    ),
  );
  const ofOverlays = overlays.map(({ file, read }) =>
    source(
      'registry',
      read
        ? [
            fact('File', `<code>${escapeHtml(file)}</code>`),
            fact(
              'Says',
              `${counted(read.models, 'model')} and ${counted(read.labs, 'lab')} over the built-in registry`,
            ),
            hash(read.sha256),
          ]
        : [fact('File', `<code>${escapeHtml(file)}</code> could not be read; its statement says why`)],
    ),
  );
  const builtIn = source('built-in registry', [
    fact('Holds', `${counted(registry.models, 'model')} and ${counted(registry.labs, 'lab')}`),
    hash(registry.sha256),
  ]);
  return `<footer aria-labelledby="report.data">
<h2 id="report.data">What the figures were computed from</h2>
${[...ofDatasets, ...ofOverlays, builtIn].join('\n')}
<p>Computed by tokshare ${escapeHtml(version)}. Whoever has these files, told by their hashes, and the same version gets the same figures.</p>
</footer>`;
}

function source(name: string, facts: readonly string[]): string {
  return `<section class="source-file"><h3>${escapeHtml(name)}</h3><dl>${facts.join('')}</dl></section>`;
}

function fact(label: string, html: string): string {
  return `<div><dt>${label}</dt><dd>${html}</dd></div>`;
}
