import type { Period } from '@throughline/domain/period';
import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { areas } from './areas.ts';
import { metrics } from './metrics.ts';
import { people } from './people.ts';

/**
 * A person's own notes and questions on a figure, or on all figures of a line. For that person
 * alone, and really deleted when they delete them: no audit, log or report holds their words.
 */
export const notes = pgTable(
  'notes',
  {
    person: integer().notNull(),
    /** Given by whoever writes it, so that sending it twice keeps it once. */
    id: uuid().notNull(),
    kind: text({ enum: ['note', 'question'] }).notNull(),
    words: text().notNull(),
    metric: text().notNull(),
    area: text().notNull(),
    breakdown: text(),
    category: text().notNull(),
    /** Nothing where it is on the whole line. */
    period: text().$type<Period>(),
    /** Written while the person was shown private figures of the metric: it may speak of them. */
    besidePrivate: boolean().notNull(),
    writtenAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    changedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (table) => [
    primaryKey({ name: 'notes_are_known_by_their_writer', columns: [table.person, table.id] }),
    index('notes_of_a_metric').on(table.person, table.metric),
    foreignKey({
      name: 'notes_are_by_a_person',
      columns: [table.person],
      foreignColumns: [people.id],
    }),
    foreignKey({
      name: 'notes_are_on_a_metric',
      columns: [table.metric],
      foreignColumns: [metrics.id],
    }),
    foreignKey({
      name: 'notes_are_of_an_area',
      columns: [table.area],
      foreignColumns: [areas.code],
    }),
    check('notes_are_notes_or_questions', sql`${table.kind} in ('note', 'question')`),
    check('notes_have_words', sql`${table.words} <> '' and length(${table.words}) <= 4000`),
    check('notes_were_written_before_changed', sql`${table.changedAt} >= ${table.writtenAt}`),
  ],
);
