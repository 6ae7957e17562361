/**
 * `pnpm bench`: how near the product comes to the least there could be, in one table. Replies
 * against bare node:http, pages against the same pages without script, side by side in one run, so
 * that a busy machine is busy for both: read the ratios.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProduct } from '../server.ts';
import { measurePages } from './pages.ts';
import { measureReplies } from './replies.ts';
import { printTable } from './row.ts';

const dataDir = await mkdtemp(join(tmpdir(), 'throughline-bench-'));
const product = await startProduct({ DATA_DIR: dataDir });
try {
  const replies = await measureReplies(product.url);
  printTable([...replies, ...(await measurePages(product.url))]);
} finally {
  await product.stop();
  await rm(dataDir, { recursive: true });
}
