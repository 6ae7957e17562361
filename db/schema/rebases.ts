import type { Day, Period } from '@throughline/domain/period';
import { sql } from 'drizzle-orm';
import { check, date, foreignKey, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { areas } from './areas.ts';
import { metrics } from './metrics.ts';

/** A person's decision that a process changed from a period on, with its reason. Never removed. */
export const rebases = pgTable(
  'rebases',
  {
    metric: text().notNull(),
    area: text().notNull(),
    fromPeriod: text().$type<Period>().notNull(),
    decidedOn: date({ mode: 'string' }).$type<Day>().notNull(),
    reason: text().notNull(),
    /** The office that decided. */
    decidedBy: text().notNull(),
  },
  (table) => [
    primaryKey({
      name: 'rebases_are_decided_once_for_a_period',
      columns: [table.metric, table.area, table.fromPeriod],
    }),
    foreignKey({
      name: 'rebases_are_of_a_metric',
      columns: [table.metric],
      foreignColumns: [metrics.id],
    }),
    foreignKey({
      name: 'rebases_are_of_an_area',
      columns: [table.area],
      foreignColumns: [areas.code],
    }),
    check('rebases_give_their_reason', sql`${table.reason} <> ''`),
  ],
);
