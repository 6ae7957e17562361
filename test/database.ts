import { fileURLToPath } from 'node:url';
import { type Connection, connect } from '@throughline/db';
import { loadSeedsOnce } from '@throughline/seeds';
import postgres from 'postgres';
import { inject } from 'vitest';
import { board, seeds, template } from './postgres.ts';

/** Both databases: `describe.each(engines)('on %s', (engine) => …)` runs the same tests on each. */
export const engines = ['PGlite', 'PostgreSQL'] as const;
export type Engine = (typeof engines)[number];

/** The folder of migrations, for tests that migrate by themselves. */
export const migrations = fileURLToPath(new URL('../db/migrations', import.meta.url));

const prepared = fileURLToPath(new URL('../db/dist/prepared.tar.gz', import.meta.url));

/**
 * A migrated database with nothing in it: PGlite in memory, or this worker's own on PostgreSQL,
 * which is made anew. The test closes it.
 */
export async function openDatabase(engine: Engine): Promise<Connection> {
  switch (engine) {
    case 'PGlite': {
      return connect({ inMemory: true, prepared: inject('preparedDatabase') });
    }
    case 'PostgreSQL':
      return connect({ databaseUrl: await createDatabase(template) });
  }
}

/**
 * A database with the Board's record in it: begun from the one that the build made, or copied from
 * one that was filled before the tests. The test closes it.
 */
export async function openBoard(engine: Engine): Promise<Connection> {
  switch (engine) {
    case 'PGlite': {
      const connection = await connect({ inMemory: true, prepared });
      // The build may be older than a migration or a seed.
      await connection.migrate(migrations);
      await loadSeedsOnce(connection.db, seeds);
      return connection;
    }
    case 'PostgreSQL':
      return connect({ databaseUrl: await createDatabase(board) });
  }
}

/**
 * The address of this worker's own PostgreSQL database, made anew from a template: `template0` is
 * one without our tables. Whatever was connected to it before is cut off. A test that needs two at
 * once gives the other a word of its own.
 */
export async function createDatabase(
  from: typeof template | typeof board | 'template0',
  word = 'test',
): Promise<string> {
  const server = inject('postgresServer');
  const name = `throughline_${word}_${process.env['VITEST_POOL_ID']}`;
  const client = postgres(`${server}postgres`, { max: 1, onnotice: () => undefined });
  await client.unsafe(`drop database if exists ${name} with (force)`);
  await client.unsafe(`create database ${name} template ${from}`);
  await client.end();
  return `${server}${name}`;
}
