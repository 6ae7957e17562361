import type { Day } from '@throughline/domain/period';
import type { DefinitionChange } from '@throughline/domain/proposal';
import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  foreignKey,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';
import { areas } from './areas.ts';
import { people } from './people.ts';

/**
 * Proposed changes to the registry. A second person decides; what was approved stays here with its
 * day, so that it is known what was in force when.
 */
export const proposals = pgTable(
  'proposals',
  {
    id: integer().notNull().generatedAlwaysAsIdentity(),
    /** The metric it is about, or the area whose comparator group it is. */
    metric: text(),
    area: text(),
    change: json().$type<DefinitionChange>().notNull(),
    reason: text().notNull(),
    inForceFrom: date({ mode: 'string' }).$type<Day>().notNull(),
    proposedBy: integer().notNull(),
    proposedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    decidedBy: integer(),
    decidedAt: timestamp({ withTimezone: true, precision: 3 }),
    approved: boolean(),
    /** Why, in the words of whoever decided; what was turned down has its reason. */
    decisionNote: text().notNull().default(''),
  },
  (table) => [
    primaryKey({ name: 'proposals_are_known_by_number', columns: [table.id] }),
    foreignKey({
      name: 'proposals_are_made_by_a_person',
      columns: [table.proposedBy],
      foreignColumns: [people.id],
    }),
    foreignKey({
      name: 'proposals_are_decided_by_a_person',
      columns: [table.decidedBy],
      foreignColumns: [people.id],
    }),
    foreignKey({
      name: 'proposals_are_about_an_area',
      columns: [table.area],
      foreignColumns: [areas.code],
    }),
    check(
      'proposals_are_about_a_metric_or_an_area',
      sql`num_nonnulls(${table.metric}, ${table.area}) = 1`,
    ),
    check('proposals_give_their_reason', sql`${table.reason} <> ''`),
    check('whoever_decides_did_not_propose', sql`${table.decidedBy} <> ${table.proposedBy}`),
    check(
      'decisions_say_who_when_and_what',
      sql`num_nonnulls(${table.decidedBy}, ${table.decidedAt}, ${table.approved}) in (0, 3)`,
    ),
  ],
);
