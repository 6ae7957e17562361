import type { Point } from '@throughline/api/wire/figure';
import { expect, test } from 'vitest';
import { openOffice } from './returning.ts';

/** Summer time began on 30 March 2025 at 01:00 and ended on 26 October 2025, when 01:30 came twice. */
test.each([
  ['the first of the two half past ones', '2025-10-25T23:50:00Z', '2025-10-26T01:30', '00:30:00'],
  ['half past two, which came once', '2025-10-26T01:50:00Z', '2025-10-26T02:30', '02:30:00'],
  [
    'a minute to one, before the hour is left out',
    '2025-03-30T00:30:00Z',
    '2025-03-30T00:59',
    '00:59:00',
  ],
  ['two, after it was', '2025-03-30T00:50:00Z', '2025-03-30T02:00', '01:00:00'],
])('figures become public at %s', async (_, start, at, moment) => {
  const office = await openOffice('PGlite', start);
  await office.fill();
  await office.hand();
  expect((await office.publish(at)).status).toBe(200);
  const isPublic = async (now: Date) => {
    office.clock.now = now;
    const { points } = await office.product.json('/metrics/children-in-care/series');
    return points.some(({ period }: Point) => period === '2024-12');
  };
  const then = new Date(`${at.slice(0, 10)}T${moment}Z`).getTime();
  expect(await isPublic(new Date(then - 1000))).toBe(false);
  expect(await isPublic(new Date(then))).toBe(true);
  await office.product.close();
});

test('no figure becomes public at a time that no clock in Coventry shows', async () => {
  const office = await openOffice('PGlite', '2025-03-30T00:30:00Z');
  await office.fill();
  await office.hand();
  const refused = await office.publish('2025-03-30T01:30');
  expect([refused.status, await refused.text()]).toEqual([
    400,
    expect.stringContaining('No clock in Coventry shows 2025-03-30T01:30'),
  ]);
  await office.product.close();
});
