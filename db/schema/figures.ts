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
import { people } from './people.ts';
import { publications } from './publications.ts';

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
    /** Who first entered it and who did last; nobody for what was loaded from a source. */
    author: integer(),
    lastEditor: integer(),
    approvedBy: integer(),
    /** It is public once the moment of this has come; what has none was public from the start. */
    publication: integer(),
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
    foreignKey({
      name: 'versions_have_an_author',
      columns: [table.author],
      foreignColumns: [people.id],
    }),
    foreignKey({
      name: 'versions_have_a_last_editor',
      columns: [table.lastEditor],
      foreignColumns: [people.id],
    }),
    foreignKey({
      name: 'versions_are_approved_by_a_person',
      columns: [table.approvedBy],
      foreignColumns: [people.id],
    }),
    foreignKey({
      name: 'versions_become_public_with_a_publication',
      columns: [table.publication],
      foreignColumns: [publications.id],
    }),
    check(
      'entered_figures_have_author_editor_approver_and_publication',
      sql`num_nonnulls(${table.author}, ${table.lastEditor}, ${table.approvedBy}, ${table.publication}) in (0, 4)`,
    ),
    check(
      'whoever_approves_a_figure_did_not_write_it',
      sql`${table.approvedBy} <> ${table.author} and ${table.approvedBy} <> ${table.lastEditor}`,
    ),
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
      sql`(${table.version} = 1) = (${table.changeKind} is null) and (${table.changeKind} is null) = (${table.changeReason} is null) and ${table.changeReason} <> ''`,
    ),
    check(
      'changes_are_of_a_known_kind',
      sql`${table.changeKind} in ('provisional to final', 'revision', 'correction', 'transcription')`,
    ),
  ],
);

/**
 * The newest version of each series: of its latest period the one known last, published or not. Kept
 * by the database itself as versions are added, so that the newest of many series are found at once.
 */
export const newestVersions = pgTable(
  'newest_versions',
  {
    series: integer().notNull(),
    period: text().$type<Period>().notNull(),
    periodEnd: date({ mode: 'string' }).$type<Day>().notNull(),
    knownFrom: date({ mode: 'string' }).$type<Day>().notNull(),
    version: integer().notNull(),
    publication: integer(),
  },
  (table) => [
    primaryKey({ name: 'a_series_has_one_newest_version', columns: [table.series] }),
    foreignKey({
      name: 'newest_versions_are_of_a_series',
      columns: [table.series],
      foreignColumns: [series.id],
    }),
  ],
);
