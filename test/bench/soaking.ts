import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { ReturnPage } from '@throughline/api/wire/return';
import { connect, type Place } from '@throughline/db';
import { type Visitor, visitor } from '../api/people.ts';
import { type Product, startProduct } from '../server.ts';

/** So many requests a second for so long, with so many streams open meanwhile. */
export interface Weather {
  perSecond: number;
  seconds: number;
  streams: number;
}

/** What came of it: milliseconds, and megabytes of the server at its start and end. */
export interface Soaked {
  requests: number;
  p50: number;
  p95: number;
  p99: number;
  /** What was asked and what went wrong, a line each. */
  errors: string[];
  startMegabytes: number;
  endMegabytes: number;
  /** Streams that were still open at the end. */
  streams: number;
}

const migrations = fileURLToPath(new URL('../../db/migrations', import.meta.url));
const quarter = 'FY2024-Q3';

/** What readers ask for, as often as it stands here; every tenth asks again for what it has. */
const asked = [
  '/',
  '/',
  '/api/v1/picture',
  '/metrics/children-in-residential-homes',
  '/metrics/social-worker-vacancies?breakdown=role',
  '/api/v1/metrics/children-in-residential-homes/series',
  '/api/v1/metrics/official-vacancy-rate/series?compare=neighbours',
  '/meetings/2024-11-28',
  '/meetings/2024-11-28/brief',
  '/requests',
  '/documents',
  '/?as-at=2023-11-23',
  '/api/v1/figures?limit=200',
  '/api/v1/figures.csv',
  '/api/v1/changes.atom',
];

/** Starts the built product with an officer in it, and keeps it for as long as `use` takes. */
export async function withOfficer<Answer>(
  dataDir: string,
  use: (product: Product, officer: Visitor) => Promise<Answer>,
): Promise<Answer> {
  // The first start fills the directory from the database that the build prepares.
  await (await startProduct({ DATA_DIR: dataDir })).stop();
  const officer = await addOfficer({ dataDir });
  const product = await startProduct({ DATA_DIR: dataDir });
  try {
    return await use(product, officer);
  } finally {
    await product.stop();
  }
}

/** Adds an officer, who is signed in, to a database that no process holds. */
export async function addOfficer(place: Place): Promise<Visitor> {
  const connection = await connect(place);
  await connection.migrate(migrations);
  const officer = await visitor(connection.db, new Date(), 'officer');
  await connection.close();
  return officer;
}

/**
 * Asks at a steady rate, whether or not the answers come: nine of ten as the public, one as an
 * officer, who reads the return and saves a box of it in turns. Counts from when a request was due.
 */
export async function soak(
  product: Product,
  officer: Visitor,
  { perSecond, seconds, streams }: Weather,
): Promise<Soaked> {
  const errors: string[] = [];
  const took: number[] = [];
  const etags = new Map<string, string>();
  const leaving = new AbortController();
  const open = await openStreams(product.url, streams, leaving.signal);
  const startMegabytes = await megabytes(product.pid);
  let save = await boxOf(product, officer);
  /** One officer types: the next save waits for the answer to the last. */
  let saving = Promise.resolve();

  const turns = Array.from({ length: perSecond * seconds }, (_, turn) => turn);
  const began = performance.now();
  const underway: Promise<void>[] = [];
  for (const turn of turns) {
    const due = began + (turn * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 1) await sleep(early);
    underway.push(
      ask(turn).then(
        () => void took.push(performance.now() - due),
        (error: unknown) => void errors.push(error instanceof Error ? error.message : 'failed'),
      ),
    );
  }
  await Promise.all(underway);

  const soaked = {
    requests: turns.length,
    ...percentiles(took),
    errors,
    startMegabytes,
    endMegabytes: await megabytes(product.pid),
    streams: open.count(),
  };
  leaving.abort();
  return soaked;

  async function ask(turn: number): Promise<void> {
    if (turn % 20 === 7) {
      const saved = saving.then(saveBox);
      saving = saved.catch(() => undefined);
      return saved;
    }
    const path = asked[turn % asked.length] ?? '/';
    const isOfficer = turn % 20 === 13;
    const known = turn % 10 === 1 ? etags.get(path) : undefined;
    const response = await fetch(product.url + path, {
      headers: {
        ...(isOfficer ? officer.headers : {}),
        ...(known && !isOfficer ? { 'if-none-match': known } : {}),
      },
    });
    await response.arrayBuffer();
    if (response.status !== 200 && response.status !== 304) {
      throw new Error(`${path}: ${response.status}`);
    }
    const etag = response.headers.get('etag');
    if (etag !== null) etags.set(path, etag);
  }

  async function saveBox(): Promise<void> {
    const { position, revision } = save;
    save = { position, revision: revision + 1 };
    const response = await fetch(`${product.url}/api/v1/returns/${quarter}/boxes/${position}`, {
      method: 'PUT',
      headers: { ...officer.headers, 'If-Match': `"${revision}"` },
      body: JSON.stringify({ typed: { text: String(revision) } }),
    });
    await response.arrayBuffer();
    if (response.status !== 200)
      throw new Error(`Save at revision ${revision}: ${response.status}`);
  }
}

async function boxOf({ url }: Product, officer: Visitor) {
  const response = await fetch(`${url}/api/v1/returns/${quarter}`, { headers: officer.headers });
  const { boxes }: ReturnPage = await response.json();
  const [box] = boxes;
  if (box === undefined) throw new Error('The return has no box');
  return { position: box.position, revision: box.revision };
}

/** Opens streams of what happens, and counts those that have not ended. */
export async function openStreams(url: string, count: number, signal: AbortSignal) {
  let open = 0;
  for (let index = 0; index < count; index++) {
    const response = await fetch(`${url}/api/v1/events`, {
      headers: { accept: 'text/event-stream' },
      signal,
    });
    if (response.status !== 200 || response.body === null) {
      throw new Error(`Stream ${index + 1}: ${response.status}`);
    }
    open += 1;
    void readToEnd(response.body).finally(() => {
      open -= 1;
    });
  }
  return { count: () => open };
}

async function readToEnd(body: ReadableStream<Uint8Array>): Promise<void> {
  try {
    for await (const _ of body) {
      // Only that it goes on matters.
    }
  } catch {
    // It is left when everything was measured.
  }
}

function percentiles(took: readonly number[]) {
  const ordered = [...took].sort((a, b) => a - b);
  const at = (share: number) => ordered[Math.ceil(share * ordered.length) - 1] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

async function megabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}
