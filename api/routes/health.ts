import { dataVersion } from '@throughline/db';
import { Hono } from 'hono';
import { allow } from '../access.ts';
import type { Deps } from '../deps.ts';

/** Whether the process lives, and whether it can answer. Anyone may ask. */
export function healthRoutes({ db, log, stopping }: Deps) {
  return new Hono()
    .get('/healthz', allow('read'), (c) =>
      c.json({ status: 'alive' }, 200, { 'Cache-Control': 'no-store' }),
    )
    .get('/readyz', allow('read'), async (c) => {
      if (stopping?.aborted) {
        return c.json({ status: 'stopping' }, 503, { 'Cache-Control': 'no-store' });
      }
      try {
        await inTime(dataVersion(db));
        return c.json({ status: 'ready' }, 200, { 'Cache-Control': 'no-store' });
      } catch (error) {
        log.warn(error, 'The database does not answer');
        return c.json({ status: 'not ready' }, 503, { 'Cache-Control': 'no-store' });
      }
    });
}

/** Whoever asks waits for no more than two seconds. */
function inTime<Answer>(answer: Promise<Answer>): Promise<Answer> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('There was no answer in two seconds')), 2000).unref();
  });
  return Promise.race([answer, late]);
}
