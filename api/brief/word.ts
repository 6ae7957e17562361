import { dayLabel } from '@throughline/domain/period';
import type { Paragraph, Table } from 'docx';
import type { Brief, BriefFigure } from '../wire/brief.ts';
import {
  asAtText,
  directionText,
  figureText,
  itemText,
  sinceText,
  sourceText,
} from './briefWords.ts';

/** The brief as a Word document: headings, and tables whose heads repeat, for an officer to edit. */
export async function briefInWord(brief: Brief): Promise<Uint8Array> {
  // Only who asks for a file waits for what makes it.
  const word = await import('docx');
  const { HeadingLevel } = word;
  const heading = (text: string, level: (typeof HeadingLevel)[keyof typeof HeadingLevel]) =>
    new word.Paragraph({ text, heading: level, keepNext: true });
  const line = (text: string) => new word.Paragraph({ text });
  const bullet = (text: string) => new word.Paragraph({ text, bullet: { level: 0 } });

  const figures = (figure: BriefFigure): (Paragraph | Table)[] => [
    heading(figure.headline, HeadingLevel.HEADING_3),
    line(figure.sentence),
    ...(figure.was_direction
      ? [line(`When the Board last met: ${directionText(figure.was_direction)}`)]
      : []),
    ...figure.commentary.map(({ about, text }) => line(`${about}: ${text}`)),
    ...(figure.figures.length > 0
      ? [
          table(
            ['Period', 'Of', 'Figure', 'Since the Board last met', 'Where it is printed'],
            [
              ...figure.figures.map((row) => [
                row.figure.period_label,
                [row.category_title, row.area_title].join(', '),
                figureText(row.figure, figure.unit),
                sinceText(row, figure.unit),
                sourceText(row.figure),
              ]),
            ],
          ),
        ]
      : [line('No figure yet.')]),
  ];
  const table = (heads: readonly string[], rows: readonly (readonly string[])[]): Table =>
    new word.Table({
      width: { size: 100, type: word.WidthType.PERCENTAGE },
      rows: [heads, ...rows].map(
        (cells, at) =>
          new word.TableRow({
            tableHeader: at === 0,
            cantSplit: true,
            children: cells.map(
              (text) =>
                new word.TableCell({
                  children: [
                    new word.Paragraph({
                      children: [new word.TextRun({ text, bold: at === 0 })],
                    }),
                  ],
                }),
            ),
          }),
      ),
    });
  const asked = (title: string, requests: Brief['outstanding']) =>
    requests.length === 0
      ? []
      : [
          heading(title, HeadingLevel.HEADING_2),
          table(
            ['Asked', 'What', 'State'],
            [
              ...requests.map(({ meeting, minute, text, state, answer }) => [
                `${dayLabel(meeting)}${minute ? `, minute ${minute}` : ''}`,
                text,
                answer ? `${state}: ${answer.text}` : state,
              ]),
            ],
          ),
        ];

  const document = new word.Document({
    ...unnamed,
    title: brief.title,
    styles: { default: { document: { run: { font: 'Calibri', size: 22 } } } },
    sections: [
      {
        headers: { default: new word.Header({ children: [line(asAtText(brief))] }) },
        footers: {
          default: new word.Footer({
            children: [
              new word.Paragraph({
                alignment: word.AlignmentType.RIGHT,
                children: [
                  new word.TextRun({
                    children: [
                      'Page ',
                      word.PageNumber.CURRENT,
                      ' of ',
                      word.PageNumber.TOTAL_PAGES,
                    ],
                  }),
                ],
              }),
            ],
          }),
        },
        children: [
          heading(brief.title, HeadingLevel.TITLE),
          ...brief.since.map(line),
          ...brief.items
            .filter((item) => item.figures.length > 0)
            .flatMap((item) => [
              heading(itemText(item), HeadingLevel.HEADING_2),
              ...item.figures.flatMap(figures),
            ]),
          ...asked('Asked for and not answered', brief.outstanding),
          ...asked('Answered since the Board last met', brief.answered),
          ...(brief.discrepancies.length > 0
            ? [heading('Where the sources disagree', HeadingLevel.HEADING_2)]
            : []),
          ...brief.discrepancies.map(({ title, description }) =>
            bullet(`${title}. ${description}`),
          ),
        ],
      },
    ],
  });
  return new Uint8Array(await word.Packer.toBuffer(document));
}

/** No person is named in a file's properties. */
const unnamed = {
  creator: 'Throughline',
  lastModifiedBy: 'Throughline',
  description: '',
} as const;
