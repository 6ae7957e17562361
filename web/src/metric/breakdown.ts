import type { WireMetric } from '@throughline/api/wire/metric';
import type { View } from '../view.ts';

/** One of the dimensions that divide a metric. */
export type Breakdown = WireMetric['breakdowns'][number];

/** The breakdown that the address names, or the first. */
export function chosenBreakdown(metric: WireMetric, view: View): Breakdown | undefined {
  return metric.breakdowns.find(({ id }) => id === view.breakdown) ?? metric.breakdowns[0];
}
