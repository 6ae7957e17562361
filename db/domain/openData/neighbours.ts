import { type Closeness, closenesses } from '../comparator.ts';
import type { Day } from '../period.ts';
import { nearestWords } from './nearest.ts';
import type { FileRow, Refusal, Skipped } from './read.ts';

/** The statistical neighbours of one authority, by the old codes of the file. */
export interface NeighboursFound {
  row: number;
  oldCode: string;
  name: string;
  neighbours: readonly { oldCode: string; closeness: Closeness }[];
}

/** What is in a file of statistical neighbours: one authority a row. */
export interface NeighboursRead {
  rows: number;
  groups: readonly NeighboursFound[];
  skipped: readonly Skipped[];
  refused: readonly Refusal[];
}

/**
 * Whether the headings are those of the wide files of statistical neighbours: `SN_1, SN_1P` in 2025,
 * `SN1, SNP` in April 2021.
 */
export function isNeighboursFile(headings: readonly string[]): boolean {
  return neighbourColumns(headings).length > 0 && codeColumn(headings) >= 0;
}

/**
 * Reads a wide file of statistical neighbours as it is: padded closeness, blank lines, a column
 * without a heading at the end. What stands below "Old SNs:" is of authorities that had ended.
 */
export function readNeighbours(
  headings: readonly string[],
  rows: readonly FileRow[],
): NeighboursRead {
  const columns = neighbourColumns(headings);
  const codeAt = codeColumn(headings);
  const nameAt = headings.findIndex((heading) => /^la[ _]name$/i.test(heading.trim()));
  const groups: NeighboursFound[] = [];
  const refused: Refusal[] = [];
  const skips = new Map<string, number>();
  const seen = new Map<string, number>();
  let hasEnded = false;

  for (const { row, cells } of rows) {
    const text = (column: number) => cells[column]?.trim() ?? '';
    const skip = (reason: string) => void skips.set(reason, (skips.get(reason) ?? 0) + 1);
    if (cells.every((cell) => cell.trim() === '')) {
      skip('the line is blank');
      continue;
    }
    if (cells.some((cell) => cell.trim() === 'Old SNs:')) {
      hasEnded = true;
      skip('“Old SNs:” heads what is below it');
      continue;
    }
    if (hasEnded) {
      skip('it stands below “Old SNs:”: the authority had ended when the model began');
      continue;
    }
    const oldCode = text(codeAt);
    const reason = problemOf(oldCode, seen.get(oldCode));
    if (reason !== undefined) {
      refused.push({ row, reason });
      continue;
    }
    seen.set(oldCode, row);
    const neighbours = columns.flatMap(({ code, closeness }) => {
      const found = { oldCode: text(code), closeness: text(closeness).toLowerCase() };
      if (isNeighbour(found) && found.oldCode !== oldCode) return [found];
      const known = nearestWords(found.closeness, closenesses);
      refused.push({
        row,
        column: headings[code],
        reason: `“${text(code)}, ${text(closeness)}” is no neighbour and how close it is${known}`,
      });
      return [];
    });
    const codes = neighbours.map((neighbour) => neighbour.oldCode);
    if (new Set(codes).size < codes.length) {
      refused.push({ row, reason: 'a neighbour is named twice' });
    }
    groups.push({ row, oldCode, name: text(nameAt), neighbours });
  }
  return {
    rows: rows.length,
    groups,
    skipped: [...skips].map(([reason, count]) => ({ reason, rows: count })),
    refused,
  };
}

/**
 * The day a model is in force from: 1 January of the year it was published. The Department compares
 * a year's figures, which are published after the model, with that year's model: the one of May
 * 2025 with children looked after on 31 March 2025.
 */
export function modelInForceFrom(publishedOn: Day): Day {
  return `${publishedOn.slice(0, 4)}-01-01` as Day;
}

function problemOf(oldCode: string, earlierRow: number | undefined): string | undefined {
  if (!/^\d{3}$/.test(oldCode)) return `“${oldCode}” is no old code of an authority: three digits`;
  if (earlierRow === undefined) return undefined;
  return `the authority ${oldCode} stands in row ${earlierRow} already`;
}

function isNeighbour(found: {
  oldCode: string;
  closeness: string;
}): found is { oldCode: string; closeness: Closeness } {
  return /^\d{3}$/.test(found.oldCode) && closenesses.some((known) => known === found.closeness);
}

/** Where each neighbour's code and closeness stand, the closest first. */
function neighbourColumns(headings: readonly string[]) {
  return headings
    .map((heading, at) => ({ position: Number(/^SN_?(\d+)$/.exec(heading.trim())?.[1]), at }))
    .filter(({ position, at }) => position > 0 && /^SN.*P$/.test(headings[at + 1]?.trim() ?? ''))
    .sort((a, b) => a.position - b.position)
    .map(({ at }) => ({ code: at, closeness: at + 1 }));
}

function codeColumn(headings: readonly string[]): number {
  return headings.findIndex((heading) => /^(old_la_code|LA num)$/.test(heading.trim()));
}
