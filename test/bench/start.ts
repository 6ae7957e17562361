import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProduct } from '../server.ts';
import { median, type Row } from './row.ts';

const rounds = 3;

interface Start {
  ms: number;
  megabytes: number;
}

/** From the start of the server to its first page, and its largest memory by then. */
export async function measureStart(): Promise<Row[]> {
  const first: Start[] = [];
  const later: Start[] = [];
  for (let round = 0; round < rounds; round++) {
    const dataDir = await mkdtemp(join(tmpdir(), 'throughline-start-'));
    first.push(await start(dataDir));
    later.push(await start(dataDir));
    await rm(dataDir, { recursive: true });
  }
  const row = (what: string, starts: readonly Start[], of: keyof Start, wanted: string): Row => ({
    what,
    product: median(starts.map((one) => one[of])).toFixed(0),
    bare: '',
    ratio: '–',
    wanted,
  });
  return [
    row('first start, nothing there yet: first page ms', first, 'ms', '6000 or less'),
    row('first start: largest memory MB', first, 'megabytes', '500 or less'),
    row('later start: first page ms', later, 'ms', '2000 or less'),
  ];
}

async function start(dataDir: string): Promise<Start> {
  const began = performance.now();
  const product = await startProduct({ DATA_DIR: dataDir });
  await (await fetch(product.url)).text();
  const ms = performance.now() - began;
  const status = await readFile(`/proc/${product.pid}/status`, 'utf8');
  await product.stop();
  return { ms, megabytes: Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024 };
}
