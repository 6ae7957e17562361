import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runAuditVerify } from '@throughline/api/auditCommand';
import {
  type Anchor,
  appendAudit,
  auditHash,
  type Connection,
  connect,
  type Database,
  listAudit,
  schema,
  verifyAudit,
} from '@throughline/db';
import { asc, eq, gt, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, engines, openDatabase } from '../database.ts';
import { template } from '../postgres.ts';

const { audit } = schema;
const at = new Date('2026-11-22T12:00:00.123Z');

describe.each(engines)('on %s', (engine) => {
  let connection: Connection;
  let db: Database;
  beforeAll(async () => {
    connection = await openDatabase(engine);
    db = connection.db;
  });
  beforeEach(async () => {
    await untied(() => db.execute(sql`truncate audit`));
    for (let n = 1; n <= 9; n++) await append(db, `return ${n}`);
  });
  afterAll(() => connection.close());

  test('a record nobody touched is whole, and passes through an anchor kept on the way', async () => {
    const anchor = await anchored();
    await append(db, 'return 10');
    expect(await verified([anchor])).toEqual([]);
  });

  test('an entry is never updated, deleted or truncated, whoever holds the connection', async () => {
    const refused = { cause: { message: 'audit entries are never updated or deleted' } };
    await expect(db.update(audit).set({ about: 'x' })).rejects.toMatchObject(refused);
    await expect(db.delete(audit)).rejects.toMatchObject(refused);
    await expect(db.execute(sql`truncate audit`)).rejects.toMatchObject(refused);
  });

  test('an edit is found', async () => {
    await untied(() => db.update(audit).set({ about: 'return 55' }).where(eq(audit.seq, 5)));
    expect(await verified()).toEqual([[5, 'is not what was written']]);
  });

  test('an edit with its hash made anew is found at the entry after', async () => {
    await untied(async () => {
      const entry = await entryAt(5);
      const edited = { ...entry, about: 'return 55' };
      await db
        .update(audit)
        .set({ ...edited, hash: auditHash(edited) })
        .where(eq(audit.seq, 5));
    });
    expect(await verified()).toEqual([[6, 'does not follow 5 as it stands']]);
  });

  test('a deletion is found, and so is one whose gap was closed', async () => {
    await untied(() => db.delete(audit).where(eq(audit.seq, 4)));
    expect(await verified()).toEqual([[5, 'comes after 3: what was between is gone']]);
    await untied(async () => {
      for (let seq = 5; seq <= 9; seq++) {
        await db
          .update(audit)
          .set({ seq: seq - 1 })
          .where(eq(audit.seq, seq));
      }
    });
    expect((await verified())[0]).toEqual([4, 'is not what was written']);
  });

  test('a deletion of the beginning is found', async () => {
    await untied(() => db.delete(audit).where(eq(audit.seq, 1)));
    expect((await verified())[0]).toEqual([2, 'comes after 0: what was between is gone']);
  });

  test('an insertion is found', async () => {
    await untied(async () => {
      for (let seq = 9; seq >= 5; seq--) {
        await db
          .update(audit)
          .set({ seq: seq + 1 })
          .where(eq(audit.seq, seq));
      }
      const before = await entryAt(4);
      const slipped = {
        ...before,
        seq: 5,
        about: 'slipped in',
        previous: before.hash.replace(/^./, 'f'),
      };
      await db.insert(audit).values({ ...slipped, hash: auditHash(slipped) });
    });
    expect((await verified())[0]?.[0]).toBe(5);
  });

  test('a swap is found', async () => {
    await untied(async () => {
      await db.update(audit).set({ seq: 100 }).where(eq(audit.seq, 3));
      await db.update(audit).set({ seq: 3 }).where(eq(audit.seq, 7));
      await db.update(audit).set({ seq: 7 }).where(eq(audit.seq, 100));
    });
    expect((await verified()).map(([seq]) => seq)).toEqual(expect.arrayContaining([3, 7]));
  });

  test('a cut tail is found by an anchor, and by nothing else', async () => {
    const anchor = await anchored();
    await untied(() => db.delete(audit).where(gt(audit.seq, 6)));
    expect(await verified()).toEqual([]);
    expect(await verified([anchor])).toEqual([
      [9, 'was here when the anchor was kept, and is gone'],
    ]);
  });

  test('a record written anew from end to end is found by an anchor, and by nothing else', async () => {
    const anchor = await anchored();
    await untied(async () => {
      let previous = '0'.repeat(64);
      for (const row of await db.select().from(audit).orderBy(asc(audit.seq))) {
        const about = row.seq === 2 ? 'nothing at all' : row.about;
        const forged = { ...row, about, previous };
        previous = auditHash(forged);
        await db
          .update(audit)
          .set({ ...forged, hash: previous })
          .where(eq(audit.seq, row.seq));
      }
    });
    expect(await verified()).toEqual([]);
    expect(await verified([anchor])).toEqual([[9, 'was another entry when the anchor was kept']]);
  });

  test('what is undone with its transaction is not on record', async () => {
    const undone = db.transaction(async (tx) => {
      await append(tx, 'return 10');
      throw new Error('given up');
    });
    await expect(undone).rejects.toThrow('given up');
    expect((await anchored()).seq).toBe(9);
    expect(await verified()).toEqual([]);
  });

  test('the command says whether the record is whole, and prints the anchor to keep', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'throughline-anchor-'));
    const file = join(folder, 'anchor');
    const before = await command();
    expect(before).toEqual([0, [expect.stringContaining('whole: 9 entries'), expect.any(String)]]);
    await writeFile(file, before[1].join('\n'));
    await append(db, 'return 10');
    await writeFile(file, `${await readFile(file, 'utf8')}\n${(await command())[1].join('\n')}`);
    expect((await command('--anchor', file))[1][0]).toContain('10 entries; anchors passed: 2');

    await untied(() => db.delete(audit).where(gt(audit.seq, 9)));
    expect(await command('--anchor', file)).toEqual([
      1,
      [
        'Entry 10 was here when the anchor was kept, and is gone.',
        'The audit record is not whole. Places where it breaks: 1.',
      ],
    ]);
    await writeFile(file, 'no anchor');
    for (const words of [['--anchor', file], ['--anchor', join(folder, 'none')], ['--all']]) {
      expect((await command(...words))[0], words.join(' ')).toBe(2);
    }
    await rm(folder, { recursive: true });
  });

  async function command(...words: string[]): Promise<[number, string[]]> {
    const said: string[] = [];
    return [await runAuditVerify(db, words, (line) => void said.push(line)), said];
  }

  async function verified(anchors: Anchor[] = []): Promise<[number, string][]> {
    const { faults } = await verifyAudit(listAudit(db), anchors);
    return faults.map(({ seq, what }) => [seq, what]);
  }

  async function anchored(): Promise<Anchor> {
    const { last } = await verifyAudit(listAudit(db), []);
    if (last === undefined) throw new Error('The record is empty');
    return last;
  }

  async function entryAt(seq: number) {
    const [entry] = await db.select().from(audit).where(eq(audit.seq, seq));
    if (entry === undefined) throw new Error(`There is no entry ${seq}`);
    return entry;
  }

  /** What only whoever owns the database can do: without the triggers. */
  async function untied(tamper: () => Promise<unknown>): Promise<void> {
    await db.execute(sql`alter table audit disable trigger user`);
    await tamper();
    await db.execute(sql`alter table audit enable trigger user`);
  }
});

test('entries of two instances at once make one chain without a gap or a fork', async () => {
  const databaseUrl = await createDatabase(template);
  const [one, two] = await Promise.all([connect({ databaseUrl }), connect({ databaseUrl })]);
  await Promise.all(
    Array.from({ length: 100 }, (_, n) => append(n % 2 ? one.db : two.db, `return ${n}`)),
  );
  const { faults, last } = await verifyAudit(listAudit(one.db), []);
  expect(faults).toEqual([]);
  expect(last?.seq).toBe(100);
  await Promise.all([one.close(), two.close()]);
});

function append(db: Database, about: string): Promise<void> {
  const detail = { boxes: 22, office: 'the “first” office', parts: ['a', 'b'] };
  return appendAudit(db, { at, actor: { person: 1 }, kind: 'figures entered', about, detail });
}
