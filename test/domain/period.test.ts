import {
  comparePeriods,
  type Day,
  dayLabel,
  dayNumber,
  isDay,
  isPeriod,
  municipalYear,
  type Period,
  periodEnd,
  periodKind,
  periodLabel,
  periodStart,
  shortDayLabel,
  yearBefore,
} from '@throughline/domain/period';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

describe('each kind of period has its days and its label', () => {
  test.each<[Period, ReturnType<typeof periodKind>, Day, Day, string]>([
    ['2023-11-23', 'day', '2023-11-23', '2023-11-23', '23 November 2023'],
    ['2024-09', 'month', '2024-09-01', '2024-09-30', 'September 2024'],
    ['2024-02', 'month', '2024-02-01', '2024-02-29', 'February 2024'],
    ['2024', 'year', '2024-01-01', '2024-12-31', '2024'],
    ['FY2024', 'financial-year', '2024-04-01', '2025-03-31', '2024/25'],
    ['FY2024-Q1', 'quarter', '2024-04-01', '2024-06-30', 'Q1 2024/25'],
    ['FY2024-Q2', 'quarter', '2024-07-01', '2024-09-30', 'Q2 2024/25'],
    ['FY2024-Q3', 'quarter', '2024-10-01', '2024-12-31', 'Q3 2024/25'],
    ['FY2024-Q4', 'quarter', '2025-01-01', '2025-03-31', 'Q4 2024/25'],
    ['AY2024', 'academic-year', '2024-09-01', '2025-08-31', '2024/25 academic year'],
    ['2024-easter', 'holiday', '2024-03-01', '2024-04-30', 'Easter 2024'],
    ['2024-summer', 'holiday', '2024-07-01', '2024-08-31', 'summer 2024'],
    ['2024-christmas', 'holiday', '2024-12-01', '2024-12-31', 'Christmas 2024'],
    ['2021-05/2024-10', 'span', '2021-05-01', '2024-10-31', 'May 2021 to October 2024'],
    ['2024-10/2025-09', 'span', '2024-10-01', '2025-09-30', 'October 2024 to September 2025'],
  ])('%s', (period, kind, start, end, label) => {
    expect(isPeriod(period)).toBe(true);
    expect(periodKind(period)).toBe(kind);
    expect([periodStart(period), periodEnd(period)]).toEqual([start, end]);
    expect(periodLabel(period)).toBe(label);
  });
});

test.each([
  '2024-13',
  '2024-00',
  '2024-1',
  '2023-11-31',
  '2023-02-29',
  '2024-Q2',
  'FY2024-Q5',
  'FY24',
  'fy2024',
  '1999',
  '2024-autumn',
  '2024-10/2021-05',
  '2024-10/2024-10',
  '2024-10/2024-13',
  ' 2024',
  '2024\n',
  '',
])('%j is not a period', (text) => {
  expect(isPeriod(text)).toBe(false);
});

test('29 February is a day in a leap year only', () => {
  expect(isDay('2024-02-29')).toBe(true);
  expect(isDay('2000-02-29')).toBe(true);
  expect(isDay('2023-02-29')).toBe(false);
});

test('a quarter that runs into the next calendar year belongs to the year it began in', () => {
  expect(periodLabel('FY2024-Q4')).toBe('Q4 2024/25');
  expect(periodEnd('FY2024-Q4')).toBe('2025-03-31');
});

test('the last financial year of a century is written across it', () => {
  expect(periodLabel('FY2099')).toBe('2099/00');
});

test('periods stand in the order they end, whatever their kind', () => {
  const scattered: Period[] = ['2024-10', 'FY2023', '2023-summer', '2024-03-31', 'FY2024-Q2'];

  expect([...scattered].sort(comparePeriods)).toEqual([
    '2023-summer',
    'FY2023',
    '2024-03-31',
    'FY2024-Q2',
    '2024-10',
  ]);
});

test('the year before a period is the same time of the year before', () => {
  expect(yearBefore('2024-10')).toBe('2023-10');
  expect(yearBefore('FY2024-Q1')).toBe('FY2023-Q1');
  expect(yearBefore('2024-summer')).toBe('2023-summer');
  expect(yearBefore('AY2024')).toBe('AY2023');
  expect(yearBefore('2024')).toBe('2023');
});

test('a span of a year has the year before it', () => {
  expect(yearBefore('2024-10/2025-09')).toBe('2023-10/2024-09');
});

test('any other span, and 29 February, have no year before', () => {
  expect(yearBefore('2021-05/2024-10')).toBeUndefined();
  expect(yearBefore('2024-02-29')).toBeUndefined();
});

test('a municipal year runs from the annual meeting in May to the next', () => {
  expect(municipalYear('2024-05-14')).toBe('2023/24');
  expect(municipalYear('2024-05-15')).toBe('2024/25');
  expect(municipalYear('2024-11-28')).toBe('2024/25');
  expect(municipalYear('2025-03-20')).toBe('2024/25');
});

test('a day is written in full, and shorter only where it must', () => {
  expect(dayLabel('2023-11-03')).toBe('3 November 2023');
  expect(shortDayLabel('2023-11-23')).toBe('23 Nov 2023');
});

describe('for every period there can be', () => {
  const year = fc.integer({ min: 2001, max: 2098 });
  const month = fc.tuple(year, fc.integer({ min: 1, max: 12 })).map(([y, m]) => monthText(y, m));
  const day = fc
    .date({ min: new Date('2001-01-01'), max: new Date('2098-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const period = fc.oneof(
    day,
    month,
    year.map(String),
    year.map((y) => `FY${y}`),
    year.map((y) => `AY${y}`),
    fc.tuple(year, fc.integer({ min: 1, max: 4 })).map(([y, q]) => `FY${y}-Q${q}`),
    fc.tuple(year, fc.constantFrom('easter', 'summer', 'christmas')).map(([y, h]) => `${y}-${h}`),
    fc
      .tuple(month, month)
      .filter(([a, b]) => a !== b)
      .map((ends) => ends.sort().join('/')),
  ) as fc.Arbitrary<Period>;

  test('it is a period, with two real days, the first not after the last', () => {
    fc.assert(
      fc.property(period, (each) => {
        expect(isPeriod(each)).toBe(true);
        expect(isDay(periodStart(each))).toBe(true);
        expect(isDay(periodEnd(each))).toBe(true);
        expect(periodStart(each) <= periodEnd(each)).toBe(true);
      }),
    );
  });

  test('its last day is followed by the first of a month, or it is a day itself', () => {
    fc.assert(
      fc.property(period, (each) => {
        const after = new Date(Date.parse(periodEnd(each)) + 86_400_000);
        expect(after.getUTCDate() === 1 || periodKind(each) === 'day').toBe(true);
      }),
    );
  });

  test('no two different periods compare as equal, and order does not depend on the start', () => {
    fc.assert(
      fc.property(fc.uniqueArray(period, { maxLength: 12 }), (some) => {
        const sorted = [...some].sort(comparePeriods);
        expect([...some].reverse().sort(comparePeriods)).toEqual(sorted);
        const ends = sorted.map(periodEnd);
        expect(ends).toEqual([...ends].sort());
      }),
    );
  });

  test('no two different periods of one kind have the same label', () => {
    fc.assert(
      fc.property(period, period, (a, b) => {
        fc.pre(a !== b && periodKind(a) === periodKind(b));
        expect(periodLabel(a)).not.toBe(periodLabel(b));
      }),
    );
  });

  test('the year before it is of the same kind, and ends a year earlier', () => {
    fc.assert(
      fc.property(period, (each) => {
        const before = yearBefore(each);
        fc.pre(before !== undefined);
        expect(periodKind(before)).toBe(periodKind(each));
        expect(Number(periodEnd(each).slice(0, 4)) - Number(periodEnd(before).slice(0, 4))).toBe(1);
      }),
    );
  });

  test('days are a true time axis: as far apart as the calendar has them', () => {
    fc.assert(
      fc.property(day as fc.Arbitrary<Day>, (each) => {
        expect(dayNumber(each)).toBe((Date.parse(each) - Date.parse('2000-01-01')) / 86_400_000);
      }),
    );
  });

  test('text that is not a period is never taken for one with other days', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9FAYQ/-]{1,16}$/), (text) => {
        if (isPeriod(text)) expect(isDay(periodEnd(text)) || periodEnd(text) > '2099').toBe(true);
      }),
    );
  });
});

function monthText(year: number, month: number): string {
  return `${year}-${String(month).padStart(2, '0')}`;
}
