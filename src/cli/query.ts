/** `tokshare query`: one question, asked of the files named on the command line. */
import { loader, loadScope, memberRoleOf, readNotebook, runCell } from '../analysis/notebook';
import { builtInRegistry } from '../registry/registry';
import { datasetJson } from './datasets';
import { filesIn, rootsOfQuery } from './files';
import { asCsv, asTable, describeDiagnostic } from './print';
import { parseOptions, UsageError } from './usage';

const FORMATS = ['table', 'csv', 'json'] as const;

export async function query(args: readonly string[]): Promise<number> {
  const { text, attached, format, bounds } = readArguments(args);
  const registry = builtInRegistry();
  const attaches = attached.map(({ name, file }) => ({
    id: `--attach ${name}=${file}`,
    text: `attach ${name} from "${file}"`,
  }));
  const model = readNotebook([...attaches, { id: 'query', text }], registry);
  const files = filesIn('.', rootsOfQuery(attached.map(({ file }) => file)));
  const scope = await loadScope(
    model.definitions,
    registry,
    loader(files, { memberRole: memberRoleOf(registry) }),
  );
  const datasets = [...scope.datasets.values()].map(datasetJson);
  let errors = 0;
  for (const cell of model.cells) {
    const outcomes = [...runCell(cell, model, scope)];
    if (cell.id === 'query' && outcomes.length === 0) throw new UsageError('The query is empty.');
    for (const outcome of outcomes) {
      for (const diagnostic of outcome.diagnostics) {
        // That a file was taken for a list of the largest is said by the caption already.
        if (diagnostic.severity === 'information') continue;
        process.stderr.write(describeDiagnostic(diagnostic, { file: cell.id, line: 1, text: cell.text }));
        if (diagnostic.severity === 'error') errors++;
      }
      if (outcome.kind !== 'result') continue;
      const { result } = outcome;
      // What a careful reader should know stands in tables and JSON; beside CSV it goes where it does not disturb.
      if (format === 'csv') for (const note of result.notes) process.stderr.write(`note: ${note}\n`);
      if (format === 'json') process.stdout.write(`${JSON.stringify({ ...result, datasets }, null, 2)}\n`);
      else process.stdout.write(format === 'csv' ? asCsv(result, bounds) : asTable(result, bounds));
    }
  }
  return errors > 0 ? 2 : 0;
}

function readArguments(args: readonly string[]): {
  text: string;
  attached: { name: string; file: string }[];
  format: (typeof FORMATS)[number];
  bounds: boolean;
} {
  const { values, positionals } = parseOptions(args, {
    attach: { type: 'string', multiple: true },
    format: { type: 'string' },
    bounds: { type: 'boolean' },
  });
  const [text, ...more] = positionals;
  if (text === undefined)
    throw new UsageError(
      "Write a query in quotes: tokshare query 'tokens by country' --attach usage=usage.csv",
    );
  if (more.length > 0) throw new UsageError('Write the whole query as one argument, in quotes.');
  const format = FORMATS.find((each) => each === (values.format ?? 'table'));
  if (!format) throw new UsageError(`--format is table, csv or json, not \`${values.format ?? ''}\`.`);
  const attached = (values.attach ?? []).map((pair) => {
    const match = /^([\p{L}_][\p{L}\p{N}_-]*)=(.+)$/u.exec(pair);
    if (!match?.[1] || !match[2]) throw new UsageError(`--attach is written NAME=FILE, not \`${pair}\`.`);
    if (match[2].includes('"'))
      throw new UsageError('A file name with a quotation mark cannot be attached; rename the file.');
    return { name: match[1], file: match[2] };
  });
  return { text, attached, format, bounds: values.bounds ?? false };
}
