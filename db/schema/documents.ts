import type { Day } from '@throughline/domain/period';
import { sql } from 'drizzle-orm';
import { check, date, foreignKey, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

/** The papers that figures come from. A pack's papers are documents of their own, part of it. */
export const documents = pgTable(
  'documents',
  {
    id: text().notNull(),
    title: text().notNull(),
    kind: text({
      enum: [
        'minutes',
        'briefing-note',
        'agenda-pack',
        'work-programme',
        'private-report',
        'open-data',
        'public-page',
        'return',
      ],
    }).notNull(),
    /** The date on the paper, where one is printed. */
    dated: date({ mode: 'string' }).$type<Day>(),
    /** The day it became public, where that is known. */
    publishedOn: date({ mode: 'string' }).$type<Day>(),
    /** The meeting it was made for, or that it records. */
    meeting: date({ mode: 'string' }).$type<Day>(),
    partOf: text(),
    part: integer().notNull(),
    note: text().notNull(),
  },
  (table) => [
    primaryKey({ name: 'documents_are_known_by_id', columns: [table.id] }),
    foreignKey({
      name: 'documents_are_part_of_a_document',
      columns: [table.partOf],
      foreignColumns: [table.id],
    }),
    check('documents_are_public_or_private', sql`${table.part} in (1, 2)`),
    check(
      'documents_have_a_known_kind',
      sql`${table.kind} in ('minutes', 'briefing-note', 'agenda-pack', 'work-programme', 'private-report', 'open-data', 'public-page', 'return')`,
    ),
  ],
);
