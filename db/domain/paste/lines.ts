import { plainText } from '../entry/plainText.ts';
import { type Grid, textAt } from './grid.ts';
import { readHeading, type Said } from './headings.ts';
import type { Layout } from './layout.ts';
import type { Meaning, Names } from './names.ts';
import type { PeriodWords } from './periodWords.ts';

/** What all the headings of a column, or all the names of a row, say together. */
export interface Line {
  /** The texts as printed, from the farthest to the nearest. */
  heading: string;
  metrics: readonly string[];
  parts: readonly Meaning[];
  /** What is said of time, the nearest to the figure first. */
  when: readonly PeriodWords[];
  doubts: readonly string[];
  /** Why nothing is taken from this line. */
  refused: string | undefined;
  nearest: string | undefined;
}

/** The lines of a table: its columns, its rows, and what stands above it. */
export interface Lines {
  columns: ReadonlyMap<number, Line>;
  rows: ReadonlyMap<number, Line>;
  title: Line;
  /** Texts that were not understood and not needed. */
  unread: readonly string[];
}

/** Reads the headings of every column and the names of every row. */
export function linesOf(grid: Grid, layout: Layout, names: Names): Lines {
  const unread: string[] = [];
  const titles = layout.titles.map((row) => readHeading(rowText(grid, row), names));
  for (const title of titles) if (title.unknown !== '') unread.push(title.text);

  const columns = new Map<number, Line>();
  const headings = layout.headings.map((row, at) => headingRow(grid, layout, row, at));
  for (let column = layout.labels; column < layout.width; column++) {
    const spread = headings.some((row) => row.spread);
    const texts = headings.map((row) => row.texts[column] ?? '').filter((text) => text !== '');
    const line = lineOf(texts, names);
    const doubt = 'the headings above were merged and are laid evenly over the columns';
    columns.set(column, spread ? { ...line, doubts: [...line.doubts, doubt] } : line);
  }
  return { columns, rows: rowsOf(grid, layout, names, unread), title: together(titles), unread };
}

/** One row of headings, merged cells carried over the columns they cover. */
function headingRow(grid: Grid, { headings, labels, width }: Layout, row: number, at: number) {
  const cells = grid[row] ?? [];
  const below = headings[at + 1];
  const texts: string[] = [];
  for (let column = labels; column < width; column++) {
    const text = plainText(textAt(grid, row, column));
    const merged = cells[column]?.merged;
    const isOverBlank =
      merged === undefined && below !== undefined && plainText(textAt(grid, below, column)) !== '';
    const carried = text === '' && (merged === 'across' || isOverBlank);
    texts[column] = carried ? (texts[column - 1] ?? '') : text;
  }
  // Word's plain text drops the cells that a merged one covers: fewer headings than columns.
  const given = cells.slice(labels).filter(({ text }) => plainText(text) !== '');
  const each = (width - labels) / given.length;
  const spread =
    below !== undefined &&
    cells.length < width &&
    given.length === cells.length - labels &&
    given.length > 0 &&
    Number.isInteger(each);
  if (!spread) return { texts, spread };
  for (let column = labels; column < width; column++) {
    texts[column] = plainText(given[Math.floor((column - labels) / each)]?.text ?? '');
  }
  return { texts, spread };
}

/** The names of each row of figures: its own, what a merged or blank cell leaves to the row above, and the section it stands in. */
function rowsOf(
  grid: Grid,
  { labels, body, sections }: Layout,
  names: Names,
  unread: string[],
): Map<number, Line> {
  const rows = new Map<number, Line>();
  const carried: string[] = [];
  let section: string[] = [];
  for (const row of [...body, ...sections].sort((a, b) => a - b)) {
    if (sections.has(row)) {
      const said = readHeading(rowText(grid, row), names);
      if (said.unknown !== '') unread.push(said.text);
      section = [said.text];
      carried.length = 0;
      continue;
    }
    for (let column = 0; column < labels; column++) {
      const text = plainText(textAt(grid, row, column));
      const isLast = column === labels - 1;
      const merged = grid[row]?.[column]?.merged;
      const keeps = text === '' && (merged === 'down' || (!isLast && merged === undefined));
      if (keeps) continue;
      carried[column] = text;
      carried.length = Math.min(carried.length, column + 1);
    }
    const own = carried.slice(0, labels).filter((text) => text !== undefined && text !== '');
    const line = lineOf([...section, ...own], names);
    rows.set(
      row,
      own.length > 0 || labels === 0 ? line : { ...line, refused: 'the row has no name' },
    );
  }
  return rows;
}

/** Puts the texts of one line together, given from the farthest to the nearest. */
function lineOf(texts: readonly string[], names: Names): Line {
  const said = texts.map((text) => readHeading(text, names)).reverse();
  const line = together(said);
  if (line.refused === undefined || texts.length < 2) return line;
  // A long name may be cut over two rows of headings: "Agency staff" over "covering vacancies".
  const whole = readHeading(texts.join(' '), names);
  return whole.unknown === '' && whole.meanings.length > 0 && whole.doubts.length === 0
    ? { ...together([whole]), heading: line.heading }
    : line;
}

function together(said: readonly Said[]): Line {
  const metricsIn = ({ meanings }: Said) =>
    meanings.flatMap((meaning) => ('metric' in meaning ? [meaning.metric] : []));
  const partsIn = ({ meanings }: Said) => meanings.filter((meaning) => 'category' in meaning);
  const metrics = said.map(metricsIn).find((found) => found.length > 0) ?? [];
  const parts = said.map(partsIn).find((found) => found.length > 0) ?? [];
  const [nearest] = said;
  const unknown = said.filter((each) => each.unknown !== '');
  const [stranger] = unknown;
  const isLost =
    stranger !== undefined &&
    (stranger === nearest || (metrics.length === 0 && parts.length === 0));
  const notUnderstood = (isLost ? [] : unknown).map(
    ({ text }) => `“${text}” beside it is not understood`,
  );
  return {
    ...{
      heading: said
        .map(({ text }) => text)
        .reverse()
        .join(' / '),
      metrics,
      parts,
    },
    when: said.flatMap(({ when }) => when ?? []),
    doubts: [...said.flatMap(({ doubts }) => doubts), ...notUnderstood],
    refused: isLost ? `“${stranger.text}” is no metric and no category we know` : undefined,
    nearest: stranger?.nearest,
  };
}

function rowText(grid: Grid, row: number): string {
  return plainText((grid[row] ?? []).map(({ text }) => text).join(' '));
}
