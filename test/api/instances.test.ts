import type {
  OpenedScreen,
  PresentationPage,
  WireScreen,
} from '@throughline/api/wire/presentation';
import { type Connection, connect } from '@throughline/db';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Server, startPostgres, startStandby } from '../postgres.ts';
import { type Product, startProduct } from '../server.ts';
import { type Ear, earOf } from './listening.ts';
import { type Visitor, visitor } from './people.ts';

let primary: Server;
let standby: Server;
let connection: Connection;
let replaying: postgres.Sql;
let instances: Product[] = [];
let clerk: Visitor;
let approver: Visitor;

/** A figure that the Board was told, and everywhere it can be read. */
const figure = { metric: 'children-in-care', period: '2024-04' };
const printed = '668';
const where = [
  '/metrics/children-in-care/series',
  '/metrics/children-in-care/series.csv',
  '/metrics/children-in-care/series?as-at=2024-11-28',
  '/figures?metric=children-in-care',
  '/figures.csv?metric=children-in-care&versions=all',
  '/picture',
];

beforeAll(async () => {
  primary = await startPostgres();
  standby = await startStandby(primary);
  const server = postgres(`${primary.url}postgres`, { max: 1, onnotice: () => undefined });
  await server.unsafe('create database throughline');
  await server.end();
  replaying = postgres(`${standby.url}postgres`, { max: 1, onnotice: () => undefined });
  await caughtUp();

  // Both start at once, on a database with nothing in it.
  instances = await Promise.all([1, 2].map(startInstance));
  connection = await connect({ databaseUrl: `${primary.url}throughline` });
  clerk = await visitor(connection.db, new Date(), 'clerk');
  approver = await visitor(connection.db, new Date(), 'approver');
});

afterAll(async () => {
  await replaying?.end();
  await connection?.close();
  for (const instance of instances) await instance.stop();
  await standby?.stop();
  await primary?.stop();
});

test('what the public reads is read from the standby, and is the same as from the primary', async () => {
  await caughtUp();
  const before = await committed(standby);
  const said = await Promise.all(where.map((path, index) => read(path, index % 2)));
  expect(said.every((text) => text.includes(printed))).toBe(true);
  expect((await committed(standby)) - before).toBeGreaterThanOrEqual(where.length);
  const known = await ask(0, where[0] ?? '', { headers: clerk.headers });
  expect(await known.text()).toBe(said[0]);
});

test('while the standby stands still, nothing that is withdrawn is read from it: 300 reads, 0 leaks', async () => {
  for (const [index, path] of where.entries()) await read(path, index % 2);
  await replaying`select pg_wal_replay_pause()`;
  const withdrawn = await ask(0, '/withdrawals', {
    method: 'POST',
    headers: clerk.headers,
    body: JSON.stringify({ figure, reason: 'It is to be counted again.' }),
  });
  expect(withdrawn.status).toBe(200);

  let leaks = 0;
  for (let count = 0; count < 50; count += 1) {
    const said = await Promise.all(
      where.map((path, index) => read(`${path}${fresh(path, count)}`, (count + index) % 2)),
    );
    leaks += said.filter((text) => /\b668\b/.test(text)).length;
  }
  expect(leaks).toBe(0);
  // The standby itself has it still: it is only not asked.
  const there = postgres(`${standby.url}throughline`, { max: 1 });
  const [state] = await there`select count(*)::int as withdrawn from withdrawals`;
  await there.end();
  expect(state?.['withdrawn']).toBe(0);
});

test('a session that ended on one instance is over on the other, while the standby stands still', async () => {
  const member = await visitor(connection.db, new Date(), 'member');
  const status = async () => (await ask(1, '/sessions', { headers: member.headers })).status;
  expect(await status()).toBe(200);
  const out = await ask(0, '/session', { method: 'DELETE', headers: member.headers });
  expect(out.ok).toBe(true);
  expect(await status()).toBe(401);
});

test('what one instance publishes, listeners of both are told within two seconds, and can read', async () => {
  const ears = await Promise.all([0, 1].map((instance) => listen(instance)));
  for (const ear of ears) await ear.next();
  const began = performance.now();
  const made = await ask(0, '/exemptions', {
    method: 'POST',
    headers: clerk.headers,
    body: JSON.stringify({
      figure: { metric: 'children-in-residential-homes', period: '2024-09' },
      ground: { kind: 'exempt', paragraph: '3', public_interest: 'It would weaken buying.' },
    }),
  });
  expect(made.status, await made.text()).toBe(200);
  for (const [instance, ear] of ears.entries()) {
    const told = await ear.happened();
    expect(told.kind).toBe('made private');
    const text = await read('/metrics/children-in-residential-homes/series', instance);
    expect(text).toContain('paragraph 3 of Schedule 12A');
  }
  expect(performance.now() - began).toBeLessThan(2000);
  await Promise.all(ears.map((ear) => ear.stop()));
});

test('a chair on one instance steps, and the room’s screen on the other is told and shows it', async () => {
  const meeting = '2024-11-28';
  const chair = await visitor(connection.db, new Date(), 'chair');
  const post = (path: string, body: object = {}) =>
    ask(0, path, { method: 'POST', headers: chair.headers, body: JSON.stringify(body) });
  const remote = async (instance: number) => {
    const asked = await ask(instance, `/presentations/${meeting}`, { headers: chair.headers });
    const { open }: PresentationPage = await asked.json();
    if (open === undefined) throw new Error('No presentation is open');
    return open;
  };
  expect((await post(`/presentations/${meeting}`)).ok).toBe(true);
  const { code, version } = await remote(1);
  const entered = await ask(1, `/screens/${code}`, { method: 'POST' });
  const { token }: OpenedScreen = await entered.json();
  const look = async (): Promise<WireScreen> => {
    const seen = await ask(1, `/screens/${code}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    return seen.json();
  };
  const before = await look();
  const ear = await earOf(
    ask(1, `/events?channels=presentation:${code}`, { headers: { Accept: 'text/event-stream' } }),
  );
  await ear.next();

  const began = performance.now();
  const stepped = await post(`/presentations/${meeting}/steps`, {
    seen: version,
    command: { do: 'next' },
  });
  expect(stepped.status).toBe(200);
  await ear.happened();
  const after = await look();
  expect(performance.now() - began).toBeLessThan(2000);
  expect(after.slide?.id).not.toBe(before.slide?.id);
  expect(after.slide?.id).toBe((await remote(1)).current?.id);
  await ear.stop();
});

test('a standby that goes on is read again; without one, all is read from the primary', async () => {
  await replaying`select pg_wal_replay_resume()`;
  await caughtUp();
  const before = await committed(standby);
  await read('/figures?metric=children-in-care&limit=9', 0);
  expect(await committed(standby)).toBeGreaterThan(before);
  await replaying.end();
  await standby.stop();
  for (const [index, path] of where.entries()) {
    const text = await read(`${path}${fresh(path, 99)}`, index % 2);
    expect(text).not.toMatch(/\b668\b/);
  }
});

test('an instance stops within ten seconds with streams open, and its listeners go on at the other', async () => {
  const ears = await Promise.all(Array.from({ length: 50 }, () => listen(1)));
  const ready = await Promise.all(ears.map((ear) => ear.next()));
  const began = performance.now();
  await instances[1]?.stop();
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(await Promise.all(ears.map(lastOf))).toEqual(ears.map(() => undefined));

  const released = await ask(0, '/exemptions/release', {
    method: 'POST',
    headers: approver.headers,
    body: JSON.stringify({
      figure: { metric: 'children-in-residential-homes', period: '2024-09' },
      reason: 'The contract is let.',
    }),
  });
  expect(released.status).toBe(200);
  const again = await listen(0, ready[0]?.id);
  expect((await again.happened()).kind).toBe('made public');
  await again.stop();
});

function startInstance(): Promise<Product> {
  return startProduct({
    DATABASE_URL: `${primary.url}throughline`,
    DATABASE_READ_URLS: `${standby.url}throughline`,
  });
}

function ask(instance: number, path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${instances[instance]?.url}/api/v1${path}`, init);
}

async function read(path: string, instance: number): Promise<string> {
  const response = await ask(instance, path);
  const text = await response.text();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
  return text;
}

/** Asks the same as at another day, so that no reply in memory answers it. */
function fresh(path: string, count: number): string {
  if (path.includes('as-at') || path === '/picture') return '';
  const day = new Date(Date.UTC(2025, 0, 1 + count)).toISOString().slice(0, 10);
  return `${path.includes('?') ? '&' : '?'}as-at=${day}`;
}

function listen(instance: number, after?: string): Promise<Ear> {
  const headers = {
    Accept: 'text/event-stream',
    ...(after === undefined ? {} : { 'Last-Event-ID': after }),
  };
  return earOf(ask(instance, '/events', { headers }));
}

/** What comes after every beat; nothing when the stream has ended. */
async function lastOf(ear: Ear) {
  let message = await ear.next();
  while (message?.event === 'beat') message = await ear.next();
  return message;
}

/** How many transactions a server has seen to its end on the product's database. */
async function committed(server: Server): Promise<number> {
  const client = postgres(`${server.url}postgres`, { max: 1 });
  // What a connection has done is counted when it has nothing to do.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const [row] =
    await client`select xact_commit::int as count from pg_stat_database where datname = 'throughline'`;
  await client.end();
  return row?.['count'] ?? 0;
}

/** Waits until the standby has replayed what the primary has written. */
async function caughtUp(): Promise<void> {
  const client = postgres(`${primary.url}postgres`, { max: 1 });
  const [row] = await client`select pg_current_wal_lsn()::text as written`;
  await client.end();
  for (;;) {
    const [state] =
      await replaying`select pg_last_wal_replay_lsn() >= ${row?.['written']}::pg_lsn as "isThere"`;
    if (state?.['isThere']) return;
  }
}
