import { z } from '@hono/zod-openapi';
import { frequencies, kinds, polarities, privacies, units } from '@throughline/domain/metric';
import { periodKinds } from '@throughline/domain/period';
import { figureSymbols } from '@throughline/domain/value';
import { discrepancy, request } from './decision.ts';
import { change, day, decimal, direction, period, point } from './figure.ts';

const breakdown = z.object({
  id: z.string(),
  title: z.string(),
  categories: z.array(z.object({ id: z.string(), title: z.string() })),
});

/** Areas that another is compared with, by one model, the closest first. */
export const comparatorGroup = z
  .object({
    model: z.string(),
    title: z.string(),
    published_on: day,
    in_force_from: day,
    members: z.array(z.object({ area: z.string(), name: z.string(), closeness: z.string() })),
  })
  .openapi('ComparatorGroup');

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
  .extend({
    requests: z.array(request),
    discrepancies: z.array(discrepancy),
    /** The places it has figures of, to compare with. */
    areas: z.array(z.object({ code: z.string(), name: z.string(), level: z.string() })),
    /** Coventry's statistical neighbours, by each model. */
    neighbours: z.array(comparatorGroup),
    /** Metrics of the same subject by other definitions, shown side by side, never reconciled. */
    definitions: z.array(z.object({ metric: z.string(), title: z.string(), differs: z.string() })),
  })
  .openapi('MetricPage');

const cause = z.object({
  rule: z.enum(['beyond-limit', 'one-side', 'trend', 'two-of-three']),
  towards: z.enum(['high', 'low']),
  meaning: z.enum(['improvement', 'concern', 'neither']),
  name: z.string(),
  periods: z.array(z.string()),
});

const phase = z.object({
  kind: z.enum(['too-few', 'run', 'xmr']),
  from: z.string(),
  to: z.string(),
  figures: z.int(),
  rebases: z.array(z.object({ from: z.string(), reason: z.string(), on: day })),
  median: z.number().optional(),
  mean: z.number().optional(),
  upper: z.number().optional(),
  lower: z.number().optional(),
  inner_upper: z.number().optional(),
  inner_lower: z.number().optional(),
  causes: z.array(cause),
});

/** A control chart of a series, by NHS England's Making Data Count, and its words. */
export const control = z
  .object({
    kind: z.enum(['refused', 'too-few', 'run', 'xmr']),
    sentences: z.array(z.string()),
    phases: z.array(phase),
    assurance: z
      .enum(['consistently-passes', 'consistently-fails', 'hit-and-miss', 'none'])
      .optional(),
    screened: z.boolean(),
    older_rule: z.boolean(),
  })
  .openapi('Control');

/** What was aimed for and when; a rating exists only in a period with a target in force. */
const target = z.object({
  type: z.enum(['minimum', 'maximum', 'range']),
  value: z.string().optional(),
  low: z.string().optional(),
  high: z.string().optional(),
  tolerance: z.string(),
  from: day,
  to: day.optional(),
  source: z.string(),
});

const ratingOfPoint = z.object({
  period: z.string(),
  category: z.string(),
  colour: z.enum(['green', 'amber', 'red']),
});

const compared = {
  period,
  period_label: z.string(),
  period_end: day,
};

/** A line to compare with: an area's own, or the median of the statistical neighbours. */
const comparison = z.object({
  /** The area's code, or `neighbours`. */
  id: z.string(),
  title: z.string(),
  /** Stretches that a line may join; between two the model of the neighbours changes. */
  runs: z.array(
    z.object({
      /** Why the line breaks before this stretch. */
      breaks: z.string().optional(),
      model: z.string().optional(),
      points: z.array(
        z.union([
          z.object({ ...compared, value: decimal, with_number: z.int().optional() }),
          z.object({ ...compared, low: decimal, high: decimal }),
          z.object({ ...compared, symbol: z.enum(figureSymbols) }),
        ]),
      ),
    }),
  ),
});

const rank = z.object({
  rank: z.int(),
  of: z.int(),
  shared: z.int(),
  good: z.enum(['highest', 'lowest']).optional(),
});

/** What a reader chose to compare with, with the rank where neighbours are among it. */
const comparing = z.object({
  lines: z.array(comparison),
  period: z.string().optional(),
  among_neighbours: rank.optional(),
  among_all: rank.optional(),
  sentences: z.array(z.string()),
});

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
    targets: z.array(target),
    ratings: z.array(ratingOfPoint),
    control: control.optional(),
    comparing: comparing.optional(),
    points: z.array(point),
    /** Every earlier version of the points, oldest first. */
    revisions: z.array(point),
  })
  .openapi('Series');

export type WireMetric = z.infer<typeof metric>;
export type MetricPage = z.infer<typeof metricPage>;
export type WireControl = z.infer<typeof control>;
export type Comparing = z.infer<typeof comparing>;
export type Series = z.infer<typeof series>;
