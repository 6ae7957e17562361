import type { Puzzle } from './oracle.ts';

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export type Random = () => number;

export function between(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

/** A table, and those of its sums from which the others follow (all, unless it says). */
export interface Generated {
  cells: Puzzle['cells'];
  sums: Puzzle['sums'];
  enough: Puzzle['sums'];
}

/** Few or many small counts, and the larger ones spread out as counts of children are. */
function counting(random: Random): () => number {
  const share = random() * 0.9;
  const spread = 1 + random() * 5;
  return () =>
    random() < share ? between(random, 0, 7) : 5 + Math.floor(Math.exp(random() * spread));
}

export function oneWay(random: Random, parts: number): Generated {
  return tree(random, [{ parts }]);
}

/** Parts in groups in a total; some parts may stand beside the groups. */
export function hierarchy(random: Random): Generated {
  const groups = between(random, 2, 5);
  return tree(
    random,
    Array.from({ length: groups }, () => ({ parts: random() < 0.2 ? 0 : between(random, 2, 6) })),
  );
}

function tree(random: Random, groups: readonly { parts: number }[]): Generated {
  const count = counting(random);
  const cells: { id: string; count: number }[] = [];
  const sums: { total: string; parts: string[] }[] = [];
  const add = (id: string, parts: { id: string; count: number }[]) => {
    const cell = { id, count: parts.reduce((sum, part) => sum + part.count, 0) };
    cells.push(...parts, cell);
    sums.push({ total: id, parts: parts.map((part) => part.id) });
    return cell;
  };
  const tops = groups.map(({ parts }, group) => {
    const leaves = Array.from({ length: parts }, (_, part) => ({
      id: `${group}.${part}`,
      count: count(),
    }));
    if (leaves.length === 0) return { id: `${group}`, count: count() };
    const top = add(`${group}`, leaves);
    cells.pop();
    return top;
  });
  if (tops.length > 1) add('total', tops);
  else cells.push(...tops);
  return { cells, sums, enough: sums };
}

/** Rows and columns with totals; with `grouped`, the rows are in groups that have subtotals. */
export function twoWay(random: Random, rows: number, columns: number, grouped: boolean): Generated {
  const count = counting(random);
  const leaves = Array.from({ length: rows }, (_, row) => `r${row}`);
  const columnNames = Array.from({ length: columns }, (_, column) => `c${column}`);
  const half = Math.ceil(rows / 2);
  const groups = grouped ? { upper: leaves.slice(0, half), lower: leaves.slice(half) } : {};
  const counts = new Map<string, number>();
  const get = (id: string) => counts.get(id) ?? 0;
  const cellSums: { total: string; parts: string[]; follows: boolean }[] = [];
  const sum = (total: string, parts: string[], follows = false) => {
    counts.set(
      total,
      parts.reduce((so, part) => so + get(part), 0),
    );
    cellSums.push({ total, parts, follows });
  };

  for (const row of leaves) {
    for (const column of columnNames) counts.set(`${row}.${column}`, count());
    sum(
      `${row}.all`,
      columnNames.map((column) => `${row}.${column}`),
    );
  }
  for (const column of [...columnNames, 'all']) {
    for (const [group, members] of Object.entries(groups)) {
      sum(
        `${group}.${column}`,
        members.map((row) => `${row}.${column}`),
      );
    }
    const tops = grouped ? Object.keys(groups) : leaves;
    sum(
      `all.${column}`,
      tops.map((row) => `${row}.${column}`),
    );
  }
  // These are true because the leaves' own are: they tell nothing new, and a network has no room.
  for (const row of [...Object.keys(groups), 'all']) {
    sum(
      `${row}.all`,
      columnNames.map((column) => `${row}.${column}`),
      true,
    );
  }
  return {
    cells: [...counts].map(([id, each]) => ({ id, count: each })),
    sums: cellSums.map(({ total, parts }) => ({ total, parts })),
    enough: cellSums.flatMap(({ total, parts, follows }) => (follows ? [] : [{ total, parts }])),
  };
}

/**
 * Totals of any of the cells before them: sums that overlap, share cells and are no network. The
 * first total is of all the parts; while it is shown everything has a bound.
 */
export function linked(random: Random): Generated {
  const parts = Array.from({ length: between(random, 3, 5) }, (_, at) => ({
    id: `p${at}`,
    count: between(random, 1, 5),
  }));
  const cells: { id: string; count: number }[] = [...parts];
  const sums: { total: string; parts: string[] }[] = [];
  const add = (total: string, chosen: readonly { id: string; count: number }[]) => {
    if (chosen.length === 0) return;
    cells.push({ id: total, count: chosen.reduce((so, part) => so + part.count, 0) });
    sums.push({ total, parts: chosen.map((part) => part.id) });
  };
  add('all', parts);
  for (let at = between(random, 0, 4); at > 0; at -= 1) {
    add(
      `t${at}`,
      cells.filter((cell) => cell.id !== 'all' && random() < 0.5),
    );
  }
  return { cells, sums, enough: sums };
}

/** As if a few cells had been published, or hidden, before. */
export function withHistory(random: Random, { cells, sums, enough }: Generated): Generated {
  return {
    cells: cells.map((cell) => {
      const chance = random();
      if (chance < 0.05) return { ...cell, shown: true };
      return chance < 0.1 && cell.count > 0 ? { ...cell, hidden: true } : cell;
    }),
    sums,
    enough,
  };
}
