import AxeBuilder from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { findChromium } from './machine.js';

/** The widths that every screen is designed for, in pixels. */
export const widths = [390, 768, 1280, 1920] as const;

/** Debian's Chromium without a display; Playwright gives it a new, empty profile each time. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined)
    throw new Error('There is no Chromium: run node test/prepare.js');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A page of its own, as wide as given, that remembers everything that goes wrong on it. */
export interface Visit {
  page: Page;
  /** Console errors and warnings, uncaught errors, CSP violations and failed requests, in order. */
  complaints: string[];
  /** How far what was shown has jumped: the sum of Chromium's layout shifts. */
  layoutShift(): Promise<number>;
  close(): Promise<void>;
}

/**
 * Opens `url` and waits until it is quiet. `status` is what the page itself answers; any other
 * failed request is a complaint.
 */
export async function visit(
  browser: Browser,
  url: string,
  options: Parameters<Browser['newContext']>[0] & { width?: number; status?: number } = {},
): Promise<Visit> {
  const { width = 1280, status = 200, ...rest } = options;
  const context = await browser.newContext({ viewport: { width, height: 900 }, ...rest });
  await context.addInitScript(watchLayout);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    // What Chromium prints of a page that says 404 on purpose is no complaint.
    const expected = status !== 200 && message.location().url === url;
    if (['error', 'warning'].includes(message.type()) && !expected) {
      complaints.push(`${message.type()}: ${message.text()}`);
    }
  });
  page.on('requestfailed', (request) => {
    // A page that is left stops listening.
    if (request.resourceType() === 'eventsource') return;
    complaints.push(`failed: ${request.url()} ${request.failure()?.errorText}`);
  });
  page.on('response', (response) => {
    const isPage = response.request().isNavigationRequest();
    if (isPage ? response.status() !== status : response.status() >= 400) {
      complaints.push(`answered ${response.status()}: ${response.url()}`);
    }
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  return {
    page,
    complaints,
    layoutShift: () => page.evaluate(() => window.layoutShift ?? 0),
    close: () => closeAll(context),
  };
}

/** What axe finds wrong on the page, one line each with where, by WCAG 2.2 A and AA. */
export async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help} at ${target}\n${failureSummary}`),
  );
}

/** How many pixels of the page lie to the right of its window. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
}

async function closeAll(context: BrowserContext): Promise<void> {
  await context.close();
}

declare global {
  interface Window {
    layoutShift?: number;
  }
  interface PerformanceEntry {
    value?: number;
    hadRecentInput?: boolean;
  }
}

/** Runs in the page before its own scripts. */
function watchLayout(): void {
  window.layoutShift = 0;
  new PerformanceObserver((list) => {
    for (const { value = 0, hadRecentInput } of list.getEntries()) {
      if (!hadRecentInput) window.layoutShift = (window.layoutShift ?? 0) + value;
    }
  }).observe({ type: 'layout-shift', buffered: true });
}
