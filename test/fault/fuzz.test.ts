import { expect, test } from 'vitest';
import { openProduct } from '../api/product.ts';
import { fuzz } from './fuzzing.ts';
import { randomFrom } from './killing.ts';

/** `node test/run.js test/fault/fuzz.ts` asks ten thousand things, others each time. */
test('whatever is asked is answered without a fault of ours, and reading changes nothing', async () => {
  const product = await openProduct('PGlite');

  const { wrong, changedByReading, requests } = await fuzz(product, 400, randomFrom(3));

  expect(wrong).toEqual([]);
  expect(changedByReading).toEqual([]);
  expect(requests).toBe(400);
  await product.close();
}, 120_000);
