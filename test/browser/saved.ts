import type { Page } from 'playwright';
import { expect } from 'vitest';

/** A reply that the worker keeps on the device. */
export interface KeptReply {
  cache: string;
  url: string;
  cacheControl: string;
  body: string;
}

/** Everything in the browser's cache storage, of every cache. */
export function keptReplies(page: Page): Promise<KeptReply[]> {
  return page.evaluate(async () => {
    const kept: KeptReply[] = [];
    for (const cache of await caches.keys()) {
      const open = await caches.open(cache);
      for (const { url } of await open.keys()) {
        const reply = await open.match(url, { ignoreVary: true });
        const cacheControl = reply?.headers.get('Cache-Control') ?? '';
        kept.push({ cache, url, cacheControl, body: (await reply?.text()) ?? '' });
      }
    }
    return kept;
  });
}

/** The paths of the pages that are kept, in the order of the alphabet. */
export async function keptPaths(page: Page): Promise<string[]> {
  const kept = await keptReplies(page);
  const pages = kept.filter(({ cache }) => cache.endsWith('-pages'));
  return pages.map(({ url }) => new URL(url).pathname).sort();
}

/** Waits until a page is kept. */
export async function untilKept(page: Page, path: string): Promise<void> {
  await expect.poll(() => keptPaths(page), { timeout: 20_000 }).toContain(path);
}

/** Opens a page and waits until it is kept. */
export async function read(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: 'load' });
  await untilKept(page, new URL(url).pathname);
}
