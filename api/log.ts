import { type DestinationStream, type Logger, pino } from 'pino';

/**
 * The log: one JSON object a line. What a database says of an error may hold the row that was
 * written, and what a statement was given may be a figure that nobody may see: of those errors only
 * their kind, their place and the statement without its values are written down.
 */
export function createLog(level: string, destination: DestinationStream): Logger {
  return pino({ level, serializers: { err: errorWithoutValues } }, destination);
}

/** An error as the log may keep it. */
function errorWithoutValues(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const found = databaseParts(error);
  const type = error.name;
  if (found === undefined) return { type, message: error.message, stack: error.stack };
  return { type, ...found, stack: framesOf(error) };
}

/** What is harmless of an error of the database; nothing for any other. */
function databaseParts(error: Error): Record<string, string> | undefined {
  const parts: Record<string, string> = {};
  let isOfDatabase = false;
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const given: Record<string, unknown> = { ...at };
    if ('query' in at || 'severity' in at) isOfDatabase = true;
    if (typeof given['query'] === 'string') parts['query'] = given['query'];
    for (const name of ['code', 'severity', 'constraint', 'constraint_name', 'table', 'routine']) {
      if (typeof given[name] === 'string') parts[name] = given[name];
    }
  }
  return isOfDatabase ? parts : undefined;
}

function framesOf({ stack = '' }: Error): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}
