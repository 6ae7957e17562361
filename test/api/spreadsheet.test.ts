import {
  readSpreadsheet,
  type SpreadsheetRead,
  spreadsheetLimits,
} from '@throughline/api/spreadsheet/read';
import { templateCsv, templateWorkbook } from '@throughline/api/spreadsheet/template';
import { entriesOf, readTable } from '@throughline/domain/paste/read';
import {
  readTemplate,
  type TemplateBox,
  templateHeadings,
} from '@throughline/domain/paste/template';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { registry } from '../domain/paste/registry.ts';
import { asTabs, paragraph94 } from '../domain/paste/workforceNote.ts';
import { type Part, row, workbookParts, zip } from './workbook.ts';

const seed = 20241128;

const boxes: TemplateBox[] = [
  {
    ...{ metric: 'agency-cover', area: 'E08000026', breakdown: 'role', category: 'team-manager' },
    ...{ period: '2024-12', metricTitle: 'Agency cover', categoryTitle: 'Team Manager' },
    ...{ last: '1 (October 2024)', isShare: false },
  },
  {
    ...{ metric: 'share', area: 'E08000026', category: 'Total', period: '2024-12' },
    ...{ metricTitle: '=HYPERLINK("x")', categoryTitle: '', last: '-5', isShare: true },
  },
];

describe('the template of a return', () => {
  test('comes back from Excel with what was filled in', async () => {
    const rows = texts(await readSpreadsheet(await templateWorkbook(boxes)));
    expect(rows[0]).toEqual([...templateHeadings]);
    expect(backAs(await readSpreadsheet(await templateWorkbook(boxes)))).toEqual([]);

    const filled = await templateWorkbook(boxes.map((box) => ({ ...box, last: 'c. 1,234' })));
    const [, first = []] = texts(await readSpreadsheet(filled));
    expect(first[3]).toBe('c. 1,234');
  });

  test('comes back from CSV with what was filled in', async () => {
    const [headings, first = '', second = ''] = templateCsv(boxes).split('\r\n');
    const file = [headings, fill(first, ['4', '"1,234"']), fill(second, ['5', '40'], ['6', '69'])];
    expect(backAs(await readSpreadsheet(Buffer.from(file.join('\r\n'))))).toMatchObject([
      { id: 'agency-cover:role=team-manager:2024-12', typed: { text: '1,234' } },
      { id: 'share:Total:2024-12', typed: { numerator: '40', denominator: '69' } },
    ]);
  });

  test('holds nothing that a spreadsheet would run', async () => {
    const [, , second = []] = texts(await readSpreadsheet(await templateWorkbook(boxes)));
    expect(second[0]).toBe(`'=HYPERLINK("x")`);
    expect(templateCsv(boxes)).toContain(`"'=HYPERLINK(""x"")"`);
  });

  test('a workbook filled in in Excel comes back', async () => {
    const cell = (column: string, at: number, text: string) =>
      `<c r="${column}${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
    const heads = templateHeadings.map((heading, at) =>
      cell(String.fromCharCode(65 + at), 1, heading),
    );
    const rows = `<row r="1">${heads.join('')}</row><row r="2"><c r="E2"><v>7.5</v></c>${cell('J', 2, 'HR')}${cell('L', 2, 'agency-cover:role=team-manager:2024-12')}</row>`;
    expect(backAs(await readSpreadsheet(zip(workbookParts(rows))))).toMatchObject([
      { typed: { text: '7.5' }, source: 'HR', category: 'team-manager' },
    ]);
  });
});

describe('a workbook', () => {
  test('is read as the sheet shows it', async () => {
    const rows = [
      row(1, [
        [0, '22.5'],
        [0, '19.600000000000001'],
        [1, '0.57999999999999996'],
        [1, '0.125'],
        [1, '0.57971014492753625'],
        [2, '0.57971014492753625'],
      ]),
      row(2, [
        [3, '44835'],
        [4, '45382'],
        [5, '1587840'],
        [6, '33.333333333333336'],
        [1, '1'],
        [1, '-0.05'],
      ]),
      '<row r="4"><c r="A4" t="s"><v>0</v></c><c r="B4" t="s"><v>1</v></c><c r="C4" t="b"><v>1</v></c><c r="D4" t="e"><v>#N/A</v></c><c r="F4"><f>1+1</f><v>2</v></c></row>',
    ];
    expect(texts(await readSpreadsheet(zip(workbookParts(rows.join('')))))).toEqual([
      ['22.5', '19.6', '58%', '12.5%', '58%', '58.0%'],
      ['2022-10', '2024-03-31', '1587840', '33.3', '100%', '-5%'],
      ['', '', '', '', '', ''],
      ['Team Manager', 'Social Worker', 'TRUE', '#N/A', '', '2'],
    ]);
  });

  test('counted from 1904 has the same days', async () => {
    const parts = workbookParts(row(1, [[4, String(45382 - 1462)]]), {
      workbook: '<workbookPr date1904="1"/>',
    });
    expect(texts(await readSpreadsheet(zip(parts)))).toEqual([['2024-03-31']]);
  });

  test('with the table of paragraph 9.4 gives its thirty figures', async () => {
    const csv = asTabs(paragraph94).replaceAll('\t', ',');
    const read = await readSpreadsheet(Buffer.from(`\uFEFF${csv}`));
    const table = readTable('sheets' in read ? (read.sheets[0]?.grid ?? []) : [], registry());
    expect('cells' in table && entriesOf(table)).toHaveLength(30);
  });

  test('with a comment after its end, and stored instead of packed, is read', async () => {
    const parts = workbookParts(row(1, [[0, '7']])).map((part) => ({ ...part, stored: true }));
    expect(texts(await readSpreadsheet(zip(parts, { comment: 'made by hand' })))).toEqual([['7']]);
  });
});

describe('a CSV file', () => {
  test('may have a mark at its start, line breaks in cells and rows of any length', async () => {
    const file = Buffer.from('\uFEFFa,b\r\n"c\nd","e ""f"""\r\n1\r\n');
    expect(texts(await readSpreadsheet(file))).toEqual([['a', 'b'], ['c\nd', 'e "f"'], ['1']]);
  });

  test.each<[string, Buffer, RegExp]>([
    ['not in UTF-8', Buffer.from([0x61, 0x2c, 0xa3, 0x33]), /CSV UTF-8/],
    ['with semicolons', Buffer.from('a;b\n1;2'), /divided by commas/],
    ['with tabs', Buffer.from('a\tb\n1\t2'), /divided by commas/],
    ['with an unclosed mark', Buffer.from('a,"b\n1,2'), /not whole as CSV/],
    ['that is something else', Buffer.from('%PDF-1.7\0\0'), /neither a CSV file nor a workbook/],
    ['with too many rows', Buffer.from('a,b\n'.repeat(20_001)), /20,000 rows/],
    ['with too many columns', Buffer.from(','.repeat(2 ** 14)), /16,384 columns/],
    ['with too many cells', Buffer.from(`${','.repeat(200)}\n`.repeat(5_000)), /1,000,000 cells/],
    ['that is empty', Buffer.from(''), /empty/],
    ['that is blank', Buffer.from(',,\n,,\n'), /nothing in the file/],
    ['that is too large', Buffer.alloc(spreadsheetLimits.bytes + 1, 'a,'), /5 MB/],
  ])('%s is refused', async (_, file, words) => {
    expect(await readSpreadsheet(file)).toEqual({ refused: expect.stringMatching(words) });
  });

  test('of the most rows is read', async () => {
    const read = await readSpreadsheet(Buffer.from('a,b\n'.repeat(20_000)));
    expect(texts(read)).toHaveLength(20_000);
  });
});

describe('a hostile workbook is refused with the reason', () => {
  const good = workbookParts(row(1, [[0, '7']]));
  const withPart = (part: Part) => zip([...good, part]);
  const changed = (name: string, change: Partial<Part>) =>
    zip(good.map((part) => (part.name === name ? { ...part, ...change } : part)));
  const sheet = 'xl/worksheets/sheet1.xml';
  const sheetOf = (rows: string) => zip(workbookParts(rows));
  const zeros = '0'.repeat(30_000_000);

  test.each<[string, () => Uint8Array, RegExp]>([
    [
      'a bomb that says so',
      () => zip([...good, { name: 'a.xml', content: zeros }, { name: 'b.xml', content: zeros }]),
      /more than 50 MB/,
    ],
    [
      'a bomb that lies',
      () => changed(sheet, { content: zeros, listed: { unpacked: 1000 } }),
      /damaged/,
    ],
    ['a wrong checksum', () => changed(sheet, { listed: { crc: 1 } }), /damaged/],
    [
      '201 parts',
      () =>
        zip([
          ...good,
          ...Array.from({ length: 195 }, (_, at) => ({ name: `x${at}.xml`, content: 'a' })),
        ]),
      /more than 200 parts/,
    ],
    ['more parts than it lists', () => zip(good, { count: 5 }), /damaged/],
    ['ZIP64 numbers', () => changed(sheet, { listed: { unpacked: 0xffffffff } }), /damaged/],
    ['a part that lies over another', () => changed(sheet, { listed: { at: 0 } }), /damaged/],
    [
      'another name in the list',
      () => changed(sheet, { listed: { name: 'xl/worksheets/sheet2.xml' } }),
      /damaged/,
    ],
    ['a name twice', () => zip([...good, ...good.slice(-1)]), /damaged/],
    [
      'a name that climbs',
      () => withPart({ name: '../evil.xml', content: 'a' }),
      /name is not allowed/,
    ],
    ['a password', () => changed(sheet, { listed: { flags: 1 } }), /password/],
    [
      'an old file',
      () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      /password or is an old/,
    ],
    ['another packing', () => changed(sheet, { listed: { method: 14 } }), /packed in a way/],
    ['macros', () => withPart({ name: 'xl/vbaProject.bin', content: 'a' }), /macros/],
    [
      'macros by type',
      () =>
        zip(
          workbookParts('', {
            kinds: '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>',
          }),
        ),
      /macros/,
    ],
    [
      'entities',
      () =>
        changed(sheet, {
          content:
            '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>',
        }),
      /entities/,
    ],
    [
      'not a workbook',
      () => zip([{ name: 'word/document.xml', content: '<w/>' }]),
      /not an Excel workbook/,
    ],
    ['cut short', () => zip(good).subarray(0, 900), /damaged/],
    [
      'a cell in the far corner',
      () => sheetOf('<row r="20000"><c r="XFD20000"><v>1</v></c></row>'),
      /1,000,000 cells/,
    ],
    [
      'a cell beyond every corner',
      () => sheetOf('<row r="1"><c r="ZZZZZ1"><v>1</v></c></row>'),
      /16,384 columns/,
    ],
    [
      'a row beyond the last',
      () => sheetOf('<row r="999999999"><c r="A999999999"><v>1</v></c></row>'),
      /20,000 rows/,
    ],
    [
      'a formula without a result',
      () => sheetOf('<row r="1"><c r="A1"><f>1+1</f></c></row>'),
      /no saved result/,
    ],
    [
      'XML that is none',
      () => changed(sheet, { content: '<worksheet><sheetData><row r="1"><c r="A1"' }),
      /cannot be read|nothing in the file/,
    ],
    [
      'bytes that are no text',
      () => changed(sheet, { content: Buffer.from([0xff, 0xfe, 0x3c, 0x00]) }),
      /not text/,
    ],
  ])('%s', async (_, file, words) => {
    expect(await readSpreadsheet(file())).toEqual({ refused: expect.stringMatching(words) });
  });

  test('one that takes too long is stopped', async () => {
    const file = sheetOf('<c r="A1" s="1">'.repeat(1_500_000));
    const began = performance.now();
    const read = await readSpreadsheet(file, { ...spreadsheetLimits, seconds: 1 });
    expect(read).toEqual({ refused: expect.stringMatching(/longer than the 1 s allowed/) });
    expect(performance.now() - began).toBeLessThan(20_000);
  });

  test('one that takes too much memory is stopped, and the next is read', async () => {
    const cells = (at: number) =>
      Array.from({ length: 26 }, (_, column) => {
        const place = `${String.fromCharCode(65 + column)}${at}`;
        return `<c r="${place}" t="str"><v>${place} ${at}</v></c>`;
      }).join('');
    const rows = Array.from(
      { length: 19_000 },
      (_, at) => `<row r="${at + 1}">${cells(at + 1)}</row>`,
    );
    const little = { ...spreadsheetLimits, megabytes: 32 };
    expect(await readSpreadsheet(sheetOf(rows.join('')), little)).toEqual({
      refused: expect.stringMatching(/more memory than is allowed/),
    });
    expect(texts(await readSpreadsheet(zip(good)))).toEqual([['7']]);
  });

  test('the service answers meanwhile', async () => {
    let turns = 0;
    const clock = setInterval(() => (turns += 1), 5);
    await readSpreadsheet(sheetOf('<c r="A1" s="1">'.repeat(1_500_000)), {
      ...spreadsheetLimits,
      seconds: 1,
    });
    clearInterval(clock);
    expect(turns).toBeGreaterThan(20);
  });

  test('any change of a byte is answered', async () => {
    const file = zip(good);
    await fc.assert(
      fc.asyncProperty(fc.nat(file.length - 1), fc.nat(255), async (at, byte) => {
        const other = Uint8Array.from(file);
        other[at] = byte;
        const read = await readSpreadsheet(other);
        expect('refused' in read ? read.refused : read.sheets).toBeTruthy();
      }),
      { seed, numRuns: 60 },
    );
  });
});

function texts(read: SpreadsheetRead): string[][] {
  if ('refused' in read) throw new Error(read.refused);
  return (read.sheets[0]?.grid ?? []).map((cells) => cells.map(({ text }) => text));
}

function backAs(read: SpreadsheetRead) {
  if ('refused' in read) throw new Error(read.refused);
  const back = readTemplate(read.sheets[0]?.grid ?? [], boxes, 'E08000026');
  expect(back?.refused).toEqual([]);
  return back?.entries;
}

/** Fills cells of a line of CSV whose other cells hold no comma. */
function fill(line: string, ...cells: [column: string, text: string][]): string {
  const parts = line.split(',');
  for (const [column, text] of cells) parts[Number(column)] = text;
  return parts.join(',');
}
