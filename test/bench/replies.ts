import { isDeepStrictEqual } from 'node:util';
import { type Asked, compare } from './load.ts';
import { type Reply, replyOf, type Server, startBare } from './reply.ts';
import type { Row } from './row.ts';

/** What is asked most, and one of them asked again by somebody who has it. */
const paths = {
  picture: '/api/v1/picture',
  'one series': '/api/v1/metrics/children-in-residential-homes/series',
  'figures.csv': '/api/v1/figures.csv',
};

/** Replies that are ready, against bare node:http with the same bytes. */
export async function measureReplies(
  product: Pick<Server, 'url' | 'pid'>,
  engine: string,
): Promise<Row[]> {
  const accept = { 'accept-encoding': 'gzip, deflate, br' };
  const named = await Promise.all(
    Object.entries(paths).map(async ([name, path]) => {
      // The first of all makes the reply ready; it is the ready one that is measured.
      await replyOf(product.url, path, accept);
      return { name, reply: await replyOf(product.url, path, accept) };
    }),
  );
  const bare = await startBare(named.map(({ reply }) => reply));

  const rows: Row[] = [];
  const measure = async (name: string, path: string, headers: Asked['headers'], wanted: string) => {
    const asked = { path, headers, expected: 'if-none-match' in headers ? '304' : '200' };
    const wants = { perSecond: wanted, p99: '25 ms or less', cpu: 'ratio 2 or less' };
    rows.push(...(await compare(name, [product, asked], [bare, asked], wants)));
  };
  for (const { name, reply } of named) {
    await mustBeEqual(product.url, bare.url, reply, accept);
    await measure(`${name} on ${engine}, ${kb(reply)}`, reply.path, accept, 'ratio 0.5 or more');
  }
  const [first] = named;
  if (first) {
    const headers = { ...accept, 'if-none-match': first.reply.headers['etag'] ?? '' };
    await measure(`304 on ${engine}`, first.reply.path, headers, 'ratio 0.7 or more');
  }
  bare.stop();
  return rows;
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
