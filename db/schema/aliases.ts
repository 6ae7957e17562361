import { sql } from 'drizzle-orm';
import { check, foreignKey, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { categories, metrics } from './metrics.ts';

/** Other names of metrics and categories, as documents write them, by which a table is read. */
export const aliases = pgTable(
  'aliases',
  {
    text: text().notNull(),
    metric: text(),
    breakdown: text(),
    category: text(),
    /** Where it is written so. */
    document: text().notNull(),
    locator: text().notNull(),
  },
  (table) => [
    primaryKey({ name: 'aliases_mean_one_thing', columns: [table.text] }),
    foreignKey({
      name: 'aliases_mean_a_metric',
      columns: [table.metric],
      foreignColumns: [metrics.id],
    }),
    foreignKey({
      name: 'aliases_mean_a_category',
      columns: [table.breakdown, table.category],
      foreignColumns: [categories.breakdown, categories.id],
    }),
    check(
      'aliases_mean_a_metric_or_a_category',
      sql`(${table.metric} is null) = (${table.category} is not null)`,
    ),
  ],
);
