import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import type { Database } from '../connect.ts';

/**
 * Puts rows into a reference table by its primary key: new rows are added, rows that differ are
 * brought up to date, equal rows are left alone. Returns how many were added or changed.
 */
export async function putRows<Table extends PgTable>(
  db: Database,
  table: Table,
  rows: readonly Table['$inferInsert'][],
): Promise<number> {
  const columns = getTableColumns(table);
  const keys = new Set(getTableConfig(table).primaryKeys[0]?.columns.map(({ name }) => name));
  const settable = Object.entries(columns).filter(([, column]) => !keys.has(column.name));
  const excluded = (name: string) => sql`excluded.${sql.identifier(snakeCase(name))}`;
  const target = Object.values(columns).filter(({ name }) => keys.has(name));

  let changed = 0;
  for (const batch of batches(rows)) {
    const insert = db.insert(table).values(batch);
    const query =
      settable.length === 0
        ? insert.onConflictDoNothing()
        : insert.onConflictDoUpdate({
            target,
            set: Object.fromEntries(
              settable.map(([key, { name }]) => [key, excluded(name)]),
            ) as never,
            setWhere: differs(
              settable.map(([, column]) => [sql`${column}`, excluded(column.name)]),
            ),
          });
    changed += (await query.returning({ one: sql<number>`1` })).length;
  }
  return changed;
}

/**
 * Makes a table that only links others hold exactly these rows, or that part of it that agrees
 * with one of `within`. Returns how many were added or removed; equal rows are left alone.
 */
export async function replaceRows<Table extends PgTable>(
  db: Database,
  table: Table,
  rows: readonly Table['$inferInsert'][],
  within?: readonly Partial<Table['$inferInsert']>[],
): Promise<number> {
  const columns = Object.values(getTableColumns(table));
  const wanted = rows.map((row) => {
    const cells = columns.map((column) => sql`${row[column.name as keyof typeof row]}`);
    return sql`(${sql.join(cells, sql`, `)})`;
  });
  const key = sql`(${sql.join(columns, sql`, `)})`;
  const kept = wanted.length === 0 ? sql`false` : sql`${key} in (${sql.join(wanted, sql`, `)})`;
  const removed = await db
    .delete(table)
    .where(sql`not ${kept} and ${among(table, within)}`)
    .returning({ one: sql<number>`1` });
  return removed.length + (await putRows(db, table, rows));
}

/** Whether a row agrees with one of some parts of rows; any does when none are given. */
function among<Table extends PgTable>(
  table: Table,
  parts: readonly Partial<Table['$inferInsert']>[] | undefined,
): SQL {
  if (parts === undefined) return sql`true`;
  const named = Object.entries(getTableColumns(table));
  const matches = parts.map((part) => {
    const given = new Map(Object.entries(part));
    const cells = named.flatMap(([name, column]) =>
      given.has(name) ? [sql`${column} = ${given.get(name)}`] : [],
    );
    return sql`(${sql.join(cells, sql` and `)})`;
  });
  return matches.length === 0 ? sql`false` : sql`(${sql.join(matches, sql` or `)})`;
}

/** Rows in pieces small enough for one statement. */
export function batches<Row>(rows: readonly Row[]): Row[][] {
  const size = 500;
  const pieces: Row[][] = [];
  for (let start = 0; start < rows.length; start += size) {
    pieces.push(rows.slice(start, start + size));
  }
  return pieces;
}

function differs(pairs: [SQL, SQL][]): SQL {
  return sql.join(
    pairs.map(([now, next]) => sql`${now} is distinct from ${next}`),
    sql` or `,
  );
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
