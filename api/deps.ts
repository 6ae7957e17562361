import type { Database } from '@throughline/db';
import type { Day } from '@throughline/domain/period';
import type { Logger } from 'pino';

/** What every route is given. */
export interface Deps {
  db: Database;
  log: Logger;
  /** The day it is in Europe/London. */
  today: () => Day;
}
