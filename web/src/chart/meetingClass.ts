import type { Day } from '@throughline/domain/period';
import styles from './meetingLines.module.css';
import type { MeetingLine } from './meetingSpots.ts';

/** How a meeting's line is drawn: the chosen one strong, those after it dotted. */
export function meetingClass(
  { date, state }: MeetingLine,
  chosen: Day | undefined,
): string | undefined {
  if (date === chosen) return styles.chosen;
  const isComing = state === 'planned' || (chosen !== undefined && date > chosen);
  return isComing ? styles.coming : styles.held;
}
