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
import { readKeyboard, tabThrough } from './keyboard.ts';

/** Every kind of page, and what must be read on it before any script runs. */
const screens: { path: string; says: RegExp[]; status?: number }[] = [
  { path: '/', says: [/720/, /9\.5/, /Social worker vacancies/] },
  { path: '/?as-at=2023-11-23', says: [/74/, /As the Board knew it on 23 November 2023/] },
  {
    path: '/metrics/children-in-residential-homes',
    says: [/67/, /74/, /76/, /59/, /69/, /67 \+ 9/],
  },
  { path: '/metrics/social-worker-vacancies?view=table', says: [/52/, /22\.5/, /13/] },
  { path: '/metrics/retention-rate', says: [/58%/, /as printed/] },
  { path: '/meetings', says: [/28 November 2024/, /23 November 2023/] },
  { path: '/meetings/2024-11-28', says: [/28 November 2024/, /22\.5/] },
  { path: '/meetings/2023-11-23', says: [/23 November 2023/, /74/] },
  {
    path: '/meetings/2023-11-23/brief',
    says: [/True as at 23 November 2023/, /74/, /Asked and not answered/],
  },
  { path: '/requests', says: [/sickness/i] },
  { path: '/documents', says: [/28 November 2024/] },
  { path: '/documents/workforce-note-2024-11-28', says: [/22\.5/, /paragraph 9\.4/] },
  { path: '/work-programme', says: [/16 January 2025/, /Considered on 23 November 2023/] },
  { path: '/discrepancies', says: [/28/, /29/] },
  { path: '/glossary', says: [/agency/i] },
  { path: '/api', says: [/\/api\/v1\/figures\.csv/] },
  { path: '/metrics/no-such-metric', says: [/not found|no such|There is no/i], status: 404 },
  { path: '/no/such/page', says: [/not found|no such|There is no/i], status: 404 },
];

const product = inject('product');
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe.each(screens)('$path', ({ path, says, status = 200 }) => {
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
  for (const { path, status = 200 } of screens) {
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
  expect(links.size).toBeGreaterThan(screens.length);
  expect(dead).toEqual([]);
}, 120_000);
