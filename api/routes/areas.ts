import { createRoute, z } from '@hono/zod-openapi';
import { heldAreas, listComparatorGroups } from '@throughline/db';
import { allow } from '../access.ts';
import { toComparatorGroup } from '../answer/comparing.ts';
import { answers, nothing, router } from '../ask.ts';
import type { Deps } from '../deps.ts';
import { refusal } from '../problem.ts';
import { areaList, groupList } from '../wire/registry.ts';

const list = createRoute({
  method: 'get',
  path: '/',
  middleware: allow('read'),
  summary: 'Every area that figures can be about',
  request: { query: nothing },
  responses: answers(areaList, 'Areas by name'),
});

const groups = createRoute({
  method: 'get',
  path: '/{code}/comparator-groups',
  middleware: allow('read'),
  summary: 'The groups an area is compared with, and from when each is in force',
  request: { params: z.object({ code: z.string() }), query: nothing },
  responses: answers(groupList, 'Groups, the earliest first'),
});

/** The areas held, and who each is compared with. Anyone may read. */
export function areaRoutes({ db }: Deps) {
  return router()
    .openapi(list, async (c) => {
      const areas = (await heldAreas(db)).map(({ code, name, level }) => ({ code, name, level }));
      return c.json({ areas: areas.sort((a, b) => a.name.localeCompare(b.name, 'en')) }, 200);
    })
    .openapi(groups, async (c) => {
      const { code } = c.req.valid('param');
      if (!(await heldAreas(db)).some((area) => area.code === code)) {
        throw refusal(404, `There is no area “${code}”`);
      }
      return c.json({ groups: (await listComparatorGroups(db, code)).map(toComparatorGroup) }, 200);
    });
}
