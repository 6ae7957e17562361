import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Connection, connect, type Database, type Place } from '@throughline/db';
import { loadSeeds } from '@throughline/seeds';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openOffice } from '../api/returning.ts';
import { createDatabase, type Engine, engines, migrations } from '../database.ts';
import { startChild } from '../db/child.ts';
import { startProduct } from '../server.ts';
import { randomFrom } from './killing.ts';

interface Journal {
  entries: { idx: number; when: number; tag: string; breakpoints: boolean }[];
}

/** The rows of every table, each table by its name. */
type Rows = Map<string, Record<string, unknown>[]>;

const journal: Journal = JSON.parse(await readFile(join(migrations, 'meta/_journal.json'), 'utf8'));
const earlier = journal.entries.slice(0, -1).map(({ tag }) => tag);
const seeds = join(migrations, '../../seeds');
const home = await mkdtemp(join(tmpdir(), 'throughline-migrations-'));
afterAll(() => rm(home, { recursive: true }));

/** Tables that a later migration than their own fills: before it they had no rows. */
const filledBy = new Map([['calendar_changes', '0011']]);

/** Rows of before there were people, and of a product that was in use. */
let [loaded, used]: [Rows, Rows] = [new Map(), new Map()];
beforeAll(async () => {
  const office = await openOffice('PGlite');
  loaded = await rowsOf(office.product.db);
  await office.fill();
  await office.hand();
  await office.publish();
  used = await rowsOf(office.product.db);
  await office.product.close();
}, 120_000);

describe.each(engines)('on %s', (engine) => {
  test.each(earlier)(
    'what was there at %s is there after every later migration',
    async (tag) => {
      const { db, migrate, close } = await openAt(engine, tag);
      await fill(db, tag);
      const before = await rowsOf(db);
      expect(before.get('versions')?.length).toBeGreaterThan(300);

      await migrate(migrations);

      const after = await rowsOf(db);
      for (const [table, rows] of before) {
        if (rows.length === 0) continue;
        const columns = Object.keys(rows[0] ?? {});
        expect(inOrder(after.get(table) ?? [], columns), table).toEqual(
          inOrder(rows.map(asLaterRecorded), columns),
        );
      }
      expect(await newestAstray(db)).toBe(0);
      // The oldest is what a start of today's product must make the most of.
      if (tag === earlier[0]) await loadSeeds(db, seeds);
      await close();
    },
    60_000,
  );

  test('a migration killed in the middle, again and again, is done once in the end', async () => {
    const seed = Date.now() % 2 ** 32;
    const random = randomFrom(seed);
    const slow = await withSlowOne();
    const place: Place =
      engine === 'PGlite'
        ? { dataDir: join(home, 'killed'), prepared: inject('preparedDatabase') }
        : { databaseUrl: await createDatabase('template0') };
    for (let kill = 0; kill < 3; kill++) {
      const child = startChild('../fault/migrator.ts', JSON.stringify(place), slow);
      expect(await child.hear()).toBe('open');
      await sleep(random() * 700);
      await child.crash();
    }
    const last = startChild('../fault/migrator.ts', JSON.stringify(place), slow);
    expect([await last.hear(), await last.hear()]).toEqual(['open', 'migrated']);
    await last.end();

    const { db, close } = await connect(place);
    const applied = await db.select({ hash: sql`hash` }).from(sql`drizzle.__drizzle_migrations`);
    expect(new Set(applied.map(({ hash }) => hash)).size, `seed ${seed}`).toBe(applied.length);
    expect(applied, `seed ${seed}`).toHaveLength(journal.entries.length + 1);
    const [steps] = await db.select({ count: sql`count(*)::int` }).from(sql`slow_steps`);
    expect(steps, `seed ${seed}`).toEqual({ count: 6 });
    await close();
  }, 120_000);
});

/** Of how many series another version is kept as the newest than is. */
async function newestAstray(db: Database): Promise<number> {
  const found = sql`(
    select distinct on (series) series, period, version from versions
    order by series, period_end desc, known_from desc, version desc
  ) found`;
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(sql`${found} full join newest_versions kept using (series, period, version)`)
    .where(sql`found.version is null or kept.version is null`);
  return row?.count ?? 0;
}

test('two instances that start together on an empty database migrate and load it once', async () => {
  const DATABASE_URL = await createDatabase('template0');
  const both = await Promise.all([startProduct({ DATABASE_URL }), startProduct({ DATABASE_URL })]);
  const [one, two] = await Promise.all(
    both.map(async ({ url }) => (await fetch(`${url}/api/v1/figures.csv?versions=all`)).text()),
  );
  expect(one).toBe(two);
  await Promise.all(both.map((product) => product.stop()));
  const { db, close } = await connect({ databaseUrl: DATABASE_URL });
  const rows = await rowsOf(db);
  expect(rows.get('versions')).toHaveLength(loaded.get('versions')?.length ?? 0);
  const applied = await db.select({ hash: sql`hash` }).from(sql`drizzle.__drizzle_migrations`);
  expect(applied).toHaveLength(journal.entries.length);
  await close();
}, 120_000);

/** A database as it was when a migration was the newest, with nothing in it. */
async function openAt(engine: Engine, tag: string): Promise<Connection> {
  const folder = join(home, tag);
  const entries = journal.entries.slice(0, journal.entries.findIndex((one) => one.tag === tag) + 1);
  await cp(migrations, folder, { recursive: true });
  await writeFile(join(folder, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }));
  const connection = await openBare(engine);
  await connection.migrate(folder);
  return connection;
}

async function openBare(engine: Engine): Promise<Connection> {
  if (engine === 'PostgreSQL') return connect({ databaseUrl: await createDatabase('template0') });
  // Making an embedded database from nothing takes far longer than emptying one.
  const connection = await connect({ inMemory: true, prepared: inject('preparedDatabase') });
  await connection.db.execute(sql`drop schema public cascade`);
  await connection.db.execute(sql`drop schema drizzle cascade`);
  await connection.db.execute(sql`create schema public`);
  return connection;
}

/** Puts in all rows that there could be, in the columns that there are. */
async function fill(db: Database, tag: string): Promise<void> {
  const there = await rowsOf(db);
  const source = there.has('returns') ? used : loaded;
  await db.transaction(async (tx) => {
    // Whoever owns a database may put in rows in any order.
    await tx.execute(sql`set local session_replication_role = replica`);
    for (const table of there.keys()) {
      if (tag < (filledBy.get(table) ?? '')) continue;
      const [rows, columns] = [source.get(table) ?? [], await columnsOf(tx, table)];
      const names = sql.join(
        columns.map((column) => sql.identifier(column)),
        sql`, `,
      );
      await tx.execute(sql`
        insert into ${sql.identifier(table)} (${names}) overriding system value
        select ${names}
        from json_populate_recordset(null::${sql.identifier(table)}, ${JSON.stringify(rows)}::json)`);
    }
    const withoutGround = sql`update agenda_items set exempt_ground = null where exempt_paragraphs = array['not stated']`;
    if (tag < '0009') await tx.execute(withoutGround);
  });
}

/** Grounds have to be in words since the migration that says so, and those before it get some. */
function asLaterRecorded(row: Record<string, unknown>): Record<string, unknown> {
  const isWithout =
    String(row['exempt_paragraphs']) === 'not stated' && (row['exempt_ground'] ?? '') === '';
  return isWithout ? { ...row, exempt_ground: 'No ground is given.' } : row;
}

async function rowsOf(db: Database): Promise<Rows> {
  const tables = await db
    .select({ name: sql<string>`relname` })
    .from(sql`pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`);
  const rows: Rows = new Map();
  for (const { name } of tables) {
    const [found] = await db
      .select({ rows: sql<string>`coalesce(json_agg(row_to_json(t)), '[]')::text` })
      .from(sql`${sql.identifier(name)} as t`);
    rows.set(name, JSON.parse(found?.rows ?? '[]'));
  }
  return rows;
}

async function columnsOf(db: Database, table: string): Promise<string[]> {
  const columns = await db
    .select({ name: sql<string>`attname` })
    .from(sql`pg_attribute`)
    .where(sql`attrelid = ${table}::regclass and attnum > 0 and not attisdropped`);
  return columns.map(({ name }) => name);
}

function inOrder(rows: Record<string, unknown>[], columns: string[]): string[] {
  return rows.map((row) => JSON.stringify(columns.map((column) => row[column]))).sort();
}

/** The migrations with one more that takes its time, in steps that must all be there or none. */
async function withSlowOne(): Promise<string> {
  const folder = join(home, 'slow');
  await cp(migrations, folder, { recursive: true });
  const when = (journal.entries.at(-1)?.when ?? 0) + 1;
  const entry = { idx: journal.entries.length, version: '7', when, tag: 'slow', breakpoints: true };
  const entries = [...journal.entries, entry];
  await writeFile(join(folder, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }));
  const step =
    "insert into slow_steps values ('done');\n--> statement-breakpoint\nselect pg_sleep(0.1);";
  const steps = ['create table slow_steps (done text);', ...Array.from({ length: 6 }, () => step)];
  await writeFile(join(folder, 'slow.sql'), steps.join('\n--> statement-breakpoint\n'));
  return folder;
}
