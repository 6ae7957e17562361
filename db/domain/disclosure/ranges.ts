/** What is known of some unknown whole numbers, none below 0: `plus` less `minus` is `equals`. */
export interface Equation {
  plus: readonly number[];
  minus: readonly number[];
  equals: number;
}

/** The smallest and the largest whole number something can be; null when nothing bounds it. */
export type Range = [lowest: number, highest: number | null];

/**
 * Thrown when the exact range cannot be found within the budget or in whole numbers that a
 * computer holds exactly. Nothing may be published on a question that was not decided.
 */
export class Undecided extends Error {
  override name = 'Undecided';
}

/** How many more figures of the working may be visited before the question is undecided. */
export interface Effort {
  left: number;
}

/** Far more than a table that a person publishes takes, and a few seconds at most. */
export function fullEffort(): Effort {
  return { left: 100_000_000 };
}

/** Below this a product is exact or is seen to be too large. */
const largestEntry = 2 ** 50;

/**
 * The exact range of each unknown. `example` is one solution: it proves that there is one, and the
 * ranges do not depend on which it is.
 *
 * Ranges are integer optima: a simplex method in whole numbers only (Edmonds' integer pivoting, no
 * rounding anywhere), then branch and bound where a corner is not whole. In tables of one or two
 * ways and in hierarchies every corner is whole.
 *
 * @throws {Undecided}
 */
export function ranges(
  example: readonly number[],
  equations: readonly Equation[],
  effort: Effort,
): Range[] {
  const found: Range[] = example.map(() => [0, null]);
  for (const part of components(example.length, equations)) {
    const local = new Map(part.unknowns.map((unknown, at) => [unknown, at]));
    const renumber = (unknown: number) => local.get(unknown) ?? 0;
    const rangesOfPart = componentRanges(
      part.unknowns.map((unknown) => example[unknown] ?? 0),
      part.equations.map(({ plus, minus, equals }) => ({
        plus: plus.map(renumber),
        minus: minus.map(renumber),
        equals,
      })),
      effort,
    );
    for (const [at, range] of rangesOfPart.entries()) found[part.unknowns[at] ?? 0] = range;
  }
  return found;
}

/** Unknowns that no chain of equations joins say nothing of each other. */
function components(count: number, equations: readonly Equation[]) {
  const leader = Array.from({ length: count }, (_, unknown) => unknown);
  const find = (unknown: number): number => {
    let at = unknown;
    while (leader[at] !== at) {
      leader[at] = leader[leader[at] ?? 0] ?? 0;
      at = leader[at] ?? 0;
    }
    return at;
  };
  for (const { plus, minus } of equations) {
    const [first, ...rest] = [...plus, ...minus];
    if (first === undefined) continue;
    for (const unknown of rest) leader[find(unknown)] = find(first);
  }
  const parts = new Map<number, { unknowns: number[]; equations: Equation[] }>();
  for (const equation of equations) {
    const first = equation.plus[0] ?? equation.minus[0];
    if (first === undefined) continue;
    const part = parts.get(find(first));
    if (part) part.equations.push(equation);
    else parts.set(find(first), { unknowns: [], equations: [equation] });
  }
  for (let unknown = 0; unknown < count; unknown += 1) {
    parts.get(find(unknown))?.unknowns.push(unknown);
  }
  return parts.values();
}

function componentRanges(
  example: readonly number[],
  equations: readonly Equation[],
  effort: Effort,
): Range[] {
  const bounds = boundsByHand(example.length, equations);
  const seen = new Seen(example);
  const isMet = (unknown: number) => {
    const [lowest, highest] = bounds[unknown] ?? [0, null];
    return seen.lowest(unknown) === lowest && seen.highest(unknown) === highest;
  };
  const unknowns = [...example.keys()];
  if (unknowns.every(isMet)) return bounds;

  const tableau = Tableau.of(example.length, equations, effort);
  for (const unknown of unknowns) {
    const bound = bounds[unknown] ?? [0, null];
    if (seen.lowest(unknown) > bound[0]) {
      tableau.minimise(unknown);
      tableau.note(seen);
      bound[0] = Math.ceil(tableau.value(unknown));
    }
    if (seen.highest(unknown) !== bound[1] && tableau.maximise(unknown, seen)) {
      tableau.note(seen);
      bound[1] = Math.floor(tableau.value(unknown));
    }
  }
  for (const unknown of unknowns) {
    const [lowest, highest] = bounds[unknown] ?? [0, null];
    if (lowest < seen.lowest(unknown)) {
      tableau.minimise(unknown);
      branch(tableau, unknown, 'down', bounds, seen);
    }
    if (highest !== null && highest > seen.highest(unknown)) {
      tableau.maximise(unknown, seen);
      branch(tableau, unknown, 'up', bounds, seen);
    }
    bounds[unknown] = [seen.lowest(unknown), highest === null ? null : seen.highest(unknown)];
  }
  return bounds;
}

/** Bounds that follow from one equation at a time: often they meet what has been seen. */
function boundsByHand(count: number, equations: readonly Equation[]): Range[] {
  const bounds = Array.from({ length: count }, (): Range => [0, null]);
  for (let pass = 0; pass < 4; pass += 1) {
    let moved = false;
    for (const { plus, minus, equals } of equations) {
      moved = tighten(bounds, plus, minus, equals) || moved;
      moved = tighten(bounds, minus, plus, -equals) || moved;
    }
    if (!moved) break;
  }
  return bounds;
}

/** Each of `up` is `equals`, and all of `down`, less the others of `up`. */
function tighten(
  bounds: Range[],
  up: readonly number[],
  down: readonly number[],
  equals: number,
): boolean {
  const [leastDown, mostDown] = together(bounds, down);
  const [leastUp, mostUp] = together(bounds, up);
  let moved = false;
  for (const unknown of up) {
    const [low, high] = bounds[unknown] ?? [0, null];
    const highest = mostDown === null ? null : equals + mostDown - (leastUp - low);
    // With one unknown the others are nothing, even where nothing bounds it.
    const mostOthers = up.length === 1 ? 0 : less(mostUp, high);
    const lowest = mostOthers === null ? low : equals + leastDown - mostOthers;
    const isLower = highest !== null && (high === null || highest < high);
    if (lowest <= low && !isLower) continue;
    bounds[unknown] = [Math.max(low, lowest), isLower ? highest : high];
    moved = true;
  }
  return moved;
}

function together(bounds: readonly Range[], unknowns: readonly number[]): Range {
  let least = 0;
  let most: number | null = 0;
  for (const unknown of unknowns) {
    const [low, high] = bounds[unknown] ?? [0, null];
    least += low;
    most = most === null || high === null ? null : most + high;
  }
  return [least, most];
}

function less(all: number | null, one: number | null): number | null {
  return all === null || one === null ? null : all - one;
}

/** The smallest and largest value of each unknown in any solution met so far. */
class Seen {
  readonly #low: number[];
  readonly #high: number[];

  constructor(example: readonly number[]) {
    this.#low = [...example];
    this.#high = [...example];
  }

  lowest(unknown: number): number {
    return this.#low[unknown] ?? 0;
  }

  highest(unknown: number): number {
    return this.#high[unknown] ?? 0;
  }

  add(unknown: number, value: number): void {
    if (value < this.lowest(unknown)) this.#low[unknown] = value;
    if (value > this.highest(unknown)) this.#high[unknown] = value;
  }
}

type Way = 'up' | 'down';

/** Leaves the best whole value of `unknown` in `seen`; the tableau is at its rational optimum. */
function branch(
  start: Tableau,
  unknown: number,
  way: Way,
  bounds: readonly Range[],
  seen: Seen,
): void {
  const waiting = [start];
  for (let tableau = waiting.pop(); tableau; tableau = waiting.pop()) {
    const bound = tableau.value(unknown);
    const isHopeless =
      way === 'up'
        ? Math.floor(bound) <= seen.highest(unknown)
        : Math.ceil(bound) >= seen.lowest(unknown);
    if (isHopeless) continue;
    const split = splitOf(tableau.fractions(), bounds);
    if (split === undefined) {
      tableau.note(seen);
      continue;
    }
    for (const side of ['above', 'below'] as const) {
      const child = tableau.cut(split, side);
      if (child.restore(unknown, way)) waiting.push(child);
    }
  }
}

/** The fraction with the least room, since a split of one without bounds may never end. */
function splitOf(fractions: readonly number[], bounds: readonly Range[]): number | undefined {
  const room = (unknown: number) => {
    const [lowest, highest] = bounds[unknown] ?? [0, null];
    return highest === null ? Number.POSITIVE_INFINITY : highest - lowest;
  };
  const [first, ...rest] = fractions;
  if (first === undefined) return undefined;
  return rest.reduce((best, unknown) => (room(unknown) < room(best) ? unknown : best), first);
}

/**
 * The equations solved for some of the unknowns (the basis, one a row) in terms of the others,
 * which stand at 0. All entries are whole numbers over one divisor:
 * divisor × basic + Σ entry × other = last entry of the row.
 */
class Tableau {
  #rows: Float64Array[];
  #divisor: number;
  /** The unknown of each row and of each column; those past `#real` were added for the working. */
  #basis: number[];
  #others: number[];
  readonly #real: number;
  #next: number;
  readonly #effort: Effort;

  private constructor(
    rows: Float64Array[],
    divisor: number,
    basis: number[],
    others: number[],
    real: number,
    next: number,
    effort: Effort,
  ) {
    this.#rows = rows;
    this.#divisor = divisor;
    this.#basis = basis;
    this.#others = others;
    this.#real = real;
    this.#next = next;
    this.#effort = effort;
  }

  /** A corner of all that satisfies the equations: there is one, since there is a solution. */
  static of(count: number, equations: readonly Equation[], effort: Effort): Tableau {
    const rows = equations.map(({ plus, minus, equals }) => {
      const row = new Float64Array(count + 1);
      // The slack each row begins with must not be below 0.
      const sign = equals < 0 ? -1 : 1;
      for (const unknown of plus) row[unknown] = entry(row, unknown) + sign;
      for (const unknown of minus) row[unknown] = entry(row, unknown) - sign;
      row[count] = checked(equals * sign);
      return row;
    });
    const unknowns = Array.from({ length: count }, (_, unknown) => unknown);
    const slacks = rows.map((_, at) => count + at);
    const next = count + rows.length;
    const tableau = new Tableau(rows, 1, [...slacks], unknowns, count, next, effort);
    for (const slack of slacks) tableau.#remove(slack);
    tableau.#close();
    return tableau;
  }

  /** What the unknown is at this corner. */
  value(unknown: number): number {
    const row = this.#basis.indexOf(unknown);
    return row < 0 ? 0 : this.#constant(row) / this.#divisor;
  }

  /** Records this corner if it is whole. */
  note(seen: Seen): void {
    if (this.fractions().length > 0) return;
    for (const unknown of this.#others) if (unknown < this.#real) seen.add(unknown, 0);
    for (const [row, unknown] of this.#basis.entries()) {
      if (unknown < this.#real) seen.add(unknown, this.#constant(row) / this.#divisor);
    }
  }

  /** The unknowns of the question that are not whole at this corner. */
  fractions(): number[] {
    if (this.#divisor === 1) return [];
    return this.#basis.filter(
      (unknown, row) => unknown < this.#real && this.#constant(row) % this.#divisor !== 0,
    );
  }

  /** Goes to a corner where the unknown is smallest. */
  minimise(unknown: number): void {
    let still = 0;
    for (;;) {
      const row = this.#basis.indexOf(unknown);
      if (row < 0) return;
      const column = this.#entering(row, 1, still > patience);
      if (column < 0) return;
      const leaving = this.#leaving(column, row);
      still = this.#constant(leaving) === 0 ? still + 1 : 0;
      this.#pivot(leaving, column);
    }
  }

  /**
   * Goes to a corner where the unknown is largest; false when it has no bound. Where fractions have
   * no bound whole numbers have none (Meyer 1974), because there is a solution.
   */
  maximise(unknown: number, seen: Seen): boolean {
    if (seen.highest(unknown) === Number.POSITIVE_INFINITY) return false;
    const at = this.#others.indexOf(unknown);
    if (at >= 0) {
      const leaving = this.#leaving(at);
      if (leaving < 0) return this.#noteEndless(at, seen);
      this.#pivot(leaving, at);
    }
    let still = 0;
    for (;;) {
      const column = this.#entering(this.#basis.indexOf(unknown), -1, still > patience);
      if (column < 0) return true;
      const leaving = this.#leaving(column);
      if (leaving < 0) return this.#noteEndless(column, seen);
      still = this.#constant(leaving) === 0 ? still + 1 : 0;
      this.#pivot(leaving, column);
    }
  }

  /** As the column grows without end, so does each unknown that grows with it. */
  #noteEndless(column: number, seen: Seen): false {
    seen.add(this.#others[column] ?? 0, Number.POSITIVE_INFINITY);
    for (const [row, unknown] of this.#basis.entries()) {
      if (entry(this.#row(row), column) < 0) seen.add(unknown, Number.POSITIVE_INFINITY);
    }
    return false;
  }

  /** A copy in which the unknown is at most, or at least, the whole number next to its value. */
  cut(unknown: number, side: 'below' | 'above'): Tableau {
    const source = this.#rows[this.#basis.indexOf(unknown)];
    if (!source) throw new Error('Only an unknown in the basis can be cut');
    const last = source.length - 1;
    const divisor = this.#divisor;
    const constant = entry(source, last);
    const row = source.map((each) => (side === 'below' ? -each : each));
    const whole = Math.floor(constant / divisor);
    row[last] = checked(
      side === 'below' ? divisor * whole - constant : constant - divisor * (whole + 1),
    );
    return new Tableau(
      [...this.#rows.map((each) => each.slice()), row],
      divisor,
      [...this.#basis, this.#next],
      [...this.#others],
      this.#real,
      this.#next + 1,
      this.#effort,
    );
  }

  /** Dual simplex: back to the optimum of the unknown after a cut; false when nothing is left. */
  restore(unknown: number, way: Way): boolean {
    const sign = way === 'up' ? 1 : -1;
    for (;;) {
      let leaving = -1;
      for (const [row, each] of this.#basis.entries()) {
        const isBelow = this.#constant(row) < 0;
        if (isBelow && (leaving < 0 || each < (this.#basis[leaving] ?? 0))) leaving = row;
      }
      if (leaving < 0) return true;
      // The most the unknown can be is below 0.
      if (this.#basis[leaving] === unknown) return false;
      const row = this.#row(leaving);
      const goal = this.#goal(unknown);
      let column = -1;
      for (let at = 0; at < this.#others.length; at += 1) {
        if (entry(row, at) >= 0) continue;
        const gap =
          column < 0
            ? -1
            : product(sign * entry(goal, at), -entry(row, column)) -
              product(sign * entry(goal, column), -entry(row, at));
        const isEarlier = (this.#others[at] ?? 0) < (this.#others[column] ?? 0);
        if (gap < 0 || (gap === 0 && isEarlier)) column = at;
      }
      if (column < 0) return false;
      this.#pivot(leaving, column);
    }
  }

  /** The unknown in terms of the others: its row, or itself alone where it stands at 0. */
  #goal(unknown: number): Float64Array {
    const row = this.#basis.indexOf(unknown);
    if (row >= 0) return this.#row(row);
    const goal = new Float64Array(this.#others.length + 1);
    goal[this.#others.indexOf(unknown)] = -this.#divisor;
    return goal;
  }

  /** Takes a slack out, so that its equation holds; an equation that says nothing new goes too. */
  #remove(slack: number): void {
    this.minimise(slack);
    const row = this.#basis.indexOf(slack);
    if (row >= 0) {
      if (this.#constant(row) !== 0) throw new Error('The equations have no solution');
      const column = this.#others.findIndex(
        (other, at) => other !== gone && entry(this.#row(row), at) !== 0,
      );
      if (column < 0) {
        this.#rows.splice(row, 1);
        this.#basis.splice(row, 1);
        return;
      }
      this.#pivot(row, column);
    }
    this.#others[this.#others.indexOf(slack)] = gone;
  }

  /** Leaves out the columns of what is gone. */
  #close(): void {
    const kept = [...this.#others.keys()].filter((column) => this.#others[column] !== gone);
    this.#rows = this.#rows.map((row) => {
      const shorter = new Float64Array(kept.length + 1);
      for (const [at, column] of kept.entries()) shorter[at] = entry(row, column);
      shorter[kept.length] = entry(row, row.length - 1);
      return shorter;
    });
    this.#others = this.#others.filter((unknown) => unknown !== gone);
  }

  /** The column that moves the row's unknown most; the first of them by rule when it circles. */
  #entering(row: number, sign: 1 | -1, byRule: boolean): number {
    const entries = this.#row(row);
    let best = -1;
    for (let column = 0; column < this.#others.length; column += 1) {
      const size = sign * entry(entries, column);
      if (size <= 0 || this.#others[column] === gone) continue;
      const gap = best < 0 ? 1 : size - sign * entry(entries, best);
      const isEarlier = (this.#others[column] ?? 0) < (this.#others[best] ?? 0);
      if (byRule ? best < 0 || isEarlier : gap > 0 || (gap === 0 && isEarlier)) best = column;
    }
    return best;
  }

  /** The row that reaches 0 first as the column grows, `preferred` among equals; -1 for none. */
  #leaving(column: number, preferred = -1): number {
    let best = -1;
    for (let row = 0; row < this.#rows.length; row += 1) {
      const size = entry(this.#row(row), column);
      if (size <= 0) continue;
      const gap =
        best < 0
          ? -1
          : product(this.#constant(row), entry(this.#row(best), column)) -
            product(this.#constant(best), size);
      const isEarlier = (this.#basis[row] ?? 0) < (this.#basis[best] ?? 0);
      const isPreferred = row === preferred || (best !== preferred && isEarlier);
      if (gap < 0 || (gap === 0 && isPreferred)) best = row;
    }
    return best;
  }

  /** Exchanges a basic unknown for another, in whole numbers: the division leaves no remainder. */
  #pivot(at: number, column: number): void {
    const pivotRow = this.#row(at);
    const width = pivotRow.length;
    this.#spend(width + this.#rows.length);
    const pivot = entry(pivotRow, column);
    const divisor = this.#divisor;
    const sign = pivot < 0 ? -1 : 1;
    // When the divisor stays, as it does in most tables, only these columns change.
    const changing: number[] = [];
    for (let each = 0; each < width; each += 1) {
      const changes = pivot !== sign * divisor || entry(pivotRow, each) !== 0;
      if (changes && each !== column) changing.push(each);
    }
    for (const [number, row] of this.#rows.entries()) {
      if (number === at) continue;
      const factor = entry(row, column);
      if (factor === 0 && pivot === sign * divisor) continue;
      this.#spend(changing.length);
      for (const each of changing) {
        const moved = product(entry(row, each), pivot) - product(factor, entry(pivotRow, each));
        row[each] = checked((sign * moved) / divisor);
      }
      row[column] = -sign * factor;
    }
    if (sign < 0) {
      for (let each = 0; each < width; each += 1) pivotRow[each] = -entry(pivotRow, each);
    }
    pivotRow[column] = sign * divisor;
    this.#divisor = sign * pivot;

    const leaving = this.#basis[at] ?? 0;
    this.#basis[at] = this.#others[column] ?? 0;
    this.#others[column] = leaving;
  }

  #spend(figures: number): void {
    this.#effort.left -= figures;
    if (this.#effort.left < 0) throw new Undecided('The table is too large to decide');
  }

  #row(at: number): Float64Array {
    const row = this.#rows[at];
    if (!row) throw new Error('There is no such row');
    return row;
  }

  #constant(at: number): number {
    const row = this.#row(at);
    return entry(row, row.length - 1);
  }
}

/** Stands in a column for a slack that has been taken out: it stays 0. */
const gone = -1;

/** Steps that change nothing before the choice follows Bland's rule, which never circles. */
const patience = 20;

function entry(row: Float64Array, at: number): number {
  return row[at] ?? 0;
}

function product(one: number, other: number): number {
  const result = one * other;
  if (result > Number.MAX_SAFE_INTEGER || result < -Number.MAX_SAFE_INTEGER) {
    throw new Undecided('The numbers of the table are too large to decide exactly');
  }
  return result;
}

function checked(number: number): number {
  if (number > largestEntry || number < -largestEntry) {
    throw new Undecided('The numbers of the table are too large to decide exactly');
  }
  return number;
}
