import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { asWordHtml, asWordText, paragraph42, paragraph94 } from '../domain/paste/workforceNote.ts';
import { type SignedProduct, signIn, startSigned } from './signed.ts';

const quarter = '/returns/FY2024-Q3';
/** Seconds a keystroke and a moment's thought take of an average typist: the Keystroke-Level Model. */
const [perKey, perThought] = [0.28, 1.35];

/** What the officer types into each of the 22 boxes. */
const figures = [
  ...['10', '2', '2', '1', '15'],
  ...['4', '4', '0', '1', '9'],
  ...['20', '12', '3', '35'],
  ...['716', '70', '118', '60', '41', '820 of 210', '44', '84'],
];

let product: SignedProduct;
let browser: Browser;
let office: BrowserContext;
let officer: Page;
let second: Page;
let approver: Page;
let keys = 0;

beforeAll(async () => {
  [product, browser] = await Promise.all([
    startSigned('officer', 'approver', 'administrator'),
    launchBrowser(),
  ]);
  office = await contextOf('officer');
  officer = await office.newPage();
  approver = await (await contextOf('approver')).newPage();
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

async function contextOf(role: 'officer' | 'approver' | 'administrator'): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await signIn(context, product, role);
  return context;
}

async function press(key: string): Promise<void> {
  keys += 1;
  await officer.keyboard.press(key);
}

async function type(text: string): Promise<void> {
  keys += text.length;
  await officer.keyboard.type(text);
}

/** Presses Tab until the given part has the keyboard. */
async function tabTo(selector: string): Promise<void> {
  const part = officer.locator(selector);
  for (let presses = 0; presses < 60; presses++) {
    if (await part.evaluate((each) => each === document.activeElement)) return;
    await press('Tab');
  }
  throw new Error(`The Tab key does not reach ${selector}`);
}

/** Pastes what Word puts on the clipboard where the keyboard is. */
async function pasteInto(page: Page, html: string, text: string): Promise<void> {
  await page.evaluate(
    (copied) => {
      const clipboardData = new DataTransfer();
      for (const [type, words] of Object.entries(copied)) clipboardData.setData(type, words);
      const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(paste);
    },
    { 'text/html': html, 'text/plain': text },
  );
}

/** The row of a pasted table whose heading begins so. */
const rowOf = (page: Page, heading: RegExp) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: heading }) });

const saved = (page: Page) => page.getByText(/^Saved \d/).waitFor();

test('an administrator makes a second officer on the page of people, whose link signs in once', async () => {
  const administrator = await (await contextOf('administrator')).newPage();
  await administrator.goto(`${product.url}/people`, { waitUntil: 'networkidle' });
  await administrator.getByLabel('Name, as others should see it').fill('Second officer');
  const add = administrator.getByRole('region', { name: 'Add a person' });
  await add.getByLabel('officer', { exact: true }).check();
  await add.getByRole('button', { name: 'Add and make their link' }).click();
  const link = await add.getByText(/#link=/).textContent();

  second = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await second.goto(link ?? '', { waitUntil: 'networkidle' });
  await second.getByRole('button', { name: 'Sign in' }).click();
  await second.getByRole('link', { name: 'Second officer' }).waitFor();
});

test('28 against 29 is asked about as soon as it is typed', async () => {
  await officer.goto(product.url + quarter, { waitUntil: 'networkidle' });
  await tabTo('#source');
  await type('HR system, 3 January 2025');
  await tabTo('#box-1');
  for (let box = 1; box < 6; box++) await press('ArrowDown');
  for (const figure of ['12', '12', '2', '3', '28']) {
    await type(figure);
    await press('Enter');
  }
  const asked = officer.locator('#check-10');
  await asked.getByText(/29/).waitFor({ timeout: 3_000 });
  expect(await asked.textContent()).toContain('The four roles add up to 29. Check the total.');
  expect(await officer.locator('#box-10').inputValue()).toBe('28');
});

test('Control and Z takes the last box back, and Escape what was just typed', async () => {
  await press('Control+Z');
  expect(await officer.locator('#box-10').inputValue()).toBe('');
  await type('99');
  await press('Escape');
  expect(await officer.locator('#box-10').inputValue()).toBe('');
  await saved(officer);
});

test('a reload in the middle of typing loses nothing that was a second old', async () => {
  await officer.keyboard.type('27');
  await saved(officer);
  await officer.reload({ waitUntil: 'networkidle' });
  expect(await officer.locator('#box-10').inputValue()).toBe('27');

  // Nobody answers: what is typed stays in the browser and is saved after.
  await office.route('**/api/v1/returns/**', (route) =>
    route.request().method() === 'GET' ? route.continue() : route.abort(),
  );
  await officer.locator('#box-10').fill('26');
  await officer.getByText(/kept in this browser/).waitFor();
  await officer.reload({ waitUntil: 'load' });
  await expect.poll(() => officer.locator('#box-10').inputValue()).toBe('26');
  await office.unroute('**/api/v1/returns/**');
  await officer.locator('#box-10').fill('25');
  await saved(officer);
});

test('two officers on one box choose; nothing is overwritten', async () => {
  await second.goto(product.url + quarter, { waitUntil: 'networkidle' });
  expect(await second.locator('#box-10').inputValue()).toBe('25');
  // The first has not seen what the second saves, as when their network is slow.
  await office.route('**/changes?*', (route) => route.abort());
  await second.locator('#box-15').fill('701');
  await saved(second);
  await officer.locator('#box-15').fill('702');
  const choice = officer.getByRole('alert').filter({ hasText: 'Second officer saved' });
  await choice.waitFor();
  expect(await choice.textContent()).toMatch(/701.*702/s);
  await choice.getByRole('button', { name: 'Save mine' }).click();
  await choice.waitFor({ state: 'detached' });
  await saved(officer);
  await office.unroute('**/changes?*');
  await second.reload({ waitUntil: 'networkidle' });
  expect(await second.locator('#box-15').inputValue()).toBe('702');
  await second.close();
});

test('both tables of the workforce note are read as Word copies them, and 28 against 29 is asked about', async () => {
  await officer.reload({ waitUntil: 'networkidle' });
  const began = performance.now();
  await officer.locator('#box-6').focus();
  await pasteInto(officer, asWordHtml(paragraph94, 1), asWordText(paragraph94));
  await officer.waitForURL(/\/paste$/);
  const total = rowOf(officer, /^Total/);
  await total.getByText(/29/).first().waitFor();
  expect(await total.textContent()).toMatch(/28.*29|29.*28/s);
  expect(await officer.getByText(/^refused/).count()).toBe(0);

  await officer.locator('#table').focus();
  await pasteInto(officer, asWordHtml(paragraph42, 2), asWordText(paragraph42));
  const other = rowOf(officer, /^G7 Social Worker/);
  await other.waitFor();
  expect(await other.textContent()).toMatch(/23.*22/s);
  // What is no number is refused with the reason, and nothing is filled by reading.
  expect(await officer.getByText(/refused/).count()).toBeGreaterThan(0);
  expect(performance.now() - began).toBeLessThan(60_000);
  await officer.goto(product.url + quarter, { waitUntil: 'networkidle' });
  expect(await officer.locator('#box-1').inputValue()).toBe('');
});

test('an officer ticks what the Board asked for beside the figure that answers it', async () => {
  const page = await office.newPage();
  await page.goto(product.url + quarter, { waitUntil: 'networkidle' });
  await page.locator('#box-20').press('F2');
  await page.getByRole('checkbox', { name: /17 October 2024, minute 45\(5\)/ }).check();
  await saved(page);
  await page.close();
});

test('all 22 figures are entered and sent by keyboard alone, within what five minutes allow', async () => {
  await officer.reload({ waitUntil: 'networkidle' });
  keys = 0;
  await tabTo('#source');
  await tabTo('#box-1');
  for (const figure of figures) {
    await type(figure);
    await press('Enter');
  }
  await saved(officer);
  for (const [at, figure] of figures.entries()) {
    expect(await officer.locator(`#box-${at + 1}`).inputValue()).toBe(figure);
  }
  // 60 special guardianship orders after 40: it asks why, one Tab from the box.
  for (let box = 22; box > 18; box--) await press('ArrowUp');
  await officer.locator('#check-18 input').waitFor();
  await press('Tab');
  await type('Ten families took part in a new programme.');
  await saved(officer);
  await tabTo('#send ~ form button');
  await press('Enter');
  await officer.getByText('This return is sent for approval.').waitFor();

  const seconds = keys * perKey + figures.length * 2 * perThought;
  expect(keys, `${keys} keystrokes`).toBeLessThan(250);
  expect(seconds).toBeLessThan(300);
});

test('a second person sees old, new and every warning with its answer, and publishes', async () => {
  await approver.goto(`${product.url}/approvals/FY2024-Q3`, { waitUntil: 'networkidle' });
  const row = approver.getByRole('row').filter({ hasText: 'Special guardianship' });
  expect(await row.textContent()).toMatch(/40.*60/s);
  expect(await approver.locator('main').textContent()).toContain('Ten families took part');
  await approver.getByText(/Answers what the Board asked on 17 October 2024/).waitFor();
  const publish = approver.getByRole('button', { name: 'Publish', exact: true });
  const warnings = approver.locator('input[name="acknowledged"]');
  expect(await warnings.count()).toBeGreaterThan(0);
  for (const warning of await warnings.all()) await warning.check();
  await publish.click();
  await approver.getByText(/This return is published/).waitFor();

  const open = await (await fetch(`${product.url}/metrics/children-in-care?view=table`)).text();
  expect(open).toContain('December 2024');
  expect(open).toContain('716');
  const asked = await (await fetch(`${product.url}/requests`)).text();
  expect(asked).toContain('Staff sickness, Q3 2024/25: the figure was published.');
});
