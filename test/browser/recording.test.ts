import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, sidewaysScroll, violations } from '../browser.ts';
import { type SignedProduct, signIn, startSigned } from './signed.ts';

let product: SignedProduct;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [product, browser] = await Promise.all([startSigned('clerk'), launchBrowser()]);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await signIn(context, product, 'clerk');
  page = await context.newPage();
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

test('the clerk records what the meeting of 28 November 2024 asked for', async () => {
  await open('/meetings/2024-11-28');
  await page.getByRole('link', { name: 'Record what it decided' }).click();
  await page.getByText('Nothing is recorded of this meeting yet.').waitFor();
  await sound('record');
  const form = page.getByRole('region', { name: 'Record what it asked for' });
  await form.getByRole('button', { name: 'Record the request' }).click();
  await form.getByRole('alert').getByText('Say what it is').waitFor();
  await form.getByLabel('What the Board asked for').fill('The cost of agency staff by grade.');
  await form.getByLabel('Agency cover', { exact: true }).check();
  await form.getByRole('button', { name: 'Record the request' }).click();
  await form.getByText('anyone can read it').first().waitFor();

  await open('/metrics/agency-cover');
  await page.getByText('The cost of agency staff by grade.').waitFor();
});

test('the staff sickness of 17 October 2024 is closed with its answer, and says so everywhere', async () => {
  await open('/requests/overdue');
  const item = page.getByRole('listitem').filter({ hasText: 'Staff sickness levels' });
  await item.getByRole('link', { name: 'Close it' }).click();
  await page.getByRole('heading', { name: /Staff sickness levels/ }).waitFor();
  await sound('decision');
  const form = page.getByRole('region', { name: 'Close the request' });
  await form.getByRole('button', { name: 'Close the request' }).click();
  const summary = form.getByRole('alert');
  await summary.getByText('not closed without its answer or a reason').waitFor();
  await form.getByLabel('The answer').fill('Told in words; no figure was given.');
  await form.getByLabel('Meeting it was told to').selectOption('2024-11-28');
  await form.getByRole('button', { name: 'Close the request' }).click();
  await page.getByText('Answered on 28 November 2024: Told in words').first().waitFor();

  await open('/requests/answered');
  await page.getByText('Told in words; no figure was given.').waitFor();
  await open('/metrics/staff-sickness');
  await page.getByText('Told in words; no figure was given.').waitFor();
});

test('an item of the work programme is moved, and anyone can read why', async () => {
  await open('/work-programme');
  const item = page.getByRole('listitem').filter({ hasText: 'LGA Peer Challenge' }).first();
  await item.locator('summary', { hasText: 'or take it off' }).click();
  await sound('programme');
  await item.getByLabel('Where it goes').selectOption('2025-02-13');
  await item.getByLabel('Why').fill('The report is not published yet.');
  await item.getByRole('button', { name: 'Move it' }).click();
  await page.getByText('Moved to 13 February 2025: The report is not published yet.').waitFor();
  await page.getByText('Moved here from 16 January 2025.').waitFor();
});

async function open(path: string): Promise<void> {
  await page.goto(product.url + path, { waitUntil: 'networkidle' });
}

/** A screen for the clerk is accessible, and fits on the narrowest phone. */
async function sound(name: string): Promise<void> {
  expect(await violations(page), name).toEqual([]);
  for (const width of [320, 390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await sidewaysScroll(page), `${name} at ${width}`).toBe(0);
  }
}
