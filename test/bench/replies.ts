import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { isDeepStrictEqual, promisify } from 'node:util';
import { type Reply, replyOf, startBare } from './reply.ts';
import { median, type Row, ratioOf } from './row.ts';

const autocannon = createRequire(import.meta.url).resolve('autocannon');

const rounds = 5;
const secondsEach = 3;

/** What is asked most, and one of them asked again by somebody who has it. */
const paths = {
  picture: '/api/v1/picture',
  'one series': '/api/v1/metrics/children-in-residential-homes/series',
  'figures.csv': '/api/v1/figures.csv',
};

/** Requests per second and p99 of replies that are ready, against bare node:http with the same. */
export async function measureReplies(product: string): Promise<Row[]> {
  const accept = { 'accept-encoding': 'gzip, deflate, br' };
  const named = await Promise.all(
    Object.entries(paths).map(async ([name, path]) => {
      // The first of all makes the reply ready; it is the ready one that is measured.
      await replyOf(product, path, accept);
      return { name, reply: await replyOf(product, path, accept) };
    }),
  );
  const bare = await startBare(named.map(({ reply }) => reply));

  const rows: Row[] = [];
  for (const { name, reply } of named) {
    await mustBeEqual(product, bare.url, reply, accept);
    rows.push(...(await compare(`${name}, ${kb(reply)}`, product, bare.url, reply.path, accept)));
  }
  const [first] = named;
  if (first) {
    const headers = { ...accept, 'if-none-match': first.reply.headers['etag'] ?? '' };
    rows.push(...(await compare('304', product, bare.url, first.reply.path, headers)));
  }
  bare.stop();
  return rows;
}

interface Load {
  perSecond: number;
  p99: number;
}

async function compare(
  name: string,
  product: string,
  bare: string,
  path: string,
  headers: Record<string, string>,
): Promise<Row[]> {
  const expected = 'if-none-match' in headers ? '304' : '200';
  for (const origin of [product, bare]) await load(origin + path, 1, headers, expected);

  const loads: Record<'product' | 'bare', Load[]> = { product: [], bare: [] };
  for (let round = 0; round < rounds; round++) {
    // Whoever is second finds a warmer machine, so they take turns.
    const order = round % 2 === 0 ? (['product', 'bare'] as const) : (['bare', 'product'] as const);
    for (const side of order) {
      const origin = side === 'product' ? product : bare;
      loads[side].push(await load(origin + path, secondsEach, headers, expected));
    }
  }
  const row = (what: string, read: (one: Load) => number, wanted: string): Row => {
    const [ours, theirs] = [loads.product.map(read), loads.bare.map(read)];
    return {
      what: `${name}: ${what}`,
      product: median(ours).toFixed(0),
      bare: median(theirs).toFixed(0),
      ratio: ratioOf(ours, theirs),
      wanted,
    };
  };
  return [
    row('requests/s', ({ perSecond }) => perSecond, '0.40 or more'),
    row('p99 ms', ({ p99 }) => p99, ''),
  ];
}

async function load(
  url: string,
  seconds: number,
  headers: Record<string, string>,
  expected: string,
): Promise<Load> {
  const asked = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const words = [autocannon, '--json', '-c', '50', '-d', String(seconds), ...asked, url];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  const { requests, latency, errors, statusCodeStats } = JSON.parse(stdout);
  const statuses = Object.keys(statusCodeStats).join();
  if (errors > 0 || statuses !== expected) {
    throw new Error(`${url} had ${errors} errors and answered ${statuses}, not ${expected}`);
  }
  return { perSecond: requests.average, p99: latency.p99 };
}

/** The comparison means nothing unless both send the same. */
async function mustBeEqual(
  product: string,
  bare: string,
  reply: Reply,
  accept: Record<string, string>,
): Promise<void> {
  const [a, b] = await Promise.all([product, bare].map((at) => replyOf(at, reply.path, accept)));
  if (!isDeepStrictEqual(a, b)) throw new Error(`${reply.path} is not the same`);
}

function kb({ body }: Reply): string {
  return `${(body.length / 1000).toFixed(1)} kB`;
}
