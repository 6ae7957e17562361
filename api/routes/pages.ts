import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { allow } from '../access.ts';

/** What a page is rendered from: where the reader is, and the API with the reader's rights. */
interface PageRequest {
  path: string;
  search: string;
  fetch: (path: string) => Promise<Response>;
  settings: PageSettings;
}

/** What the person who runs it has set that the pages show. */
export interface PageSettings {
  /** Where a mistake in a figure is reported: an address that starts with mailto: or https:. */
  mistakeAddress?: string | undefined;
}

export type Render = (
  request: PageRequest,
) => Promise<{ status: ContentfulStatusCode; html: string }>;

interface PagesDeps {
  render: Render;
  settings: PageSettings;
  /** The folder of the built scripts, styles and fonts. */
  assets: string;
  /** The API in this process, asked with the cookies of whoever asks for the page. */
  fetch: (path: string, cookie: string | undefined) => Promise<Response>;
}

const contentTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** Pages as HTML, and the scripts, styles and fonts they use. Anyone may read. */
export function pageRoutes({ render, settings, assets, fetch }: PagesDeps) {
  return new Hono()
    .get('/assets/:file{[A-Za-z0-9._-]+}', allow('read'), async (c) => {
      const file = c.req.param('file');
      const type = contentTypes[extname(file)];
      const body = type && (await fileIfThere(join(assets, 'assets', file)));
      if (!type || !body) return c.notFound();
      return c.body(body, 200, {
        'Content-Type': type,
        // The name holds a hash of the content, so it never changes under a name.
        'Cache-Control': 'public, max-age=31536000, immutable',
      });
    })
    .get('/:file{favicon\\.(ico|svg)|robots\\.txt|worker\\.js}', allow('read'), async (c) => {
      const file = c.req.param('file');
      const body = await fileIfThere(join(assets, file));
      if (!body) return c.notFound();
      return c.body(body, 200, { 'Content-Type': contentTypes[extname(file)] ?? 'text/plain' });
    })
    .get('*', allow('read'), async (c) => {
      const { pathname, search } = new URL(c.req.url);
      const cookie = c.req.header('cookie');
      const { status, html } = await render({
        path: pathname,
        search,
        fetch: (path) => fetch(path, cookie),
        settings,
      });
      return c.html(html, status);
    });
}

async function fileIfThere(path: string): Promise<Buffer<ArrayBuffer> | undefined> {
  try {
    return Buffer.from(await readFile(path));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
