/** A cell of a table. `merged`: a merged cell that begins to its left or above covers it. */
export interface Cell {
  text: string;
  merged?: 'across' | 'down';
  /** Longer than any cell that is read; its text is left out. */
  tooLong?: true;
}

/** A table as rows of cells. Rows may differ in length; what is not there is blank. */
export type Grid = readonly (readonly Cell[])[];

/** The tables found, or why none is read, in plain words. */
export type GridsRead = { grids: readonly Grid[] } | { refused: string };

/** What is read at most: far more than a return, far less than could stop a service. */
export const limits = {
  rows: 20_000,
  columns: 200,
  /** Letters of the whole text, of which 5 MB have at most so many. */
  letters: 5 * 1024 * 1024,
  cell: 1_000,
  tables: 50,
} as const;

/** The refusals of every reader, in the same words. */
export const refusals = {
  letters: 'This is more than 5 MB. Copy only the table itself.',
  rows: 'The table has more than 20,000 rows. Copy a smaller part of it.',
  columns: 'The table has more than 200 columns. Copy a smaller part of it.',
  tables: 'There are more than 50 tables here. Copy the one you mean.',
  nothing: 'There is no table here. Copy the cells of the table, with their headings.',
} as const;

/** A cell of plain text, or one that is too long to be a figure or a heading. */
export function cellOf(text: string): Cell {
  return text.length > limits.cell ? { text: '', tooLong: true } : { text };
}

/** The text at a place; nothing beyond the table's edge. */
export function textAt(grid: Grid, row: number, column: number): string {
  return grid[row]?.[column]?.text ?? '';
}

/** The number of columns of the widest row. */
export function widthOf(grid: Grid): number {
  return grid.reduce((widest, row) => Math.max(widest, row.length), 0);
}
