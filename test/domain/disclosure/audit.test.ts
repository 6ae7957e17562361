import { audit } from '@throughline/domain/disclosure/audit';
import { disclose } from '@throughline/domain/disclosure/disclose';
import { Undecided } from '@throughline/domain/disclosure/ranges';
import { type Question, tableOf } from '@throughline/domain/disclosure/table';
import { expect, test } from 'vitest';
import { asking, type Counts, hidden, shown } from './asking.ts';

const protect = { zeros: 'protect' } as const;

function judged(counts: Counts, sums: Parameters<typeof asking>[1], other: Partial<Question> = {}) {
  return disclose(asking(counts, sums, { mode: 'audit', ...other }));
}

test('one to five are small and must be hidden; none, and six, may be shown', () => {
  for (const count of [1, 5]) expect(judged({ a: count }, {}).safe).toBe(false);
  for (const count of [0, 6]) expect(judged({ a: count }, {}).safe).toBe(true);
  expect(judged({ a: 5 }, {}, { smallest_shown: 5 }).safe).toBe(true);
  expect(judged({ a: 4 }, {}, { smallest_shown: 5 }).safe).toBe(false);
  expect(judged({ a: 3 }, {}).reasons).toEqual(['"a" is below 6 and is not hidden.']);
});

test('none must be hidden too where having none is sensitive', () => {
  expect(judged({ a: 0 }, {}, protect).safe).toBe(false);
  expect(judged({ a: [0, hidden] }, {}, protect)).toMatchObject({
    safe: true,
    intervals: { a: [0, null] },
  });
});

test('one hidden part of a shown total is exact', () => {
  const answer = judged({ a: [3, hidden], b: 20, all: 23 }, { all: ['a', 'b'] });
  expect(answer).toEqual({
    hidden: ['a'],
    safe: false,
    intervals: { a: [3, 3] },
    reasons: [
      '"a" is hidden but can be worked out exactly.',
      'The hidden parts of "all" make fewer than 6 together, and that can be worked out.',
    ],
    flags: [],
  });
});

test('two hidden parts may each be anything that leaves one for the other', () => {
  const answer = judged({ a: [3, hidden], b: [20, hidden], all: 23 }, { all: ['a', 'b'] });
  expect(answer).toMatchObject({ safe: true, intervals: { a: [1, 22], b: [1, 22] }, reasons: [] });
});

test('where none is hidden too, a hidden part may be none', () => {
  const counts: Counts = { a: [0, hidden], b: [20, hidden], all: 20 };
  expect(judged(counts, { all: ['a', 'b'] }, protect).intervals).toEqual({
    a: [0, 20],
    b: [0, 20],
  });
});

test('a small count needs five values when six is the smallest shown: 2 + 4 has five, 2 + 3 has four', () => {
  const sums = { all: ['a', 'b'] };
  const six = judged({ a: [2, hidden], b: [4, hidden], all: 6 }, sums);
  expect(six).toMatchObject({ safe: true, intervals: { a: [1, 5] } });

  const five = judged({ a: [2, hidden], b: [3, hidden], all: [5, shown] }, sums);
  expect(five).toMatchObject({ safe: false, intervals: { a: [1, 4] } });
  expect(five.reasons).toContain(
    '"a" is hidden but can only be one of 4 numbers; a small count needs 5.',
  );
});

test('a count that is not small needs only not to be exact', () => {
  // a and b make 3, so a is 1 or 2; with it x is 10 or 9.
  const counts: Counts = { a: [1, hidden], b: [2, hidden], x: [10, hidden], ab: 3, ax: 11 };
  const sums = { ab: ['a', 'b'], ax: ['a', 'x'] };
  const answer = judged(counts, sums, { smallest_shown: 3 });
  expect(answer).toMatchObject({ safe: true, intervals: { a: [1, 2], x: [9, 10] } });
});

test('under protect the hidden parts of a shown total make the smallest shown together', () => {
  const sums = { all: ['a', 'b', 'c'] };
  const five = judged({ a: [5, hidden], b: [0, hidden], c: 9, all: 14 }, sums, protect);
  expect(five).toMatchObject({ safe: false, intervals: { a: [0, 5], b: [0, 5] } });
  expect(five.reasons).toEqual([
    'The hidden parts of "all" make fewer than 6 together, and that can be worked out.',
  ]);
  const six = judged({ a: [5, hidden], b: [1, hidden], c: 9, all: 15 }, sums, protect);
  expect(six.safe).toBe(true);
});

test('two hidden in every line can still be exact', () => {
  // Rows and columns each hide two, yet in the first block a and its neighbours can only be these.
  const counts: Counts = {
    a: [1, hidden],
    b: [1, hidden],
    c: [1, hidden],
    d: [1, hidden],
    ab: [2, shown],
    cd: [2, shown],
    ac: [2, shown],
    bd: [2, shown],
  };
  const sums = { ab: ['a', 'b'], cd: ['c', 'd'], ac: ['a', 'c'], bd: ['b', 'd'] };
  expect(judged(counts, sums)).toMatchObject({ safe: false, intervals: { a: [1, 1], d: [1, 1] } });
});

test('a hidden group is no shelter when its parts are shown', () => {
  const answer = judged(
    { a: 10, b: 12, group: [22, hidden], c: [3, hidden], all: 25 },
    { group: ['a', 'b'], all: ['group', 'c'] },
  );
  expect(answer).toMatchObject({ safe: false, intervals: { group: [22, 22], c: [3, 3] } });
});

test('sums that cross give a count away that no sum gives alone', () => {
  // All girls and all under fives and everyone: what is left is one number.
  const answer = judged(
    { a: [4, hidden], b: [30, hidden], c: [30, hidden], ab: 34, bc: 60, ac: 34 },
    { ab: ['a', 'b'], bc: ['b', 'c'], ac: ['a', 'c'] },
  );
  expect(answer.intervals).toEqual({ a: [4, 4], b: [30, 30], c: [30, 30] });
});

test('people are whole: a bound that only fractions reach is not a bound', () => {
  // b is a and 6 more, and a + b + c is 14: so c is even, and it is at least two.
  const answer = judged(
    { a: [2, hidden], more: 6, b: [8, hidden], c: [4, hidden], all: 14 },
    { b: ['a', 'more'], all: ['a', 'b', 'c'] },
  );
  expect(answer.intervals).toEqual({ a: [1, 3], b: [7, 9], c: [2, 6] });
});

test('whole people can put the smallest number higher, where nothing bounds the largest', () => {
  // b is a and 6 more; a + b is c + 8: so twice a is c and 2 more, and c is even.
  const answer = judged(
    { a: [5, hidden], more: 6, b: [11, hidden], ab: [16, hidden], c: [8, hidden], rest: 8 },
    [
      { total: 'b', parts: ['a', 'more'] },
      { total: 'ab', parts: ['a', 'b'] },
      { total: 'ab', parts: ['c', 'rest'] },
    ],
  );
  expect(answer.intervals).toEqual({ a: [2, null], b: [8, null], ab: [10, null], c: [2, null] });
});

test('a small count that is public is known to the reader and helps to find the others', () => {
  const sums = { all: ['a', 'b', 'c'] };
  const counts: Counts = { a: [4, hidden], b: [3, hidden], c: [5, hidden], all: 12 };
  expect(judged(counts, sums).safe).toBe(true);
  const known = judged({ ...counts, c: [5, shown] }, sums);
  expect(known).toMatchObject({ intervals: { a: [1, 6], b: [1, 6] }, safe: true });
  expect(known.flags).toEqual(['"c" is 5, below 6, and already public: it stays shown.']);
});

test('nothing bounds a hidden part of a hidden total', () => {
  const answer = judged({ a: [3, hidden], b: 7, all: [10, hidden] }, { all: ['a', 'b'] });
  expect(answer).toMatchObject({ safe: true, intervals: { a: [1, null], all: [8, null] } });
});

test('the audit judges a pattern by the table alone: the hidden counts do not change it', () => {
  const sums = { r: ['a', 'b'], s: ['c', 'd'], t: ['a', 'c'], u: ['b', 'd'] };
  const one = judged(
    { a: [3, hidden], b: [9, hidden], c: [8, hidden], d: [2, hidden], r: 12, s: 10, t: 11, u: 11 },
    sums,
  );
  const other = judged(
    { a: [5, hidden], b: [7, hidden], c: [6, hidden], d: [4, hidden], r: 12, s: 10, t: 11, u: 11 },
    sums,
  );
  expect(one).toEqual(other);
});

test('a whole group in one category is flagged', () => {
  const flags = ['All of "all" is in one category, "a".'];
  expect(judged({ a: 9, b: 0, all: 9 }, { all: ['a', 'b'] })).toMatchObject({ safe: true, flags });
  expect(judged({ a: 9, b: 6, all: 15 }, { all: ['a', 'b'] }).flags).toEqual([]);
  expect(judged({ a: 9, b: 0, all: [9, hidden] }, { all: ['a', 'b'] }).flags).toEqual([]);
  expect(judged({ a: 9, all: 9 }, { all: ['a'] }).flags).toEqual([]);
  expect(judged({ a: 0, b: 0, all: 0 }, { all: ['a', 'b'] }).flags).toEqual([]);
});

test('any word can be an id', () => {
  const answer = judged(JSON.parse('{"__proto__": 7, "constructor": 8, "toString": 15}'), {
    toString: ['__proto__', 'constructor'],
  });
  expect(answer.safe).toBe(true);

  const marked = { ...asking({}, {}), mode: 'audit' as const };
  const cells = [
    { id: '__proto__', count: 3, ...hidden },
    { id: 'constructor', count: 9, ...hidden },
    { id: 'all', count: 12 },
  ];
  const own = disclose({
    ...marked,
    cells,
    sums: [{ total: 'all', parts: ['__proto__', 'constructor'] }],
  });
  expect(JSON.stringify(own.intervals)).toBe('{"__proto__":[1,11],"constructor":[1,11]}');
});

test('large counts are exact', () => {
  const answer = judged(
    { a: [3, hidden], b: [999_999_999_990, hidden], all: 999_999_999_993 },
    { all: ['a', 'b'] },
  );
  expect(answer.intervals).toEqual({ a: [1, 999_999_999_992], b: [1, 999_999_999_992] });
});

test('what cannot be decided in the effort given is not decided', () => {
  const counts: Counts = {
    a: [3, hidden],
    b: [9, hidden],
    c: [8, hidden],
    d: [2, hidden],
    r: 12,
    s: 10,
    t: 11,
    u: 11,
  };
  const sums = { r: ['a', 'b'], s: ['c', 'd'], t: ['a', 'c'], u: ['b', 'd'] };
  const table = tableOf(asking(counts, sums));
  expect(() => audit(table, new Set([0, 1, 2, 3]), { left: 10 })).toThrow(Undecided);
});
