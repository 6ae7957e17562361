import { type Day, dayNumber, shortDayLabel } from '@throughline/domain/period';
import { placeLabels, type Spot, textWidth } from './labels.ts';
import { alongAxis, type TimeAxis } from './plot.ts';

/** A meeting as a line through the figures. */
export interface MeetingLine {
  date: Day;
  state: 'held' | 'cancelled' | 'planned';
  /** Figures that were first reported to it. */
  figures: number;
}

/** The rows that the days of meetings stand in above their lines, and how high each is. */
export const meetingRows = { count: 3, height: 17 };

/** The meetings that are drawn. A cancelled one was told nothing, so nothing runs through it. */
export function meetingsOn(meetings: readonly MeetingLine[], axis: TimeAxis): MeetingLine[] {
  return meetings.filter(
    ({ date, state }) => state !== 'cancelled' && date >= axis.from && date <= axis.to,
  );
}

/**
 * Where the day of each meeting is written over its line, so that none touch: the chosen first,
 * then those that were told figures, the newest first. `dy` is from the foot of the rows.
 */
export function meetingSpots(
  meetings: readonly MeetingLine[],
  axis: TimeAxis,
  chosen: Day | undefined,
  { width, margin }: { width: number; margin: number },
): { meeting: MeetingLine; spot: Spot }[] {
  const order = [...meetings].sort((a, b) => rank(b, chosen) - rank(a, chosen));
  const foot = meetingRows.count * meetingRows.height;
  const wanted = order.map(({ date }) => ({
    x: (alongAxis(axis, dayNumber(date)) / 100) * width,
    y: foot,
    width: textWidth(shortDayLabel(date), 13) + 3,
    height: 14,
    spots: places,
  }));
  const spots = placeLabels(wanted, [], { left: -18, right: width + margin, top: 0, bottom: foot });
  return order.flatMap((meeting, index) => {
    const spot = spots[index];
    return spot ? [{ meeting, spot }] : [];
  });
}

const places = Array.from({ length: meetingRows.count }, (_, level): Spot[] => {
  const dy = -4 - level * meetingRows.height;
  return [
    { dx: 0, dy, anchor: 'middle' },
    { dx: 12, dy, anchor: 'end' },
    { dx: -12, dy, anchor: 'start' },
  ];
}).flat();

function rank({ date, figures }: MeetingLine, chosen: Day | undefined): number {
  if (date === chosen) return Number.POSITIVE_INFINITY;
  return dayNumber(date) + (figures > 0 ? 1_000_000 : 0);
}
