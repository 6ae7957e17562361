import { type Effort, type Equation, fullEffort, type Range, ranges } from './ranges.ts';
import { isSmall, lowestHidden, type Pattern, type Table } from './table.ts';

/** A rule that a pattern of hidden cells breaks. Cells and sums are by number. */
export type Finding =
  | { rule: 'bare'; cell: number }
  | { rule: 'exact'; cell: number }
  | { rule: 'narrow'; cell: number; values: number }
  | { rule: 'thin'; sum: number; together: number };

/** What a reader can work out of a pattern: it is safe when there are no findings. */
export interface Audit {
  /** The smallest and largest number each hidden cell can be, by the number of the cell. */
  intervals: ReadonlyMap<number, Range>;
  findings: readonly Finding[];
}

/**
 * Judges a pattern by what a reader knows: every shown number, every sum, and that a hidden cell
 * is not zero where zeros are shown. How the pattern was found has no part in it.
 *
 * @throws {Undecided} when the exact intervals cannot be found: publish nothing.
 */
export function audit(table: Table, hidden: Pattern, effort: Effort = fullEffort()): Audit {
  const intervals = hiddenIntervals(table, hidden, effort);
  const findings = [
    ...cellFindings(table, hidden, intervals),
    ...table.sums.flatMap((_, sum) => thinFinding(table, hidden, sum)),
  ];
  return { intervals, findings };
}

function hiddenIntervals(table: Table, hidden: Pattern, effort: Effort): Map<number, Range> {
  const cells = [...hidden].sort((a, b) => a - b);
  const unknowns = new Map(cells.map((cell, unknown) => [cell, unknown]));
  const lowest = lowestHidden(table.zeros);
  const touched = new Set(cells.flatMap((cell) => table.sumsOf[cell] ?? []));

  const equations = [...touched].map((at): Equation => {
    const sum = table.sums[at];
    if (!sum) throw new Error('There is no such sum');
    const equation = { plus: [] as number[], minus: [] as number[], equals: 0 };
    for (const part of sum.parts) {
      const unknown = unknowns.get(part);
      if (unknown === undefined) equation.equals -= countOf(table, part);
      else {
        equation.plus.push(unknown);
        equation.equals -= lowest;
      }
    }
    const total = unknowns.get(sum.total);
    if (total === undefined) equation.equals += countOf(table, sum.total);
    else {
      equation.minus.push(total);
      equation.equals += lowest;
    }
    return equation;
  });

  const counts = cells.map((cell) => countOf(table, cell) - lowest);
  const found = ranges(counts, equations, effort);
  return new Map(
    cells.map((cell, unknown) => {
      const [low, high] = found[unknown] ?? [0, null];
      return [cell, [low + lowest, high === null ? null : high + lowest]];
    }),
  );
}

function cellFindings(
  table: Table,
  hidden: Pattern,
  intervals: ReadonlyMap<number, Range>,
): Finding[] {
  return table.cells.flatMap((cell, at): Finding[] => {
    const small = isSmall(table, cell);
    if (!hidden.has(at)) return small && !cell.shown ? [{ rule: 'bare', cell: at }] : [];
    const [low, high] = intervals.get(at) ?? [0, 0];
    if (high === null) return [];
    if (high === low) return [{ rule: 'exact', cell: at }];
    const values = high - low + 1;
    const isNarrow = small && values < table.smallestShown - 1;
    return isNarrow ? [{ rule: 'narrow', cell: at, values }] : [];
  });
}

/** What is hidden of a shown total can be worked out together, so together it must not be small. */
function thinFinding(table: Table, hidden: Pattern, at: number): Finding[] {
  const sum = table.sums[at];
  if (!sum || hidden.has(sum.total)) return [];
  const parts = sum.parts.filter((part) => hidden.has(part));
  const together = parts.reduce((so, part) => so + countOf(table, part), 0);
  const isThin = parts.length > 0 && together < table.smallestShown;
  return isThin ? [{ rule: 'thin', sum: at, together }] : [];
}

function countOf(table: Table, cell: number): number {
  return table.cells[cell]?.count ?? 0;
}
