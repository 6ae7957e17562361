import { total } from '../metric.ts';
import { comparePeriods, type Period } from '../period.ts';
import type { Value } from '../value.ts';
import { type AreaFound, areaFinder } from './area.ts';
import { readCell } from './cell.ts';
import { headingProblems, isPlacing, missingColumns } from './header.ts';
import { geographicLevel, levelNames } from './level.ts';
import { type FilterMapping, knownColumns, type Mapping, type MetricMapping } from './mapping.ts';
import { nearestWords } from './nearest.ts';
import { identifierGroup, type PeriodRead, periodOf } from './timeIdentifier.ts';

/** One figure as it stands in the file, under our names. */
export interface FigureFound {
  metric: string;
  breakdown: string | undefined;
  category: string;
  area: AreaFound;
  period: Period;
  value: Value;
  /** The text of the cell, as it is. */
  printed: string;
  /** The row as a spreadsheet numbers it: the headings are row 1. */
  row: number;
  /** "row 242: Coventry, Reporting year 2025, column vacancy_rate_fte". */
  locator: string;
}

/** Something a person must put right before anything is written. */
export interface Refusal {
  /** The first row it is about; absent when it is about the whole file. */
  row?: number | undefined;
  /** How many rows it is about. */
  rows?: number | undefined;
  column?: string | undefined;
  reason: string;
}

/** Rows that are understood and not taken, with the reason. */
export interface Skipped {
  reason: string;
  rows: number;
}

/** What is in a file: every figure the mapping chooses, and everything that was not taken. */
export interface OpenDataRead {
  rows: number;
  areas: readonly AreaFound[];
  periods: readonly Period[];
  figures: readonly FigureFound[];
  skipped: readonly Skipped[];
  refused: readonly Refusal[];
}

/** A row of the file: its number and its cells, in the order of the headings. */
export interface FileRow {
  row: number;
  cells: readonly string[];
}

/** A reading under way. Rows may come in pieces, so that whoever feeds it can do other work. */
export interface OpenDataReading {
  take(rows: readonly FileRow[]): void;
  finish(): OpenDataRead;
}

/** A row of the `.meta.csv` that may stand beside a file. */
export interface MetaRow {
  column: string;
  type: string;
}

/**
 * Reads an open data file by a mapping. Everything wrong is gathered with its row, never the first
 * thing only. Without a mapping the file is checked against the standard and nothing is read.
 */
export function readOpenData(
  headings: readonly string[],
  mapping: Mapping | undefined,
  meta: readonly MetaRow[] = [],
): OpenDataReading {
  const at = (heading: string) => headings.indexOf(heading);
  const refusals = refusalList();
  const skips = new Map<string, number>();
  const skip = (reason: string) => void skips.set(reason, (skips.get(reason) ?? 0) + 1);

  for (const reason of headingProblems(headings)) refusals.add({ reason });
  for (const reason of metaProblems(headings, mapping, meta)) refusals.add({ reason });
  for (const { column, reason } of mapping ? columnProblems(headings, mapping) : []) {
    refusals.add({ column, reason });
  }
  const isReadable = mapping !== undefined && missingColumns(headings, []).length === 0;

  const filters = (mapping?.filters ?? []).map((filter) => ({
    filter,
    at: headings.findIndex((heading) => filter.columns.includes(heading)),
  }));
  const indicators = (mapping?.metrics ?? []).flatMap((metric) => {
    const column = headings.find((heading) => metric.columns.includes(heading));
    if (column === undefined) return [];
    return [{ metric, column, at: at(column), taken: new Map<AreaFound, Map<Period, number>>() }];
  });

  const areas = areaFinder(headings);
  const levels = new Set<string>();
  const groups = new Set<string>();
  const periods = new Set<Period>();
  const figures: FigureFound[] = [];
  const periodsRead = new Map<string, PeriodRead>();
  let rows = 0;

  function take(batch: readonly FileRow[]) {
    for (const { row, cells } of batch) {
      rows += 1;
      if (cells.length !== headings.length) {
        refusals.add({
          row,
          reason: `the row has ${cells.length} cells, the headings are ${headings.length}`,
        });
      } else {
        takeRow(row, cells);
      }
    }
  }

  function takeRow(row: number, cells: readonly string[]) {
    const text = (column: number) => cells[column]?.trim() ?? '';
    const levelName = text(at('geographic_level'));
    levels.add(levelName);
    if (!isReadable) return;

    const level = geographicLevel(levelName);
    if (level === undefined) {
      const nearest = nearestWords(levelName, levelNames);
      return refusals.addOnce({
        row,
        column: 'geographic_level',
        reason: `“${levelName}” is not a level of the standard${nearest}`,
      });
    }
    if (level === 'other') return skip(`the level ${levelName} is not one that is compared here`);
    const identifier = cells[at('time_identifier')] ?? '';
    const group = identifierGroup(identifier);
    if (group !== undefined) groups.add(group);

    const categories = categoriesOf(row, cells);
    if (categories === undefined) return;
    const found = areas.find(level, cells, text(at('time_period')));
    if ('skipped' in found) return skip(found.skipped);
    if ('refused' in found) return refusals.add({ row, reason: found.refused });

    for (const indicator of indicators) {
      if (!isChosen(indicator.metric, categories)) continue;
      takeCell(indicator, found.area, row, cells, identifier);
    }
  }

  /** The category of each filter under our names; nothing when the row is not taken. */
  function categoriesOf(row: number, cells: readonly string[]) {
    const chosen: Record<string, string> = {};
    for (const { filter, at: column } of filters) {
      const name = cells[column]?.trim() ?? '';
      const known = filter.categories.find(({ names }) => names.includes(name));
      if (known !== undefined) {
        chosen[filter.filter] = known.category;
      } else if (filter.leftOut.includes(name)) {
        skip(`the mapping leaves out “${name}” of ${headings[column]}`);
        return undefined;
      } else if (column >= 0) {
        refusals.addOnce({ row, column: headings[column], reason: unknownCategory(name, filter) });
        return undefined;
      }
    }
    return chosen;
  }

  function takeCell(
    { metric, column, at: place, taken }: (typeof indicators)[number],
    area: AreaFound,
    row: number,
    cells: readonly string[],
    identifier: string,
  ) {
    const timePeriod = cells[at('time_period')]?.trim() ?? '';
    const read = periodFor(timePeriod, identifier, metric);
    if ('refused' in read) {
      const about = identifier === 'Reporting year' ? column : 'time_period';
      return refusals.addOnce({ row, column: about, reason: read.refused });
    }
    const printed = cells[place]?.trim() ?? '';
    const cell = readCell(printed, metric.decimals);
    if ('refused' in cell) return refusals.add({ row, column, reason: cell.refused });

    const ofArea = taken.get(area) ?? new Map<Period, number>();
    const earlier = ofArea.get(read.period);
    if (earlier !== undefined) {
      const reason = `row ${earlier} has a figure of the same place and time already`;
      return refusals.add({ row, column, reason });
    }
    taken.set(area, ofArea.set(read.period, row));
    periods.add(read.period);
    area.rows += 1;
    const categories = filters.map(({ at: column }) => cells[column]?.trim() ?? '');
    figures.push({
      metric: metric.metric,
      breakdown: metric.breakdown,
      category: metric.category ?? total,
      area,
      period: read.period,
      value: cell.value,
      printed,
      row,
      locator: [
        `row ${row}: ${areas.nameIn(cells)}`,
        `${identifier} ${timePeriod}`,
        ...categories,
        `column ${column}`,
      ].join(', '),
    });
  }

  function periodFor(timePeriod: string, identifier: string, metric: MetricMapping): PeriodRead {
    const key = `${timePeriod} ${identifier} ${JSON.stringify(metric.reportingYear)}`;
    const read = periodsRead.get(key) ?? periodOf(timePeriod, identifier, metric.reportingYear);
    periodsRead.set(key, read);
    return read;
  }

  function finish(): OpenDataRead {
    const missing = missingColumns(headings, levels);
    if (missing.length > 0) {
      refusals.addFirst({
        reason: `the file lacks ${missing.length === 1 ? 'a column' : 'columns'} of the open data standard: ${missing.join(', ')}`,
      });
    }
    if (rows === 0) refusals.addFirst({ reason: 'the file has no rows' });
    if (groups.size > 1) {
      refusals.add({
        column: 'time_identifier',
        reason: `the standard does not let ${[...groups].join(' and ')} stand in one file`,
      });
    }
    return {
      rows,
      areas: areas.found(),
      periods: [...periods].sort(comparePeriods),
      figures,
      skipped: [...skips].map(([reason, count]) => ({ reason, rows: count })),
      refused: refusals.list(),
    };
  }

  return { take, finish };
}

/** Columns of the file that nobody speaks for, and metrics whose column is not in the file. */
function columnProblems(headings: readonly string[], mapping: Mapping) {
  const known = knownColumns(mapping);
  const problems: { column: string; reason: string }[] = [];
  for (const heading of headings) {
    if (heading === '' || isPlacing(heading) || known.includes(heading)) continue;
    const nearest = nearestWords(heading, known);
    problems.push({
      column: heading,
      reason: `the mapping “${mapping.title}” does not know the column ${heading}${nearest}`,
    });
  }
  const spare = headings.filter((heading) => !isPlacing(heading) && heading !== '');
  const wanted = [
    ...mapping.filters.map(({ filter, columns }) => ({ name: `the filter ${filter}`, columns })),
    ...mapping.metrics.map(({ metric, columns }) => ({ name: metric, columns })),
  ];
  for (const { name, columns } of wanted) {
    if (columns.some((column) => headings.includes(column))) continue;
    const column = columns.join(' or ');
    const nearest = nearestWords(columns[0] ?? '', spare).replace('known one is', 'in the file is');
    problems.push({ column, reason: `the file has no column ${column} for ${name}${nearest}` });
  }
  return problems;
}

/** Where the file's own `.meta.csv` says otherwise than its headings or the mapping. */
function metaProblems(
  headings: readonly string[],
  mapping: Mapping | undefined,
  meta: readonly MetaRow[],
): string[] {
  const problems: string[] = [];
  const filters = new Set(mapping?.filters.flatMap(({ columns }) => columns));
  const indicators = new Set(mapping?.metrics.flatMap(({ columns }) => columns));
  for (const { column, type } of meta) {
    if (!headings.includes(column)) {
      problems.push(`the .meta.csv names the column ${column}, which the file does not have`);
    }
    if (type === 'Filter' && indicators.has(column)) {
      problems.push(`the .meta.csv calls ${column} a filter, the mapping an indicator`);
    }
    if (type === 'Indicator' && filters.has(column)) {
      problems.push(`the .meta.csv calls ${column} an indicator, the mapping a filter`);
    }
  }
  return problems;
}

function unknownCategory(name: string, filter: FilterMapping): string {
  const names = [...filter.categories.flatMap((one) => one.names), ...filter.leftOut];
  return `the mapping does not know the category “${name}” of ${filter.filter}${nearestWords(name, names)}`;
}

function isChosen({ where }: MetricMapping, categories: Record<string, string>): boolean {
  return Object.entries(where).every(([filter, category]) => categories[filter] === category);
}

/** Refusals in the order they were met. What is wrong with a name is said once, with its rows. */
function refusalList() {
  const first: Refusal[] = [];
  const rest: Refusal[] = [];
  const once = new Map<string, Refusal>();
  return {
    add: (refusal: Refusal) => void rest.push(refusal),
    addFirst: (refusal: Refusal) => void first.push(refusal),
    addOnce: (refusal: Refusal) => {
      const key = `${refusal.column ?? ''} ${refusal.reason}`;
      const before = once.get(key);
      if (before !== undefined) {
        before.rows = (before.rows ?? 1) + 1;
      } else {
        once.set(key, refusal);
        rest.push(refusal);
      }
    },
    list: () => [...first, ...rest],
  };
}
