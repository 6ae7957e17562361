import { crc32, deflateRawSync } from 'node:zlib';

/** One file to be put in an archive, and the lies to tell of it. */
export interface Part {
  name: string;
  content: string | Uint8Array;
  stored?: boolean;
  /** What the list of contents says instead of the truth. */
  listed?: Partial<{
    name: string;
    unpacked: number;
    packed: number;
    crc: number;
    flags: number;
    method: number;
    at: number;
  }>;
}

/** A ZIP archive, honest unless a part says otherwise. */
export function zip(
  parts: readonly Part[],
  end: { count?: number; comment?: string } = {},
): Uint8Array {
  const locals: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const { name, content, stored = false, listed = {} } of parts) {
    const bytes = Buffer.from(content);
    const packed = stored ? bytes : deflateRawSync(bytes);
    const fields = (lies: NonNullable<Part['listed']>) => {
      const head = Buffer.alloc(26);
      head.writeUInt16LE(20, 0);
      head.writeUInt16LE(lies.flags ?? 0, 2);
      head.writeUInt16LE(lies.method ?? (stored ? 0 : 8), 4);
      head.writeUInt32LE(lies.crc ?? crc32(bytes), 10);
      head.writeUInt32LE(lies.packed ?? packed.length, 14);
      head.writeUInt32LE(lies.unpacked ?? bytes.length, 18);
      head.writeUInt16LE((lies.name ?? name).length, 22);
      return head;
    };
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(listed.at ?? at, 10);
    list.push(
      Buffer.concat([
        Buffer.from('PK\x01\x02\x14\x00', 'latin1'),
        ...[fields(listed), tail, Buffer.from(listed.name ?? name)],
      ]),
    );
    // Some lies are told in both places, so that only unpacking finds them.
    const { name: _, at: __, ...both } = listed;
    const local = [Buffer.from('PK\x03\x04', 'latin1'), fields(both), Buffer.from(name), packed];
    locals.push(Buffer.concat(local));
    at += Buffer.concat(local).length;
  }
  const contents = Buffer.concat(list);
  const last = Buffer.alloc(22);
  last.write('PK\x05\x06', 0, 'latin1');
  last.writeUInt16LE(end.count ?? parts.length, 8);
  last.writeUInt16LE(end.count ?? parts.length, 10);
  last.writeUInt32LE(contents.length, 12);
  last.writeUInt32LE(at, 16);
  last.writeUInt16LE((end.comment ?? '').length, 20);
  return Buffer.concat([...locals, contents, last, Buffer.from(end.comment ?? '')]);
}

const formats = ['General', '0%', '0.0%', 'mmm-yy', 'dd/mm/yyyy', '#,##0', '0.0'];

/** The parts of a workbook as Excel writes them, with one sheet whose rows are given as XML. */
export function workbookParts(
  rows: string,
  rest: { workbook?: string; kinds?: string } = {},
): Part[] {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  return [
    {
      name: '[Content_Types].xml',
      content: `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${rest.kinds ?? ''}</Types>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `${head}<workbook xmlns="${main}" xmlns:r="${office}">${rest.workbook ?? ''}<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="${office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      content: `${head}<styleSheet xmlns="${main}"><numFmts count="${formats.length}">${formats.map((code, at) => `<numFmt numFmtId="${170 + at}" formatCode="${code}"/>`).join('')}</numFmts><cellXfs count="${formats.length}">${formats.map((_, at) => `<xf numFmtId="${170 + at}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`).join('')}</cellXfs></styleSheet>`,
    },
    {
      name: 'xl/sharedStrings.xml',
      content: `${head}<sst xmlns="${main}" count="2" uniqueCount="2"><si><t>Team Manager</t></si><si><r><t>Social </t></r><r><rPr><b/></rPr><t>Worker</t></r></si></sst>`,
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: `${head}<worksheet xmlns="${main}" xmlns:r="${office}"><sheetData>${rows}</sheetData></worksheet>`,
    },
  ];
}

/** A row of cells: each a format, by its number, and what the cell holds. */
export function row(number: number, cells: readonly [style: number, value: string][]): string {
  const content = cells.map(
    ([style, value], at) =>
      `<c r="${String.fromCharCode(65 + at)}${number}" s="${style}"><v>${value}</v></c>`,
  );
  return `<row r="${number}">${content.join('')}</row>`;
}
