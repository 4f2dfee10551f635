/** A command that cannot be understood: told on standard error, exit 2. */
export class UsageError extends Error {}
