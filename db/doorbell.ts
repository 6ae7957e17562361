import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';

/** What a database rings when events were added. A bell only: what happened is in the table. */
export const doorbell = 'throughline_events';

/** Somebody listening for the doorbell. */
export interface Listener {
  close(): Promise<void>;
}

/** How often a listener makes sure that it still hears, and how long a ring may take, in ms. */
const checkEvery = 15_000;
const ringTakes = 3_000;
const tryAgainAfter = 1_000;

/**
 * Listens on a PostgreSQL server until closed. A connection that was lost is made anew, and so is
 * one that only looks alive: every 15 seconds it rings a bell of its own and must hear it. Each
 * time it begins it rings, because what happened in between was not heard.
 */
export function listenPostgres(url: string, rung: () => void): Listener {
  const ending = new AbortController();
  const kept = keepListening();
  return {
    close: async () => {
      ending.abort();
      await kept;
    },
  };

  async function keepListening(): Promise<void> {
    while (!ending.signal.aborted) {
      const client = postgres(url, {
        max: 1,
        connect_timeout: 5,
        // It would ask for them at each connection, and nobody hears when that fails.
        fetch_types: false,
        onnotice: () => undefined,
        connection: { application_name: 'throughline doorbell' },
      });
      try {
        await listen(client);
      } catch {
        // The database is away. Until it is back the table is looked at every second.
      }
      await client.end({ timeout: 1 }).catch(() => undefined);
      await pause(tryAgainAfter);
    }
  }

  /** Returns when it no longer hears. */
  async function listen(client: postgres.Sql): Promise<void> {
    const own = `throughline_${randomUUID()}`;
    let heard: () => void = () => undefined;
    await client.listen(own, () => heard());
    await client.listen(doorbell, rung, rung);
    while (!ending.signal.aborted) {
      await pause(checkEvery);
      if (ending.signal.aborted) return;
      const hears = new Promise<boolean>((resolve) => {
        heard = () => resolve(true);
        setTimeout(resolve, ringTakes, false).unref();
      });
      await client.notify(own, '');
      if (!(await hears)) return;
    }
  }

  async function pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: ending.signal, ref: false }).catch(
      () => undefined,
    );
  }
}
