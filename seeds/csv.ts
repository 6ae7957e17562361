import { pipeline } from 'node:stream';
import type { FileRow } from '@throughline/domain/openData/read';
import { CsvError, parse } from 'csv-parse';

/** A CSV file that cannot be read as one, in words a person can act on. */
export class CsvRefused extends Error {
  override name = 'CsvRefused';
}

/**
 * Reads a CSV file a piece at a time: first the row of headings, then the others in pieces. UTF-8
 * with or without a byte-order mark. Rows are numbered as a spreadsheet does; blank lines are left
 * out. Between two pieces the event loop turns. Throws `CsvRefused`.
 */
export async function* readCsv(file: AsyncIterable<Uint8Array>): AsyncGenerator<FileRow[]> {
  let rows: FileRow[] = [];
  let row = 0;
  try {
    const records: AsyncIterable<Told> = pipeline(
      decoded(file),
      // The parser leaves out empty lines itself: a turn of the loop for each would take a minute.
      parse({
        relax_column_count: true,
        skip_empty_lines: true,
        max_record_size: largestRow,
        info: true,
      }),
      // What goes wrong is thrown where the records are read.
      () => undefined,
    );
    for await (const { record, info } of records) {
      row = info.records + info.empty_lines;
      rows.push({ row, cells: record });
      if (rows.length === pieceSize) {
        yield rows;
        rows = [];
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
  } catch (error) {
    if (error instanceof CsvError) throw new CsvRefused(`after row ${row}: ${error.message}`);
    throw error;
  }
  if (rows.length > 0) yield rows;
}

/** A row with how many rows and empty lines there were up to it. */
interface Told {
  record: string[];
  info: { records: number; empty_lines: number };
}

/** A row of a thousand columns with a long sentence in each is far shorter, in bytes. */
const largestRow = 500_000;

/** Rows that are worked through in a few milliseconds. */
const pieceSize = 500;

async function* decoded(file: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of file) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) {
      throw new CsvRefused('the file is not UTF-8: save it as “CSV UTF-8”');
    }
    throw error;
  }
}
