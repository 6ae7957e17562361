import { createRoute, z } from '@hono/zod-openapi';
import {
  areaNames,
  countFiguresByMeeting,
  type Database,
  listAgenda,
  listDocuments,
  listMeetings,
  listMetrics,
  listRecommendations,
  listRequests,
  listResolutions,
  type Sight,
} from '@throughline/db';
import type { Day } from '@throughline/domain/period';
import { allow } from '../access.ts';
import { toRecommendation, toRequest, toResolution } from '../answer/decision.ts';
import { toAgendaItem, toMeeting, toReported } from '../answer/meeting.ts';
import { answers, nothing, router } from '../ask.ts';
import type { Deps } from '../deps.ts';
import { refusal } from '../problem.ts';
import { readFigures, sightOf } from '../reading.ts';
import { day } from '../wire/figure.ts';
import { meetingList, meetingPage } from '../wire/meeting.ts';

const list = createRoute({
  method: 'get',
  path: '/',
  middleware: allow('read'),
  summary: 'Every meeting of the Board: held, cancelled or planned',
  request: { query: nothing },
  responses: answers(meetingList, 'Meetings in the order of time'),
});

const one = createRoute({
  method: 'get',
  path: '/{date}',
  middleware: allow('read'),
  summary: 'One meeting: its agenda, what it was told, resolved, recommended and asked',
  request: { params: z.object({ date: day }), query: nothing },
  responses: answers(meetingPage, 'The meeting'),
});

/** The Board's meetings. Anyone may read; of private items only what the public agenda says. */
export function meetingRoutes(deps: Deps) {
  const { db, today, now } = deps;
  return router()
    .openapi(list, async (c) => {
      const sight = await sightOf(c, { now });
      const meetings = await listMeetings(db);
      const figures = await countFiguresByMeeting(db, sight);
      const papers = await papersByMeeting(db, sight);
      return c.json(
        {
          latest_with_figures: meetings.findLast(({ date }) => (figures.get(date) ?? 0) > 0)?.date,
          meetings: meetings.map((meeting) => toMeeting(meeting, figures, papers)),
        },
        200,
      );
    })
    .openapi(one, async (c) => {
      const { date } = c.req.valid('param');
      const meetings = await listMeetings(db);
      const at = meetings.findIndex((candidate) => candidate.date === date);
      const meeting = meetings[at];
      if (meeting === undefined) throw refusal(404, `The Board has no meeting on ${date}`);

      const held = meetings.flatMap((one) => (one.state === 'held' ? [one.date] : []));
      const sight = await sightOf(c, { now });
      const figures = await countFiguresByMeeting(db, sight);
      const told = await readFigures(c, deps, { meeting: date, asAt: date });
      const metrics = [...new Set(told.map(({ metric }) => metric))];
      const current = await readFigures(c, deps, { metrics });
      const asked = await listRequests(db, sight);
      const requests = asked.map((one) => toRequest(one, today(), held));
      const asItStood = asked.map((one) => toRequest(one, date, held));
      const resolutions = await listResolutions(db);
      const recommendations = await listRecommendations(db);
      return c.json(
        {
          ...toMeeting(meeting, figures, await papersByMeeting(db, sight)),
          previous: meetings[at - 1]?.date,
          next: meetings[at + 1]?.date,
          items: (await listAgenda(db, date)).map(toAgendaItem),
          reported: toReported(told, current, await listMetrics(db), await areaNames(db)),
          requests: requests.filter((one) => one.meeting === date),
          resolutions: resolutions
            .filter((one) => one.meeting === date)
            .map((one) => toResolution(one, today())),
          recommendations: recommendations
            .filter((one) => one.meeting === date)
            .map((one) => toRecommendation(one, today())),
          outstanding: asItStood.filter(
            (one) => one.meeting < date && (one.state === 'open' || one.state === 'overdue'),
          ),
        },
        200,
      );
    });
}

/** How many papers are held of each meeting; a pack counts by its parts. */
async function papersByMeeting(db: Database, sight: Sight): Promise<Map<Day, number>> {
  const papers = new Map<Day, number>();
  for (const { meeting, part, kind } of await listDocuments(db, sight)) {
    if (meeting === undefined || part === 2 || kind === 'agenda-pack') continue;
    papers.set(meeting, (papers.get(meeting) ?? 0) + 1);
  }
  return papers;
}
