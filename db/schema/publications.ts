import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';
import { people } from './people.ts';
import { returns } from './returns.ts';

/** The moments at which approved figures become public. One called off before it never does. */
export const publications = pgTable(
  'publications',
  {
    id: integer().notNull().generatedAlwaysAsIdentity(),
    return: text().notNull(),
    /** Absent a second before, present a second after. */
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    approvedBy: integer().notNull(),
    approvedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    /** The warnings that the approver acknowledged. */
    acknowledged: text().array().notNull(),
    calledOffBy: integer(),
    calledOffAt: timestamp({ withTimezone: true, precision: 3 }),
  },
  (table) => [
    primaryKey({ name: 'publications_are_known_by_number', columns: [table.id] }),
    index('publications_in_time').on(table.at),
    foreignKey({
      name: 'publications_are_of_a_return',
      columns: [table.return],
      foreignColumns: [returns.id],
    }),
    foreignKey({
      name: 'publications_are_approved_by_a_person',
      columns: [table.approvedBy],
      foreignColumns: [people.id],
    }),
    foreignKey({
      name: 'publications_are_called_off_by_a_person',
      columns: [table.calledOffBy],
      foreignColumns: [people.id],
    }),
    check(
      'publications_come_no_earlier_than_their_approval',
      sql`${table.at} >= ${table.approvedAt}`,
    ),
    check(
      'publications_are_called_off_before_their_moment',
      sql`(${table.calledOffBy} is null) = (${table.calledOffAt} is null) and (${table.calledOffAt} is null or ${table.calledOffAt} < ${table.at})`,
    ),
  ],
);
