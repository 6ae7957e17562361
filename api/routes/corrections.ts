import { createRoute } from '@hono/zod-openapi';
import { listFigures, listMetrics, openCorrection, publicSight } from '@throughline/db';
import { categoryTitle } from '@throughline/domain/metric';
import { periodLabel } from '@throughline/domain/period';
import { allow } from '../access.ts';
import { json, replies, router } from '../ask.ts';
import type { Deps } from '../deps.ts';
import { refusal } from '../problem.ts';
import { doing, returnPageOf } from '../returning.ts';
import { correcting, returnPage } from '../wire/return.ts';
import { toObservation } from './publishing.ts';

const open = createRoute({
  method: 'post',
  path: '/',
  middleware: allow('correct'),
  summary: 'Opens a return of one box in which a published figure is put right',
  request: { body: json(correcting) },
  responses: {
    ...replies(returnPage, ''),
    201: { description: 'The return', ...json(returnPage) },
  },
});

/** Putting a published figure right: entered, submitted and approved like any other. */
export function correctionRoutes(deps: Deps) {
  const { db, today, now } = deps;
  return router().openapi(open, async (c) => {
    const wanted = toObservation(c.req.valid('json').figure);
    const metric = (await listMetrics(db)).find(({ id }) => id === wanted.metric);
    const sight = { ...publicSight(now()), private: true };
    const [figure] = (
      await listFigures(db, { metrics: [wanted.metric], areas: [wanted.area] }, sight)
    ).filter(
      (one) =>
        one.period === wanted.period &&
        one.category === wanted.category &&
        (one.breakdown ?? null) === wanted.breakdown,
    );
    if (metric === undefined || figure === undefined) {
      throw refusal(404, 'No such figure is published');
    }
    const title = `Correction of ${metric.title}, ${categoryTitle(metric, figure)}, ${periodLabel(figure.period)}`;
    const id = await openCorrection(db, wanted, title, today(), await doing(c, deps));
    return c.json(await returnPageOf(c, deps, id), 201);
  });
}
