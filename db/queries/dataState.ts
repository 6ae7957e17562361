import { lte, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { publications } from '../schema/publications.ts';
import { dataState } from '../schema/state.ts';
import type { Bindable } from './bindable.ts';
import { addEvent, type NewEvent } from './events.ts';

/** A number that grows with every change to what may be read. 0 before anything was loaded. */
export async function dataVersion(db: Database): Promise<number> {
  const [row] = await db.select({ version: dataState.version }).from(dataState);
  return row?.version ?? 0;
}

/**
 * What may be read by the public at a moment, in one word: it changes with every change that is
 * noted, and at the moment of every publication.
 */
export async function publicState(db: Database, now: Date): Promise<string> {
  const [row] = await db.select({ state: stateAt(now) }).from(sql`(select) as nothing`);
  return row?.state ?? '';
}

/** What `publicState` answers, to be read with something else and so in the same moment. */
export function stateAt(now: Bindable<Date>): SQL<string> {
  return sql<string>`coalesce((select ${dataState.version} from ${dataState}), 0) || '.' || (select count(*) from ${publications} where ${lte(publications.at, now)})`;
}

/** Stands where the fingerprint of the seeds does in a database of synthetic figures. */
export const syntheticSeeds = 'synthetic';

/** The fingerprint of the seeds last loaded; empty before any were. */
export async function seedsLoaded(db: Database): Promise<string> {
  const [row] = await db.select({ seeds: dataState.seeds }).from(dataState);
  return row?.seeds ?? '';
}

/** Waits until no other instance loads seeds, and holds them back until the transaction ends. */
export async function takeSeedsTurn(tx: Database): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('throughline seeds'))`);
}

/** A change of what may be read, as open pages are told it. */
export type Change = Pick<NewEvent, 'about' | 'visibility'> &
  Partial<Pick<NewEvent, 'kind' | 'at'>>;

/**
 * Notes that what may be read has changed, and tells it on the channel `record`. Call it first in
 * the transaction of the change: it holds back whoever else would change the record. A change that
 * the public cannot see, such as a private paper, is told as `private`. Where it is known only
 * later what changed, if anything, give `told apart` and call `addEvent` then.
 */
export async function noteChange(db: Database, change: Change | 'told apart'): Promise<void> {
  await db
    .insert(dataState)
    .values({ id: 1, version: 1, seeds: '' })
    .onConflictDoUpdate({
      target: dataState.id,
      set: { version: sql`${dataState.version} + 1` },
    });
  if (change !== 'told apart') {
    await addEvent(db, { channel: 'record', kind: 'record changed', ...change });
  }
}

/** Notes which seeds were loaded, so that the next start need not load them again. */
export async function noteSeeds(db: Database, fingerprint: string): Promise<void> {
  await db
    .insert(dataState)
    .values({ id: 1, version: 1, seeds: fingerprint })
    .onConflictDoUpdate({ target: dataState.id, set: { seeds: fingerprint } });
}
