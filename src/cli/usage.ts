/** A command that cannot be understood: told on standard error, exit 1. */
export class UsageError extends Error {}
