import type { Role } from '@throughline/domain/access';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, sidewaysScroll, violations } from '../browser.ts';
import { tabThrough } from './keyboard.ts';
import { type SignedProduct, signIn, startSigned } from './signed.ts';

/** Every page for those signed in, who comes to it, and what is on it. */
const screens: { path: string; role: Role; says: RegExp }[] = [
  { path: '/account', role: 'officer', says: /Where you are signed in/ },
  { path: '/people', role: 'administrator', says: /Add a person/ },
  { path: '/import', role: 'officer', says: /The day it was published/ },
  { path: '/returns', role: 'officer', says: /Quarter 3, 2024\/25/ },
  { path: '/returns/FY2024-Q3', role: 'officer', says: /0 of 22 figures entered/ },
  { path: '/returns/FY2024-Q3/paste', role: 'officer', says: /A template to fill in/ },
  { path: '/approvals', role: 'approver', says: /Nothing waits for you/ },
  { path: '/approvals/FY2024-Q3', role: 'approver', says: /What becomes public/ },
  { path: '/metrics/children-in-care/correct', role: 'clerk', says: /Put a figure right/ },
  { path: '/papers', role: 'clerk', says: /Add a meeting/ },
  { path: '/papers/2025-01-16', role: 'clerk', says: /Add an item/ },
  { path: '/registry', role: 'administrator', says: /Propose a new metric/ },
  { path: '/registry/agency-cover', role: 'administrator', says: /In force now/ },
];

let product: SignedProduct;
let browser: Browser;
beforeAll(async () => {
  [product, browser] = await Promise.all([
    startSigned('officer', 'approver', 'clerk', 'administrator'),
    launchBrowser(),
  ]);
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

describe.each(screens)('$path', ({ path, role, says }) => {
  test('is whole before any script, accessible at every width and by keyboard, and says nothing in the console', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    await signIn(context, product, role);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    const reply = await page.goto(product.url + path, { waitUntil: 'networkidle' });
    expect(await reply?.text()).toMatch(says);
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 900 });
    await page.emulateMedia({ forcedColors: 'active' });
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ forcedColors: null });
    await page.setViewportSize({ width: 320, height: 900 });
    expect(await sidewaysScroll(page)).toBe(0);
    await page.setViewportSize({ width: 1280, height: 900 });
    const { unreached, unmarked } = await tabThrough(page);
    expect(unreached).toEqual([]);
    expect(unmarked).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('sends somebody who has not signed in nothing but the way to sign in', async () => {
    const reply = await fetch(product.url + path);
    const text = await reply.text();
    expect(text).toMatch(/Sign in/);
    expect(text).not.toMatch(says);
  });
});
