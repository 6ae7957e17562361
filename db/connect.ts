import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import { drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js';
import { migrate as migratePostgres } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { takeDirectory } from './directoryLock.ts';

/** Either database, seen the same way by every query. */
export type Database = PgDatabase<PgQueryResultHKT>;

/** An open database: what it is called, and how it is brought up to date and let go. */
export interface Connection {
  db: Database;
  engine: 'PGlite' | 'PostgreSQL';
  /** Applies the migrations in a folder that were not applied yet, once, whoever starts first. */
  migrate(folder: string): Promise<void>;
  close(): Promise<void>;
}

/** Where the data are: a PostgreSQL server by URL, or a directory for the embedded database. */
export type Place = { databaseUrl: string } | { dataDir: string } | { inMemory: true };

/** Opens PostgreSQL or the embedded PGlite. Refuses a directory that another process holds. */
export function connect(place: Place): Promise<Connection> {
  if ('databaseUrl' in place) return connectPostgres(place.databaseUrl);
  return connectPglite('dataDir' in place ? place.dataDir : undefined);
}

async function connectPostgres(url: string): Promise<Connection> {
  const client = postgres(url, { onnotice: () => undefined });
  const db = drizzlePostgres(client, { casing: 'snake_case' });
  return {
    db,
    engine: 'PostgreSQL',
    migrate: async (folder) => {
      // Two instances that start together must migrate once: the second waits for the first.
      const lock = await client.reserve();
      await lock`select pg_advisory_lock(hashtext('throughline migrations'))`;
      try {
        await migratePostgres(db, { migrationsFolder: folder });
      } finally {
        await lock`select pg_advisory_unlock(hashtext('throughline migrations'))`;
        lock.release();
      }
    },
    close: () => client.end({ timeout: 5 }),
  };
}

async function connectPglite(dataDir: string | undefined): Promise<Connection> {
  if (dataDir !== undefined) mkdirSync(dataDir, { recursive: true });
  const directory = dataDir === undefined ? undefined : join(dataDir, 'pglite');
  // PGlite takes no lock of its own: two processes on one directory silently lose rows.
  const release = directory === undefined ? async () => undefined : await takeDirectory(directory);
  try {
    const client = await PGlite.create(directory === undefined ? {} : { dataDir: directory });
    const db = drizzlePglite({ client, casing: 'snake_case' });
    return {
      db,
      engine: 'PGlite',
      migrate: (folder) => migratePglite(db, { migrationsFolder: folder }),
      close: async () => {
        await client.close();
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}
