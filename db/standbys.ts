import { AsyncLocalStorage } from 'node:async_hooks';
import { withReplicas } from 'drizzle-orm/pg-core';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import type { Database } from './connect.ts';
import { dataVersion } from './queries/dataState.ts';

/** Reading from hot standbys beside the primary. */
export interface Standbys {
  /** Reads from the primary, but inside `readPublicly` from one moment of a standby. */
  db: Database;
  /** Runs what reads for the public where there is room for it. */
  readPublicly<Answer>(read: () => Promise<Answer>): Promise<Answer>;
  close(): Promise<void>;
}

/** An address that is no standby. The message says which and why, without its password. */
export class StandbyRefused extends Error {
  override name = 'StandbyRefused';
}

interface Standby {
  name: string;
  db: Database;
  close(): Promise<void>;
  /** Not asked before this time, because it did not answer. */
  restsUntil: number;
}

/** How long a standby may take to say how far it is, and how long it rests when it does not. */
const patience = 500;
const rest = 5_000;

/** The moment of a standby that is being read, or that the primary must be read. */
const reading = new AsyncLocalStorage<Database | 'primary'>();

/** Runs something that must see the newest, whoever calls it: it reads from the primary. */
export function onPrimary<Answer>(read: () => Answer): Answer {
  return reading.run('primary', read);
}

/** Whether what runs here was told to read from the primary. */
export function isOnPrimary(): boolean {
  return reading.getStore() === 'primary';
}

/** Whether what runs here reads from a standby. */
export function isOnStandby(): boolean {
  return typeof reading.getStore() === 'object';
}

/**
 * Opens standbys. A standby lags, and may not have heard yet of a withdrawal or an exemption. So each
 * read asks the primary for the number of its newest change, and takes one lasting moment of a
 * standby only if that has it: every withdrawal and exemption that the primary knew of is in it.
 * Otherwise, and for every write, session, account and sign-in, it is the primary. What goes wrong
 * with a standby is noted.
 */
export async function openStandbys(
  primary: Database,
  urls: readonly string[],
  note: (line: string) => void,
): Promise<Standbys> {
  const standbys = urls.map(open);
  let turn = 0;
  try {
    await Promise.all(standbys.map(check));
  } catch (error) {
    await close();
    throw error;
  }
  const db = withReplicas(primary, [primary], () => {
    const from = reading.getStore();
    return from === undefined || from === 'primary' ? primary : from;
  });
  return { db, readPublicly, close };

  async function readPublicly<Answer>(read: () => Promise<Answer>): Promise<Answer> {
    if (reading.getStore() !== undefined) return read();
    turn += 1;
    const ready = standbys.filter(({ restsUntil }) => restsUntil <= performance.now());
    const [standby] = [...ready.slice(turn % ready.length), ...ready.slice(0, turn % ready.length)];
    if (standby === undefined) return read();
    const needed = await dataVersion(primary);
    const begun = await begin(standby, needed);
    return begun === undefined ? read() : begun.finish(() => reading.run(begun.db, read));
  }

  /** A lasting moment of a standby that has what is needed, or nothing. */
  async function begin(standby: Standby, needed: number) {
    const opened = promised<Database | undefined>();
    const finished = promised<void>();
    let isGivenUp = false;
    const giveUp = setTimeout(() => {
      isGivenUp = true;
      opened.resolve(undefined);
      restNow(standby, 'does not answer');
    }, patience);
    const transaction = standby.db
      .transaction(
        async (tx) => {
          const version = await dataVersion(tx);
          if (isGivenUp || version < needed) return opened.resolve(undefined);
          opened.resolve(tx);
          await finished.promise;
        },
        { isolationLevel: 'repeatable read', accessMode: 'read only' },
      )
      .catch((error: unknown) => {
        if (!isGivenUp) restNow(standby, error instanceof Error ? error.message : 'has failed');
        opened.resolve(undefined);
      });
    const db = await opened.promise;
    clearTimeout(giveUp);
    if (db === undefined) return undefined;
    return {
      db,
      finish: async <Answer>(read: () => Promise<Answer>) => {
        try {
          return await read();
        } finally {
          finished.resolve();
          await transaction;
        }
      },
    };
  }

  function restNow(standby: Standby, why: string): void {
    standby.restsUntil = performance.now() + rest;
    note(`The standby ${standby.name} rests for five seconds: ${why}`);
  }

  async function check(standby: Standby): Promise<void> {
    const answer = await standby.db
      .execute<{ standing: boolean }>('select pg_is_in_recovery() as standing')
      .catch((error: unknown) => restNow(standby, error instanceof Error ? error.message : ''));
    if (!answer) return;
    const [row] = answer as unknown as { standing: boolean }[];
    if (!row?.standing) {
      throw new StandbyRefused(`DATABASE_READ_URLS: ${standby.name} is no standby of a primary`);
    }
  }

  async function close(): Promise<void> {
    await Promise.all(standbys.map((standby) => standby.close()));
  }
}

function open(url: string): Standby {
  const client = postgres(url, { connect_timeout: 2, onnotice: () => undefined });
  const { host, pathname } = new URL(url);
  return {
    name: `${host}${pathname}`,
    db: drizzle(client, { casing: 'snake_case' }) as Database,
    close: () => client.end({ timeout: 5 }),
    restsUntil: 0,
  };
}

function promised<Value>(): { promise: Promise<Value>; resolve: (value: Value) => void } {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
