import { type Connection, isOnStandby, onPrimary } from '@throughline/db';
import type { MiddlewareHandler, Next } from 'hono';

declare module 'hono' {
  interface ContextVariableMap {
    /** Runs a route that anyone may read, where public reads are answered from. */
    readPublicly: ((next: Next) => Promise<void>) | undefined;
  }
}

/**
 * Lets routes that anyone may read be answered from a standby, for readers who show no sign of who
 * they are: people read from the primary, and so see at once what they wrote. What a standby fails
 * in, such as a query that it gave up for what the primary sent it, is asked of the primary.
 */
export function publicly(
  readPublicly: Connection['readPublicly'],
  ask: (request: Request, env: object) => Response | Promise<Response>,
): MiddlewareHandler {
  return async (c, next) => {
    const isKnown = c.req.header('cookie') || c.req.header('authorization');
    // A stream outlives the moment of a standby, and what it tells is newer.
    const isStream = c.req.path === '/api/v1/events';
    if (c.req.method !== 'GET' || isKnown || isStream) return next();
    c.set('readPublicly', async (route) => {
      let isElsewhere = false;
      await readPublicly(async () => {
        isElsewhere = isOnStandby();
        await route();
      });
      if (!isElsewhere || c.res.status < 500) return;
      c.res = undefined;
      c.res = await onPrimary(() => ask(c.req.raw, c.env ?? {}));
    });
    return next();
  };
}
