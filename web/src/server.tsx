import type { QueryClient } from '@tanstack/react-query';
import { renderToString } from 'react-dom/server';
import { App } from './App.tsx';
import { ApiProblem, createClient, type Fetch } from './api.ts';
import { type FirstPaint, taken } from './firstPaint.ts';
import { meetingsQuery } from './meeting/meetingsQuery.ts';
import { routes } from './routes.ts';
import { findRoute, type Route, type Visit } from './screen.ts';
import type { Settings } from './settings.ts';
import { sessionQuery } from './signIn/sessionQuery.ts';
import { hrefOf, readView } from './view.ts';

/** A page that is visit for. */
export interface PageRequest {
  path: string;
  /** The query with or without its question mark. */
  search: string;
  /** Answers `/api/v1/…` in this process, with the rights of whoever asks for the page. */
  fetch: (path: string) => Promise<Response>;
  settings?: Settings;
}

/** A whole HTML document, and the status it goes out with. */
export interface PageReply {
  status: number;
  html: string;
}

/** The names of the built files, put here by web/build.js. */
declare const __ASSETS__: {
  start: string;
  script: string;
  shared: string[];
  style: string;
  fonts: string[];
  screens: Record<string, string[]>;
};

/**
 * The first paint of any page: reads what it needs through `/api/v1` and writes the document. No
 * inline script or style in it, so the strictest Content-Security-Policy holds. Never refuses: an
 * unknown path or resource is a 404 page that helps, an API that fails a page with its status.
 */
export async function render(request: PageRequest): Promise<PageReply> {
  const { path, search, settings = {} } = request;
  const client = createClient(bare(request.fetch));
  const found = findRoute(routes, path);
  const visit: Visit = { params: found?.params ?? {}, view: readView(search) };

  // Before anything is read: what happens meanwhile is told to the page again.
  const after = await heard(request.fetch);
  const [, , outcome] = await Promise.all([
    client.prefetchQuery(meetingsQuery()),
    client.prefetchQuery(sessionQuery()),
    found ? read(client, found.route, visit) : notFound,
  ]);
  const at = { path, search: search.replace(/^\?/, '') };
  const body = renderToString(<App client={client} settings={settings} at={at} />);
  const html = documentOf({
    body,
    title: outcome.title,
    description: outcome.description,
    canonical: hrefOf(path, { asAt: visit.view.asAt }),
    file: found?.route.file,
    state: { settings, reads: taken(client), after },
  });
  return { status: outcome.status, html };
}

/** How far what happens has been told; a page whose server cannot say begins with now. */
async function heard(fetch: PageRequest['fetch']): Promise<string | undefined> {
  const response = await fetch('/api/v1/events');
  return response.ok ? ((await response.json()) as { after: string }).after : undefined;
}

interface Outcome {
  status: number;
  title: string;
  description?: string;
}

const notFound: Outcome = { status: 404, title: 'Page not found' };

async function read(client: QueryClient, route: Route, visit: Visit): Promise<Outcome> {
  const screen = await route.load();
  await screen.rest?.();
  try {
    await screen.prefetch(client, visit);
  } catch (error) {
    // What a page cannot be without decides its status; the page itself says why in words.
    if (!(error instanceof ApiProblem)) throw error;
    const title = error.status === 404 ? 'Not found' : 'Something went wrong';
    return { status: error.status || 503, title };
  }
  return { status: 200, ...screen.about(client, visit) };
}

/** Without the signal: an in-process request is not given up half-way. */
function bare(fetch: PageRequest['fetch']): Fetch {
  return (path) => fetch(path);
}

/** What a program that follows sites is offered on every page. */
const followed = [
  { type: 'application/atom+xml', title: 'Changes to the figures', href: '/api/v1/changes.atom' },
  { type: 'text/calendar', title: 'Meetings of the Board', href: '/api/v1/meetings.ics' },
];

interface DocumentParts {
  body: string;
  title: string;
  description?: string | undefined;
  canonical: string;
  file: string | undefined;
  state: FirstPaint;
}

function documentOf({ body, title, description, canonical, file, state }: DocumentParts): string {
  const { start, script, shared, style, fonts, screens } = __ASSETS__;
  const scripts = [...new Set([...shared, ...((file && screens[file]) || [])])];
  return [
    '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title)} – Throughline</title>`,
    description ? `<meta name="description" content="${escaped(description)}">` : '',
    `<link rel="stylesheet" href="${style}">`,
    ...fonts.map(
      (font) => `<link rel="preload" href="${font}" as="font" type="font/woff2" crossorigin>`,
    ),
    `<link rel="canonical" href="${escaped(canonical)}">`,
    ...followed.map(
      ({ type, title, href }) =>
        `<link rel="alternate" type="${type}" title="${title}" href="${href}">`,
    ),
    '<link rel="icon" href="/favicon.svg" type="image/svg+xml">',
    '<meta name="theme-color" content="#fbfaf6"><meta name="color-scheme" content="light">',
    `</head><body><div id="app">${body}</div>`,
    `<script type="application/json" id="first-paint">${embedded(state)}</script>`,
    // Reading comes before the scripts, which only add to it: the first fetches the others.
    `<script defer src="${start}" data-script="${script}" data-also="${scripts.join(' ')}"></script>`,
    '</body></html>',
  ].join('');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** JSON that cannot end its own element. */
function embedded(state: FirstPaint): string {
  return JSON.stringify(state).replaceAll('<', '\\u003c');
}
