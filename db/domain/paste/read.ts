import type { Entry, Place } from '../entry/finding.ts';
import { plainText, quoted } from '../entry/plainText.ts';
import { placeKey } from '../entry/record.ts';
import { type Metric, total } from '../metric.ts';
import { isPeriod, type Period, periodKind, periodLabel } from '../period.ts';
import type { FigureSymbol, Mark } from '../value.ts';
import { readCellText } from './cellText.ts';
import type { Cell, Grid } from './grid.ts';
import { layoutOf } from './layout.ts';
import { type Line, type Lines, linesOf } from './lines.ts';
import { type Alias, type NamedMetric, nameOf, namesOf } from './names.ts';
import { periodFrom } from './periodWords.ts';

/** What a table is read with. */
export interface TableContext {
  metrics: readonly (NamedMetric & Pick<Metric, 'unit' | 'periodKinds'>)[];
  aliases: readonly Alias[];
  /** The area the figures are of. */
  area: string;
  /** The period each metric takes in this return, for a table that names none. */
  periods?: ReadonlyMap<string, Period> | undefined;
  overrides?: Overrides | undefined;
}

/** What the officer says of a table where it was not understood, or was misunderstood. */
export interface Overrides {
  headingRows?: number | undefined;
  labelColumns?: number | undefined;
  table?: Facts | undefined;
  /** By the number of the column or row, from 0. */
  columns?: ReadonlyMap<number, Facts | 'leave out'> | undefined;
  rows?: ReadonlyMap<number, Facts | 'leave out'> | undefined;
}

/** What can be said of a line. A category of `Total` needs no breakdown. */
export interface Facts {
  metric?: string | undefined;
  breakdown?: string | undefined;
  category?: string | undefined;
  period?: Period | undefined;
}

/** A table understood cell by cell. Blank cells are left out. */
export interface TableRead {
  headingRows: number;
  labelColumns: number;
  columns: readonly LineRead[];
  rows: readonly LineRead[];
  cells: readonly CellRead[];
  /** Lines of text that say nothing of the figures, such as the table's name or its source. */
  unread: readonly string[];
}

/** What a column or a row was taken for. */
export interface LineRead {
  at: number;
  heading: string;
  state: 'sure' | 'unsure' | 'refused' | 'left out';
  why: readonly string[];
  /** What all the figures understood in it have in common. */
  facts: Facts;
  /** The known name that is most like the heading, for "did you mean"; never taken in its place. */
  nearest: string | undefined;
}

/** One cell: where its figure belongs and how sure that is, or why it is refused. */
export type CellRead = { row: number; column: number; printed: string } & (
  | {
      state: 'sure' | 'unsure';
      place: Place;
      /** The figure as it can be entered. */
      text: string;
      marks: readonly Mark[];
      why: readonly string[];
    }
  | {
      state: 'refused';
      /** Where the figure would belong, when only the figure is refused. */
      place: Place | undefined;
      why: readonly string[];
      /** The symbols that may be meant, when a reason is all that lacks. */
      symbols: readonly FigureSymbol[];
    }
);

/** More cells than any return holds; a larger table is not read. */
const mostCells = 5_000;

/** Reads a table: every figure with its metric, category and period, or the reason it is refused. */
export function readTable(grid: Grid, context: TableContext): TableRead | { refused: string } {
  const overrides = context.overrides ?? {};
  const names = namesOf(context.metrics, context.aliases);
  const isName = (text: string) => {
    const { meanings, doubt } = names(nameOf(text));
    return meanings.length > 0 && doubt === undefined;
  };
  const layout = layoutOf(grid, isName, overrides);
  if (layout.body.length === 0) return { refused: 'There are no figures in this table.' };
  if (layout.body.length * (layout.width - layout.labels) > mostCells) {
    return { refused: 'The table has more than 5,000 cells. Copy a smaller part of it.' };
  }
  const lines = linesOf(grid, layout, names);
  const resolve = placer(lines, context);
  const cells: CellRead[] = [];
  for (const row of layout.body) {
    for (let column = layout.labels; column < layout.width; column++) {
      const cell = grid[row]?.[column];
      if (cell === undefined || isBlank(cell) || isLeftOut(row, column, overrides)) continue;
      const covers =
        grid[row]?.[column + 1]?.merged === 'across' || grid[row + 1]?.[column]?.merged === 'down';
      cells.push(readCell(cell, covers, row, column, resolve));
    }
  }
  const byColumn = grouped(cells, ({ column }) => column);
  const byRow = grouped(cells, ({ row }) => row);
  return {
    ...{ headingRows: layout.top, labelColumns: layout.labels },
    columns: [...lines.columns].map(([at, line]) =>
      lineRead(at, line, overrides.columns?.get(at), byColumn.get(at) ?? []),
    ),
    rows: [...lines.rows].map(([at, line]) =>
      lineRead(at, line, overrides.rows?.get(at), byRow.get(at) ?? []),
    ),
    ...{ cells: withoutRepeats(cells), unread: lines.unread },
  };
}

/** The cells that were understood, as entries for the checks; `id` is "row 3, column 2". */
export function entriesOf({ cells }: TableRead): Entry[] {
  return cells.flatMap((cell) =>
    cell.state === 'refused'
      ? []
      : {
          id: `row ${cell.row + 1}, column ${cell.column + 1}`,
          ...{ ...cell.place, typed: { text: cell.text }, marks: cell.marks },
        },
  );
}

/** The place of a cell's figure with what is doubted about it, or why it has none. */
type Placed =
  | { place: Place; metric: TableContext['metrics'][number]; doubts: readonly string[] }
  | { refused: string };

type Resolve = (row: number, column: number) => Placed;

function readCell(
  cell: Cell,
  covers: boolean,
  row: number,
  column: number,
  resolve: Resolve,
): CellRead {
  const printed = plainText(cell.text);
  const at = { row, column, printed };
  const refuse = (why: string, place?: Place, symbols: readonly FigureSymbol[] = []): CellRead => ({
    ...{ ...at, state: 'refused', place, why: [why], symbols },
  });
  if (cell.tooLong) return refuse('the cell holds more than 1,000 characters');
  const placed = resolve(row, column);
  if ('refused' in placed) return refuse(placed.refused);
  if (covers) return refuse('one merged cell covers several figures', placed.place);

  const read = readCellText(cell.text, placed.metric.unit);
  if ('refused' in read) return refuse(read.refused, placed.place, read.symbols);
  const why = [...placed.doubts, ...read.doubts];
  const state = why.length === 0 ? 'sure' : 'unsure';
  return { ...at, state, place: placed.place, text: read.text, marks: read.marks, why };
}

/** Finds where the figure of a cell belongs from the lines that cross in it. */
function placer(lines: Lines, context: TableContext): Resolve {
  const metrics = new Map(context.metrics.map((metric) => [metric.id, metric]));
  const periods = new Map<string, ReturnType<typeof periodOf>>();

  return (row, column) => {
    const { table, columns, rows } = context.overrides ?? {};
    const given: Facts = {
      ...table,
      ...factsOf(rows?.get(row)),
      ...factsOf(columns?.get(column)),
    };
    const [down, across] = [lines.columns.get(column), lines.rows.get(row)];
    if (down === undefined || across === undefined) return { refused: 'the cell has no heading' };
    for (const [line, override] of [
      [down, columns?.get(column)],
      [across, rows?.get(row)],
    ] as const) {
      if (line.refused !== undefined && override === undefined) {
        return { refused: inWords(line.refused, line.nearest) };
      }
    }

    const named = metricOf(given, [down, across, lines.title]);
    if (named === undefined) return { refused: 'no heading names a metric' };
    if ('refused' in named) return named;
    const metric = metrics.get(named.metric);
    if (metric === undefined) return { refused: `${quoted(named.metric)} is no metric we know` };
    const part = partOf(given, down, across, metric);
    if ('refused' in part) return part;

    const key = JSON.stringify([metric.id, column, across.when, given.period]);
    const when = periods.get(key) ?? periodOf(given, [across, down, lines.title], metric, context);
    periods.set(key, when);
    if ('refused' in when) return when;
    const lineDoubts = [
      ...(columns?.get(column) === undefined ? down.doubts : []),
      ...(rows?.get(row) === undefined ? across.doubts : []),
    ];
    return {
      place: { metric: metric.id, area: context.area, ...part.place, period: when.period },
      metric,
      doubts: [...lineDoubts, ...part.doubts, ...when.doubts],
    };
  };
}

function metricOf(
  given: Facts,
  lines: readonly [down: Line, across: Line, title: Line],
): { metric: string } | { refused: string } | undefined {
  if (given.metric !== undefined) return { metric: given.metric };
  const [down, across, title] = lines.map(({ metrics }) => [...new Set(metrics)]);
  const said = [...new Set([...(down ?? []), ...(across ?? [])])];
  const [metric, other] = said.length > 0 ? said : (title ?? []);
  if (metric === undefined) return undefined;
  return other === undefined
    ? { metric }
    : { refused: `the headings name two metrics, ${metric} and ${other}` };
}

/** The category that the headings name of this metric; without one, its total. */
function partOf(
  given: Facts,
  down: Line,
  across: Line,
  metric: TableContext['metrics'][number],
):
  | { place: Pick<Place, 'breakdown' | 'category'>; doubts: readonly string[] }
  | { refused: string } {
  if (given.category !== undefined) {
    const isTotal = given.category === total;
    const place = { breakdown: isTotal ? undefined : given.breakdown, category: given.category };
    return { place, doubts: [] };
  }
  const named = [down, across].filter(({ parts }) => parts.length > 0);
  const [line, second] = named;
  if (line === undefined) {
    const isWhole = metric.breakdowns.length === 0;
    const doubts = isWhole ? [] : ['no part is named: it is read as the total'];
    return { place: { breakdown: undefined, category: total }, doubts };
  }
  if (second !== undefined) {
    return { refused: `the headings name two parts, in “${line.heading}” and “${second.heading}”` };
  }
  const own = line.parts.filter(
    (part) =>
      'category' in part &&
      (!('breakdown' in part) || metric.breakdowns.some(({ id }) => id === part.breakdown)),
  );
  const [part, other] = own;
  if (part === undefined || !('category' in part)) {
    return { refused: `“${line.heading}” is no part of ${metric.title}` };
  }
  if (other !== undefined)
    return { refused: `“${line.heading}” can be two parts of ${metric.title}` };
  const breakdown = 'breakdown' in part ? part.breakdown : undefined;
  return { place: { breakdown, category: part.category }, doubts: [] };
}

function periodOf(
  given: Facts,
  lines: readonly Line[],
  metric: TableContext['metrics'][number],
  context: TableContext,
): { period: Period; doubts: readonly string[] } | { refused: string } {
  if (given.period !== undefined) {
    if (metric.periodKinds.includes(periodKind(given.period))) {
      return { period: given.period, doubts: [] };
    }
    return { refused: `${metric.title} does not take ${periodLabel(given.period)}` };
  }
  const found = periodFrom(
    lines.flatMap(({ when }) => when),
    metric.periodKinds,
  );
  if (found !== undefined) return found;
  const due = context.periods?.get(metric.id);
  if (due === undefined) return { refused: 'no heading says which period this is' };
  return {
    period: due,
    doubts: [`no heading names a period: ${periodLabel(due)} is taken, as due`],
  };
}

/** Two cells for one figure: of equal ones the first stands, otherwise neither does. */
function withoutRepeats(cells: readonly CellRead[]): CellRead[] {
  const first = new Map<string, CellRead>();
  const differ = new Set<string>();
  for (const cell of cells) {
    if (cell.place === undefined) continue;
    const key = placeKey(cell.place);
    const before = first.get(key);
    if (before === undefined) first.set(key, cell);
    else if (before.printed !== cell.printed) differ.add(key);
  }
  return cells.map((cell) => {
    const key = cell.place && placeKey(cell.place);
    if (cell.place === undefined || key === undefined) return cell;
    const isDifferent = differ.has(key);
    if (first.get(key) === cell && !isDifferent) return cell;
    const why = isDifferent
      ? 'two cells of the table give this figure differently'
      : 'the table gives this figure twice';
    const { row, column, printed, place } = cell;
    return { row, column, printed, state: 'refused', place, why: [why], symbols: [] };
  });
}

function lineRead(
  at: number,
  { heading, nearest, refused, doubts }: Line,
  override: Facts | 'leave out' | undefined,
  cells: readonly CellRead[],
): LineRead {
  if (override === 'leave out') {
    return { at, heading, state: 'left out', why: [], facts: {}, nearest };
  }
  const facts = { ...inCommon(cells), ...override };
  if (refused !== undefined && override === undefined) {
    return { at, heading, state: 'refused', why: [inWords(refused, nearest)], facts: {}, nearest };
  }
  const understood = cells.filter((cell) => cell.state !== 'refused');
  const shared = understood[0]?.why.filter((why) =>
    understood.every((cell) => cell.why.includes(why)),
  );
  const why = [...new Set([...(override === undefined ? doubts : []), ...(shared ?? [])])];
  return { at, heading, state: why.length === 0 ? 'sure' : 'unsure', why, facts, nearest };
}

function grouped(cells: readonly CellRead[], key: (cell: CellRead) => number) {
  const groups = new Map<number, CellRead[]>();
  for (const cell of cells) {
    const group = groups.get(key(cell));
    if (group === undefined) groups.set(key(cell), [cell]);
    else group.push(cell);
  }
  return groups;
}

function inCommon(cells: readonly CellRead[]): Facts {
  const places = cells.flatMap(({ place }) => place ?? []);
  const [first] = places;
  if (first === undefined) return {};
  const agree = (key: 'metric' | 'category' | 'period') =>
    places.every((place) => place[key] === first[key]);
  return {
    ...(agree('metric') && { metric: first.metric }),
    ...(agree('category') && { breakdown: first.breakdown, category: first.category }),
    ...(agree('period') && isPeriod(first.period) && { period: first.period }),
  };
}

function inWords(refused: string, nearest: string | undefined): string {
  return nearest === undefined ? refused : `${refused}; the nearest is “${nearest}”`;
}

function factsOf(override: Facts | 'leave out' | undefined): Facts {
  return override === 'leave out' ? {} : (override ?? {});
}

function isLeftOut(row: number, column: number, { columns, rows }: Overrides): boolean {
  return columns?.get(column) === 'leave out' || rows?.get(row) === 'leave out';
}

function isBlank(cell: Cell): boolean {
  return !cell.tooLong && plainText(cell.text) === '';
}
