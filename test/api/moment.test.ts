import { afterAll, beforeAll, expect, test } from 'vitest';
import { earOf } from './listening.ts';
import { builtPages } from './product.ts';
import { type Office, openOffice } from './returning.ts';

/** Everything that the public may read a new figure in, as it is answered from memory. */
const everywhere = [
  '/metrics/children-in-care',
  '/api/v1/figures?metric=children-in-care',
  '/api/v1/figures.csv',
  '/api/v1/metrics/children-in-care/series',
  '/api/v1/metrics/children-in-care/series.csv',
  '/api/v1/changes.atom',
];

let office: Office;
beforeAll(async () => {
  office = await openOffice('PGlite', '2025-01-06T10:00:00Z', await builtPages());
  await office.product.listen();
});
afterAll(() => office.product.close());

test('a publication is in no page, reply, file or feed a second before, in each a second after, and told then', async () => {
  const read = async (path: string) => {
    const response = await office.product.root(path);
    expect([path, response.status]).toEqual([path, 200]);
    return response.text();
  };
  const before = new Map<string, string>();
  for (const path of everywhere) before.set(path, await read(path));
  await office.fill();
  await office.hand();
  expect((await office.publish('2025-01-06T10:20')).status).toBe(200);
  const ear = await earOf(
    office.product.root('/api/v1/events', { headers: { Accept: 'text/event-stream' } }),
  );

  office.clock.now = new Date('2025-01-06T10:19:59Z');
  // Twice: made, and from memory.
  for (const path of [...everywhere, ...everywhere]) {
    expect([path, await read(path)]).toEqual([path, before.get(path)]);
  }
  office.clock.now = new Date('2025-01-06T10:20:01Z');
  expect(await ear.happened()).toMatchObject({
    kind: 'figures published',
    at: '2025-01-06T10:20:00.000Z',
  });
  for (const path of everywhere) {
    const now = await read(path);
    expect([path, now === before.get(path)]).toEqual([path, false]);
    if (path !== '/api/v1/changes.atom') expect([path, now.includes('716')]).toEqual([path, true]);
  }
  await ear.stop();
});
