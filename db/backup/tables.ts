import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';

/** A table as a backup sees it: its columns in order, each with the type it is read back as. */
export interface Table {
  name: string;
  columns: readonly { name: string; type: string }[];
}

/** How much is in a table: its rows, and the sum of their hashes, whatever order they stand in. */
export interface Content {
  rows: number;
  sum: string;
}

/** Where a sequence stands, so that the next number after a restore is a new one. */
export interface Sequence {
  name: string;
  last: string;
  isUsed: boolean;
}

/**
 * Who is signed in and who is about to be is never kept: a restored copy must not open the door to
 * a session that was ended or a link that was spent after it was made.
 */
const notKept = new Set([
  'sessions',
  'sign_in_links',
  'sign_ins_underway',
  'screens',
  'screen_admissions',
]);

/** Every table of the record, by name. */
export async function listTables(db: Database): Promise<Table[]> {
  const rows = await ask<{ name: string; columns: [string, string][] }>(
    db,
    sql`
      select c.relname as name,
        json_agg(json_build_array(a.attname, format_type(a.atttypid, a.atttypmod)) order by a.attnum)
          as columns
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and not c.relispartition and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      group by c.relname
      order by c.relname collate "C"`,
  );
  return rows
    .filter(({ name }) => !notKept.has(name))
    .map(({ name, columns }) => ({
      name,
      columns: columns.map(([column, type]) => ({ name: column, type })),
    }));
}

/** Every sequence of the record with where it stands. */
export async function listSequences(db: Database): Promise<Sequence[]> {
  const names = await ask<{ name: string }>(
    db,
    sql`
      select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'S'
      order by relname collate "C"`,
  );
  const found: Sequence[] = [];
  for (const { name } of names) {
    const [row] = await ask<{ last: string; used: boolean }>(
      db,
      sql`select last_value::text as last, is_called as used from ${sql.identifier(name)}`,
    );
    if (row) found.push({ name, last: row.last, isUsed: row.used });
  }
  return found;
}

/** What is in a table now, counted and summed by the database itself. */
export async function contentOf(db: Database, table: Table): Promise<Content> {
  const [row] = await ask<Content>(
    db,
    sql`
      select count(*)::int as rows,
        coalesce(sum(('x' || left(md5(line), 15))::bit(60)::bigint::numeric), 0)::text as sum
      from (${linesOf(table)}) as l(line)`,
  );
  return row ?? { rows: 0, sum: '0' };
}

/** The rows of a table, one JSON array of texts each: both databases write them the same. */
export function linesOf({ name, columns }: Table): SQL {
  const texts = columns.map((column) => sql`${sql.identifier(column.name)}::text`);
  return sql`select json_build_array(${sql.join(texts, sql`, `)})::text as line from ${sql.identifier(name)}`;
}

/** Has the database write values as text in one way, whatever its own settings, until the end of a transaction. */
export async function speakPlainly(tx: Database): Promise<void> {
  for (const setting of [
    "timezone = 'UTC'",
    "datestyle = 'ISO, YMD'",
    "intervalstyle = 'postgres'",
    "bytea_output = 'hex'",
    'extra_float_digits = 1',
    // A backup and a restore take as long as they take.
    'statement_timeout = 0',
  ]) {
    await tx.execute(sql.raw(`set local ${setting}`));
  }
}

/** The rows that a statement answers, on either database. */
export async function ask<Row>(db: Database, statement: SQL): Promise<Row[]> {
  const answer: unknown = await db.execute(statement);
  const rows = Array.isArray(answer) ? answer : (answer as { rows: unknown[] }).rows;
  return [...rows] as Row[];
}

/** Whether the record of what was done is there already, as it is not in the oldest databases. */
export async function holdsAudit(db: Database): Promise<boolean> {
  const [row] = await ask<{ there: boolean }>(
    db,
    sql`select to_regclass('public.audit') is not null as there`,
  );
  return row?.there ?? false;
}
