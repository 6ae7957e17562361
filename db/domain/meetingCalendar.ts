import type { Day } from './period.ts';

/** A meeting as far as a calendar tells it. Its agenda is no part of that, public or private. */
export interface CalendarMeeting {
  date: Day;
  state: 'held' | 'cancelled' | 'planned';
  startsAt: string | undefined;
  movedFrom: Day | undefined;
  note: string;
}

/** How often a meeting's own entry has changed, and when it last did. */
export interface CalendarChange {
  sequence: number;
  changedAt: Date;
}

/** A meeting as an entry of a calendar. `uid` stays when it is moved; `sequence` only grows. */
export type CalendarEntry = CalendarMeeting & CalendarChange & { uid: string };

/**
 * The entries of a calendar, in the order of time. A meeting that was moved stays the same entry on
 * another day, and so the cancelled one that it was moved from is none of its own.
 */
export function calendarEntries(
  meetings: readonly CalendarMeeting[],
  changes: ReadonlyMap<Day, CalendarChange>,
): CalendarEntry[] {
  const byDay = new Map(meetings.map((meeting) => [meeting.date, meeting]));
  const left = new Set(meetings.flatMap(({ movedFrom }) => movedFrom ?? []));
  return meetings
    .filter(({ date, state }) => !(left.has(date) && state === 'cancelled'))
    .map((meeting) => {
      const earlier = daysBefore(meeting, byDay);
      const own = changes.get(meeting.date);
      const sequence = [meeting.date, ...earlier].reduce(
        (sum, day) => sum + (changes.get(day)?.sequence ?? 0),
        earlier.length,
      );
      return {
        ...meeting,
        uid: uidOf(earlier.at(-1) ?? meeting.date, earlier.length === 0 && left.has(meeting.date)),
        sequence,
        changedAt: own?.changedAt ?? new Date(`${meeting.date}T00:00:00Z`),
      };
    });
}

/** The days that a meeting was to be on before, the latest first. */
function daysBefore(meeting: CalendarMeeting, byDay: ReadonlyMap<Day, CalendarMeeting>): Day[] {
  const days: Day[] = [];
  for (let from = meeting.movedFrom; from !== undefined && !days.includes(from); ) {
    days.push(from);
    const before = byDay.get(from);
    from = before?.state === 'cancelled' ? before.movedFrom : undefined;
  }
  return days;
}

/** A new meeting on a day that another was moved from is another entry. */
function uidOf(day: Day, isAgain: boolean): string {
  return `meeting-${day}${isAgain ? '-again' : ''}@throughline`;
}
