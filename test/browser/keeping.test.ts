import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@throughline/db';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { found } from '../api/crawl.ts';
import { createMarks, markFigure, present } from '../api/marking.ts';
import { sessionCookie, type Visitor, visitor } from '../api/people.ts';
import { launchBrowser } from '../browser.ts';
import { type Product, startProduct } from '../server.ts';
import { keptReplies, untilKept } from './saved.ts';

const meeting = '/meetings/2024-11-28';
const metric = '/metrics/children-in-residential-homes';
const marks = createMarks(1);
let dataDir: string;
let product: Product;
let browser: Browser;
let [chair, clerk]: [Visitor, Visitor] = [] as never;
let screens: Awaited<ReturnType<typeof present>>;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'throughline-keeping-'));
  // The first start makes the data; only one process may hold them.
  await (await startProduct({ DATA_DIR: dataDir })).stop();
  const { db, close } = await connect({ dataDir });
  const at = new Date();
  [chair, clerk] = [await visitor(db, at, 'chair'), await visitor(db, at, 'clerk')];
  await markFigure(db, clerk, marks, at);
  await close();
  [product, browser] = await Promise.all([startProduct({ DATA_DIR: dataDir }), launchBrowser()]);
}, 240_000);
afterAll(async () => {
  await browser.close();
  await product.stop();
  await rm(dataDir, { recursive: true });
});

test('while the chair presents what is exempt, nothing of it reaches the public’s browser or stays in anyone’s', async () => {
  const sent: { what: string; text: string }[] = [];
  const outside = await pageOf();
  outside.on('response', async (response) => {
    const text = await response.text().catch(() => '');
    sent.push({ what: response.url(), text: JSON.stringify(response.headers()) + text });
  });
  await outside.goto(product.url + metric, { waitUntil: 'load' });
  await untilKept(outside, metric);

  screens = await present({ clerk, send }, chair);
  await outside.goto(`${product.url}/screen/${screens.code}`, { waitUntil: 'load' });
  await outside.getByText('Private session', { exact: true }).waitFor();

  const remote = await pageOf(chair);
  for (const path of [metric, meeting, '/', `${meeting}/brief/private`, '/present/2024-11-28']) {
    await remote.goto(product.url + path, { waitUntil: 'load' });
    if (path === metric) await untilKept(remote, metric);
  }
  await remote
    .getByText(/Private session/)
    .first()
    .waitFor();
  // It is there to be seen: else this would prove nothing.
  const shown = [{ what: 'the remote', text: (await remote.locator('main').textContent()) ?? '' }];
  expect(found(shown, marks)).not.toEqual([]);

  expect(sent.length).toBeGreaterThan(10);
  expect(found(sent, marks)).toEqual([]);
  for (const [who, page] of Object.entries({ outside, remote })) {
    const kept = await keptOn(page);
    expect(kept.length, who).toBeGreaterThan(1);
    expect(found(kept, marks), who).toEqual([]);
  }

  await remote.getByRole('button', { name: 'Return to public session' }).click();
  await remote
    .getByText(/^Public session/)
    .first()
    .waitFor();
  await expect
    .poll(async () => found([{ what: 'the remote', text: await remote.content() }], marks))
    .toEqual([]);
  expect(found(await keptOn(remote), marks)).toEqual([]);
}, 120_000);

/** Everything that a browser keeps of this site: replies, and what scripts have put by. */
async function keptOn(page: Page): Promise<{ what: string; text: string }[]> {
  const replies = await keptReplies(page);
  const rest = await page.evaluate(async () => {
    const databases = await Promise.all(
      (await indexedDB.databases()).map(
        ({ name = '' }) =>
          new Promise<string>((resolve, reject) => {
            const opening = indexedDB.open(name);
            opening.onerror = () => reject(opening.error);
            opening.onsuccess = () => {
              const { result } = opening;
              const stores = [...result.objectStoreNames];
              if (stores.length === 0) return resolve('');
              const transaction = result.transaction(stores);
              const all = stores.map((store) => transaction.objectStore(store).getAll());
              transaction.oncomplete = () =>
                resolve(JSON.stringify(all.map((request) => request.result)));
            };
          }),
      ),
    );
    return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, databases, document.cookie]);
  });
  return [
    ...replies.map(({ url, body }) => ({ what: url, text: body })),
    { what: 'what scripts have put by', text: rest },
  ];
}

async function pageOf(who?: Visitor): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const { hostname } = new URL(product.url);
  if (who) {
    const cookie = { name: sessionCookie, value: who.token, domain: hostname };
    await context.addCookies([{ ...cookie, path: '/', secure: true }]);
  }
  return context.newPage();
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
