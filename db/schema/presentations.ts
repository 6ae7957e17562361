import type { Day } from '@throughline/domain/period';
import type { ExemptParagraph, Forbidder } from '@throughline/domain/privateGround';
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
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { meetings } from './meetings.ts';
import { people } from './people.ts';

const moment = () => timestamp({ withTimezone: true, precision: 3 });

/**
 * What the Board resolved on excluding press and public, or that the law excludes them without a
 * resolution. Nothing here is updated or deleted: it stays as it was recorded, whatever the room's
 * session is.
 */
export const exclusions = pgTable(
  'exclusions',
  {
    id: integer().notNull().generatedAlwaysAsIdentity(),
    meeting: date({ mode: 'string' }).$type<Day>().notNull(),
    items: integer().array().notNull(),
    kind: text({ enum: ['exempt', 'confidential'] }).notNull(),
    paragraphs: text().array().$type<ExemptParagraph[]>().notNull(),
    /** Why the public interest in the exemption outweighs disclosure. */
    publicInterest: text(),
    forbiddenBy: text().$type<Forbidder>(),
    /** The order, enactment or department by name. */
    named: text(),
    recordedBy: integer().notNull(),
    recordedAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ name: 'exclusions_are_known_by_number', columns: [table.id] }),
    foreignKey({
      name: 'exclusions_are_of_a_meeting',
      columns: [table.meeting],
      foreignColumns: [meetings.date],
    }),
    foreignKey({
      name: 'exclusions_are_recorded_by_a_person',
      columns: [table.recordedBy],
      foreignColumns: [people.id],
    }),
    check('exclusions_name_their_items', sql`cardinality(${table.items}) > 0`),
    check(
      'exclusions_give_the_ground_of_their_kind',
      sql`case ${table.kind}
        when 'exempt' then cardinality(${table.paragraphs}) > 0
          and ${table.paragraphs} <@ array['1', '2', '3', '4', '5', '6', '7']
          and coalesce(${table.publicInterest}, '') <> ''
          and num_nonnulls(${table.forbiddenBy}, ${table.named}) = 0
        when 'confidential' then cardinality(${table.paragraphs}) = 0
          and ${table.publicInterest} is null
          and ${table.forbiddenBy} in ('order', 'enactment', 'department')
          and coalesce(${table.named}, '') <> ''
        else false end`,
    ),
  ],
);

/**
 * A meeting's figures on the room's screen. Where it stands is kept here and in no process, so that
 * any instance serves it; `version` counts its steps, so that of two at once one is refused.
 */
export const presentations = pgTable(
  'presentations',
  {
    id: integer().notNull().generatedAlwaysAsIdentity(),
    meeting: date({ mode: 'string' }).$type<Day>().notNull(),
    /** What a screen is opened by. */
    code: text().notNull(),
    /** JSON: the domain's `Presentation`. */
    state: text().notNull(),
    version: integer().notNull(),
    /** What the screens of the private part that is on are told by; another in each part. */
    privateKey: text(),
    openedBy: integer().notNull(),
    openedAt: moment().notNull(),
    actedAt: moment().notNull(),
    closedAt: moment(),
  },
  (table) => [
    primaryKey({ name: 'presentations_are_known_by_number', columns: [table.id] }),
    unique('presentations_have_a_code_of_their_own').on(table.code),
    uniqueIndex('meetings_have_one_open_presentation')
      .on(table.meeting)
      .where(sql`closed_at is null`),
    foreignKey({
      name: 'presentations_are_of_a_meeting',
      columns: [table.meeting],
      foreignColumns: [meetings.date],
    }),
    foreignKey({
      name: 'presentations_are_opened_by_a_person',
      columns: [table.openedBy],
      foreignColumns: [people.id],
    }),
    check('presentations_count_their_steps', sql`${table.version} >= 1`),
    check('presentations_have_a_state', sql`${table.state}::json is not null`),
  ],
);

/**
 * The screens of a presentation, each with a token of its own, of which only the hash is kept. What
 * a screen was opened for is never changed: public ones stay public, and one that was let into a
 * private part was let into that part alone.
 */
export const screens = pgTable(
  'screens',
  {
    id: integer().notNull().generatedAlwaysAsIdentity(),
    presentation: integer().notNull(),
    tokenHash: text().notNull(),
    openedFor: text({ enum: ['public', 'private'] }).notNull(),
    /** The private part it was let into. */
    part: integer(),
    openedAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ name: 'screens_are_known_by_number', columns: [table.id] }),
    unique('screens_have_a_token_of_their_own').on(table.tokenHash),
    foreignKey({
      name: 'screens_are_of_a_presentation',
      columns: [table.presentation],
      foreignColumns: [presentations.id],
    }),
    check(
      'screens_are_public_or_let_into_a_private_part',
      sql`(${table.openedFor} = 'private') = (${table.part} is not null)`,
    ),
  ],
);

/** Codes by which one screen is let into the private part that is on: used once, and soon. */
export const screenAdmissions = pgTable(
  'screen_admissions',
  {
    codeHash: text().notNull(),
    presentation: integer().notNull(),
    part: integer().notNull(),
    madeBy: integer().notNull(),
    madeAt: moment().notNull(),
    usedAt: moment(),
  },
  (table) => [
    primaryKey({ name: 'admissions_are_known_by_their_code', columns: [table.codeHash] }),
    foreignKey({
      name: 'admissions_are_to_a_presentation',
      columns: [table.presentation],
      foreignColumns: [presentations.id],
    }),
    foreignKey({
      name: 'admissions_are_made_by_a_person',
      columns: [table.madeBy],
      foreignColumns: [people.id],
    }),
  ],
);
