/**
 * `node test/run.js test/bench/worst.ts`: asks the product for everything that the public may read, each
 * for the first time and once more, and says which took longest and which is largest.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProduct } from '../server.ts';
import { askEverything } from './everything.ts';

const dataDir = await mkdtemp(join(tmpdir(), 'throughline-worst-'));
const product = await startProduct({ DATA_DIR: dataDir });
try {
  const asked = await askEverything(product.url);
  console.log(`${asked.length} requests, each for the first time; wanted 300 ms and 1 MB`);
  for (const by of ['ms', 'again', 'bytes'] as const) {
    console.log(`\nthe most ${by}`);
    const most = asked.toSorted((a, b) => b[by] - a[by]).slice(0, 8);
    for (const { path, ms, again, bytes } of most) {
      console.log(`${ms.toFixed(0)} ms, ${again.toFixed(0)} ms again, ${bytes} bytes: ${path}`);
    }
  }
} finally {
  await product.stop();
  await rm(dataDir, { recursive: true });
}
