import { z } from '@hono/zod-openapi';
import { units } from '@throughline/domain/metric';
import { discrepancy } from './decision.ts';
import { day, figure } from './figure.ts';

/** A paper of the Board. Of a private one only that it exists. */
export const document = z
  .object({
    id: z.string(),
    title: z.string(),
    kind: z.string(),
    dated: day.optional(),
    published_on: day.optional(),
    meeting: day.optional(),
    part_of: z.string().optional(),
    part: z.union([z.literal(1), z.literal(2)]),
    note: z.string(),
    figures: z.int(),
  })
  .openapi('Document');

export const documentList = z.object({ documents: z.array(document) });

export const documentPage = document
  .extend({
    parts: z.array(document),
    taken: z.array(
      z.object({
        metric_title: z.string(),
        unit: z.enum(units),
        category_title: z.string(),
        area_title: z.string(),
        figure,
      }),
    ),
    /** Figures of other places that are left to the file. */
    elsewhere: z.int(),
    discrepancies: z.array(discrepancy),
  })
  .openapi('DocumentPage');

export type WireDocument = z.infer<typeof document>;
export type DocumentPage = z.infer<typeof documentPage>;
