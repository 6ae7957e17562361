import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { connect, DirectoryInUse } from '@throughline/db';
import { londonDay } from '@throughline/domain/london';
import { loadSeedsOnce } from '@throughline/seeds';
import { pino } from 'pino';
import { createApp } from './app.ts';
import { firstLink } from './firstLink.ts';
import { readMappings } from './openData.ts';
import { createProvider } from './provider.ts';
import type { Render } from './routes/pages.ts';
import { readSettings, SettingsRefused } from './settings.ts';

/** The project's folder: this file runs built, from `api/dist`. */
const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** What is still being answered has so many milliseconds to end when the process is told to. */
const longestStop = 8000;

try {
  await start();
} catch (error) {
  if (error instanceof SettingsRefused || error instanceof DirectoryInUse || isPortTaken(error)) {
    console.error(error.message);
    process.exit(1);
  }
  throw error;
}

async function start(): Promise<void> {
  const settings = readSettings(process.env, join(root, 'data'));
  const log = pino({ level: process.env['LOG_LEVEL'] ?? 'warn' }, pino.destination(2));
  // The embedded database takes a second to open; the pages can be fetched meanwhile.
  const rendering = builtRender();
  const prepared = join(root, 'db/dist/prepared.tar.gz');
  const connection = await connect({ ...settings.place, prepared });
  await connection.migrate(join(root, 'db/migrations'));
  await loadSeedsOnce(connection.db, join(root, 'seeds'));

  const stopping = new AbortController();
  const now = () => new Date();
  const { provider, publicUrl, proxies, isProduction } = settings;
  const { app, serve, events } = createApp(
    {
      db: connection.db,
      log,
      now,
      stopping: stopping.signal,
      today: () => londonDay(now()),
      mappings: await readMappings(join(root, 'seeds/mappings')),
      signIn: {
        publicUrl,
        provider: provider && publicUrl && createProvider(provider, publicUrl),
        linksOnPages: !isProduction,
        proxies,
      },
    },
    {
      render: await rendering,
      settings: { mistakeAddress: settings.mistakeAddress },
      assets: join(root, 'web/dist/client'),
    },
  );
  await events.begin(connection.listen);
  const listener = getRequestListener(app.fetch);
  const server = createServer((request, response) => {
    // Whoever kept the connection finds another instance next time.
    if (stopping.signal.aborted) response.setHeader('Connection', 'close');
    if (!serve(request, response)) void listener(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.port, settings.host, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : settings.port;
  const home = publicUrl ?? new URL(`http://${settings.host}:${port}`);
  console.log(`Throughline is at http://${settings.host}:${port}`);
  if ('dataDir' in settings.place && !provider && !isProduction) {
    const link = await firstLink(connection.db, home, now());
    if (link) console.log(`Sign in as the first administrator, once, within 15 minutes: ${link}`);
  }

  const stop = () => {
    stopping.abort();
    server.close(() => void connection.close().then(() => process.exit(0)));
    // Streams are open until they are ended, and a server that closes waits for them.
    void events.end();
    // A connection that was answering becomes idle a moment later, and would be kept for more.
    setInterval(() => server.closeIdleConnections(), 50).unref();
    setTimeout(() => server.closeAllConnections(), longestStop).unref();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

/** The pages are given by path, not by import: the API stands without them. */
async function builtRender(): Promise<Render> {
  const built: { render: Render } = await import(
    pathToFileURL(join(root, 'web/dist/server/server.js')).href
  );
  return built.render;
}

function isPortTaken(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
