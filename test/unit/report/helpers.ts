/** Notebooks as texts, with files that exist only here, as reports. */
import { loader, loadScope, readNotebook } from '../../../src/analysis/notebook';
import type { ReadFile } from '../../../src/data/attach';
import { read } from '../../../src/notebook/format';
import { builtInRegistry } from '../../../src/registry/registry';
import { toHtml, type Assets } from '../../../src/report/html';
import { runReport, type Report } from '../../../src/report/report';

export type Files = Readonly<Record<string, string | Uint8Array>>;

export const USAGE = [
  'week,model,tokens',
  '2026-W06,deepseek/deepseek-v3.2,40',
  '2026-W06,openai/gpt-5,60',
  '2026-W07,deepseek/deepseek-v3.2,70',
  '2026-W07,openai/gpt-5,30',
  '',
].join('\n');

export function filesOf(files: Files): ReadFile {
  return (path) => {
    const found = files[path];
    if (found === undefined) return Promise.resolve({ problem: `${path} does not exist.` });
    return Promise.resolve(typeof found === 'string' ? new TextEncoder().encode(found) : found);
  };
}

export async function reportOf(text: string, files: Files = { 'usage.csv': USAGE }): Promise<Report> {
  const { cells } = read(text);
  const registry = builtInRegistry();
  const queries = cells.flatMap(({ kind, text: query }, index) =>
    kind === 'query' ? [{ id: String(index), text: query }] : [],
  );
  const model = readNotebook(queries, registry);
  const scope = await loadScope(model.definitions, registry, loader(filesOf(files)));
  const run = runReport('usage.tokshare', cells, model, scope);
  let step = run.next();
  while (step.done !== true) step = run.next();
  return step.value;
}

/** Scripts that can be told apart, and hold what would end a script element in a careless page. */
export const ASSETS: Assets = {
  script: () => Promise.resolve('drawResults("</script>", "é");\r\n'),
  plotly: (build) => Promise.resolve(`Plotly = "the library, ${build}";`),
};

export async function pageOf(text: string, files: Files = { 'usage.csv': USAGE }): Promise<string> {
  return toHtml(await reportOf(text, files), ASSETS, filesOf(files));
}

export function query(...lines: string[]): string {
  return ['```tokshare', ...lines, '```', ''].join('\n');
}

export const ATTACH = 'attach usage from "usage.csv"';
