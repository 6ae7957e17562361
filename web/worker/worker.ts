import type { ToPage, ToWorker } from '../src/offline/saved.ts';
import { isAsset, isForAll, isKeptPage, isKeptReply } from './kept.ts';
import { dated, offlinePage } from './offlinePage.ts';
import {
  build,
  drop,
  dropAll,
  dropOld,
  dropOtherBuilds,
  find,
  findAsset,
  keep,
  keepAssets,
  keptPages,
} from './store.ts';

/**
 * Keeps the public pages last read on this device, for when there is no connection. A page is kept
 * as somebody without a session is sent it: the worker asks for it anew and shows no cookie, so
 * that nothing that was sent to a session is ever here.
 */
declare const self: ServiceWorkerGlobalScope;

/** With a saved copy at hand nobody waits longer than this for a weak connection. */
const patience = 5000;

/** How old a kept page may become before it is asked for again, in milliseconds. */
const freshFor = 30 * 60 * 1000;

self.addEventListener('install', (event) => {
  event.waitUntil(keepAssets(build.assets).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim().then(takeOver));
});

self.addEventListener('message', (event) => {
  const message = event.data as ToWorker;
  event.waitUntil(message === 'catch up' ? catchUp(0) : see(message));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method !== 'GET') {
    // Whoever signs out takes along where they have been.
    if (request.method === 'DELETE' && url.pathname === '/api/v1/session') {
      event.respondWith(fetch(request).finally(dropAll));
    }
    return;
  }
  if (isAsset(url)) event.respondWith(asset(request));
  else if (request.mode === 'navigate' && isKeptPage(url)) event.respondWith(page(request));
  else if (isKeptReply(url)) event.respondWith(reply(event));
});

async function asset(request: Request): Promise<Response> {
  const found = await findAsset(request.url);
  if (found) return found;
  const response = await fetch(request);
  if (isForAll(response)) await keepAssets([request.url]);
  return response;
}

async function page(request: Request): Promise<Response> {
  const saved = await find('pages', addressOf(request.url));
  try {
    return await fetched(request, saved !== undefined);
  } catch {
    return saved ? dated(saved) : offlinePage();
  }
}

async function reply({ request, clientId }: FetchEvent): Promise<Response> {
  const address = addressOf(request.url);
  const saved = await find('replies', address);
  try {
    const response = await fetched(request, saved !== undefined);
    if (isForAll(response)) await keep('replies', address, response.clone());
    return response;
  } catch (error) {
    if (saved === undefined) throw error;
    const told: ToPage = { saved: saved.at };
    (await self.clients.get(clientId))?.postMessage(told);
    return saved.response;
  }
}

/** The reply of the server. Fails without a connection, and of one too weak where that is enough. */
function fetched(request: Request, isEnough: boolean): Promise<Response> {
  const response = fetch(request);
  if (!isEnough) return response;
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('The connection is too weak')), patience);
  });
  return Promise.race([response, late]);
}

/** Keeps a page that is being read, with its files; then all others are looked after. */
async function see({ see: href, assets }: Exclude<ToWorker, 'catch up'>): Promise<void> {
  const url = new URL(href, self.location.origin);
  if (url.origin !== self.location.origin || !isKeptPage(url)) return;
  await save(addressOf(url.href), assets);
  await catchUp(freshFor);
}

/** Asks for a page as somebody without a session. False when there was no answer. */
async function save(address: string, assets: readonly string[] = []): Promise<boolean> {
  const response = await fetch(address, { credentials: 'omit', cache: 'no-cache' }).catch(
    () => undefined,
  );
  if (response === undefined || response.status >= 500) return false;
  if (!isForAll(response)) {
    // What is no longer there for everybody is no longer here either.
    await drop('pages', address);
    return true;
  }
  const html = await response.clone().text();
  await keep('pages', address, response);
  const named = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(
    ([, path = '']) => path,
  );
  await keepAssets([...named, ...assets]);
  return true;
}

/**
 * Asks again for every kept page of some age, so that what was corrected, withdrawn or made private
 * is so here too. A reply is kept again when it is wanted again.
 */
async function catchUp(age: number): Promise<void> {
  const now = new Date();
  await dropOld(now);
  for (const url of await keptPages()) {
    const at = (await find('pages', url))?.at ?? '';
    if (now.getTime() - Date.parse(at) >= age && !(await save(url))) return;
  }
}

/** A new build takes over the pages of the one before, as it writes them, and clears up after it. */
async function takeOver(): Promise<void> {
  for (const url of await keptPages()) {
    if (!(await save(url))) return;
  }
  await dropOtherBuilds();
}

/** An address without the part of the page. */
function addressOf(href: string): string {
  const url = new URL(href);
  url.hash = '';
  return url.href;
}
