import { type Cell, cellOf, type Grid, type GridsRead, limits, refusals } from './grid.ts';

/**
 * Reads tab-separated text as Excel and Word put it on the clipboard: a line a row; a cell that
 * holds a line break, a tab or quotation marks stands in quotation marks that are doubled within.
 * Each letter is looked at a bounded number of times.
 */
export function readTabs(text: string): GridsRead {
  if (text.length > limits.letters) return { refused: refusals.letters };
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  let at = 0;
  let unclosed = 0;
  while (at < text.length) {
    const quotedEnd =
      text[at] === '"' && unclosed < mostUnclosed ? endOfQuoted(text, at) : undefined;
    if (text[at] === '"' && quotedEnd === undefined) unclosed += 1;
    const end = quotedEnd ?? endOfPlain(text, at);
    const content = text.slice(at, end);
    row.push(
      cellOf(quotedEnd === undefined ? content : content.slice(1, -1).replaceAll('""', '"')),
    );
    if (row.length > limits.columns) return { refused: refusals.columns };

    if (text[end] === '\t') {
      at = end + 1;
      if (at === text.length) row.push({ text: '' });
      continue;
    }
    rows.push(row);
    if (rows.length > limits.rows) return { refused: refusals.rows };
    row = [];
    at = text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1;
  }
  if (row.length > 0) rows.push(row);
  return gridsFrom(rows);
}

function gridsFrom(rows: Grid): GridsRead {
  return rows.some((row) => row.some(({ text }) => text.trim() !== ''))
    ? { grids: [rows] }
    : { refused: refusals.nothing };
}

/** After so many quotation marks that nothing closes, they are taken for what people typed. */
const mostUnclosed = 100;

/** Where a quoted cell ends, past its closing mark; nothing when the marks are not Excel's. */
function endOfQuoted(text: string, start: number): number | undefined {
  // No quoted cell that is read is longer than this, every letter of it doubled.
  const furthest = Math.min(text.length, start + 2 * limits.cell + 2);
  for (let at = start + 1; at < furthest; at++) {
    if (text[at] !== '"') continue;
    if (text[at + 1] === '"') at += 1;
    else if (at + 1 === text.length || /[\t\r\n]/.test(text[at + 1] ?? '')) return at + 1;
    else return undefined;
  }
  return undefined;
}

function endOfPlain(text: string, start: number): number {
  let at = start;
  while (at < text.length && text[at] !== '\t' && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return at;
}
