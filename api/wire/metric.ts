import { z } from '@hono/zod-openapi';
import { frequencies, kinds, polarities, privacies, units } from '@throughline/domain/metric';
import { periodKinds } from '@throughline/domain/period';
import { discrepancy, request } from './decision.ts';
import { change, day, direction, point } from './figure.ts';

const breakdown = z.object({
  id: z.string(),
  title: z.string(),
  categories: z.array(z.object({ id: z.string(), title: z.string() })),
});

/** The definition of something tracked. */
export const metric = z
  .object({
    id: z.string(),
    title: z.string(),
    caption: z.string(),
    definition: z.string(),
    unit: z.enum(units),
    decimals: z.int(),
    polarity: z.enum(polarities),
    polarity_reason: z.string(),
    kind: z.enum(kinds),
    topic: z.string(),
    topic_title: z.string(),
    owner: z.string(),
    frequency: z.enum(frequencies),
    frequency_confirmed: z.boolean(),
    privacy: z.enum(privacies),
    period_kinds: z.array(z.enum(periodKinds)),
    breakdowns: z.array(breakdown),
    care: z.string(),
    position: z.int(),
  })
  .openapi('Metric');

export const metricList = z.object({ metrics: z.array(metric) });

/** A metric with what the Board asked about it and what disagrees in its sources. */
export const metricPage = metric
  .extend({ requests: z.array(request), discrepancies: z.array(discrepancy) })
  .openapi('MetricPage');

/** A series as it was known on a day, with the words that say it. */
export const series = z
  .object({
    metric: z.string(),
    area: z.string(),
    breakdown: z.string().optional(),
    as_at: day.optional(),
    headline: z.string(),
    sentence: z.string(),
    change: change.optional(),
    direction,
    points: z.array(point),
    /** Every earlier version of the points, oldest first. */
    revisions: z.array(point),
  })
  .openapi('Series');

export type WireMetric = z.infer<typeof metric>;
export type MetricPage = z.infer<typeof metricPage>;
export type Series = z.infer<typeof series>;
