import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { Database } from '../connect.ts';
import { BackupRefused, notWhole, readHeader, readLine } from './format.ts';
import { ask, contentOf, listTables, speakPlainly, type Table } from './tables.ts';
import type { Carried } from './write.ts';

/** How a backup is put back. */
export interface Restoring {
  /** The folder of migrations. */
  migrations: string;
  /** Takes away what is there; otherwise a place with anything in it is refused. */
  replace: boolean;
}

/** So many characters of rows are put in at once. */
const piece = 512 * 1024;

/**
 * Puts a backup into a database, in the shape it had then: all of it or nothing, in one transaction
 * that compares every table with what was kept. Migrate afterwards. Throws `BackupRefused`.
 */
export async function restoreBackup(
  db: Database,
  file: string,
  { migrations, replace }: Restoring,
): Promise<Carried> {
  const lines = wholeLines(file);
  try {
    return await db.transaction(async (tx) => {
      await speakPlainly(tx);
      const before = await versionThere(tx);
      if (!replace && (await isAnythingThere(tx))) {
        throw new BackupRefused(
          'There is something in this database already. Restore into an empty one, or say --replace to take away all that is there',
        );
      }
      const first = await lines.next();
      const header = readHeader(first.done ? undefined : first.value);
      if (replace) await takeAway(tx);
      await shapeAs(tx, header.migrations, migrations);
      const ties = await untie(tx);
      const carried = await fill(tx, lines);
      await tie(tx, ties);
      // A running product keys what it keeps in memory by this number: it must not come back.
      if (before > 0) await raiseVersionOver(tx, before);
      return carried;
    });
  } finally {
    await lines.return(undefined);
  }
}

/** The lines of a file, the last of them proving the others. */
async function* wholeLines(file: string): AsyncGenerator<string> {
  const hash = createHash('sha256');
  let isWhole = false;
  try {
    for await (const line of linesIn(file)) {
      if (isWhole) throw notWhole();
      if (line.startsWith('{"whole"')) {
        const last = readLine(line);
        isWhole = last.kind === 'whole' && last.hash === hash.digest('hex');
        if (!isWhole) throw notWhole();
      } else {
        hash.update(`${line}\n`);
        yield line;
      }
    }
  } catch (error) {
    throw refusedFile(error, file);
  }
  if (!isWhole) throw notWhole();
}

/** The lines as they are unpacked. Leaving early closes the file. */
async function* linesIn(file: string): AsyncGenerator<string> {
  // What goes wrong is thrown where it is read; the pipeline hears what goes wrong after that.
  const text = pipeline(createReadStream(file), createGunzip(), () => undefined);
  text.setEncoding('utf8');
  let begun = '';
  for await (const chunk of text) {
    const lines = (begun + chunk).split('\n');
    begun = lines.pop() ?? '';
    yield* lines;
  }
  if (begun !== '') yield begun;
}

function refusedFile(error: unknown, file: string): unknown {
  if (!(error instanceof Error && 'code' in error)) return error;
  switch (error.code) {
    case 'ENOENT':
      return new BackupRefused(`There is no file ${file}`);
    case 'Z_DATA_ERROR':
      return new BackupRefused('This is no backup of Throughline, or it is damaged');
    case 'Z_BUF_ERROR':
      return notWhole();
    default:
      return error;
  }
}

async function isAnythingThere(tx: Database): Promise<boolean> {
  const [found] = await ask<{ there: boolean }>(
    tx,
    sql`
      select exists (
        select from pg_class
        where relnamespace = 'public'::regnamespace or relnamespace = to_regnamespace('drizzle')
      ) as there`,
  );
  return found?.there ?? false;
}

/** The number of the data that a product on this database may know; 0 where there is none. */
async function versionThere(tx: Database): Promise<number> {
  const [state] = await ask<{ there: boolean }>(
    tx,
    sql`select to_regclass('public.data_state') is not null as there`,
  );
  if (!state?.there) return 0;
  const [row] = await ask<{ version: number }>(tx, sql`select version from data_state`);
  return row?.version ?? 0;
}

async function raiseVersionOver(tx: Database, before: number): Promise<void> {
  // The shape of then may have no room to tell it in; whoever is connected asks for the number.
  await tx.execute(sql`update data_state set version = greatest(version, ${before}) + 1`);
}

/** Takes away all tables and functions of ours, and what the database has been through. */
async function takeAway(tx: Database): Promise<void> {
  await tx.execute(sql`drop schema if exists drizzle cascade`);
  const things = await ask<{ statement: string }>(
    tx,
    sql`
      select format('drop table %s cascade', oid::regclass) as statement from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
      union all
      select format('drop function %s cascade', p.oid::regprocedure) from pg_proc p
      where p.pronamespace = 'public'::regnamespace
        and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`,
  );
  for (const { statement } of things) await tx.execute(sql.raw(statement));
}

/** Brings an empty database through exactly the migrations that the backup had been through. */
async function shapeAs(tx: Database, hashes: readonly string[], folder: string): Promise<void> {
  const known = readMigrationFiles({ migrationsFolder: folder });
  if (hashes.some((hash) => known.every((one) => one.hash !== hash))) {
    throw new BackupRefused(
      'This backup was made by a newer version of Throughline: restore it with that one',
    );
  }
  await tx.execute(sql`create schema drizzle`);
  // As the migrations' own program makes it, which goes on from here.
  await tx.execute(
    sql`create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`,
  );
  for (const { hash, sql: statements, folderMillis } of known) {
    if (!hashes.includes(hash)) continue;
    for (const statement of statements) await tx.execute(sql.raw(statement));
    await tx.execute(
      sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${hash}, ${folderMillis})`,
    );
  }
}

/**
 * Lets rows be put in table by table: references between tables are taken off and given back in
 * the same transaction, triggers sleep meanwhile. Answers what gives the references back.
 */
async function untie(tx: Database): Promise<string[]> {
  const references = await ask<{ off: string; on: string }>(
    tx,
    sql`
      select format('alter table %s drop constraint %I', conrelid::regclass, conname) as off,
        format('alter table %s add constraint %I %s', conrelid::regclass, conname,
          pg_get_constraintdef(oid)) as on
      from pg_constraint
      where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0`,
  );
  for (const { off } of references) await tx.execute(sql.raw(off));
  for (const { name } of await listTables(tx)) {
    await tx.execute(sql`alter table ${sql.identifier(name)} disable trigger user`);
    // What a migration put there is in the backup too.
    await tx.execute(sql`delete from ${sql.identifier(name)}`);
  }
  return references.map(({ on }) => on);
}

async function tie(tx: Database, references: readonly string[]): Promise<void> {
  for (const { name } of await listTables(tx)) {
    await tx.execute(sql`alter table ${sql.identifier(name)} enable trigger user`);
  }
  for (const on of references) await tx.execute(sql.raw(on));
}

async function fill(tx: Database, lines: AsyncIterable<string>): Promise<Carried> {
  const carried: Carried = { tables: 0, rows: 0 };
  const tables = new Map((await listTables(tx)).map((table) => [table.name, table]));
  let filling: Table | undefined;
  let rows: string[] = [];
  let size = 0;
  const put = async () => {
    if (filling && rows.length > 0) await putRows(tx, filling, rows);
    [rows, size] = [[], 0];
  };

  for await (const text of lines) {
    const line = readLine(text);
    switch (line.kind) {
      case 'begin':
        filling = inOrderOf(line.columns, tables.get(line.table));
        break;
      case 'row':
        rows.push(line.text);
        size += line.text.length;
        if (size > piece) await put();
        break;
      case 'end': {
        await put();
        if (filling === undefined || filling.name !== line.table) throw notWhole();
        const there = await contentOf(tx, filling);
        if (there.rows !== line.content.rows || there.sum !== line.content.sum) throw notWhole();
        carried.tables += 1;
        carried.rows += there.rows;
        break;
      }
      case 'sequence': {
        const { name, last, isUsed } = line.sequence;
        const sequence = `public.${JSON.stringify(name)}`;
        await tx.execute(
          sql`select setval(${sequence}::regclass, ${last}::text::bigint, ${isUsed}::boolean)`,
        );
        break;
      }
      case 'whole':
        throw notWhole();
    }
  }
  return carried;
}

function inOrderOf(columns: readonly string[], table: Table | undefined): Table {
  const found = columns.flatMap((name) => table?.columns.find((one) => one.name === name) ?? []);
  if (table === undefined || found.length !== table.columns.length) throw notWhole();
  return { name: table.name, columns: found };
}

async function putRows(tx: Database, { name, columns }: Table, rows: string[]): Promise<void> {
  const names = columns.map((column) => sql.identifier(column.name));
  const values = columns.map(({ type }, at) => sql.raw(`(line ->> ${at})::${type}`));
  await tx.execute(sql`
    insert into ${sql.identifier(name)} (${sql.join(names, sql`, `)})
    overriding system value
    select ${sql.join(values, sql`, `)} from json_array_elements(${`[${rows.join(',')}]`}::json) as l(line)`);
}
