import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { link, open, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { BackupRefused, type Header } from './format.ts';
import { ask, contentOf, linesOf, listSequences, listTables, speakPlainly } from './tables.ts';

/** What a backup or a restore carried. */
export interface Carried {
  tables: number;
  rows: number;
}

/** So many rows are asked for at once. */
const piece = 1000;

/**
 * Writes everything in the database, as it is at one moment, to a new file that only its owner may
 * read. The file has its name when it is whole. Who is signed in is left out. Throws
 * `BackupRefused` when the file is there already or there is nothing to keep.
 */
export async function writeBackup(db: Database, file: string, taken: Date): Promise<Carried> {
  const unfinished = `${file}.${randomUUID()}`;
  const carried: Carried = { tables: 0, rows: 0 };
  try {
    await db.transaction(
      async (tx) => {
        await speakPlainly(tx);
        const lines = Readable.from(hashed(linesOfAll(tx, taken, carried)));
        await pipeline(
          lines,
          createGzip(),
          createWriteStream(unfinished, { flags: 'wx', mode: 0o600 }),
        );
      },
      { isolationLevel: 'repeatable read', accessMode: 'read only' },
    );
    await sync(unfinished);
    // Linking never replaces what is there.
    await link(unfinished, file);
    return carried;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      throw new BackupRefused(`There is a file ${file} already: choose another name`);
    }
    throw error;
  } finally {
    await rm(unfinished, { force: true });
  }
}

async function* linesOfAll(tx: Database, taken: Date, carried: Carried): AsyncGenerator<string> {
  const header: Header = { backup: 1, taken: taken.toISOString(), migrations: await applied(tx) };
  yield JSON.stringify(header);
  for (const table of await listTables(tx)) {
    const columns = table.columns.map(({ name }) => name);
    yield JSON.stringify({ table: table.name, columns });
    await tx.execute(sql`declare backup no scroll cursor for ${linesOf(table)}`);
    for (;;) {
      const rows = await ask<{ line: string }>(tx, sql.raw(`fetch ${piece} from backup`));
      for (const { line } of rows) yield line;
      if (rows.length < piece) break;
    }
    await tx.execute(sql`close backup`);
    const content = await contentOf(tx, table);
    yield JSON.stringify({ end: table.name, ...content });
    carried.tables += 1;
    carried.rows += content.rows;
  }
  for (const sequence of await listSequences(tx)) yield JSON.stringify({ sequence });
}

/** The migrations that the database has been through, each by the hash of its text. */
async function applied(tx: Database): Promise<string[]> {
  const [known] = await ask<{ there: boolean }>(
    tx,
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as there`,
  );
  if (!known?.there) throw new BackupRefused('There is nothing in this database yet');
  const rows = await ask<{ hash: string }>(
    tx,
    sql`select hash from drizzle.__drizzle_migrations order by created_at`,
  );
  return rows.map(({ hash }) => hash);
}

/** The lines with their ends, and one more that shows that none is missing or changed. */
async function* hashed(lines: AsyncIterable<string>): AsyncGenerator<string> {
  const hash = createHash('sha256');
  for await (const line of lines) {
    hash.update(`${line}\n`);
    yield `${line}\n`;
  }
  yield `${JSON.stringify({ whole: hash.digest('hex') })}\n`;
}

async function sync(file: string): Promise<void> {
  const opened = await open(file);
  await opened.sync();
  await opened.close();
}
