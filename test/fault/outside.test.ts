import { mkdtemp, rm } from 'node:fs/promises';
import { connect as connectSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { connect } from '@throughline/db';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type Visitor, visitor } from '../api/people.ts';
import { migrations } from '../database.ts';
import { type Product, startProduct } from '../server.ts';

let product: Product;
let home: string;
let [officer, administrator]: Visitor[] = [];
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'throughline-outside-'));
  const { db, migrate, close } = await connect({
    dataDir: home,
    prepared: inject('preparedDatabase'),
  });
  await migrate(migrations);
  officer = await visitor(db, new Date(), 'officer');
  administrator = await visitor(db, new Date(), 'administrator');
  await close();
  product = await startProduct({
    DATA_DIR: home,
    LOG_LEVEL: 'info',
    METRICS_PORT: '0',
    SECURITY_CONTACT: 'https://council.example/security',
  });
}, 120_000);
afterAll(() => rm(home, { recursive: true }));

const ask = (path: string, init?: RequestInit) => fetch(product.url + path, init);

test('every reply has the headers of safety: errors, 304s, streams, files, and what is no HTTP', async () => {
  const etag = (await ask('/api/v1/meetings')).headers.get('etag') ?? '';
  const streaming = new AbortController();
  const replies: [number, Response][] = [
    [200, await ask('/')],
    [304, await ask('/api/v1/meetings', { headers: { 'If-None-Match': etag } })],
    [400, await ask('/api/v1/figures?limit=0')],
    [401, await ask('/api/v1/people')],
    [403, await ask('/api/v1/people', { headers: officer?.headers ?? {} })],
    [404, await ask('/nowhere')],
    [404, await ask('/api/v1/nowhere')],
    [404, await ask('/assets/nothing.js')],
    [404, await ask('/', { method: 'POST' })],
    [413, await ask('/api/v1/session', { method: 'POST', body: 'x'.repeat(20_000) })],
    [200, await ask('/favicon.svg')],
    [200, await ask('/healthz')],
    [200, await ask('/readyz')],
    [200, await ask('/api/v1/figures.csv', { method: 'HEAD' })],
    [200, await ask('/.well-known/security.txt')],
    [
      200,
      await ask('/api/v1/events?channels=record', {
        headers: { Accept: 'text/event-stream' },
        signal: streaming.signal,
      }),
    ],
  ];
  for (const [status, { url, status: found, headers }] of replies) {
    expect(found, url).toBe(status);
    expect(headers.get('content-security-policy'), url).toContain("default-src 'self'");
    expect(headers.get('x-content-type-options'), url).toBe('nosniff');
    expect(headers.get('referrer-policy'), url).toBe('same-origin');
    expect(headers.get('cross-origin-opener-policy'), url).toBe('same-origin');
    expect(headers.get('server') ?? headers.get('x-powered-by'), url).toBeNull();
  }
  streaming.abort();
  const broken = connectSocket(Number(new URL(product.url).port), '127.0.0.1');
  broken.end('\u0001 nonsense\r\n\r\n');
  const reply = await text(broken);
  expect(reply).toMatch(
    /^HTTP\/1\.1 400 Bad Request\r\n[\s\S]*Content-Security-Policy: default-src/,
  );
});

test('whoever watches it reads its meters where the public does not come', async () => {
  expect((await ask('/metrics')).status).toBe(404);
  const meters = `http://127.0.0.1:${await metersPort()}`;
  await ask('/api/v1/metrics/children-in-care/series');
  const read = await fetch(`${meters}/metrics`);
  expect(read.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  const lines = (await read.text()).split('\n');
  const route = '/api/v1/metrics/:id/series';
  expect(lines).toContainEqual(
    `throughline_http_requests_total{method="GET",route="${route}",status="200"} 1`,
  );
  expect(lines).toContain(`throughline_http_request_seconds_bucket{route="${route}",le="+Inf"} 1`);
  expect(lines).toContain('throughline_database_up 1');
  for (const name of [
    'event_loop_lag_seconds',
    'process_resident_memory_bytes',
    'ready_replies_total',
    'http_requests_underway',
    'database_connections{state="active"}',
  ]) {
    expect(
      lines.some((line) => line.startsWith(`throughline_${name} `)),
      name,
    ).toBe(true);
  }
  for (const line of lines.filter((one) => one !== '' && !one.startsWith('#'))) {
    expect(line).toMatch(/^throughline_\w+(\{\w+="[^"]*"(,\w+="[^"]*")*\})? -?[\d.e+-]+$/);
  }
  expect((await fetch(`${meters}/`)).status).toBe(404);
});

test('it says where a weakness is reported, for less than a year', async () => {
  const said = await (await ask('/.well-known/security.txt')).text();
  expect(said).toMatch(/^Contact: https:\/\/council\.example\/security\nExpires: (\S+)\n/);
  const expires = new Date(/Expires: (\S+)/.exec(said)?.[1] ?? 0).getTime() - Date.now();
  expect(expires).toBeGreaterThan(24 * 3600 * 1000);
  expect(expires).toBeLessThan(365 * 24 * 3600 * 1000);
});

test('the log has a line for each request and nothing of what was asked, shown or typed', async () => {
  const headers = officer?.headers ?? {};
  await ask('/sign-in?link=secret-in-a-link', { headers });
  await ask('/api/v1/figures?metric=children-in-care&cursor=secret-cursor');
  await ask('/api/v1/session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token: 'secret-token-of-a-link-0123456789abcdefghijk' }),
  });
  const made = await ask('/api/v1/people', {
    method: 'POST',
    headers: administrator?.headers ?? {},
    body: JSON.stringify({ name: 'Secretname', roles: ['member'] }),
  });
  expect(made.status).toBeLessThan(300);
  await ask('/api/v1/returns/FY2024-Q3/boxes/1', {
    method: 'PUT',
    headers: { ...headers, 'If-Match': '"0"' },
    body: JSON.stringify({ typed: { text: '987654' }, source: 'secret-source' }),
  });
  // A NUL is no text for the database: what it was given must not come into the log either.
  await ask('/api/v1/metrics/secret-id%00/series');

  const said = await product.stop();
  const lines = said.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
  const answered = lines.filter(({ msg }) => msg === 'answered');
  expect(answered.length).toBeGreaterThan(15);
  for (const line of answered) {
    expect(Object.keys(line).sort()).toEqual(
      ['hostname', 'level', 'method', 'ms', 'msg', 'pid', 'route', 'status', 'time'].sort(),
    );
  }
  expect(answered).toContainEqual(
    expect.objectContaining({ method: 'PUT', route: '/api/v1/returns/:id/boxes/:position' }),
  );
  const log = said.filter((line) => line.startsWith('{')).join('\n');
  for (const secret of [/secret/i, '987654', '__Host-', officer?.token ?? 'none']) {
    expect(log).not.toMatch(secret);
  }
}, 60_000);

/** The port that it printed at its start. */
async function metersPort(): Promise<string> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const line = product.said.find((one) => one.startsWith('Its meters are at port'));
    const port = /port (\d+)/.exec(line ?? '')?.[1];
    if (port !== undefined) return port;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('It does not say where its meters are');
}
