import { createApp, type Deps } from '@throughline/api';
import { firstLink } from '@throughline/api/firstLink';
import { runPeople } from '@throughline/api/peopleCommand';
import {
  attemptsAllowed,
  attemptsCountFor,
  type Connection,
  connect,
  type Database,
  disablePerson,
  findPerson,
  idleFor,
  lastsFor,
  linkLastsFor,
  listAudit,
  listPeople,
  schema,
} from '@throughline/db';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, engines, openDatabase } from '../database.ts';
import { template } from '../postgres.ts';
import { type Browser, openBrowser } from './browser.ts';
import { sessionCookie, visitor } from './people.ts';

const publicUrl = new URL('http://127.0.0.1:8787');
const minute = 60_000;
let now = new Date('2026-11-22T12:00:00Z');

function productOn(db: Database, signIn: Partial<Deps['signIn']> = {}) {
  const { app } = createApp({
    db,
    log: pino({ level: 'silent' }),
    today: () => '2026-11-22',
    now: () => now,
    signIn: { publicUrl, linksOnPages: true, proxies: 1, ...signIn },
  });
  return app;
}

describe.each(engines)('on %s', (engine) => {
  let connection: Connection;
  let db: Database;
  beforeAll(async () => {
    connection = await openDatabase(engine);
    db = connection.db;
  });
  afterAll(() => connection.close());

  test('the very first start makes one link for a first administrator, and no later one', async () => {
    const link = await firstLink(db, publicUrl, now);
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:8787\/sign-in#link=[\w-]{43}$/);
    expect(await firstLink(db, publicUrl, now)).toBeUndefined();

    const browser = openBrowser(productOn(db), publicUrl);
    expect((await use(browser, link)).status).toBe(201);
    expect(await browser.json('/api/v1/session')).toMatchObject({
      name: 'First administrator',
      roles: ['administrator'],
    });
  });

  test('a link signs one person in once', async () => {
    const { link, person } = await invited(db, 'officer');
    const [first, second] = [open(db), open(db)];
    expect((await use(first, link)).status).toBe(201);
    expect((await use(second, link)).status).toBe(403);
    expect(await first.json('/api/v1/session')).toMatchObject({
      name: person.name,
      roles: ['officer'],
    });
    expect(await second.json('/api/v1/session')).toMatchObject({ signed_in: false });
  });

  test('of many who use a link at the same moment one is let in', async () => {
    const { link } = await invited(db, 'officer');
    const replies = await Promise.all(Array.from({ length: 8 }, () => use(open(db), link)));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(403)]);
  });

  test('a link is good for 15 minutes less a second, and no longer', async () => {
    const [soon, late] = [await invited(db, 'officer'), await invited(db, 'officer')];
    now = new Date(now.getTime() + linkLastsFor - 1000);
    expect((await use(open(db), soon.link)).status).toBe(201);
    now = new Date(now.getTime() + 1000);
    expect((await use(open(db), late.link)).status).toBe(403);
  });

  test('a link is bound to its person: nobody else comes in by it, and not they when disabled', async () => {
    const [one, two] = [await invited(db, 'officer'), await invited(db, 'clerk')];
    const browser = open(db);
    await use(browser, one.link);
    expect(await browser.json('/api/v1/session')).toMatchObject({ roles: ['officer'] });
    await disablePerson(db, two.person, { actor: 'command line', at: now });
    expect((await use(open(db), two.link)).status).toBe(403);
  });

  test('what a link or a session holds is kept only as its hash, and never on record', async () => {
    const { link } = await invited(db, 'officer');
    const browser = open(db);
    await use(browser, link);
    const kept = JSON.stringify([
      await db.select().from(schema.signInLinks),
      await db.select().from(schema.sessions),
      await db.select().from(schema.audit),
    ]);
    expect(kept).not.toContain(tokenOf(link));
    expect(kept).not.toContain(browser.cookies.get(sessionCookie));
    expect(Buffer.from(tokenOf(link), 'base64url').length).toBeGreaterThanOrEqual(16);
  });

  test('another sign-in in the same browser ends the session before', async () => {
    const [one, two] = [await invited(db, 'officer'), await invited(db, 'clerk')];
    const browser = open(db);
    await use(browser, one.link);
    const before = browser.cookies.get(sessionCookie) ?? '';
    await use(browser, two.link);
    browser.give(`${sessionCookie}=${before}`);
    expect(await browser.json('/api/v1/session')).toMatchObject({ signed_in: false });
  });

  test('a session ends 30 minutes after it was last used', async () => {
    const { headers } = await visitor(db, now, 'officer');
    const began = now.getTime();
    const app = productOn(db);
    const status = async () => (await app.request('/api/v1/sessions', { headers })).status;
    now = new Date(began + idleFor - 1);
    expect(await status()).toBe(200);
    now = new Date(began + 2 * idleFor - 2);
    expect(await status()).toBe(200);
    now = new Date(began + 3 * idleFor - 2);
    expect(await status()).toBe(401);
  });

  test('a session ends 12 hours after it began, however much it is used', async () => {
    const { headers } = await visitor(db, now, 'officer');
    const began = now.getTime();
    const app = productOn(db);
    const status = async () => (await app.request('/api/v1/sessions', { headers })).status;
    for (let passed = 0; passed < lastsFor; passed += 20 * minute) {
      now = new Date(began + passed);
      expect(await status()).toBe(200);
    }
    now = new Date(began + lastsFor);
    expect(await status()).toBe(401);
  });

  test('a browser whose session is over is told to forget it', async () => {
    const { token } = await visitor(db, new Date(now.getTime() - idleFor), 'officer');
    const browser = open(db);
    browser.give(`${sessionCookie}=${token}`);
    await browser.ask('/api/v1/sessions');
    expect(browser.cookies.has(sessionCookie)).toBe(false);
  });

  test('a person sees where they are signed in, and ends one of their sessions but nobody else’s', async () => {
    const { link, person } = await invited(db, 'officer');
    const browser = open(db);
    await use(browser, link);
    const other = open(db);
    await use(other, await linkFor(db, person.id));
    const stranger = await visitor(db, now, 'officer');

    const { sessions } = (await browser.json('/api/v1/sessions')) as {
      sessions: { id: number; current: boolean }[];
    };
    expect(sessions).toHaveLength(2);
    const away = sessions.find(({ current }) => !current)?.id;
    const app = productOn(db);
    const foreign = await app.request(`/api/v1/sessions/${away}`, {
      method: 'DELETE',
      headers: stranger.headers,
    });
    expect(foreign.status).toBe(404);
    expect((await browser.ask(`/api/v1/sessions/${away}`, { method: 'DELETE' })).status).toBe(204);
    expect(await other.json('/api/v1/session')).toMatchObject({ signed_in: false });
    expect(await browser.json('/api/v1/session')).toMatchObject({ signed_in: true });

    expect((await browser.ask('/api/v1/session', { method: 'DELETE' })).status).toBe(204);
    expect(await browser.json('/api/v1/session')).toMatchObject({ signed_in: false });
  });

  test('an administrator adds a person on the page, changes what they may do, and disables them', async () => {
    const administrator = await visitor(db, now, 'administrator');
    const app = productOn(db);
    const send = (method: string, path: string, body: object) =>
      app.request(`/api/v1/people${path}`, {
        method,
        headers: administrator.headers,
        body: JSON.stringify(body),
      });
    const added = await send('POST', '', { name: 'Second clerk', roles: ['clerk'] });
    expect(added.status).toBe(201);
    const { person, address } = await added.json();
    const browser = open(db);
    await use(browser, address);

    await send('PATCH', `/${person.id}`, { roles: ['officer'] });
    expect(await browser.json('/api/v1/session')).toMatchObject({ roles: ['officer'] });
    await send('PATCH', `/${person.id}`, { disabled: true });
    expect(await browser.json('/api/v1/session')).toMatchObject({ signed_in: false });
    expect((await send('POST', `/${person.id}/links`, {})).status).toBe(409);

    const own = await send('PATCH', `/${administrator.person.id}`, { disabled: true });
    expect(own.status).toBe(409);
    expect((await send('POST', '', { name: ' ', roles: [] })).status).toBe(400);
    expect((await send('POST', '', { name: 'X', roles: ['king'] })).status).toBe(400);
    expect(await kinds(db)).toEqual(expect.arrayContaining(['roles changed', 'person disabled']));
  });

  test('in production the page makes no links; the command line does', async () => {
    const administrator = await visitor(db, now, 'administrator');
    const app = productOn(db, { linksOnPages: false });
    const response = await app.request('/api/v1/people', {
      method: 'POST',
      headers: administrator.headers,
      body: JSON.stringify({ name: 'Third clerk', roles: ['clerk'] }),
    });
    expect(response.status).toBe(403);
    expect((await response.json()).detail).toContain('pnpm people invite');
    const before = (await listPeople(db)).length;
    const { link } = await invited(db, 'clerk');
    expect((await listPeople(db)).length).toBe(before + 1);
    expect((await use(open(db), link)).status).toBe(201);
  });

  test('the command line lists people, changes them, and says what it does not understand', async () => {
    const { person } = await invited(db, 'officer');
    expect(await command(db, 'roles', `${person.id}`, '--role', 'co-opted-member')).toEqual([
      0,
      [`${person.id}  First officer: co-opted member; signs in by link`],
    ]);
    expect((await command(db, 'disable', `${person.id}`))[0]).toBe(0);
    expect((await findPerson(db, person.id))?.disabledAt).toEqual(now);
    expect((await command(db, 'link', `${person.id}`))[0]).toBe(1);
    expect((await command(db, 'enable', `${person.id}`))[0]).toBe(0);
    expect((await command(db, 'list'))[1].join('\n')).toContain(`${person.id}  First officer`);

    for (const words of [
      [],
      ['promote'],
      ['invite'],
      ['invite', '--name', 'X'],
      ['link'],
      ['link', 'x'],
      ['invite', '--name', 'X', '--role', 'king'],
      ['list', '--all'],
      ['disable', '1', '2'],
    ]) {
      expect((await command(db, ...words))[0], words.join(' ')).toBe(2);
    }
    expect((await command(db, 'disable', '999999'))[0]).toBe(1);
  });

  test('ten failed attempts close the door for that person, from wherever they come', async () => {
    const app = productOn(db);
    const { link, person } = await invited(db, 'officer');
    const send = (token: string, at: number) =>
      app.request('/api/v1/session', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': `198.18.0.${at}` },
        body: JSON.stringify({ token }),
      });
    expect((await send(tokenOf(link), 1)).status).toBe(201);
    for (let at = 0; at < attemptsAllowed; at++) {
      expect((await send(tokenOf(link), at + 2)).status).toBe(403);
    }
    const fresh = tokenOf(await linkFor(db, person.id));
    expect((await send(fresh, 100)).status).toBe(429);
    const other = await invited(db, 'clerk');
    expect((await send(tokenOf(other.link), 101)).status).toBe(201);
    now = new Date(now.getTime() + attemptsCountFor);
    expect((await send(fresh, 102)).status).toBe(201);
  });

  test('the addresses of one IPv6 network are one source', async () => {
    const app = productOn(db);
    for (let at = 0; at <= attemptsAllowed; at++) {
      const response = await app.request('/api/v1/session', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': `2001:db8::1:${at}` },
        body: '{"token":"guess"}',
      });
      expect(response.status).toBe(at < attemptsAllowed ? 403 : 429);
    }
  });
});

test('ten failed attempts in five minutes close the door for that source, on every instance', async () => {
  const databaseUrl = await createDatabase(template);
  const [one, two] = await Promise.all([connect({ databaseUrl }), connect({ databaseUrl })]);
  const instances = [productOn(one.db), productOn(two.db)];
  const tryAt = (at: number, token: string, source = '203.0.113.9') =>
    (instances[at % 2] ?? instances[0])?.request('/api/v1/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': `10.0.0.${at}, ${source}` },
      body: JSON.stringify({ token }),
    });
  const { link } = await invited(one.db, 'officer');
  const good = tokenOf(link);
  const began = now;

  // All at once, on both instances: exactly ten are judged.
  const attempts = Array.from({ length: 16 }, (_, at) => tryAt(at, `guess-${at}`));
  const statuses = (await Promise.all(attempts)).map((reply) => reply?.status);
  expect(statuses.filter((status) => status === 403)).toHaveLength(attemptsAllowed);
  expect(statuses.filter((status) => status === 429)).toHaveLength(16 - attemptsAllowed);

  for (const at of [0, 1]) expect((await tryAt(at, good))?.status).toBe(429);
  now = new Date(began.getTime() + attemptsCountFor - 1);
  expect((await tryAt(0, good))?.status).toBe(429);
  // Another source, and the same network's other addresses, are not shut out by it.
  now = began;
  const { link: elsewhere } = await invited(one.db, 'officer');
  expect((await tryAt(1, tokenOf(elsewhere), '203.0.113.10'))?.status).toBe(201);
  now = new Date(began.getTime() + attemptsCountFor);
  expect((await tryAt(0, good))?.status).toBe(201);
  await Promise.all([one.close(), two.close()]);
});

function open(db: Database): Browser {
  return openBrowser(productOn(db), publicUrl);
}

/** Adds a person on the command line. */
async function invited(db: Database, role: string) {
  const [code, said] = await command(db, 'invite', '--name', `First ${role}`, '--role', role);
  expect(code).toBe(0);
  const person = (await listPeople(db)).at(-1);
  if (person === undefined) throw new Error('Nobody was added');
  return { link: linkIn(said), person };
}

async function linkFor(db: Database, id: number): Promise<string> {
  const [, said] = await command(db, 'link', `${id}`);
  return linkIn(said);
}

async function command(db: Database, ...words: string[]): Promise<[number, string[]]> {
  const said: string[] = [];
  const talk = { say: (line: string) => void said.push(line), publicUrl, at: now };
  return [await runPeople(db, words, talk), said];
}

function linkIn(said: readonly string[]): string {
  return /http\S+/.exec(said.join('\n'))?.[0] ?? '';
}

function tokenOf(link: string | undefined): string {
  return link?.split('#link=')[1] ?? '';
}

function use(browser: Browser, link: string | undefined): Promise<Response> {
  const body = JSON.stringify({ token: tokenOf(link) });
  const headers = { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin' };
  return browser.ask('/api/v1/session', { method: 'POST', headers, body });
}

async function kinds(db: Database): Promise<string[]> {
  const found: string[] = [];
  for await (const { kind } of listAudit(db)) found.push(kind);
  return found;
}
