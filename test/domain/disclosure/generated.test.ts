import { disclose } from '@throughline/domain/disclosure/disclose';
import { expect, test } from 'vitest';
import {
  between,
  type Generated,
  hierarchy,
  linked,
  oneWay,
  type Random,
  randomFrom,
  twoWay,
  withHistory,
} from './generated.ts';
import { broken, byFlow, byTryingAll } from './oracle.ts';

const seed = Number(process.env['SEED'] ?? 20260);

const kinds: { kind: string; tables: number; make: (random: Random) => Generated }[] = [
  {
    kind: 'one-way tables',
    tables: 3_000,
    make: (random) => oneWay(random, between(random, 2, 12)),
  },
  { kind: 'hierarchies', tables: 2_500, make: hierarchy },
  {
    kind: 'two-way tables to 8 × 8',
    tables: 3_500,
    make: (random) => twoWay(random, between(random, 2, 8), between(random, 2, 8), false),
  },
  {
    kind: 'two-way tables with groups of rows',
    tables: 1_000,
    make: (random) => twoWay(random, between(random, 4, 8), between(random, 2, 8), true),
  },
];

for (const [number, { kind, tables, make }] of kinds.entries()) {
  test(`in ${tables} generated ${kind} every small count is hidden and none can be worked out (SEED=${seed})`, () => {
    const random = randomFrom(seed + number);
    let refused = 0;
    for (let at = 0; at < tables; at += 1) {
      const smallestShown = at % 2 === 0 ? 5 : 6;
      const zeros = at % 4 < 2 ? 'show' : 'protect';
      const plain = make(random);
      const { cells, sums, enough } = at % 5 === 0 ? withHistory(random, plain) : plain;
      const question = {
        mode: 'suppress',
        smallest_shown: smallestShown,
        zeros,
        cells,
        sums,
      } as const;
      const where = `table ${at} of SEED=${seed}: ${JSON.stringify(question)}`;

      const answer = disclose(question);
      const intervals = byFlow({ zeros, cells, sums: enough }, answer.hidden);
      expect(answer.intervals, where).toEqual(Object.fromEntries(intervals));
      const faults = broken({ zeros, cells, sums }, smallestShown, answer.hidden, intervals);
      expect(answer.safe, where).toBe(faults.length === 0);
      if (!answer.safe) refused += 1;
    }
    // Only what is already public can make a table of this size impossible, and hardly ever.
    expect(refused).toBeLessThan(tables * 0.03);
  }, 240_000);
}

test(`linked tables are judged as trying every possibility judges them (SEED=${seed})`, () => {
  const random = randomFrom(seed);
  for (let at = 0; at < 400; at += 1) {
    const zeros = at % 2 === 0 ? 'show' : 'protect';
    const { cells, sums } = linked(random);
    const hidden = cells.filter((cell) => cell.id !== 'all' && random() < 0.7);
    const marked = cells.map((cell) =>
      hidden.includes(cell) ? { ...cell, hidden: true as const } : cell,
    );
    const ids = hidden.map((cell) => cell.id);

    const question = { mode: 'audit', smallest_shown: 5, zeros, cells: marked, sums } as const;
    const where = `table ${at} of SEED=${seed}: ${JSON.stringify(question)}`;
    const answer = disclose(question);
    const intervals = byTryingAll({ zeros, cells, sums }, ids, 25);
    expect(answer.intervals, where).toEqual(Object.fromEntries(intervals));
    const faults = broken({ zeros, cells: marked, sums }, 5, ids, intervals);
    expect(answer.safe, where).toBe(faults.length === 0);
  }
}, 120_000);

test(`the two oracles agree where both can judge (SEED=${seed})`, () => {
  const random = randomFrom(seed);
  for (let at = 0; at < 200; at += 1) {
    const zeros = at % 2 === 0 ? 'show' : 'protect';
    const { cells, sums } = oneWay(random, 4);
    const small = cells.every((cell) => cell.count <= 30);
    if (!small) continue;
    const hidden = cells.filter((cell) => cell.id !== '0' && cell.count > 0 && random() < 0.7);
    const ids = hidden.map((cell) => cell.id);
    const puzzle = { zeros, cells, sums } as const;
    expect([...byFlow(puzzle, ids)]).toEqual([...byTryingAll(puzzle, ids, 30)]);
  }
});
