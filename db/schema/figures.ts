import type { Day, Period } from '@throughline/domain/period';
import type { Decimal, FigureSymbol, Mark } from '@throughline/domain/value';
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
  unique,
} from 'drizzle-orm/pg-core';
import { areas } from './areas.ts';
import { documents } from './documents.ts';
import { meetings } from './meetings.ts';
import { categories, metrics } from './metrics.ts';

/** One metric, area and breakdown category: what a line is drawn of. `Total` has no breakdown. */
export const series = pgTable(
  'series',
  {
    id: integer().notNull().generatedAlwaysAsIdentity(),
    metric: text().notNull(),
    area: text().notNull(),
    breakdown: text(),
    category: text().notNull(),
  },
  (table) => [
    primaryKey({ name: 'series_are_known_by_number', columns: [table.id] }),
    unique('series_stand_once')
      .on(table.metric, table.area, table.breakdown, table.category)
      .nullsNotDistinct(),
    foreignKey({
      name: 'series_are_of_a_metric',
      columns: [table.metric],
      foreignColumns: [metrics.id],
    }),
    foreignKey({
      name: 'series_are_of_an_area',
      columns: [table.area],
      foreignColumns: [areas.code],
    }),
    foreignKey({
      name: 'series_are_of_a_known_category',
      columns: [table.breakdown, table.category],
      foreignColumns: [categories.breakdown, categories.id],
    }),
    check(
      'series_have_a_breakdown_unless_they_are_the_total',
      sql`(${table.breakdown} is null) = (${table.category} = 'Total')`,
    ),
  ],
);

/**
 * What was said of an observation, one row each time something was said. Nothing here is updated
 * or deleted: what the Board was told stays readable for ever.
 */
export const versions = pgTable(
  'versions',
  {
    series: integer().notNull(),
    period: text().$type<Period>().notNull(),
    /** The period's last day, kept so that the database can order kinds of period together. */
    periodEnd: date({ mode: 'string' }).$type<Day>().notNull(),
    version: integer().notNull(),
    /** The day from which this was known: the answer to "as at". */
    knownFrom: date({ mode: 'string' }).$type<Day>().notNull(),
    value: text().$type<Decimal>(),
    low: text().$type<Decimal>(),
    high: text().$type<Decimal>(),
    symbol: text().$type<FigureSymbol>(),
    marks: text().array().$type<Mark[]>().notNull(),
    formula: text(),
    printed: text().notNull(),
    document: text().notNull(),
    locator: text().notNull(),
    /** The Board meeting it was first reported to; nothing for figures of other origin. */
    meeting: date({ mode: 'string' }).$type<Day>(),
    note: text().notNull(),
    changeKind: text({
      enum: ['provisional to final', 'revision', 'correction', 'transcription'],
    }),
    changeReason: text(),
    recordedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({
      name: 'versions_are_counted_within_an_observation',
      columns: [table.series, table.period, table.version],
    }),
    foreignKey({
      name: 'versions_belong_to_a_series',
      columns: [table.series],
      foreignColumns: [series.id],
    }),
    foreignKey({
      name: 'versions_come_from_a_document',
      columns: [table.document],
      foreignColumns: [documents.id],
    }),
    foreignKey({
      name: 'versions_were_reported_to_a_meeting',
      columns: [table.meeting],
      foreignColumns: [meetings.date],
    }),
    check('versions_count_from_one', sql`${table.version} >= 1`),
    check(
      'versions_have_a_number_or_a_range_or_a_symbol',
      sql`num_nonnulls(${table.value}, ${table.low}, ${table.symbol}) = 1`,
    ),
    check(
      'ranges_have_both_ends_in_order',
      sql`(${table.low} is null) = (${table.high} is null) and (${table.low} is null or ${table.low}::numeric <= ${table.high}::numeric)`,
    ),
    check('values_are_plain_decimals', sql`${table.value} ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?$'`),
    check('lows_are_plain_decimals', sql`${table.low} ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?$'`),
    check('highs_are_plain_decimals', sql`${table.high} ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?$'`),
    check('symbols_are_known', sql`${table.symbol} in ('c', 'z', 'x', 'low', 'k', 'u')`),
    check('marks_are_known', sql`${table.marks} <@ array['about', 'worked-out', 'p', 'r']`),
    check(
      'worked_out_figures_give_their_formula',
      sql`('worked-out' = any(${table.marks})) = (${table.formula} is not null)`,
    ),
    check('figures_say_where_they_are_printed', sql`${table.locator} <> ''`),
    check(
      'a_changed_figure_gives_its_kind_and_reason',
      sql`(${table.version} = 1) = (${table.changeKind} is null) and (${table.changeKind} is null) = (${table.changeReason} is null)`,
    ),
    check(
      'changes_are_of_a_known_kind',
      sql`${table.changeKind} in ('provisional to final', 'revision', 'correction', 'transcription')`,
    ),
  ],
);
