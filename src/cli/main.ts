/** `tokshare query`, `run`, `check`, `claims` and `render`: the evaluator on the command line, without VS Code. */
import { check } from './check';
import { claims } from './claims';
import { query } from './query';
import { render } from './render';
import { run } from './run';
import { UsageError } from './usage';

const USAGE = `tokshare: shares, rankings and crossings of token usage, with the universe in plain sight

  tokshare query 'QUERY' --attach NAME=FILE [--attach …] [--format table|csv|json] [--bounds]
      Asks one question of CSV files. --bounds adds the lowest and highest value that the source's
      "other" row allows (NAME_low, NAME_high).

  tokshare run FILE…
      Runs notebooks and prints every result.

  tokshare check FILE… [--record] [--strict] [--format text|github|json|junit|markdown] [--base REV]
      Does every claim hold, and is every record fresh? Exit 0: yes, or a fresh record already says what
      the claim is; 1: no; 2: a notebook cannot be read or run.
      --record   brings the records of claims, and those that are there, up to date in the file first
      --strict   accepts only claims that hold, whatever records say
      --format   github: annotations of a workflow; markdown: a comment for a pull request
      --base     says what changed since a revision in git (with text, json and markdown)

  tokshare claims FILE… [--format text|json|markdown|csv]
      The ledger: every claim of the notebooks with its verdict and the other readings under which it
      holds, which claims contradict each other, and the readings that reconcile them. Exit 0 whatever
      the verdicts are; 2: a notebook cannot be read or run.

  tokshare render FILE [-o OUT] [--format html|markdown]
      Writes a notebook with its results as a report: one page that works offline (OUT ends in .html),
      or Markdown with tables (.md). Without -o it is written beside the notebook, as HTML; -o - writes
      to standard output. Exit 2 if the notebook cannot be read or the report cannot be written.
`;

async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  switch (command) {
    case 'query':
      return query(rest);
    case 'run':
      return run(rest);
    case 'check':
      return check(rest);
    case 'claims':
      return claims(rest);
    case 'render':
      return render(rest);
    case undefined:
    case 'help':
    case '--help':
    case '-h':
      process.stdout.write(USAGE);
      return command === undefined ? 2 : 0;
    default:
      throw new UsageError(
        `There is no command \`${command}\`; there are \`query\`, \`run\`, \`check\`, \`claims\` and \`render\`.`,
      );
  }
}

// Whoever reads the output may have seen enough (`| head`). What a command does besides printing, it still does.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    // 1 would say that a claim does not hold.
    process.exitCode = 2;
    if (!(error instanceof UsageError)) {
      process.stderr.write(`tokshare: this is a mistake in tokshare. ${(error as Error).stack ?? ''}\n`);
      return;
    }
    process.stderr.write(`tokshare: ${error.message}\nSee \`tokshare --help\`.\n`);
  },
);
