import { type Day, isDay } from './period.ts';

/** The day it is in Coventry at a moment. */
export function londonDay(moment: Date): Day {
  // Days begin with an hour of universal time, so all of an hour are in one: asked at every reading.
  const hour = Math.floor(moment.getTime() / 3_600_000);
  if (hour !== lastHour?.hour) lastHour = { hour, day: dayFormat.format(moment) as Day };
  return lastHour.day;
}

/** The time of day in Coventry at a moment, "09:30". */
export function londonTime(moment: Date): string {
  return timeFormat.format(moment);
}

/**
 * The moment that a clock in Coventry shows as "2025-01-08T09:30", or nothing when no clock ever
 * does. Of the hour that comes twice when summer time ends, the first.
 */
export function londonMoment(text: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/.test(text) || !isDay(text.slice(0, 10))) {
    return undefined;
  }
  return ['+01:00', 'Z']
    .map((offset) => new Date(`${text}${offset}`))
    .find((moment) => `${londonDay(moment)}T${londonTime(moment)}` === text);
}

const timeZone = 'Europe/London';
const dayFormat = new Intl.DateTimeFormat('sv-SE', { timeZone });
let lastHour: { hour: number; day: Day } | undefined;
const timeFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
