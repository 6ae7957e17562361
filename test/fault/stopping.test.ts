import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addOfficer } from '../bench/soaking.ts';
import { createDatabase, type Engine, engines } from '../database.ts';
import { startProduct } from '../server.ts';
import { boxTexts, stopUnderLoad } from './stopping.ts';

test.each(engines)(
  'it stops within ten seconds with 200 streams and 20 saves under way, and keeps what it acknowledged, on %s',
  async (engine) => {
    const home = await mkdtemp(join(tmpdir(), 'throughline-stopping-'));
    const settings = await settingsOf(engine, home);
    await (await startProduct(settings)).stop();
    const { DATABASE_URL: databaseUrl } = settings;
    const officer = await addOfficer(databaseUrl ? { databaseUrl } : { dataDir: home });
    const product = await startProduct(settings);

    const stopped = await stopUnderLoad(product, officer, { streams: 200, writes: 20 });

    const figures = JSON.stringify({ ...stopped, acknowledged: stopped.acknowledged.size });
    expect(stopped.ms, figures).toBeLessThan(10_000);
    expect(stopped, figures).toMatchObject({ failed: [], streams: 200, stillOpen: 0 });
    expect(stopped.acknowledged.size, figures).toBeGreaterThan(0);
    const again = await startProduct(settings);
    const texts = await boxTexts(again, officer);
    await again.stop();
    for (const [position, text] of stopped.acknowledged) expect(texts.get(position)).toBe(text);
    await rm(home, { recursive: true });
  },
  120_000,
);

async function settingsOf(engine: Engine, home: string): Promise<Record<string, string>> {
  switch (engine) {
    case 'PGlite':
      return { DATA_DIR: home };
    case 'PostgreSQL':
      return { DATABASE_URL: await createDatabase('template0') };
  }
}
