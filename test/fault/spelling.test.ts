import { mkdtemp, rm } from 'node:fs/promises';
import { request as send } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { connect } from '@throughline/db';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type Visitor, visitor } from '../api/people.ts';
import { migrations } from '../database.ts';
import { type Product, startProduct } from '../server.ts';

let [home, product]: [string, Product] = [] as never;
let administrator: Visitor;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'throughline-spelling-'));
  const place = { dataDir: home, prepared: inject('preparedDatabase') };
  const { db, migrate, close } = await connect(place);
  await migrate(migrations);
  administrator = await visitor(db, new Date(), 'administrator', 'officer', 'approver');
  await close();
  product = await startProduct({ DATA_DIR: home });
}, 120_000);
afterAll(async () => {
  await product.stop();
  await rm(home, { recursive: true });
});

/** What nobody reads who is not signed in. */
const guarded = [
  '/api/v1/people',
  '/api/v1/audit.csv',
  '/api/v1/returns',
  '/api/v1/returns/FY2024-Q3',
  '/api/v1/returns/FY2024-Q3/proof',
  '/api/v1/exemptions',
  '/api/v1/proposals',
  '/api/v1/sessions',
];

/** Ways to write a path that some router somewhere took for another. */
const spellings: Record<string, (path: string) => string> = {
  'as it is': (path) => path,
  'in capitals': (path) => path.toUpperCase(),
  'with a capital': (path) => path.replace('/api', '/Api'),
  'with a slash at the end': (path) => `${path}/`,
  'with two slashes at the end': (path) => `${path}//`,
  'with a double slash before': (path) => `/${path}`,
  'with a double slash inside': (path) => path.replace('/v1/', '/v1//'),
  'with a dot segment': (path) => path.replace('/v1/', '/v1/./'),
  'with two dots': (path) => path.replace('/v1/', '/v1/x/../'),
  'with two dots encoded': (path) => path.replace('/v1/', '/v1/x/%2e%2e/'),
  'out of what is public': (path) => path.replace('/api', '/assets/../api'),
  'out of what is public, encoded': (path) => path.replace('/api', '/assets/..%2fapi'),
  'with a slash encoded': (path) => path.replace('/v1/', '/v1%2f'),
  'with a letter encoded': (path) => path.replace('/v1/', '/v%31/'),
  'with a letter encoded twice': (path) => path.replace('/v1/', '/v%2531/'),
  'with a backslash': (path) => path.replace('/v1/', '/v1\\'),
  'with a semicolon': (path) => `${path};a=b`,
  'with a NUL': (path) => `${path}%00`,
  'with a NUL and an ending': (path) => `${path}%00.js`,
  'with an ending of a file': (path) => `${path}.js`,
  'with a tab': (path) => `${path}%09`,
  'with a space': (path) => `${path}%20`,
  'with a question': (path) => `${path}?x=/assets/a.js`,
  'with a fragment encoded': (path) => `${path}%23`,
  'with a wide slash': (path) => path.replace('/v1/', '/v1%ef%bc%8f'),
  'as a whole address': (path) => `http://127.0.0.1${path}`,
};

/** Other ways to ask for it. */
const asked: Record<string, { method?: string; headers?: Record<string, string> }> = {
  plainly: {},
  'with HEAD': { method: 'HEAD' },
  'with a method overridden': { method: 'POST', headers: { 'X-HTTP-Method-Override': 'GET' } },
  'with another path in a header': { headers: { 'X-Original-URL': '/', 'X-Rewrite-URL': '/' } },
  'as from this machine': { headers: { 'X-Forwarded-For': '127.0.0.1', 'X-Real-IP': '127.0.0.1' } },
  'as another host': { headers: { Host: 'localhost', 'X-Forwarded-Host': 'localhost' } },
  'with somebody else’s cookie': { headers: { Cookie: '__Host-throughline=x; throughline=y' } },
};

test('no spelling of a guarded path, and no way to ask for it, lets anybody in', async () => {
  const marks = ['"people"', 'seq,at,actor', '"boxes"', 'First administrator', '"obstacles"'];
  let tried = 0;
  for (const path of guarded) {
    const open = await raw(path, { headers: administrator.headers });
    expect(open.status, `${path} for somebody with all rights`).not.toBe(401);
    for (const [spelling, spell] of Object.entries(spellings)) {
      for (const [way, init] of Object.entries(asked)) {
        if (way !== 'plainly' && tried % 5 !== 0 && spelling !== 'as it is') {
          tried += 1;
          continue;
        }
        tried += 1;
        const { status, body, headers } = await raw(spell(path), init);
        const name = `${path} ${spelling}, ${way}: ${status}`;
        expect(status, name).toBeLessThan(500);
        for (const mark of marks) expect(body, name).not.toContain(mark);
        if (status === 200) expect(headers['content-type'], name).toMatch(/^text\/html/);
      }
    }
  }
  expect(Object.keys(spellings).length).toBeGreaterThanOrEqual(24);
  expect(tried).toBeGreaterThan(1000);
}, 120_000);

test('who holds a session is asked from where it comes, whatever kind of content it says', async () => {
  const kinds = [
    'text/plain',
    'text/plain;application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json',
    'application/csp-report',
    'application/json; charset=utf-7',
    '',
  ];
  const { Cookie = '' } = administrator.headers;
  const body = JSON.stringify({ name: 'Somebody', roles: ['administrator'] });
  const before = (await raw('/api/v1/people', { headers: { Cookie } })).body;
  for (const kind of kinds) {
    for (const from of [
      { Origin: 'https://elsewhere.example', 'Sec-Fetch-Site': 'cross-site' },
      { Origin: 'null' },
      { 'Sec-Fetch-Site': 'same-site' },
      { Origin: `${product.url}.elsewhere.example` },
      { Referer: product.url },
    ]) {
      const headers = { Cookie, ...from, ...(kind && { 'Content-Type': kind }) };
      const { status } = await raw('/api/v1/people', { method: 'POST', headers, body });
      expect([403, 415], `${kind} ${JSON.stringify(from)}: ${status}`).toContain(status);
    }
  }
  expect((await raw('/api/v1/people', { headers: { Cookie } })).body).toBe(before);
});

test('a forged address opens no door that ten failed attempts have closed', async () => {
  const attempt = (n: number) =>
    raw('/api/v1/session', {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-Forwarded-For': `10.0.0.${n}`,
        Forwarded: `for=10.0.0.${n}`,
        'X-Real-IP': `10.0.0.${n}`,
        'CF-Connecting-IP': `10.0.0.${n}`,
      },
      body: JSON.stringify({ token: 'A'.repeat(43) }),
    });
  const statuses = [];
  for (let n = 1; n <= 12; n++) statuses.push((await attempt(n)).status);
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 403), 429, 429]);
});

/** Asks with a path exactly as it is written, which `fetch` would put right. */
async function raw(
  path: string,
  {
    method = 'GET',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: string },
) {
  const { port } = new URL(product.url);
  const asking = send({ host: '127.0.0.1', port, path, method, headers });
  const answered = new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
    asking.once('response', resolve);
    asking.once('error', reject);
  });
  asking.end(body);
  const response = await answered;
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: await text(response),
  };
}
