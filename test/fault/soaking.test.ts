import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { soak, withOfficer } from '../bench/soaking.ts';

/** `pnpm soak` does it for ten minutes at 50 a second, and looks at the time that answers take. */
test('readers, streams and an officer who saves are all answered under a steady load', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'throughline-soak-'));

  const soaked = await withOfficer(dataDir, (product, officer) =>
    soak(product, officer, { perSecond: 20, seconds: 4, streams: 5 }),
  );

  expect(soaked).toMatchObject({ requests: 80, errors: [], streams: 5 });
  expect(soaked.p50).toBeGreaterThan(0);
  await rm(dataDir, { recursive: true });
}, 60_000);
