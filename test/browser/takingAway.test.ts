import type { ReturnPage } from '@throughline/api/wire/return';
import type { Role } from '@throughline/domain/access';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { calm, filled, quarter } from '../api/returning.ts';
import { launchBrowser, sidewaysScroll, violations } from '../browser.ts';
import { type SignedProduct, signIn, startSigned } from './signed.ts';

let product: SignedProduct;
let browser: Browser;
let anyone: Page;
let officer: Page;
let approver: Page;
let clerk: Page;

beforeAll(async () => {
  [product, browser] = await Promise.all([
    startSigned('officer', 'approver', 'clerk'),
    launchBrowser(),
  ]);
  [anyone, officer, approver, clerk] = await Promise.all([
    pageOf(),
    pageOf('officer'),
    pageOf('approver'),
    pageOf('clerk'),
  ]);
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

/** A page in a browser of its own, of somebody signed in or of anyone. */
async function pageOf(role?: Role): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  if (role) await signIn(context, product, role);
  return context.newPage();
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(product.url + path, { waitUntil: 'networkidle' });
}

/** What can be read on a page. */
const words = (page: Page) => page.locator('main').textContent();

/** Every page and file of the public that the children in care of September 2024 are on. */
const whereItStands = [
  '/metrics/children-in-care',
  '/metrics/children-in-care?view=table',
  '/',
  '/meetings/2024-11-28',
  '/meetings/2024-11-28/brief',
  '/documents/homes-for-children-in-care-2024-11-28',
  '/api/v1/metrics/children-in-care/series',
  '/api/v1/figures.csv',
];

/** Where of all that a figure can be read. */
async function readsIt(figure: RegExp): Promise<string[]> {
  const texts = await Promise.all(
    whereItStands.map(async (path) => (await fetch(product.url + path)).text()),
  );
  return whereItStands.filter((_, at) => figure.test(texts[at] ?? ''));
}

/** A screen fits on the narrowest phone. */
async function fits(page: Page): Promise<void> {
  await page.setViewportSize({ width: 320, height: 900 });
  expect(await sidewaysScroll(page)).toBe(0);
  await page.setViewportSize({ width: 1280, height: 900 });
}

test('an officer makes a published figure private, told at the field of the words that are missing', async () => {
  await open(anyone, '/metrics/children-in-care');
  await open(officer, '/metrics/children-in-care');
  await officer.getByRole('link', { name: 'Correct a figure' }).click();
  await officer.getByLabel('Which figure').selectOption({ label: 'September 2024: 720' });
  await officer.getByLabel('What to do').selectOption('exempt');
  await officer.getByLabel('Paragraph of Schedule 12A').selectOption('2');
  await officer.getByRole('button', { name: 'Make it private at once' }).click();

  const interest = officer.getByLabel('Why the public interest is in its staying private');
  await officer.getByRole('alert').getByText('Say why the public interest').waitFor();
  expect(await interest.getAttribute('aria-invalid')).toBe('true');
  expect(await violations(officer)).toEqual([]);
  await fits(officer);
  await interest.fill('One family could be known from it.');
  await officer.getByRole('button', { name: 'Make it private at once' }).click();
  await officer.getByText('The figure is private.').waitFor();
});

test('an open page of the public shows a marked gap with the paragraph, and the number is nowhere', async () => {
  await anyone.getByText('exempt by paragraph 2 of Schedule 12A').first().waitFor();
  expect(await words(anyone)).not.toMatch(/\b720\b|One family/);
  expect(await anyone.getByRole('row', { name: /September 2024/ }).textContent()).toContain('[x]');
  expect(await readsIt(/\b720\b|One family/)).toEqual([]);
  await fits(anyone);

  await open(officer, '/metrics/children-in-care?view=table');
  const row = officer.getByRole('row', { name: /September 2024/ });
  expect(await row.textContent()).toMatch(/720.*Not public: exempt by paragraph 2/);
});

test('an approver releases it with a reason, and it is shown again', async () => {
  await open(approver, '/approvals');
  const held = approver.getByRole('region', { name: 'Private figures' });
  await held.getByText(/paragraph 2 of Schedule 12A: One family.* by First officer/).waitFor();
  await held.getByText('Make it public', { exact: false }).first().click();
  await held.getByRole('button', { name: 'Make it public at once' }).click();
  await held.getByRole('alert').getByText('Say why it becomes public').waitFor();
  expect(await violations(approver)).toEqual([]);
  await fits(approver);
  await held.getByLabel('Why, for the public').fill('The plan has printed it since.');
  await held.getByRole('button', { name: 'Make it public at once' }).click();
  await held.getByText('Children in care, September 2024: the figure is public.').waitFor();
  await held.getByText('No figure is private.').waitFor();

  await anyone
    .getByText(/\b720\b/)
    .first()
    .waitFor();
  expect(await readsIt(/\b720\b/)).toEqual(whereItStands);
});

test('a clerk withdraws a part: at once it is a gap with its reason, and the total that would tell it too', async () => {
  const page = '/metrics/agency-cover?view=table';
  await open(anyone, page);
  const parts = anyone.getByRole('region', { name: 'Agency cover, parts' });
  const part = parts.getByRole('row', { name: /^Advanced Social Worker/ });
  expect(await part.textContent()).toMatch(/105$/);

  await open(clerk, '/metrics/agency-cover/correct');
  await clerk
    .getByLabel('Which figure')
    .selectOption({ label: 'October 2024, Advanced Social Worker: 5' });
  await clerk.getByLabel('What to do').selectOption('withdraw');
  await clerk.getByRole('button', { name: 'Withdraw it at once' }).click();
  await clerk.getByRole('alert').getByText('Say why it is withdrawn').waitFor();
  await fits(clerk);
  await clerk.getByLabel('Why, for the public').fill('One team was counted twice.');
  await clerk.getByRole('button', { name: 'Withdraw it at once' }).click();
  await clerk.getByText('The figure is withdrawn.').waitFor();

  await anyone.goto(product.url + page, { waitUntil: 'networkidle' });
  expect(await part.textContent()).toMatch(/10\[x\]/);
  await parts.getByText(/Social Worker, October 2024: Withdrawn on .*: One team was/).waitFor();
  const total = anyone.getByRole('row', { name: /^October 2024/ });
  expect(await total.textContent()).toMatch(/\[x\].*could be worked out from it/);
  await fits(anyone);
});

test('a return is approved for a later moment, says when, and is called off before it', async () => {
  await sendReturn();
  await open(approver, `/approvals/${quarter}`);
  for (const tick of await approver.locator('input[name="acknowledged"]').all()) await tick.check();
  await approver.getByLabel('At a time, by the clock in Coventry').check();
  await approver.getByLabel('Day and time in Coventry').fill('2019-01-08T09:00');
  await approver.getByRole('button', { name: 'Publish', exact: true }).click();
  await approver
    .getByRole('alert')
    .getByText(/This time is past/)
    .waitFor();
  await approver.getByLabel('Day and time in Coventry').fill('2031-01-08T09:00');
  await approver.getByRole('button', { name: 'Publish', exact: true }).click();
  await approver.getByText(/Becomes public on 8 January 2031 at 09:00/).waitFor();
  await fits(approver);
  await open(officer, `/returns/${quarter}`);
  await officer.getByText(/It becomes public on 8 January 2031 at 09:00/).waitFor();
  expect(await readsIt(/\b716\b/)).toEqual([]);

  const callOff = approver.getByRole('region', { name: 'Call it off' });
  await callOff.getByLabel('Why, for the officers').fill('The service has counted again.');
  await callOff.getByRole('button', { name: 'Call it off' }).click();
  await approver.getByText(/This return is withdrawn/).waitFor();
  await officer.reload({ waitUntil: 'networkidle' });
  await officer.getByText(/The service has counted again/).waitFor();
  await officer.getByRole('button', { name: 'Open it again' }).click();
  await officer.getByText('16 of 22 figures entered').waitFor();
  expect(await officer.locator('#box-15').inputValue()).toBe('716');
});

/** Fills and sends the return of the seeded quarter; `entering.test.ts` does so by its screen. */
async function sendReturn(): Promise<void> {
  const { headers } = product.people.get('officer') ?? {};
  const ask = async (method: string, path: string, body?: object): Promise<ReturnPage> => {
    const url = `${product.url}/api/v1/returns/${quarter}${path}`;
    const init = body && { body: JSON.stringify(body) };
    const response = await fetch(url, { method, ...(headers && { headers }), ...init });
    expect(response.status, path).toBe(200);
    return response.json();
  };
  const boxes = Object.entries(calm).map(([position, typed]) => ({
    position: Number(position),
    revision: 0,
    content: filled({ ...(typed && { typed }) }),
  }));
  const { boxes: saved } = await ask('POST', '/boxes', { boxes });
  const answered = saved.flatMap(({ position, revision, content, findings }) => {
    const questions = findings.flatMap(({ question }) => question ?? []);
    const answers = questions.map((question) => ({ question, reason: 'It was counted twice.' }));
    return answers.length > 0 ? [{ position, revision, content: { ...content, answers } }] : [];
  });
  await ask('POST', '/boxes', { boxes: answered });
  const { changes } = await ask('GET', '');
  await ask('POST', '/submit', { seen: changes });
}
