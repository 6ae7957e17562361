/**
 * Reporting periods, as typed strings that never become a `Date`: a day `2023-11-23`, a month
 * `2024-09`, a calendar year `2024`, a financial year `FY2024` (April 2024 to March 2025), its
 * quarter `FY2024-Q2`, an academic year `AY2024` (September 2024 to August 2025), a school-holiday
 * programme `2024-summer`, and a span of months `2021-05/2024-10`.
 */
export type Period =
  | Day
  | Month
  | `${number}`
  | `FY${number}`
  | `FY${number}-Q${Quarter}`
  | `AY${number}`
  | `${number}-${Holiday}`
  | `${Month}/${Month}`;

/** A calendar day, `2023-11-23`. Text order is time order. */
export type Day = `${number}-${number}-${number}`;

type Month = `${number}-${number}`;
type Quarter = 1 | 2 | 3 | 4;
type Holiday = 'easter' | 'summer' | 'christmas';

/** The kinds of period. A metric declares which it takes; change is only within one kind. */
export const periodKinds = [
  'day',
  'month',
  'year',
  'financial-year',
  'quarter',
  'academic-year',
  'holiday',
  'span',
] as const;
export type PeriodKind = (typeof periodKinds)[number];

const patterns: Record<PeriodKind, RegExp> = {
  day: /^(20\d{2})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
  month: /^(20\d{2})-(0[1-9]|1[0-2])$/,
  year: /^(20\d{2})$/,
  'financial-year': /^FY(20\d{2})$/,
  quarter: /^FY(20\d{2})-Q([1-4])$/,
  'academic-year': /^AY(20\d{2})$/,
  holiday: /^(20\d{2})-(easter|summer|christmas)$/,
  span: /^(20\d{2}-(?:0[1-9]|1[0-2]))\/(20\d{2}-(?:0[1-9]|1[0-2]))$/,
};

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const holidayNames: Record<Holiday, string> = {
  easter: 'Easter',
  summer: 'summer',
  christmas: 'Christmas',
};

/** The months a holiday programme falls in; the days differ from year to year and by school. */
const holidayMonths: Record<Holiday, [first: number, last: number]> = {
  easter: [3, 4],
  summer: [7, 8],
  christmas: [12, 12],
};

/** Whether text is a period as we write it, with a day that exists and a span that runs forward. */
export function isPeriod(text: string): text is Period {
  const kind = kindOf(text);
  if (kind === undefined) return false;
  if (kind === 'day') return isDay(text);
  if (kind === 'span') return text.slice(0, 7) < text.slice(8);
  return true;
}

/** Whether text is a day that exists: 29 February only in a leap year. Years 2000 to 2099. */
export function isDay(text: string): text is Day {
  const match = patterns.day.exec(text);
  if (!match) return false;
  return Number(match[3]) <= daysInMonth(Number(match[1]), Number(match[2]));
}

/** Which kind of period this is. */
export function periodKind(period: Period): PeriodKind {
  return factsOf(period).kind;
}

/** The first day of a period. */
export function periodStart(period: Period): Day {
  return factsOf(period).start;
}

/** The last day of a period: its place on a time axis, for a snapshot too. */
export function periodEnd(period: Period): Day {
  return factsOf(period).end;
}

/** Negative when `a` ends earlier; periods that end together are ordered by their start. */
export function comparePeriods(a: Period, b: Period): number {
  return (
    compareText(periodEnd(a), periodEnd(b)) ||
    compareText(periodStart(a), periodStart(b)) ||
    compareText(a, b)
  );
}

/**
 * The same month, quarter, holiday or year of the year before. A span has none unless it is a year
 * long, as the year to 30 September is.
 */
export function yearBefore(period: Period): Period | undefined {
  return factsOf(period).yearBefore;
}

/** Whether a span is of twelve months. */
export function isYearLong(span: Period): boolean {
  const [from = '', to = ''] = span.split('/');
  const months = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
  return months(to) - months(from) === 11;
}

/** The period as a reader sees it, in full: "Q2 2024/25", "summer 2024", "23 November 2023". */
export function periodLabel(period: Period): string {
  return factsOf(period).label;
}

/** A day as a reader sees it: "23 November 2023". */
export function dayLabel(day: Day): string {
  return `${Number(day.slice(8))} ${monthLabel(day.slice(0, 7))}`;
}

/** A short day for narrow places, "23 Nov 2023"; the full one stands beside or behind it. */
export function shortDayLabel(day: Day): string {
  const month = monthNames[Number(day.slice(5, 7)) - 1] ?? '';
  return `${Number(day.slice(8))} ${month.slice(0, 3)} ${day.slice(0, 4)}`;
}

/** Days since 1 January 2000, for a true time axis. Whole number. */
export function dayNumber(day: Day): number {
  const year = Number(day.slice(0, 4)) - 2000;
  let days = year * 365 + Math.ceil(year / 4) + Number(day.slice(8)) - 1;
  for (let month = 1; month < Number(day.slice(5, 7)); month++) {
    days += daysInMonth(year + 2000, month);
  }
  return days;
}

/**
 * The municipal year a day falls in, "2024/25": from the annual meeting in May to the next. The
 * annual meeting is taken to be on 15 May; scrutiny boards do not meet in the days around it.
 */
export function municipalYear(day: Day): string {
  const year = Number(day.slice(0, 4));
  return acrossYears(day.slice(5) >= '05-15' ? year : year - 1);
}

function kindOf(text: string): PeriodKind | undefined {
  return periodKinds.find((kind) => patterns[kind].test(text));
}

/** What follows from a period's text alone. */
interface Facts {
  kind: PeriodKind;
  start: Day;
  end: Day;
  label: string;
  yearBefore: Period | undefined;
}

/** A record says few periods, each many thousand times. */
const remembered = new Map<Period, Facts>();
const rememberedAtMost = 10_000;

function factsOf(period: Period): Facts {
  const known = remembered.get(period);
  if (known) return known;
  if (remembered.size >= rememberedAtMost) remembered.clear();
  const kind = kindOf(period);
  if (kind === undefined) throw new Error(`Not a period: ${period}`);
  const [start, end] = boundsOf(period, kind);
  const label = labelOf(period, kind);
  const facts = { kind, start, end, label, yearBefore: beforeOf(period, kind) };
  remembered.set(period, facts);
  return facts;
}

function beforeOf(period: Period, kind: PeriodKind): Period | undefined {
  if (kind === 'span' && !isYearLong(period)) return undefined;
  const before = period.replace(/20\d{2}/g, (year) => String(Number(year) - 1));
  return isPeriod(before) ? before : undefined;
}

function labelOf(period: Period, kind: PeriodKind): string {
  const year = Number(/20\d{2}/.exec(period)?.[0]);
  switch (kind) {
    case 'day':
      return dayLabel(period as Day);
    case 'month':
      return monthLabel(period);
    case 'year':
      return period;
    case 'financial-year':
      return acrossYears(year);
    case 'quarter':
      return `Q${period.slice(-1)} ${acrossYears(year)}`;
    case 'academic-year':
      return `${acrossYears(year)} academic year`;
    case 'holiday':
      return `${holidayNames[period.slice(5) as Holiday]} ${year}`;
    case 'span':
      return `${monthLabel(period.slice(0, 7))} to ${monthLabel(period.slice(8))}`;
  }
}

function boundsOf(period: Period, kind: PeriodKind): [start: Day, end: Day] {
  const year = Number(/20\d{2}/.exec(period)?.[0]);
  switch (kind) {
    case 'day':
      return [period as Day, period as Day];
    case 'month':
      return months(year, Number(period.slice(5)), year, Number(period.slice(5)));
    case 'year':
      return months(year, 1, year, 12);
    case 'financial-year':
      return months(year, 4, year + 1, 3);
    case 'quarter': {
      const quarter = Number(period.slice(-1));
      if (quarter === 4) return months(year + 1, 1, year + 1, 3);
      return months(year, 1 + quarter * 3, year, 3 + quarter * 3);
    }
    case 'academic-year':
      return months(year, 9, year + 1, 8);
    case 'holiday': {
      const [first, last] = holidayMonths[period.slice(5) as Holiday];
      return months(year, first, year, last);
    }
    case 'span': {
      const [from = '', to = ''] = period.split('/');
      return months(
        Number(from.slice(0, 4)),
        Number(from.slice(5)),
        Number(to.slice(0, 4)),
        Number(to.slice(5)),
      );
    }
  }
}

function months(
  firstYear: number,
  firstMonth: number,
  lastYear: number,
  lastMonth: number,
): [Day, Day] {
  return [
    day(firstYear, firstMonth, 1),
    day(lastYear, lastMonth, daysInMonth(lastYear, lastMonth)),
  ];
}

function day(year: number, month: number, date: number): Day {
  return `${year}-${pad(month)}-${pad(date)}` as Day;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function monthLabel(month: string): string {
  return `${monthNames[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`;
}

function acrossYears(year: number): string {
  return `${year}/${pad((year + 1) % 100)}`;
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
