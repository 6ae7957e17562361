import { createRoute, z } from '@hono/zod-openapi';
import {
  areaNames,
  listCalendarChanges,
  listMeetings,
  listMetrics,
  listRequests,
  publicSight,
} from '@throughline/db';
import { calendarEntries } from '@throughline/domain/meetingCalendar';
import { type AnsweredRequest, publicChanges } from '@throughline/domain/publicChange';
import { allow } from '../access.ts';
import { homeArea, nothing, router } from '../ask.ts';
import { toAtom } from '../atom.ts';
import type { Deps } from '../deps.ts';
import { toCalendar } from '../icalendar.ts';
import { refusal } from '../problem.ts';
import { readPublicFigures } from '../reading.ts';
import { day } from '../wire/figure.ts';

const calendar = createRoute({
  method: 'get',
  path: '/meetings.ics',
  middleware: allow('read'),
  summary: 'The Board’s meetings as a calendar to subscribe to',
  request: { query: nothing },
  responses: file('text/calendar', 'A calendar'),
});

const entry = createRoute({
  method: 'get',
  path: '/meetings/{date}/meeting.ics',
  middleware: allow('read'),
  summary: 'One meeting as an entry for a calendar',
  request: { params: z.object({ date: day }), query: nothing },
  responses: file('text/calendar', 'A calendar of one entry'),
});

const feed = createRoute({
  method: 'get',
  path: '/changes.atom',
  middleware: allow('read'),
  summary: 'What is new, corrected, withdrawn and answered, as a feed to follow',
  request: { query: nothing },
  responses: file('application/atom+xml', 'A feed'),
});

/**
 * What followers of the Board subscribe to. Anyone may read, and whoever does is sent the same:
 * nothing private is in it, whatever they might be shown elsewhere.
 */
export function followingRoutes(deps: Deps) {
  const { db, today } = deps;
  const home = deps.signIn.publicUrl;
  return router()
    .openapi(calendar, async (c) =>
      c.body(toCalendar(await entries(), home), 200, {
        'Content-Type': 'text/calendar; charset=utf-8',
      }),
    )
    .openapi(entry, async (c) => {
      const { date } = c.req.valid('param');
      const found = (await entries()).filter((one) => one.date === date);
      if (found.length === 0) throw refusal(404, `The Board has no meeting on ${date}`);
      return c.body(toCalendar(found, home), 200, {
        'Content-Type': 'text/calendar; charset=utf-8',
        'Content-Disposition': `attachment; filename="board-meeting-${date}.ics"`,
      });
    })
    .openapi(feed, async (c) => {
      const answered = (await listRequests(db, publicSight(deps.now()))).flatMap(
        ({ id, meeting, minute, text, answer }): AnsweredRequest[] =>
          answer && answer.on <= today()
            ? [
                {
                  id,
                  meeting,
                  minute,
                  text,
                  answer: { text: answer.text, on: answer.on },
                },
              ]
            : [],
      );
      const changes = publicChanges({
        figures: await readPublicFigures(deps, { allVersions: true }),
        metrics: await listMetrics(db),
        areas: await areaNames(db),
        homeArea,
        answered,
      });
      return c.body(toAtom(changes, '/api/v1/changes.atom'), 200, {
        'Content-Type': 'application/atom+xml; charset=utf-8',
      });
    });

  async function entries() {
    return calendarEntries(await listMeetings(db), await listCalendarChanges(db));
  }
}

/** The responses of a file in text that anyone may read. */
function file(type: string, description: string) {
  return {
    200: { description, content: { [type]: { schema: z.string() } } },
    400: { description: 'The request is not understood: problem details' },
    404: { description: 'There is no such thing here: problem details' },
  } as const;
}
