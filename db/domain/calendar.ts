import { type Day, dayNumber, isDay } from './period.ts';

/** Days on which the council's offices are closed, beside weekends. */
export type BankHolidays = ReadonlySet<Day>;

/** A return is due so many working days before its papers must be public. */
const daysToCheck = 2;

/** Papers are public for so many clear days before a meeting: Local Government Act 1972, s.100B. */
const clearDays = 5;

/**
 * The last day on which the papers of a meeting may become public: five clear days lie between, of
 * which neither that day nor the meeting's is one. Weekends and bank holidays are not counted.
 */
export function lastPapersDay(meeting: Day, holidays: BankHolidays): Day {
  return workingDaysBefore(meeting, clearDays + 1, holidays);
}

/** The day a return for a meeting is due: before its papers' last lawful day, never after it. */
export function returnDueDay(meeting: Day, holidays: BankHolidays): Day {
  return workingDaysBefore(lastPapersDay(meeting, holidays), daysToCheck, holidays);
}

/** The first working day after a day: when a return for a period that ends on it opens. */
export function nextWorkingDay(day: Day, holidays: BankHolidays): Day {
  let next = shifted(day, 1);
  while (!isWorkingDay(next, holidays)) next = shifted(next, 1);
  return next;
}

/** Whether the bank holidays of a day's year are known, so that working days can be counted. */
export function isCounted(day: Day, holidays: BankHolidays): boolean {
  return [...holidays].some((holiday) => holiday.slice(0, 4) === day.slice(0, 4));
}

/** Monday to Friday, and no bank holiday. */
export function isWorkingDay(day: Day, holidays: BankHolidays): boolean {
  // 1 January 2000 was a Saturday.
  return dayNumber(day) % 7 > 1 && !holidays.has(day);
}

/** Whether Easter Sunday is in March: the Gregorian computus (Meeus, Astronomical Algorithms, 8). */
export function isEasterInMarch(year: number): boolean {
  const whole = Math.floor;
  const [golden, century, rest] = [year % 19, whole(year / 100), year % 100];
  const moonsLag = whole((century - whole((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - whole(century / 4) - moonsLag + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * whole(rest / 4) - epact - (rest % 4)) % 7;
  const late = whole((golden + 11 * epact + 22 * weekday) / 451);
  return whole((epact + weekday - 7 * late + 114) / 31) === 3;
}

function workingDaysBefore(day: Day, count: number, holidays: BankHolidays): Day {
  let before = day;
  for (let left = count; left > 0; ) {
    before = shifted(before, -1);
    if (isWorkingDay(before, holidays)) left -= 1;
  }
  return before;
}

/** The day before or after. */
function shifted(day: Day, by: 1 | -1): Day {
  const [year, month, date] = [day.slice(0, 4), day.slice(5, 7), day.slice(8)].map(Number);
  const within = written(Number(year), Number(month), Number(date) + by);
  if (isDay(within)) return within;
  if (by === 1) {
    return month === 12
      ? written(Number(year) + 1, 1, 1)
      : written(Number(year), Number(month) + 1, 1);
  }
  const [endYear, endMonth] =
    month === 1 ? [Number(year) - 1, 12] : [Number(year), Number(month) - 1];
  return [31, 30, 29, 28].map((last) => written(endYear, endMonth, last)).find(isDay) ?? day;
}

function written(year: number, month: number, date: number): Day {
  return [year, month, date].map((part) => String(part).padStart(2, '0')).join('-') as Day;
}
