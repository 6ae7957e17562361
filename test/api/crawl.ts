import { brotliDecompressSync, gunzipSync, inflateRawSync } from 'node:zlib';
import { readZip } from '@throughline/api/spreadsheet/zip';
import { pagePaths } from '../pages.ts';
import type { Marked, Marks } from './marking.ts';
import type { Product } from './product.ts';

/** What was asked, and all that was answered. */
export interface Reply {
  what: string;
  status: number;
  headers: string;
  body: Buffer;
}

/** How a crawl goes. */
export interface Crawling {
  /** What the reader sends with everything: who they are. */
  headers?: Record<string, string>;
  /** Whether every metric is asked for with every filter, or only the first few. */
  fully?: boolean;
  /** Whether pages are asked for too, or only the API. */
  pages?: boolean;
  /** At most so many of the links of the pages are followed. */
  most?: number;
}

/** What is asked with beside a path. */
interface Asking {
  headers?: Record<string, string>;
  method?: string;
}

/** The days that are read as at, and the meetings. */
const days = ['2023-11-23', '2024-11-28', '2025-01-06', '2025-02-01'];

/** What a parameter of a query may be, by its name. */
const queries: Record<string, string[]> = {
  'as-at': days,
  meeting: [...days, '2025-01-16'],
  area: ['E08000026', 'E08000026,E92000001'],
  metric: ['children-in-residential-homes', 'haf-children,kinship-placements'],
  breakdown: ['support-need', 'role', 'grade'],
  category: ['Total', 'send', 'social-worker'],
  document: ['return-FY2024-Q3', 'a-private-paper', 'return-correction-1'],
  versions: ['all'],
  periods: ['newest'],
  limit: ['1', '7'],
  control: ['chart', 'chart,screened,older-rule'],
  compare: ['neighbours', 'E92000001'],
  channels: ['record', 'meeting:2024-11-28', 'presentation:1', 'private:1'],
  after: ['record=0', 'record=0,record~0', 'record~1'],
  since: ['0'],
};

/** Metrics that something private is of, and two of which nothing is. */
const metrics = [
  'children-in-residential-homes',
  'children-in-care',
  'kinship-placements',
  'special-guardianship-orders',
  'haf-children',
  'children-reunified',
  'social-worker-vacancies',
  'agency-cover',
  'staff-sickness',
  'no-such-metric',
];

/** Everything that a reader is answered, by its own tables of routes and by every link. */
export interface Crawled {
  replies: Reply[];
  /** How many links were followed, and how many there were. */
  links: { followed: number; found: number };
}

/**
 * Asks for everything there is: each page and each route that reads, for everything that something
 * private is of, with every filter; in every encoding; again with what a cache would say; wrongly;
 * and whatever a page links to, up to `most`. `headers` say who asks.
 */
export async function crawl(
  product: Product,
  marked: Marked,
  { headers = {}, fully = false, pages = true, most = 0 }: Crawling = {},
): Promise<Crawled> {
  const replies: Reply[] = [];
  const links = new Set<string>();
  const ask = async (path: string, { method = 'GET', headers: others = {} }: Asking = {}) => {
    const response = await product.root(path, { method, headers: { ...headers, ...others } });
    const body = Buffer.from(await response.arrayBuffer());
    const said = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
    // A tag is the same for the same reply, so it would only say again what the reply does.
    const known = { ...others, ...('If-None-Match' in others && { 'If-None-Match': 'known' }) };
    const what = [method, path, JSON.stringify(known)].join(' ');
    replies.push({ what, status: response.status, headers: said, body });
    if (response.headers.get('content-type')?.startsWith('text/html')) {
      for (const link of linksOf(body.toString())) links.add(link);
    }
    return { response, text: body.toString() };
  };

  for (const path of await pathsOf(product, marked, fully)) {
    if (!pages && !path.startsWith('/api/')) continue;
    const { response } = await ask(path);
    const etag = response.headers.get('etag');
    if (etag) await ask(path, { headers: { 'If-None-Match': etag } });
  }
  if (!pages) return { replies, links: { followed: 0, found: 0 } };
  for (const path of ['/', `/metrics/${metrics[0]}`, '/api/v1/figures.csv', '/api/v1/picture']) {
    for (const encoding of ['br', 'gzip', 'deflate', 'br;q=0, gzip', '*']) {
      await ask(path, { headers: { 'Accept-Encoding': encoding } });
    }
    await ask(path, { method: 'HEAD' });
    await ask(path, { headers: { Range: 'bytes=0-99' } });
    await ask(path, { method: 'OPTIONS' });
    await ask(path, { headers: { Accept: 'text/plain' } });
    await ask(`${path}?unknown=1`);
  }
  for (const token of [marked.screens.outside, 'nothing']) {
    const path = `/api/v1/screens/${marked.screens.code}`;
    await ask(path, { headers: { Authorization: `Bearer ${token}` } });
  }
  await followPages(ask);
  const asked = new Set(replies.map(({ what }) => what));
  let followed = 0;
  // What is found on the way is added to the set while it is walked.
  for (const link of links) {
    if (followed >= most || asked.has(`GET ${link} {}`)) continue;
    followed += 1;
    await ask(link);
  }
  return { replies, links: { followed, found: links.size } };
}

/** Every page and every route that reads, with what they are asked for and each of their filters. */
export async function pathsOf(
  { root }: Pick<Product, 'root'>,
  marked: Marked,
  fully: boolean,
): Promise<string[]> {
  const described = await (await root('/api/v1/openapi.json')).json();
  const routes = Object.entries<Described>(described.paths).flatMap(([path, { get }]) => {
    if (get === undefined) return [];
    const names = (get.parameters ?? []).flatMap((one) => (one.in === 'query' ? [one.name] : []));
    return [{ path: `/api/v1${path.replaceAll(/\{(\w+)\}/g, ':$1')}`, names }];
  });
  const pages = (await pagePaths()).map((path) => ({ path, names: fully ? ['as-at'] : [] }));
  const others = ['/healthz', '/readyz', '/.well-known/security.txt', '/api/v1/openapi.json'];
  const files = ['/robots.txt', '/favicon.svg', '/worker.js', '/assets/nothing.js'];
  return [
    ...[...routes, ...pages].flatMap(({ path, names }) =>
      filled(path, marked).flatMap((whole, index) => [
        whole,
        ...(fully || index < 1 ? names : []).flatMap((name) =>
          (queries[name] ?? []).map((value) => `${whole}?${name}=${value}`),
        ),
      ]),
    ),
    ...others,
    ...files,
  ];
}

interface Described {
  get?: { parameters?: { name: string; in: string }[] };
}

/** A path of a table of routes with each thing it can be of in the place of its parameters. */
function filled(path: string, marked: Marked): string[] {
  const of: Record<string, string[]> = {
    '/metrics/:id': metrics,
    '/returns/:id': marked.returns,
    '/approvals/:id': marked.returns,
    '/registry/:id': ['agency-cover'],
    '/documents/:id': [
      ...marked.returns.map((id) => `return-${id}`),
      ...marked.returns,
      ...marked.documents,
      'homes-for-children-in-care-2024-11-28',
    ],
    ':date': [...days.slice(0, 3), '2025-01-16'],
    ':code': [marked.screens.code],
    '/areas/:code': ['E08000026'],
    ':kind': ['resolution', 'request'],
    ':state': ['open', 'answered'],
    ':id': ['1'],
  };
  const found = Object.keys(of).find((part) => path.includes(part));
  if (found === undefined) return [path];
  const name = found.slice(found.indexOf(':'));
  return (of[found] ?? []).flatMap((one) => filled(path.replace(name, one), marked));
}

/** Goes through the figures a page at a time to the last. */
async function followPages(ask: (path: string) => Promise<{ text: string }>): Promise<void> {
  for (let next: string | undefined = ''; next !== undefined; ) {
    const cursor: string = next === '' ? '' : `&cursor=${next}`;
    const from = 'metric=children-in-residential-homes,children-in-care,kinship-placements';
    const { text } = await ask(`/api/v1/figures?limit=5&versions=all&${from}${cursor}`);
    next = /"next":"([^"]+)"/.exec(text)?.[1];
  }
}

function linksOf(html: string): string[] {
  return [...html.matchAll(/\s(?:href|src|action|data-[\w-]+)="(\/[^"#]*)/g)].map(([, link = '']) =>
    link.replaceAll('&amp;', '&'),
  );
}

/** The marks that stand in replies or in anything else, each with where and what it was given to. */
export function found(texts: Iterable<{ what: string; text: string }>, marks: Marks): string[] {
  const mark = new RegExp([...marks.given.keys()].join('|'), 'g');
  const hits = new Set<string>();
  for (const { what, text } of texts) {
    // A number may be written with commas or spaces between its thousands.
    const plain = text.replaceAll(/(?<=\d)(?:,|\s|&nbsp;|&#160;|\\u00a0|\\u202f)(?=\d{3})/g, '');
    for (const [one] of plain.matchAll(mark)) hits.add(`${marks.given.get(one)} in ${what}`);
  }
  return [...hits].sort();
}

/** Everything that can be read in a reply: its headers, its body unpacked, and each part of a file. */
export function* textsOf({
  what,
  headers,
  body,
}: Reply): Generator<{ what: string; text: string }> {
  yield { what: `${what} (headers)`, text: headers };
  const plain = headers.includes('content-encoding: br')
    ? brotliDecompressSync(body)
    : headers.includes('content-encoding: gzip')
      ? gunzipSync(body)
      : body;
  yield* partsOf(what, plain);
}

/** What is in a file: itself, and each part of it where it is packed. */
export function* partsOf(what: string, bytes: Buffer): Generator<{ what: string; text: string }> {
  yield { what, text: bytes.toString() };
  if (bytes.subarray(0, 2).toString() !== 'PK') return;
  const read = readZip(bytes, { entries: 5000, unpacked: 200_000_000 });
  if ('refused' in read) throw new Error(`${what}: ${read.refused}`);
  for (const { name, start, packed, deflated } of read.entries) {
    const part = bytes.subarray(start, start + packed);
    // A slide's chart carries a workbook of its own.
    yield* partsOf(`${what} ${name}`, deflated ? inflateRawSync(part) : part);
  }
}
