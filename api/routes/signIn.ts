import { createRoute, z } from '@hono/zod-openapi';
import {
  addPerson,
  beginSignIn,
  bringUpToDate,
  endProviderSessions,
  endSession,
  findPersonOf,
  isDoorClosed,
  noteFailedAttempt,
  type Person,
  type RefusedSignIn,
  spendLink,
  startSession,
  takeSignIn,
} from '@throughline/db';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { HTTPException } from 'hono/http-exception';
import { allow } from '../access.ts';
import { toSession } from '../answer/person.ts';
import { nothing, router } from '../ask.ts';
import type { Deps } from '../deps.ts';
import { deviceOf } from '../device.ts';
import { refusal } from '../problem.ts';
import type { Vouched } from '../provider.ts';
import { asking, forgetSession, giveSecret, giveSession, takeSecret } from '../session.ts';
import { sourceOf } from '../source.ts';
import { hashOf, newToken } from '../token.ts';
import { linkToken, session } from '../wire/person.ts';

/** Whoever is not signed in sends little. */
const small = bodyLimit({
  maxSize: 16 * 1024,
  onError: () => {
    throw refusal(413, 'That is too long');
  },
});

const who = createRoute({
  method: 'get',
  path: '/session',
  middleware: allow('sign in'),
  summary: 'Who is asking, and what they may do',
  request: { query: nothing },
  responses: {
    200: { description: 'Who is asking', content: { 'application/json': { schema: session } } },
  },
});

const byLink = createRoute({
  method: 'post',
  path: '/session',
  middleware: [allow('sign in'), small],
  summary: 'Signs in with a one-time link',
  request: { body: { required: true, content: { 'application/json': { schema: linkToken } } } },
  responses: {
    201: { description: 'Signed in', content: { 'application/json': { schema: session } } },
    403: { description: 'The link cannot be used: problem details' },
    429: { description: 'Too many attempts failed: problem details' },
  },
});

const out = createRoute({
  method: 'delete',
  path: '/session',
  middleware: allow('sign in'),
  summary: 'Signs out',
  responses: { 204: { description: 'Signed out, or not signed in' } },
});

const begin = createRoute({
  method: 'get',
  path: '/sign-in/start',
  middleware: allow('sign in'),
  summary: 'Goes to the identity provider',
  request: { query: z.strictObject({ to: z.string().optional() }) },
  responses: { 302: { description: 'To the identity provider' } },
});

const finish = createRoute({
  method: 'get',
  path: '/sign-in/callback',
  middleware: allow('sign in'),
  summary: 'Comes back from the identity provider',
  responses: { 302: { description: 'To the page they were on, or to the sign-in page' } },
});

const ended = createRoute({
  method: 'post',
  path: '/sign-in/ended',
  middleware: [allow('sign in'), small],
  summary: 'The identity provider says, by a signed notice, that somebody signed out',
  responses: {
    200: { description: 'Their sessions have ended' },
    400: { description: 'The notice is not valid: problem details' },
  },
});

/** Signing in and out. Anyone may try. */
export function signInRoutes({ db, log, now, signIn }: Deps) {
  const { provider, proxies } = signIn;

  return router()
    .openapi(who, async (c) =>
      c.json(toSession(await asking(c), provider !== undefined), 200, {
        'Cache-Control': 'no-cache',
      }),
    )
    .openapi(byLink, async (c) => {
      const { token } = c.req.valid('json');
      const at = now();
      const person = await spendLink(db, hashOf(token), { source: sourceOf(c, proxies), at });
      if (typeof person === 'string') throw refused(person);
      await begun(c, person, 'link', undefined);
      const { id, name, roles } = person;
      const reader = { kind: 'person' as const, person: id, session: 0, name, roles };
      return c.json(toSession(reader, provider !== undefined), 201);
    })
    .openapi(out, async (c) => {
      const reader = await asking(c);
      if (reader.kind === 'person') await endSession(db, reader, now(), 'signed out');
      forgetSession(c);
      return c.body(null, 204);
    })
    .openapi(begin, async (c) => {
      if (provider === undefined) throw refusal(404, 'No identity provider is set up here');
      if (await isDoorClosed(db, { source: sourceOf(c, proxies), at: now() })) {
        return back(c, 'door closed');
      }
      const secret = newToken();
      const returnTo = ownPath(c.req.valid('query').to);
      await beginSignIn(db, { secretHash: hashOf(secret), returnTo }, now());
      const address = await provider.begin(secret);
      giveSecret(c, secret);
      return c.redirect(address.href, 302);
    })
    .openapi(finish, async (c) => {
      if (provider === undefined) throw refusal(404, 'No identity provider is set up here');
      const source = sourceOf(c, proxies);
      const secret = takeSecret(c);
      if (await isDoorClosed(db, { source, at: now() })) return back(c, 'door closed');

      const underway = secret && (await takeSignIn(db, hashOf(secret), now()));
      if (!secret || !underway) return failed(c, 'not begun here');
      if (new URL(c.req.url).searchParams.has('error')) return failed(c, 'provider refused');
      const vouched = await provider.finish(secret, new URL(c.req.url).search).catch(invalid);
      if (vouched === undefined) return failed(c, 'provider reply not valid');

      const person = await personOf(vouched);
      if (await isDoorClosed(db, { source, person: person?.id, at: now() })) {
        return back(c, 'door closed');
      }
      if (person?.disabledAt) return failed(c, 'person disabled', person);
      if (person === undefined || person.roles.length === 0) return failed(c, 'no role', person);
      await begun(c, person, 'identity provider', vouched.providerSession);
      return c.redirect(underway.returnTo, 302);
    })
    .openapi(ended, async (c) => {
      const { logout_token: token } = await c.req.parseBody();
      if (provider === undefined || typeof token !== 'string') throw notNotice();
      const notice = await provider.readLogout(token).catch(invalid);
      if (notice === undefined) throw notNotice();

      const { tenant, object, providerSession } = notice;
      const person = object === undefined ? undefined : await findPersonOf(db, tenant, object);
      if (object === undefined || person) {
        await endProviderSessions(db, { person: person?.id, providerSession }, now());
      }
      return c.body(null, 200, { 'Cache-Control': 'no-store' });
    });

  /** A new session for a person, in place of the one the browser had. */
  async function begun(
    c: Context,
    person: Person,
    way: 'identity provider' | 'link',
    providerSession: string | undefined,
  ): Promise<void> {
    const before = await asking(c);
    if (before.kind === 'person') await endSession(db, before, now());
    const token = newToken();
    const device = deviceOf(c.req.header('user-agent'));
    const tokenHash = hashOf(token);
    await startSession(db, { tokenHash, person: person.id, device, way, providerSession }, now());
    giveSession(c, token);
  }

  /** The person as the provider now says: added at their first sign-in, if they have a role. */
  async function personOf({ tenant, object, name, roles }: Vouched): Promise<Person | undefined> {
    const doing = { actor: 'nobody', at: now() } as const;
    const known = await findPersonOf(db, tenant, object);
    if (known) return bringUpToDate(db, known, { name, roles }, doing);
    return roles.length === 0 ? undefined : addPerson(db, { tenant, object, name, roles }, doing);
  }

  async function failed(c: Context, reason: RefusedSignIn, person?: Person) {
    const source = sourceOf(c, proxies);
    await noteFailedAttempt(db, { source, person: person?.id, at: now(), reason });
    return back(c, reason);
  }

  function invalid(error: unknown): undefined {
    // What the provider sent is on nobody's page: it may hold codes and tokens.
    const { name, code } = error instanceof Error ? (error as Error & { code?: string }) : {};
    log.warn({ name, code }, 'What came from the identity provider is not valid');
    return undefined;
  }
}

/** To the sign-in page, which says in words why it came to nothing. */
function back(c: Context, reason: RefusedSignIn) {
  return c.redirect(`/sign-in?${new URLSearchParams({ refused: reason })}`, 302);
}

function refused(reason: RefusedSignIn): HTTPException {
  if (reason === 'door closed') {
    return refusal(429, 'Too many attempts to sign in failed. Try again in five minutes');
  }
  if (reason === 'person disabled') return refusal(403, 'You can no longer sign in here');
  // Which of these it is helps only those who guess.
  return refusal(
    403,
    'This link cannot be used: it was used already, or is older than 15 minutes, or is not whole. Ask for a new one',
  );
}

function notNotice(): HTTPException {
  return refusal(400, 'This is no valid notice of sign-out');
}

/** A path of our own pages, and nothing that leads anywhere else. */
function ownPath(wanted: string | undefined): string {
  const here = 'https://here.invalid';
  if (wanted === undefined || !/^\/(?![/\\])/.test(wanted) || !URL.canParse(wanted, here))
    return '/';
  const { origin, pathname, search } = new URL(wanted, here);
  const isPage =
    origin === here && !/^\/\//.test(pathname) && !/^\/(api|sign-in)(\/|$)/.test(pathname);
  return isPage ? pathname + search : '/';
}
