import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createDatabase, type Engine, engines } from '../database.ts';
import { killUnderSaving, type LastingPlace, randomFrom } from './killing.ts';

/** `pnpm fault` does it a hundred times. */
const moments = 5;

test.each(engines)(
  'no acknowledged save is lost when the product is killed under saving, on %s',
  async (engine) => {
    const home = await mkdtemp(join(tmpdir(), 'throughline-fault-'));
    const seed = Date.now() % 2 ** 32;

    const place = await placeOf(engine, home);
    const toll = await killUnderSaving(place, { moments, opening: 1 }, randomFrom(seed));

    const figures = `seed ${seed}: ${JSON.stringify(toll)}`;
    expect(toll.lost, figures).toEqual([]);
    expect(toll, figures).toMatchObject({
      auditFaults: 0,
      auditAstray: 0,
      restarts: moments,
      killedOpening: 1,
    });
    expect(toll.acknowledged, figures).toBeGreaterThan(moments);
    await rm(home, { recursive: true });
  },
  180_000,
);

async function placeOf(engine: Engine, home: string): Promise<LastingPlace> {
  switch (engine) {
    case 'PGlite':
      return { dataDir: home };
    case 'PostgreSQL':
      return { databaseUrl: await createDatabase('template0') };
  }
}
