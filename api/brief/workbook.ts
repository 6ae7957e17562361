import { numberOf } from '@throughline/domain/value';
import writeXlsxFile, { type CellObject } from 'write-excel-file/node';
import type { Brief } from '../wire/brief.ts';
import { asAtText, figureText, harmless, itemText, sinceText } from './briefWords.ts';

const headings = [
  'Item',
  'Metric',
  'Area',
  'Category',
  'Period',
  'Figure',
  'As written',
  'Unit',
  'Since the Board last met',
  'Document',
  'Place in it',
  'As printed',
  'Known from',
  'Note',
];

/** The figures of the brief as a workbook: one sheet of figures, and one of what to read with them. */
export async function briefAsWorkbook(brief: Brief): Promise<Uint8Array> {
  const rows = brief.items.flatMap((item) =>
    item.figures.flatMap((figure) =>
      figure.figures.map((row): CellObject[] => {
        const { source, period_label: period, known_from: knownFrom, note } = row.figure;
        const number = numberOf(row.figure);
        return [
          text(itemText(item)),
          text(figure.title),
          text(row.area_title),
          text(row.category_title),
          text(period),
          number === undefined ? text('') : { value: Number(number), type: Number },
          text(figureText(row.figure, figure.unit)),
          text(figure.unit),
          text(sinceText(row, figure.unit)),
          text(source.document_title),
          text(source.locator),
          text(source.printed),
          text(knownFrom),
          text(note),
        ];
      }),
    ),
  );
  const notes = [
    asAtText(brief),
    ...brief.since,
    ...brief.items.flatMap(({ figures }) => figures.map(({ sentence }) => sentence)),
    ...brief.discrepancies.map(({ title, description }) => `${title}. ${description}`),
  ];
  const heads = headings.map((value): CellObject => ({ ...text(value), fontWeight: 'bold' }));
  const widths = [34, 34, 16, 24, 20, 12, 22, 12, 24, 40, 44, 36, 14, 50];
  return writeXlsxFile([
    {
      data: [heads, ...rows],
      sheet: 'Figures',
      columns: widths.map((width) => ({ width })),
      stickyRowsCount: 1,
    },
    {
      data: notes.map((note): CellObject[] => [{ ...text(note), wrap: true }]),
      sheet: 'Notes',
      columns: [{ width: 120 }],
    },
  ]).toBuffer();
}

/** A cell of text, which no spreadsheet runs as a formula. */
function text(value: string): CellObject {
  return { value: harmless(value), type: String };
}
