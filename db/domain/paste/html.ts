import { withoutEntities } from './entities.ts';
import { type Cell, cellOf, type Grid, type GridsRead, limits, refusals } from './grid.ts';

/**
 * Reads the tables of HTML as Word, Excel and browsers put it on the clipboard. Tolerant as a
 * browser is: unclosed rows and cells are closed, a table within a table is a table of its own,
 * merged cells keep their place. Deleted text, hidden cells, comments and scripts are left out. A
 * raised number is kept raised, so that a footnote mark is never a digit. Each letter is looked at
 * a bounded number of times.
 */
export function readHtml(html: string): GridsRead {
  if (html.length > limits.letters) return { refused: refusals.letters };
  const reading = new Reading();
  for (const token of tokensOf(html)) {
    if ('text' in token) reading.text(token.text);
    else if (token.closes) reading.close(token.name);
    else reading.open(token.name, token.attributes);
    if (reading.refused !== undefined) return { refused: reading.refused };
  }
  const grids = reading.finish();
  if (reading.refused !== undefined) return { refused: reading.refused };
  const filled = grids.filter((grid) => grid.some((row) => row.some(({ text }) => text !== '')));
  return filled.length > 0 ? { grids: filled } : { refused: refusals.nothing };
}

/** Whether text holds a table in HTML. */
export function hasHtmlTable(text: string): boolean {
  return /<table[\s>/]/i.test(text);
}

type Token = { text: string } | { name: string; closes: boolean; attributes: string };

/** Elements whose content is not text a person sees. */
const unseen = new Set(['script', 'style', 'xml', 'template', 'noscript', 'del']);

/** Where an unseen element that nobody closed ends at the latest, so that no cell is lost in it. */
const cellEdges = new Set(['td', 'th', 'tr', 'table']);

/** Cuts HTML into tags and text. A `<` that begins no tag is text; a tag without an end ends it all. */
function* tokensOf(html: string): Generator<Token> {
  let at = 0;
  while (at < html.length) {
    const opening = html.indexOf('<', at);
    if (opening === -1) {
      yield { text: html.slice(at) };
      return;
    }
    if (opening > at) yield { text: html.slice(at, opening) };
    const next = html[opening + 1] ?? '';
    if (html.startsWith('<!--', opening)) {
      const end = html.indexOf('-->', opening + 4);
      if (end === -1) return;
      at = end + 3;
    } else if (next === '!' || next === '?') {
      const end = html.indexOf('>', opening + 2);
      if (end === -1) return;
      at = end + 1;
    } else if (/[A-Za-z/]/.test(next)) {
      const end = endOfTag(html, opening + 1);
      if (end === -1) return;
      const inside = html.slice(opening + 1, end);
      const [, slash = '', name = ''] = /^(\/?)([A-Za-z][^\s/>]{0,30})/.exec(inside) ?? [];
      if (name !== '') {
        const attributes = inside.slice(slash.length + name.length);
        yield { name: name.toLowerCase(), closes: slash !== '', attributes };
      }
      at = end + 1;
    } else {
      yield { text: '<' };
      at = opening + 1;
    }
  }
}

/** The `>` that ends a tag, past those in quotation marks; -1 when there is none. */
function endOfTag(html: string, start: number): number {
  let quote = '';
  for (let at = start; at < html.length; at++) {
    const letter = html[at];
    if (quote !== '') {
      if (letter === quote) quote = '';
    } else if (letter === '>') {
      return at;
    } else if ((letter === '"' || letter === "'") && html[at - 1] === '=') {
      quote = letter;
    }
  }
  return -1;
}

/** A table being read; `below` counts the rows that each merged cell still covers. */
interface Open {
  rows: Cell[][];
  row: Cell[] | undefined;
  below: { rows: number; hidden: boolean }[];
  cell: OpenCell | undefined;
  rowHidden: boolean;
}

interface OpenCell {
  text: string[];
  length: number;
  columns: number;
  rows: number;
  hidden: boolean;
}

/** Spaces and line breaks between words count here and not in the cell's own limit. */
const most = limits.cell * 4;

/** Tables within tables deeper than this are read as the text of the cell they stand in. */
const deepest = 20;

class Reading {
  refused: string | undefined;
  private readonly done: Grid[] = [];
  private readonly stack: Open[] = [];
  private tooDeep = 0;
  private skipping: { name: string; depth: number } | undefined;
  private raised = 0;

  text(text: string): void {
    if (this.skipping !== undefined) return;
    const cell = this.stack.at(-1)?.cell;
    if (cell === undefined) return;
    cell.length += text.length;
    if (cell.length > most) return;
    cell.text.push(this.raised > 0 ? raisedText(withoutEntities(text)) : withoutEntities(text));
  }

  open(name: string, attributes: string): void {
    this.endUnclosed(name);
    if (this.skipping !== undefined) {
      if (name === this.skipping.name) this.skipping.depth += 1;
      return;
    }
    if (unseen.has(name)) {
      if (!attributes.endsWith('/')) this.skipping = { name, depth: 1 };
      return;
    }
    if (name === 'sup') this.raised += 1;
    else if (name === 'table') this.openTable();
    else if (this.tooDeep === 0) this.openInTable(name, attributes);
  }

  close(name: string): void {
    this.endUnclosed(name);
    if (this.skipping !== undefined) {
      if (name !== this.skipping.name) return;
      this.skipping.depth -= 1;
      if (this.skipping.depth === 0) this.skipping = undefined;
      return;
    }
    if (name === 'sup') this.raised = Math.max(0, this.raised - 1);
    else if (name === 'table') this.closeTable();
    else if (this.tooDeep > 0) return;
    else if (name === 'tr') this.closeRow();
    else if (name === 'td' || name === 'th') this.closeCell();
    else if (breaks.has(name)) this.text(' ');
  }

  finish(): readonly Grid[] {
    this.tooDeep = 0;
    while (this.stack.length > 0) this.closeTable();
    return this.done;
  }

  private endUnclosed(name: string): void {
    const within = this.skipping?.name;
    if (cellEdges.has(name) && within !== 'script' && within !== 'style') this.skipping = undefined;
  }

  private openTable(): void {
    if (this.stack.length === deepest) {
      this.tooDeep += 1;
      return;
    }
    this.stack.push({ rows: [], row: undefined, below: [], cell: undefined, rowHidden: false });
  }

  private closeTable(): void {
    if (this.tooDeep > 0) {
      this.tooDeep -= 1;
      return;
    }
    this.closeRow();
    const table = this.stack.pop();
    if (table === undefined) return;
    this.done.push(table.rows);
    if (this.done.length > limits.tables) this.refused = refusals.tables;
  }

  private openInTable(name: string, attributes: string): void {
    const table = this.stack.at(-1);
    if (table === undefined) return;
    if (name === 'tr') {
      this.closeRow();
      table.row = [];
      table.rowHidden = isHidden(attributes);
    } else if (name === 'td' || name === 'th') {
      this.closeCell();
      table.row ??= [];
      table.cell = {
        ...{ text: [], length: 0, hidden: table.rowHidden || isHidden(attributes) },
        columns: spanOf(attributes, 'colspan', limits.columns + 1),
        rows: spanOf(attributes, 'rowspan', limits.rows),
      };
    } else if (breaks.has(name)) {
      this.text(' ');
    }
  }

  private closeCell(): void {
    this.raised = 0;
    const table = this.stack.at(-1);
    const cell = table?.cell;
    if (table?.row === undefined || cell === undefined) return;
    table.cell = undefined;
    const { row, below } = table;
    fillMerged(row, below);
    if (row.length + cell.columns > limits.columns) {
      this.refused = refusals.columns;
      return;
    }
    const text = cell.text.join('').replace(/\s+/g, ' ').trim();
    for (let column = 0; column < cell.columns; column++) {
      if (cell.rows > 1) below[row.length] = { rows: cell.rows, hidden: cell.hidden };
      if (cell.hidden) row.push({ text: '' });
      else if (column > 0) row.push({ text: '', merged: 'across' });
      else row.push(cell.length > most ? { text: '', tooLong: true } : cellOf(text));
    }
  }

  private closeRow(): void {
    this.closeCell();
    const table = this.stack.at(-1);
    if (table?.row === undefined) return;
    const { row, below } = table;
    fillMerged(row, below);
    table.row = undefined;
    table.rows.push(row);
    if (table.rows.length > limits.rows) this.refused = refusals.rows;
    for (const covered of below) {
      if (covered !== undefined && covered.rows > 0) covered.rows -= 1;
    }
  }
}

/** Elements that end a line of text. */
const breaks = new Set(['br', 'p', 'div', 'li', 'ul', 'ol', 'h1', 'h2', 'h3', 'h4']);

/** Puts in what a merged cell from a row above covers at the end of this row so far. */
function fillMerged(row: Cell[], below: Open['below']): void {
  for (;;) {
    const covering = below[row.length];
    // A cell that began in this very row has been put in already.
    if (covering === undefined || covering.rows === 0) return;
    row.push(covering.hidden ? { text: '' } : { text: '', merged: 'down' });
  }
}

function spanOf(attributes: string, name: string, most: number): number {
  const [, digits = '1'] =
    new RegExp(`\\s${name}\\s*=\\s*["']?\\s*(\\d{1,9})`, 'i').exec(attributes.slice(0, 2_000)) ??
    [];
  return Math.min(most, Math.max(1, Number(digits)));
}

function isHidden(attributes: string): boolean {
  return /display\s*:\s*none|mso-hide\s*:\s*all/i.test(attributes.slice(0, 2_000));
}

const raisedDigits = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Raised text as text: digits stay raised, "st" of 31st is itself, a letter alone is a mark. */
function raisedText(text: string): string {
  const plain = text.trim();
  if (/^(?:st|nd|rd|th)$/i.test(plain)) return plain;
  if (/^[a-z]$/i.test(plain)) return `[${plain}]`;
  return text.replace(/\d/g, (digit) => raisedDigits[Number(digit)] ?? digit);
}
