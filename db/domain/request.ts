import type { Day } from './period.ts';

/** What the Board asked for, by what is known of it. */
export interface Asked {
  meeting: Day;
  dueMeeting?: Day | undefined;
  answerMeeting?: Day | undefined;
  /** The day from which a published figure answers it. */
  figureKnownFrom?: Day | undefined;
  withdrawnOn?: Day | undefined;
}

export type RequestState = 'open' | 'answered' | 'overdue' | 'withdrawn';

/**
 * The state of a request on a day. Overdue is said only of one asked for by a named meeting that
 * has been held without it: of a cancelled one, or one whose papers are not held, nothing is known.
 */
export function requestState(asked: Asked, held: readonly Day[], day: Day): RequestState {
  if (asked.withdrawnOn !== undefined && asked.withdrawnOn <= day) return 'withdrawn';
  const answers = [asked.answerMeeting, asked.figureKnownFrom];
  if (answers.some((known) => known !== undefined && known <= day)) return 'answered';
  const { dueMeeting } = asked;
  const wasHeld = dueMeeting !== undefined && dueMeeting <= day && held.includes(dueMeeting);
  return wasHeld ? 'overdue' : 'open';
}

/** How many meetings the Board has held since it asked, up to and with a day. */
export function meetingsSince(asked: Asked, held: readonly Day[], day: Day): number {
  return held.filter((date) => date > asked.meeting && date <= day).length;
}
