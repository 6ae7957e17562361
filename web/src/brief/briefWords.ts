import { type Day, dayLabel } from '@throughline/domain/period';
import type { FigureOfBrief, ReadBrief } from './briefQuery.ts';

/** "Brief for the meeting of 28 November 2024". */
export function briefTitle({ meeting, visibility }: Pick<ReadBrief, 'meeting' | 'visibility'>) {
  const kind = visibility === 'private' ? 'Private brief' : 'Brief';
  return `${kind} for the meeting of ${dayLabel(meeting)}`;
}

/** Whether a path is that of a brief, and of which meeting. */
export function briefDayOf(path: string): string | undefined {
  return /^\/meetings\/([\d-]{10})\/brief(\/private)?$/.exec(path)?.[1];
}

/** Whether a metric has something to follow: more than one figure. */
export function hasLine({ figures }: FigureOfBrief): boolean {
  return figures.length > 1;
}

/** How many figures there are, in words that a list of links can carry. */
export function countWords(count: number): string {
  return count === 1 ? '1 figure' : `${count} figures`;
}

/** The days that the line of a metric runs between, the meeting's own among them. */
export function lineDays({ points }: FigureOfBrief, meeting: Day): Day[] {
  return [...points.map(({ period_end: end }) => end), meeting];
}
