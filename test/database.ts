import { fileURLToPath } from 'node:url';
import { type Connection, connect } from '@throughline/db';
import postgres from 'postgres';
import { inject } from 'vitest';
import { template } from './postgres.ts';

/** Both databases: `describe.each(engines)('on %s', (engine) => …)` runs the same tests on each. */
export const engines = ['PGlite', 'PostgreSQL'] as const;
export type Engine = (typeof engines)[number];

/** The folder of migrations, for tests that migrate by themselves. */
export const migrations = fileURLToPath(new URL('../db/migrations', import.meta.url));

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
 * The address of this worker's own PostgreSQL database, made anew from a template: `template0` is
 * one without our tables. Whatever was connected to it before is cut off. A test that needs two at
 * once gives the other a word of its own.
 */
export async function createDatabase(
  from: typeof template | 'template0',
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
