import { headingWords, periodFrom } from '@throughline/domain/paste/periodWords';
import type { PeriodKind } from '@throughline/domain/period';
import { describe, expect, test } from 'vitest';

function periodIn(headings: string[], ...kinds: PeriodKind[]) {
  return periodFrom(
    headings.flatMap((heading) => headingWords(heading).when ?? []),
    kinds,
  );
}

describe('a heading names a period', () => {
  test.each<[string, PeriodKind, string]>([
    ['October 2022', 'month', '2022-10'],
    ['Vacancies as of October 2022', 'month', '2022-10'],
    ['Oct-22', 'month', '2022-10'],
    ["Oct '22", 'month', '2022-10'],
    ['Sept 2024', 'month', '2024-09'],
    ['2024-09', 'month', '2024-09'],
    ['2011-12', 'month', '2011-12'],
    ['31/03/2024', 'day', '2024-03-31'],
    ['31.3.24', 'day', '2024-03-31'],
    ['(as on 31/03/2024)', 'day', '2024-03-31'],
    ['31st March 2024', 'day', '2024-03-31'],
    ['31-Mar-24', 'day', '2024-03-31'],
    ['2024-03-31', 'day', '2024-03-31'],
    ['29 February 2024', 'day', '2024-02-29'],
    ['22-23', 'financial-year', 'FY2022'],
    ['22/23', 'financial-year', 'FY2022'],
    ['2022-23', 'financial-year', 'FY2022'],
    ['2022/2023', 'financial-year', 'FY2022'],
    ['2022–23', 'financial-year', 'FY2022'],
    ['99/00', 'financial-year', 'FY2099'],
    ['2011-12', 'financial-year', 'FY2011'],
    ['year ending 31 March 2024', 'financial-year', 'FY2023'],
    ['2023/24', 'academic-year', 'AY2023'],
    ['academic year 2023/24', 'academic-year', 'AY2023'],
    ['FY2024', 'financial-year', 'FY2024'],
    ['FY2024-Q2', 'quarter', 'FY2024-Q2'],
    ['Q2 2024/25', 'quarter', 'FY2024-Q2'],
    ['2024/25 Q2', 'quarter', 'FY2024-Q2'],
    ['Quarter two 2024-25', 'quarter', 'FY2024-Q2'],
    ['third quarter 2024/25', 'quarter', 'FY2024-Q3'],
    ['Summer 2024', 'holiday', '2024-summer'],
    ['2024-easter', 'holiday', '2024-easter'],
    ['Easter holidays 2024', 'holiday', '2024-easter'],
    ['2024', 'year', '2024'],
    ['May 2021 to October 2024', 'span', '2021-05/2024-10'],
    ['2021-05/2024-10', 'span', '2021-05/2024-10'],
  ])('%j, for a metric of a %s', (heading, kind, period) => {
    expect(periodIn([heading], kind)).toEqual({ period, doubts: [] });
  });
});

test.each([
  'Starters',
  'G8 Senior Practitioner',
  'Aged 10-11',
  '12-15 year olds',
  'May contain',
  '1,234',
  '58%',
  'Team 7',
])('%j says nothing of time that could be taken', (heading) => {
  const found = periodIn([heading], 'month', 'financial-year', 'year');
  expect(found === undefined || 'refused' in found).toBe(true);
});

test('two headings make one period: the year above, the quarter or month beneath', () => {
  expect(periodIn(['Q2', '2024/25'], 'quarter')).toEqual({ period: 'FY2024-Q2', doubts: [] });
  expect(periodIn(['October', '2024'], 'month')).toEqual({ period: '2024-10', doubts: [] });
  expect(periodIn(['February', '2024/25'], 'month')).toEqual({ period: '2025-02', doubts: [] });
  expect(periodIn(['2024', 'summer'], 'holiday')).toEqual({ period: '2024-summer', doubts: [] });
});

test('what can be read in two ways is a doubt', () => {
  expect(periodIn(['Oct 22'], 'month')).toMatchObject({
    period: '2022-10',
    doubts: [expect.stringMatching(/day or a month/)],
  });
  expect(periodIn(['2011-12'], 'month', 'financial-year')).toMatchObject({
    doubts: [expect.any(String)],
  });
  expect(periodIn(['2023/24'], 'financial-year', 'academic-year')).toMatchObject({
    ...{ period: 'FY2023', doubts: ['2023/24 may also be an academic year'] },
  });
  expect(periodIn(['Q2 2024'], 'quarter')).toMatchObject({
    period: 'FY2024-Q2',
    doubts: [expect.stringMatching(/financial year/)],
  });
  expect(periodIn(['31/03/2024'], 'month')).toMatchObject({
    period: '2024-03',
    doubts: [expect.stringMatching(/its month/)],
  });
});

test('a farther heading that says otherwise is a doubt, one that agrees is none', () => {
  expect(periodIn(['22-23', '31/03/2024'], 'financial-year')).toEqual({
    period: 'FY2022',
    doubts: ['another heading says 31 March 2024; 2022/23 stands nearer to the figure'],
  });
  expect(periodIn(['23-24', '31/03/2024'], 'financial-year')).toEqual({
    period: 'FY2023',
    doubts: [],
  });
});

test('a kind of period the metric does not take is refused', () => {
  expect(periodIn(['2024'], 'financial-year')).toMatchObject({
    refused: expect.stringMatching(/^2024 is not a kind/),
  });
  expect(periodIn(['22-23'], 'month')).toMatchObject({
    refused: expect.stringMatching(/2022\/23 is not a kind/),
  });
  expect(periodIn(['Q2'], 'quarter')).toMatchObject({
    refused: expect.stringMatching(/which year/),
  });
  expect(periodIn([], 'quarter')).toBeUndefined();
});

test('a day that does not exist and an American date are not read', () => {
  for (const heading of ['31/02/2024', '09/30/2024', '2023-02-29']) {
    expect(periodIn([heading], 'day') ?? {}).not.toHaveProperty('period');
  }
});
