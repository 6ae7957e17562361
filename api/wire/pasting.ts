import { z } from '@hono/zod-openapi';
import { marks } from '@throughline/domain/value';
import { period } from './figure.ts';
import { boxContent, finding } from './return.ts';

const facts = z.strictObject({
  metric: z.string().optional(),
  breakdown: z.string().optional(),
  category: z.string().optional(),
  period: period.optional(),
});

const lineSaid = z.strictObject({
  at: z.int().min(0),
  leave_out: z.boolean().default(false),
  facts: facts.default({}),
});

/** What the officer says of a table that was not understood, by the number of the table. */
const overrides = z.strictObject({
  table: z.int().min(0),
  heading_rows: z.int().min(0).optional(),
  label_columns: z.int().min(0).optional(),
  facts: facts.optional(),
  columns: z.array(lineSaid).max(200).default([]),
  rows: z.array(lineSaid).max(1000).default([]),
});

/** What was on the clipboard: HTML where there is any, else text with tabs. */
export const pasting = z
  .strictObject({
    html: z
      .string()
      .max(5 * 1024 * 1024)
      .optional(),
    text: z
      .string()
      .max(5 * 1024 * 1024)
      .optional(),
    overrides: z.array(overrides).max(50).default([]),
  })
  .refine(({ html, text }) => (html ?? text) !== undefined, 'Give html or text')
  .openapi('Pasting');

/** What is said of the tables of a file: JSON in the question, because the body is the file alone. */
export const fileQuery = z.strictObject({
  overrides: z
    .string()
    .max(10_000)
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue('Give what is said of the tables as JSON');
        return z.NEVER;
      }
    })
    .pipe(z.array(overrides).max(50))
    .optional(),
});

const line = z.object({
  at: z.int(),
  heading: z.string(),
  state: z.enum(['sure', 'unsure', 'refused', 'left out']),
  why: z.array(z.string()),
  facts: z.object({
    metric: z.string().optional(),
    breakdown: z.string().optional(),
    category: z.string().optional(),
    period: period.optional(),
  }),
  nearest: z.string().optional(),
});

const cell = z.object({
  row: z.int(),
  column: z.int(),
  printed: z.string(),
  state: z.enum(['sure', 'unsure', 'refused']),
  why: z.array(z.string()),
  /** Symbols that may be meant, when a reason is all that lacks. */
  symbols: z.array(z.string()),
  metric: z.string().optional(),
  metric_title: z.string().optional(),
  breakdown: z.string().optional(),
  category: z.string().optional(),
  period: z.string().optional(),
  period_label: z.string().optional(),
  /** The figure as it would be entered. */
  text: z.string().optional(),
  marks: z.array(z.enum(marks)).optional(),
  /** The box it would fill; absent when the return asks for no such figure. */
  position: z.int().optional(),
  findings: z.array(finding),
});

/** What was understood of a table or a file. Nothing is filled by it. */
export const understood = z
  .object({
    /** Why nothing was read at all. */
    refused: z.string().optional(),
    tables: z.array(
      z.object({
        name: z.string(),
        refused: z.string().optional(),
        heading_rows: z.int(),
        label_columns: z.int(),
        columns: z.array(line),
        rows: z.array(line),
        cells: z.array(cell),
        unread: z.array(z.string()),
      }),
    ),
    /** What can be sent on to fill the boxes, as they stand now. */
    boxes: z.array(z.object({ position: z.int(), revision: z.int(), content: boxContent })),
    /** Rows of a template that are not understood. */
    unfilled: z.array(z.string()),
  })
  .openapi('Understood');

export type Pasting = z.infer<typeof pasting>;
export type Understood = z.infer<typeof understood>;
