import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type Connection,
  dataVersion,
  listAudit,
  listFigures,
  listProgramme,
  moveItem,
  publicSight,
  schema,
} from '@throughline/db';
import { loadSeeds, SeedsRefused } from '@throughline/seeds';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { visitor } from '../api/people.ts';
import { engines, openDatabase } from '../database.ts';

const seeds = fileURLToPath(new URL('../../seeds', import.meta.url));
const copies: string[] = [];

afterEach(() => {
  for (const copy of copies.splice(0)) rmSync(copy, { recursive: true });
});

describe.each(engines)('on %s', (engine) => {
  let connection: Connection;
  beforeAll(async () => {
    connection = await openDatabase(engine);
    await loadSeeds(connection.db, seeds);
  });
  afterAll(() => connection.close());

  test('loading the seeds twice changes nothing', async () => {
    const before = await fingerprint();
    expect(await loadSeeds(connection.db, seeds)).toEqual({ rows: 0, versions: 0, leftOut: [] });
    expect(await fingerprint()).toEqual(before);
  });

  test.each([
    [
      'a value that is no number',
      'figures.csv',
      ',668,',
      ',66 8,',
      /figures\.csv, line 2: “66 8” is not a plain number/,
    ],
    [
      'a period that is none',
      'figures.csv',
      ',2024-04,668,',
      ',2024-13,668,',
      /figures\.csv, line 2: “2024-13” is not a period/,
    ],
    [
      'a metric that is not known',
      'figures.csv',
      'children-in-care,E08000026,,Total,2024-04',
      'children,E08000026,,Total,2024-04',
      /line 2: there is no metric “children”/,
    ],
    [
      'a number and a symbol both',
      'figures.csv',
      ',668,,,,',
      ',668,,,c,',
      /line 2: a figure is a number, a range with both ends, or a symbol/,
    ],
    [
      'a missing heading',
      'meetings.csv',
      'date,state',
      'day,state',
      /meetings\.csv, line 1: the heading date is missing/,
    ],
    [
      'a row with a cell too many',
      'areas.csv',
      'E08000026,Coventry',
      'E08000026,Coventry,x',
      /areas\.csv, line \d+: /,
    ],
  ])(
    '%s stops the load and leaves the database as it was',
    async (_, file, right, wrong, message) => {
      const before = await fingerprint();
      const folder = copyWith(file, right, wrong);
      const refusal = await loadSeeds(connection.db, folder).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(SeedsRefused);
      expect(String(refusal)).toMatch(message);
      expect(await fingerprint()).toEqual(before);
    },
  );

  test('a row that the database itself refuses leaves it as it was', async () => {
    const before = await fingerprint();
    const folder = copyWith(
      'figures.csv',
      'homes-for-children-in-care-2024-11-28,paragraph 3.5',
      'no-such-paper,paragraph 3.5',
    );
    await expect(loadSeeds(connection.db, folder)).rejects.toThrow();
    expect(await fingerprint()).toEqual(before);
  });

  test('a figure our record misread becomes a new version, known from the same day', async () => {
    const version = await dataVersion(connection.db);
    const folder = copyWith('figures.csv', ',668,', ',669,');
    expect(await loadSeeds(connection.db, folder)).toEqual({ rows: 0, versions: 1, leftOut: [] });
    expect(await dataVersion(connection.db)).toBe(version + 1);

    const [now] = await listFigures(
      connection.db,
      { metrics: ['children-in-care'], asAt: '2024-11-28' },
      publicSight(new Date()),
    );
    expect(now).toMatchObject({
      value: '669',
      version: 2,
      knownFrom: '2024-11-28',
      changed: { kind: 'transcription' },
    });
  });

  test('a comparator group that begins on the day of an approved one leaves that one in force', async () => {
    const { db } = connection;
    const approved = {
      ...{ id: 'approved', area: 'E08000026', model: '2027 model', title: 'Approved' },
      ...({ publishedOn: '2027-01-05', inForceFrom: '2027-01-01' } as const),
      document: 'neighbours-2025-model',
    };
    await db.insert(schema.comparatorGroups).values(approved);
    const folder = copyWith('comparator-groups.csv', '2025-01-01', '2027-01-01');
    expect(await loadSeeds(db, folder)).toMatchObject({ leftOut: ['2025 model'] });
    const held = await db.select().from(schema.comparatorGroups);
    expect(held.filter(({ inForceFrom }) => inForceFrom === '2027-01-01')).toEqual([approved]);
  });

  test('an item that was moved keeps its place when the seeds come to have another there', async () => {
    const { db } = connection;
    const at = new Date('2025-01-06T10:00:00Z');
    const { person } = await visitor(db, at, 'clerk');
    const from = { meeting: '2025-01-16', position: 2 } as const;
    const doing = { person: person.id, at };
    expect(await moveItem(db, from, '2025-02-13', 'The report is late.', doing)).toEqual({
      position: 3,
    });
    const folder = copyWith(
      'agenda-items.csv',
      '2025-03-13,1,SEND Strategy',
      '2025-02-13,3,Another paper,1,,,,,,\n2025-03-13,1,SEND Strategy',
    );
    await loadSeeds(db, folder);
    expect(await agenda()).toEqual([
      'School Performance',
      'Attendance: changes to statutory guidance',
      "Children's LGA Peer Challenge",
      'Another paper',
    ]);
    expect(await loadSeeds(db, folder)).toEqual({ rows: 0, versions: 0, leftOut: [] });
    const kinds: string[] = [];
    for await (const { kind } of listAudit(db)) kinds.push(kind);
    expect(kinds).toContain('item moved');

    async function agenda() {
      const items = await listProgramme(db);
      return items.flatMap(({ meeting, title }) => (meeting === '2025-02-13' ? [title] : []));
    }
  });

  async function fingerprint() {
    const [counts] = await connection.db
      .select({
        figures: sql<string>`md5(string_agg(v::text, ',' order by v::text))`,
        count: sql<number>`count(*)::int`,
      })
      .from(sql`${schema.versions} v`);
    const metrics = await connection.db.select().from(schema.metrics).orderBy(schema.metrics.id);
    return { counts, metrics, version: await dataVersion(connection.db) };
  }
});

/** A copy of the seeds in which one text stands for another. */
function copyWith(file: string, right: string, wrong: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-seeds-'));
  copies.push(folder);
  cpSync(seeds, folder, { recursive: true, filter: (path) => !path.includes('node_modules') });
  const text = readFileSync(join(folder, file), 'utf8');
  expect(text).toContain(right);
  writeFileSync(join(folder, file), text.replace(right, wrong));
  return folder;
}
