import { createRoute, z } from '@hono/zod-openapi';
import { appendAudit } from '@throughline/db';
import { allow } from '../access.ts';
import { auditCsv } from '../answer/audit.ts';
import { nothing, router } from '../ask.ts';
import type { Deps } from '../deps.ts';
import { askingPerson } from '../session.ts';

const read = createRoute({
  method: 'get',
  path: '/audit.csv',
  middleware: allow('export audit'),
  summary: 'The whole audit record, for the monitoring officer',
  request: { query: nothing },
  responses: {
    200: { description: 'Every entry', content: { 'text/csv': { schema: z.string() } } },
  },
});

/** The audit record. For administrators; that it was read is in it. */
export function auditRoutes({ db, now }: Deps) {
  return router().openapi(read, async (c) => {
    const actor = await askingPerson(c);
    await appendAudit(db, { at: now(), actor, kind: 'export made', about: 'the audit record' });
    return c.body(await auditCsv(db), 200, {
      'Content-Type': 'text/csv; charset=utf-8; header=present',
      'Content-Disposition': 'attachment; filename="throughline-audit.csv"',
    });
  });
}
