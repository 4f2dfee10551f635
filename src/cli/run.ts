/** `tokshare run`: runs notebooks and prints every result, or every error with its place. */
import { runCell, type Outcome } from '../analysis/notebook';
import { plural } from './check/words';
import { openNotebook } from './notebookFile';
import { asTable, describeDiagnostic } from './print';
import { UsageError } from './usage';

/** Runs each notebook; 2 if anything in any of them cannot be read or run. */
export async function run(files: readonly string[]): Promise<number> {
  if (files.length === 0) throw new UsageError('Name the notebooks to run: tokshare run notebook.tokshare');
  let errors = 0;
  for (const file of files) errors += await runFile(file);
  return errors > 0 ? 2 : 0;
}

async function runFile(file: string): Promise<number> {
  const opened = await openNotebook(file);
  if ('problem' in opened) {
    process.stderr.write(`${file}: error: ${opened.problem}\n`);
    return 1;
  }
  const { notebook, model, scope, lineOf } = opened;
  const tally = { results: 0, errors: 0, warnings: 0 };
  for (const problem of notebook.problems) {
    process.stderr.write(`${file}:${problem.line}: ${problem.severity}: ${problem.message}\n`);
    if (problem.severity === 'error') tally.errors++;
  }
  for (const cell of model.cells) {
    const place = { file, line: lineOf(cell), text: cell.text };
    for (const outcome of runCell(cell, model, scope)) {
      for (const diagnostic of outcome.diagnostics) {
        // That a file was taken for a list of the largest is said with the dataset, and in every caption.
        if (diagnostic.severity === 'information') continue;
        process.stderr.write(describeDiagnostic(diagnostic, place));
        if (diagnostic.severity === 'error') tally.errors++;
        if (diagnostic.severity === 'warning') tally.warnings++;
      }
      if (outcome.kind === 'result') tally.results++;
      process.stdout.write(outcomeText(outcome));
    }
  }
  const counts = [
    plural(tally.results, 'result'),
    plural(tally.errors, 'error'),
    plural(tally.warnings, 'warning'),
  ];
  process.stdout.write(`${file}: ${counts.join(', ')}\n`);
  return tally.errors;
}

function outcomeText(outcome: Outcome): string {
  if (outcome.kind === 'result') return `${asTable(outcome.result, true)}\n`;
  return outcome.kind === 'defined' && outcome.text !== '' ? `${outcome.text}\n\n` : '';
}
