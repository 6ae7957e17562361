import { z } from '@hono/zod-openapi';

/**
 * The question as it is described to others. What is asked is read by the domain, which lists all
 * that is wrong with it at once.
 */
export const disclosureQuestion = z
  .object({
    mode: z.enum(['suppress', 'audit']),
    smallest_shown: z.int(),
    zeros: z.enum(['show', 'protect']),
    cells: z.array(
      z.object({
        id: z.string(),
        count: z.int(),
        shown: z.literal(true).optional(),
        hidden: z.literal(true).optional(),
      }),
    ),
    sums: z.array(z.object({ total: z.string(), parts: z.array(z.string()) })),
  })
  .openapi('DisclosureQuestion');

/** What may be shown of a table, and what each hidden cell can still be. */
export const disclosureAnswer = z
  .object({
    hidden: z.array(z.string()),
    safe: z.boolean(),
    intervals: z.record(z.string(), z.tuple([z.number(), z.number().nullable()])),
    reasons: z.array(z.string()),
    flags: z.array(z.string()),
  })
  .openapi('DisclosureAnswer');
