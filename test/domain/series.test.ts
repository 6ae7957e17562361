import type { Period } from '@throughline/domain/period';
import {
  comparableChange,
  figureId,
  inTimeOrder,
  latestFigure,
  lineRuns,
  newestVersions,
} from '@throughline/domain/series';
import { addDecimals, compareDecimals, type Decimal } from '@throughline/domain/value';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { figure } from '../figure.ts';

const october = {
  2022: figure('2022-10', '52'),
  2023: figure('2023-10', '22.5'),
  2024: figure('2024-10', '13'),
};

test('the latest figure is the one whose period ends last, however they are listed', () => {
  expect(latestFigure([october[2024], october[2022], october[2023]])).toBe(october[2024]);
  expect(latestFigure([])).toBeUndefined();
  expect(inTimeOrder([october[2024], october[2022]])).toEqual([october[2022], october[2024]]);
});

test('a figure has a name of its own, with its breakdown, period and version', () => {
  expect(figureId(october[2024])).toBe('social-worker-vacancies:E08000026:Total:2024-10:1');
  expect(figureId({ ...october[2024], breakdown: 'role', category: 'team-manager' })).toBe(
    'social-worker-vacancies:E08000026:role=team-manager:2024-10:1',
  );
});

test('of each observation the newest version is the one known last, then the one recorded last', () => {
  const first = { ...figure('2023-10', '22.5'), version: 1, knownFrom: '2023-11-23' as const };
  const later = { ...figure('2023-10', '23'), version: 2, knownFrom: '2024-11-28' as const };
  // Recorded afterwards, but known before.
  const found = { ...figure('2023-10', '22'), version: 3, knownFrom: '2024-02-01' as const };
  const again = { ...figure('2023-10', '24'), version: 4, knownFrom: '2024-11-28' as const };

  expect(newestVersions([first, later, found])).toEqual([later]);
  expect(newestVersions([first, later, found, again, october[2024]])).toEqual([
    again,
    october[2024],
  ]);
  expect(newestVersions([])).toEqual([]);
});

describe('change', () => {
  test('is on the same time of the year before, even when there is a figure in between', () => {
    const figures = [figure('2023-10', '22.5'), figure('2024-06', '12'), figure('2024-10', '13')];

    expect(comparableChange(figures, figures[2] ?? october[2024])).toMatchObject({
      from: { period: '2023-10' },
      difference: '-9.5',
      basis: 'year-before',
    });
  });

  test('is otherwise since the figure before, and says so', () => {
    const figures = [figure('2024-04', '668'), figure('2024-09', '720')];

    expect(comparableChange(figures, figures[1] ?? october[2024])).toMatchObject({
      from: { period: '2024-04' },
      difference: '52',
      basis: 'previous',
    });
  });

  test('is never taken between different kinds of period', () => {
    const figures = [figure('FY2023-Q1', '67'), figure('2023-11-23', '74')];

    expect(comparableChange(figures, figures[1] ?? october[2024])).toBeUndefined();
  });

  test('passes over figures of another kind to one of its own', () => {
    const figures = [figure('2023-04', '60'), figure('FY2023-Q2', '67'), figure('2023-11', '74')];

    expect(comparableChange(figures, figures[2] ?? october[2024])?.from.period).toBe('2023-04');
  });

  test('of the first figure there is none', () => {
    expect(comparableChange([october[2022], october[2023]], october[2022])).toBeUndefined();
  });

  test('is not taken from or to a range or a symbol: what it is made of is not a number', () => {
    for (const other of [{ low: '18', high: '24' }, { symbol: 'c' }] as const) {
      const [from, to] = [figure('2023-10', other), figure('2024-10', other)];
      expect(comparableChange([from, october[2024]], october[2024])).toBeUndefined();
      expect(comparableChange([october[2023], to], to)).toBeUndefined();
    }
  });

  test('is not taken from an earlier year when the figure before is hidden', () => {
    const figures = [figure('2022-10', '8'), figure('2023-10', { symbol: 'c' }), october[2024]];

    expect(comparableChange(figures, october[2024])).toBeUndefined();
  });

  test('added to the earlier figure gives the later, exactly', () => {
    const tenths = fc.integer({ min: -99_999, max: 99_999 }).map((n) => `${n / 10}` as Decimal);
    fc.assert(
      fc.property(tenths, tenths, (before, after) => {
        const [from, to] = [figure('2023-10', before), figure('2024-10', after)];
        const change = comparableChange([from, to], to);
        expect(change).toBeDefined();
        if (change) expect(compareDecimals(addDecimals(before, change.difference), after)).toBe(0);
      }),
    );
  });
});

describe('a line', () => {
  const unconfirmed = { frequency: 'monthly', frequencyConfirmed: false } as const;

  test('is not drawn across a symbol, and never to zero', () => {
    const figures = [
      figure('2022-10', '8'),
      figure('2023-10', { symbol: 'c' }),
      figure('2024-10', '9'),
    ];

    expect(periodsOf(figures, unconfirmed)).toEqual([['2022-10'], ['2024-10']]);
  });

  test('joins the figures there are while nobody has confirmed how often they are due', () => {
    const figures = [figure('2022-10', '8'), figure('2024-10', '9')];

    expect(periodsOf(figures, unconfirmed)).toEqual([['2022-10', '2024-10']]);
  });

  test('of a yearly metric joins one October to the next, and breaks where one was missed', () => {
    const yearly = { frequency: 'yearly', frequencyConfirmed: true } as const;
    const figures = [figure('2021-10', '7'), figure('2022-10', '8'), figure('2024-10', '9')];

    expect(periodsOf(figures, yearly)).toEqual([['2021-10', '2022-10'], ['2024-10']]);
  });

  test.each<[frequency: 'monthly' | 'quarterly' | 'programme', Period, Period, Period]>([
    ['monthly', '2023-11', '2023-12', '2024-02'],
    ['quarterly', 'FY2023-Q3', 'FY2023-Q4', 'FY2024-Q2'],
    ['quarterly', '2023-09-30', '2023-12-31', '2024-06-30'],
    ['programme', '2023-summer', '2023-christmas', '2024-summer'],
  ])('of a %s metric joins %s to %s but not to %s', (frequency, first, second, third) => {
    const figures = [figure(first, '1'), figure(second, '2'), figure(third, '3')];

    expect(periodsOf(figures, { frequency, frequencyConfirmed: true })).toEqual([
      [first, second],
      [third],
    ]);
  });

  test('of a metric that is due only once, or never, has no missing figures', () => {
    const figures = [figure('2016-09', '8'), figure('2024-10', '9')];

    for (const frequency of ['once', 'none'] as const) {
      expect(periodsOf(figures, { frequency, frequencyConfirmed: true })).toHaveLength(1);
    }
  });

  test('holds every number once and in order, whatever the gaps', () => {
    const value = fc.oneof(
      fc.nat(99).map((n) => ({ value: `${n}` as Decimal })),
      fc.constant({ symbol: 'c' as const }),
    );
    fc.assert(
      fc.property(fc.array(value, { maxLength: 12 }), fc.boolean(), (values, confirmed) => {
        const figures = values.map((each, index) => figure(`${2001 + index}` as Period, each));
        const runs = lineRuns(figures, { frequency: 'yearly', frequencyConfirmed: confirmed });
        expect(runs.flat()).toEqual(figures.filter((each) => 'value' in each));
        expect(runs.every((run) => run.length > 0)).toBe(true);
      }),
    );
  });
});

function periodsOf(...[figures, metric]: Parameters<typeof lineRuns>): Period[][] {
  return lineRuns(figures, metric).map((run) => run.map(({ period }) => period));
}
