import { type Database, databaseTime } from '@throughline/db';
import type { Logger } from 'pino';

/** What time it is, agreed among all that share a database. */
export interface Clock {
  now: () => Date;
  /** Compares again; a clock may be put right while we run. */
  compare: () => Promise<void>;
}

/** Less than this may be the time that the question took. */
const mayBeOff = 1000;

/**
 * The time by the database's clock where this computer's is off: what becomes public at a moment does
 * so on every instance at once, whatever each of their clocks says.
 */
export async function agreedClock(
  db: Database,
  log: Pick<Logger, 'warn'>,
  own: () => number = Date.now,
): Promise<Clock> {
  let off = 0;
  const compare = async () => {
    const asked = own();
    const there = (await databaseTime(db)).getTime();
    const answered = own();
    const found = there - (asked + answered) / 2;
    // A slow answer says too little of either clock.
    if (answered - asked > mayBeOff) return;
    const before = off;
    off = Math.abs(found) < mayBeOff ? 0 : found;
    if (off !== 0 && Math.abs(off - before) >= mayBeOff) {
      log.warn({ seconds: Math.round(-off / 1000) }, 'This clock is ahead of the database’s');
    }
  };
  await compare();
  return { now: () => new Date(own() + off), compare };
}
