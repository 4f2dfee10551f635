/** How commands are understood. */
import { parseArgs, type ParseArgsConfig } from 'node:util';

/** A command that cannot be understood: told on standard error, exit 2. */
export class UsageError extends Error {}

/** The options of a command and the words beside them. Throws UsageError for options that it does not have. */
export function parseOptions<const Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
