import { createApp } from '@throughline/api';
import { agreedClock, type Clock } from '@throughline/api/clock';
import { listAudit, verifyAudit } from '@throughline/db';
import { londonDay } from '@throughline/domain/london';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Office, openOffice } from '../api/returning.ts';

const log = pino({ level: 'silent' });
const fiveMinutes = 5 * 60_000;
const path = '/metrics/children-in-care/series';

/** Whose clocks are five minutes fast and five minutes slow; both on one database. */
let office: Office;
let slow: ReturnType<typeof createApp>['app'];
let warned: object[];

beforeAll(async () => {
  warned = [];
  const warning = { warn: (about: object) => void warned.push(about) };
  let fast: Clock | undefined;
  const now = () => fast?.now() ?? new Date();
  const started = await openOffice('PostgreSQL', new Date().toISOString(), undefined, {
    now,
    today: () => londonDay(now()),
  });
  const { db } = started.product;
  fast = await agreedClock(db, warning, () => Date.now() + fiveMinutes);
  const other = await agreedClock(db, warning, () => Date.now() - fiveMinutes);
  slow = createApp({
    db,
    log,
    now: other.now,
    today: () => londonDay(other.now()),
    signIn: { linksOnPages: true, proxies: 0 },
  }).app;
  office = started;
});
afterAll(() => office.product.close());

test('a clock that is five minutes off is told of and not gone by', () => {
  expect(warned).toEqual([{ seconds: 300 }, { seconds: -300 }]);
});

test('what is published on an instance whose clock is fast is public at once where it is slow', async () => {
  await office.fill();
  await office.hand();
  expect(await readAtSlow()).not.toContain('"716"');
  expect((await office.publish()).status).toBe(200);
  expect(await readAtSlow()).toContain('"716"');

  // And what is taken away there is gone here.
  const withdrawing = {
    figure: { metric: 'children-in-care', period: '2024-12' },
    reason: 'Test.',
  };
  const withdrawn = await slow.request('/api/v1/withdrawals', {
    method: 'POST',
    headers: office.clerk.headers,
    body: JSON.stringify(withdrawing),
  });
  expect(withdrawn.status).toBe(200);
  expect(await (await office.product.request(path)).text()).not.toContain('"716"');
});

test('the audit of both is one chain in the order of time', async () => {
  const { db } = office.product;
  expect((await verifyAudit(listAudit(db), [])).faults).toEqual([]);
  const times: number[] = [];
  for await (const { at } of listAudit(db)) times.push(at.getTime());
  expect(times.length).toBeGreaterThan(5);
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? time));
  expect(Math.min(...gaps)).toBeGreaterThan(-1000);
});

test('a clock that is put right is gone by again, and a slow answer says nothing of it', async () => {
  const { db } = office.product;
  let off = fiveMinutes;
  const clock = await agreedClock(db, log, () => Date.now() + off);
  off = 0;
  await clock.compare();
  expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(100);
  let asked = 0;
  // Each look at this clock is five minutes after the one before.
  const late = await agreedClock(db, log, () => Date.now() + fiveMinutes * asked++);
  asked = 0;
  expect(Math.abs(late.now().getTime() - Date.now())).toBeLessThan(100);
});

async function readAtSlow(): Promise<string> {
  const response = await slow.request(`/api/v1${path}`);
  return response.text();
}
