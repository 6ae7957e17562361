import type { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../api.ts';
import { noticeClass, savedWords, type ToPage, type ToWorker } from './saved.ts';

/** How often a page without connection looks whether there is one, in milliseconds. */
const lookEvery = 60_000;

/** After so long a page counts as read, in milliseconds. */
const readAfter = 1000;

/**
 * Lets the worker keep the pages that are read here, says when what is shown is a saved copy, and
 * brings the page up to date when there is a connection again.
 */
export async function keepForLater(client: QueryClient): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const since = new Date().toISOString();
  const { serviceWorker } = navigator;
  serviceWorker.addEventListener('message', ({ data }: MessageEvent<ToPage>) => say(data.saved));
  const tell = async (message: ToWorker) =>
    (await serviceWorker.ready).active?.postMessage(message);
  addEventListener('offline', () => say(since));
  addEventListener('online', () => void catchUp());
  addEventListener('click', turnWholePage, { capture: true });
  document.addEventListener('visibilitychange', () => void look());
  setInterval(() => void look(), lookEvery);
  if (navigator.onLine) void look();
  else say(since);

  const see = () =>
    setTimeout(
      () => tell({ see: location.pathname + location.search, assets: assetsHere() }),
      readAfter,
    );
  // The router sends this when it turns to another page.
  addEventListener('pushState', see);
  see();
  // Where somebody forbids sites to keep anything, the pages are as good as ever with a connection.
  await serviceWorker.register('/worker.js').catch(() => undefined);

  async function look() {
    if (notice() && document.visibilityState === 'visible') await catchUp();
  }

  /** Reads again all that the page shows. Where that fails, the line that says so comes back. */
  async function catchUp() {
    const line = notice();
    line?.remove();
    await client.invalidateQueries();
    const isCut = client
      .getQueryCache()
      .findAll({ type: 'active' })
      .some(({ state: { error } }) => error instanceof ApiProblem && error.status === 0);
    if (isCut && line && !notice()) document.body.prepend(line);
    if (!notice()) await tell('catch up');
  }
}

function notice(): Element | null {
  return document.querySelector(`.${noticeClass}`);
}

/** Says from when the page is; the first to say so was the oldest. */
function say(saved: string): void {
  if (notice()) return;
  const line = document.createElement('p');
  line.className = noticeClass;
  line.setAttribute('role', 'status');
  line.textContent = savedWords(saved);
  document.body.prepend(line);
}

/** Without a connection a link is followed by the browser itself: pages are saved whole. */
function turnWholePage(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a[href^="/"]') : null;
  if (link && notice()) event.stopImmediatePropagation();
}

/** The scripts, styles and fonts that this page has used. */
function assetsHere(): string[] {
  return performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name, location.href).pathname)
    .filter((path) => path.startsWith('/assets/'));
}
