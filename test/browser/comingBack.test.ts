import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchBrowser, visit } from '../browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test.each([390, 1280])(
  'who comes back to the picture finds the figure they pressed where it was, %i pixels wide',
  async (width) => {
    const { page, close } = await visit(browser, inject('product'), { width });
    // One far down, whose own page is shorter than the picture.
    const pressed = page.locator('li h3 a').nth(18);
    await pressed.scrollIntoViewIfNeeded();
    await page.mouse.wheel(0, 400);
    // The wheel turns the page smoothly.
    await page.waitForTimeout(1000);
    const before = await placeOf();
    await pressed.click();
    await page.waitForURL(/metrics/);
    await page.waitForTimeout(1000);

    await page.goBack();
    await page.waitForURL((url) => url.pathname === '/');
    await page.waitForTimeout(500);
    // Rows that are laid out only when they come near are nearly as high as is thought of them.
    expect(Math.abs((await placeOf()) - before)).toBeLessThan(120);
    await close();

    /** How far down the window the figure is. */
    async function placeOf(): Promise<number> {
      return (await pressed.boundingBox())?.y ?? Number.NaN;
    }
  },
);
