/**
 * Unpacks and parses one spreadsheet in a thread of its own, which `spreadsheet/read.ts` starts and
 * ends. JavaScript, because a thread loads its file itself, in the tests too, and Node 20 reads no
 * TypeScript.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { crc32, inflateRawSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import readXlsxFile from 'read-excel-file/universal';

/**
 * @typedef {import('../spreadsheet/read.ts').SpreadsheetTask} Task
 * @typedef {import('../spreadsheet/read.ts').SpreadsheetAnswer} Answer
 * @typedef {import('../spreadsheet/zip.ts').ZipEntry} Entry
 */

/** A file that is not read, with the reason in plain words. */
class Refused extends Error {}

/** @type {Task} */
const task = workerData;

read(task).then(
  (answer) => parentPort?.postMessage(answer),
  (error) => {
    if (error instanceof Refused) parentPort?.postMessage({ refused: error.message });
    else throw error;
  },
);

/**
 * @param {Task} given
 * @returns {Promise<Answer>}
 */
async function read({ bytes, entries, limits }) {
  const sheets =
    entries === undefined ? [readCsv(bytes, limits)] : await readWorkbook(bytes, entries, limits);
  return {
    sheets: sheets.filter(({ rows }) => rows.some((row) => row.some((text) => text !== ''))),
  };
}

/**
 * @param {Uint8Array} bytes
 * @param {Task['limits']} limits
 */
function readCsv(bytes, limits) {
  let text = '';
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refused('The file is not in UTF-8. Save it as “CSV UTF-8”.');
  }
  if (text.includes('\0')) throw new Refused('The file is neither a CSV file nor a workbook.');
  /** @type {string[][]} */
  let rows;
  try {
    rows = parse(text, {
      relax_column_count: true,
      max_record_size: 1_000_000,
      to: limits.rows + 1,
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Refused(`The file is not whole as CSV: ${why.slice(0, 200)}.`);
  }
  if (rows.every(({ length }) => length < 2) && /^[^\n]*[;\t]/.test(text)) {
    throw new Refused('The cells are not divided by commas. Save it as “CSV UTF-8”.');
  }
  checkSize(rows.length, Math.max(0, ...rows.slice(0, 1).map(({ length }) => length)), limits);
  let cells = 0;
  for (const { length } of rows) {
    checkSize(0, length, limits);
    cells += length;
  }
  if (cells > limits.cells) throw new Refused(tooManyCells(limits));
  return { name: '', rows };
}

/**
 * Only what has been unpacked and measured here is given to the library, in an archive made anew:
 * what it reads is what was checked.
 * @param {Uint8Array} bytes
 * @param {readonly Entry[]} entries
 * @param {Task['limits']} limits
 */
async function readWorkbook(bytes, entries, limits) {
  /** @type {Map<string, string>} */
  const parts = new Map();
  for (const entry of entries) {
    if (/\.(xml|rels)$/i.test(entry.name)) parts.set(entry.name, unpack(bytes, entry));
  }
  const kinds = parts.get('[Content_Types].xml') ?? '';
  if (/macroEnabled|vbaProject/i.test(kinds)) {
    throw new Refused('The file holds macros. Save it as .xlsx, without them.');
  }
  const styles = stylesOf(parts.get('xl/styles.xml') ?? '');
  const from1904 = /\bdate1904="(?:1|true)"/.test(parts.get('xl/workbook.xml') ?? '');
  for (const [name, xml] of parts) {
    if (/<!\s*(DOCTYPE|ENTITY)/i.test(xml)) {
      throw new Refused('The file defines entities of its own, which no workbook needs.');
    }
    if (/^xl\/worksheets\/[^/]+\.xml$/i.test(name)) {
      checkSheet(xml, limits);
      parts.set(name, asShown(xml, styles, from1904));
    }
  }
  const book = await readXlsxFile(packed(parts), { trim: false, parseNumber: shortest }).catch(
    (/** @type {unknown} */ error) => {
      const why = error instanceof Error ? error.message : String(error);
      throw new Refused(`The workbook cannot be read: ${why.slice(0, 200)}.`);
    },
  );
  return book.map(({ sheet, data }) => ({
    name: sheet,
    rows: data.map((row) => row.map(textOf)),
  }));
}

/**
 * @param {Uint8Array} bytes
 * @param {Entry} entry
 */
function unpack(bytes, { start, packed: length, unpacked, crc, deflated }) {
  const damaged = 'The file is damaged: a part of it is not what its list of contents says.';
  let content = bytes.subarray(start, start + length);
  if (deflated) {
    try {
      content = inflateRawSync(content, { maxOutputLength: Math.max(1, unpacked) });
    } catch {
      throw new Refused(damaged);
    }
  }
  if (content.byteLength !== unpacked || crc32(content) !== crc) throw new Refused(damaged);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw new Refused('The file is damaged: a part of it is not text.');
  }
}

/**
 * Measures a sheet before it is laid out: one cell in a far corner would ask for all the space
 * between.
 * @param {string} xml
 * @param {Task['limits']} limits
 */
function checkSheet(xml, limits) {
  let [rows, columns] = [0, 0];
  for (const [, row = '0'] of xml.matchAll(/<(?:\w+:)?row\b[^>]{0,400}?\br="(\d{1,9})"/g)) {
    rows = Math.max(rows, Number(row));
  }
  for (const [, letters = '', row = '0'] of xml.matchAll(
    /<(?:\w+:)?c\b[^>]{0,400}?\br="([A-Z]{1,6})(\d{1,9})"/g,
  )) {
    let column = 0;
    for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
    [rows, columns] = [Math.max(rows, Number(row)), Math.max(columns, column)];
  }
  checkSize(rows, columns, limits);
  if (rows * columns > limits.cells) throw new Refused(tooManyCells(limits));
}

/**
 * @param {number} rows
 * @param {number} columns
 * @param {Task['limits']} limits
 */
function checkSize(rows, columns, limits) {
  const most = (/** @type {number} */ number) => number.toLocaleString('en-GB');
  if (rows > limits.rows) {
    throw new Refused(`The sheet has more than ${most(limits.rows)} rows. Save a part of it.`);
  }
  if (columns > limits.columns) {
    throw new Refused(
      `The sheet has more than ${most(limits.columns)} columns. Save a part of it.`,
    );
  }
}

/** @param {Task['limits']} limits */
function tooManyCells({ cells }) {
  return `The sheet has more than ${cells.toLocaleString('en-GB')} cells. Save a part of it.`;
}

/**
 * How a number is shown by its style. The library tells dates from numbers and no more, and would
 * read 58% as 0.58 and Oct-22 as a day.
 * @typedef {{ percent: boolean, decimals: number | undefined, date: 'day' | 'month' | 'year' | undefined }} Style
 */

/**
 * @param {string} xml
 * @returns {Style[]}
 */
function stylesOf(xml) {
  /** @type {Map<number, string>} */
  const codes = new Map(
    [
      ...[
        [1, '0'],
        [2, '0.00'],
        [3, '#,##0'],
        [4, '#,##0.00'],
        [9, '0%'],
        [10, '0.00%'],
      ],
      ...[
        [14, 'dd/mm/yyyy'],
        [15, 'd-mmm-yy'],
        [17, 'mmm-yy'],
        [22, 'dd/mm/yyyy hh:mm'],
      ],
    ].map(([id, code]) => /** @type {[number, string]} */ ([id, code])),
  );
  for (const [tag] of xml.matchAll(/<(?:\w+:)?numFmt\b[^>]{0,1000}>/g)) {
    const id = Number(attribute(tag, 'numFmtId'));
    codes.set(id, attribute(tag, 'formatCode') ?? '');
  }
  const [cells = ''] = /<(?:\w+:)?cellXfs\b[\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(xml) ?? [];
  return [...cells.matchAll(/<(?:\w+:)?xf\b[^>]{0,1000}>/g)].map(([tag]) =>
    styleOf(codes.get(Number(attribute(tag, 'numFmtId') ?? 0)) ?? ''),
  );
}

/**
 * @param {string} code
 * @returns {Style}
 */
function styleOf(code) {
  const [positive = ''] = code
    .replace(/&quot;/g, '"')
    .replace(/"[^"]*"|\\.|\[[^\]]*\]|[_*]./g, '')
    .toLowerCase()
    .split(';');
  if (/[0#]/.test(positive)) {
    const [, decimals = ''] = /[.]([0#?]+)/.exec(positive) ?? [];
    return { percent: positive.includes('%'), decimals: decimals.length, date: undefined };
  }
  const date = positive.includes('d')
    ? 'day'
    : /y/.test(positive) && /m/.test(positive)
      ? 'month'
      : positive.includes('y')
        ? 'year'
        : undefined;
  return { percent: false, decimals: undefined, date };
}

/**
 * Writes the numbers of a sheet as text where their style says more than the number does.
 * @param {string} xml
 * @param {readonly Style[]} styles
 * @param {boolean} from1904
 */
function asShown(xml, styles, from1904) {
  return xml.replace(
    /<(\w+:)?c\b([^>]{0,400})(?<!\/)>([\s\S]*?)<\/(?:\w+:)?c>/g,
    (whole, prefix = '', attributes = '', content = '') => {
      const hasFormula = /<(?:\w+:)?f\b/.test(content);
      const [, value] = /<(?:\w+:)?v\b[^>]*>([^<]*)</.exec(content) ?? [];
      if (hasFormula && value === undefined) {
        throw new Refused(
          'A formula in the sheet has no saved result. Open it in Excel and save it.',
        );
      }
      const type = attribute(attributes, 't');
      const place = attribute(attributes, 'r');
      if (type === 'e' && value !== undefined && place !== undefined) {
        // The library leaves errors out; a person must be told of them.
        return asText(prefix, place, value);
      }
      const style = styles[Number(attribute(attributes, 's') ?? -1)];
      if (value === undefined || style === undefined || (type !== undefined && type !== 'n')) {
        return whole;
      }
      const shown = shownAs(value, style, from1904);
      return shown === undefined || place === undefined ? whole : asText(prefix, place, shown);
    },
  );
}

/**
 * A cell of text in a sheet's XML.
 * @param {string} prefix
 * @param {string} place
 * @param {string} text
 */
function asText(prefix, place, text) {
  return `<${prefix}c r="${place}" t="str"><${prefix}v>${text}</${prefix}v></${prefix}c>`;
}

/**
 * The text a style shows a number as; nothing where the number itself says it.
 * @param {string} value
 * @param {Style} style
 * @param {boolean} from1904
 */
function shownAs(value, { percent, decimals, date }, from1904) {
  const number = shortest(value.trim());
  if (date !== undefined) {
    // Days since 30 December 1899, as Excel for Windows counts from March 1900 on.
    const days = Math.floor(Number(number)) + (from1904 ? 1462 : 0);
    if (!(days > 60 && days < 80_000)) return undefined;
    const day = new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString();
    return day.slice(0, date === 'day' ? 10 : date === 'month' ? 7 : 4);
  }
  if (!/^-?\d+(\.\d+)?$/.test(number)) return undefined;
  const exact = percent ? timesHundred(number) : number;
  const isLong = (exact.split('.')[1]?.length ?? 0) > 6;
  const shown = isLong && decimals !== undefined ? rounded(exact, decimals) : exact;
  if (percent) return `${shown}%`;
  return isLong && decimals !== undefined ? shown : undefined;
}

/** @param {string} number */
function timesHundred(number) {
  const [whole = '', fraction = ''] = number.split('.');
  const digits = fraction.padEnd(2, '0');
  const moved = `${whole}${digits.slice(0, 2)}`.replace(/^(-?)0+(?=\d)/, '$1');
  return digits.length > 2 ? `${moved}.${digits.slice(2)}` : moved;
}

/**
 * Half away from zero, on the text.
 * @param {string} number
 * @param {number} decimals
 */
function rounded(number, decimals) {
  const [whole = '', fraction = ''] = number.replace('-', '').split('.');
  const kept = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0'));
  const up = Number(fraction[decimals] ?? 0) >= 5 ? 1n : 0n;
  const digits = (kept + up).toString().padStart(decimals + 1, '0');
  const sign = number.startsWith('-') ? '-' : '';
  const point =
    decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return `${sign}${point}`;
}

/**
 * The shortest text of the number a sheet holds: 19.600000000000001 is 19.6.
 * @param {string} text
 */
function shortest(text) {
  const number = Number(text);
  return text !== '' && Number.isFinite(number) && !String(number).includes('e')
    ? String(number)
    : text;
}

/**
 * @param {string} tag
 * @param {string} name
 */
function attribute(tag, name) {
  return new RegExp(`\\s${name}\\s*=\\s*"([^"]*)"`).exec(tag)?.[1];
}

/** @param {unknown} cell */
function textOf(cell) {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  return String(cell);
}

/**
 * A ZIP archive with nothing packed, which the library opens without threads of its own.
 * @param {ReadonlyMap<string, string>} parts
 */
function packed(parts) {
  const locals = [];
  const list = [];
  let at = 0;
  for (const [name, xml] of parts) {
    const content = Buffer.from(xml, 'utf8');
    const title = Buffer.from(name, 'latin1');
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, title, content]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    list.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, place, title]));
    locals.push(local);
    at += local.length;
  }
  const contents = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(parts.size, 8);
  end.writeUInt16LE(parts.size, 10);
  end.writeUInt32LE(contents.length, 12);
  end.writeUInt32LE(at, 16);
  const archive = Buffer.concat([...locals, contents, end]);
  return archive.buffer.slice(archive.byteOffset, archive.byteOffset + archive.length);
}
