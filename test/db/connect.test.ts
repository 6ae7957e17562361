import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Connection, connect, DirectoryInUse } from '@throughline/db';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { topics } from '../../db/schema/metrics.ts';
import { createDatabase, engines, migrations, openDatabase } from '../database.ts';
import { type Child, startChild } from './child.ts';

describe('the embedded database in a directory', () => {
  let dataDir: string;
  let children: Child[] = [];

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'throughline-data-'));
  });

  afterEach(async () => {
    await Promise.all(children.map((child) => child.crash()));
    children = [];
    await rm(dataDir, { recursive: true });
  });

  test('refuses a second process by name while the first has it, and loses nothing', async () => {
    const first = start();
    expect(await first.hear()).toBe('open');
    expect(await write(first, 'before')).toBe('before');

    const second = start();
    expect(await second.hear()).toBe(
      `DirectoryInUse: The data directory ${join(dataDir, 'pglite')} is in use by process ${first.pid}. Stop that one first, or set DATA_DIR to another directory.`,
    );
    await expect(connect({ dataDir })).rejects.toThrow(DirectoryInUse);

    expect(await write(first, 'after')).toBe('after');
    await first.end();
    expect(await topicsIn(dataDir)).toEqual(['after', 'before']);
  });

  test('keeps every acknowledged row when its process is killed, and opens again', async () => {
    const acknowledged: string[] = [];
    for (let round = 0; round < 3; round++) {
      const child = start();
      expect(await child.hear()).toBe('open');
      for (let row = 0; row < 20; row++) {
        acknowledged.push(await write(child, `round-${round}-row-${String(row).padStart(2, '0')}`));
      }
      child.say(`round-${round}-unacknowledged`);
      await child.crash();
    }

    expect(await topicsIn(dataDir)).toEqual(expect.arrayContaining(acknowledged));
  }, 120_000);

  test('begins from a prepared database, and what a crash left half unpacked is no database', async () => {
    await mkdir(join(dataDir, 'pglite.unfinished/base'), { recursive: true });
    await writeFile(join(dataDir, 'pglite.unfinished/PG_VERSION'), 'half');

    const connection = await connect({ dataDir, prepared: inject('preparedDatabase') });

    // Without a migration of ours its tables are there.
    expect(await connection.db.select().from(topics)).toEqual([]);
    await connection.close();
    expect(await readdir(dataDir)).toEqual(['pglite']);
  });

  test('leaves no lock behind when it is closed in order', async () => {
    const connection = await connect({ dataDir });
    await connection.close();

    expect(await readdir(dataDir)).toEqual(['pglite']);
  });

  function start(): Child {
    const child = startChild('writer.ts', dataDir, migrations, inject('preparedDatabase'));
    children.push(child);
    return child;
  }
});

describe('PostgreSQL', () => {
  test('is migrated once by any number of processes that start together', async () => {
    const databaseUrl = await createDatabase('template0');
    const connections = await Promise.all(
      Array.from({ length: 4 }, () => connect({ databaseUrl })),
    );

    await Promise.all(connections.map((connection) => connection.migrate(migrations)));

    const [first] = connections;
    expect(await migrationsApplied(first)).toBe(await migrationsWritten());
    await Promise.all(connections.map((connection) => connection.close()));
  });
});

describe.each(engines)('%s', (engine) => {
  test('is migrated a second time without a change', async () => {
    const connection = await openDatabase(engine);
    await connection.db.insert(topics).values({ id: 'workforce', title: 'W', position: 1 });

    await connection.migrate(migrations);

    expect(await migrationsApplied(connection)).toBe(await migrationsWritten());
    expect(await connection.db.select({ id: topics.id }).from(topics)).toHaveLength(1);
    await connection.close();
  });

  test('says which of the two it is', async () => {
    const connection = await openDatabase(engine);
    expect(connection.engine).toBe(engine);
    await connection.close();
  });
});

async function write(child: Child, id: string): Promise<string> {
  child.say(id);
  return child.hear();
}

async function topicsIn(dataDir: string): Promise<string[]> {
  const connection = await connect({ dataDir });
  const rows = await connection.db.select({ id: topics.id }).from(topics);
  await connection.close();
  return rows.map(({ id }) => id).sort();
}

/** How many migrations the database says were applied to it. */
async function migrationsApplied(connection: Connection | undefined): Promise<number> {
  const rows = await connection?.db
    .select({ count: sql<string>`count(*)` })
    .from(sql`drizzle.__drizzle_migrations`);
  return Number(rows?.[0]?.count);
}

async function migrationsWritten(): Promise<number> {
  const files = await readdir(migrations);
  return files.filter((file) => file.endsWith('.sql')).length;
}
