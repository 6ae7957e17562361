import { createRoute, z } from '@hono/zod-openapi';
import { countNewFigures, listRequests, publicState } from '@throughline/db';
import { total } from '@throughline/domain/metric';
import { allow } from '../access.ts';
import { meetingBefore, toPicture } from '../answer/picture.ts';
import { answers, homeArea, router } from '../ask.ts';
import type { Deps } from '../deps.ts';
import { refusal } from '../problem.ts';
import { readFigures, sightOf } from '../reading.ts';
import {
  discrepanciesAt,
  figuresByMeetingAt,
  meetingsAt,
  metricsAt,
  topicsAt,
} from '../recorded.ts';
import { day } from '../wire/figure.ts';
import { picture } from '../wire/picture.ts';

const read = createRoute({
  method: 'get',
  path: '/',
  middleware: allow('read'),
  summary: 'All metrics as the Board knew them at a meeting, on one time axis',
  request: { query: z.strictObject({ meeting: day.optional() }) },
  responses: answers(picture, 'The picture'),
});

/** The first screen: what changed since the Board last met. Anyone may read. */
export function pictureRoutes(deps: Deps) {
  const { db, today, now } = deps;
  return router().openapi(read, async (c) => {
    const { meeting: asked } = c.req.valid('query');
    const sight = await sightOf(c, { now });
    const state = await publicState(db, sight.now);
    const meetings = await meetingsAt(deps, state);
    const sees = sight.private ? 'private' : 'public';
    const figuresByMeeting = await figuresByMeetingAt(deps, state, sees);
    const chosen =
      asked === undefined
        ? meetings.findLast(({ date }) => (figuresByMeeting.get(date) ?? 0) > 0)
        : meetings.find(({ date }) => date === asked);
    if (chosen === undefined) {
      throw refusal(
        404,
        asked ? `The Board has no meeting on ${asked}` : 'No figures are held yet',
      );
    }

    const asAt = chosen.date > today() ? undefined : chosen.date;
    const filter = { areas: [homeArea], asAt };
    const metrics = await metricsAt(deps, state);
    const after = meetingBefore(meetings, chosen.date);
    // Asked at the same time: none of them waits for another.
    const [totals, newFigures, requests, topics, discrepancies] = await Promise.all([
      readFigures(c, deps, { ...filter, category: total }),
      countNewFigures(db, { after, asAt }, sight),
      listRequests(db, sight),
      topicsAt(deps, state),
      discrepanciesAt(deps, state, today()),
    ]);
    // Of a metric that has a total the parts are on its own page.
    const whole = new Set(totals.map(({ metric }) => metric));
    const inParts = metrics.flatMap(({ id }) => (whole.has(id) ? [] : [id]));
    const parts =
      inParts.length === 0 ? [] : await readFigures(c, deps, { ...filter, metrics: inParts });
    const answer = toPicture({
      chosen,
      today: today(),
      meetings,
      figuresByMeeting,
      topics,
      metrics,
      figures: [...totals, ...parts],
      newFigures,
      requests,
      discrepancies,
    });
    return c.json(answer, 200);
  });
}
