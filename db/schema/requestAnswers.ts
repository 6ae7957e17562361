import type { Period } from '@throughline/domain/period';
import { foreignKey, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { requests } from './decisions.ts';
import { series } from './figures.ts';
import { publications } from './publications.ts';

/**
 * What the Board asked for and a figure answers, as whoever entered it said and an approver agreed: from
 * the moment of its publication, for as long as it stands. Never updated or deleted.
 */
export const requestAnswers = pgTable(
  'request_answers',
  {
    request: text().notNull(),
    series: integer().notNull(),
    period: text().$type<Period>().notNull(),
    publication: integer().notNull(),
  },
  (table) => [
    primaryKey({
      name: 'a_figure_answers_a_request_once_with_a_publication',
      columns: [table.request, table.publication, table.series, table.period],
    }),
    index('request_answers_of_a_publication').on(table.publication),
    foreignKey({
      name: 'request_answers_are_to_a_request',
      columns: [table.request],
      foreignColumns: [requests.id],
    }),
    foreignKey({
      name: 'request_answers_are_of_a_series',
      columns: [table.series],
      foreignColumns: [series.id],
    }),
    foreignKey({
      name: 'request_answers_come_with_a_publication',
      columns: [table.publication],
      foreignColumns: [publications.id],
    }),
  ],
);
