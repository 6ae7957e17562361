import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inflateRawSync } from 'node:zlib';
import { figureText } from '@throughline/api/brief/briefWords';
import { briefAsWorkbook } from '@throughline/api/brief/workbook';
import { readZip } from '@throughline/api/spreadsheet/zip';
import type { Brief } from '@throughline/api/wire/brief';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findOffice } from '../machine.js';
import { openProduct, type Product } from './product.ts';

let product: Product;
let folder: string;
let brief: Brief;

beforeAll(async () => {
  product = await openProduct('PGlite');
  folder = await mkdtemp(join(tmpdir(), 'throughline-brief-'));
  brief = await product.json('/meetings/2024-11-28/brief');
});
afterAll(async () => {
  await product.close();
  await rm(folder, { recursive: true });
});

/** Every figure of the brief as it is written. */
function written(): string[] {
  return brief.items.flatMap(({ figures }) =>
    figures.flatMap((one) => one.figures.map((row) => figureText(row.figure, one.unit))),
  );
}

describe.each(['docx', 'pptx', 'xlsx'])('the brief as %s', (kind) => {
  let bytes: Uint8Array<ArrayBuffer>;
  beforeAll(async () => {
    const response = await product.request(`/meetings/2024-11-28/brief.${kind}`);
    expect(response.status).toBe(200);
    bytes = new Uint8Array(await response.arrayBuffer());
  });

  test('opens in another program, and says what the API says', async () => {
    const text = await openedElsewhere(bytes, kind);
    const whole = text.replace(/\s+/g, ' ');
    expect(whole).toContain('28 November 2024');
    const latest = brief.items.flatMap(({ figures }) => figures.map(({ headline }) => headline));
    expect(latest.length).toBeGreaterThan(20);
    const said =
      kind === 'xlsx'
        ? written()
        : brief.items.flatMap(({ figures }) =>
            figures.flatMap((one) => (one.latest ? [one.headline] : [])),
          );
    for (const words of said) expect(whole).toContain(words.replace(/\s+/g, ' '));
  });

  test('has nothing hidden in it, and names nobody', () => {
    const parts = partsOf(bytes);
    const names = [...parts.keys()];
    expect(names.filter((name) => /comment|customXml|externalLink|vbaProject/i.test(name))).toEqual(
      [],
    );
    const properties = parts.get('docProps/core.xml') ?? '';
    const named = [...properties.matchAll(/<(?:dc:creator|cp:lastModifiedBy)>([^<]*)</g)];
    for (const [, name] of named) expect(['', 'Throughline']).toContain(name);
    for (const [name, content] of parts) {
      if (/workbook\.xml$/.test(name)) expect(content).not.toMatch(/state="(very)?[hH]idden"/);
      if (/slide\d+\.xml$/.test(name)) expect(content).not.toMatch(/show="0"/);
    }
  });
});

test('text that a spreadsheet would run stays text', async () => {
  const [item] = brief.items.filter(({ figures }) => figures.some((one) => one.figures.length > 0));
  const [figure] = item?.figures ?? [];
  if (!item || !figure) throw new Error('The brief has no figure');
  const bytes = await briefAsWorkbook({
    ...brief,
    items: [{ ...item, figures: [{ ...figure, title: '=HYPERLINK("http://x.invalid")' }] }],
  });
  const parts = partsOf(new Uint8Array(bytes));
  for (const [name, content] of parts) {
    if (name.startsWith('xl/worksheets/')) expect(content).not.toContain('<f>');
  }
  expect([...parts.values()].join('')).toContain("<t>'=HYPERLINK");
});

/** The text of a file as LibreOffice reads it. */
async function openedElsewhere(bytes: Uint8Array, kind: string): Promise<string> {
  const file = join(folder, `brief.${kind}`);
  await writeFile(file, bytes);
  const target = {
    docx: 'txt:Text',
    pptx: 'pdf',
    xlsx: 'csv:Text - txt - csv (StarCalc):44,34,76,1',
  }[kind];
  const office = findOffice();
  if (office === undefined || target === undefined) throw new Error('There is no LibreOffice');
  const profile = `-env:UserInstallation=file://${folder}/profile`;
  await promisify(execFile)(
    office,
    [profile, '--headless', '--convert-to', target, '--outdir', folder, file],
    { timeout: 120_000 },
  );
  if (kind !== 'pptx') return readFile(join(folder, `brief.${target.slice(0, 3)}`), 'utf8');
  const { stdout } = await promisify(execFile)('pdftotext', [join(folder, 'brief.pdf'), '-'], {
    maxBuffer: 2 ** 24,
  });
  return stdout;
}

function partsOf(bytes: Uint8Array<ArrayBuffer>): Map<string, string> {
  const read = readZip(bytes, { entries: 2000, unpacked: 100_000_000 });
  if ('refused' in read) throw new Error(read.refused);
  return new Map(
    read.entries.map(({ name, start, packed, deflated }) => {
      const part = bytes.subarray(start, start + packed);
      return [name, Buffer.from(deflated ? inflateRawSync(part) : part).toString()];
    }),
  );
}
