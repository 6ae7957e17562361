import { createRoute, z } from '@hono/zod-openapi';
import { addRebase, appendAudit, areaNames, listMetrics, noteChange } from '@throughline/db';
import { isPeriod, type Period, periodEnd } from '@throughline/domain/period';
import { allow } from '../access.ts';
import { homeArea, router } from '../ask.ts';
import type { Deps } from '../deps.ts';
import { refusal } from '../problem.ts';
import { askingPerson } from '../session.ts';

const decision = z.strictObject({
  area: z.string().default(homeArea),
  from: z
    .custom<Period>(
      (text) => typeof text === 'string' && isPeriod(text),
      'Give a period, such as 2024-10',
    )
    .openapi({ type: 'string', example: '2024-10' }),
  reason: z.string().trim().min(10, 'Give the reason in words').max(500),
});

const add = createRoute({
  middleware: [allow('propose definitions')] as const,
  method: 'post',
  path: '/{id}/rebases',
  summary: 'Begins the lines of a control chart anew from a period, with the reason',
  request: {
    params: z.object({ id: z.string() }),
    body: { required: true, content: { 'application/json': { schema: decision } } },
  },
  responses: {
    201: { description: 'The lines begin anew from there' },
    400: { description: 'The request is not understood: problem details' },
    404: { description: 'There is no such metric: problem details' },
    409: { description: 'They begin anew from there already: problem details' },
  },
});

/** A person's decision that a process changed. It stays on the chart with its day and reason. */
export function rebaseRoutes({ db, now, today }: Deps) {
  return router().openapi(add, async (c) => {
    const { id } = c.req.valid('param');
    const { area, from, reason } = c.req.valid('json');
    const metric = (await listMetrics(db)).find((one) => one.id === id);
    if (metric === undefined) throw refusal(404, `There is no metric “${id}”`);
    if (!(await areaNames(db)).has(area)) throw refusal(400, `area: No place has the code ${area}`);
    if (periodEnd(from) > today()) throw refusal(400, 'from: That period has not ended yet');

    const { person } = await askingPerson(c);
    const isNew = await db.transaction(async (tx) => {
      const rebase = { metric: id, area, fromPeriod: from, decidedOn: today(), reason };
      if (!(await addRebase(tx, { ...rebase, decidedBy: metric.owner }))) return false;
      await noteChange(tx, { visibility: 'public', about: { metrics: [id] }, at: now() });
      const about = `${id} ${area} from ${from}`;
      await appendAudit(tx, { at: now(), actor: { person }, kind: 'limits rebased', about });
      return true;
    });
    if (!isNew) throw refusal(409, `The lines begin anew from ${from} already`);
    return c.body(null, 201);
  });
}
