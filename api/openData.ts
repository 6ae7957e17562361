import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Database,
  type ImportDocument,
  importNeighbours,
  importOpenData,
  type NeighboursPlan,
  type Recording,
} from '@throughline/db';
import { fittingMapping, type Mapping } from '@throughline/domain/openData/mapping';
import { isNeighboursFile, readNeighbours } from '@throughline/domain/openData/neighbours';
import type { ImportPlan, Release } from '@throughline/domain/openData/plan';
import {
  type FileRow,
  type MetaRow,
  type OpenDataReading,
  type Refusal,
  readOpenData,
} from '@throughline/domain/openData/read';
import { CsvRefused, readCsv } from '@throughline/seeds/csv';
import { readMapping } from './mapping.ts';

/** A file that is to be loaded, and what a person says of it. */
export interface FileToLoad {
  /** Its own name, without a folder. */
  name: string;
  content: AsyncIterable<Uint8Array>;
  /** Its `.meta.csv`, where it has one. */
  meta?: AsyncIterable<Uint8Array> | undefined;
  release: Release;
  /** The mapping chosen; without one, the shipped one that fits. */
  mapping?: Mapping | undefined;
}

/** What loading did or would do, and by which mapping a file of figures was read. */
export interface Loaded {
  plan: ImportPlan | NeighboursPlan;
  written: boolean;
  mapping?: string | undefined;
}

/** The widest file of the Department has some two hundred. */
const mostColumns = 1000;

/** The mappings shipped in a folder. Throws at one that does not hold together: that is a bug. */
export async function readMappings(folder: string): Promise<Mapping[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (file) => {
      const read = readMapping(await readFile(join(folder, file), 'utf8'));
      if ('mapping' in read) return read.mapping;
      throw new Error(`${file}: ${read.problems.join('; ')}`);
    }),
  );
}

/**
 * Reads a file of open data or of statistical neighbours, says what it would change, and changes it
 * if that is decided: everything or, when anything is refused, nothing.
 */
export async function loadFile(
  db: Database,
  file: FileToLoad,
  mappings: readonly Mapping[],
  decide: (loading: Loaded) => boolean | Promise<boolean>,
  record: Recording = async () => undefined,
): Promise<Loaded> {
  const pieces = readCsv(file.content);
  try {
    const [first = []] = await take(pieces, 1);
    const [headings, ...rows] = first;
    if (headings === undefined) return await nothing({ reason: 'the file is empty' });
    if (headings.cells.length > mostColumns) {
      return await nothing({ reason: `the file has more than ${mostColumns} columns` });
    }
    const names = headings.cells.map((cell) => cell.trim());
    if (isNeighboursFile(names)) {
      const all = [rows, ...(await take(pieces))].flat();
      const read = readNeighbours(names, all);
      const document = documentOf(file, undefined);
      const decided = (plan: NeighboursPlan) => decide({ plan, written: false });
      return await importNeighbours(db, read, file.release, document, decided, record);
    }
    const mapping = file.mapping ?? fittingMapping(names, mappings);
    const reading = readOpenData(names, mapping, await readMeta(file.meta));
    const read = await readAll(reading, rows, pieces);
    if (mapping === undefined) read.refused.push(noMapping(mappings));
    const document = documentOf(file, mapping);
    const title = mapping?.title;
    const decided = (plan: ImportPlan) => decide({ plan, written: false, mapping: title });
    const imported = await importOpenData(db, read, file.release, document, decided, record);
    return { ...imported, mapping: title };
  } catch (error) {
    if (error instanceof CsvRefused) return await nothing({ reason: error.message });
    throw error;
  }

  async function nothing(refusal: Refusal): Promise<Loaded> {
    const loading = { plan: emptyPlan(file.release, refusal), written: false };
    await decide(loading);
    return loading;
  }
}

async function readAll(reading: OpenDataReading, first: FileRow[], rest: AsyncIterable<FileRow[]>) {
  reading.take(first);
  for await (const rows of rest) reading.take(rows);
  const read = reading.finish();
  return { ...read, refused: [...read.refused] };
}

/** The next so many pieces, or all there are. */
async function take<Piece>(pieces: AsyncGenerator<Piece>, count = Number.POSITIVE_INFINITY) {
  const taken: Piece[] = [];
  while (taken.length < count) {
    const { value, done } = await pieces.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
}

async function readMeta(meta: FileToLoad['meta']): Promise<MetaRow[]> {
  if (meta === undefined) return [];
  const [headings, ...rows] = (await take(readCsv(meta))).flat();
  const at = (heading: string) =>
    headings?.cells.findIndex((cell) => cell.trim() === heading) ?? -1;
  return rows.map(({ cells }) => ({
    column: cells[at('col_name')]?.trim() ?? '',
    type: cells[at('col_type')]?.trim() ?? '',
  }));
}

function noMapping(mappings: readonly Mapping[]): Refusal {
  const titles = mappings.map(({ title }) => `“${title}”`).join(', ');
  return { reason: `no mapping names an indicator of the file; there are ${titles}` };
}

function emptyPlan(release: Release, refusal: Refusal): ImportPlan {
  const none = {
    rows: 0,
    areas: [],
    periods: [],
    added: [],
    changed: [],
    unchanged: 0,
    skipped: [],
  };
  return { kind: 'figures', release, ...none, refused: [refusal] };
}

function documentOf({ name, release }: FileToLoad, mapping: Mapping | undefined): ImportDocument {
  const file = `File ${name}.`;
  if (mapping === undefined) {
    return {
      id: inKebabCase(`neighbours ${release.name}`),
      title: `Statistical neighbours, ${release.name}`,
      note: `Department for Education, statistical neighbours. Open Government Licence v3.0. ${file}`,
    };
  }
  const { source, address, licence } = mapping;
  return {
    id: inKebabCase(release.name),
    title: release.name,
    note: `${source}: ${address} ${licence}. ${file}`,
  };
}

function inKebabCase(words: string): string {
  return words
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
