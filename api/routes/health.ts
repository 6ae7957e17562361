import { dataVersion } from '@throughline/db';
import { Hono } from 'hono';
import type { Deps } from '../deps.ts';

/** Whether the process lives, and whether it can answer. Anyone may ask. */
export function healthRoutes({ db, log }: Deps) {
  return new Hono()
    .get('/healthz', (c) => c.json({ status: 'alive' }, 200, { 'Cache-Control': 'no-store' }))
    .get('/readyz', async (c) => {
      try {
        await dataVersion(db);
        return c.json({ status: 'ready' }, 200, { 'Cache-Control': 'no-store' });
      } catch (error) {
        log.warn(error, 'The database does not answer');
        return c.json({ status: 'not ready' }, 503, { 'Cache-Control': 'no-store' });
      }
    });
}
