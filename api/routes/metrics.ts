import { createRoute, z } from '@hono/zod-openapi';
import {
  listAreasOf,
  listComparatorGroups,
  listMeetings,
  listMetrics,
  listOtherDefinitions,
  listRequests,
  listTopics,
} from '@throughline/db';
import { allow } from '../access.ts';
import { toComparatorGroup } from '../answer/comparing.ts';
import { toDiscrepancy, toRequest, wasKnown } from '../answer/decision.ts';
import { toMetric } from '../answer/metric.ts';
import { answers, asAt, homeArea, notAfter, nothing, router } from '../ask.ts';
import type { Deps } from '../deps.ts';
import { readDiscrepancies } from '../discrepancies.ts';
import { refusal } from '../problem.ts';
import { sightOf } from '../reading.ts';
import { metricList, metricPage } from '../wire/metric.ts';

const params = z.object({ id: z.string() });

const list = createRoute({
  method: 'get',
  path: '/',
  middleware: allow('read'),
  summary: 'Every metric with its definition',
  request: { query: nothing },
  responses: answers(metricList, 'Metrics in reading order'),
});

const one = createRoute({
  method: 'get',
  path: '/{id}',
  middleware: allow('read'),
  summary: 'One metric, what the Board asked about it and what disagrees in its sources',
  request: { params, query: asAt },
  responses: answers(metricPage, 'The metric'),
});

/** The definitions of metrics. Anyone may read. */
export function metricRoutes(deps: Deps) {
  const { db, today, now } = deps;
  return router()
    .openapi(list, async (c) => {
      const topics = await listTopics(db);
      const metrics = await listMetrics(db);
      return c.json({ metrics: metrics.map((metric, at) => toMetric(metric, topics, at)) }, 200);
    })
    .openapi(one, async (c) => {
      const topics = await listTopics(db);
      const metrics = await listMetrics(db);
      const { id } = c.req.valid('param');
      const position = metrics.findIndex((candidate) => candidate.id === id);
      const metric = metrics[position];
      if (metric === undefined) throw refusal(404, `There is no metric “${id}”`);

      const reading = notAfter(today(), c.req.valid('query')['as-at']) ?? today();
      const held = (await listMeetings(db)).flatMap(({ date, state }) =>
        state === 'held' ? [date] : [],
      );
      const requests = (await listRequests(db, await sightOf(c, deps))).filter(
        ({ meeting, metrics }) => meeting <= reading && metrics.some(({ id }) => id === metric.id),
      );
      const discrepancies = (await readDiscrepancies(deps)).filter(
        (found) => wasKnown(found, reading) && found.metrics.some((one) => one.id === id),
      );
      return c.json(
        {
          ...toMetric(metric, topics, position),
          requests: requests.map((request) => toRequest(request, reading, held)),
          discrepancies: discrepancies.map(toDiscrepancy),
          areas: await listAreasOf(db, id, await sightOf(c, { now })),
          neighbours: (await listComparatorGroups(db, homeArea)).map(toComparatorGroup),
          definitions: (await listOtherDefinitions(db, id)).map(({ metric: other, differs }) => ({
            metric: other,
            title: metrics.find((one) => one.id === other)?.title ?? other,
            differs,
          })),
        },
        200,
      );
    });
}
