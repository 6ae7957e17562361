import { createRoute, z } from '@hono/zod-openapi';
import {
  listMeetings,
  listProgramme,
  listRequests,
  listResolutions,
  moveItem,
} from '@throughline/db';
import type { Day } from '@throughline/domain/period';
import type { Figure } from '@throughline/domain/series';
import { allow } from '../access.ts';
import { programmeFrom, toProgramme } from '../answer/workProgramme.ts';
import { answers, json, nothing, replies, router } from '../ask.ts';
import type { Deps } from '../deps.ts';
import { refusal } from '../problem.ts';
import { readFigures, sightOf } from '../reading.ts';
import { doing } from '../returning.ts';
import { day } from '../wire/figure.ts';
import { moveGiven, workProgramme } from '../wire/workProgramme.ts';

const read = createRoute({
  method: 'get',
  path: '/',
  middleware: allow('read'),
  summary: 'The Board’s work by meeting, with what was reported and resolved the last time',
  request: { query: nothing },
  responses: answers(workProgramme, 'The work programme'),
});

const move = createRoute({
  method: 'post',
  path: '/{date}/{position}/move',
  middleware: allow('plan work'),
  summary: 'Moves an item to another meeting, or takes it off, for a reason',
  request: {
    params: z.object({ date: day, position: z.coerce.number().int().min(1).max(9999) }),
    query: nothing,
    body: json(moveGiven),
  },
  responses: replies(workProgramme, 'The work programme with the move'),
});

/** The Board's work: anyone may read it, a clerk plans it. */
export function workProgrammeRoutes(deps: Deps) {
  const { db } = deps;
  return router()
    .openapi(read, async (c) => c.json(await programme(c), 200))
    .openapi(move, async (c) => {
      const { date, position } = c.req.valid('param');
      const { to, reason } = c.req.valid('json');
      const moved = await moveItem(
        db,
        { meeting: date, position },
        to,
        reason,
        await doing(c, deps),
      );
      if (moved === 'no such item') throw refusal(404, `There is no item ${position} on ${date}`);
      if ('problem' in moved) throw refusal(422, `to: ${moved.problem}`);
      return c.json(await programme(c), 200);
    });

  async function programme(c: Parameters<typeof readFigures>[0]) {
    const items = await listProgramme(db);
    const meetings = await listMeetings(db);
    const told = new Map<Day, Figure[]>();
    const from = programmeFrom(meetings, items);
    for (const date of new Set(from.flatMap(({ before }) => before.map((one) => one.meeting)))) {
      told.set(date, await readFigures(c, deps, { meeting: date, asAt: date }));
    }
    return toProgramme(from, {
      meetings,
      told,
      requests: await listRequests(db, await sightOf(c, deps)),
      resolutions: await listResolutions(db),
    });
  }
}
