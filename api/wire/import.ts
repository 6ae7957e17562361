import { z } from '@hono/zod-openapi';
import { day } from './figure.ts';

const skipped = z.object({ reason: z.string(), rows: z.int() });

const refusal = z.object({
  /** The first row it is about, as a spreadsheet numbers it; absent when about the whole file. */
  row: z.int().optional(),
  /** How many rows it is about, where more than one. */
  rows: z.int().optional(),
  column: z.string().optional(),
  reason: z.string(),
});

const change = z.object({
  row: z.int(),
  metric: z.string(),
  area: z.string(),
  area_name: z.string(),
  period: z.string(),
  /** A number, or a symbol in brackets: `[c]`. */
  old: z.string(),
  new: z.string(),
});

const common = {
  release: z.object({ name: z.string(), published_on: day }),
  /** Whether it was written. Nothing is while anything is refused. */
  written: z.boolean(),
  rows: z.int(),
  skipped: z.array(skipped),
  refused: z.array(refusal),
  /** How many there are in all, where the lists stop at a thousand. */
  refusals: z.int(),
};

/** What a file of figures would change, or changed. */
const figuresImport = z.object({
  kind: z.literal('figures'),
  /** The mapping it was read by, absent when none fits. */
  mapping: z.string().optional(),
  ...common,
  areas: z.array(
    z.object({ code: z.string(), name: z.string(), level: z.string(), new: z.boolean() }),
  ),
  periods: z.array(z.object({ period: z.string(), label: z.string() })),
  new: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  changes: z.array(change),
});

/** What a file of statistical neighbours would add, or added. */
const neighboursImport = z.object({
  kind: z.literal('neighbours'),
  ...common,
  new: z.int(),
  unchanged: z.int(),
});

/** What loading a file would do, or did. */
export const importAnswer = z
  .discriminatedUnion('kind', [figuresImport, neighboursImport])
  .openapi('Import');

export type WireImport = z.infer<typeof importAnswer>;
