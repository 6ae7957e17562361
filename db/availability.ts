/** What the driver says when the server cannot be reached or went away. */
const unreachable = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  'CONNECT_TIMEOUT',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

/**
 * What the database says when it cannot serve for now: broken connections (08), no memory, disk or
 * connections left (53), stopping or starting (57P0x), a statement it gave up for time (57014), a
 * server that turned standby (25006).
 */
const unable = /^(08...|53...|57P0[1-5]|57014|25006)$/;

/** Whether an error says that the database cannot answer now, and may in a moment. */
export function isUnavailable(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    const code = 'code' in at ? String(at.code) : '';
    if (unreachable.has(code) || unable.test(code)) return true;
  }
  return false;
}

/** Whether an error says that there is no room left for what was to be written. */
export function isFull(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && (at.code === '53100' || at.code === 'ENOSPC')) return true;
  }
  return false;
}

/** Whether an error says that what was given holds a character that no text has. */
export function isNoText(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && (at.code === '22021' || at.code === '22P05')) return true;
  }
  return false;
}
