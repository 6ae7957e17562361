import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase } from '../database.ts';
import { type Product, startProduct } from '../server.ts';
import { type Wire, wireTo } from './wire.ts';

let [wire, product, databaseUrl]: [Wire, Product, string] = [] as never;
beforeAll(async () => {
  databaseUrl = await createDatabase('template0');
  wire = await wireTo(databaseUrl);
  product = await startProduct({ DATABASE_URL: wire.url });
}, 60_000);
afterAll(async () => {
  await product.stop();
  await wire.close();
});

let asked = 0;
/** A question that was not asked before, so that no reply is ready. */
const anew = () => {
  asked += 1;
  const asAt = new Date(Date.UTC(2010, 0, asked)).toISOString().slice(0, 10);
  return fetch(`${product.url}/api/v1/figures?limit=1&as-at=${asAt}`);
};
const ready = async () => (await fetch(`${product.url}/readyz`)).status;

test('while the database is away every question has a problem, and all is well again by itself', async () => {
  expect([await ready(), (await anew()).status]).toEqual([200, 200]);
  for (let round = 0; round < 3; round++) {
    wire.set('cut');
    for (let question = 0; question < 10; question++) {
      const response = await anew();
      expect(response.status).toBe(503);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      expect(response.headers.get('retry-after')).toBe('5');
      expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
      const { detail } = await response.json();
      expect(detail).toBe('The record cannot be reached. Try again in a moment');
    }
    expect(await ready()).toBe(503);
    expect((await fetch(`${product.url}/healthz`)).status).toBe(200);
    wire.set('whole');
    expect(await untilReady()).toBeLessThan(3000);
    for (let question = 0; question < 10; question++) expect((await anew()).status).toBe(200);
  }
}, 60_000);

test('a page says in words that the record cannot be reached, with the same status', async () => {
  wire.set('cut');
  const response = await fetch(`${product.url}/metrics/children-in-care?as-at=2024-05-05`);
  const page = await response.text();
  wire.set('whole');
  expect(response.status).toBe(503);
  expect(page).toMatch(/<main/);
  expect(page).not.toMatch(/ECONN|postgres|at .*\.js:/);
  await untilReady();
});

test('a slow database is waited for', async () => {
  wire.set({ slow: 300 });
  expect((await anew()).status).toBe(200);
  expect(await ready()).toBe(200);
  wire.set('whole');
});

test('a database that says nothing: nothing is answered from before, which may be withdrawn by now', async () => {
  const path = `${product.url}/api/v1/meetings`;
  expect((await fetch(path)).status).toBe(200);
  wire.set('mute');
  await sleep(1100);
  const asked = fetch(path);
  expect(await ready()).toBe(503);
  wire.set('cut');
  expect((await asked).status).toBe(503);
  wire.set('whole');
  expect(await untilReady()).toBeLessThan(5000);
}, 30_000);

test('connections that the server ends are made anew, and a server that stops is waited for', async () => {
  const admin = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  for (let round = 0; round < 5; round++) {
    await anew();
    await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
    await untilReady();
    expect((await anew()).status).toBe(200);
  }
  await admin.end();
}, 30_000);

/** Until it says that it is ready, in milliseconds. */
async function untilReady(): Promise<number> {
  const began = performance.now();
  while ((await ready()) !== 200) {
    if (performance.now() - began > 20_000) throw new Error('It is not ready again');
    await sleep(50);
  }
  return performance.now() - began;
}
