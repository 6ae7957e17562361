import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { cellOf, type Grid } from '@throughline/domain/paste/grid';
import { readZip, type ZipEntry } from './zip.ts';

/** A sheet of a workbook, or the whole of a CSV file, which has no name. */
export interface Sheet {
  name: string;
  grid: Grid;
}

/** The sheets of a file that hold anything, in their order; or why it is not read. */
export type SpreadsheetRead = { sheets: readonly Sheet[] } | { refused: string };

/** What a file may be at most, and what reading it may take. */
export const spreadsheetLimits = {
  bytes: 5_000_000,
  unpacked: 50_000_000,
  entries: 200,
  rows: 20_000,
  columns: 2 ** 14,
  cells: 1_000_000,
  seconds: 10,
  megabytes: 384,
};
export type SpreadsheetLimits = typeof spreadsheetLimits;

/** What the worker is given. */
export interface SpreadsheetTask {
  bytes: Uint8Array;
  /** The parts of a workbook; without them the bytes are CSV. */
  entries: readonly ZipEntry[] | undefined;
  limits: SpreadsheetLimits;
}

/** What the worker answers: cells as text, as the sheet shows them. */
export type SpreadsheetAnswer =
  | { sheets: readonly { name: string; rows: readonly (readonly string[])[] }[] }
  | { refused: string };

/**
 * Reads an XLSX or CSV file. It is unpacked and parsed in a thread of its own, with a limit on
 * memory and time, so that a hostile file stops nothing but itself. Two are read at a time.
 */
export async function readSpreadsheet(
  file: Uint8Array,
  limits: SpreadsheetLimits = spreadsheetLimits,
): Promise<SpreadsheetRead> {
  if (file.byteLength > limits.bytes) {
    return { refused: 'The file is larger than 5 MB. Save the sheet alone.' };
  }
  if (file.byteLength === 0) return { refused: 'The file is empty.' };
  if (startsWith(file, [0xd0, 0xcf, 0x11, 0xe0])) {
    return {
      refused: 'The file has a password or is an old .xls file. Save it as .xlsx without one.',
    };
  }
  let entries: readonly ZipEntry[] | undefined;
  if (startsWith(file, [0x50, 0x4b])) {
    const zip = readZip(file, limits);
    if ('refused' in zip) return zip;
    entries = zip.entries;
    const wrong = notAWorkbook(entries);
    if (wrong !== undefined) return { refused: wrong };
  }
  const done = await turn();
  try {
    const answer = await inThread({ bytes: file, entries, limits });
    if ('refused' in answer) return answer;
    const sheets = answer.sheets.map(({ name, rows }) => ({
      name,
      grid: rows.map((row) => row.map(cellOf)),
    }));
    return sheets.length > 0 ? { sheets } : { refused: 'There is nothing in the file.' };
  } finally {
    done();
  }
}

function startsWith(file: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, at) => file[at] === byte);
}

function notAWorkbook(entries: readonly ZipEntry[]): string | undefined {
  const names = entries.map(({ name }) => name.toLowerCase());
  if (names.some((name) => name.includes('vbaproject') || name.includes('macrosheets'))) {
    return 'The file holds macros. Save it as .xlsx, without them.';
  }
  return names.includes('xl/workbook.xml')
    ? undefined
    : 'The file is not an Excel workbook (.xlsx).';
}

function inThread(task: SpreadsheetTask): Promise<SpreadsheetAnswer> {
  const { seconds, megabytes } = task.limits;
  return new Promise((resolve) => {
    const worker = new Worker(workerFile(), {
      workerData: task,
      env: {},
      stdin: false,
      resourceLimits: {
        maxOldGenerationSizeMb: megabytes,
        maxYoungGenerationSizeMb: 32,
        codeRangeSizeMb: 16,
        stackSizeMb: 2,
      },
    });
    const settle = (answer: SpreadsheetAnswer) => {
      clearTimeout(clock);
      resolve(answer);
      // A thread that has answered or failed has nothing left to do.
      worker.terminate().catch(() => undefined);
    };
    const clock = setTimeout(
      () =>
        settle({
          refused: `Reading the file takes longer than the ${seconds} s allowed. Save the sheet alone.`,
        }),
      seconds * 1000,
    );
    worker.once('message', settle);
    worker.once('error', (error: NodeJS.ErrnoException) =>
      settle({
        refused:
          error.code === 'ERR_WORKER_OUT_OF_MEMORY'
            ? 'Reading the file needs more memory than is allowed. Save the sheet alone.'
            : 'The file cannot be read: it is damaged or not what its name says.',
      }),
    );
    worker.once('exit', () => settle({ refused: 'The file cannot be read: it is damaged.' }));
  });
}

/** The worker's script: beside the built server, or beside this folder in the source. */
function workerFile(): string {
  const places = ['./workers/spreadsheet.js', '../workers/spreadsheet.js'].map((place) =>
    fileURLToPath(new URL(place, import.meta.url)),
  );
  const found = places.find((place) => existsSync(place));
  if (found === undefined) throw new Error(`The spreadsheet worker is at none of ${places}`);
  return found;
}

const atOnce = 2;
let running = 0;
const waiting: (() => void)[] = [];

/** Waits for a turn; what is returned gives it back. */
async function turn(): Promise<() => void> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  return () => {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  };
}
