/**
 * `pnpm large [--rows 10000000]`: what the database answers most, in a small record and in a large
 * one of synthetic figures, on a PostgreSQL of its own: the time inside the database, the plans, and
 * how long the picture of 300 metrics takes uncached. `LARGE_URL` names a database that `synth` has
 * filled already, so that it need not be filled again.
 */
import { parseArgs } from 'node:util';
import { createApp } from '@throughline/api';
import {
  connect,
  type Database,
  type FigureFilter,
  figuresQuery,
  newestPeriods,
  publicSight,
} from '@throughline/db';
import { homeArea } from '@throughline/domain/place';
import { pino } from 'pino';
import postgres from 'postgres';
import { startPostgres } from '../postgres.ts';
import { median } from './row.ts';
import { shapeOf, synthesise } from './synthesise.ts';

interface Query {
  toSQL(): { sql: string; params: unknown[] };
}

interface Lookup {
  name: string;
  wanted: number;
  query: (db: Database, draw: () => number) => Query;
}

const sight = publicSight(new Date());
const metric = (draw: () => number, count: number) => `synthetic-${1 + Math.floor(draw() * count)}`;
const totals = { areas: [homeArea], category: 'Total' } satisfies FigureFilter;

/** The questions asked most; `draw` gives a number from 0 to 1. */
function lookups(metrics: number): Lookup[] {
  // A day on which either record knew of all its series; in the large one much was said since.
  const asAt = metrics < 300 ? '2024-06-30' : '2022-06-30';
  const some = (draw: () => number) => Array.from({ length: 50 }, () => metric(draw, metrics));
  return [
    {
      name: 'one series, whole',
      wanted: 0.5,
      query: (db, draw) => figuresQuery(db, { ...totals, metrics: [metric(draw, metrics)] }, sight),
    },
    {
      name: 'newest of 50 metrics',
      wanted: 0.5,
      query: (db, draw) => newestPeriods(db, { ...totals, metrics: some(draw) }, sight),
    },
    {
      name: 'the same as at a day',
      wanted: 0.5,
      query: (db, draw) => newestPeriods(db, { ...totals, metrics: some(draw), asAt }, sight),
    },
    {
      name: 'one metric, 153 authorities',
      wanted: 1,
      query: (db, draw) =>
        newestPeriods(db, { metrics: [metric(draw, metrics)], category: 'Total' }, sight),
    },
  ];
}

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: { rows: { type: 'string', default: '10000000' }, plans: { type: 'boolean' } },
});

const server = await startPostgres();
try {
  const small = await filled('small', 10_000);
  const large = process.env['LARGE_URL'] ?? (await filled('large', Number(values.rows)));
  const [few, many] = [await measure(small), await measure(large)];
  console.log('ms inside the database, median of 200 draws');
  console.log(['', 'small', 'large', 'ratio', 'wanted', 'plan'].join('\t'));
  for (const [at, { name, wanted, ms, plan }] of many.entries()) {
    const before = few[at]?.ms ?? Number.NaN;
    const cells = [name, before.toFixed(3), ms.toFixed(3), (ms / before).toFixed(2)];
    console.log([...cells, `${wanted} or less, 3 x or less`, readingOf(plan)].join('\t'));
    if (values.plans) console.log(plan);
  }
  const { uncached, heap, metrics } = await picture(large);
  console.log(`picture of ${metrics} metrics, uncached: ${uncached.toFixed(0)} ms (50 or less)`);
  console.log(`heap of the API after it: ${heap.toFixed(0)} MB`);
} finally {
  await server.stop();
}

async function filled(name: string, rows: number): Promise<string> {
  const sql = postgres(`${server.url}postgres`, { max: 1 });
  await sql.unsafe(`create database ${name}`);
  await sql.end();
  const url = `${server.url}${name}`;
  console.log(`${name}: ${await synthesise(url, shapeOf(rows))} versions`);
  return url;
}

/** The median time of each lookup as PostgreSQL measures it, and its plan. */
async function measure(url: string) {
  const connection = await connect({ databaseUrl: url });
  const sql = postgres(url, { max: 1 });
  const [counted] = await sql`select count(*)::int as metrics from metrics`;
  const measured = [];
  for (const { name, wanted, query } of lookups(counted?.['metrics'])) {
    const draw = drawing(7);
    const times: number[] = [];
    let plan = '';
    for (let round = 0; round < 220; round++) {
      const { sql: text, params } = query(connection.db, draw).toSQL();
      const rows = await sql.unsafe(`explain (analyze, timing off) ${text}`, params as string[]);
      const lines = rows.map((row) => String(row['QUERY PLAN']));
      plan = lines.join('\n');
      // The first ones find cold pages.
      if (round >= 20) times.push(Number(/Execution Time: ([\d.]+)/.exec(plan)?.[1]));
    }
    measured.push({ name, wanted, ms: median(times), plan });
  }
  await sql.end();
  await connection.close();
  return measured;
}

/** How a plan came to the figures and their series, by what of it was run. */
function readingOf(plan: string): string {
  const scans = plan
    .split('\n')
    .filter((line) => / on (versions|newest_versions|series)\b/.test(line))
    .filter((line) => !line.includes('never executed'));
  if (scans.every((line) => line.includes('Index Only Scan'))) return 'index only';
  return scans.every((line) => /(Index|Bitmap).* Scan/.test(line)) ? 'by index' : 'reads a table';
}

/** The picture as somebody is answered who is not answered from memory. */
async function picture(url: string) {
  const connection = await connect({ databaseUrl: url });
  const now = () => new Date();
  const { app } = createApp({
    db: connection.db,
    log: pino({ level: 'silent' }),
    now,
    today: () => '2026-01-01',
    signIn: { linksOnPages: false, proxies: 0 },
  });
  const times: number[] = [];
  let metrics = 0;
  for (let round = 0; round < 25; round++) {
    const began = performance.now();
    const response = await app.request('/api/v1/picture', { headers: { cookie: 'a=b' } });
    const text = await response.text();
    if (round >= 5) times.push(performance.now() - began);
    if (!response.ok) throw new Error(text);
    metrics = JSON.parse(text).topics.flatMap(({ rows }: { rows: unknown[] }) => rows).length;
  }
  await connection.close();
  return { uncached: median(times), heap: process.memoryUsage().heapUsed / 2 ** 20, metrics };
}

/** Numbers from 0 to 1, the same for the same seed. */
function drawing(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}
