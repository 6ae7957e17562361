import { isPeriod, type Period } from '../period.ts';
import { nearestWords } from './nearest.ts';

/**
 * What `Reporting year` means for an indicator: a stock on a day of it (`03-31`), or a flow over the
 * twelve months to the end of a month of it (`03-31`, `09-30`). The person importing says which.
 */
export type ReportingYear = { stockOn: MonthDay } | { yearTo: MonthEnd };

/** A day of any year, `09-30`. */
export type MonthDay = `${number}-${number}`;

/** The ends of the years that official flows run to: March, August, September, December. */
export const monthEnds = ['03-31', '08-31', '09-30', '12-31'] as const;
export type MonthEnd = (typeof monthEnds)[number];

/** A period, or why there is none. */
export type PeriodRead = { period: Period } | { refused: string };

const months = [
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

/** What an identifier says of its `time_period`, and what we make of it. */
interface Identifier {
  digits: 4 | 6;
  /** Identifiers of one group may stand in one file; the standard forbids others beside them. */
  group: string;
  /** From the four digits of the first year. Absent for what no metric needs yet. */
  period?: (year: number) => string;
}

const quarters = [1, 2, 3, 4];
const identifiers: ReadonlyMap<string, Identifier> = new Map<string, Identifier>([
  ['Calendar year', { digits: 4, group: 'Calendar year', period: (year) => `${year}` }],
  ['Reporting year', { digits: 4, group: 'Reporting year' }],
  ['Academic year', { digits: 6, group: 'Academic year', period: (year) => `AY${year}` }],
  ['Financial year', { digits: 6, group: 'Financial year', period: (year) => `FY${year}` }],
  ...quarters.map((quarter): [string, Identifier] => [
    `Financial year Q${quarter}`,
    { digits: 6, group: 'quarters', period: (year) => `FY${year}-Q${quarter}` },
  ]),
  ...months.map((month, index): [string, Identifier] => [
    month,
    {
      digits: 4,
      group: 'months',
      period: (year) => `${year}-${String(index + 1).padStart(2, '0')}`,
    },
  ]),
  ...Array.from({ length: 52 }, (_, index): [string, Identifier] => [
    `Week ${index + 1}`,
    { digits: 4, group: 'weeks' },
  ]),
  ['Part 1 (April to September)', { digits: 6, group: 'half-years' }],
  ['Part 2 (October to March)', { digits: 6, group: 'half-years' }],
  ['Tax year', { digits: 6, group: 'tax years' }],
  ['Autumn term', { digits: 6, group: 'terms' }],
  ['Spring term', { digits: 6, group: 'terms' }],
  ['Summer term', { digits: 6, group: 'terms' }],
  ['Autumn and spring term', { digits: 6, group: 'two terms' }],
  // The platform takes these, though the standard does not list them.
  ...['Academic year', 'Calendar year', 'Tax year'].flatMap((year) =>
    quarters.map((quarter): [string, Identifier] => [
      `${year} Q${quarter}`,
      { digits: year === 'Calendar year' ? 4 : 6, group: `quarters of the ${year.toLowerCase()}` },
    ]),
  ),
]);

/**
 * The period of a row: "2024", "Calendar year" is `2024`; "202425", "Financial year Q2" is
 * `FY2024-Q2`. A reporting year needs to be told what it is. Source: the Department's open data
 * standard, time identifiers, word for word.
 */
export function periodOf(
  timePeriod: string,
  identifier: string,
  reportingYear: ReportingYear | undefined,
): PeriodRead {
  const known = identifiers.get(identifier);
  if (known === undefined) {
    const nearest = nearestWords(identifier, identifiers.keys());
    return { refused: `time_identifier “${identifier}” is not one of the standard${nearest}` };
  }
  if (!new RegExp(`^\\d{${known.digits}}$`).test(timePeriod)) {
    const digits = known.digits === 4 ? 'four digits' : 'six digits';
    return { refused: `time_period “${timePeriod}” of a ${identifier} does not have ${digits}` };
  }
  const year = Number(timePeriod.slice(0, 4));
  if (known.digits === 6 && Number(timePeriod.slice(4)) !== (year + 1) % 100) {
    return { refused: `time_period “${timePeriod}” does not run from a year to the next` };
  }

  if (identifier === 'Reporting year') return reportingPeriod(year, reportingYear);
  if (known.period === undefined) {
    return { refused: `${identifier}: no metric takes ${known.group}, so it is not read yet` };
  }
  return checked(known.period(year));
}

/** The group an identifier belongs to; a file may not mix groups. Nothing for an unknown one. */
export function identifierGroup(identifier: string): string | undefined {
  return identifiers.get(identifier)?.group;
}

function reportingPeriod(year: number, meaning: ReportingYear | undefined): PeriodRead {
  if (meaning === undefined) {
    return {
      refused:
        'the mapping does not say whether a reporting year is a stock on a day or a flow over a year',
    };
  }
  if ('stockOn' in meaning) return checked(`${year}-${meaning.stockOn}`);
  switch (meaning.yearTo) {
    case '03-31':
      return checked(`FY${year - 1}`);
    case '08-31':
      return checked(`AY${year - 1}`);
    case '09-30':
      return checked(`${year - 1}-10/${year}-09`);
    case '12-31':
      return checked(`${year}`);
  }
}

function checked(period: string): PeriodRead {
  if (isPeriod(period)) return { period };
  return { refused: `“${period}” is outside the years 2000 to 2099 or no day of the calendar` };
}
