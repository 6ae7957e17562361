import type { Frequency, Kind, Polarity, Privacy, Unit } from '@throughline/domain/metric';
import type { Day, PeriodKind } from '@throughline/domain/period';
import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  foreignKey,
  integer,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';

/** The subjects that metrics are read under, in reading order. */
export const topics = pgTable(
  'topics',
  { id: text().notNull(), title: text().notNull(), position: integer().notNull() },
  (table) => [primaryKey({ name: 'topics_are_known_by_id', columns: [table.id] })],
);

/** The definition of everything tracked. */
export const metrics = pgTable(
  'metrics',
  {
    id: text().notNull(),
    title: text().notNull(),
    caption: text().notNull(),
    definition: text().notNull(),
    unit: text().$type<Unit>().notNull(),
    decimals: integer().notNull(),
    polarity: text().$type<Polarity>().notNull(),
    polarityReason: text().notNull(),
    kind: text().$type<Kind>().notNull(),
    topic: text().notNull(),
    owner: text().notNull(),
    frequency: text().$type<Frequency>().notNull(),
    frequencyConfirmed: boolean().notNull(),
    privacy: text().$type<Privacy>().notNull(),
    /** Whether a zero is shown or hidden too, as a sensitive attribute needs. */
    zeros: text({ enum: ['show', 'protect'] }).notNull(),
    periodKinds: text().array().$type<PeriodKind[]>().notNull(),
    position: integer().notNull(),
    care: text().notNull(),
    /** No figure is taken of a period that ended before it; nothing where the papers tell no such day. */
    beganOn: date({ mode: 'string' }).$type<Day>(),
    retiredOn: date({ mode: 'string' }).$type<Day>(),
  },
  (table) => [
    primaryKey({ name: 'metrics_are_known_by_id', columns: [table.id] }),
    foreignKey({
      name: 'metrics_belong_to_a_topic',
      columns: [table.topic],
      foreignColumns: [topics.id],
    }),
    check('metrics_are_named_in_kebab_case', sql`${table.id} ~ '^[a-z0-9]+(-[a-z0-9]+)*$'`),
    check(
      'metrics_have_a_known_unit',
      sql`${table.unit} in ('count', 'posts', 'fte', 'percent', 'percent_change', 'per10k', 'gbp', 'rating5', 'ratio')`,
    ),
    check(
      'metrics_have_a_known_polarity',
      sql`${table.polarity} in ('higher_is_better', 'lower_is_better', 'neutral')`,
    ),
    check('metrics_give_the_reason_for_their_polarity', sql`${table.polarityReason} <> ''`),
    check('metrics_have_a_known_kind', sql`${table.kind} in ('snapshot', 'flow', 'cumulative')`),
    check(
      'metrics_say_whose_privacy_they_need',
      sql`${table.privacy} in ('children', 'staff', 'none')`,
    ),
    check('metrics_say_what_becomes_of_zeros', sql`${table.zeros} in ('show', 'protect')`),
    check('metrics_end_after_they_begin', sql`${table.retiredOn} >= ${table.beganOn}`),
    check('metrics_take_at_least_one_kind_of_period', sql`cardinality(${table.periodKinds}) > 0`),
  ],
);

/** The dimensions that divide figures: role, grade, kind of venue. */
export const breakdowns = pgTable(
  'breakdowns',
  { id: text().notNull(), title: text().notNull() },
  (table) => [primaryKey({ name: 'breakdowns_are_known_by_id', columns: [table.id] })],
);

/** The categories of a breakdown, in reading order. `Total` belongs to all and is not listed. */
export const categories = pgTable(
  'categories',
  {
    breakdown: text().notNull(),
    id: text().notNull(),
    title: text().notNull(),
    position: integer().notNull(),
  },
  (table) => [
    primaryKey({
      name: 'categories_are_known_within_a_breakdown',
      columns: [table.breakdown, table.id],
    }),
    foreignKey({
      name: 'categories_belong_to_a_breakdown',
      columns: [table.breakdown],
      foreignColumns: [breakdowns.id],
    }),
    check('categories_leave_the_total_alone', sql`lower(${table.id}) <> 'total'`),
  ],
);

/** Which breakdowns a metric is given by. */
export const metricBreakdowns = pgTable(
  'metric_breakdowns',
  { metric: text().notNull(), breakdown: text().notNull(), position: integer().notNull() },
  (table) => [
    primaryKey({
      name: 'metrics_have_a_breakdown_once',
      columns: [table.metric, table.breakdown],
    }),
    foreignKey({
      name: 'metric_breakdowns_belong_to_a_metric',
      columns: [table.metric],
      foreignColumns: [metrics.id],
    }),
    foreignKey({
      name: 'metric_breakdowns_name_a_breakdown',
      columns: [table.breakdown],
      foreignColumns: [breakdowns.id],
    }),
  ],
);
