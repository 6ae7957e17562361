import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js';
import { migrate as migratePostgres } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { type Listener, listenPostgres } from './doorbell.ts';
import { connectDirectory, connectInMemory } from './embedded.ts';

/** Either database, seen the same way by every query. */
export type Database = PgDatabase<PgQueryResultHKT>;

/** An open database: what it is called, and how it is brought up to date and let go. */
export interface Connection {
  db: Database;
  engine: 'PGlite' | 'PostgreSQL';
  /** Applies the migrations in a folder that were not applied yet, once, whoever starts first. */
  migrate(folder: string): Promise<void>;
  /** Calls whenever events were added, by whichever process: a doorbell that may miss a ring. */
  listen(rung: () => void): Promise<Listener>;
  close(): Promise<void>;
}

/**
 * Where the data are: a PostgreSQL server by URL, or a directory for the embedded database. A
 * place with nothing in it begins from a prepared database, if there is one.
 */
export type Place =
  | { databaseUrl: string }
  | { dataDir: string; prepared?: string | undefined }
  | { inMemory: true; prepared?: string | undefined };

/** Opens PostgreSQL or the embedded PGlite. Refuses a directory that another process holds. */
export function connect(place: Place): Promise<Connection> {
  if ('databaseUrl' in place) return connectPostgres(place.databaseUrl);
  if ('dataDir' in place) return connectDirectory(place.dataDir, place.prepared);
  return connectInMemory(place.prepared);
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
    listen: async (rung) => listenPostgres(url, rung),
    close: () => client.end({ timeout: 5 }),
  };
}
