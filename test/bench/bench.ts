/**
 * `pnpm bench [start] [replies] [uncached] [pages] [screens] [--peers]`: how near the product comes to the least there could be, in one table.
 * Replies against bare node:http and raw postgres.js, pages against the same pages without script;
 * with `--peers` also against PostGraphile and Observable Framework, which it installs in a folder of
 * their own. Side by side in one run, so that a busy machine is busy for both: read the ratios.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { startPostgres } from '../postgres.ts';
import { startProduct } from '../server.ts';
import { measurePages } from './pages.ts';
import { installPeers } from './peers.ts';
import { measureReplies } from './replies.ts';
import { printTable, type Row } from './row.ts';
import { measureScreens } from './screens.ts';
import { measureStart } from './start.ts';
import { measurePostGraphile, measureUncached } from './uncached.ts';

const withPeers = process.argv.includes('--peers');
const parts = process.argv.slice(2).filter((word) => word !== '--peers');
/** A part is measured when it is named, or when none is. */
const isAsked = (part: string) => parts.length === 0 || parts.includes(part);
if (withPeers) installPeers();

const dataDir = await mkdtemp(join(tmpdir(), 'throughline-bench-'));
const server = await startPostgres();
const sql = postgres(`${server.url}postgres`, { max: 1 });
await sql.unsafe('create database board');
await sql.end();
const databaseUrl = `${server.url}board`;

const rows: Row[] = [];
const measure = async (what: string, read: () => Promise<Row[]>) => {
  console.error(`Measuring ${what} …`);
  rows.push(...(await read()));
};
if (isAsked('start')) await measure('starts', measureStart);
const pglite = await startProduct({ DATA_DIR: dataDir });
const onPostgres = await startProduct({ DATABASE_URL: databaseUrl });
const products = { pglite, postgres: onPostgres };
try {
  if (isAsked('replies')) {
    await measure('replies on PGlite', () => measureReplies(pglite, 'PGlite'));
    await measure('replies on PostgreSQL', () => measureReplies(onPostgres, 'PostgreSQL'));
  }
  if (isAsked('uncached')) {
    await measure('what is not in memory', () => measureUncached(products, databaseUrl));
    if (withPeers) {
      await measure('PostGraphile', () => measurePostGraphile(onPostgres, databaseUrl));
    }
  }
  if (isAsked('pages')) await measure('pages', () => measurePages(pglite.url));
  if (isAsked('screens')) {
    await measure('the picture by its metrics', () => measureScreens(server.url, withPeers));
  }
} finally {
  // What was measured is printed, whatever went wrong after it.
  printTable(rows);
  await pglite.stop();
  await onPostgres.stop();
  await server.stop();
  await rm(dataDir, { recursive: true });
}
