import { expect, test } from 'vitest';
import { createDatabase } from '../database.ts';
import { rollUnderLoad } from './rolling.ts';

/** `node test/run.js test/fault/roll.ts` does it fifty times. */
test('two instances are restarted in turns and every reader is answered', async () => {
  const rolled = await rollUnderLoad(await createDatabase('template0'), {
    restarts: 3,
    perSecond: 20,
  });

  expect(rolled.failed).toEqual([]);
  expect(rolled.restarts).toBe(3);
  expect(rolled.requests).toBeGreaterThan(20);
}, 120_000);
