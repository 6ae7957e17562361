import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { refusal } from './problem.ts';

/** What a person types and sends is far smaller. */
const usual = bodyLimit({ maxSize: 1024 * 1024, onError: tooLarge });

/** A table on the clipboard is up to 5 MB twice over, and its quotes are escaped on the way. */
const pasted = bodyLimit({ maxSize: 12 * 1024 * 1024, onError: tooLarge });

/** No route reads more than it can need. Those that take files have their own, larger measure. */
export function boundedBody(): MiddlewareHandler {
  return (c, next) => {
    // What only reads has no body, and to look for one costs more than many an answer.
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    if (/\/(file|imports)$/.test(c.req.path)) return next();
    return c.req.path.endsWith('/paste') ? pasted(c, next) : usual(c, next);
  };
}

function tooLarge(): Response {
  throw refusal(413, 'This is larger than anything that is sent here');
}
