import { afterAll, beforeAll, expect, test } from 'vitest';
import { hear, startTwo, type Two, tellAll } from './hearing.ts';

let two: Two;
beforeAll(async () => {
  two = await startTwo();
});
afterAll(() => two.stop());

test('whatever is killed in between, everybody hears everything once and in its order', async () => {
  const heard = await hear(two, 120, 1);
  expect(heard.killed).toMatchObject({ instances: 1, streams: 6 });
  expect(heard.killed.doorbells).toBeGreaterThan(0);
  expect(heard).toMatchObject({ told: 120, missing: 0, twice: 0, outOfOrder: 0 });
  expect(heard.heard).toBe(2 * 120 + 4 * 60);
}, 120_000);

test('a hundred streams on two instances are told one thing', async () => {
  expect(await tellAll(two, 100)).toHaveLength(100);
}, 60_000);
