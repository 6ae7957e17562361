import { randomUUID } from 'node:crypto';
import type { WireNoteGiven } from '@throughline/api/wire/note';
import { listAudit, schema } from '@throughline/db';
import type { Period } from '@throughline/domain/period';
import { parse } from 'csv-parse/sync';
import { eq, sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { engines } from '../database.ts';
import { type Visitor, visitor } from './people.ts';
import { openProduct, type Product } from './product.ts';

const now = new Date('2026-11-22T12:00:00Z');
const metric = 'children-in-residential-homes';
const period = '2023-09';

describe.each(engines)('on %s', (engine) => {
  let product: Product;
  let member: Visitor;
  let other: Visitor;
  let administrator: Visitor;
  let officer: Visitor;
  let approver: Visitor;
  const log: string[] = [];

  beforeAll(async () => {
    product = await openProduct(engine, '2026-11-22', {
      log: pino({ level: 'trace' }, { write: (line) => void log.push(line) }),
    });
    const add = (...roles: Parameters<typeof visitor>[2][]) => visitor(product.db, now, ...roles);
    member = await add('member');
    other = await add('co-opted member');
    administrator = await add('administrator');
    officer = await add('officer');
    approver = await add('approver');
  });
  afterAll(() => product.close());

  const put = (who: Visitor, note: Partial<WireNoteGiven>, id: string = randomUUID()) =>
    product.request(`/notes/${id}`, {
      method: 'PUT',
      headers: who.headers,
      body: JSON.stringify({ kind: 'note', metric, words: 'Why so many?', ...note }),
    });
  const read = (who: Visitor, path = '/notes') => product.request(path, { headers: who.headers });
  const words = async (who: Visitor) =>
    (await (await read(who)).json()).notes.map((one: { words: string }) => one.words).sort();
  const remove = (who: Visitor, id: string) =>
    product.request(`/notes/${id}`, { method: 'DELETE', headers: who.headers });
  afterEach(() => product.db.delete(schema.notes));

  test('a note on a line or on one figure is kept, changed, and read by its writer alone', async () => {
    const id = randomUUID();
    const kept = await put(member, { words: '  Ask about the cost.  ', kind: 'question' }, id);
    expect(kept.status).toBe(200);
    expect(kept.headers.get('Cache-Control')).toBe('private, no-store');
    expect(await kept.json()).toMatchObject({
      id,
      kind: 'question',
      words: 'Ask about the cost.',
      metric_title: 'Children in residential homes',
      private: false,
    });
    await put(member, { words: 'Ask about the cost again.' }, id);
    const one = await put(member, { period, words: 'The peak.' });
    expect(await one.json()).toMatchObject({
      period,
      period_label: expect.stringContaining('2023'),
    });

    expect(await words(member)).toEqual(['Ask about the cost again.', 'The peak.']);
    for (const who of [other, administrator, officer, approver])
      expect(await words(who)).toEqual([]);
    const anonymous = await product.request('/notes');
    expect(anonymous.status).toBe(401);
    expect(anonymous.headers.get('Cache-Control')).toBe('no-store');
  });

  test('nobody deletes or changes another’s note, even by its name', async () => {
    const id = randomUUID();
    await put(member, { words: 'Mine.' }, id);
    expect((await remove(other, id)).status).toBe(404);
    await put(other, { words: 'Theirs.' }, id);
    expect(await words(member)).toEqual(['Mine.']);
  });

  test('a deleted note is gone from the database, and undone by sending it again', async () => {
    const id = randomUUID();
    await put(member, { words: 'To be deleted.' }, id);
    expect((await remove(member, id)).status).toBe(204);
    expect(await product.db.select().from(schema.notes)).toEqual([]);
    expect((await remove(member, id)).status).toBe(404);
    await put(member, { words: 'To be deleted.' }, id);
    expect(await words(member)).toEqual(['To be deleted.']);
  });

  test('what nobody is shown cannot be noted on, and a note must say something', async () => {
    expect((await put(member, { metric: 'no-such-metric' })).status).toBe(404);
    expect((await put(member, { period: '2031-01' })).status).toBe(404);
    expect((await put(member, { period: 'never' as Period })).status).toBe(400);
    expect((await put(member, { area: 'E99999999' })).status).toBe(404);
    expect((await put(member, { category: 'nothing' })).status).toBe(404);
    expect((await put(member, { words: '  ' })).status).toBe(400);
    expect((await put(member, { words: 'a\0b' })).status).toBe(400);
    expect((await put(member, { words: 'x'.repeat(4001) })).status).toBe(400);
  });

  test('the files hold every note of one’s own, and no cell that a spreadsheet would run', async () => {
    await put(member, { words: '=1+1\nand more, "said"' });
    await put(other, { words: 'Not yours.' });
    const csv = await read(member, '/notes.csv');
    expect(csv.headers.get('Content-Disposition')).toContain('attachment');
    const rows = parse(await csv.text(), { columns: true });
    expect(rows).toMatchObject([{ kind: 'note', words: '\'=1+1\nand more, "said"' }]);
    const json = await (await read(member, '/notes.json')).json();
    expect(json.notes).toMatchObject([{ words: '=1+1\nand more, "said"' }]);
  });

  test('a note on a private figure is for those who may see it, for as long as they may', async () => {
    const figure = { metric, period };
    await put(administrator, { period, words: 'Seen when it was public.' });
    await product.request('/exemptions', {
      method: 'POST',
      headers: officer.headers,
      body: JSON.stringify({
        figure,
        ground: { kind: 'exempt', paragraph: '3', public_interest: 'A contract is being let.' },
      }),
    });
    expect(await words(administrator)).toEqual([]);
    expect((await put(administrator, { period })).status).toBe(403);
    expect((await put(administrator, { words: 'On the line.' })).status).toBe(200);

    const kept = await put(member, { period, words: 'Exempt: 74.' });
    expect(await kept.json()).toMatchObject({ private: true });
    await put(member, { words: 'The line with its exempt 74.' });
    expect(await words(member)).toHaveLength(2);

    await product.db
      .update(schema.people)
      .set({ roles: ['administrator'] })
      .where(eq(schema.people.id, member.person.id));
    expect(await words(member)).toEqual([]);
    for (const file of ['/notes.csv', '/notes.json', `/notes?metric=${metric}`]) {
      expect(await (await read(member, file)).text()).not.toContain('74');
    }
    await product.request('/exemptions/release', {
      method: 'POST',
      headers: approver.headers,
      body: JSON.stringify({ figure, reason: 'The contract is let.' }),
    });
    expect(await words(member)).toHaveLength(2);
    await product.db
      .update(schema.people)
      .set({ roles: ['member'] })
      .where(eq(schema.people.id, member.person.id));
  });

  test('no word of a note is in the audit record, or in the log when the database refuses', async () => {
    const secret = `unheard-of-${randomUUID()}`;
    const kept = await put(member, { words: secret });
    expect(kept.status).toBe(200);
    await product.db.execute(sql`alter table notes rename column words to lost`);
    expect((await put(member, { words: secret })).status).toBe(500);
    expect((await read(member)).status).toBe(500);
    await product.db.execute(sql`alter table notes rename column lost to words`);
    expect(log.join()).toContain('its words are not told here');
    expect(log.join()).not.toContain(secret);
    const entries: unknown[] = [];
    for await (const entry of listAudit(product.db)) entries.push(entry);
    expect(JSON.stringify(entries)).not.toContain(secret);
    expect(JSON.stringify(entries)).not.toContain('/notes');
  });
});
