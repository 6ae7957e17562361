import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, sidewaysScroll, violations } from '../browser.ts';
import { keptPaths, keptReplies, read, untilKept } from './saved.ts';
import { type SignedProduct, signIn, startSigned } from './signed.ts';

const metric = '/metrics/children-in-residential-homes';
/** As the picture leads to it. */
const metricThen = `${metric}?as-at=2024-11-28`;
const meeting = '/meetings/2024-11-28';
let product: SignedProduct;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [product, browser] = await Promise.all([startSigned('member'), launchBrowser()]);
  context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

/** What a page says, but for the chart, which the app may have taken over or not yet. */
function said(): Promise<string[]> {
  return page.locator('main').locator('h1, h2, h3, td, th, dd').allTextContents();
}

test('pages that were read stay readable without a connection, and say from when they are', async () => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    const isCut = message.text().includes('ERR_INTERNET_DISCONNECTED');
    if (message.type() === 'error' && !isCut) complaints.push(message.text());
  });
  const texts = new Map<string, string[]>();
  for (const path of ['/', metricThen, meeting]) {
    await read(page, product.url + path);
    texts.set(path, await said());
    expect(await page.locator('.saved-notice').count()).toBe(0);
  }
  await context.setOffline(true);
  for (const path of texts.keys()) {
    await page.goto(product.url + path, { waitUntil: 'load' });
    expect(await page.locator('.saved-notice').textContent()).toMatch(
      /^Saved on \d{1,2} \w+ \d{4} at \d\d:\d\d; no connection\.$/,
    );
    expect(await said()).toEqual(texts.get(path));
  }
  expect(complaints).toEqual([]);
});

test.each([320, 1280])('a saved page is accessible at %d px', async (width) => {
  await page.setViewportSize({ width, height: 900 });
  expect(await violations(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
});

test('a link without a connection leads to the saved page, or to the list of those there are', async () => {
  await page.goto(product.url, { waitUntil: 'networkidle' });
  await page.locator(`a[href="${metricThen}"]`).first().click();
  await page.waitForURL(product.url + metricThen);
  expect(await page.locator('.saved-notice').count()).toBe(1);

  await page.goto(`${product.url}/meetings/2023-11-23`);
  expect(await page.locator('h1').textContent()).toBe('No connection');
  expect(await violations(page)).toEqual([]);
  const links = await page
    .locator('main a')
    .evaluateAll((all) => all.map((a) => a.getAttribute('href')));
  expect(links).toEqual([meeting, metricThen, '/']);
  await page.getByRole('link', { name: 'Meeting of 28 November 2024' }).click();
  expect(await page.locator('h1').textContent()).toContain('28 November 2024');
});

test('with the connection back the open page catches up by itself', async () => {
  await context.setOffline(false);
  await page.locator('.saved-notice').waitFor({ state: 'detached' });
  await page.reload({ waitUntil: 'load' });
  expect(await page.locator('.saved-notice').count()).toBe(0);
});

test('a page that was turned to without being loaded is kept too', async () => {
  await page.goto(`${product.url}/meetings`, { waitUntil: 'networkidle' });
  await page.getByRole('link', { name: '20 October 2022' }).first().click();
  await untilKept(page, '/meetings/2022-10-20');
});

test('only so many pages are kept, the latest', async () => {
  await page.evaluate(async () => {
    const [name = ''] = (await caches.keys()).filter((one) => one.endsWith('-pages'));
    const pages = await caches.open(name);
    const headers = { 'Saved-At': new Date().toISOString(), 'Cache-Control': 'public' };
    for (let one = 1; one <= 45; one++)
      await pages.put(`/metrics/${one}`, new Response('', { headers }));
  });
  await page.goto(product.url + metric);
  await expect.poll(() => keptPaths(page), { timeout: 20_000 }).toHaveLength(40);
  expect(await keptPaths(page)).toContain(metric);
  expect(await keptPaths(page)).not.toContain('/metrics/1');
});

test('a new build takes over what the one before kept, and clears up after it', async () => {
  const later = await browser.newContext();
  const tablet = await later.newPage();
  await tablet.goto(`${product.url}/robots.txt`);
  await tablet.evaluate(async (path) => {
    const headers = { 'Saved-At': '2026-11-01T10:00:00Z', 'Cache-Control': 'public' };
    const pages = await caches.open('throughline-earlier-pages');
    await pages.put(path, new Response('an earlier build', { headers }));
    await pages.put('/metrics/gone', new Response('a page that is no more', { headers }));
    await (await caches.open('throughline-earlier-assets')).put('/assets/x.js', new Response(''));
  }, metric);
  await read(tablet, product.url);
  const names = () => tablet.evaluate(async () => (await caches.keys()).join());
  await expect.poll(names).not.toContain('earlier');
  expect(await keptPaths(tablet)).toEqual(['/', metric]);
  const kept = await keptReplies(tablet);
  expect(kept.map(({ body }) => body).join()).not.toContain('an earlier build');
  await later.close();
});

test('nothing that was sent to a session is kept, and signing out takes the pages away', async () => {
  const signed = await browser.newContext();
  await signIn(signed, product, 'member');
  const reader = await signed.newPage();
  for (const path of ['/account', '/notes', '/']) {
    await reader.goto(product.url + path, { waitUntil: 'networkidle' });
  }
  await untilKept(reader, '/');
  // Now the worker sees every reply to the session.
  await read(reader, product.url + metric);
  await reader.getByText('A question to ask').waitFor();
  await reader.getByRole('textbox').fill('Seen by nobody else.');
  await reader.getByRole('button', { name: 'Keep it' }).click();
  await reader.getByRole('listitem').filter({ hasText: 'Seen by nobody else.' }).waitFor();
  await reader.getByRole('link', { name: 'Meetings' }).first().click();
  await untilKept(reader, '/meetings');

  const kept = await keptReplies(reader);
  expect(await keptPaths(reader)).toEqual(['/', '/meetings', metric]);
  for (const { url, cacheControl, body } of kept) {
    expect(cacheControl, url).toContain('public');
    expect(cacheControl, url).not.toMatch(/private|no-store/);
    expect(body, url).not.toMatch(/First member|Seen by nobody else/);
  }
  await reader.getByRole('button', { name: 'Sign out' }).click();
  await reader.getByRole('link', { name: 'Sign in' }).waitFor();
  expect(await keptPaths(reader)).not.toContain(metric);
  await signed.close();
});
