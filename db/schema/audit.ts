import { sql } from 'drizzle-orm';
import { check, integer, pgTable, primaryKey, text, timestamp, unique } from 'drizzle-orm/pg-core';

/**
 * Who did what and when. Each entry holds the hash of the one before, so that none can be changed,
 * removed, added or moved unseen. Nothing here is updated or deleted; no secret and no figure is in it.
 */
export const audit = pgTable(
  'audit',
  {
    /** From 1, without a gap. */
    seq: integer().notNull(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    /** `person 7`, `command line`, or `nobody` where it is not known who. */
    actor: text().notNull(),
    kind: text().notNull(),
    about: text().notNull(),
    /** JSON as it was hashed: text, because a database may write JSON another way. */
    detail: text().notNull(),
    previous: text().notNull(),
    hash: text().notNull(),
  },
  (table) => [
    primaryKey({ name: 'audit_entries_are_counted', columns: [table.seq] }),
    unique('audit_entries_follow_one_entry').on(table.previous),
    check('audit_entries_count_from_one', sql`${table.seq} >= 1`),
    check('audit_hashes_are_sha_256', sql`${table.hash} ~ '^[0-9a-f]{64}$'`),
    check('audit_previous_hashes_are_sha_256', sql`${table.previous} ~ '^[0-9a-f]{64}$'`),
    check('audit_details_are_json', sql`${table.detail}::json is not null`),
  ],
);
