import { createRoute, z } from '@hono/zod-openapi';
import {
  listDiscrepancies,
  listFigures,
  listMeetings,
  listMetrics,
  listRequests,
  listTopics,
} from '@throughline/db';
import { type Metric, total } from '@throughline/domain/metric';
import { toDiscrepancy, toRequest, wasKnown, withheldReason } from '../answer/decision.ts';
import { toMetric } from '../answer/metric.ts';
import { toSeries } from '../answer/series.ts';
import { answers, asAt, commaList, homeArea, notAfter, nothing, router } from '../ask.ts';
import type { Deps } from '../deps.ts';
import { refusal } from '../problem.ts';
import { day } from '../wire/figure.ts';
import { metricList, metricPage, series } from '../wire/metric.ts';

const params = z.object({ id: z.string() });

const list = createRoute({
  method: 'get',
  path: '/',
  summary: 'Every metric with its definition',
  request: { query: nothing },
  responses: answers(metricList, 'Metrics in reading order'),
});

const one = createRoute({
  method: 'get',
  path: '/{id}',
  summary: 'One metric, what the Board asked about it and what disagrees in its sources',
  request: { params, query: asAt },
  responses: answers(metricPage, 'The metric'),
});

const itsSeries = createRoute({
  method: 'get',
  path: '/{id}/series',
  summary: 'The figures of a metric as they were known on a day, with the words that say them',
  request: {
    params,
    query: z.strictObject({
      area: commaList.optional(),
      breakdown: z.string().optional(),
      'as-at': day.optional(),
    }),
  },
  responses: answers(series, 'The series'),
});

/** Metrics and their series. Anyone may read. */
export function metricRoutes({ db, today }: Deps) {
  return router()
    .openapi(list, async (c) => {
      const topics = await listTopics(db);
      const metrics = await listMetrics(db);
      return c.json({ metrics: metrics.map((metric, at) => toMetric(metric, topics, at)) }, 200);
    })
    .openapi(one, async (c) => {
      const { metric, position, topics } = await find(c.req.valid('param').id);
      const reading = notAfter(today(), c.req.valid('query')['as-at']) ?? today();
      const held = (await listMeetings(db)).flatMap(({ date, state }) =>
        state === 'held' ? [date] : [],
      );
      const requests = (await listRequests(db)).filter(
        ({ meeting, metrics }) => meeting <= reading && metrics.some(({ id }) => id === metric.id),
      );
      const discrepancies = (await listDiscrepancies(db)).filter(
        (found) => wasKnown(found, reading) && found.metrics.some(({ id }) => id === metric.id),
      );
      return c.json(
        {
          ...toMetric(metric, topics, position),
          requests: requests.map((request) => toRequest(request, reading, held)),
          discrepancies: discrepancies.map(toDiscrepancy),
        },
        200,
      );
    })
    .openapi(itsSeries, async (c) => {
      const { metric } = await find(c.req.valid('param').id);
      const { area: areas = [homeArea], breakdown, 'as-at': asked } = c.req.valid('query');
      if (breakdown !== undefined && !metric.breakdowns.some(({ id }) => id === breakdown)) {
        throw refusal(404, `${metric.title} is not given by “${breakdown}”`);
      }
      const reading = notAfter(today(), asked);
      const filter = {
        metrics: [metric.id],
        areas,
        asAt: reading,
        ...(breakdown === undefined ? { category: total } : { breakdown }),
      };
      const figures = await listFigures(db, filter);
      const versions = await listFigures(db, { ...filter, allVersions: true });
      const withheld = withheldReason(metric.id, await listDiscrepancies(db), reading ?? today());
      const answer = toSeries(
        { metric, figures, withheld },
        { area: areas.join(','), breakdown, as_at: reading },
        versions,
      );
      return c.json(answer, 200);
    });

  async function find(id: string): Promise<{
    metric: Metric;
    position: number;
    topics: Awaited<ReturnType<typeof listTopics>>;
  }> {
    const metrics = await listMetrics(db);
    const position = metrics.findIndex((candidate) => candidate.id === id);
    const metric = metrics[position];
    if (metric === undefined) throw refusal(404, `There is no metric “${id}”`);
    return { metric, position, topics: await listTopics(db) };
  }
}
