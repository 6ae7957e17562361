import { addEvent, type Connection, connect } from '@throughline/db';
import postgres from 'postgres';
import { type Ear, earOf } from '../api/listening.ts';
import { type Visitor, visitor } from '../api/people.ts';
import { type Server, startPostgres } from '../postgres.ts';
import { type Product, startProduct } from '../server.ts';

/** Two instances of the product on one PostgreSQL, and a member. */
export interface Two {
  server: Server;
  connection: Connection;
  instances: [Product, Product];
  member: Visitor;
  stop(): Promise<void>;
}

/** Starts two instances on a server of their own, with the Board's record. */
export async function startTwo(): Promise<Two> {
  const server = await startPostgres();
  const settings = { DATABASE_URL: `${server.url}postgres` };
  const instances: Two['instances'] = [
    await startProduct(settings),
    await startProduct({ ...settings }),
  ];
  const connection = await connect({ databaseUrl: settings.DATABASE_URL });
  const member = await visitor(connection.db, new Date(), 'member');
  return {
    ...{ server, connection, instances, member },
    stop: async () => {
      await connection.close();
      for (const instance of instances) await instance.stop();
      await server.stop();
    },
  };
}

/** What those who listened heard of what was told. */
export interface Hearing {
  told: number;
  listeners: number;
  /** How often each thing was killed while it went on. */
  killed: { instances: number; doorbells: number; streams: number };
  heard: number;
  missing: number;
  twice: number;
  outOfOrder: number;
}

/** Somebody who listens, and comes back with the last id whenever the stream ends. */
interface Listener {
  visibility: 'public' | 'private';
  heard: number[];
  cut(): void;
  ready: Promise<void>;
  done: Promise<void>;
}

/**
 * Tells so many events, every other one private, to members and to the public on both instances,
 * while instances, the doorbell and streams are killed in turn: `kills` times each.
 */
export async function hear(two: Two, told: number, kills: number): Promise<Hearing> {
  const ending = new AbortController();
  const listeners = [0, 1, 0, 1, 0, 1].map((instance, index) =>
    listen(two, instance, index < 2 ? two.member : undefined, ending.signal),
  );
  // Who has not begun to listen has missed nothing.
  await Promise.all(listeners.map(({ ready }) => ready));
  const { db } = two.connection;
  const killed = { instances: 0, doorbells: 0, streams: 0 };
  const every = Math.floor(told / (kills * 3));
  let restarting: Promise<void> | undefined;
  for (let number = 1; number <= told; number += 1) {
    const visibility = number % 2 === 1 ? 'public' : 'private';
    await addEvent(db, {
      channel: 'record',
      visibility,
      kind: 'record changed',
      about: { number },
    });
    if (number % every !== 0) continue;
    switch ((number / every) % 3) {
      case 1:
        await restarting;
        restarting = killInstance(two, killed.instances % 2);
        killed.instances += 1;
        break;
      case 2:
        killed.doorbells += await killDoorbells(two);
        break;
      default:
        for (const one of listeners) one.cut();
        killed.streams += listeners.length;
    }
  }
  await restarting;
  await Promise.race([
    Promise.all(
      listeners.map(({ heard, visibility }) =>
        until(() => last(heard) >= lastOf(told, visibility)),
      ),
    ),
    new Promise((resolve) => setTimeout(resolve, 60_000).unref()),
  ]);
  ending.abort();
  await Promise.all(listeners.map(({ done }) => done));
  return { told, listeners: listeners.length, killed, ...judged(listeners, told) };
}

/** How long, in milliseconds, each of so many streams on both instances took to be told one thing. */
export async function tellAll(two: Two, streams: number): Promise<number[]> {
  const ears: Ear[] = [];
  for (let count = 0; count < streams; count += 25) {
    const some = Array.from({ length: Math.min(25, streams - count) }, (_, index) =>
      open(two, (count + index) % 2, undefined, undefined, new AbortController().signal),
    );
    ears.push(...(await Promise.all(some)));
  }
  for (const ear of ears) await ear.next();
  const told = ears.map(async (ear) => {
    await ear.happened();
    return performance.now();
  });
  const began = performance.now();
  const event = { channel: 'record', visibility: 'public', kind: 'record changed' } as const;
  await addEvent(two.connection.db, { ...event, about: { all: 1 } });
  const took = (await Promise.all(told)).map((at) => at - began);
  for (const ear of ears) await ear.stop();
  return took;
}

function listen(two: Two, first: number, who: Visitor | undefined, end: AbortSignal): Listener {
  const heard: number[] = [];
  let current = new AbortController();
  let instance = first;
  let begun: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const listening = async () => {
    let after: string | undefined;
    while (!end.aborted) {
      current = new AbortController();
      const signal = AbortSignal.any([current.signal, end]);
      try {
        const ear = await open(two, instance, who, after, signal);
        for (;;) {
          const message = await ear.next();
          if (message === undefined) break;
          after = message.id;
          begun();
          const { about } = JSON.parse(message.data) as { about?: { number?: number } };
          if (about?.number !== undefined) heard.push(about.number);
        }
      } catch {
        // Killed, or cut: the other instance goes on from the last id.
      }
      instance = 1 - instance;
      if (!end.aborted) await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  return {
    visibility: who === undefined ? 'public' : 'private',
    heard,
    ready,
    cut: () => current.abort(),
    done: listening(),
  };
}

function open(
  { instances }: Two,
  instance: number,
  who: Visitor | undefined,
  after: string | undefined,
  signal: AbortSignal,
): Promise<Ear> {
  const headers = {
    Accept: 'text/event-stream',
    ...(who && { Cookie: who.headers['Cookie'] ?? '' }),
    ...(after !== undefined && { 'Last-Event-ID': after }),
  };
  return earOf(fetch(`${instances[instance]?.url}/api/v1/events`, { headers, signal }));
}

/** Kills an instance without a word, and starts it again where it was. */
async function killInstance(two: Two, at: number): Promise<void> {
  const { pid, url, stop } = two.instances[at] ?? two.instances[0];
  process.kill(pid, 'SIGKILL');
  await stop();
  const settings = { DATABASE_URL: `${two.server.url}postgres`, PORT: new URL(url).port };
  two.instances[at] = await startProduct(settings);
}

/** Ends the connections that listen for the doorbell, on the server's side; answers how many. */
async function killDoorbells({ server }: Two): Promise<number> {
  const client = postgres(`${server.url}postgres`, { max: 1, onnotice: () => undefined });
  const ended = await client`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'throughline doorbell'`;
  await client.end();
  return ended.length;
}

function judged(listeners: readonly Listener[], told: number) {
  const sum = (count: (one: Listener) => number) =>
    listeners.reduce((all, one) => all + count(one), 0);
  const due = ({ visibility }: Listener) => (visibility === 'private' ? told : Math.ceil(told / 2));
  return {
    heard: sum(({ heard }) => heard.length),
    missing: sum((one) => due(one) - new Set(one.heard).size),
    twice: sum(({ heard }) => heard.length - new Set(heard).size),
    // What is public and what is private are counted apart, and each is told in its own order.
    outOfOrder: sum(({ heard }) =>
      [0, 1].reduce((all, parity) => {
        const of = heard.filter((number) => number % 2 === parity);
        return all + of.filter((number, at) => at > 0 && number < (of[at - 1] ?? 0)).length;
      }, 0),
    ),
  };
}

/** The last number that somebody is told. */
function lastOf(told: number, visibility: Listener['visibility']): number {
  return visibility === 'public' && told % 2 === 0 ? told - 1 : told;
}

function last(heard: readonly number[]): number {
  return Math.max(0, ...heard.slice(-4));
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
}
