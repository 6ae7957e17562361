import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startProduct } from '../server.ts';

/** A day ahead of London, half an hour beside every other, and London itself. */
const zones = ['UTC', 'Pacific/Kiritimati', 'America/St_Johns', 'Europe/London'];

const paths = [
  '/',
  '/api/v1/picture',
  '/api/v1/figures.csv',
  '/api/v1/meetings.ics',
  '/api/v1/changes.atom',
  '/api/v1/requests',
  '/meetings/2024-11-28',
  '/meetings/2024-11-28/brief',
  '/metrics/children-in-care',
];

let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'throughline-zones-'));
});
afterAll(() => rm(home, { recursive: true }));

test('wherever its computer believes to be, it says the same, to the byte', async () => {
  const said = new Map<string, Map<string, string>>();
  for (const TZ of zones) {
    const product = await startProduct({ DATA_DIR: home, TZ });
    const replies = new Map<string, string>();
    for (const path of paths) {
      const response = await fetch(product.url + path);
      expect(response.status, path).toBe(200);
      // Links carry the address, whose port is another at every start.
      replies.set(path, (await response.text()).replaceAll(product.url, ''));
    }
    await product.stop();
    said.set(TZ, replies);
  }

  for (const zone of zones) expect(said.get(zone), zone).toEqual(said.get('UTC'));
}, 120_000);
