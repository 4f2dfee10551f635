/** `tokshare query` and `tokshare check`: the evaluator on the command line, without VS Code. */
import { check } from './check';
import { query } from './query';
import { UsageError } from './usage';

const USAGE = `tokshare: shares, rankings and crossings of token usage, with the universe in plain sight

  tokshare query 'QUERY' --attach NAME=FILE [--attach …] [--format table|csv|json] [--bounds]
      Asks one question of CSV files. --bounds adds the lowest and highest value that the source's
      "other" row allows (NAME_low, NAME_high).

  tokshare check FILE…
      Runs notebooks and prints every result or error with its place. Exit 1 if there is any error.
`;

async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  switch (command) {
    case 'query':
      return query(rest);
    case 'check':
      return check(rest);
    case undefined:
    case 'help':
    case '--help':
    case '-h':
      process.stdout.write(USAGE);
      return command === undefined ? 1 : 0;
    default:
      throw new UsageError(`There is no command \`${command}\`; there are \`query\` and \`check\`.`);
  }
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`tokshare: ${error.message}\nSee \`tokshare --help\`.\n`);
    process.exitCode = 1;
  },
);
