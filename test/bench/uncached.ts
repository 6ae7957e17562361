import { connect, type FigureFilter, figuresQuery, publicSight } from '@throughline/db';
import { homeArea } from '@throughline/domain/place';
import { compare } from './load.ts';
import { type Server, startScript } from './reply.ts';
import type { Row } from './row.ts';

const metric = 'children-in-residential-homes';
const path = `/api/v1/metrics/${metric}/series`;
const expected = '200';
/** A reader who shows a cookie is not answered from memory. */
const uncached = { path, headers: { cookie: 'a=b' }, expected };

type Running = Pick<Server, 'url' | 'pid'>;

/** What is read, and the figures that it is made of. */
const reads: readonly { name: string; path: string; filter: FigureFilter; wanted?: string }[] = [
  {
    name: 'one series',
    path,
    filter: { metrics: [metric], areas: [homeArea], category: 'Total' },
    wanted: 'ratio 0.85 or more',
  },
  {
    name: 'picture',
    path: '/api/v1/picture',
    filter: { areas: [homeArea], category: 'Total' },
  },
  { name: 'figures.csv', path: '/api/v1/figures.csv', filter: {} },
];

/** Each read made anew each time, on both databases, against the same rows by postgres.js alone. */
export async function measureUncached(
  products: { pglite: Running; postgres: Running },
  databaseUrl: string,
): Promise<Row[]> {
  const connection = await connect({ databaseUrl });
  const rows: Row[] = [];
  for (const { name, path: at, filter, wanted } of reads) {
    const { sql, params } = figuresQuery(connection.db, filter, publicSight(new Date())).toSQL();
    const input = JSON.stringify({ url: databaseUrl, query: sql, values: params });
    const raw = await startScript('raw.js', { input });
    const [ours, theirs] = [
      { ...uncached, path: at },
      { path: '/', headers: {}, expected },
    ];
    for (const [engine, product] of Object.entries(products)) {
      const isEmbedded = engine === 'pglite';
      rows.push(
        ...(await compare(
          `${name} uncached, ${isEmbedded ? 'PGlite' : 'PostgreSQL'}, against raw postgres.js`,
          [product, ours],
          [raw, theirs],
          !isEmbedded && wanted ? { perSecond: wanted } : {},
          // The embedded database answers one after another.
          isEmbedded ? 5 : 50,
        )),
      );
    }
    raw.stop();
  }
  await connection.close();
  return rows;
}

/** One series cached and uncached against PostGraphile on the same database. */
export async function measurePostGraphile(product: Running, databaseUrl: string): Promise<Row[]> {
  const peer = await startScript('peers/postgraphile.js', { env: { DATABASE_URL: databaseUrl } });
  const fields =
    'period periodEnd version knownFrom value low high symbol marks printed locator note';
  const query = `{ allSeries(condition: { metric: "${metric}", area: "${homeArea}", category: "Total" }) { nodes { versionsBySeries(orderBy: PERIOD_END_ASC) { nodes { ${fields} } } } } }`;
  const asked = {
    path: '/graphql',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    expected,
  };
  const rows = [
    ...(await compare(
      'one series cached, against PostGraphile',
      [product, { path, headers: {}, expected }],
      [peer, asked],
      { perSecond: 'ratio 10 or more' },
    )),
    ...(await compare(
      'one series uncached, against PostGraphile',
      [product, uncached],
      [peer, asked],
      { perSecond: 'ratio 2 or more' },
    )),
  ];
  peer.stop();
  return rows;
}
