import { disclose } from '@throughline/domain/disclosure/disclose';
import {
  asPublished,
  categories,
  crossed,
  derivedHidden,
  filters,
  joined,
  type Lines,
  rate,
  share,
  suppressing,
  yearToDate,
} from '@throughline/domain/disclosure/lines';
import type { Zeros } from '@throughline/domain/disclosure/table';
import { expect, test } from 'vitest';

function judged(lines: Lines, zeros: Zeros = 'show') {
  const answer = disclose(suppressing(lines, 6, zeros));
  return { ...answer, derived: derivedHidden(lines, answer.hidden) };
}

test('parts, groups and a total are one table', () => {
  const lines = categories({
    id: 'all',
    count: 58,
    parts: [
      {
        id: 'north',
        count: 32,
        parts: [
          { id: 'a', count: 2 },
          { id: 'b', count: 30 },
        ],
      },
      { id: 'south', count: 26 },
    ],
  });
  expect(lines.sums).toEqual([
    { total: 'all', parts: ['north', 'south'] },
    { total: 'north', parts: ['a', 'b'] },
  ]);
  expect(judged(lines)).toMatchObject({ safe: true, hidden: ['a', 'b'] });
});

test('a table of two ways has a sum for every row, every column and both ways of the total', () => {
  const counts: Record<string, number> = {
    'girls 5': 3,
    'girls 6': 20,
    'girls all': 23,
    'boys 5': 11,
    'boys 6': 12,
    'boys all': 23,
    'all 5': 14,
    'all 6': 32,
    'all all': 46,
  };
  const lines = crossed(
    [{ total: 'all', parts: ['girls', 'boys'] }],
    [{ total: 'all', parts: ['5', '6'] }],
    (row, column) => ({ id: `${row} ${column}`, count: counts[`${row} ${column}`] ?? Number.NaN }),
  );
  expect(lines.cells).toHaveLength(9);
  expect(lines.sums).toHaveLength(6);
  expect(judged(lines)).toMatchObject({
    safe: true,
    hidden: ['girls 5', 'girls 6', 'boys 5', 'boys 6'],
  });
});

test('a percentage is hidden when the children it leaves out are few: 38 of 40', () => {
  const few = judged(share('%', { id: 'in', count: 38 }, { id: 'of', count: 40 }));
  expect(few).toMatchObject({ safe: true, hidden: ['in', '%/rest'], derived: ['%'] });
  const many = judged(share('%', { id: 'in', count: 30 }, { id: 'of', count: 40 }));
  expect(many).toMatchObject({ safe: true, hidden: [], derived: [] });
});

test('a percentage is hidden with a small numerator, and shown at none and at six', () => {
  const at = (count: number) =>
    judged(share('%', { id: 'in', count }, { id: 'of', count: 40 })).derived;
  expect([0, 1, 5, 6].map(at)).toEqual([[], ['%'], ['%'], []]);
});

test('a rate of a published population is hidden with the count it gives back', () => {
  expect(judged(rate('per 10,000', { id: 'a', count: 5 })).derived).toEqual(['per 10,000']);
  expect(judged(rate('per 10,000', { id: 'a', count: 6 })).derived).toEqual([]);
});

test('a small quarter cannot be had from the year to date', () => {
  const lines = yearToDate([
    { id: 'Q1', count: 12, toDate: 'to Q1' },
    { id: 'Q2', count: 3, toDate: 'to Q2' },
    { id: 'Q3', count: 14, toDate: 'to Q3' },
  ]);
  expect(lines.cells.map((cell) => cell.count)).toEqual([12, 12, 3, 15, 14, 29]);
  const answer = judged(lines);
  expect(answer).toMatchObject({ safe: true, hidden: ['Q1', 'to Q1', 'Q2'] });
});

test('a figure that is first published keeps the pattern of the version before', () => {
  const sums = [{ total: 'all', parts: ['a', 'b', 'c'] }];
  const before: Lines = {
    cells: [
      { id: 'a', count: 3 },
      { id: 'b', count: 20 },
      { id: 'c', count: 27 },
      { id: 'all', count: 50 },
    ],
    sums,
    derived: [],
  };
  const first = judged(before);
  expect(first.hidden).toEqual(['a', 'b']);

  // a and b have not changed; with c and the total they are printed again.
  const after: Lines = {
    cells: [
      { id: 'a', count: 3 },
      { id: 'b', count: 20 },
      { id: 'c, revised', count: 8 },
      { id: 'all, revised', count: 31 },
    ],
    sums: [{ total: 'all, revised', parts: ['a', 'b', 'c, revised'] }],
    derived: [],
  };
  // Alone the revision would hide a with c, and so show b: subtracted from before, that gives a.
  expect(judged(after).hidden).toEqual(['a', 'c, revised']);
  const both = judged(joined(asPublished(before, first.hidden), after));
  expect(both).toMatchObject({ safe: true, hidden: ['a', 'b'] });
});

test('a revision that is no longer small may not give away the version that was', () => {
  const before: Lines = {
    cells: [
      { id: 'a', count: 3 },
      { id: 'b', count: 20 },
      { id: 'all', count: 23 },
    ],
    sums: [{ total: 'all', parts: ['a', 'b'] }],
    derived: [],
  };
  const after: Lines = {
    cells: [
      { id: 'a, revised', count: 9 },
      { id: 'b', count: 20 },
      { id: 'all, revised', count: 29 },
    ],
    sums: [{ total: 'all, revised', parts: ['a, revised', 'b'] }],
    derived: [{ id: 'change', from: ['a', 'a, revised'] }],
  };
  const answer = judged(joined(asPublished(before, ['a', 'b']), after));
  expect(answer).toMatchObject({ safe: true, derived: ['change'] });
  // With a revised and the total revised both shown, b would be known, and with it a.
  expect(answer.hidden).toEqual(['a', 'b', 'a, revised']);
});

test('filters that overlap are judged by the groups they differ by', () => {
  const lines = filters(
    [
      { id: 'girls with a plan', count: 12 },
      { id: 'girls without', count: 30 },
      { id: 'boys with a plan', count: 4 },
      { id: 'boys without', count: 33 },
    ],
    [
      { id: 'all', of: ['girls with a plan', 'girls without', 'boys with a plan', 'boys without'] },
      { id: 'girls', of: ['girls with a plan', 'girls without'] },
      { id: 'with a plan', of: ['girls with a plan', 'boys with a plan'] },
    ],
  );
  const answer = judged(lines);
  expect(answer.safe).toBe(true);
  // With a plan, less girls with a plan, is four boys.
  expect(answer.hidden).toContain('boys with a plan');
  expect(answer.hidden.length).toBeGreaterThan(1);
});

test('a cell in two tables is hidden in both, and shelters are found for both', () => {
  const byAge: Lines = {
    cells: [
      { id: 'under 5', count: 4 },
      { id: '5 and over', count: 36 },
      { id: 'all', count: 40 },
    ],
    sums: [{ total: 'all', parts: ['under 5', '5 and over'] }],
    derived: [],
  };
  const byPlace: Lines = {
    cells: [
      { id: 'under 5', count: 4 },
      { id: 'north', count: 1 },
      { id: 'south', count: 3 },
    ],
    sums: [{ total: 'under 5', parts: ['north', 'south'] }],
    derived: [],
  };
  const answer = judged(joined(byAge, byPlace));
  expect(answer).toMatchObject({
    safe: true,
    hidden: ['under 5', '5 and over', 'north', 'south'],
  });
});

test('a cell that two tables count differently is refused', () => {
  const one: Lines = { cells: [{ id: 'a', count: 7 }], sums: [], derived: [] };
  const other: Lines = { cells: [{ id: 'a', count: 8 }], sums: [], derived: [] };
  expect(judged(joined(one, other))).toMatchObject({
    safe: false,
    reasons: ['The cell "a" is there twice.'],
  });
});

test('what was ever shown is public, whatever another table hid', () => {
  const one: Lines = { cells: [{ id: 'a', count: 4 }], sums: [], derived: [] };
  const answer = judged(joined(asPublished(one, ['a']), asPublished(one, []), one));
  expect(answer).toMatchObject({ safe: true, hidden: [] });
  expect(answer.flags).toHaveLength(1);
});
