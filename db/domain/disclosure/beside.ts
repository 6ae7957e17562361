/** A figure of a table as a reader meets it: a part, or the Total, which has no breakdown. */
export interface BesideCell {
  id: string;
  /** What one table is of: a metric, an area and a period. */
  table: string;
  breakdown: string | undefined;
  /** Whether the reader is shown a gap for it, because it is private or withdrawn. */
  isGap: boolean;
  /** Its number; nothing for a range or a symbol. */
  size: number | undefined;
}

/**
 * What must be hidden beside gaps, so that none can be worked out from a total and the other parts:
 * the Total of their table, and of every breakdown that would still make up that Total its largest
 * part. Which these are never depends on the figure in the gap. Sums are not looked at: one that does
 * not hold is no protection.
 */
export function mustHideBeside(cells: readonly BesideCell[]): Set<string> {
  const tables = new Map<string, BesideCell[]>();
  for (const cell of cells) tables.set(cell.table, [...(tables.get(cell.table) ?? []), cell]);
  const hidden = new Set<string>();
  for (const table of tables.values()) {
    if (!table.some(({ isGap }) => isGap)) continue;
    const breakdowns = new Set(table.map(({ breakdown }) => breakdown));
    for (const breakdown of breakdowns) {
      const line = table.filter((cell) => cell.breakdown === breakdown);
      const [largest] = [...line].sort((a, b) => (b.size ?? 0) - (a.size ?? 0));
      // A Total alone in its table is no sum of anything.
      const isSum = breakdowns.size > 1;
      if (isSum && largest && !line.some(({ isGap }) => isGap)) hidden.add(largest.id);
    }
  }
  return hidden;
}
