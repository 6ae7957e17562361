import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** How the wire to the database is: as it should, slow, cut, or without any answer. */
type State = 'whole' | { slow: number } | 'cut' | 'mute';

/** A wire between the product and its database that a test can cut. */
export interface Wire {
  url: string;
  /** Changes it, for connections that there are and those to come. */
  set(state: State): void;
  close(): Promise<void>;
}

/** Puts a wire of our own in front of a database server. */
export async function wireTo(databaseUrl: string): Promise<Wire> {
  const target = new URL(databaseUrl);
  let state: State = 'whole';
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    if (state === 'cut') return near.destroy();
    const far = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('error', () => undefined);
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
      from.on('data', (bytes) => {
        if (state === 'mute') return;
        const pass = () => to.writable && to.write(bytes);
        if (typeof state === 'object') setTimeout(pass, state.slow);
        else pass();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port is free');
  const url = new URL(databaseUrl);
  url.port = String(address.port);
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.href,
    set: (next) => {
      state = next;
      if (state === 'cut') cut();
    },
    close: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
