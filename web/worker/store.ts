import { isAsset, isForAll } from './kept.ts';

/** The names of this build, put here by web/build.js. */
declare const __BUILD__: { id: string; style: string; assets: string[] };

/** What this build is called and needs. */
export const build = __BUILD__;

const family = 'throughline-';
const own = {
  pages: `${family}${build.id}-pages`,
  replies: `${family}${build.id}-replies`,
  assets: `${family}${build.id}-assets`,
};

/** At most so many pages and replies are kept, of at most so many bytes each; the oldest go first. */
const room = { pages: 40, replies: 80, bytes: 2_000_000 };

/** How long what is not confirmed stays, in milliseconds: a reply is not asked for by itself. */
const longest = { pages: 60 * 24 * 60 * 60 * 1000, replies: 24 * 60 * 60 * 1000 };

const savedAt = 'Saved-At';

/** A page or reply that is kept, and since when. */
export interface Saved {
  response: Response;
  at: string;
}

/** Puts a reply on this device, if it is the same for everybody and small enough. */
export async function keep(kind: 'pages' | 'replies', url: string, response: Response) {
  if (!isForAll(response)) return;
  const body = await response.blob();
  if (body.size > room.bytes) return;
  const headers = new Headers(response.headers);
  // The body is no longer compressed.
  headers.delete('Content-Encoding');
  headers.delete('Content-Length');
  headers.set(savedAt, new Date().toISOString());
  const cache = await caches.open(own[kind]);
  // Put anew and not over, so that the order is that of saving.
  await cache.delete(url);
  await cache.put(url, new Response(body, { headers }));
  const urls = await cache.keys();
  for (const oldest of urls.slice(0, Math.max(0, urls.length - room[kind]))) {
    await cache.delete(oldest);
  }
}

/** What is kept of an address, of this build before any other. */
export async function find(kind: 'pages' | 'replies', url: string): Promise<Saved | undefined> {
  for (const name of [own[kind], ...(await others(kind))]) {
    const response = await (await caches.open(name)).match(url, { ignoreVary: true });
    const at = response?.headers.get(savedAt);
    if (response && at) return { response, at };
  }
  return undefined;
}

/** Takes an address away, whichever build kept it. */
export async function drop(kind: 'pages' | 'replies', url: string): Promise<void> {
  for (const name of [own[kind], ...(await others(kind))]) {
    await (await caches.open(name)).delete(url);
  }
}

/** The addresses of the pages that are kept, the last first. */
export async function keptPages(): Promise<string[]> {
  const urls: string[] = [];
  for (const name of [...(await others('pages')), own.pages]) {
    for (const { url } of await (await caches.open(name)).keys()) urls.push(url);
  }
  return [...new Set(urls.reverse())];
}

/** Keeps scripts, styles and fonts that are not kept yet. One that cannot be had is left out. */
export async function keepAssets(paths: Iterable<string>): Promise<void> {
  const cache = await caches.open(own.assets);
  const wanted = [...new Set(paths)].map((path) => new URL(path, location.origin));
  await Promise.allSettled(
    wanted
      .filter((url) => url.origin === location.origin && isAsset(url))
      .map(async ({ href }) => (await cache.match(href)) ?? cache.add(href)),
  );
}

/** A script, style or font that is kept. */
export async function findAsset(url: string): Promise<Response | undefined> {
  for (const name of [own.assets, ...(await others('assets'))]) {
    const found = await (await caches.open(name)).match(url, { ignoreVary: true });
    if (found) return found;
  }
  return undefined;
}

/** Throws away what nobody has confirmed for too long. */
export async function dropOld(now: Date): Promise<void> {
  for (const kind of ['pages', 'replies'] as const) {
    const cache = await caches.open(own[kind]);
    for (const request of await cache.keys()) {
      const at = (await cache.match(request))?.headers.get(savedAt) ?? '';
      if (!(now.getTime() - Date.parse(at) < longest[kind])) await cache.delete(request);
    }
  }
}

/** Throws away all that builds before this one kept. */
export async function dropOtherBuilds(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith(family) && !Object.values(own).includes(name)) await caches.delete(name);
  }
}

/** Throws away every page and reply: where somebody has been is theirs. */
export async function dropAll(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith(family) && !name.endsWith('-assets')) await caches.delete(name);
  }
}

async function others(kind: string): Promise<string[]> {
  const names = await caches.keys();
  return names.filter(
    (name) =>
      name.startsWith(family) && name.endsWith(`-${kind}`) && !Object.values(own).includes(name),
  );
}
