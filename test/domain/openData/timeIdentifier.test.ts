import { periodOf } from '@throughline/domain/openData/timeIdentifier';
import { expect, test } from 'vitest';

test('four digits are a calendar year or a month, six an academic year, a financial year or its quarter', () => {
  expect(periodOf('2024', 'Calendar year', undefined)).toEqual({ period: '2024' });
  expect(periodOf('2024', 'January', undefined)).toEqual({ period: '2024-01' });
  expect(periodOf('2024', 'December', undefined)).toEqual({ period: '2024-12' });
  expect(periodOf('202425', 'Academic year', undefined)).toEqual({ period: 'AY2024' });
  expect(periodOf('202425', 'Financial year', undefined)).toEqual({ period: 'FY2024' });
  expect(periodOf('202425', 'Financial year Q4', undefined)).toEqual({ period: 'FY2024-Q4' });
});

test('a reporting year is what the person importing says: a stock on a day, or a flow over a year', () => {
  expect(periodOf('2025', 'Reporting year', { stockOn: '03-31' })).toEqual({
    period: '2025-03-31',
  });
  expect(periodOf('2025', 'Reporting year', { stockOn: '09-30' })).toEqual({
    period: '2025-09-30',
  });
  expect(periodOf('2025', 'Reporting year', { yearTo: '03-31' })).toEqual({ period: 'FY2024' });
  expect(periodOf('2025', 'Reporting year', { yearTo: '08-31' })).toEqual({ period: 'AY2024' });
  expect(periodOf('2025', 'Reporting year', { yearTo: '09-30' })).toEqual({
    period: '2024-10/2025-09',
  });
  expect(periodOf('2025', 'Reporting year', { yearTo: '12-31' })).toEqual({ period: '2025' });
});

test('there is no default for a reporting year', () => {
  expect(periodOf('2025', 'Reporting year', undefined)).toEqual({
    refused:
      'the mapping does not say whether a reporting year is a stock on a day or a flow over a year',
  });
});

test.each([
  ['202425', 'Autumn term', 'terms'],
  ['202425', 'Spring term', 'terms'],
  ['202425', 'Summer term', 'terms'],
  ['202425', 'Autumn and spring term', 'two terms'],
  ['2024', 'Week 1', 'weeks'],
  ['2024', 'Week 52', 'weeks'],
  ['202425', 'Tax year', 'tax years'],
  ['202425', 'Part 1 (April to September)', 'half-years'],
  ['202425', 'Part 2 (October to March)', 'half-years'],
  ['202425', 'Academic year Q1', 'quarters of the academic year'],
])('%s %s is recognised and refused, because no metric takes %s', (time, identifier, what) => {
  expect(periodOf(time, identifier, undefined)).toEqual({
    refused: `${identifier}: no metric takes ${what}, so it is not read yet`,
  });
});

test('the number of digits must be that of the identifier, and six run from a year to the next', () => {
  const refused = (time: string, identifier: string) => periodOf(time, identifier, undefined);
  expect(refused('202425', 'Calendar year')).toHaveProperty('refused');
  expect(refused('202425', 'January')).toHaveProperty('refused');
  expect(refused('2024', 'Academic year')).toHaveProperty('refused');
  expect(refused('2024', 'Financial year Q1')).toHaveProperty('refused');
  expect(refused('202426', 'Academic year')).toHaveProperty('refused');
  expect(refused('202424', 'Financial year')).toHaveProperty('refused');
  expect(refused('199900', 'Financial year')).toHaveProperty('refused');
  expect(refused('209900', 'Financial year')).toEqual({ period: 'FY2099' });
});

test('an identifier is taken word for word, and the nearest one is named', () => {
  for (const wrong of ['reporting year', 'Reporting year ', 'Reporting Year', 'Repoting year']) {
    expect(periodOf('2025', wrong, { stockOn: '03-31' })).toEqual({
      refused: `time_identifier “${wrong}” is not one of the standard; the nearest known one is “Reporting year”`,
    });
  }
});

test('a stock on a day that a year does not have is refused', () => {
  expect(periodOf('2025', 'Reporting year', { stockOn: '02-29' })).toHaveProperty('refused');
});
