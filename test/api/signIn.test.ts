import { createApp } from '@throughline/api';
import { createProvider } from '@throughline/api/provider';
import {
  type Connection,
  type Database,
  disablePerson,
  findPersonOf,
  listAudit,
  listPeople,
} from '@throughline/db';
import { type Role, roles } from '@throughline/domain/access';
import type { JWTPayload } from 'jose';
import { SignJWT } from 'jose';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../database.ts';
import { type Browser, openBrowser } from './browser.ts';
import { client, type Forge, otherClient, signed, startCouncil, startHostile } from './council.ts';
import { isSignedIn, sessionCookie } from './people.ts';

const publicUrl = new URL('https://figures.example.gov.uk');
const callback = new URL('/api/v1/sign-in/callback', publicUrl).href;
const start = '/api/v1/sign-in/start';

let connection: Connection;
let db: Database;
let council: Awaited<ReturnType<typeof startCouncil>>;
let hostile: Awaited<ReturnType<typeof startHostile>>;
beforeAll(async () => {
  connection = await openDatabase('PGlite');
  db = connection.db;
  council = await startCouncil(callback);
  hostile = await startHostile();
});
afterAll(async () => {
  await council.stop();
  await hostile.stop();
  await connection.close();
});

describe('with the council’s provider', () => {
  test('a person is added with the roles their app roles mean, and comes back to their page', async () => {
    const browser = await atCouncil({
      sub: 'first',
      name: 'First officer',
      roles: ['officer', 'chair', 'x'],
    });
    const end = await throughCouncil(
      browser,
      `${start}?to=${encodeURIComponent('/meetings?as-at=2024-11-28')}`,
    );

    expect(end).toBe('/meetings?as-at=2024-11-28');
    expect(await browser.json('/api/v1/session')).toMatchObject({
      signed_in: true,
      name: 'First officer',
      roles: ['officer', 'chair'],
    });
    expect(await person('first')).toMatchObject({ tenant: council.issuer, object: 'first' });
    expect(await lastAudited()).toMatchObject({
      kind: 'signed in',
      detail: '{"way":"identity provider"}',
    });
  });

  test('the cookie is one that no page, other site or listener can read', async () => {
    const browser = await atCouncil({ sub: 'cookie', name: 'Second officer', roles: ['officer'] });
    await throughCouncil(browser, start);
    const set = browser.set.findLast((one) => one.startsWith(`${sessionCookie}=`));
    expect(set).toMatch(/; Path=\/(;|$)/);
    expect(set).toMatch(/; HttpOnly/);
    expect(set).toMatch(/; Secure/);
    expect(set).toMatch(/; SameSite=Lax/);
    expect(set).not.toMatch(/Domain|Expires|Max-Age/);
  });

  test('roles are read again at each sign-in, and older sessions have them at once', async () => {
    const account = { sub: 'moved', name: 'Third officer' };
    const before = await atCouncil({ ...account, roles: ['officer'] });
    await throughCouncil(before, start);
    const after = await atCouncil({ ...account, roles: ['member'] });
    await throughCouncil(after, start);
    expect(await before.json('/api/v1/session')).toMatchObject({ roles: ['member'] });

    const none = await atCouncil({ ...account, roles: [] });
    expect(await throughCouncil(none, start)).toBe('/sign-in?refused=no+role');
    expect(await before.json('/api/v1/session')).toMatchObject({ roles: [] });
  });

  test('somebody without a role here is not let in, and not added', async () => {
    const browser = await atCouncil({ sub: 'stranger', name: 'Somebody', roles: ['payroll'] });
    expect(await throughCouncil(browser, start)).toBe('/sign-in?refused=no+role');
    expect(await person('stranger')).toBeUndefined();
    await expectOut(browser);
  });

  test('a disabled person is out everywhere at once, and does not come in again', async () => {
    const account = { sub: 'gone', name: 'Fourth officer', roles: ['officer'] };
    const [one, two] = [await atCouncil(account), await atCouncil(account)];
    await throughCouncil(one, start);
    await throughCouncil(two, start);
    const found = await person('gone');
    if (!found) throw new Error('There is no such person');
    await disablePerson(db, found, { actor: 'command line', at: new Date() });

    for (const browser of [one, two]) {
      expect((await browser.ask('/api/v1/sessions')).status).toBe(401);
    }
    expect(await throughCouncil(await atCouncil(account), start)).toBe(
      '/sign-in?refused=person+disabled',
    );
  });

  test('a signed notice of sign-out ends the sessions it is about, and an unsigned one none', async () => {
    const browser = await atHostile((honest, { own }) =>
      signed({ ...honest, sid: 'device-1' }, own),
    );
    await throughHostile(browser);
    const notice = () => {
      const now = Math.floor(Date.now() / 1000);
      const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
      return {
        iss: hostile.issuer,
        aud: client.id,
        sub: 'visitor',
        iat: now,
        jti: `${now}`,
        events,
      };
    };
    const unsigned = `${part({ alg: 'none' })}.${part(notice())}.`;
    const byOther = await signed(notice(), hostile.keys.unknown);
    const idToken = await signed({ ...notice(), nonce: 'x' }, hostile.keys.own);
    const notEvent = await signed({ ...notice(), events: {} }, hostile.keys.own);
    const ofOther = await signed({ ...notice(), aud: 'other' }, hostile.keys.own);
    const stale = await signed({ ...notice(), iat: notice().iat - 3600 }, hostile.keys.own);
    for (const token of [unsigned, byOther, idToken, notEvent, ofOther, stale, '']) {
      expect((await sendNotice(browser, token)).status).toBe(400);
    }
    await browser.ask(`/api/v1/sign-in/ended?iss=${hostile.issuer}&sid=device-1`);
    await browser.ask(`/api/v1/sign-in/ended?logout_token=${unsigned}`);
    expect(await browser.json('/api/v1/session')).toMatchObject({ signed_in: true });

    expect((await sendNotice(browser, await signed(notice(), hostile.keys.own))).status).toBe(200);
    expect(await browser.json('/api/v1/session')).toMatchObject({ signed_in: false });
  });
});

describe('an attack signs nobody in:', () => {
  test('a missing state', async () => {
    const browser = await atCouncil({ sub: 'a1', name: 'A', roles: ['administrator'] });
    const reply = await replyOfCouncil(browser, start);
    reply.searchParams.delete('state');
    await expectRefused(browser, reply);
  });

  test('a replayed state', async () => {
    const browser = await atCouncil({ sub: 'a2', name: 'A', roles: ['administrator'] });
    const secret = await secretAfterStart(browser);
    const reply = await councilReply(browser, secret.location);
    expect((await browser.ask(pathOf(reply))).headers.get('Location')).toBe('/');
    await browser.ask('/api/v1/session', { method: 'DELETE' });

    // Even with the cookie of then, and a code that was never used.
    const again = await councilReply(browser, secret.location);
    expect(again.searchParams.get('code')).not.toBe(reply.searchParams.get('code'));
    browser.give(secret.cookie);
    await expectRefused(browser, again);
  });

  test('a state of another browser, as a forged sign-in would use', async () => {
    const attacker = await atCouncil({ sub: 'a3', name: 'A', roles: ['administrator'] });
    const reply = await replyOfCouncil(attacker, start);
    await expectRefused(await atCouncil({ sub: 'a3b', name: 'B', roles: ['member'] }), reply);
    const victim = await atCouncil({ sub: 'a3b', name: 'B', roles: ['member'] });
    await victim.ask(start);
    await expectRefused(victim, reply);
  });

  test('a code that was given to another client', async () => {
    const browser = await atCouncil({ sub: 'a4', name: 'A', roles: ['administrator'] });
    const secret = await secretAfterStart(browser);
    const elsewhere = new URL(secret.location);
    elsewhere.searchParams.set('client_id', otherClient.id);
    await expectRefused(browser, await councilReply(browser, elsewhere.href));
  });

  test('a code that was asked for without our verifier', async () => {
    for (const change of ['without', 'with another'] as const) {
      const browser = await atCouncil({ sub: 'a5', name: 'A', roles: ['administrator'] });
      const secret = await secretAfterStart(browser);
      const injected = new URL(secret.location);
      if (change === 'without') {
        injected.searchParams.delete('code_challenge');
        injected.searchParams.delete('code_challenge_method');
      } else {
        injected.searchParams.set('code_challenge', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
      }
      await expectRefused(browser, await councilReply(browser, injected.href));
    }
  });

  test('a browser that lost what only it may come back with', async () => {
    const browser = await atCouncil({ sub: 'a6', name: 'A', roles: ['administrator'] });
    const reply = await replyOfCouncil(browser, start);
    browser.forget();
    await expectRefused(browser, reply);
  });

  test('a replayed code', async () => {
    const account = { sub: 'a7', name: 'A', roles: ['administrator'] };
    const first = await atCouncil(account);
    const used = await replyOfCouncil(first, start);
    await first.ask(pathOf(used));
    const second = await atCouncil(account);
    const reply = await replyOfCouncil(second, start);
    reply.searchParams.set('code', used.searchParams.get('code') ?? '');
    await expectRefused(second, reply);
  });

  test('the same token, not forged, does sign in: so each of these is refused for what it is', async () => {
    const browser = await atHostile((honest, { own }) => signed(honest, own));
    expect(await throughHostile(browser)).toBe('/');
    expect(await browser.json('/api/v1/session')).toMatchObject({ signed_in: true });
  });

  const now = Math.floor(Date.now() / 1000);
  const changed =
    (change: JWTPayload): Forge =>
    (honest, { own }) =>
      signed({ ...honest, ...change }, own);
  test.each<[string, Forge]>([
    ['a wrong nonce', changed({ nonce: 'another' })],
    ['no nonce', ({ nonce: _, ...honest }, { own }) => signed(honest, own)],
    ['a wrong issuer', changed({ iss: 'https://login.example.org' })],
    ['a wrong audience', changed({ aud: 'another-application' })],
    ['the algorithm none', async (honest) => `${part({ alg: 'none' })}.${part(honest)}.`],
    [
      'HS256 with the public key',
      (honest, { publicText }) =>
        new SignJWT(honest)
          .setProtectedHeader({ alg: 'HS256', kid: 'hostile' })
          .sign(new TextEncoder().encode(publicText)),
    ],
    [
      'HS256 with the client’s secret',
      (honest) =>
        new SignJWT(honest)
          .setProtectedHeader({ alg: 'HS256' })
          .sign(new TextEncoder().encode(client.secret)),
    ],
    ['an unknown key', (honest, { unknown }) => signed(honest, unknown)],
    [
      'a changed payload',
      async (honest, { own }) => {
        const [head, , signature] = (await signed(honest, own)).split('.');
        return `${head}.${part({ ...honest, roles: ['administrator'] })}.${signature}`;
      },
    ],
    ['an expired token', changed({ iat: now - 7200, exp: now - 3600 })],
    ['a token that is not yet valid', changed({ nbf: now + 3600, exp: now + 7200 })],
    ['a token about nobody', ({ sub: _, ...honest }, { own }) => signed(honest, own)],
  ])('%s', async (_, forge) => {
    const browser = await atHostile(forge);
    expect(await throughHostile(browser)).toBe('/sign-in?refused=provider+reply+not+valid');
    await expectOut(browser);
    expect(await lastAudited()).toMatchObject({ kind: 'sign-in refused', actor: 'nobody' });
  });

  test('a second provider with the same subject', async () => {
    const browser = await atCouncil({
      sub: 'the-administrator',
      name: 'A',
      roles: ['administrator'],
    });
    await throughCouncil(browser, start);
    const twin = await atHostile(changed({ sub: 'the-administrator', roles: ['payroll'] }));
    expect(await throughHostile(twin)).toBe('/sign-in?refused=no+role');
    await expectOut(twin);

    const member = await atHostile(changed({ sub: 'the-administrator', roles: ['member'] }));
    await throughHostile(member);
    expect(await member.json('/api/v1/session')).toMatchObject({ roles: ['member'] });
    expect((await person('the-administrator'))?.roles).toEqual(['administrator']);
  });

  test('an e-mail address changed to somebody else’s', async () => {
    const email = 'administrator@council.example';
    const owner = await atCouncil({ sub: 'owner', name: 'A', email, roles: ['administrator'] });
    await throughCouncil(owner, start);
    const other = await atCouncil({ sub: 'taker', name: 'A', email, roles: ['member'] });
    await throughCouncil(other, start);

    expect(await other.json('/api/v1/session')).toMatchObject({ roles: ['member'] });
    const people = await listPeople(db);
    expect(people.filter(({ object }) => ['owner', 'taker'].includes(object))).toHaveLength(2);
    expect(JSON.stringify(people)).not.toContain('@council.example');
  });

  test.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '\\\\evil.example',
    '/\t/evil.example',
    '///evil.example',
    '/..//evil.example',
    '/%2e%2e//evil.example',
    'javascript:alert(1)',
    'https:/evil.example',
    ' //evil.example',
    '/\n//evil.example',
    '/api/v1/sign-in/start',
  ])('an open redirect to %j', async (to) => {
    const browser = await atCouncil({ sub: 'a9', name: 'A', roles: ['member'] });
    const end = await throughCouncil(browser, `${start}?to=${encodeURIComponent(to)}`);
    const landed = new URL(end, publicUrl);
    expect(landed.origin).toBe(publicUrl.origin);
    expect(end).toMatch(/^\/(?![/\\])/);
    expect(landed.pathname).not.toMatch(/^\/api|^\/\//);
  });

  test('what another site sends from a person’s browser', async () => {
    const browser = await atCouncil({ sub: 'a10', name: 'A', roles: ['administrator'] });
    await throughCouncil(browser, start);
    const body = JSON.stringify({ name: 'Friend', roles: ['administrator'] });
    const json = { 'Content-Type': 'application/json' };
    for (const headers of [
      { ...json, 'Sec-Fetch-Site': 'cross-site' },
      { ...json, 'Sec-Fetch-Site': 'same-site' },
      { ...json, Origin: 'https://evil.example' },
      { ...json, Origin: 'null' },
      { ...json, 'Sec-Fetch-Site': 'same-origin', Origin: 'https://evil.example' },
      { 'Content-Type': 'text/plain', 'Sec-Fetch-Site': 'cross-site' },
      json,
    ]) {
      const response = await browser.ask('/api/v1/people', { method: 'POST', headers, body });
      expect(response.status, JSON.stringify(headers)).toBe(403);
    }
    for (const kind of ['text/plain', 'application/x-www-form-urlencoded']) {
      const headers = { 'Content-Type': kind, 'Sec-Fetch-Site': 'same-origin' };
      expect((await browser.ask('/api/v1/people', { method: 'POST', headers, body })).status).toBe(
        415,
      );
    }
    const link = await browser.ask('/api/v1/session', {
      method: 'POST',
      headers: { ...json, 'Sec-Fetch-Site': 'cross-site' },
      body: '{"token":"x"}',
    });
    expect(link.status).toBe(403);
  });
});

test('nothing that was secret in any of this is in the database', async () => {
  const kept = [];
  for await (const entry of listAudit(db)) kept.push(entry);
  const text = JSON.stringify(kept);
  expect(text).not.toMatch(/eyJ|code=|[\w-]{43}(?!\w)(?<![0-9a-f]{43})/);
});

/** The product, with the provider at the given issuer, as one browser reaches it. */
function productFor(issuer: string) {
  const meanings = new Map<string, Role>(roles.map((role) => [role, role]));
  const settings = { issuer: new URL(issuer), clientId: client.id, clientSecret: client.secret };
  const { app } = createApp({
    db,
    log: pino({ level: 'silent' }),
    today: () => '2026-11-22',
    now: () => new Date(),
    signIn: {
      publicUrl,
      provider: createProvider({ ...settings, roles: meanings }, publicUrl),
      linksOnPages: true,
      proxies: 1,
    },
  });
  return app;
}

async function atCouncil(account: typeof council.next): Promise<Browser> {
  council.next = account;
  return openBrowser(productFor(council.issuer), publicUrl);
}

async function atHostile(forge: Forge): Promise<Browser> {
  hostile.forge = forge;
  return openBrowser(productFor(hostile.issuer), publicUrl);
}

/** Signs in at the council's provider; answers with where it ends. */
async function throughCouncil(browser: Browser, from: string): Promise<string> {
  return landing(browser, await replyOfCouncil(browser, from));
}

async function replyOfCouncil(browser: Browser, from: string): Promise<URL> {
  const { headers } = await browser.ask(from);
  return councilReply(browser, headers.get('Location') ?? '');
}

/** What the council's provider sends the browser back to us with. */
async function councilReply(browser: Browser, address: string): Promise<URL> {
  let at = address;
  for (let steps = 0; steps < 10; steps++) {
    if (at.startsWith(callback)) return new URL(at);
    const response = await browser.elsewhere(at);
    const next = response.headers.get('Location');
    if (next === null) throw new Error(`${response.status} ${await response.text()}`);
    at = new URL(next, at).href;
  }
  throw new Error('The provider sends the browser round in circles');
}

/** Goes to a hostile provider, which answers at once with a code. */
async function throughHostile(browser: Browser): Promise<string> {
  const asked = new URL((await browser.ask(start)).headers.get('Location') ?? '');
  const reply = new URL(callback);
  reply.searchParams.set('code', asked.searchParams.get('nonce') ?? '');
  reply.searchParams.set('state', asked.searchParams.get('state') ?? '');
  return landing(browser, reply);
}

async function landing(browser: Browser, reply: URL): Promise<string> {
  return (await browser.ask(pathOf(reply))).headers.get('Location') ?? '';
}

async function secretAfterStart(browser: Browser): Promise<{ location: string; cookie: string }> {
  const { headers } = await browser.ask(start);
  return { location: headers.get('Location') ?? '', cookie: browser.set.at(-1) ?? '' };
}

async function expectRefused(browser: Browser, reply: URL): Promise<void> {
  expect(await landing(browser, reply)).toMatch(/^\/sign-in\?refused=(not\+begun|provider)/);
  await expectOut(browser);
  expect(await lastAudited()).toMatchObject({ kind: 'sign-in refused' });
}

async function expectOut(browser: Browser): Promise<void> {
  expect(await browser.json('/api/v1/session')).toMatchObject({ signed_in: false, roles: [] });
  const token = browser.cookies.get(sessionCookie);
  expect(token !== undefined && (await isSignedIn(db, token, new Date()))).toBe(false);
}

async function sendNotice(browser: Browser, token: string): Promise<Response> {
  return browser.fromServer('/api/v1/sign-in/ended', new URLSearchParams({ logout_token: token }));
}

async function person(object: string) {
  return findPersonOf(db, council.issuer, object);
}

async function lastAudited() {
  let last: { kind: string } | undefined;
  for await (const entry of listAudit(db)) last = entry;
  return last;
}

function pathOf({ pathname, search }: URL): string {
  return pathname + search;
}

function part(content: object): string {
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}
