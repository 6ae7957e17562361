/**
 * What can be worked out of a table with hidden cells, found in ways that share nothing with the
 * product: by trying every possibility, and by the largest flow through the table's sums.
 */

export interface Puzzle {
  zeros: 'show' | 'protect';
  cells: readonly { id: string; count: number; shown?: true; hidden?: true }[];
  sums: readonly { total: string; parts: readonly string[] }[];
}

export type Interval = [number, number | null];

/**
 * Tries every whole number up to `most` in every hidden cell that is no total, and adds up. A sum
 * must come after the sums its parts are totals of, and nothing may be without a bound.
 */
export function byTryingAll(
  { zeros, cells, sums }: Puzzle,
  hidden: readonly string[],
  most: number,
): Map<string, Interval> {
  const lowest = zeros === 'show' ? 1 : 0;
  const isHidden = new Set(hidden);
  const totals = new Set(sums.map((sum) => sum.total));
  const free = hidden.filter((id) => !totals.has(id));
  const printed = new Map(cells.filter((c) => !isHidden.has(c.id)).map((c) => [c.id, c.count]));
  const found = new Map<string, [number, number]>();
  const values = new Map(printed);

  /** Adds up what is known so far; false once a printed total is overshot or, when whole, missed. */
  function addsUp(isWhole: boolean): boolean {
    const made = new Map<string, number>();
    const worth = (id: string) => made.get(id) ?? values.get(id) ?? 0;
    for (const { total, parts } of sums) {
      const sum = parts.reduce((so, part) => so + (printed.get(part) ?? worth(part)), 0);
      const target = printed.get(total) ?? made.get(total);
      if (target !== undefined && (isWhole ? sum !== target : printed.has(total) && sum > target)) {
        return false;
      }
      if (!printed.has(total)) made.set(total, sum);
    }
    if (!isWhole) return true;
    const all = hidden.map((id): [string, number] => [id, worth(id)]);
    if (all.some(([, value]) => value < lowest)) return false;
    for (const [id, value] of all) {
      const [low, high] = found.get(id) ?? [value, value];
      found.set(id, [Math.min(low, value), Math.max(high, value)]);
    }
    return true;
  }

  function fill(at: number): void {
    const id = free[at];
    if (id === undefined) {
      addsUp(true);
      return;
    }
    for (let value = lowest; value <= most; value += 1) {
      values.set(id, value);
      if (!addsUp(false)) break;
      fill(at + 1);
    }
    values.delete(id);
  }

  fill(0);
  return found;
}

/**
 * A table whose every cell is in two sums at most is a network: its sums are places, its hidden
 * cells are pipes between them, and a cell can grow by as much as can flow back the other way.
 */
export function byFlow({ zeros, cells, sums }: Puzzle, hidden: readonly string[]) {
  const counts = new Map(cells.map((cell) => [cell.id, cell.count]));
  const pipes = pipesOf(sums, hidden);
  const lowest = zeros === 'show' ? 1 : 0;
  const room = (id: string) => (counts.get(id) ?? 0) - lowest;

  return new Map(
    hidden.map((id): [string, Interval] => {
      const pipe = pipes.get(id);
      if (!pipe) return [id, [lowest, null]];
      const others = [...pipes].filter(([other]) => other !== id);
      const arcs = others.flatMap(([other, { from, to }]) => [
        { from, to, room: Number.POSITIVE_INFINITY },
        { from: to, to: from, room: room(other) },
      ]);
      const count = counts.get(id) ?? 0;
      const up = largestFlow(arcs, pipe.to, pipe.from);
      const down = Math.min(room(id), largestFlow(arcs, pipe.from, pipe.to));
      return [id, [count - down, up === Number.POSITIVE_INFINITY ? null : count + up]];
    }),
  );
}

interface Pipe {
  from: number;
  to: number;
}

/** Sums are given a side each, so that every cell adds to one of its two sums and takes from the other. */
function pipesOf(sums: Puzzle['sums'], hidden: readonly string[]): Map<string, Pipe> {
  const outside = sums.length;
  const places = new Map(
    hidden.map((id) => [
      id,
      sums.flatMap(({ total, parts }, sum) =>
        total === id ? [{ sum, sign: -1 }] : parts.includes(id) ? [{ sum, sign: 1 }] : [],
      ),
    ]),
  );
  const sides = new Map<number, number>();
  for (const start of sums.keys()) {
    if (sides.has(start)) continue;
    sides.set(start, 1);
    const next = [start];
    for (let sum = next.pop(); sum !== undefined; sum = next.pop()) {
      for (const two of places.values()) {
        const here = two.find((place) => place.sum === sum);
        const there = two.find((place) => place.sum !== sum);
        if (two.length > 2) throw new Error('Not a network: a cell is in three sums');
        if (!here || !there) continue;
        const side = -(sides.get(sum) ?? 0) * here.sign * there.sign;
        const known = sides.get(there.sum);
        if (known !== undefined && known !== side)
          throw new Error('Not a network: a sum has two sides');
        if (known === undefined) next.push(there.sum);
        sides.set(there.sum, side);
      }
    }
  }
  const pipes = new Map<string, Pipe>();
  for (const [id, two] of places) {
    const adds = two.find(({ sum, sign }) => sign * (sides.get(sum) ?? 0) > 0);
    const takes = two.find(({ sum, sign }) => sign * (sides.get(sum) ?? 0) < 0);
    if (two.length > 0) pipes.set(id, { from: takes?.sum ?? outside, to: adds?.sum ?? outside });
  }
  return pipes;
}

interface Arc {
  from: number;
  to: number;
  room: number;
}

/** Sends what it can along the shortest way left, until there is none. */
function largestFlow(arcs: readonly Arc[], source: number, sink: number): number {
  if (source === sink) return Number.POSITIVE_INFINITY;
  const left = new Map<number, Map<number, number>>();
  const roomFrom = (place: number) => {
    const known = left.get(place) ?? new Map<number, number>();
    left.set(place, known);
    return known;
  };
  for (const { from, to, room } of arcs) {
    roomFrom(from).set(to, (roomFrom(from).get(to) ?? 0) + room);
  }
  let flow = 0;
  for (;;) {
    const cameFrom = new Map<number, number>([[source, source]]);
    const queue = [source];
    for (const place of queue) {
      for (const [to, room] of roomFrom(place)) {
        if (room <= 0 || cameFrom.has(to)) continue;
        cameFrom.set(to, place);
        queue.push(to);
      }
    }
    if (!cameFrom.has(sink)) return flow;
    const way: [number, number][] = [];
    for (let place = sink; place !== source; ) {
      const before = cameFrom.get(place) ?? source;
      way.push([before, place]);
      place = before;
    }
    const sent = Math.min(...way.map(([from, to]) => roomFrom(from).get(to) ?? 0));
    if (sent === Number.POSITIVE_INFINITY) return sent;
    for (const [from, to] of way) {
      roomFrom(from).set(to, (roomFrom(from).get(to) ?? 0) - sent);
      roomFrom(to).set(from, (roomFrom(to).get(from) ?? 0) + sent);
    }
    flow += sent;
  }
}

/** Every rule that hiding these cells breaks, in words; none when the table may be published. */
export function broken(
  puzzle: Puzzle,
  smallestShown: number,
  hidden: readonly string[],
  intervals: ReadonlyMap<string, Interval>,
): string[] {
  const { zeros, cells, sums } = puzzle;
  const isHidden = new Set(hidden);
  const faults: string[] = [];
  for (const { id, count, shown, hidden: kept } of cells) {
    const isSmall = count < smallestShown && (zeros === 'protect' || count !== 0);
    if (shown && isHidden.has(id)) faults.push(`${id} was public and is hidden`);
    if (kept && !isHidden.has(id)) faults.push(`${id} was hidden and is shown`);
    if (!isHidden.has(id)) {
      if (isSmall && !shown) faults.push(`${id} is small and shown`);
      continue;
    }
    if (count === 0 && zeros === 'show') faults.push(`${id} is a hidden zero`);
    const [low, high] = intervals.get(id) ?? [count, count];
    if (low === high) faults.push(`${id} is exact`);
    if (isSmall && high !== null && high - low + 1 < smallestShown - 1) {
      faults.push(`${id} is too narrow`);
    }
  }
  for (const { total, parts } of sums) {
    if (isHidden.has(total)) continue;
    const unseen = cells.filter((cell) => parts.includes(cell.id) && isHidden.has(cell.id));
    const together = unseen.reduce((sum, cell) => sum + cell.count, 0);
    if (unseen.length > 0 && together < smallestShown) faults.push(`${total} hides too few`);
  }
  return faults;
}
