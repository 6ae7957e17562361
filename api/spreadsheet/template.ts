import {
  type TemplateBox,
  templateHeadings,
  templateRows,
} from '@throughline/domain/paste/template';
import writeXlsxFile, { type CellObject } from 'write-excel-file/node';
import { toCsv } from '../csv.ts';

/** The template of a return as an Excel workbook. Every cell is text, so that what is typed stays. */
export async function templateWorkbook(boxes: readonly TemplateBox[]): Promise<Uint8Array> {
  const [headings = [], ...rows] = templateRows(boxes);
  const sheet = [
    headings.map((value): CellObject => ({ ...cell(value), fontWeight: 'bold', wrap: true })),
    ...rows.map((row) => row.map(cell)),
  ];
  return writeXlsxFile(sheet, {
    sheet: 'Return',
    columns: [30, 26, 18, 22, 12, 12, 12, 9, 26, 30, 50, 44].map((width) => ({ width })),
    stickyRowsCount: 1,
  }).toBuffer();
}

/** The same template as CSV. */
export function templateCsv(boxes: readonly TemplateBox[]): string {
  const [, ...rows] = templateRows(boxes);
  return toCsv(
    templateHeadings,
    rows.map((row) =>
      Object.fromEntries(templateHeadings.map((heading, at) => [heading, row[at]])),
    ),
  );
}

/** A cell of text. One that a spreadsheet might run as a formula is guarded as in CSV. */
function cell(value: string): CellObject {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return { value: safe, type: String, format: '@' };
}
