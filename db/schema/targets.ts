import type { Day } from '@throughline/domain/period';
import type { Decimal } from '@throughline/domain/value';
import { sql } from 'drizzle-orm';
import { check, date, foreignKey, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { areas } from './areas.ts';
import { metrics } from './metrics.ts';

/** What was aimed for, and from when to when: history keeps the target that was in force. */
export const targets = pgTable(
  'targets',
  {
    metric: text().notNull(),
    area: text().notNull(),
    inForceFrom: date({ mode: 'string' }).$type<Day>().notNull(),
    inForceTo: date({ mode: 'string' }).$type<Day>(),
    type: text({ enum: ['minimum', 'maximum', 'range'] }).notNull(),
    low: text().$type<Decimal>(),
    high: text().$type<Decimal>(),
    tolerance: text().$type<Decimal>().notNull(),
    source: text().notNull(),
  },
  (table) => [
    primaryKey({
      name: 'targets_begin_once_for_a_metric_and_area',
      columns: [table.metric, table.area, table.inForceFrom],
    }),
    foreignKey({
      name: 'targets_are_for_a_metric',
      columns: [table.metric],
      foreignColumns: [metrics.id],
    }),
    foreignKey({
      name: 'targets_are_for_an_area',
      columns: [table.area],
      foreignColumns: [areas.code],
    }),
    check(
      'targets_have_the_ends_their_type_needs',
      sql`(${table.low} is not null) = (${table.type} in ('minimum', 'range')) and (${table.high} is not null) = (${table.type} in ('maximum', 'range'))`,
    ),
    check(
      'targets_end_after_they_begin',
      sql`${table.inForceTo} is null or ${table.inForceTo} >= ${table.inForceFrom}`,
    ),
  ],
);
