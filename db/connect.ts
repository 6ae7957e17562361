import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js';
import { migrate as migratePostgres } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { type Listener, listenPostgres, type Ring } from './doorbell.ts';
import { connectDirectory, connectInMemory } from './embedded.ts';
import { openStandbys } from './standbys.ts';

/** Either database, seen the same way by every query. */
export type Database = PgDatabase<PgQueryResultHKT>;

/** An open database: what it is called, and how it is brought up to date and let go. */
export interface Connection {
  db: Database;
  engine: 'PGlite' | 'PostgreSQL';
  /** Applies the migrations in a folder that were not applied yet, once, whoever starts first. */
  migrate(folder: string): Promise<void>;
  /** Calls whenever events were added, by whichever process: a doorbell that may miss a ring. */
  listen(rung: (ring: Ring) => void): Promise<Listener>;
  /**
   * Runs what reads for the public, from a standby where there are any that know all that the
   * primary does. Only reads that were awaited when it ends belong to it.
   */
  readPublicly<Answer>(read: () => Promise<Answer>): Promise<Answer>;
  close(): Promise<void>;
}

/**
 * Where the data are: a PostgreSQL server by URL, or a directory for the embedded database. A
 * place with nothing in it begins from a prepared database, if there is one.
 */
export type Place =
  | { databaseUrl: string; readUrls?: readonly string[]; note?: (line: string) => void }
  | { dataDir: string; prepared?: string | undefined }
  | { inMemory: true; prepared?: string | undefined };

/** Opens PostgreSQL or the embedded PGlite. Refuses a directory that another process holds. */
export function connect(place: Place): Promise<Connection> {
  if ('databaseUrl' in place) return connectPostgres(place);
  if ('dataDir' in place) return connectDirectory(place.dataDir, place.prepared);
  return connectInMemory(place.prepared);
}

/** How a server is asked to run what we ask of it. */
const statements = {
  /** No statement of a request takes longer; what does is stuck behind something. In milliseconds. */
  statement_timeout: 15_000,
  /** What is read stands in memory or on a disk without heads: an index beats reading all there is. */
  random_page_cost: 1.1,
  /** Readers are many and each wants little: none is to take every core for itself. */
  max_parallel_workers_per_gather: '0', // the driver leaves out the number 0
};

/** What every client of a server is told: to find it again soon after it was away. */
const patience = {
  onnotice: () => undefined,
  connect_timeout: 5,
  backoff: (retries: number) => Math.min(3 ** retries / 100, 1),
};

async function connectPostgres({
  databaseUrl: url,
  readUrls = [],
  note = () => undefined,
}: Extract<Place, { databaseUrl: string }>): Promise<Connection> {
  const client = postgres(url, {
    ...patience,
    connection: statements,
  });
  const db = drizzlePostgres(client, { casing: 'snake_case' });
  const standbys = await openStandbys(db, readUrls, note).catch(async (error: unknown) => {
    await client.end();
    throw error;
  });
  return {
    db: standbys.db,
    engine: 'PostgreSQL',
    migrate: async (folder) => {
      // A migration, and the wait for another's, may take as long as they take.
      const migrator = postgres(url, { ...patience, max: 1 });
      try {
        // Two instances that start together must migrate once: the second waits for the first. The
        // lock goes with the connection, however that ends.
        await migrator`select pg_advisory_lock(hashtext('throughline migrations'))`;
        await migratePostgres(drizzlePostgres(migrator), { migrationsFolder: folder });
      } finally {
        await migrator.end({ timeout: 5 });
      }
    },
    listen: async (rung) => listenPostgres(url, rung),
    readPublicly: standbys.readPublicly,
    close: async () => {
      await standbys.close();
      await client.end({ timeout: 5 });
    },
  };
}
