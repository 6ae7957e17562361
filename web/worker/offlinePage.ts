import { noticeClass, savedWords } from '../src/offline/saved.ts';
import { build, find, keptPages, type Saved } from './store.ts';

const headers = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
};

/** A saved page with a line over it that says from when it is. */
export async function dated({ response, at }: Saved): Promise<Response> {
  const html = await response.text();
  const line = `<p class="${noticeClass}" role="status">${savedWords(at)}</p>`;
  return new Response(html.replace('<body>', `<body>${line}`), { headers: response.headers });
}

/** What is shown of a page that was never saved: that there is no connection, and what was. */
export async function offlinePage(): Promise<Response> {
  const links: string[] = [];
  for (const url of await keptPages()) {
    const saved = await find('pages', url);
    const title = /<title>([^<]*)<\/title>/.exec((await saved?.response.text()) ?? '')?.[1];
    const { pathname, search } = new URL(url);
    const href = `${pathname}${search}`.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
    if (saved && title) {
      links.push(`<li><a href="${href}">${title.replace(/ – Throughline$/, '')}</a></li>`);
    }
  }
  const html = [
    '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<title>No connection – Throughline</title>',
    `<link rel="stylesheet" href="${build.style}">`,
    `</head><body><main class="saved-list"><h1>No connection</h1>`,
    '<p>This page has not been saved on this device. It will be here when the connection is.</p>',
    links.length > 0 ? `<h2>Saved on this device</h2><ul>${links.join('')}</ul>` : '',
    '</main></body></html>',
  ].join('');
  return new Response(html, { status: 503, headers });
}
