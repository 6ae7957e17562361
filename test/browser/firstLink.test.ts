import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { launchBrowser, sidewaysScroll, violations } from '../browser.ts';
import { type Product, startProduct } from '../server.ts';

let dataDir: string;
let product: Product;
let browser: Browser;
/** What the first start prints. */
let link: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'throughline-first-'));
  [product, browser] = await Promise.all([startProduct({ DATA_DIR: dataDir }), launchBrowser()]);
  // It is printed a moment after the address.
  link = await vi.waitFor(() => {
    const [only] = printed(product);
    if (only === undefined) throw new Error('No link is printed');
    return only;
  }, 20_000);
});
afterAll(async () => {
  await browser.close();
  await product.stop();
  await rm(dataDir, { recursive: true });
});

/** The sign-in links that a start has printed. */
function printed({ said }: Product): string[] {
  return said.flatMap(
    (line) => /Sign in as the first administrator.* (\S+#link=\S+)$/.exec(line)?.[1] ?? [],
  );
}

/** The link in a browser of its own. */
async function openLink(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 390, height: 900 } });
  const page = await context.newPage();
  await page.goto(link, { waitUntil: 'networkidle' });
  return page;
}

test('the link that the first start prints signs the first administrator in, and not by being opened', async () => {
  const page = await openLink();
  await page.getByText('Your link signs you in once, on this device.').waitFor();
  expect(await violations(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
  expect(await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).count()).toBe(1);
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: 'First administrator' }).click();
  await page.getByText('You are here as administrator.').waitFor();
  expect(page.url()).not.toContain('#link=');
  await page.getByRole('link', { name: 'People who may sign in' }).click();
  await page.getByRole('heading', { name: 'Add a person' }).waitFor();
});

test('the second time it is useless, and says what to do', async () => {
  const page = await openLink();
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await page
    .getByRole('alert')
    .getByText(/it was used already.*Ask for a new one/)
    .waitFor();
  expect(await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).count()).toBe(1);
  await page.goto(`${product.url}/people`, { waitUntil: 'networkidle' });
  expect(await page.locator('main').textContent()).not.toContain('Add a person');
});

test('no later start prints one', async () => {
  await product.stop();
  product = await startProduct({ DATA_DIR: dataDir });
  await fetch(`${product.url}/api/v1/session`);
  expect(printed(product)).toEqual([]);
});
