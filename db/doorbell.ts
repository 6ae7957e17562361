import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';

/** What a database rings when events were added. A bell only: what happened is in the table. */
export const doorbell = 'throughline_events';

/** What it is rung with when somebody's rights changed or a session ended, so that streams ask again. */
export type Ring = 'rights' | 'news';

/** What a ring is about, by the word it came with. */
export function ringOf(word: string): Ring {
  return word === 'rights' ? 'rights' : 'news';
}

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
export function listenPostgres(url: string, rung: (ring: Ring) => void): Listener {
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
      await listen().catch(() => {
        // The database is away. Until it is back the table is looked at every second.
      });
      await pause(tryAgainAfter);
    }
  }

  /** Returns when it no longer hears. */
  async function listen(): Promise<void> {
    const own = `throughline_${randomUUID()}`;
    const lost = new AbortController();
    let heard: () => void = () => undefined;
    const heeding = {
      onnotify: (channel: string, word: string) => (channel === own ? heard() : rung(ringOf(word))),
    };
    // One connection and no more: what postgres.js does by itself to listen again cannot be heard
    // failing, and ended the process.
    const client = postgres(url, {
      max: 1,
      connect_timeout: 5,
      idle_timeout: 0,
      max_lifetime: null,
      fetch_types: false,
      onnotice: () => undefined,
      onclose: () => lost.abort(),
      connection: { application_name: 'throughline doorbell' },
      ...heeding,
    });
    try {
      await client.unsafe(`listen ${doorbell}`);
      await client.unsafe(`listen "${own}"`);
      // Whose rights changed in between was not heard either.
      rung('rights');
      while (!ending.signal.aborted) {
        await pause(checkEvery, lost.signal);
        if (ending.signal.aborted || lost.signal.aborted) return;
        const hears = new Promise<boolean>((resolve) => {
          heard = () => resolve(true);
          setTimeout(resolve, ringTakes, false).unref();
        });
        await client.notify(own, '');
        if (!(await hears)) return;
      }
    } finally {
      await client.end({ timeout: 1 }).catch(() => undefined);
    }
  }

  async function pause(milliseconds: number, ...sooner: AbortSignal[]): Promise<void> {
    const signal = AbortSignal.any([ending.signal, ...sooner]);
    await sleep(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);
  }
}
