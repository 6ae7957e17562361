import type { FilledBox } from '@throughline/db';
import { checkEntries, type EntriesContext } from '@throughline/domain/entry/check';
import type { Entry, Finding, Place } from '@throughline/domain/entry/finding';
import type { Metric } from '@throughline/domain/metric';
import type { Grid } from '@throughline/domain/paste/grid';
import {
  type CellRead,
  entriesOf,
  type Facts,
  type LineRead,
  type Overrides,
  readTable,
  type TableContext,
  type TableRead,
} from '@throughline/domain/paste/read';
import { readTemplate } from '@throughline/domain/paste/template';
import { isPeriod, type Period, periodLabel } from '@throughline/domain/period';
import { homeArea } from '@throughline/domain/place';
import type { BoxContent } from '@throughline/domain/return';
import type { Pasting, Understood } from '../wire/pasting.ts';
import { toFinding, toWireContent } from './return.ts';

/** A table of a paste or a sheet of a file. */
export interface NamedGrid {
  name: string;
  grid: Grid;
}

/** What tables are understood with. */
export interface PastingFacts {
  boxes: readonly FilledBox[];
  metrics: readonly Metric[];
  aliases: TableContext['aliases'];
  checking: Omit<EntriesContext, 'entries' | 'boxes'>;
  overrides: Pasting['overrides'];
}

/** What is understood of tables: every figure with its place, its checks, and the box it would fill. */
export function toUnderstood(grids: readonly NamedGrid[], facts: PastingFacts): Understood {
  const [first] = grids;
  const template =
    first && readTemplate(first.grid, facts.boxes.map(toPlace), facts.boxes[0]?.area ?? homeArea);
  if (template) {
    return {
      tables: [],
      boxes: template.entries.flatMap((entry) => {
        const box = boxOf(entry, facts.boxes);
        return box ? [toFill(box, contentOf(box, entry))] : [];
      }),
      unfilled: [...template.refused],
    };
  }
  const read = grids.map(({ name, grid }, at) => ({
    name,
    table: readTable(grid, {
      metrics: facts.metrics,
      aliases: facts.aliases,
      area: facts.boxes[0]?.area ?? homeArea,
      periods: new Map(facts.boxes.map(({ metric, period }) => [metric, period])),
      overrides: toOverrides(facts.overrides.find(({ table }) => table === at)),
    }),
  }));
  const tables = read.map(({ name, table }) =>
    'refused' in table
      ? {
          ...{ name, refused: table.refused, heading_rows: 0, label_columns: 0 },
          ...{ columns: [], rows: [], cells: [], unread: [] },
        }
      : { name, ...toTable(table, facts) },
  );
  return { tables, boxes: fillsOf(tables, facts.boxes), unfilled: [] };
}

function toTable(table: TableRead, facts: PastingFacts) {
  const entries = entriesOf(table).map((entry) => {
    const isPrivate = boxOf(entry, facts.boxes)?.content.private !== undefined;
    return { ...entry, private: isPrivate };
  });
  const { findings } = checkEntries({ ...facts.checking, entries });
  return {
    heading_rows: table.headingRows,
    label_columns: table.labelColumns,
    columns: table.columns.map(toLine),
    rows: table.rows.map(toLine),
    cells: table.cells.map((cell) => toCell(cell, findings, facts)),
    unread: [...table.unread],
  };
}

function toCell(
  cell: CellRead,
  findings: readonly Finding[],
  { boxes, metrics }: PastingFacts,
): Understood['tables'][number]['cells'][number] {
  const { row, column, printed, state, why, place } = cell;
  const own = findings.filter(
    ({ at }) => at !== 'return' && at.entry === `row ${row + 1}, column ${column + 1}`,
  );
  return {
    ...{ row, column, printed, state, why: [...why] },
    symbols: cell.state === 'refused' ? [...cell.symbols] : [],
    ...(place && {
      metric: place.metric,
      metric_title: metrics.find(({ id }) => id === place.metric)?.title ?? place.metric,
      breakdown: place.breakdown,
      category: place.category,
      period: place.period,
      period_label: isPeriod(place.period) ? periodLabel(place.period) : place.period,
      position: boxOf(place, boxes)?.position,
    }),
    ...(cell.state !== 'refused' && { text: cell.text, marks: [...cell.marks] }),
    findings: own.map(toFinding),
  };
}

/** What would fill boxes; a box that two cells would fill is left to the officer. */
function fillsOf(tables: Understood['tables'], boxes: readonly FilledBox[]): Understood['boxes'] {
  const cells = tables.flatMap((table) => table.cells);
  return boxes.flatMap((box) => {
    const [only, ...more] = cells.filter(({ position }) => position === box.position);
    if (only?.text === undefined || more.length > 0) return [];
    const content = {
      ...box.content,
      typed: { text: only.text },
      marks: only.marks ?? [],
      formula: '',
    };
    return [toFill(box, content)];
  });
}

function toFill(box: FilledBox, content: BoxContent): Understood['boxes'][number] {
  return { position: box.position, revision: box.revision, content: toWireContent(content) };
}

function contentOf({ content }: FilledBox, { typed, source, commentary }: Entry): BoxContent {
  return {
    ...content,
    typed,
    ...(source !== undefined && { source }),
    ...(commentary !== undefined && {
      commentary: { ...content.commentary, happened: commentary },
    }),
  };
}

function boxOf(
  { metric, breakdown, category, period }: Place,
  boxes: readonly FilledBox[],
): FilledBox | undefined {
  return boxes.find(
    (box) =>
      box.metric === metric &&
      box.category === category &&
      box.period === period &&
      (box.breakdown === null || box.breakdown === breakdown),
  );
}

function toPlace({ metric, area, breakdown, category, period }: FilledBox): Place {
  return { metric, area, breakdown: breakdown ?? undefined, category, period };
}

function toLine({ at, heading, state, why, facts, nearest }: LineRead) {
  return { at, heading, state, why: [...why], facts: { ...facts }, nearest };
}

function toOverrides(said: Pasting['overrides'][number] | undefined): Overrides | undefined {
  if (said === undefined) return undefined;
  const lines = (all: typeof said.columns) =>
    new Map(
      all.map((one): [number, Facts | 'leave out'] => [
        one.at,
        one.leave_out ? 'leave out' : (one.facts as Facts & { period?: Period }),
      ]),
    );
  return {
    headingRows: said.heading_rows,
    labelColumns: said.label_columns,
    table: said.facts,
    columns: lines(said.columns),
    rows: lines(said.rows),
  };
}
