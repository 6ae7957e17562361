import type { Cell, Question, Sum, Zeros } from './table.ts';

/**
 * What a table says that can be worked with: its counts, the sums they make, and the figures that
 * are made of them. A derived figure has no cell: it is shown only when all it is made of is.
 */
export interface Lines {
  cells: readonly Cell[];
  sums: readonly Sum[];
  derived: readonly Derived[];
}

/** A percentage, rate, change, rank, rating, arrow or bar, and the cells it is made of. */
export interface Derived {
  id: string;
  from: readonly string[];
}

/** A category with the categories it is divided into, to any depth. */
export interface Category {
  id: string;
  count: number;
  parts?: readonly Category[];
}

/** A category with all its parts: one-way tables, and hierarchies of part, group and total. */
export function categories(top: Category): Lines {
  const parts = top.parts ?? [];
  const below = parts.map(categories);
  return {
    cells: [{ id: top.id, count: top.count }, ...below.flatMap((lines) => lines.cells)],
    sums: [...sumOf(top.id, parts), ...below.flatMap((lines) => lines.sums)],
    derived: [],
  };
}

/**
 * A table of two ways. Each row is a line of its own with a total, as is each column; a total is a
 * row or a column like any other, named by the sums it heads.
 */
export function crossed(
  rows: readonly Sum[],
  columns: readonly Sum[],
  cell: (row: string, column: string) => { id: string; count: number },
): Lines {
  const inRows = namesIn(rows);
  const inColumns = namesIn(columns);
  const idOf = (row: string, column: string) => cell(row, column).id;
  return {
    cells: inRows.flatMap((row) => inColumns.map((column) => cell(row, column))),
    sums: [
      ...inRows.flatMap((row) =>
        columns.map(({ total, parts }) => ({
          total: idOf(row, total),
          parts: parts.map((part) => idOf(row, part)),
        })),
      ),
      ...inColumns.flatMap((column) =>
        rows.map(({ total, parts }) => ({
          total: idOf(total, column),
          parts: parts.map((part) => idOf(part, column)),
        })),
      ),
    ],
    derived: [],
  };
}

/**
 * A percentage of a group. Those it leaves out are a cell too: 38 of 40 tells of two children. The
 * percentage gives the numerator back to within its rounding, often exactly, so it goes with it.
 */
export function share(
  id: string,
  numerator: { id: string; count: number },
  denominator: { id: string; count: number },
): Lines {
  const rest = { id: `${id}/rest`, count: denominator.count - numerator.count };
  return {
    cells: [numerator, denominator, rest],
    sums: [{ total: denominator.id, parts: [numerator.id, rest.id] }],
    derived: [{ id, from: [numerator.id, denominator.id] }],
  };
}

/** A rate of a population that anyone can look up: the rate gives the count back. */
export function rate(id: string, numerator: { id: string; count: number }): Lines {
  return { cells: [numerator], sums: [], derived: [{ id, from: [numerator.id] }] };
}

/** What was counted from the start of the year to the end of each quarter, with the quarters. */
export function yearToDate(
  quarters: readonly { id: string; count: number; toDate: string }[],
): Lines {
  let count = 0;
  let before: string | undefined;
  const cells: Cell[] = [];
  const sums: Sum[] = [];
  for (const quarter of quarters) {
    count += quarter.count;
    cells.push({ id: quarter.id, count: quarter.count }, { id: quarter.toDate, count });
    const parts = before === undefined ? [quarter.id] : [before, quarter.id];
    sums.push({ total: quarter.toDate, parts });
    before = quarter.toDate;
  }
  return { cells, sums, derived: [] };
}

/**
 * Filters that overlap (girls; those with a plan; girls with a plan) are sums of the smallest
 * groups they divide people into. Those groups are cells even when no table prints them, because
 * subtracting one filter from another does.
 */
export function filters(
  groups: readonly { id: string; count: number }[],
  each: readonly { id: string; of: readonly string[] }[],
): Lines {
  const counts = new Map(groups.map((group) => [group.id, group.count]));
  return {
    cells: [
      ...groups,
      ...each.map(({ id, of }) => ({
        id,
        count: of.reduce((so, group) => so + (counts.get(group) ?? Number.NaN), 0),
      })),
    ],
    sums: each.map(({ id, of }) => ({ total: id, parts: of })),
    derived: [],
  };
}

/**
 * Lines as they were published with these cells hidden: what was shown stays shown and what was
 * hidden stays hidden. Joined to the next version, in which a figure that did not change keeps its
 * id, they are judged together, since both are public.
 */
export function asPublished(lines: Lines, hidden: Iterable<string>): Lines {
  const kept = new Set(hidden);
  return {
    ...lines,
    cells: lines.cells.map(({ id, count }) => ({
      id,
      count,
      ...(kept.has(id) ? { hidden: true } : { shown: true }),
    })),
  };
}

/**
 * Tables that share cells, as one: they are one question, because a cell hidden in one and shown
 * in another is shown. A cell that has two counts is left twice, and is refused when it is asked.
 */
export function joined(...tables: readonly Lines[]): Lines {
  const cells = new Map<string, Cell>();
  const conflicts: Cell[] = [];
  for (const cell of tables.flatMap((lines) => lines.cells)) {
    const known = cells.get(cell.id);
    if (known && known.count !== cell.count) conflicts.push(cell);
    else cells.set(cell.id, known ? marked(known, cell) : cell);
  }
  const sums = new Map(
    tables.flatMap((lines) => lines.sums).map((sum) => [JSON.stringify(sum), sum]),
  );
  return {
    cells: [...cells.values(), ...conflicts],
    sums: [...sums.values()],
    derived: tables.flatMap((lines) => lines.derived),
  };
}

/** The question of what may be shown of these lines. */
export function suppressing(lines: Lines, smallestShown: number, zeros: Zeros): Question {
  return {
    mode: 'suppress',
    smallest_shown: smallestShown,
    zeros,
    cells: lines.cells,
    sums: lines.sums,
  };
}

/** The derived figures that must be hidden with these cells. */
export function derivedHidden(lines: Lines, hidden: Iterable<string>): string[] {
  const gone = new Set(hidden);
  return lines.derived
    .filter(({ from }) => from.some((cell) => gone.has(cell)))
    .map(({ id }) => id);
}

function sumOf(total: string, parts: readonly Category[]): Sum[] {
  return parts.length > 0 ? [{ total, parts: parts.map((part) => part.id) }] : [];
}

function namesIn(sums: readonly Sum[]): string[] {
  return [...new Set(sums.flatMap(({ total, parts }) => [...parts, total]))];
}

/** What was ever shown is public, whatever was hidden elsewhere. */
function marked(one: Cell, other: Cell): Cell {
  const { id, count } = one;
  if (one.shown || other.shown) return { id, count, shown: true };
  return one.hidden || other.hidden ? { id, count, hidden: true } : { id, count };
}
