import type { Period } from '@throughline/domain/period';
import type { ExemptParagraph, Forbidder } from '@throughline/domain/privateGround';
import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { series, versions } from './figures.ts';
import { people } from './people.ts';

/**
 * Published figures taken away, with all that was said of the same observation before. They leave a
 * marked gap, in every reading date too. Never updated or deleted; a newer version may follow.
 */
export const withdrawals = pgTable(
  'withdrawals',
  {
    series: integer().notNull(),
    period: text().$type<Period>().notNull(),
    /** The newest version that was withdrawn. */
    version: integer().notNull(),
    withdrawnBy: integer().notNull(),
    withdrawnAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    /** For the public. */
    reason: text().notNull(),
  },
  (table) => [
    primaryKey({
      name: 'versions_are_withdrawn_once',
      columns: [table.series, table.period, table.version],
    }),
    foreignKey({
      name: 'withdrawals_are_of_a_version',
      columns: [table.series, table.period, table.version],
      foreignColumns: [versions.series, versions.period, versions.version],
    }),
    foreignKey({
      name: 'withdrawals_are_by_a_person',
      columns: [table.withdrawnBy],
      foreignColumns: [people.id],
    }),
    check('withdrawals_give_their_reason', sql`${table.reason} <> ''`),
  ],
);

/**
 * Observations that are private: exempt by a paragraph of Schedule 12A with the public interest in
 * words, or confidential by an order, enactment or department that is named. All versions of an
 * observation are, until it is released.
 */
export const exemptions = pgTable(
  'exemptions',
  {
    id: integer().notNull().generatedAlwaysAsIdentity(),
    series: integer().notNull(),
    period: text().$type<Period>().notNull(),
    kind: text({ enum: ['exempt', 'confidential'] }).notNull(),
    paragraph: text().$type<ExemptParagraph>(),
    publicInterest: text(),
    forbiddenBy: text().$type<Forbidder>(),
    named: text(),
    madeBy: integer().notNull(),
    madeAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    releasedBy: integer(),
    releasedAt: timestamp({ withTimezone: true, precision: 3 }),
    releaseReason: text(),
  },
  (table) => [
    primaryKey({ name: 'exemptions_are_known_by_number', columns: [table.id] }),
    uniqueIndex('observations_are_private_once')
      .on(table.series, table.period)
      .where(sql`${table.releasedAt} is null`),
    foreignKey({
      name: 'exemptions_are_of_a_series',
      columns: [table.series],
      foreignColumns: [series.id],
    }),
    foreignKey({
      name: 'exemptions_are_made_by_a_person',
      columns: [table.madeBy],
      foreignColumns: [people.id],
    }),
    foreignKey({
      name: 'exemptions_are_released_by_a_person',
      columns: [table.releasedBy],
      foreignColumns: [people.id],
    }),
    check(
      'private_figures_give_the_ground_of_their_kind',
      sql`case ${table.kind} when 'exempt' then num_nonnulls(${table.paragraph}, ${table.publicInterest}) = 2 and num_nonnulls(${table.forbiddenBy}, ${table.named}) = 0 when 'confidential' then num_nonnulls(${table.paragraph}, ${table.publicInterest}) = 0 and num_nonnulls(${table.forbiddenBy}, ${table.named}) = 2 else false end`,
    ),
    check(
      'private_figures_give_their_ground_in_words',
      sql`coalesce(${table.publicInterest}, ${table.named}) <> ''`,
    ),
    check(
      'exempt_figures_name_a_paragraph_of_schedule_12a',
      sql`${table.paragraph} in ('1', '2', '3', '4', '5', '6', '7')`,
    ),
    check(
      'confidential_figures_are_forbidden_by_law',
      sql`${table.forbiddenBy} in ('order', 'enactment', 'department')`,
    ),
    check(
      'releases_say_who_and_why',
      sql`num_nonnulls(${table.releasedBy}, ${table.releasedAt}, ${table.releaseReason}) in (0, 3)`,
    ),
  ],
);
