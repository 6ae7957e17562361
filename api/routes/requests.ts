import { createRoute } from '@hono/zod-openapi';
import { listMeetings, listRecommendations, listRequests, listResolutions } from '@throughline/db';
import { allow } from '../access.ts';
import { toRecommendation, toRequest, toResolution } from '../answer/decision.ts';
import { answers, asAt, notAfter, router } from '../ask.ts';
import type { Deps } from '../deps.ts';
import { sightOf } from '../reading.ts';
import { requestList } from '../wire/decision.ts';

const read = createRoute({
  method: 'get',
  path: '/',
  middleware: allow('read'),
  summary: 'Everything the Board asked for, resolved and recommended, as it stood on a day',
  request: { query: asAt },
  responses: answers(requestList, 'Requests, resolutions and recommendations'),
});

/** What the Board asked, resolved and recommended. Anyone may read. */
export function requestRoutes(deps: Deps) {
  const { db, today } = deps;
  return router().openapi(read, async (c) => {
    const reading = notAfter(today(), c.req.valid('query')['as-at']) ?? today();
    const held = (await listMeetings(db)).flatMap(({ date, state }) =>
      state === 'held' ? [date] : [],
    );
    const known = <Decided extends { meeting: string }>(decided: readonly Decided[]) =>
      decided.filter(({ meeting }) => meeting <= reading);
    const requests = await listRequests(db, await sightOf(c, deps));
    return c.json(
      {
        as_at: reading,
        requests: known(requests).map((one) => toRequest(one, reading, held)),
        resolutions: known(await listResolutions(db)).map((one) => toResolution(one, reading)),
        recommendations: known(await listRecommendations(db)).map((one) =>
          toRecommendation(one, reading),
        ),
      },
      200,
    );
  });
}
