import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { type SignedProduct, signIn, startSigned } from './signed.ts';

let product: SignedProduct;
let browser: Browser;
let page: Page;
let approver: Page;

beforeAll(async () => {
  [product, browser] = await Promise.all([startSigned('clerk', 'approver'), launchBrowser()]);
  page = await pageOf('clerk');
  approver = await pageOf('approver');
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

async function pageOf(role: 'clerk' | 'approver'): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await signIn(context, product, role);
  return context.newPage();
}

test('a meeting without its day is told at the field and in the summary, and nothing is lost', async () => {
  await page.goto(`${product.url}/papers`, { waitUntil: 'networkidle' });
  const form = page.getByRole('region', { name: 'Add a meeting' });
  await form.getByLabel('Note').fill('In the council house.');
  await form.getByRole('button', { name: 'Add the meeting' }).click();

  const summary = form.getByRole('alert');
  await summary.getByText('Give the day of the meeting').waitFor();
  const day = form.getByLabel('Day', { exact: true });
  expect(await day.getAttribute('aria-invalid')).toBe('true');
  expect(await form.getByLabel('Note').inputValue()).toBe('In the council house.');
  expect(await summary.evaluate((each) => each === document.activeElement)).toBe(true);

  await day.fill('2025-06-12');
  await form.getByLabel('Time it starts').fill('10:00');
  await form.getByRole('button', { name: 'Add the meeting' }).click();
  await form.getByRole('link', { name: /Go on to the agenda of 12 June 2025/ }).click();
  await page.getByRole('heading', { name: 'Meeting of 12 June 2025' }).waitFor();
  expect(await page.getByText('No item is on the agenda yet.').count()).toBe(1);
});

test('an item in private names its paragraph before it is on the agenda', async () => {
  const form = page.getByRole('region', { name: 'Add an item' });
  await form.getByLabel('Title, as the public agenda prints it').fill('Homes: private report');
  await form.getByLabel('part 2: press and public excluded').check();
  await form.getByRole('button', { name: 'Add the item' }).click();
  await form.getByRole('alert').getByText('Say by which paragraph').waitFor();
  await form.getByLabel('the minute states no paragraph').check();
  await form.getByRole('button', { name: 'Add the item' }).click();
  await form.getByRole('alert').getByText('give the ground in words').waitFor();
  await form.getByLabel('The ground in words').fill('Contracts under negotiation.');
  await form.getByRole('button', { name: 'Add the item' }).click();
  const agenda = page.getByRole('region', { name: 'Agenda' });
  await agenda.getByText('Homes: private report').waitFor();
  const open = await (await fetch(`${product.url}/meetings/2025-06-12`)).text();
  expect(open).toContain('Homes: private report');
});

test('a document is added and is public', async () => {
  const form = page.getByRole('region', { name: 'Add a document' });
  await form.getByLabel('Title, as it is printed').fill('Children in care: an update');
  await form.getByLabel('The day it became public').fill('2025-06-04');
  await form.getByRole('button', { name: 'Add the document' }).click();
  await form.getByRole('link', { name: 'See it as the public does' }).waitFor();
  const address = `${product.url}/documents/children-in-care-an-update-2025-06-12`;
  expect((await fetch(address)).status).toBe(200);
});

test('the figures it prints are chosen in the words of the paper and entered in the grid', async () => {
  const papers = page.getByRole('region', { name: 'Papers of this meeting' });
  await papers.getByRole('button', { name: 'Enter its figures' }).click();
  const wanted = page.getByRole('region', { name: 'Which figures the paper prints' });
  await wanted.getByLabel('Metric').selectOption('children-in-care');
  await wanted.getByLabel('Periods').fill('Q1 of the year');
  await wanted.getByRole('button', { name: 'Add these boxes' }).click();
  await wanted.getByRole('alert').waitFor();
  expect(await wanted.getByLabel('Periods').inputValue()).toBe('Q1 of the year');
  await wanted.getByLabel('Periods').fill('November 2024; May 2025');
  await wanted.getByRole('button', { name: 'Add these boxes' }).click();
  await page.locator('#box-2').waitFor();

  for (const [box, figure] of [
    [1, '712'],
    [2, '705'],
  ] as const) {
    await page.locator(`#box-${box}`).fill(figure);
    await page.locator(`#box-${box}`).press('F2');
    const more = page.locator('td[colspan="7"]');
    await more.getByLabel('Where the paper prints it').fill(`paragraph 3.${box}`);
    await more.getByLabel('How it is printed').fill(`${figure} children`);
    await more.getByRole('button', { name: 'Back to the figures' }).click();
  }
  await page.getByRole('button', { name: 'Send for approval' }).click();
  await page.getByText('This return is sent for approval.').waitFor();
});

test('a second person publishes them, and each leads to its place in the paper', async () => {
  await approver.goto(`${product.url}/approvals`, { waitUntil: 'networkidle' });
  await approver.getByRole('link', { name: /Children in care: an update/ }).click();
  await approver.getByRole('heading', { name: 'Publish' }).waitFor();
  for (const tick of await approver.locator('input[name="acknowledged"]').all()) await tick.check();
  await approver.getByRole('button', { name: 'Publish', exact: true }).click();
  await approver.getByText(/This return is published/).waitFor();

  const address = `${product.url}/documents/children-in-care-an-update-2025-06-12`;
  const open = await (await fetch(address)).text();
  expect(open).toContain('712');
  expect(open).toContain('paragraph 3.2');
});

test('who may not add papers is told so', async () => {
  const reply = await approver.goto(`${product.url}/papers`, { waitUntil: 'networkidle' });
  expect(reply?.status()).toBe(200);
  expect(await approver.locator('main').textContent()).toContain('This page is not for you');
});
