import {
  type Database,
  heldAreas,
  type KeptMetric,
  listMetrics,
  listTargetsIn,
  publicState,
} from '@throughline/db';
import { homeArea } from '@throughline/domain/place';
import type { Target } from '@throughline/domain/target';
import type { Deps } from './deps.ts';
import { onceAState } from './onceAState.ts';

/** What the registry says: what entries are checked by. */
export interface Registry {
  metrics: readonly KeptMetric[];
  /** The codes of the areas held. */
  areas: readonly string[];
  targets: ReadonlyMap<string, readonly Target[]>;
}

/** The registry as it is, read once for as long as the record is what it was: fifty may ask at once. */
export async function registryNow({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<Registry> {
  return registryAt({ db }, await publicState(db, now()));
}

const registryAt = onceAState(
  async ({ db }: { db: Database }): Promise<Registry> => ({
    metrics: await listMetrics(db),
    areas: (await heldAreas(db)).map(({ code }) => code),
    targets: await listTargetsIn(db, homeArea),
  }),
);
