import {
  countFiguresByMeeting,
  type Database,
  listMeetings,
  listMetrics,
  listTargetsIn,
  listTopics,
} from '@throughline/db';
import type { Deps } from './deps.ts';
import { readDiscrepancies } from './discrepancies.ts';
import { onceAState } from './onceAState.ts';

interface Record {
  db: Database;
}

/** Every metric, as `listMetrics` gives them. */
export const metricsAt = onceAState(({ db }: Record) => listMetrics(db));

/** The subjects that metrics are read under. */
export const topicsAt = onceAState(({ db }: Record) => listTopics(db));

/** Every meeting, held, cancelled or planned. */
export const meetingsAt = onceAState(({ db }: Record) => listMeetings(db));

/** How many figures each meeting was first told, for those who see what is `private` or not. */
export const figuresByMeetingAt = onceAState(({ db, now }: Pick<Deps, 'db' | 'now'>, sees) =>
  countFiguresByMeeting(db, { now: now(), private: sees === 'private' }),
);

/** The targets there have been in an area, by metric. */
export const targetsAt = onceAState(({ db }: Record, area) => listTargetsIn(db, area));

/** Everything in the sources that cannot all be right, as it is said on a day. */
export const discrepanciesAt = onceAState(
  (deps: Pick<Deps, 'db' | 'now' | 'hide' | 'today'>, _day) => readDiscrepancies(deps),
);
