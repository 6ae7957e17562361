import { type Database, listMetrics, listTargetsIn } from '@throughline/db';
import type { Deps } from './deps.ts';
import { readDiscrepancies } from './discrepancies.ts';
import { onceAState } from './onceAState.ts';

interface Record {
  db: Database;
}

/** Every metric, as `listMetrics` gives them. */
export const metricsAt = onceAState(({ db }: Record) => listMetrics(db));

/** The targets there have been in an area, by metric. */
export const targetsAt = onceAState(({ db }: Record, area) => listTargetsIn(db, area));

/** Everything in the sources that cannot all be right, as it is said on a day. */
export const discrepanciesAt = onceAState(
  (deps: Pick<Deps, 'db' | 'now' | 'hide' | 'today'>, _day) => readDiscrepancies(deps),
);
