import { sql } from 'drizzle-orm';
import { check, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

/**
 * One row: a number that grows with every change to what the public may see, which keys every
 * ready reply, and the fingerprint of the seeds that were loaded.
 */
export const dataState = pgTable(
  'data_state',
  {
    id: integer().notNull(),
    version: integer().notNull(),
    seeds: text().notNull(),
  },
  (table) => [
    primaryKey({ name: 'data_state_has_a_key', columns: [table.id] }),
    check('data_state_is_one_row', sql`${table.id} = 1`),
  ],
);
