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
  timestamp,
} from 'drizzle-orm/pg-core';
import { documents } from './documents.ts';
import { metrics } from './metrics.ts';
import { people } from './people.ts';

/** The Board's meetings: held, cancelled, or planned in the work programme. One a day. */
export const meetings = pgTable(
  'meetings',
  {
    date: date({ mode: 'string' }).$type<Day>().notNull(),
    state: text({ enum: ['held', 'cancelled', 'planned'] }).notNull(),
    /** The time printed, "10.00 am"; nothing where no paper says. */
    startsAt: text(),
    movedFrom: date({ mode: 'string' }).$type<Day>(),
    note: text().notNull(),
  },
  (table) => [
    primaryKey({ name: 'meetings_are_known_by_date', columns: [table.date] }),
    check(
      'meetings_are_held_cancelled_or_planned',
      sql`${table.state} in ('held', 'cancelled', 'planned')`,
    ),
  ],
);

/**
 * The items of a meeting's agenda. Part 1 is public; part 2 is private, with the paragraphs of
 * Schedule 12A to the Local Government Act 1972 or the ground in words where none is numbered.
 */
export const agendaItems = pgTable(
  'agenda_items',
  {
    meeting: date({ mode: 'string' }).$type<Day>().notNull(),
    position: integer().notNull(),
    title: text().notNull(),
    part: integer().notNull(),
    minute: text(),
    /** The minute number as printed, where the print is wrong. */
    minutePrinted: text(),
    exemptParagraphs: text().array().notNull(),
    exemptGround: text(),
  },
  (table) => [
    primaryKey({ name: 'agenda_items_have_a_place', columns: [table.meeting, table.position] }),
    foreignKey({
      name: 'agenda_items_belong_to_a_meeting',
      columns: [table.meeting],
      foreignColumns: [meetings.date],
    }),
    check('agenda_items_are_public_or_private', sql`${table.part} in (1, 2)`),
    check(
      'private_agenda_items_give_their_paragraph_or_ground',
      sql`${table.part} = 1 or cardinality(${table.exemptParagraphs}) > 0 and (${table.exemptParagraphs} <> array['not stated'] or coalesce(${table.exemptGround}, '') <> '')`,
    ),
    check(
      'exempt_paragraphs_are_those_of_schedule_12a',
      sql`${table.exemptParagraphs} <@ array['1', '2', '3', '4', '5', '6', '7', 'not stated']`,
    ),
  ],
);

/** The papers an item was considered on, in order. */
export const agendaItemDocuments = pgTable(
  'agenda_item_documents',
  {
    meeting: date({ mode: 'string' }).$type<Day>().notNull(),
    position: integer().notNull(),
    document: text().notNull(),
  },
  (table) => [
    primaryKey({
      name: 'agenda_items_have_a_paper_once',
      columns: [table.meeting, table.position, table.document],
    }),
    foreignKey({
      name: 'agenda_item_documents_belong_to_an_item',
      columns: [table.meeting, table.position],
      foreignColumns: [agendaItems.meeting, agendaItems.position],
    }),
    foreignKey({
      name: 'agenda_item_documents_name_a_document',
      columns: [table.document],
      foreignColumns: [documents.id],
    }),
  ],
);

/** The metrics an item is about. */
export const agendaItemMetrics = pgTable(
  'agenda_item_metrics',
  {
    meeting: date({ mode: 'string' }).$type<Day>().notNull(),
    position: integer().notNull(),
    metric: text().notNull(),
  },
  (table) => [
    primaryKey({
      name: 'agenda_items_have_a_metric_once',
      columns: [table.meeting, table.position, table.metric],
    }),
    foreignKey({
      name: 'agenda_item_metrics_belong_to_an_item',
      columns: [table.meeting, table.position],
      foreignColumns: [agendaItems.meeting, agendaItems.position],
    }),
    foreignKey({
      name: 'agenda_item_metrics_name_a_metric',
      columns: [table.metric],
      foreignColumns: [metrics.id],
    }),
  ],
);

/**
 * Items that were moved to another meeting, or taken off, with who did it and why. The item stays
 * where it was, marked. Never updated or deleted.
 */
export const itemMoves = pgTable(
  'item_moves',
  {
    meeting: date({ mode: 'string' }).$type<Day>().notNull(),
    position: integer().notNull(),
    /** Where it went; nothing where it was taken off. */
    toMeeting: date({ mode: 'string' }).$type<Day>(),
    toPosition: integer(),
    /** For the public. */
    reason: text().notNull(),
    movedBy: integer().notNull(),
    movedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (table) => [
    primaryKey({ name: 'items_are_moved_once', columns: [table.meeting, table.position] }),
    foreignKey({
      name: 'item_moves_are_of_an_item',
      columns: [table.meeting, table.position],
      foreignColumns: [agendaItems.meeting, agendaItems.position],
    }),
    foreignKey({
      name: 'item_moves_are_to_an_item',
      columns: [table.toMeeting, table.toPosition],
      foreignColumns: [agendaItems.meeting, agendaItems.position],
    }),
    foreignKey({
      name: 'item_moves_are_made_by_a_person',
      columns: [table.movedBy],
      foreignColumns: [people.id],
    }),
    check('item_moves_give_their_reason', sql`${table.reason} <> ''`),
    check(
      'item_moves_are_to_a_place_or_nowhere',
      sql`(${table.toMeeting} is null) = (${table.toPosition} is null)`,
    ),
  ],
);
