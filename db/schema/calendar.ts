import type { Day } from '@throughline/domain/period';
import { sql } from 'drizzle-orm';
import { check, date, integer, pgTable, primaryKey, timestamp } from 'drizzle-orm/pg-core';

/**
 * How often a meeting's day, time, state or note has changed, and when it last did: what a calendar
 * program needs to take over the change. A trigger on the meetings counts; an agenda never does.
 */
export const calendarChanges = pgTable(
  'calendar_changes',
  {
    meeting: date({ mode: 'string' }).$type<Day>().notNull(),
    sequence: integer().notNull(),
    changedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (table) => [
    primaryKey({ name: 'calendar_changes_are_counted_by_meeting', columns: [table.meeting] }),
    check('calendar_changes_count_from_nought', sql`${table.sequence} >= 0`),
  ],
);
