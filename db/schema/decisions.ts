import type { Decision, DecisionKind } from '@throughline/domain/decision';
import type { Day } from '@throughline/domain/period';
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
} from 'drizzle-orm/pg-core';
import { documents } from './documents.ts';
import { meetings } from './meetings.ts';
import { metrics } from './metrics.ts';
import { people } from './people.ts';

/** What the Board resolved, and what later papers show became of it. */
export const resolutions = pgTable(
  'resolutions',
  {
    id: text().notNull(),
    meeting: date({ mode: 'string' }).$type<Day>().notNull(),
    minute: text().notNull(),
    ordinal: integer(),
    text: text().notNull(),
    outcome: text(),
    outcomeMeeting: date({ mode: 'string' }).$type<Day>(),
    outcomeDocument: text(),
    outcomeLocator: text(),
  },
  (table) => [
    primaryKey({ name: 'resolutions_are_known_by_id', columns: [table.id] }),
    foreignKey({
      name: 'resolutions_were_made_at_a_meeting',
      columns: [table.meeting],
      foreignColumns: [meetings.date],
    }),
    foreignKey({
      name: 'resolutions_came_of_something_at_a_meeting',
      columns: [table.outcomeMeeting],
      foreignColumns: [meetings.date],
    }),
    foreignKey({
      name: 'resolutions_have_their_outcome_in_a_document',
      columns: [table.outcomeDocument],
      foreignColumns: [documents.id],
    }),
  ],
);

/** The metrics a resolution is about. */
export const resolutionMetrics = pgTable(
  'resolution_metrics',
  { resolution: text().notNull(), metric: text().notNull() },
  (table) => [
    primaryKey({
      name: 'resolutions_name_a_metric_once',
      columns: [table.resolution, table.metric],
    }),
    foreignKey({
      name: 'resolution_metrics_belong_to_a_resolution',
      columns: [table.resolution],
      foreignColumns: [resolutions.id],
    }),
    foreignKey({
      name: 'resolution_metrics_name_a_metric',
      columns: [table.metric],
      foreignColumns: [metrics.id],
    }),
  ],
);

/** What the Board recommended, to whom, and the reply. */
export const recommendations = pgTable(
  'recommendations',
  {
    id: text().notNull(),
    meeting: date({ mode: 'string' }).$type<Day>().notNull(),
    minute: text().notNull(),
    ordinal: integer(),
    addressee: text().notNull(),
    text: text().notNull(),
    reply: text(),
    replyMeeting: date({ mode: 'string' }).$type<Day>(),
    replyDocument: text(),
    replyLocator: text(),
  },
  (table) => [
    primaryKey({ name: 'recommendations_are_known_by_id', columns: [table.id] }),
    foreignKey({
      name: 'recommendations_were_made_at_a_meeting',
      columns: [table.meeting],
      foreignColumns: [meetings.date],
    }),
    foreignKey({
      name: 'recommendations_were_answered_at_a_meeting',
      columns: [table.replyMeeting],
      foreignColumns: [meetings.date],
    }),
    foreignKey({
      name: 'recommendations_were_answered_in_a_document',
      columns: [table.replyDocument],
      foreignColumns: [documents.id],
    }),
  ],
);

/**
 * Information the Board asked for. Whether it is open, answered or overdue is worked out for the
 * reading date, never stored.
 */
export const requests = pgTable(
  'requests',
  {
    id: text().notNull(),
    meeting: date({ mode: 'string' }).$type<Day>().notNull(),
    minute: text().notNull(),
    ordinal: integer(),
    text: text().notNull(),
    /** The meeting it was asked for, where one was named. */
    dueMeeting: date({ mode: 'string' }).$type<Day>(),
    answer: text(),
    answerMeeting: date({ mode: 'string' }).$type<Day>(),
    answerDocument: text(),
    answerLocator: text(),
    withdrawnOn: date({ mode: 'string' }).$type<Day>(),
    withdrawnReason: text(),
    /** The office it was asked of, where one was named. */
    addressee: text(),
  },
  (table) => [
    primaryKey({ name: 'requests_are_known_by_id', columns: [table.id] }),
    foreignKey({
      name: 'requests_were_made_at_a_meeting',
      columns: [table.meeting],
      foreignColumns: [meetings.date],
    }),
    foreignKey({
      name: 'requests_are_due_at_a_meeting',
      columns: [table.dueMeeting],
      foreignColumns: [meetings.date],
    }),
    foreignKey({
      name: 'requests_were_answered_at_a_meeting',
      columns: [table.answerMeeting],
      foreignColumns: [meetings.date],
    }),
    foreignKey({
      name: 'requests_were_answered_in_a_document',
      columns: [table.answerDocument],
      foreignColumns: [documents.id],
    }),
    check(
      'an_answered_request_has_its_answer',
      sql`(${table.answer} is null) = (${table.answerMeeting} is null)`,
    ),
    check(
      'a_request_is_withdrawn_for_a_reason',
      sql`(${table.withdrawnOn} is null) = (${table.withdrawnReason} is null) and ${table.withdrawnReason} <> ''`,
    ),
  ],
);

/** The metrics a request is about; publishing a figure of one may answer it. */
export const requestMetrics = pgTable(
  'request_metrics',
  { request: text().notNull(), metric: text().notNull() },
  (table) => [
    primaryKey({ name: 'requests_name_a_metric_once', columns: [table.request, table.metric] }),
    foreignKey({
      name: 'request_metrics_belong_to_a_request',
      columns: [table.request],
      foreignColumns: [requests.id],
    }),
    foreignKey({
      name: 'request_metrics_name_a_metric',
      columns: [table.metric],
      foreignColumns: [metrics.id],
    }),
  ],
);

/**
 * What people recorded of decisions, whole each time: what the Board decided, and what became of it.
 * The newest of a decision is what stands in its own table. Never updated or deleted.
 */
export const decisionRecords = pgTable(
  'decision_records',
  {
    kind: text().$type<DecisionKind>().notNull(),
    decision: text().notNull(),
    /** From 1. A record names the one it was made on, which is the one before. */
    revision: integer().notNull(),
    content: json().$type<Decision>().notNull(),
    /** Why it was changed; empty for the first record of what had none. */
    reason: text().notNull(),
    recordedBy: integer().notNull(),
    recordedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (table) => [
    primaryKey({
      name: 'decision_records_are_counted_within_a_decision',
      columns: [table.kind, table.decision, table.revision],
    }),
    foreignKey({
      name: 'decision_records_are_by_a_person',
      columns: [table.recordedBy],
      foreignColumns: [people.id],
    }),
    check('decision_records_count_from_one', sql`${table.revision} >= 1`),
    check(
      'decision_records_are_of_a_known_kind',
      sql`${table.kind} in ('resolution', 'recommendation', 'request')`,
    ),
  ],
);

/** Statements in the sources that cannot all be right. Shown, never corrected in silence. */
export const discrepancies = pgTable(
  'discrepancies',
  {
    id: text().notNull(),
    position: integer().notNull(),
    title: text().notNull(),
    description: text().notNull(),
  },
  (table) => [primaryKey({ name: 'discrepancies_are_known_by_id', columns: [table.id] })],
);

/** Where each side of a discrepancy is printed. */
export const discrepancySources = pgTable(
  'discrepancy_sources',
  {
    discrepancy: text().notNull(),
    position: integer().notNull(),
    document: text().notNull(),
    locator: text().notNull(),
    printed: text().notNull(),
  },
  (table) => [
    primaryKey({
      name: 'discrepancy_sources_have_a_place',
      columns: [table.discrepancy, table.position],
    }),
    foreignKey({
      name: 'discrepancy_sources_belong_to_a_discrepancy',
      columns: [table.discrepancy],
      foreignColumns: [discrepancies.id],
    }),
    foreignKey({
      name: 'discrepancy_sources_name_a_document',
      columns: [table.document],
      foreignColumns: [documents.id],
    }),
  ],
);

/** The metrics a discrepancy touches. */
export const discrepancyMetrics = pgTable(
  'discrepancy_metrics',
  {
    discrepancy: text().notNull(),
    metric: text().notNull(),
    /** Whether it leaves nothing to be said of the metric's direction of travel. */
    withholdsDirection: boolean().notNull(),
  },
  (table) => [
    primaryKey({
      name: 'discrepancies_name_a_metric_once',
      columns: [table.discrepancy, table.metric],
    }),
    foreignKey({
      name: 'discrepancy_metrics_belong_to_a_discrepancy',
      columns: [table.discrepancy],
      foreignColumns: [discrepancies.id],
    }),
    foreignKey({
      name: 'discrepancy_metrics_name_a_metric',
      columns: [table.metric],
      foreignColumns: [metrics.id],
    }),
  ],
);
