import type { Day, Period } from '@throughline/domain/period';
import { sql } from 'drizzle-orm';
import {
  check,
  date,
  foreignKey,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';
import { documents } from './documents.ts';
import { versions } from './figures.ts';
import { meetings } from './meetings.ts';
import { people } from './people.ts';
import { publications } from './publications.ts';

/**
 * Where a paper prints a figure of a return alike: no new version, but from then on the paper is the
 * figure's source. Never updated or deleted, but that it is taken back when its paper's figures are.
 */
export const prints = pgTable(
  'prints',
  {
    series: integer().notNull(),
    period: text().$type<Period>().notNull(),
    version: integer().notNull(),
    document: text().notNull(),
    locator: text().notNull(),
    printed: text().notNull(),
    /** The Board meeting of the paper, if it has one. */
    meeting: date({ mode: 'string' }).$type<Day>(),
    /** The day from which the print was known: the answer to "as at". */
    knownFrom: date({ mode: 'string' }).$type<Day>().notNull(),
    author: integer().notNull(),
    lastEditor: integer().notNull(),
    approvedBy: integer().notNull(),
    publication: integer().notNull(),
    takenBackAt: timestamp({ withTimezone: true, precision: 3 }),
  },
  (table) => [
    primaryKey({
      name: 'prints_are_of_a_version_once_with_a_publication',
      columns: [table.series, table.period, table.version, table.publication],
    }),
    foreignKey({
      name: 'prints_are_of_a_version',
      columns: [table.series, table.period, table.version],
      foreignColumns: [versions.series, versions.period, versions.version],
    }),
    foreignKey({
      name: 'prints_are_in_a_document',
      columns: [table.document],
      foreignColumns: [documents.id],
    }),
    foreignKey({
      name: 'prints_were_before_a_meeting',
      columns: [table.meeting],
      foreignColumns: [meetings.date],
    }),
    foreignKey({
      name: 'prints_have_an_author',
      columns: [table.author],
      foreignColumns: [people.id],
    }),
    foreignKey({
      name: 'prints_have_a_last_editor',
      columns: [table.lastEditor],
      foreignColumns: [people.id],
    }),
    foreignKey({
      name: 'prints_are_approved_by_a_person',
      columns: [table.approvedBy],
      foreignColumns: [people.id],
    }),
    foreignKey({
      name: 'prints_become_public_with_a_publication',
      columns: [table.publication],
      foreignColumns: [publications.id],
    }),
    check(
      'whoever_approves_a_print_did_not_write_it',
      sql`${table.approvedBy} <> ${table.author} and ${table.approvedBy} <> ${table.lastEditor}`,
    ),
    check('prints_say_where_and_how', sql`${table.locator} <> '' and ${table.printed} <> ''`),
  ],
);
