/** `tokshare claims`: the ledger of several notebooks, with what contradicts what, and what reconciles it. */
import { runCell } from '../analysis/notebook';
import { asCsv, asJson } from './claims/data';
import { ledgerOf, type Ledger, type PlacedClaim } from './claims/ledger';
import { asMarkdown } from './claims/markdown';
import { asText } from './claims/text';
import { openNotebook, type OpenNotebook } from './notebookFile';
import { plainLines } from './plain';
import { describeDiagnostic } from './print';
import { parseOptions, UsageError } from './usage';

const FORMATS: Readonly<Record<string, (ledger: Ledger) => string>> = {
  text: asText,
  json: asJson,
  markdown: asMarkdown,
  csv: asCsv,
};

/** 0 whatever the verdicts are; 2 if a notebook, or anything in it, cannot be read or run. */
export async function claims(args: readonly string[]): Promise<number> {
  const { files, print } = readArguments(args);
  const found: PlacedClaim[] = [];
  let [errors, unread] = [0, 0];
  for (const file of files) {
    const opened = await openNotebook(file);
    if ('problem' in opened) {
      process.stderr.write(`${file}: error: ${opened.problem}\n`);
      errors++;
      continue;
    }
    const run = claimsIn(opened);
    found.push(...run.claims);
    for (const error of run.errors) process.stderr.write(plainLines(error));
    errors += run.errors.length;
    unread += run.unread;
  }
  process.stdout.write(print(ledgerOf(found, unread)));
  return errors > 0 ? 2 : 0;
}

/** Runs a notebook: its claims, and everything that is wrong in it, with its place. */
function claimsIn({ file, notebook, model, scope, lineOf }: OpenNotebook): {
  readonly claims: readonly PlacedClaim[];
  /** How many more claims there are. */
  readonly unread: number;
  readonly errors: readonly string[];
} {
  const claims: PlacedClaim[] = [];
  let unread = 0;
  const errors = notebook.problems
    .filter(({ severity }) => severity === 'error')
    .map(({ line, message }) => `${file}:${line}: error: ${message}\n`);
  for (const cell of model.cells) {
    const place = { file, line: lineOf(cell), text: cell.text };
    let at = 0;
    for (const outcome of runCell(cell, model, scope)) {
      const node = cell.tree.statements[at++]?.statement;
      for (const diagnostic of outcome.diagnostics)
        if (diagnostic.severity === 'error') errors.push(describeDiagnostic(diagnostic, place));
      if (node?.kind !== 'claim') continue;
      if (outcome.kind !== 'result' || !outcome.result.claim) {
        unread++;
        continue;
      }
      const line = place.line + cell.text.slice(0, node.start).split('\n').length - 1;
      const { claim, caption } = outcome.result;
      claims.push({ cell: cell.id, node, scope, claim, universe: caption.text, file, line });
    }
  }
  return { claims, unread, errors };
}

function readArguments(args: readonly string[]): {
  readonly files: readonly string[];
  readonly print: (ledger: Ledger) => string;
} {
  const { values, positionals } = parseOptions(args, { format: { type: 'string' } });
  const { format = 'text' } = values;
  if (positionals.length === 0)
    throw new UsageError('Name the notebooks whose claims to list: tokshare claims notebook.tokshare');
  const print = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  if (!print) throw new UsageError(`--format is text, json, markdown or csv, not \`${format}\`.`);
  // A notebook that is named twice does not contradict itself.
  return { files: [...new Set(positionals)], print };
}
