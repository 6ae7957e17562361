import { disclose } from '@throughline/domain/disclosure/disclose';
import { readQuestion } from '@throughline/domain/disclosure/table';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asking, hidden, shown } from './asking.ts';

function reasons(input: unknown): string[] {
  const reading = readQuestion(input);
  return reading.ok ? [] : reading.reasons;
}

test('a sum that does not hold is refused with what it says and what its parts make', () => {
  const question = asking({ a: 7, b: 8, all: 16 }, { all: ['a', 'b'] });
  expect(disclose(question)).toEqual({
    hidden: [],
    safe: false,
    intervals: {},
    reasons: ['The sum of "all" does not hold: the total is 16 and its parts make 15.'],
    flags: [],
  });
});

test('everything wrong is listed at once', () => {
  expect(
    reasons({
      mode: 'guess',
      smallest_shown: 0,
      zeros: 'hide',
      cells: [
        { id: 'a', count: -1 },
        { id: 'a', count: 2 },
        { id: '', count: 2 },
        { id: 'half', count: 2.5 },
        { id: 'both', count: 2, shown: true, hidden: true },
      ],
      sums: [
        { total: 'a', parts: ['a', 'nobody'] },
        { total: 'both', parts: ['a', 'a'] },
        { total: 'both', parts: [] },
      ],
    }),
  ).toEqual([
    '"mode" must be "suppress" or "audit".',
    '"smallest_shown" must be a whole number of 1 or more.',
    '"zeros" must be "show" or "protect".',
    'The cell "a" must count a whole number from 0 to 1000000000000.',
    'The cell "a" is there twice.',
    'Cell 3 has no id of 1 to 300 characters.',
    'The cell "half" must count a whole number from 0 to 1000000000000.',
    'The cell "both" cannot be both shown and hidden.',
    'The sum of "a" names "nobody", which is not a cell.',
    'The sum of "a" has its total among its parts.',
    'The sum of "both" has a part twice.',
    'Sum 3 does not say its total and its parts.',
  ]);
});

test('a hidden zero is refused where zeros are shown, and only there', () => {
  const counts = { a: [0, hidden] } satisfies Parameters<typeof asking>[0];
  for (const mode of ['suppress', 'audit'] as const) {
    expect(disclose(asking({ a: [0, hidden] }, {}, { mode }))).toMatchObject({
      safe: false,
      hidden: [],
      reasons: ['The cell "a" is a hidden zero, but zeros are shown.'],
    });
    expect(disclose(asking({ a: [0, hidden] }, {}, { mode, zeros: 'protect' })).safe).toBe(true);
  }
  expect(counts.a[0]).toBe(0);
});

test('a misspelt mark is refused, since it would show what must stay hidden', () => {
  const question = { ...asking({ b: 9 }, {}), cells: [{ id: 'a', count: 9, hiden: true }] };
  expect(reasons(question)).toEqual(['The cell "a" has an unknown field "hiden".']);
  const wordy = { ...asking({ b: 9 }, {}), cells: [{ id: 'a', count: 9, hidden: 'yes' }] };
  expect(reasons(wordy)).toEqual(['The cell "a" has a hidden that is not true.']);
  const untrue = { ...asking({ b: 9 }, {}), cells: [{ id: 'a', count: 9, hidden: false }] };
  expect(reasons(untrue)).toEqual([]);
});

test('nothing is taken from a prototype', () => {
  const marks = Object.create({ hidden: true, shown: true });
  const cell = Object.assign(marks, { id: 'a', count: 9 });
  const reading = readQuestion({ ...asking({}, {}), cells: [cell] });
  expect(reading).toMatchObject({ ok: true, question: { cells: [{ id: 'a', count: 9 }] } });
});

test('numbers that a computer cannot hold exactly are refused', () => {
  for (const count of [1e300, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY, '7', null, 7n]) {
    expect(reasons({ ...asking({}, {}), cells: [{ id: 'a', count }] })).toHaveLength(1);
  }
});

test('a question too large to be a table is refused before it is worked on', () => {
  const cells = Array.from({ length: 5_001 }, (_, at) => ({ id: `${at}`, count: 9 }));
  expect(reasons({ ...asking({}, {}), cells })).toEqual([
    'There are 5001 cells; the most is 5000.',
  ]);
});

test('a reason names an id without its control characters', () => {
  const [reason] = reasons(asking({ a: 9 }, { a: ['\u001b[2J'] }));
  expect(reason).toBe('The sum of "a" names "\\u001b[2J", which is not a cell.');
});

test('an empty table has nothing to hide', () => {
  expect(disclose(asking({}, {}))).toMatchObject({ safe: true, hidden: [] });
});

test('whatever is sent, it is read or refused, never an error (SEED=20260)', () => {
  const anything = fc.anything({
    withNullPrototype: true,
    withBigInt: true,
    withSparseArray: true,
  });
  const near = fc.record({
    mode: fc.constantFrom('suppress', 'audit', 7),
    smallest_shown: fc.oneof(fc.integer(), anything),
    zeros: fc.constantFrom('show', 'protect', undefined),
    cells: fc.oneof(anything, fc.array(fc.record({ id: anything, count: anything }))),
    sums: fc.oneof(anything, fc.array(fc.record({ total: anything, parts: fc.array(anything) }))),
  });
  fc.assert(
    fc.property(fc.oneof(anything, near), (input) => {
      const reading = readQuestion(input);
      expect(reading.ok || reading.reasons.length > 0).toBe(true);
    }),
    { seed: 20260, numRuns: 2_000 },
  );
});

test('a mark that is public and a mark that is hidden are kept as they were', () => {
  const reading = readQuestion(asking({ a: [9, shown], b: [9, hidden] }, {}));
  expect(reading).toMatchObject({
    question: {
      cells: [
        { id: 'a', shown: true },
        { id: 'b', hidden: true },
      ],
    },
  });
});
