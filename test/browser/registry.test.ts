import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { type SignedProduct, signIn, startSigned } from './signed.ts';

let product: SignedProduct;
let browser: Browser;
let administrator: Page;
let approver: Page;

beforeAll(async () => {
  [product, browser] = await Promise.all([
    startSigned('administrator', 'approver'),
    launchBrowser(),
  ]);
  administrator = await pageOf('administrator');
  approver = await pageOf('approver');
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

async function pageOf(role: 'administrator' | 'approver'): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await signIn(context, product, role);
  return context.newPage();
}

test('an administrator proposes a target, told at the field of what is missing, and cannot decide it', async () => {
  await administrator.goto(`${product.url}/registry`, { waitUntil: 'networkidle' });
  await administrator.getByRole('link', { name: 'Agency cover', exact: false }).first().click();
  const form = administrator.getByRole('region', { name: 'Propose a change' });
  await form.getByLabel('What is aimed for').selectOption('maximum');
  await form.getByLabel('At most').fill('five');
  await form.getByLabel('Why it should change').fill('The Board asked for one.');
  await form.getByLabel('In force from').fill('2024-12-01');
  await form.getByRole('button', { name: 'Propose it' }).click();
  await form.getByRole('alert').getByText('Say where the target is set').waitFor();
  await form.getByLabel('Where the target is set').fill('Workforce plan, page 4');
  await form.getByRole('button', { name: 'Propose it' }).click();
  await form.getByRole('alert').getByText('Give a plain number').waitFor();
  expect(await form.getByLabel('At most').getAttribute('aria-invalid')).toBe('true');
  await form.getByLabel('At most').fill('5');
  await form.getByRole('button', { name: 'Propose it' }).click();

  const waiting = administrator.getByRole('region', { name: 'To decide' });
  await waiting.getByText('You proposed this yourself: somebody else must decide.').waitFor();
  expect(await waiting.getByRole('button').count()).toBe(0);
});

test('a second person turns one down with a reason and approves the next, which is in force from its day', async () => {
  const waiting = approver.getByRole('region', { name: 'To decide' });
  await approver.goto(`${product.url}/registry`, { waitUntil: 'networkidle' });
  await waiting.getByLabel('turn it down').check();
  await waiting.getByRole('button', { name: 'Decide' }).click();
  await waiting.getByRole('alert').getByText('Say why it is turned down').waitFor();
  await waiting.getByLabel('Why').fill('The plan says four.');
  await waiting.getByRole('button', { name: 'Decide' }).click();
  await waiting.getByText('Nothing is proposed.').waitFor();

  await administrator.reload({ waitUntil: 'networkidle' });
  const history = administrator.getByRole('region', { name: 'What was decided' });
  await history.getByText(/Turned down by First approver.*The plan says four\./).waitFor();
  const form = administrator.getByRole('region', { name: 'Propose a change' });
  await form.getByLabel('What is aimed for').selectOption('maximum');
  await form.getByLabel('At most').fill('4');
  await form.getByLabel('Where the target is set').fill('Workforce plan, page 4');
  await form.getByLabel('Why it should change').fill('The Board asked for one.');
  await form.getByLabel('In force from').fill('2024-12-01');
  await form.getByRole('button', { name: 'Propose it' }).click();
  await administrator.getByRole('region', { name: 'To decide' }).waitFor();

  await approver.reload({ waitUntil: 'networkidle' });
  await waiting.getByLabel('approve').check();
  await waiting.getByRole('button', { name: 'Decide' }).click();
  await waiting.getByText('Nothing is proposed.').waitFor();
  const open = await (await fetch(`${product.url}/metrics/agency-cover`)).text();
  expect(open).toContain('At most 4');
  await administrator.reload({ waitUntil: 'networkidle' });
  await history.getByText(/Approved by First approver/).waitFor();
  expect(await history.getByRole('listitem').count()).toBe(2);
});

test('a comparator group names authorities that are held, in the order of their closeness', async () => {
  await administrator.goto(`${product.url}/registry`, { waitUntil: 'networkidle' });
  await administrator.getByText('Propose another group').click();
  const form = administrator.getByRole('region', { name: 'Statistical neighbours of Coventry' });
  await form.getByLabel('Model').fill('2026 model');
  await form.getByLabel('The day it was published').fill('2026-02-01');
  await form.getByLabel('Where it is published').fill('Department for Education');
  await form.getByLabel('Authorities that are very close').fill('Derby, Nowhere');
  await form.getByLabel('Why it should change').fill('A new model.');
  await form.getByLabel('In force from').fill('2026-02-01');
  await form.getByRole('button', { name: 'Propose the group' }).click();
  await form.getByRole('alert').getByText('No authority held is called “Nowhere”').waitFor();
  await form.getByLabel('Authorities that are very close').fill('Derby, Southampton');
  await form.getByRole('button', { name: 'Propose the group' }).click();
  const waiting = administrator.getByRole('region', { name: 'To decide' });
  await waiting.getByText(/2026 model, published on 1 February 2026: 2 authorities/).waitFor();
});

test('a new metric is proposed, approved and then in the registry', async () => {
  await administrator.getByText('Propose a new metric').click();
  const form = administrator.getByRole('region', { name: 'Metrics', exact: true });
  for (const [label, text] of [
    ['Title', 'Foster carers approved'],
    ['What it counts', 'Households newly approved to foster.'],
    ['Who says so, and where', 'The service’s own plan.'],
    ['Who keeps it', 'Fostering service'],
    ['Why it should change', 'The Board asks for it.'],
    ['In force from', '2026-01-01'],
    ['Kept from (optional)', '2025-04-01'],
  ] as const) {
    await form.getByLabel(label, { exact: true }).fill(text);
  }
  await form.getByRole('button', { name: 'Propose the metric' }).click();
  await form.getByRole('alert').getByRole('link').first().waitFor();
  await form.getByLabel('a quarter of a financial year').check();
  await form.getByRole('button', { name: 'Propose the metric' }).click();
  await administrator
    .getByText(/A new metric, “Foster carers approved”.* Kept from 1 April 2025/)
    .waitFor();

  await approver.goto(`${product.url}/registry`, { waitUntil: 'networkidle' });
  const proposed = approver.getByRole('listitem').filter({ hasText: 'Foster carers approved' });
  await proposed.getByLabel('approve').check();
  await proposed.getByRole('button', { name: 'Decide' }).click();
  await approver.getByRole('link', { name: 'Foster carers approved' }).waitFor();
  expect((await fetch(`${product.url}/metrics/foster-carers-approved`)).status).toBe(200);
});
