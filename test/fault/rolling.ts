import { get } from 'node:http';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Product, startProduct } from '../server.ts';

/** What came of restarting two instances in turns under load. */
export interface Rolled {
  restarts: number;
  requests: number;
  /** Requests that the other instance answered, because the first refused: not there or not ready. */
  passedOn: number;
  /** What was taken and not answered, answered as a fault, or refused by both, a line each. */
  failed: string[];
}

const asked = [
  '/',
  '/api/v1/picture',
  '/metrics/children-in-care',
  '/api/v1/metrics/children-in-care/series',
  '/meetings/2024-11-28',
  '/api/v1/figures?limit=50',
];

/**
 * Restarts two instances on one PostgreSQL one after the other, so many times, while readers come
 * through what stands in front: it asks one instance, and the other when that does not answer or says
 * that it is not ready, as a load balancer does.
 */
export async function rollUnderLoad(
  databaseUrl: string,
  { restarts, perSecond }: { restarts: number; perSecond: number },
): Promise<Rolled> {
  const ports = [await freePort(), await freePort()];
  const start = (port: number | undefined) =>
    startProduct({ DATABASE_URL: databaseUrl, PORT: String(port) });
  const products: Product[] = [await start(ports[0]), await start(ports[1])];
  const rolled: Rolled = { restarts: 0, requests: 0, passedOn: 0, failed: [] };
  let isOver = false;
  const ready = new Map<number | undefined, boolean>();
  const watching = Promise.all(
    ports.map(async (port) => {
      while (!isOver) {
        ready.set(port, (await answerOf(port, '/readyz')) === 200);
        await sleep(100);
      }
    }),
  );
  const reading = (async () => {
    const underway: Promise<void>[] = [];
    for (let turn = 0; !isOver; turn++) {
      underway.push(ask(turn));
      await sleep(1000 / perSecond);
    }
    await Promise.all(underway);
  })();

  for (let turn = 0; turn < restarts; turn++) {
    const at = turn % 2;
    await products[at]?.stop();
    products[at] = await start(ports[at]);
    rolled.restarts += 1;
  }
  isOver = true;
  await Promise.all([reading, watching]);
  for (const product of products) await product.stop();
  return rolled;

  async function ask(turn: number): Promise<void> {
    const path = asked[turn % asked.length] ?? '/';
    const turned = turn % 2 === 0 ? ports : ports.toReversed();
    const [first, second] = turned.toSorted((a, b) => Number(ready.get(b)) - Number(ready.get(a)));
    rolled.requests += 1;
    const one = await answerOf(first, path);
    if (one === 200) return;
    if (one !== 'ECONNREFUSED' && one !== 503) {
      rolled.failed.push(`${path}: ${one}`);
      return;
    }
    rolled.passedOn += 1;
    const other = await answerOf(second, path);
    if (other !== 200) rolled.failed.push(`${path}: ${one}, then ${other}`);
  }
}

/** The status, or why there is none. */
function answerOf(port: number | undefined, path: string): Promise<number | string> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message);
    get({ host: '127.0.0.1', port, path, agent: false }, (response) => {
      response.on('error', failed).on('end', () => resolve(response.statusCode ?? 0));
      response.resume();
    }).on('error', failed);
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address
          ? resolve(address.port)
          : reject(new Error('There is no free port')),
      );
    });
  });
}
