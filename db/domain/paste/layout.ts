import { plainText } from '../entry/plainText.ts';
import { looksLikeFigure } from './cellText.ts';
import { type Grid, textAt, widthOf } from './grid.ts';
import { headingWords } from './periodWords.ts';

/** How a table is laid out: what stands over and beside its figures. */
export interface Layout {
  width: number;
  /** How many rows stand above the figures. */
  top: number;
  /** Lines above the headings that hold one text: the name of the table. */
  titles: readonly number[];
  /** Rows of headings, from the top. */
  headings: readonly number[];
  /** How many columns at the left hold the names of the rows. */
  labels: number;
  /** Rows with figures. */
  body: readonly number[];
  /** Rows among the body that hold one name: it speaks for the rows beneath it. */
  sections: ReadonlySet<number>;
}

/**
 * The layout of a table, as a person would see it; what the officer says of it goes before.
 * `isName` knows the names of metrics and categories.
 */
export function layoutOf(
  grid: Grid,
  isName: (text: string) => boolean,
  given: { headingRows?: number | undefined; labelColumns?: number | undefined },
): Layout {
  const width = widthOf(grid);
  const filled = grid.map((row) => row.filter(({ text }) => plainText(text) !== '').length);
  const first = given.headingRows ?? firstRow(grid, isName);
  const top = Array.from({ length: Math.min(first, grid.length) }, (_, row) => row);
  const isTitle = (row: number) => filled[row] === 1 && width > 1 && !isHeadingOfOne(grid, row);
  const lastTitle = top.findIndex((row) => (filled[row] ?? 0) > 0 && !isTitle(row));
  const titles = top.slice(0, Math.max(0, lastTitle)).filter((row) => isTitle(row));
  const headings = top.filter((row) => (filled[row] ?? 0) > 0 && !titles.includes(row));

  const rest = grid.map((_, row) => row).slice(top.length);
  const labels = given.labelColumns ?? labelColumns(grid, rest, width);
  const hasFigures = (row: number) =>
    grid[row]?.some(({ text }, column) => column >= labels && plainText(text) !== '') ?? false;
  const body = rest.filter(hasFigures);
  const sections = new Set(rest.filter((row) => (filled[row] ?? 0) > 0 && !hasFigures(row)));
  return { width, top: top.length, titles, headings, labels, body, sections };
}

/**
 * The first row below the headings: it holds a figure beside its name, or is named as a metric or a
 * category is and has no heading beside that, or it is a section's name above such a row. A year,
 * 2023, over a column is a heading.
 */
function firstRow(grid: Grid, isName: (text: string) => boolean): number {
  const isFigure = (text: string) => looksLikeFigure(text) && !isTime(text);
  let first = grid.findIndex((cells, row) => {
    const [name, ...others] = cells.map(({ text }) => text);
    if (others.length === 0) return isFigure(name ?? '');
    const beside = others.filter((text) => plainText(text) !== '');
    if (beside.some((text) => isFigure(text) && (row > 0 || /\d/.test(text)))) return true;
    return row > 0 && isName(name ?? '') && !beside.some((text) => isName(text) || isTime(text));
  });
  if (first === -1) return grid.length;
  const isAlone = (row: number) =>
    plainText(textAt(grid, row, 0)) !== '' &&
    grid[row]?.every(({ text }, column) => column === 0 || plainText(text) === '');
  const hasColumns = (row: number) =>
    grid[row]?.some(({ text }, column) => column > 0 && plainText(text) !== '') ?? false;
  while (
    first > 1 &&
    isAlone(first - 1) &&
    grid.slice(0, first - 1).some((_, row) => hasColumns(row))
  ) {
    first -= 1;
  }
  return first;
}

/** A heading over one column only: the other cells of the row are blank, those beneath are not. */
function isHeadingOfOne(grid: Grid, row: number): boolean {
  const column = grid[row]?.findIndex(({ text }) => plainText(text) !== '') ?? -1;
  return column > 0 && looksLikeFigure(textAt(grid, row + 1, column));
}

/** The columns at the left that hold names or times and no figure in any row. */
function labelColumns(grid: Grid, rows: readonly number[], width: number): number {
  let labels = 0;
  while (labels < width - 1) {
    const column = labels;
    const texts = rows.map((row) => textAt(grid, row, column)).filter((text) => text !== '');
    if (texts.some((text) => looksLikeFigure(text) && !isTime(text))) break;
    if (column > 0 && texts.length === 0) break;
    labels += 1;
  }
  return labels;
}

/** Whether text speaks of time and of nothing else: "22-23", "2024", "October 2022". */
export function isTime(text: string): boolean {
  const { when, rest } = headingWords(plainText(text).slice(0, 60));
  return when !== undefined && rest === '';
}
