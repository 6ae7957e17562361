import type { Visibility } from '@throughline/domain/access';
import { sql } from 'drizzle-orm';
import { check, integer, pgTable, primaryKey, text, timestamp, unique } from 'drizzle-orm/pg-core';

/**
 * What open pages and screens are told has happened. Each channel counts what is public and what is
 * private apart, from 1 and without a gap, in the order in which the transactions were committed:
 * so a reader who is at a number misses nothing after it, and no number tells the public that
 * something private happened. Ids only: no figure, no title, no words. Nothing here is updated or
 * deleted.
 */
export const events = pgTable(
  'events',
  {
    /** `record`, or what the event is about: `meeting:2024-11-28`, `presentation:12`. */
    channel: text().notNull(),
    visibility: text().$type<Visibility>().notNull(),
    number: integer().notNull(),
    kind: text().notNull(),
    /** JSON: names to ids. */
    about: text().notNull(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    /** What brings an event only once, whoever tells it first: `publication 12 public`. */
    cause: text(),
  },
  (table) => [
    primaryKey({
      name: 'events_are_counted_in_their_channel',
      columns: [table.channel, table.visibility, table.number],
    }),
    unique('events_of_one_cause_happen_once').on(table.cause),
    check('events_count_from_one', sql`${table.number} >= 1`),
    check('events_are_public_or_private', sql`${table.visibility} in ('public', 'private')`),
    check('events_are_about_ids', sql`${table.about}::json is not null`),
    check('event_channels_have_a_plain_name', sql`${table.channel} ~ '^[a-z]+(:[A-Za-z0-9-]+)?$'`),
  ],
);
