import type { Day, Period } from '@throughline/domain/period';
import type { BoxContent, ReturnKind, ReturnStep } from '@throughline/domain/return';
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
  unique,
} from 'drizzle-orm/pg-core';
import { areas } from './areas.ts';
import { meetings } from './meetings.ts';
import { categories, metrics } from './metrics.ts';
import { people } from './people.ts';

/** Days on which England's offices are closed, beside weekends. */
export const bankHolidays = pgTable(
  'bank_holidays',
  { date: date({ mode: 'string' }).$type<Day>().notNull(), name: text().notNull() },
  (table) => [primaryKey({ name: 'bank_holidays_are_days', columns: [table.date] })],
);

/** What a quarterly return asks for, in its order: the registry's list. */
export const returnLines = pgTable(
  'return_lines',
  {
    position: integer().notNull(),
    metric: text().notNull(),
    breakdown: text(),
    category: text().notNull(),
    /** The month a running total began in. */
    since: text(),
  },
  (table) => [
    primaryKey({ name: 'return_lines_have_a_place', columns: [table.position] }),
    foreignKey({
      name: 'return_lines_are_of_a_metric',
      columns: [table.metric],
      foreignColumns: [metrics.id],
    }),
    foreignKey({
      name: 'return_lines_are_of_a_known_category',
      columns: [table.breakdown, table.category],
      foreignColumns: [categories.breakdown, categories.id],
    }),
    check(
      'return_lines_have_a_breakdown_unless_they_are_the_total',
      sql`(${table.breakdown} is null) = (${table.category} = 'Total')`,
    ),
    check('running_totals_began_in_a_month', sql`${table.since} ~ '^20[0-9]{2}-(0[1-9]|1[0-2])$'`),
  ],
);

/**
 * Sets of figures that officers fill in and a second person publishes: the figures due for a
 * quarter, those that a paper prints, or a published one that is put right.
 */
export const returns = pgTable(
  'returns',
  {
    /** The quarter, `paper-` with the document, or `correction-` with a number. */
    id: text().notNull(),
    kind: text().$type<ReturnKind>().notNull(),
    title: text().notNull(),
    /** The meeting it is for, where it is for one. */
    meeting: date({ mode: 'string' }).$type<Day>(),
    /** The document its figures come from; a quarter's return is one itself once it is public. */
    document: text().notNull(),
    opensOn: date({ mode: 'string' }).$type<Day>().notNull(),
    dueOn: date({ mode: 'string' }).$type<Day>(),
    /** The last day on which the papers of its meeting may become public. */
    papersOn: date({ mode: 'string' }).$type<Day>(),
    /** Grows by one with everything that is done to it: what has changed since is asked by it. */
    changes: integer().notNull().default(0),
  },
  (table) => [
    primaryKey({ name: 'returns_are_known_by_id', columns: [table.id] }),
    foreignKey({
      name: 'returns_are_for_a_meeting',
      columns: [table.meeting],
      foreignColumns: [meetings.date],
    }),
    check('returns_are_of_a_known_kind', sql`${table.kind} in ('quarter', 'paper', 'correction')`),
    check('returns_are_due_before_their_papers', sql`${table.dueOn} <= ${table.papersOn}`),
    check(
      'quarterly_returns_have_a_meeting_and_a_due_day',
      sql`${table.kind} <> 'quarter' or num_nonnulls(${table.meeting}, ${table.dueOn}, ${table.papersOn}) = 3`,
    ),
  ],
);

/** The boxes of a return: one figure each to fill in. */
export const returnBoxes = pgTable(
  'return_boxes',
  {
    return: text().notNull(),
    position: integer().notNull(),
    metric: text().notNull(),
    area: text().notNull(),
    breakdown: text(),
    category: text().notNull(),
    period: text().$type<Period>().notNull(),
    /** One that is not due may stay empty. */
    due: boolean().notNull(),
  },
  (table) => [
    primaryKey({ name: 'return_boxes_have_a_place', columns: [table.return, table.position] }),
    unique('return_boxes_ask_for_a_figure_once')
      .on(table.return, table.metric, table.area, table.breakdown, table.category, table.period)
      .nullsNotDistinct(),
    foreignKey({
      name: 'return_boxes_belong_to_a_return',
      columns: [table.return],
      foreignColumns: [returns.id],
    }),
    foreignKey({
      name: 'return_boxes_are_of_a_metric',
      columns: [table.metric],
      foreignColumns: [metrics.id],
    }),
    foreignKey({
      name: 'return_boxes_are_of_an_area',
      columns: [table.area],
      foreignColumns: [areas.code],
    }),
    foreignKey({
      name: 'return_boxes_are_of_a_known_category',
      columns: [table.breakdown, table.category],
      foreignColumns: [categories.breakdown, categories.id],
    }),
    check(
      'return_boxes_have_a_breakdown_unless_they_are_the_total',
      sql`(${table.breakdown} is null) = (${table.category} = 'Total')`,
    ),
  ],
);

/**
 * What was typed in a box, one row each time it was saved; the newest is what stands in it. The key
 * makes it impossible for two saves made on the same one to both stand. Never updated or deleted.
 */
export const boxSaves = pgTable(
  'box_saves',
  {
    return: text().notNull(),
    position: integer().notNull(),
    /** From 1. A save names the one it was made on, which is the one before. */
    revision: integer().notNull(),
    /** The return's count of changes with this one. */
    change: integer().notNull(),
    content: json().$type<BoxContent>().notNull(),
    savedBy: integer().notNull(),
    savedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (table) => [
    primaryKey({
      name: 'box_saves_are_counted_within_a_box',
      columns: [table.return, table.position, table.revision],
    }),
    foreignKey({
      name: 'box_saves_belong_to_a_box',
      columns: [table.return, table.position],
      foreignColumns: [returnBoxes.return, returnBoxes.position],
    }),
    foreignKey({
      name: 'box_saves_are_by_a_person',
      columns: [table.savedBy],
      foreignColumns: [people.id],
    }),
    check('box_saves_count_from_one', sql`${table.revision} >= 1`),
  ],
);

/** What was done to a return as a whole, and by whom. Never updated or deleted. */
export const returnSteps = pgTable(
  'return_steps',
  {
    return: text().notNull(),
    /** The return's count of changes with this one. */
    change: integer().notNull(),
    step: text().$type<ReturnStep>().notNull(),
    takenBy: integer().notNull(),
    takenAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    note: text().notNull(),
  },
  (table) => [
    primaryKey({ name: 'return_steps_are_in_order', columns: [table.return, table.change] }),
    foreignKey({
      name: 'return_steps_belong_to_a_return',
      columns: [table.return],
      foreignColumns: [returns.id],
    }),
    foreignKey({
      name: 'return_steps_are_taken_by_a_person',
      columns: [table.takenBy],
      foreignColumns: [people.id],
    }),
    check(
      'return_steps_are_known',
      sql`${table.step} in ('submitted', 'sent back', 'checked', 'published', 'withdrawn', 'reopened')`,
    ),
    check(
      'a_return_is_sent_back_or_withdrawn_with_a_note',
      sql`${table.step} not in ('sent back', 'withdrawn') or ${table.note} <> ''`,
    ),
  ],
);

/** The saves that a submission fixed: what is checked and published is what was submitted. */
export const submittedBoxes = pgTable(
  'submitted_boxes',
  {
    return: text().notNull(),
    /** The step that submitted it. */
    change: integer().notNull(),
    position: integer().notNull(),
    revision: integer().notNull(),
  },
  (table) => [
    primaryKey({
      name: 'submissions_fix_a_box_once',
      columns: [table.return, table.change, table.position],
    }),
    foreignKey({
      name: 'submitted_boxes_belong_to_a_step',
      columns: [table.return, table.change],
      foreignColumns: [returnSteps.return, returnSteps.change],
    }),
    foreignKey({
      name: 'submitted_boxes_are_saved',
      columns: [table.return, table.position, table.revision],
      foreignColumns: [boxSaves.return, boxSaves.position, boxSaves.revision],
    }),
  ],
);
