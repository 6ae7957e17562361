import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { connect, DirectoryInUse, isUnavailable, StandbyRefused } from '@throughline/db';
import { londonDay } from '@throughline/domain/london';
import { loadSeedsOnce } from '@throughline/seeds';
import { type Logger, pino } from 'pino';
import { createApp } from './app.ts';
import { agreedClock } from './clock.ts';
import { firstLink } from './firstLink.ts';
import { securityHeaders } from './headers.ts';
import { createLog } from './log.ts';
import { createMeters } from './meters.ts';
import { readMappings } from './openData.ts';
import { createProvider } from './provider.ts';
import type { Render } from './routes/pages.ts';
import { readSettings, SettingsRefused } from './settings.ts';
import { watchAt } from './watching.ts';

/** The project's folder: this file runs built, from `api/dist`. */
const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * Told to end, the process answers on until nobody has asked anything for so many milliseconds: what
 * stands in front reads `/readyz` and sends its readers elsewhere. A connection that comes while a
 * server closes is broken, so none may be on its way.
 */
const calm = 300;
const longestUncalm = 1500;

/** A clock is compared with the database's again after so many milliseconds. */
const compareEvery = 60_000;

/** What is still being answered then has so many milliseconds to end. */
const longestStop = 8000;

try {
  await start();
} catch (error) {
  const isRefusal = [SettingsRefused, DirectoryInUse, StandbyRefused].some(
    (kind) => error instanceof kind,
  );
  if (error instanceof Error && (isRefusal || isPortTaken(error))) {
    console.error(error.message);
    process.exit(1);
  }
  throw error;
}

async function start(): Promise<void> {
  const settings = readSettings(process.env, join(root, 'data'));
  // Who runs it for others wants a line for each request, and whoever tries it wants quiet.
  const level = process.env['LOG_LEVEL'] ?? (settings.isProduction ? 'info' : 'warn');
  const log = createLog(level, pino.destination(2));
  const meters = createMeters(log);
  // The embedded database takes a second to open; the pages can be fetched meanwhile.
  const rendering = builtRender();
  const prepared = join(root, 'db/dist/prepared.tar.gz');
  const connection = await connect({
    ...settings.place,
    prepared,
    note: (line) => log.warn(line),
  });
  await connection.migrate(join(root, 'db/migrations'));
  const { leftOut } = await loadSeedsOnce(connection.db, join(root, 'seeds'));
  for (const model of leftOut)
    log.warn({ model }, 'Neighbours of the seeds are left out for others');

  const stopping = new AbortController();
  // The embedded database has this clock too.
  const clock = connection.engine === 'PostgreSQL' && (await agreedClock(connection.db, log));
  const now = clock ? clock.now : () => new Date();
  if (clock) setInterval(() => clock.compare().catch(() => undefined), compareEvery).unref();
  const { provider, publicUrl, proxies, isProduction } = settings;
  const { app, serve, events } = createApp(
    {
      db: connection.db,
      readPublicly: connection.readPublicly,
      isEmbedded: connection.engine === 'PGlite',
      log,
      now,
      stopping: stopping.signal,
      securityContact: settings.securityContact,
      today: () => londonDay(now()),
      mappings: await readMappings(join(root, 'seeds/mappings')),
      signIn: {
        publicUrl,
        provider: provider && publicUrl && createProvider(provider, publicUrl, now),
        linksOnPages: !isProduction,
        proxies,
      },
    },
    {
      render: await rendering,
      settings: { mistakeAddress: settings.mistakeAddress },
      assets: join(root, 'web/dist/client'),
    },
    meters,
  );
  surviveLostConnections(log);
  await events.begin(connection.listen);
  const listener = getRequestListener(app.fetch);
  let lastAsked = 0;
  const server = createServer((request, response) => {
    if (request.url !== '/readyz') lastAsked = performance.now();
    // Whoever kept the connection finds another instance next time.
    if (stopping.signal.aborted) response.setHeader('Connection', 'close');
    meters.follow(request, response);
    if (serve(request, response)) meters.ready(request);
    else void listener(request, response);
  });
  server.on('clientError', refuseBroken);
  const watched = settings.metrics && (await watchAt(settings.metrics, connection.db, meters));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.port, settings.host, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : settings.port;
  const home = publicUrl ?? new URL(`http://${settings.host}:${port}`);
  console.log(`Throughline is at http://${settings.host}:${port}`);
  if (watched) console.log(`Its meters are at port ${watched.port}, /metrics`);
  if ('dataDir' in settings.place && !provider && !isProduction) {
    const link = await firstLink(connection.db, home, now());
    if (link) console.log(`Sign in as the first administrator, once, within 15 minutes: ${link}`);
  }

  const stop = async () => {
    stopping.abort();
    const told = performance.now();
    while (isAsked(lastAsked, told)) await sleep(50);
    watched?.close();
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

function isAsked(last: number, told: number): boolean {
  const now = performance.now();
  return last > 0 && now - last < calm && now - told < longestUncalm;
}

/**
 * A connection to the database that is cut between two questions belongs to no reader. The driver
 * makes another; the product goes on. Anything else that nobody caught ends it, as before.
 */
function surviveLostConnections(log: Logger): void {
  process.on('uncaughtException', (error) => {
    log.error(error);
    if (!isUnavailable(error)) process.exit(1);
  });
}

/** What is no HTTP at all has a reply of its own, with the same headers as every other. */
function refuseBroken(_: Error, socket: Duplex): void {
  if (!socket.writable) return;
  const headers = Object.entries(securityHeaders).map(([name, text]) => `${name}: ${text}`);
  const lines = ['HTTP/1.1 400 Bad Request', 'Connection: close', 'Content-Length: 0', ...headers];
  socket.end(`${lines.join('\r\n')}\r\n\r\n`);
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
