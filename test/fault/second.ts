/**
 * `node test/run.js test/fault/second.ts [times]`: starts a second product on the directory of one that
 * is running and saving, 20 times unless told otherwise. Each must be refused by the name of the first,
 * and nothing be lost.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withOfficer } from '../bench/soaking.ts';
import { ProductRefused, startProduct } from '../server.ts';
import { boxTexts } from './stopping.ts';

const times = Number(process.argv[2] ?? 20);
const dataDir = await mkdtemp(join(tmpdir(), 'throughline-second-'));
let [refused, kept] = [0, 0];
await withOfficer(dataDir, async (product, officer) => {
  for (let turn = 0; turn < times; turn++) {
    const second = startProduct({ DATA_DIR: dataDir });
    const saved = await fetch(`${product.url}/api/v1/returns/FY2024-Q3/boxes/1`, {
      method: 'PUT',
      headers: { ...officer.headers, 'If-Match': `"${turn}"` },
      body: JSON.stringify({ typed: { text: String(turn) } }),
    });
    const said = await second.then(
      async (started) => `it started: ${(await started.stop()).join(' ')}`,
      (error: unknown) => (error instanceof ProductRefused ? error.message : String(error)),
    );
    if (said.includes(`in use by process ${product.pid}`)) refused += 1;
    else console.log(said);
    const texts = await boxTexts(product, officer);
    if (saved.status === 200 && texts.get(1) === String(turn)) kept += 1;
  }
});
await rm(dataDir, { recursive: true });
console.log(`${refused} of ${times} refused by name, ${kept} of ${times} saves meanwhile kept`);
if (refused < times || kept < times) process.exitCode = 1;
