import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { createApp } from '@throughline/api';
import {
  BackupRefused,
  type Connection,
  connect,
  type Database,
  listAudit,
  restoreBackup,
  schema,
  verifyAudit,
  writeBackup,
} from '@throughline/db';
import { getTableName, is, sql } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtPages } from '../api/product.ts';
import { type Office, openOffice, quarter } from '../api/returning.ts';
import { createDatabase, type Engine, engines, migrations } from '../database.ts';
import { startProduct } from '../server.ts';

const taken = new Date('2025-01-06T12:00:00Z');
const home = await mkdtemp(join(tmpdir(), 'throughline-backup-'));
const pages = await builtPages();
afterAll(() => rm(home, { recursive: true }));

const tables = Object.values(schema).flatMap((one): PgTable[] => (is(one, PgTable) ? [one] : []));
/** Who is signed in, which is never kept. */
const leftOut = new Set(['sessions', 'sign_in_links', 'sign_ins_underway']);

/** Pages with all there is: what was published, corrected, withdrawn, made private and is a draft. */
const paths = [
  '/',
  '/?as-at=2023-11-23',
  '/metrics/children-in-care',
  '/metrics/staff-sickness',
  '/metrics/social-worker-vacancies',
  '/meetings',
  '/meetings/2024-11-28',
  '/requests',
  `/documents/return-${quarter}`,
  '/discrepancies',
  '/api/v1/figures.csv?versions=all',
];

describe.each(engines)('a record kept from %s', (engine) => {
  let office: Office;
  const file = join(home, `${engine}.backup`);
  beforeAll(async () => {
    office = await openOffice(engine);
    await liveIn(office);
    await writeBackup(office.product.db, file, taken);
  });
  afterAll(() => office.product.close());

  test('is in a file that only its owner may read, without anybody who is signed in', async () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const lines = gunzipSync(readFileSync(file)).toString();
    for (const name of leftOut) expect(lines).not.toContain(`"${name}"`);
    const sessions = await office.product.db.select().from(schema.sessions);
    expect(sessions.length).toBeGreaterThan(3);
    for (const { tokenHash } of sessions) expect(lines).not.toContain(tokenHash);
  });

  test('never takes the place of another file', async () => {
    const before = readFileSync(file);
    await expect(writeBackup(office.product.db, file, taken)).rejects.toThrow(BackupRefused);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  const other = engine === 'PGlite' ? 'PostgreSQL' : 'PGlite';
  test(`is the same on ${other}: every row, the audit, ten public pages`, async () => {
    const place = await openEmpty(other);
    const { db } = place;
    await restoreBackup(db, file, { migrations, replace: false });
    await place.migrate(migrations);

    expect(await everything(db)).toEqual(await everything(office.product.db));
    const audit = await verifyAudit(listAudit(db), []);
    expect(audit).toEqual(await verifyAudit(listAudit(office.product.db), []));
    expect(audit.faults).toEqual([]);
    const [kept, restored] = [pagesOf(office.product.db), pagesOf(db)];
    for (const path of paths) {
      const page = await restored(path);
      expect(page, path).toBe(await kept(path));
      expect(page.length, path).toBeGreaterThan(1000);
    }
    // What the database holds rows to is there again, and the next number is a new one.
    expect(await rulesOf(db)).toEqual(await rulesOf(office.product.db));
    await expect(db.update(schema.versions).set({ note: 'x' })).rejects.toThrow();
    const row = { metric: 'children-in-care', area: 'E92000001', category: 'Total' };
    await db.insert(schema.series).values(row);
    await place.close();
  }, 120_000);
});

test('a backup with anything missing or changed is refused, and nothing is restored', async () => {
  const file = join(home, 'PGlite.backup');
  const whole = gunzipSync(readFileSync(file)).toString().split('\n');
  const damaged: [string, Buffer][] = [
    ['its end is gone', readFileSync(file).subarray(0, 20_000)],
    ['a line is gone', gzipSync(whole.toSpliced(200, 1).join('\n'))],
    ['the last line is gone', gzipSync(whole.slice(0, -2).join('\n'))],
    ['a row is another', gzipSync(whole.join('\n').replace('Coventry', 'Elsewhere'))],
    ['something follows', gzipSync(`${whole.join('\n')}{"table":"areas","columns":[]}\n`)],
    ['it is newer', gzipSync(whole.join('\n').replace(/"migrations":\["/, '$&00'))],
    ['it is something else', gzipSync('{"a":1}\n')],
    ['it is not even that', Buffer.from('a,b\n1,2\n')],
    ['it is empty', Buffer.alloc(0)],
  ];
  const place = await openEmpty('PGlite');
  for (const [what, content] of damaged) {
    const bad = join(home, 'damaged.backup');
    writeFileSync(bad, content);
    const restoring = restoreBackup(place.db, bad, { migrations, replace: false });
    await expect(restoring, what).rejects.toThrow(BackupRefused);
    const [found] = await place.db
      .select({ tables: sql<number>`count(*)::int` })
      .from(sql`pg_class where relnamespace = 'public'::regnamespace`);
    expect(found, what).toEqual({ tables: 0 });
  }
  await place.close();
});

test('the commands keep, refuse and restore, on the directory and on PostgreSQL', async () => {
  const [dataDir, other] = [join(home, 'first'), join(home, 'second')];
  const product = await startProduct({ DATA_DIR: dataDir });
  const before = await (await fetch(`${product.url}/api/v1/figures.csv`)).text();
  const file = join(home, 'command.backup');
  expect(run('backup', { DATA_DIR: dataDir }, file)).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/in use by process \d+.*\nStop the product/),
  });
  await product.stop();

  expect(run('backup', { DATA_DIR: other }, file).stderr).toContain('nothing in this database');
  expect(run('backup', { DATA_DIR: dataDir }, file)).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^Kept in .*: \d+ rows of \d+ tables\.\n$/),
  });
  expect(run('backup', { DATA_DIR: dataDir }, file).status).toBe(1);
  const DATABASE_URL = await createDatabase('template0');
  expect(run('restore', { DATABASE_URL }, file).status).toBe(0);
  expect(run('restore', { DATABASE_URL }, file)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('say --replace'),
  });
  expect(run('restore', { DATABASE_URL }, file, '--replace').status).toBe(0);

  const restored = await startProduct({ DATABASE_URL });
  expect(await (await fetch(`${restored.url}/api/v1/figures.csv`)).text()).toBe(before);
  await restored.stop();
  const { db, close } = await connect({ databaseUrl: DATABASE_URL });
  const entries = [];
  for await (const { kind } of listAudit(db)) entries.push(kind);
  expect(entries).toEqual([...entries.slice(0, -2), 'backup made', 'backup restored']);
  expect((await verifyAudit(listAudit(db), [])).faults).toEqual([]);
  await close();
}, 180_000);

function run(command: string, settings: Record<string, string>, ...words: string[]) {
  const script = fileURLToPath(new URL(`../../api/dist/commands/${command}.js`, import.meta.url));
  return spawnSync(process.execPath, [script, ...words], {
    env: { PATH: process.env['PATH'], ...settings },
    encoding: 'utf8',
  });
}

/** Publishes a return, corrects and withdraws figures, makes one private, and leaves a draft. */
async function liveIn(office: Office): Promise<void> {
  const { officer, clerk } = office;
  const ok = async (response: Response) => {
    expect(response.status, await response.clone().text()).toBeLessThan(300);
    return response.json();
  };
  await office.fill();
  await office.hand();
  await ok(await office.publish());
  await ok(
    await office.send(officer, 'POST', '/exemptions', {
      figure: { metric: 'children-in-residential-homes', period: '2024-12' },
      ground: {
        kind: 'exempt',
        paragraph: '3',
        public_interest: 'It would “weaken”\n the council.',
      },
    }),
  );
  const figure = { metric: 'children-in-care', period: '2024-12' };
  await ok(await office.send(clerk, 'POST', '/corrections', { figure }));
  const reason = 'Counted from the wrong list: “a\tb”, \\N, {}, NULL, é, \u202e, 👩‍👧.';
  await ok(await office.send(clerk, 'POST', '/withdrawals', { figure, reason }));
}

async function openEmpty(engine: Engine): Promise<Connection> {
  switch (engine) {
    case 'PGlite':
      return connect({ inMemory: true });
    case 'PostgreSQL':
      return connect({ databaseUrl: await createDatabase('template0', 'restored') });
  }
}

/** How many rows each table has, and the hash of them all. */
async function everything(db: Database): Promise<Record<string, [number, string]>> {
  const found: Record<string, [number, string]> = {};
  for (const table of tables.filter((one) => !leftOut.has(getTableName(one)))) {
    const rows = (await db.select().from(table)).map((row) => JSON.stringify(row)).sort();
    const hash = createHash('sha256').update(rows.join('\n')).digest('hex');
    found[getTableName(table)] = [rows.length, hash];
  }
  return found;
}

/** Every rule that the database holds rows to, as far as both databases write it down. */
async function rulesOf(db: Database): Promise<string[]> {
  const rows = await db
    .select({ rule: sql<string>`conname || ': ' || pg_get_constraintdef(oid)` })
    .from(sql`pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n'`);
  return rows.map(({ rule }) => rule).sort();
}

function pagesOf(db: Database): (path: string) => Promise<string> {
  const { app } = createApp(
    {
      db,
      log: pino({ level: 'silent' }),
      today: () => '2025-01-07',
      now: () => new Date('2025-01-07T12:00:00Z'),
      signIn: { linksOnPages: true, proxies: 0 },
    },
    pages,
  );
  return async (path) => {
    const response = await app.request(path);
    expect(response.status, path).toBe(200);
    return response.text();
  };
}
