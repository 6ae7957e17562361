import type { Context, MiddlewareHandler } from 'hono';
import { refusal } from './problem.ts';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Lets a browser change something only from our own pages. What a form on another site can send is
 * refused by where it comes from and by its kind. Without any sign of a browser a request carries
 * nobody's rights, and passes.
 */
export function sameOrigin(publicUrl: URL | undefined): MiddlewareHandler {
  return async (c, next) => {
    if (reading.has(c.req.method)) return next();
    const site = c.req.header('sec-fetch-site');
    const origin = c.req.header('origin');
    const isBrowser =
      site !== undefined || origin !== undefined || c.req.header('cookie') !== undefined;
    if (!isBrowser) return next();

    const isOurs = site === undefined ? origin === ownOrigin(c) : site === 'same-origin';
    if (!isOurs || (origin !== undefined && origin !== ownOrigin(c))) {
      throw refusal(403, 'This can only be sent from a page of this site');
    }
    const kind = c.req.header('content-type') ?? '';
    if (/^(text\/plain|application\/x-www-form-urlencoded)\b/i.test(kind)) {
      throw refusal(415, 'Send it as application/json');
    }
    return next();
  };

  function ownOrigin(c: Context): string {
    return (publicUrl ?? new URL(c.req.url)).origin;
  }
}
