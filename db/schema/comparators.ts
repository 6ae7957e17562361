import type { Closeness } from '@throughline/domain/comparator';
import type { Day } from '@throughline/domain/period';
import { sql } from 'drizzle-orm';
import {
  check,
  date,
  foreignKey,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import { areas } from './areas.ts';
import { documents } from './documents.ts';
import { metrics } from './metrics.ts';

/**
 * Groups of areas that an area is compared with, one for each model. A group is in force until the
 * next of the same area begins, so two can never be in force at once.
 */
export const comparatorGroups = pgTable(
  'comparator_groups',
  {
    id: text().notNull(),
    /** The area whose neighbours they are. */
    area: text().notNull(),
    model: text().notNull(),
    title: text().notNull(),
    publishedOn: date({ mode: 'string' }).$type<Day>().notNull(),
    inForceFrom: date({ mode: 'string' }).$type<Day>().notNull(),
    document: text().notNull(),
  },
  (table) => [
    primaryKey({ name: 'comparator_groups_are_known_by_id', columns: [table.id] }),
    unique('comparator_groups_begin_once_for_an_area').on(table.area, table.inForceFrom),
    foreignKey({
      name: 'comparator_groups_are_for_an_area',
      columns: [table.area],
      foreignColumns: [areas.code],
    }),
    foreignKey({
      name: 'comparator_groups_come_from_a_document',
      columns: [table.document],
      foreignColumns: [documents.id],
    }),
  ],
);

/** Who is in a group, from the closest on. */
export const comparatorMembers = pgTable(
  'comparator_members',
  {
    group: text().notNull(),
    area: text().notNull(),
    /** 1 is the closest. */
    position: integer().notNull(),
    closeness: text().$type<Closeness>().notNull(),
  },
  (table) => [
    primaryKey({
      name: 'comparator_groups_have_an_area_once',
      columns: [table.group, table.area],
    }),
    unique('comparator_members_have_a_place_of_their_own').on(table.group, table.position),
    foreignKey({
      name: 'comparator_members_belong_to_a_group',
      columns: [table.group],
      foreignColumns: [comparatorGroups.id],
    }),
    foreignKey({
      name: 'comparator_members_are_areas',
      columns: [table.area],
      foreignColumns: [areas.code],
    }),
    check('comparator_members_count_from_one', sql`${table.position} >= 1`),
    check(
      'comparator_members_have_a_known_closeness',
      sql`${table.closeness} in ('extremely close', 'very close', 'close', 'somewhat close', 'not close')`,
    ),
  ],
);

/**
 * Metrics that measure one subject by definitions that differ. They are shown side by side, each
 * with its definition, and never joined.
 */
export const sideBySide = pgTable(
  'side_by_side',
  {
    subject: text().notNull(),
    metric: text().notNull(),
    position: integer().notNull(),
    /** How this definition differs from the others, in a sentence. */
    differs: text().notNull(),
  },
  (table) => [
    primaryKey({
      name: 'subjects_have_a_metric_once',
      columns: [table.subject, table.metric],
    }),
    foreignKey({
      name: 'side_by_side_names_a_metric',
      columns: [table.metric],
      foreignColumns: [metrics.id],
    }),
  ],
);
