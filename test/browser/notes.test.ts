import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, sidewaysScroll, violations } from '../browser.ts';
import { tabThrough } from './keyboard.ts';
import { type SignedProduct, signIn, startSigned } from './signed.ts';

const metric = '/metrics/children-in-residential-homes';
let product: SignedProduct;
let browser: Browser;
let member: BrowserContext;
let page: Page;

beforeAll(async () => {
  [product, browser] = await Promise.all([startSigned('member'), launchBrowser()]);
  member = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await signIn(member, product, 'member');
  page = await member.newPage();
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

test('somebody who has not signed in is sent nothing of notes', async () => {
  const context = await browser.newContext();
  const reader = await context.newPage();
  const asked: string[] = [];
  reader.on('request', (request) => asked.push(request.url()));
  await reader.goto(product.url + metric, { waitUntil: 'networkidle' });
  expect(await reader.locator('#own-notes').count()).toBe(0);
  expect(await (await fetch(product.url + metric)).text()).not.toMatch(/own-notes|MetricNotes/);
  expect(asked.filter((url) => /notes/i.test(url))).toEqual([]);
  await context.close();
});

test('a member keeps a question on a figure, by keyboard, and finds it again', async () => {
  await page.goto(product.url + metric, { waitUntil: 'networkidle' });
  const html = await (await page.request.get(product.url + metric)).text();
  expect(html).not.toContain('own-notes');

  await page.getByLabel('A question to ask').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.type('What did the most costly place cost?');
  await page.keyboard.press('Tab');
  await page.keyboard.type('September 2023');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const kept = page.getByRole('listitem').filter({ hasText: 'most costly place' });
  await kept.waitFor();
  expect(await kept.textContent()).toContain('Question on September 2023');
  expect(await page.locator('textarea').first().inputValue()).toBe('');

  await page.goto(`${product.url}/notes`, { waitUntil: 'networkidle' });
  expect(await page.locator('main').textContent()).toContain('most costly place');
});

test('a deleted note is gone, and undo brings it back with the keyboard where it was', async () => {
  await page.getByRole('button', { name: 'Delete this question' }).press('Enter');
  const undo = page.getByRole('button', { name: 'Undo the deletion' });
  await undo.waitFor();
  expect(await undo.evaluate((button) => button === document.activeElement)).toBe(true);
  const read = async () => (await page.request.get(`${product.url}/api/v1/notes`)).json();
  expect(await read()).toEqual({ notes: [] });
  await page.keyboard.press('Enter');
  await page.getByText('What did the most costly place cost?').waitFor();
  expect((await read()).notes).toHaveLength(1);
});

test('a note is changed in its place', async () => {
  await page.getByRole('button', { name: 'Change this question' }).click();
  await page.locator('textarea').fill('What did it cost in a week?');
  await page.getByRole('button', { name: 'Keep the change' }).click();
  await page.getByText('What did it cost in a week?').waitFor();
  expect(await page.locator('textarea').count()).toBe(0);
});

test.each(['/notes', metric])('%s with notes is accessible at every width', async (path) => {
  for (const width of [320, 390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(product.url + path, { waitUntil: 'networkidle' });
    expect(await violations(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
  }
  await page.emulateMedia({ forcedColors: 'active' });
  expect(await violations(page)).toEqual([]);
  await page.emulateMedia({ forcedColors: null });
  const { unreached, unmarked } = await tabThrough(page);
  expect(unreached).toEqual([]);
  expect(unmarked).toEqual([]);
});

test('the notes are on paper without their buttons', async () => {
  await page.goto(`${product.url}/notes`, { waitUntil: 'networkidle' });
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByText('What did it cost in a week?').isVisible()).toBe(true);
  expect(await page.getByRole('button', { name: 'Delete this question' }).isVisible()).toBe(false);
  await page.emulateMedia({ media: null });
});

test('whoever is not signed in is told to on the page of notes', async () => {
  const reply = await fetch(`${product.url}/notes`);
  expect(reply.status).toBe(401);
  expect(await reply.text()).toContain('Sign in first');
});
