import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import {
  launchBrowser,
  sidewaysScroll,
  type Visit,
  violations,
  visit,
  widths,
} from '../browser.ts';
import { pagePaths } from '../pages.ts';
import { readKeyboard, tabThrough } from './keyboard.ts';
import { inTheRoom, publicScreens, signedScreens } from './screens.ts';

const product = inject('product');
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('every page of the product is looked at here, by those signed in, or in the room', async () => {
  const seen = [...publicScreens, ...signedScreens].map(({ path }) => path.replace(/[?].*/, ''));
  const unseen = (await pagePaths()).filter((page) => {
    const shape = new RegExp(`^${page.replaceAll(/:\w+/g, '[^/]+')}$`);
    return !seen.some((path) => shape.test(path));
  });
  expect(unseen).toEqual(inTheRoom);
});

describe.each(publicScreens)('$path', ({ path, says, status = 200 }) => {
  const url = product + path;
  /** The page as it stands on a desk, for what needs no page of its own. */
  let desk: Visit;

  beforeAll(async () => {
    desk = await visit(browser, url, { status });
  });
  afterAll(() => desk.close());

  test.each(widths)(
    'at %d px is accessible, complains of nothing and does not jump',
    async (width) => {
      const { page, complaints, layoutShift, close } = await visit(browser, url, { width, status });

      expect(await violations(page)).toEqual([]);
      expect(await sidewaysScroll(page)).toBe(0);
      expect(await layoutShift()).toBeLessThanOrEqual(0.02);
      expect(complaints).toEqual([]);
      await close();
    },
  );

  test('has one heading and a title of its own, in English', async () => {
    expect(await desk.page.locator('h1').allInnerTexts()).toEqual([expect.stringMatching(/\S/)]);
    expect(await desk.page.title()).toMatch(/.+ – Throughline$/);
    expect(await desk.page.locator('html').getAttribute('lang')).toBe('en-GB');
  });

  test('shows the same heading, figures and tables before any script runs', async () => {
    const { page, close } = await visit(browser, url, { status, javaScriptEnabled: false });

    const [text] = await page.locator('body').allInnerTexts();
    for (const said of says) expect(text).toMatch(said);
    for (const part of ['h1', 'h2', 'table']) {
      expect(await page.locator(part).allInnerTexts(), part).toEqual(
        await desk.page.locator(part).allInnerTexts(),
      );
    }
    await close();
  });

  test('is read and used with the keyboard alone, from the link that skips to its content', async () => {
    const { page, close } = await visit(browser, url, { status });

    const { first, unreached, unmarked } = await tabThrough(page);

    expect(first).toMatch(/^Skip to/);
    expect(unreached).toEqual([]);
    expect(unmarked).toEqual([]);
    await close();
  });

  test('moves the keyboard to its content when that link is followed', async () => {
    await desk.page.keyboard.press('Tab');
    await desk.page.keyboard.press('Enter');
    await desk.page.keyboard.press('Tab');

    expect(await readKeyboard(desk.page)).toMatchObject({ isInMain: true });
  });

  test('does not scroll sideways at 320 px', async () => {
    await desk.page.setViewportSize({ width: 320, height: 900 });

    expect(await sidewaysScroll(desk.page)).toBe(0);
    await desk.page.setViewportSize({ width: 1280, height: 900 });
  });

  test('is accessible in forced colours', async () => {
    await desk.page.emulateMedia({ forcedColors: 'active' });

    expect(await violations(desk.page)).toEqual([]);
    await desk.page.emulateMedia({ forcedColors: null });
  });

  test('prints', async () => {
    const pdf = await desk.page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');

    await desk.page.emulateMedia({ media: 'print' });
    expect(await desk.page.locator('h1').isVisible()).toBe(true);
  });
});

test('no link of any page leads nowhere', async () => {
  const links = new Map<string, string>();
  for (const { path, status = 200 } of publicScreens) {
    const { page, close } = await visit(browser, product + path, { status });
    const hrefs = await page
      .locator('a[href]')
      .evaluateAll((all) =>
        all.map((link) => (link instanceof HTMLAnchorElement ? link.href : '')),
      );
    for (const href of hrefs.filter((each) => each.startsWith(`${product}/`))) {
      links.set(href.replace(/#.*/, ''), path);
    }
    await close();
  }

  const dead: string[] = [];
  for (const [href, from] of links) {
    const { status } = await fetch(href);
    if (status !== 200 && !from.includes('no')) dead.push(`${href} (on ${from}): ${status}`);
  }
  expect(links.size).toBeGreaterThan(publicScreens.length);
  expect(dead).toEqual([]);
}, 120_000);
