import { createRoute, z } from '@hono/zod-openapi';
import { endSession, listSessions } from '@throughline/db';
import { allow } from '../access.ts';
import { toOwnSession } from '../answer/person.ts';
import { answers, nothing, router } from '../ask.ts';
import type { Deps } from '../deps.ts';
import { refusal } from '../problem.ts';
import { askingPerson } from '../session.ts';
import { ownSessionList } from '../wire/person.ts';

const list = createRoute({
  method: 'get',
  path: '/',
  middleware: allow('see own sessions'),
  summary: 'Where one is signed in',
  request: { query: nothing },
  responses: answers(ownSessionList, 'One’s own sessions, the one last used first'),
});

const end = createRoute({
  method: 'delete',
  path: '/{id}',
  middleware: allow('see own sessions'),
  summary: 'Ends one of one’s own sessions',
  request: { params: z.object({ id: z.coerce.number().int() }) },
  responses: {
    204: { description: 'It has ended' },
    404: { description: 'One has no such session: problem details' },
  },
});

/** One's own sessions. For everyone who is signed in. */
export function sessionRoutes({ db, now }: Deps) {
  return router()
    .openapi(list, async (c) => {
      const { person, session } = await askingPerson(c);
      const sessions = await listSessions(db, person, now());
      return c.json({ sessions: sessions.map((one) => toOwnSession(one, session)) }, 200);
    })
    .openapi(end, async (c) => {
      const { person } = await askingPerson(c);
      const { id } = c.req.valid('param');
      if (!(await endSession(db, { person, session: id }, now()))) {
        throw refusal(404, 'You have no such session');
      }
      return c.body(null, 204);
    });
}
