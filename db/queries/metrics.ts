import type { Zeros } from '@throughline/domain/disclosure/table';
import type { Breakdown, Metric } from '@throughline/domain/metric';
import type { Day } from '@throughline/domain/period';
import { asc, eq } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { breakdowns, categories, metricBreakdowns, metrics, topics } from '../schema/metrics.ts';

/** A subject that metrics are read under. */
export interface Topic {
  id: string;
  title: string;
}

/** A metric with what only those who enter and publish its figures need. */
export interface KeptMetric extends Metric {
  beganOn: Day | undefined;
  retiredOn: Day | undefined;
  /** Whether a zero is shown or hidden too. */
  zeros: Zeros;
}

/** Every metric with its breakdowns, in reading order: by topic, then by its place in it. */
export async function listMetrics(db: Database): Promise<KeptMetric[]> {
  const rows = await db
    .select({
      id: metrics.id,
      title: metrics.title,
      caption: metrics.caption,
      definition: metrics.definition,
      unit: metrics.unit,
      decimals: metrics.decimals,
      polarity: metrics.polarity,
      polarityReason: metrics.polarityReason,
      kind: metrics.kind,
      topic: metrics.topic,
      owner: metrics.owner,
      frequency: metrics.frequency,
      frequencyConfirmed: metrics.frequencyConfirmed,
      privacy: metrics.privacy,
      periodKinds: metrics.periodKinds,
      position: metrics.position,
      care: metrics.care,
      beganOn: metrics.beganOn,
      retiredOn: metrics.retiredOn,
      zeros: metrics.zeros,
    })
    .from(metrics)
    .innerJoin(topics, eq(topics.id, metrics.topic))
    .orderBy(asc(topics.position), asc(metrics.position), asc(metrics.id));
  const given = await breakdownsByMetric(db);
  return rows.map((row) => ({
    ...row,
    beganOn: row.beganOn ?? undefined,
    retiredOn: row.retiredOn ?? undefined,
    breakdowns: given.get(row.id) ?? [],
  }));
}

/** The subjects, in reading order. */
export function listTopics(db: Database): Promise<Topic[]> {
  return db
    .select({ id: topics.id, title: topics.title })
    .from(topics)
    .orderBy(asc(topics.position));
}

async function breakdownsByMetric(db: Database): Promise<Map<string, Breakdown[]>> {
  const rows = await db
    .select({
      metric: metricBreakdowns.metric,
      breakdown: breakdowns.id,
      breakdownTitle: breakdowns.title,
      category: categories.id,
      categoryTitle: categories.title,
    })
    .from(metricBreakdowns)
    .innerJoin(breakdowns, eq(breakdowns.id, metricBreakdowns.breakdown))
    .innerJoin(categories, eq(categories.breakdown, breakdowns.id))
    .orderBy(
      asc(metricBreakdowns.metric),
      asc(metricBreakdowns.position),
      asc(categories.position),
    );
  const given = new Map<string, Breakdown[]>();
  for (const row of rows) {
    const own = given.get(row.metric) ?? [];
    const category = { id: row.category, title: row.categoryTitle };
    const last = own.at(-1);
    if (last?.id === row.breakdown) {
      own[own.length - 1] = { ...last, categories: [...last.categories, category] };
    } else {
      own.push({ id: row.breakdown, title: row.breakdownTitle, categories: [category] });
    }
    given.set(row.metric, own);
  }
  return given;
}
