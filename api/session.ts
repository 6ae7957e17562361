import { type Database, findSignedIn, findStillSignedIn } from '@throughline/db';
import { anyone, type Reader } from '@throughline/domain/access';
import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { hashOf } from './token.ts';

/** Who is asking: somebody signed in, with the session they ask by, or anyone. */
export type Asking =
  | ({ kind: 'anyone' } & Reader)
  | ({ kind: 'person'; person: number; name: string; session: number } & Reader);

declare module 'hono' {
  interface ContextVariableMap {
    asking: () => Promise<Asking>;
    stillAsking: () => Promise<Asking>;
  }
}

/**
 * A browser keeps a cookie of such a name only from this host, for all of it, and only where nobody
 * listens: over https, or from this very machine.
 */
const sessionCookie = '__Host-throughline';
const cookieShape = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const;

/** Who is asking. Looked up once a request, when first needed, and never from a replica. */
export function asking(c: Context): Promise<Asking> {
  return c.var.asking();
}

/**
 * Who is asking at this moment, looked up each time and not counted as use: what a page that stays
 * open asks by itself keeps no session alive.
 */
export function stillAsking(c: Context): Promise<Asking> {
  return c.var.stillAsking();
}

/** The person who is asking, on a route whose rule lets in nobody else. */
export async function askingPerson(c: Context): Promise<Asking & { kind: 'person' }> {
  const reader = await asking(c);
  if (reader.kind === 'anyone') throw new Error('This route lets in people who are not signed in');
  return reader;
}

/** Lets routes ask who is asking, and keeps what is answered to a person out of every cache. */
export function sessions(db: Database, now: () => Date): MiddlewareHandler {
  return async (c, next) => {
    let found: Promise<Asking> | undefined;
    c.set('asking', () => {
      found ??= whoAsks(c, findSignedIn);
      return found;
    });
    c.set('stillAsking', () => whoAsks(c, findStillSignedIn));
    await next();
    if (found !== undefined && isOver(c, await found)) forgetSession(c);
    const kept = c.res.headers.get('Cache-Control') ?? '';
    // The name of a script, style or font holds a hash of its content: it is the same for all.
    if (c.req.header('cookie') !== undefined && !kept.includes('immutable')) {
      // By `c.header` the whole reply would be made anew, as a stream.
      c.res.headers.set('Cache-Control', 'private, no-store');
    }
  };

  async function whoAsks(c: Context, find: typeof findSignedIn): Promise<Asking> {
    const token = getCookie(c, sessionCookie);
    if (token === undefined) return { kind: 'anyone', ...anyone };
    const signedIn = await find(db, hashOf(token), now());
    return signedIn ? { kind: 'person', ...signedIn } : { kind: 'anyone', ...anyone };
  }
}

/** Whether the browser still shows a session that has ended: without it, memory can answer again. */
function isOver(c: Context, reader: Asking): boolean {
  const given = c.res.headers.getSetCookie().some((one) => one.startsWith(`${sessionCookie}=`));
  return reader.kind === 'anyone' && getCookie(c, sessionCookie) !== undefined && !given;
}

/** Hands the browser its session. It ends there with the browser, and here by itself. */
export function giveSession(c: Context, token: string): void {
  setCookie(c, sessionCookie, token, cookieShape);
}

/** Takes the session from the browser. */
export function forgetSession(c: Context): void {
  deleteCookie(c, sessionCookie, cookieShape);
}

const underwayCookie = '__Host-throughline-signing-in';

/** Hands the browser what only it may come back from the identity provider with. */
export function giveSecret(c: Context, secret: string): void {
  setCookie(c, underwayCookie, secret, { ...cookieShape, maxAge: 600 });
}

/** What the browser came back with, which is taken from it. */
export function takeSecret(c: Context): string | undefined {
  const secret = getCookie(c, underwayCookie);
  if (secret !== undefined) deleteCookie(c, underwayCookie, cookieShape);
  return secret;
}
