import type { Topic } from '@throughline/db';
import type { Metric } from '@throughline/domain/metric';
import type { WireMetric } from '../wire/metric.ts';

/** A metric's definition, with its place in reading order. */
export function toMetric(metric: Metric, topics: readonly Topic[], position: number): WireMetric {
  return {
    id: metric.id,
    title: metric.title,
    caption: metric.caption,
    definition: metric.definition,
    unit: metric.unit,
    decimals: metric.decimals,
    polarity: metric.polarity,
    polarity_reason: metric.polarityReason,
    kind: metric.kind,
    topic: metric.topic,
    topic_title: topics.find(({ id }) => id === metric.topic)?.title ?? metric.topic,
    owner: metric.owner,
    frequency: metric.frequency,
    frequency_confirmed: metric.frequencyConfirmed,
    privacy: metric.privacy,
    period_kinds: [...metric.periodKinds],
    breakdowns: metric.breakdowns.map(({ id, title, categories }) => ({
      id,
      title,
      categories: categories.map((category) => ({ id: category.id, title: category.title })),
    })),
    care: metric.care,
    position,
  };
}
