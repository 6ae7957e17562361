import { once } from 'node:events';
import { createServer } from 'node:http';
import { countConnections, type Database, dataVersion } from '@throughline/db';
import type { DatabaseMeters, Meters } from './meters.ts';

/** A listener of its own for whoever watches the product, apart from what the public reaches. */
export async function watchAt(
  { port, host }: { port: number; host: string },
  db: Database,
  meters: Meters,
): Promise<{ port: number; close: () => void }> {
  const server = createServer(async (request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    const text = meters.text(await askDatabase(db));
    response.writeHead(200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' });
    response.end(text);
  });
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Asks the record, for no longer than a second; that it does not answer is an answer too. */
async function askDatabase(db: Database): Promise<DatabaseMeters> {
  const began = performance.now();
  const late = new Promise<undefined>((resolve) => {
    setTimeout(() => resolve(undefined), 1000).unref();
  });
  const asked = dataVersion(db)
    .then(() => countConnections(db))
    .catch(() => undefined);
  const connections = await Promise.race([asked, late]);
  return {
    isThere: connections !== undefined,
    seconds: (performance.now() - began) / 1000,
    connections: connections ?? new Map(),
  };
}
