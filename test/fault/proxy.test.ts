import { type Connection, connect } from '@throughline/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { found, pathsOf } from '../api/crawl.ts';
import { createMarks, type Marked, markFigure, present } from '../api/marking.ts';
import { type Visitor, visitor } from '../api/people.ts';
import { createDatabase } from '../database.ts';
import { board } from '../postgres.ts';
import { type Product, startProduct } from '../server.ts';
import { type Front, startProxy } from './proxy.ts';

/** A metric of which the newest figure is exempt. */
const metric = 'children-in-residential-homes';
const marks = createMarks(1);
let connection: Connection;
let product: Product;
let proxy: Front;
let [clerk, other, chair]: [Visitor, Visitor, Visitor] = [] as never;
let screens: Marked['screens'];
let paths: string[];
const direct = new Map<string, { status: number; type: string | null; etag: string }>();

beforeAll(async () => {
  const databaseUrl = await createDatabase(board);
  connection = await connect({ databaseUrl });
  const { db } = connection;
  const at = new Date();
  [clerk, other, chair] = [
    await visitor(db, at, 'clerk'),
    await visitor(db, at, 'member'),
    await visitor(db, at, 'chair'),
  ];
  await markFigure(db, clerk, marks, at);
  product = await startProduct({ DATABASE_URL: databaseUrl });
  proxy = await startProxy(product.url, 3);
  for (const [index, who] of [clerk, other].entries()) {
    const note = { kind: 'note', words: marks.text('a note'), metric, area: 'E08000026' };
    const id = `00000000-0000-4000-8000-00000000000${index}`;
    const kept = await send(who, 'PUT', `/notes/${id}`, { ...note, category: 'Total' });
    expect(kept.status, await kept.text()).toBe(200);
  }
  screens = await present({ clerk, send }, chair);
  const marked = { chair, returns: ['FY2024-Q3'], notes: [], documents: [], screens };
  const root = (path: string) => fetch(product.url + path);
  // One of each kind is enough here: one metric, one meeting.
  paths = (await pathsOf({ root: async (path) => root(path) }, marked, false)).filter(
    (path) =>
      !/[?]|2023-|2025-|[.](docx|pptx)/.test(path) &&
      (!path.includes('/metrics/') || path.includes(metric)),
  );
}, 120_000);
afterAll(async () => {
  await proxy?.stop();
  await product?.stop();
  await connection?.close();
});

test('who may see it is sent what is private through the proxy as well', async () => {
  expect(paths.length).toBeGreaterThan(70);
  const url = proxy.urls[0] ?? '';
  const said = await text(`${url}/api/v1/metrics/${metric}/series`, clerk);
  expect(found([{ what: 'it', text: said }], marks)).toHaveLength(2);
  const room = await fetch(`${url}/api/v1/screens/${screens.code}`, {
    headers: { Authorization: `Bearer ${screens.inside}` },
  });
  expect(found([{ what: 'it', text: await room.text() }], marks)).toHaveLength(2);
});

test('after a member, with any method, range or spelling, anybody else is sent what anybody is', async () => {
  const url = proxy.urls[0] ?? '';
  for (const path of paths) {
    const known = { 'If-None-Match': (await anybody(path)).etag };
    await ask(url + path, clerk);
    await ask(url + path, clerk, { headers: known });
    await ask(url + path, clerk, { method: 'HEAD' });
    await ask(url + path, clerk, { headers: { Range: 'bytes=0-9' } });
    // The proxy takes these for the same address; the product is asked for each as it is written.
    await ask(url + path.replace(/[a-z](?=[^a-z]*$)/, (one) => hex(one)), clerk);
    await ask(`${url}${path}?`, clerk);
    await asAnybody(url, path);
    await ask(url + path, undefined, { headers: known });
    await asAnybody(url, path);
  }
}, 180_000);

test('after anybody, once what was kept must be asked for again, a member changes nothing of it', async () => {
  const url = proxy.urls[1] ?? '';
  for (const path of paths) await asAnybody(url, path);
  await new Promise((resolve) => setTimeout(resolve, 1100));
  let hits = 0;
  for (const path of paths) {
    await ask(url + path, clerk);
    await asAnybody(url, path);
    const again = await asAnybody(url, path);
    if (again.headers.get('X-Cache') === 'HIT') hits += 1;
  }
  // It keeps what it may: the pages and replies that are the same for all.
  expect(hits).toBeGreaterThan(20);
}, 180_000);

test('of two who are signed in neither is sent what is the other’s', async () => {
  const url = proxy.urls[2] ?? '';
  const own = (who: Visitor) => text(`${url}/api/v1/notes`, who);
  for (const [first, second] of [
    [clerk, other],
    [other, clerk],
  ] as const) {
    const [one, two] = [await own(first), await own(second)];
    expect(found([{ what: 'notes', text: one }], marks)).toHaveLength(1);
    expect(found([{ what: 'notes', text: two }], marks)).toHaveLength(1);
    expect(one).not.toBe(two);
  }
  for (const path of paths) {
    await ask(url + path, clerk);
    await ask(url + path, other);
    await asAnybody(url, path);
  }
  for (const token of [screens.inside, screens.outside, 'nothing']) {
    const headers = { Authorization: `Bearer ${token}` };
    await (await fetch(`${url}/api/v1/screens/${screens.code}`, { headers })).text();
    await asAnybody(url, `/api/v1/screens/${screens.code}`);
  }
}, 180_000);

test('nothing private is kept on the proxy’s disk', async () => {
  const kept = await proxy.kept();
  expect(kept.length).toBeGreaterThan(60);
  expect(found(kept, marks)).toEqual([]);
});

/** What somebody without a session is sent through the proxy: the same as without it. */
async function asAnybody(url: string, path: string) {
  const response = await ask(url + path, undefined);
  const said = Buffer.from(await response.clone().arrayBuffer()).toString('latin1');
  expect(found([{ what: path, text: said }], marks)).toEqual([]);
  expect(response.headers.get('Set-Cookie'), path).toBeNull();
  const { status, type } = await anybody(path);
  expect([response.status, response.headers.get('Content-Type')], path).toEqual([status, type]);
  return response;
}

/** How the product itself answers somebody without a session; asked once. */
async function anybody(path: string) {
  const known = direct.get(path);
  if (known !== undefined) return known;
  const { status, headers } = await ask(product.url + path, undefined);
  const answer = { status, type: headers.get('Content-Type'), etag: headers.get('ETag') ?? '""' };
  direct.set(path, answer);
  return answer;
}

async function ask(url: string, who: Visitor | undefined, init: RequestInit = {}) {
  const cookie = who && { Cookie: who.headers['Cookie'] ?? '' };
  const response = await fetch(url, {
    ...init,
    redirect: 'manual',
    // Uncompressed, so that what is kept on the disk can be read there.
    headers: {
      'Accept-Encoding': 'identity',
      ...cookie,
      ...(init.headers as Record<string, string> | undefined),
    },
  });
  await response.clone().arrayBuffer();
  return response;
}

async function text(url: string, who: Visitor | undefined): Promise<string> {
  return (await ask(url, who)).text();
}

function send(
  who: Visitor | undefined,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${product.url}/api/v1${path}`, {
    method,
    headers: { ...who?.headers, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

function hex(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16)}`;
}
