import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@throughline/db';
import type { Browser, BrowserContext, Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sessionCookie, type Visitor, visitor } from '../api/people.ts';
import { launchBrowser, sidewaysScroll, violations } from '../browser.ts';
import { type Product, startProduct } from '../server.ts';
import { tabThrough } from './keyboard.ts';

const path = '/present/2024-11-28';
let dataDir: string;
let product: Product;
let browser: Browser;
let chair: Visitor;
let clerk: Visitor;
let remote: Page;
let screen: Page;
let code = '';

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'throughline-presenting-'));
  // The first start makes the data; only one process may hold them.
  await (await startProduct({ DATA_DIR: dataDir })).stop();
  const { db, close } = await connect({ dataDir });
  chair = await visitor(db, new Date(), 'chair');
  clerk = await visitor(db, new Date(), 'clerk');
  await close();
  [product, browser] = await Promise.all([startProduct({ DATA_DIR: dataDir }), launchBrowser()]);
  remote = await pageOf({ width: 1280, height: 900 }, chair);
  screen = await pageOf({ width: 1920, height: 1080 });
}, 240_000);
afterAll(async () => {
  await browser.close();
  await product.stop();
  await rm(dataDir, { recursive: true });
});

test('the chair opens the meeting and a screen by its code, by keyboard alone', async () => {
  await remote.goto(product.url + path, { waitUntil: 'networkidle' });
  await remote.getByRole('button', { name: 'Open the presentation' }).press('Enter');
  const link = remote.getByRole('link', { name: 'Open it in another window' });
  code = ((await link.getAttribute('href')) ?? '').slice('/screen/'.length);

  await screen.goto(`${product.url}/screen`, { waitUntil: 'networkidle' });
  await screen.getByLabel('Code').focus();
  await screen.keyboard.type(code.toLowerCase());
  await screen.keyboard.press('Enter');
  await screen.getByText('Public session').waitFor();
  expect(await heading(screen)).toMatch(/rose from 78% in summer 2023 to 87% in summer 2024/);
  await until(() => opened(remote), /One screen was opened/);
});

test('from the keyboard alone the room is led through the whole meeting, each change in 500 ms', async () => {
  const seen = [await heading(screen)];
  const took: number[] = [];
  const blanks = await watchBlanks(screen);
  while (!(await remote.getByText('Next: that was the last').isVisible())) {
    const before = seen.at(-1) ?? '';
    const start = await screen.evaluate(() => performance.timeOrigin + performance.now());
    await remote.keyboard.press(seen.length % 2 ? 'PageDown' : 'ArrowRight');
    const shown = await changed(screen, before);
    took.push(shown.at - start);
    seen.push(shown.heading);
    await until(() => heading(screen), asText(await previewHeading(remote)));
  }
  expect(seen.length).toBe(15);
  expect(seen.join()).toMatch(/Social worker vacancies fell/);
  expect(seen.join()).toMatch(/Children in residential homes fell from 74/);
  expect(seen.at(-1)).toMatch(/\(private\)/);
  // The machine does other things besides: what it takes is told by the steps it was free for.
  const free = [...took].sort((a, b) => a - b)[Math.floor(took.length / 4)];
  expect(free).toBeLessThanOrEqual(500);
  expect(await blanks()).toBe(0);
}, 120_000);

test('at an item that no resolution excludes the session cannot become private', async () => {
  expect(await remote.getByRole('button', { name: /Press and public have left/ }).count()).toBe(0);
  expect(await screen.getByText('Public session').isVisible()).toBe(true);
});

test('text can be read at six metres: 24 px or more, the figure 64 px, at 7 to 1', async () => {
  for (let step = 0; step < 4; step++) {
    await press('PageUp', screen);
    const { texts, figure } = await screen.evaluate(measure);
    expect(texts.length).toBeGreaterThan(5);
    expect(texts.filter(({ size }) => size < 24)).toEqual([]);
    expect(texts.filter(({ contrast }) => contrast < 7)).toEqual([]);
    expect(figure).toBeGreaterThanOrEqual(64);
  }
});

test('the room can be blanked, frozen, and shown larger text, and the chair looks on', async () => {
  const before = await heading(screen);
  await remote.keyboard.press('b');
  await until(() => heading(screen), /blank/);
  await remote.keyboard.press('b');
  await until(() => heading(screen), asText(before));

  await remote.keyboard.press('f');
  await until(() => band(remote), /frozen/);
  const came = await comes(remote);
  await remote.keyboard.press('PageUp');
  await expect.poll(() => comes(remote), { timeout: 10_000 }).not.toBe(came);
  expect(await heading(screen)).toBe(before);
  await remote.keyboard.press('f');
  await changed(screen, before);

  const size = () => screen.locator('h1').evaluate((h1) => getComputedStyle(h1).fontSize);
  const usual = await size();
  await remote.keyboard.press('+');
  await expect.poll(size, { timeout: 10_000 }).not.toBe(usual);
  await remote.keyboard.press('+');
  await remote.keyboard.press(']');
  await screen.locator('svg circle[r="40"]').waitFor();
  await remote.keyboard.press('Escape');
  await screen.locator('svg circle[r="40"]').waitFor({ state: 'detached' });
});

test('a figure is skipped, taken up, moved and added', async () => {
  const first = remote.locator('ol li').nth(1).getByRole('button').first();
  expect(await textOf(first)).toBe('Social worker vacancies');
  await remote.getByRole('button', { name: 'Move down: Social worker vacancies' }).press('Enter');
  await expect.poll(() => textOf(first), { timeout: 10_000 }).toBe('Agency cover');
  await remote.getByRole('button', { name: 'Skip: Agency cover' }).press('Enter');
  await expect.poll(() => textOf(first), { timeout: 10_000 }).toBe('Social worker vacancies');
  await remote.getByText('Add a figure').press('Enter');
  await remote.getByLabel(/It comes next/).selectOption('kinship-placements');
  await remote.getByRole('button', { name: 'Add it' }).press('Enter');
  await until(() => comes(remote), /Next: Children in kinship arrangements/);
});

test('the keys are listed, and can be turned off and on', async () => {
  await remote.locator('body').press('?');
  const keys = remote.getByLabel('The keys are on');
  await keys.press('Space');
  await remote.getByRole('button', { name: 'Close', exact: true }).press('Enter');
  const before = await heading(screen);
  await remote.locator('body').press('b');
  await remote.getByRole('button', { name: 'Keys' }).press('Enter');
  await keys.press('Space');
  await remote.getByRole('button', { name: 'Close', exact: true }).press('Enter');
  expect(await heading(screen)).toBe(before);
});

test('one key makes the chair’s window the clean screen, still driven by the keys', async () => {
  await remote.locator('body').press('s');
  await remote.locator('main article > div h1').first().waitFor();
  const before = await heading(screen);
  await remote.locator('body').press('PageUp');
  await changed(screen, before);
  await until(
    () => textOf(remote.locator('article > div h1').first()),
    asText(await heading(screen)),
  );
  await remote.locator('body').press('s');
  await remote.getByRole('button', { name: 'Next →' }).waitFor();
});

test('a screen that loses the server keeps its view, says so, and catches up', async () => {
  const before = await heading(screen);
  const { port } = new URL(product.url);
  await product.stop();
  await screen.getByText('Not live').waitFor({ timeout: 30_000 });
  expect(await heading(screen)).toBe(before);
  product = await startProduct({ DATA_DIR: dataDir, PORT: port });
  await screen.getByText('Not live').waitFor({ state: 'detached', timeout: 60_000 });
  await remote.locator('body').press('PageUp');
  await changed(screen, before);
}, 120_000);

test('the clerk’s phone records an exclusion and drives the same meeting into private and back', async () => {
  const phone = await pageOf({ width: 390, height: 844 }, clerk);
  await phone.goto(product.url + path, { waitUntil: 'load' });
  await phone.getByText('Record an exclusion').click();
  await phone.getByLabel('3', { exact: true }).check();
  await phone.getByLabel(/Why the public interest/).fill('It would weaken the council in buying.');
  await phone.getByRole('button', { name: 'Record it' }).click();
  await phone.getByText('by paragraph 3 of Schedule 12A').waitFor();
  expect(await screen.getByText('Public session').isVisible()).toBe(true);

  await phone.getByRole('button', { name: /^Homes for Children in Care.*private/ }).click();
  await phone.getByRole('button', { name: /Press and public have left/ }).click();
  await until(() => heading(screen), /in private session/);
  expect(await screen.getByText('Private session', { exact: true }).isVisible()).toBe(true);
  await phone.getByRole('button', { name: 'Make a code to let a screen in' }).click();
  const way = await textOf(phone.locator('p[role="status"] span'));
  const inside = await pageOf({ width: 1920, height: 1080 });
  await inside.goto(`${product.url}/screen`, { waitUntil: 'networkidle' });
  await inside.getByLabel('Code').fill(way);
  await inside.getByRole('button', { name: 'Open the screen' }).click();
  await until(() => heading(inside), /Homes for Children in Care/);
  expect(await violations(inside)).toEqual([]);

  await phone.getByRole('button', { name: 'Return to public session' }).click();
  for (const one of [screen, inside]) {
    await one.getByText('Public session').waitFor();
    await until(() => heading(one), /blank/);
  }
  expect(await violations(phone)).toEqual([]);
  expect(await sidewaysScroll(phone)).toBe(0);
  await phone.context().close();
  await inside.context().close();
}, 120_000);

test('the remote and the screens are accessible at every width and in forced colours', async () => {
  await remote.locator('body').press('PageUp');
  for (const [page, widths] of [
    [remote, [1280, 320]],
    [screen, [1920, 390, 320]],
  ] as const) {
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      expect(await violations(page)).toEqual([]);
      expect(await sidewaysScroll(page)).toBe(0);
    }
    await page.emulateMedia({ forcedColors: 'active' });
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ forcedColors: null });
  }
  await remote.setViewportSize({ width: 1280, height: 900 });
  const { unreached, unmarked } = await tabThrough(remote);
  expect(unreached).toEqual([]);
  expect(unmarked).toEqual([]);
}, 120_000);

test('an ended presentation is told to its screens', async () => {
  await remote.getByRole('button', { name: 'End the presentation' }).press('Enter');
  await until(() => heading(screen), /No presentation is open here/);
});

async function pageOf(viewport: { width: number; height: number }, who?: Visitor): Promise<Page> {
  const context: BrowserContext = await browser.newContext({ viewport });
  if (who) {
    const { hostname } = new URL(product.url);
    const cookie = { name: sessionCookie, value: who.token, domain: hostname };
    await context.addCookies([{ ...cookie, path: '/', secure: true }]);
  }
  return context.newPage();
}

async function press(key: string, room: Page): Promise<void> {
  const before = await heading(room);
  await remote.locator('body').press(key);
  await changed(room, before);
}

/** The heading of a screen once it is another one, and when it was painted. */
async function changed(page: Page, before: string): Promise<{ heading: string; at: number }> {
  const found = await page.waitForFunction(
    (was) => {
      const now = document.querySelector('h1')?.textContent ?? was;
      return now === was ? false : { heading: now, at: performance.timeOrigin + performance.now() };
    },
    before,
    { timeout: 30_000, polling: 'raf' },
  );
  const value = await found.jsonValue();
  if (value === false) throw new Error('The heading did not change');
  return value;
}

/** Counts from now how often a screen had no heading with words in it. */
async function watchBlanks(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    let count = 0;
    new MutationObserver(() => {
      if (!document.querySelector('h1')?.textContent) count += 1;
      Reflect.set(window, 'blanks', count);
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
    Reflect.set(window, 'blanks', 0);
  });
  return () => page.evaluate(() => Number(Reflect.get(window, 'blanks')));
}

async function until(read: () => Promise<string>, wanted: RegExp): Promise<void> {
  await expect.poll(read, { timeout: 30_000, interval: 50 }).toMatch(wanted);
}

function heading(page: Page): Promise<string> {
  return textOf(page.locator('h1').first());
}

async function textOf(of: Locator): Promise<string> {
  return (await of.textContent()) ?? '';
}

async function previewHeading(page: Page): Promise<string> {
  const label = await page
    .getByRole('img', { name: /What the room sees/ })
    .getAttribute('aria-label');
  return (label ?? '').replace('What the room sees: ', '');
}

function comes(page: Page): Promise<string> {
  return textOf(page.getByText(/Next: /).first());
}

function band(page: Page): Promise<string> {
  return textOf(
    page
      .getByText(/Public session/)
      .first()
      .locator('..'),
  );
}

function opened(page: Page): Promise<string> {
  return textOf(page.getByText(/screens? w(as|ere) opened/));
}

function asText(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
}

/** The size and contrast of every text on a screen, and the size of the largest figure drawn. */
function measure() {
  const channel = (value: number) =>
    value <= 10.31475 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4;
  const light = (colour: string) => {
    const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
    return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  };
  const behind = (element: Element | null): string => {
    if (element === null) return 'rgb(255, 255, 255)';
    const { backgroundColor } = getComputedStyle(element);
    return /, 0\)$/.test(backgroundColor) ? behind(element.parentElement) : backgroundColor;
  };
  const leaves = [...document.querySelectorAll('main *')].filter(
    (one) =>
      [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()) &&
      one.closest('ul, .visually-hidden') === null,
  );
  const texts = leaves.map((one) => {
    const style = getComputedStyle(one);
    const isDrawn = one instanceof SVGElement;
    const box = one.closest('svg');
    const scale = box ? box.getBoundingClientRect().width / box.viewBox.baseVal.width : 1;
    const tall = box ? box.getBoundingClientRect().height / box.viewBox.baseVal.height : 1;
    const [a, b] = [light(isDrawn ? style.fill : style.color), light(behind(one))];
    return {
      text: one.textContent?.slice(0, 40) ?? '',
      size: Number.parseFloat(style.fontSize) * Math.min(scale, tall),
      contrast: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05),
      isDrawn,
    };
  });
  const figure = Math.max(...texts.filter(({ isDrawn }) => isDrawn).map(({ size }) => size), 0);
  return { texts, figure };
}
