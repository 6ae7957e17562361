/**
 * `pnpm soak [--minutes 10] [--rate 50]`: the product on its embedded database under a steady load of
 * readers, an officer who saves, and open streams, and then a spike to three times as much for half a
 * minute. Ends with 1 when a request failed or p95 of the steady load is over 300 ms.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Soaked, soak, withOfficer } from './soaking.ts';

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    minutes: { type: 'string', default: '10' },
    rate: { type: 'string', default: '50' },
  },
});
const rate = Number(values.rate);
const longest = 300;

const dataDir = await mkdtemp(join(tmpdir(), 'throughline-soak-'));
try {
  await withOfficer(dataDir, async (product, officer) => {
    const seconds = Math.round(Number(values.minutes) * 60);
    const steady = await soak(product, officer, { perSecond: rate, seconds, streams: 50 });
    say(`${rate} a second for ${seconds} s`, steady);
    const spike = await soak(product, officer, { perSecond: rate * 3, seconds: 30, streams: 50 });
    say(`${rate * 3} a second for 30 s`, spike);
    const failed = steady.errors.length + spike.errors.length;
    if (failed > 0 || steady.p95 > longest) process.exitCode = 1;
  });
} finally {
  await rm(dataDir, { recursive: true });
}

function say(what: string, { requests, p50, p95, p99, errors, ...rest }: Soaked): void {
  const ms = [p50, p95, p99].map((one) => one.toFixed(0)).join(', ');
  console.log(
    `${what}: ${requests} requests, p50, p95, p99 ${ms} ms, ${errors.length} errors; ` +
      `memory ${rest.startMegabytes.toFixed(0)} MB, then ${rest.endMegabytes.toFixed(0)} MB; ` +
      `${rest.streams} of 50 streams open at the end`,
  );
  for (const error of new Set(errors)) console.log(error);
}
