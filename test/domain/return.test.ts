import { discloseEntries, type EntryToDisclose } from '@throughline/domain/disclosure/entries';
import type { Metric } from '@throughline/domain/metric';
import type { Period } from '@throughline/domain/period';
import {
  afterStep,
  boxesOf,
  type Quarter,
  type ReturnLine,
  type ReturnState,
  type ReturnStep,
  returnStates,
  returnSteps,
  stateAfter,
} from '@throughline/domain/return';
import type { Decimal } from '@throughline/domain/value';
import { describe, expect, test } from 'vitest';

const metric: Metric & { zeros: 'show' } = {
  id: 'children',
  title: 'Children',
  caption: '',
  definition: '',
  unit: 'count',
  decimals: 0,
  polarity: 'neutral',
  polarityReason: 'A test.',
  kind: 'snapshot',
  topic: 'homes',
  owner: 'An office',
  frequency: 'quarterly',
  frequencyConfirmed: false,
  privacy: 'children',
  periodKinds: ['day', 'month'],
  breakdowns: [
    {
      id: 'home',
      title: 'Home',
      categories: [
        { id: 'near', title: 'Near' },
        { id: 'far', title: 'Far' },
        { id: 'abroad', title: 'Abroad' },
      ],
    },
  ],
  position: 1,
  care: '',
  zeros: 'show',
};
const line: ReturnLine = {
  position: 1,
  metric: 'children',
  breakdown: null,
  category: 'Total',
  since: null,
};

describe('the period a box takes', () => {
  test.each<[says: string, change: Partial<Metric>, period: Period, due: boolean]>([
    ['a snapshot the last month', {}, '2024-12', true],
    ['a flow the quarter', { kind: 'flow', periodKinds: ['quarter'] }, 'FY2024-Q3', true],
    [
      'a programme the holiday in it',
      { kind: 'flow', periodKinds: ['holiday'], frequency: 'programme' },
      '2024-christmas',
      true,
    ],
    [
      'what is kept by the year its year, due when that ends',
      { periodKinds: ['financial-year'], frequency: 'yearly' },
      'FY2024',
      false,
    ],
    ['what is due once is not due again', { frequency: 'once' }, '2024-12', false],
  ])('%s', (_, change, period, due) => {
    const [box] = boxesOf('FY2024-Q3', [line], [{ ...metric, ...change }]);
    expect(box).toMatchObject({ period, due });
  });

  test('a running total takes the months since its start', () => {
    const running: Metric = { ...metric, kind: 'cumulative', periodKinds: ['span'] };
    const [box] = boxesOf('FY2024-Q4', [{ ...line, since: '2021-06' }], [running]);
    expect(box?.period).toBe('2021-06/2025-03');
  });

  test.each<[Quarter, Period, boolean]>([
    ['FY2024-Q1', '2024-easter', false],
    ['FY2024-Q2', '2024-summer', true],
    ['FY2024-Q3', '2024-christmas', true],
    ['FY2024-Q4', '2024-christmas', false],
    ['FY2025-Q1', '2025-easter', true],
    ['FY2026-Q4', '2027-easter', true],
    ['FY2027-Q1', '2027-easter', false],
  ])(
    'a programme takes in %s the holiday %s, due in the quarter it falls in: %s',
    (quarter, period, due) => {
      const programme: Metric = { ...metric, periodKinds: ['holiday'], frequency: 'programme' };
      expect(boxesOf(quarter, [line], [programme])).toMatchObject([{ period, due }]);
    },
  );

  test('the year’s figures are due when it ends', () => {
    const yearly: Metric = { ...metric, periodKinds: ['financial-year'], frequency: 'yearly' };
    expect(boxesOf('FY2024-Q4', [line], [yearly])).toMatchObject([{ period: 'FY2024', due: true }]);
  });
});

test('a return goes from draft to published by steps, and no step leaps', () => {
  const lawful: [ReturnState, ReturnStep, ReturnState][] = [
    ['draft', 'submitted', 'submitted'],
    ['submitted', 'checked', 'checked'],
    ['submitted', 'sent back', 'draft'],
    ['checked', 'sent back', 'draft'],
    ['checked', 'published', 'published'],
    ['published', 'withdrawn', 'withdrawn'],
    ['withdrawn', 'reopened', 'draft'],
  ];
  for (const state of returnStates) {
    for (const step of returnSteps) {
      const right = lawful.find(([from, by]) => from === state && by === step)?.[2];
      expect(afterStep(state, step), `${state}: ${step}`).toBe(right);
    }
  }
  expect(stateAfter(['submitted', 'checked', 'published'])).toBe('published');
});

describe('disclosure of what is entered', () => {
  test('one to five children are hidden; none, and six or more, are shown', () => {
    const hiddenOf = (count: Decimal) => [...discloseEntries([entry(count)], []).hidden];
    expect(hiddenOf('1')).toHaveLength(1);
    expect(hiddenOf('5')).toHaveLength(1);
    expect(hiddenOf('0')).toEqual([]);
    expect(hiddenOf('6')).toEqual([]);
  });

  test('a small part takes another with it, so that it cannot be subtracted', () => {
    const { hidden, refused } = discloseEntries(
      [entry('40'), entry('3', 'near'), entry('20', 'far'), entry('17', 'abroad')],
      [],
    );
    expect(refused).toEqual([]);
    expect(hidden.has('near')).toBe(true);
    expect(hidden.size).toBeGreaterThan(1);
  });

  test('posts are not personal, and their small numbers are shown', () => {
    const posts: EntryToDisclose = { ...entry('1'), metric: { ...metric, privacy: 'none' } };
    expect(discloseEntries([posts], []).hidden.size).toBe(0);
  });

  test('a share is judged by its counts, and refused without them', () => {
    const share = { ...metric, unit: 'percent' as const };
    const of = (numerator?: Decimal, denominator?: Decimal): EntryToDisclose => ({
      ...entry('95'),
      metric: share,
      parsed: { ...entry('95').parsed, numerator, denominator },
    });
    expect(discloseEntries([of()], []).refused).toHaveLength(1);
    expect(discloseEntries([of('38', '40')], []).hidden.size).toBe(1);
    expect(discloseEntries([of('30', '40')], []).hidden.size).toBe(0);
  });
});

function entry(count: Decimal, category = 'Total'): EntryToDisclose {
  return {
    id: category,
    metric,
    area: 'E08000026',
    breakdown: category === 'Total' ? null : 'home',
    category,
    parsed: { value: { value: count }, marks: [], period: '2024-12' },
  };
}
