import type { Role } from '@throughline/domain/access';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, sidewaysScroll, violations } from '../browser.ts';
import { tabThrough } from './keyboard.ts';
import { signedScreens } from './screens.ts';
import { type SignedProduct, signIn, startSigned } from './signed.ts';

let product: SignedProduct;
let browser: Browser;
beforeAll(async () => {
  [product, browser] = await Promise.all([
    startSigned(...new Set(signedScreens.map(({ role }) => role))),
    launchBrowser(),
  ]);
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

describe.each(signedScreens)('$path', ({ path, role, says }) => {
  test('is whole before any script, accessible at every width and by keyboard, prints, and says nothing in the console', async () => {
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
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('h1').isVisible()).toBe(true);
    expect((await page.pdf({ format: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-');
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

test.each<Role>(['officer', 'approver', 'clerk', 'administrator'])(
  'every page for the %s is named in one row at 1280 pixels, and all of it is there at 390',
  async (role) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    await signIn(context, product, role);
    const page = await context.newPage();
    await page.goto(product.url, { waitUntil: 'networkidle' });
    const head = page.getByRole('banner');
    const places = head.getByRole('navigation').getByRole('link');
    const tops = await places.evaluateAll((all) =>
      all.map((each) => each.getBoundingClientRect().top),
    );
    expect(tops.length).toBeGreaterThan(5);
    expect(new Set(tops).size).toBe(1);
    expect((await head.boundingBox())?.height).toBeLessThan(90);

    await page.setViewportSize({ width: 390, height: 900 });
    for (const place of await places.all()) expect(await place.isVisible()).toBe(true);
    expect(await head.getByRole('button', { name: 'Sign out' }).isVisible()).toBe(true);
    expect(await head.getByLabel('As the Board knew it on').isVisible()).toBe(true);
    await context.close();
  },
);
