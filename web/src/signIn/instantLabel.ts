import { londonDay, londonTime } from '@throughline/domain/london';
import { dayLabel } from '@throughline/domain/period';

/** A moment as a clock in Coventry shows it: "22 November 2026 at 12:04". */
export function instantLabel(instant: string): string {
  const moment = new Date(instant);
  return `${dayLabel(londonDay(moment))} at ${londonTime(moment)}`;
}
