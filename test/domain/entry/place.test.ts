import { describe, expect, test } from 'vitest';
import { check, entry, metric, rules, vacancies } from './return.ts';

test('a figure of a known metric, area, category and period passes', () => {
  expect(rules([entry('720')])).toEqual([]);
});

test.each<[string, Parameters<typeof entry>[1], RegExp]>([
  ['unknown-metric', { metric: 'children-in-car' }, /nearest known one is “children-in-care”/],
  ['unknown-metric', { metric: '__proto__' }, /no metric/],
  ['unknown-area', { area: 'E08000025' }, /no area/],
  ['unknown-breakdown', { breakdown: 'role', category: 'team-manager' }, /not divided/],
  ['unknown-breakdown', { metric: vacancies.id, category: 'team-manager' }, /divided by/],
  [
    'unknown-breakdown',
    { metric: vacancies.id, breakdown: 'rol', category: 'team-manager' },
    /“role”/,
  ],
  [
    'unknown-category',
    { metric: vacancies.id, breakdown: 'role', category: 'team-manger' },
    /“team-manager”/,
  ],
  ['not-a-period', { period: 'December 2024' }, /not a period.*a day \(2024-12-31\) or a month/],
  ['not-a-period', { period: '2024-13' }, /not a period/],
  ['wrong-kind-of-period', { period: 'FY2024-Q3' }, /Q3 2024\/25 is the wrong kind/],
])('%s blocks: %o', (rule, rest, words) => {
  const [finding, ...others] = check([entry('7', rest)]).findings.filter(
    ({ level }) => level === 'block',
  );
  expect(finding).toMatchObject({ rule, message: expect.stringMatching(words) });
  expect(others).toEqual([]);
});

describe('a period in the future blocks, from the first day of it on it does not', () => {
  const today = '2024-12-01';
  test.each([
    ['2024-11-30', []],
    ['2024-12-01', []],
    ['2024-12-02', ['period-in-future']],
    ['2024-12', []],
    ['2025-01', ['period-in-future']],
  ])('%s', (period, found) => {
    expect(rules([entry('720', { period })], { today })).toEqual(found);
  });

  test('a span of months has begun when its last month has', () => {
    const metrics = [metric({ kind: 'cumulative', periodKinds: ['span'] })];
    expect(rules([entry('44', { period: '2021-05/2024-12' })], { today, metrics })).toEqual([]);
    expect(rules([entry('44', { period: '2021-05/2025-01' })], { today, metrics })).toEqual([
      'period-in-future',
    ]);
  });

  test('a flow is noted while its period is not over', () => {
    const metrics = [metric({ kind: 'flow', periodKinds: ['quarter'] })];
    const at = (day: `${number}-${number}-${number}`) =>
      rules([entry('44', { period: 'FY2024-Q3' })], { today: day, metrics });
    expect(at('2024-12-31')).toEqual(['period-not-over']);
    expect(at('2025-01-01')).toEqual([]);
    expect(at('2024-09-30')).toEqual(['period-in-future']);
  });
});

describe('a metric is kept from the day it began to the day it is retired', () => {
  test.each([
    ['2024-12-09', ['before-metric-began']],
    ['2024-12-10', []],
    ['2024-11', ['before-metric-began']],
    ['2024-12', []],
    ['2024-12-20', []],
    ['2024-12-21', ['after-metric-retired']],
    ['2025-01', ['after-metric-retired']],
  ])('%s', (period, found) => {
    const metrics = [metric({ beganOn: '2024-12-10', retiredOn: '2024-12-20' })];
    expect(rules([entry('720', { period })], { metrics })).toEqual(found);
  });
});

test('a figure entered twice blocks both entries', () => {
  const twice = [
    entry('720', { id: 'a' }),
    entry('721', { id: 'b' }),
    entry('5', { id: 'c', period: '2024-11' }),
  ];
  const found = check(twice).findings.filter(({ rule }) => rule === 'duplicate');
  expect(found.map(({ at }) => at)).toEqual([
    { entry: 'a', box: 'value' },
    { entry: 'b', box: 'value' },
  ]);
});

test('the total is one figure, whatever breakdown is written beside it', () => {
  const twice = [
    entry('52', { id: 'a', metric: vacancies.id }),
    entry('52', { id: 'b', metric: vacancies.id, breakdown: 'role' }),
  ];
  expect(rules(twice).filter((rule) => rule === 'duplicate')).toHaveLength(2);
});

test('everything wrong with an entry is said at once', () => {
  const wrong = entry('n/a', { area: 'X', period: '2030-01' });
  expect(rules([wrong])).toEqual(['unknown-area', 'period-in-future', 'symbol-needed']);
});
