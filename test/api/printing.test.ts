import type { Point } from '@throughline/api/wire/figure';
import type { Proof } from '@throughline/api/wire/return';
import { schema } from '@throughline/db';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines } from '../database.ts';
import {
  handPaper,
  type Office,
  openOffice,
  type Printed,
  publishPaper,
  quarter,
} from './returning.ts';

const note = 'care-note-2025-01-16';
const figure = { metric: 'children-in-care', period: '2024-12' };
const ofReturn = `return-${quarter}`;

describe.each(engines)('a paper that prints a figure of a return alike, on %s', (engine) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(engine);
    await office.fill();
    await office.hand();
    await ok(await office.publish());
  });
  afterAll(() => office.product.close());

  test('is its source from the day of its meeting, with the return where it was first given', async () => {
    const given = await pointNow();
    expect(given).toMatchObject({ value: '716', source: { document: ofReturn } });
    expect(given.source.first).toBeUndefined();

    const proof = await enter(note, [
      { ...figure, text: '716', printed: '716 children' },
      { metric: 'children-in-care', period: '2024-04', text: '668', printed: '668' },
    ]);
    expect(proof.boxes).toMatchObject([
      { outcome: 'printed', known_from: '2025-01-16', locator: 'paragraph 1', new: '' },
      // What another paper printed before has that as its source and keeps it.
      { outcome: 'as before', locator: '' },
    ]);
    expect(proof.to_acknowledge).toEqual([]);
    await publish(note, proof);

    const { source, ...printed } = await pointNow();
    const { source: before, ...same } = given;
    expect(printed).toEqual(same);
    const { meeting: _, ...first } = before;
    expect(source).toEqual({
      document: note,
      document_title: 'Children in care: a note',
      locator: 'paragraph 1',
      printed: '716 children',
      meeting: '2025-01-16',
      first,
    });
    const { revisions } = await office.product.json(series);
    expect(revisions).toEqual([]);
  });

  test('is listed with its paper, with its return and with the meeting, and told to open pages', async () => {
    for (const document of [note, ofReturn]) {
      const { taken } = await office.product.json(`/documents/${document}`);
      const ids = taken.map((one: { figure: { id: string } }) => one.figure.id);
      expect(ids, document).toContain('children-in-care:E08000026:Total:2024-12:1');
      expect(await figuresOf(document), document).toBe(taken.length);
    }
    const { meetings } = await office.product.json('/meetings');
    expect(meetings).toContainEqual(expect.objectContaining({ date: '2025-01-16', figures: 1 }));
    const csv = await (await office.product.request(`/figures.csv?document=${note}`)).text();
    expect(csv.split('\r\n')[1]).toContain(`716 children,${note},paragraph 1,2025-01-16`);
    const told = await office.product.db
      .select({ kind: schema.events.kind, about: schema.events.about })
      .from(schema.events);
    expect(told.at(-1)?.kind).toBe('figures published');
    expect(told.at(-1)?.about).toContain('"children-in-care:E08000026:Total:2024-12"');
  });

  test('is no source while the figure is private, so that no gap tells what is printed elsewhere', async () => {
    const ground = { kind: 'exempt', paragraph: '1', public_interest: 'A test of words.' };
    await ok(await office.send(office.officer, 'POST', '/exemptions', { figure, ground }));
    const { source } = await pointNow();
    expect(source).toMatchObject({ document: ofReturn, locator: '', printed: '' });
    expect(source.first).toBeUndefined();
    expect(await figuresOf(note)).toBe(0);
    const { figures } = await office.product.json(`/figures?document=${note}`);
    expect(figures).toEqual([]);

    // Nor does a paper become one that prints it now.
    const other = 'private-note-2025-01-16';
    const proof = await enter(other, [{ ...figure, text: '716', printed: '716' }]);
    expect(proof.boxes).not.toContainEqual(expect.objectContaining({ outcome: 'printed' }));

    const release = { figure, reason: 'Over.' };
    await ok(await office.send(office.approver, 'POST', '/exemptions/release', release));
    expect((await pointNow()).source.document).toBe(note);
  });

  test('is not told of a total that is a gap beside a private part, nor is what it prints', async () => {
    const total = { metric: 'social-worker-vacancies', period: '2024-12' };
    const other = 'vacancies-note-2025-01-16';
    const proof = await enter(other, [{ ...total, text: '15', printed: 'fifteen posts' }]);
    expect(proof.boxes).toMatchObject([{ outcome: 'printed' }]);
    await publish(other, proof);
    const read = async () =>
      (await office.product.request('/metrics/social-worker-vacancies/series')).text();
    expect(await read()).toContain('fifteen posts');

    const part = { ...total, breakdown: 'role', category: 'team-manager' };
    const ground = { kind: 'exempt', paragraph: '1', public_interest: 'A test of words.' };
    await ok(await office.send(office.officer, 'POST', '/exemptions', { figure: part, ground }));
    const { points } = JSON.parse(await read());
    const gap = points.find((point: Point) => point.period === total.period);
    expect(gap).toMatchObject({
      symbol: 'x',
      source: { document: ofReturn, locator: '', printed: '' },
    });
    expect(gap.source.first).toBeUndefined();
    const release = { figure: part, reason: 'Over.' };
    await ok(await office.send(office.approver, 'POST', '/exemptions/release', release));
    expect(await read()).toContain('fifteen posts');
  });

  test('is its source no longer when the figures of the paper are withdrawn, and the figure stays', async () => {
    const { changes: seen } = await office.read(`paper-${note}`);
    const withdrawing = { seen, reason: 'The paper was not put.' };
    await ok(
      await office.send(office.clerk, 'POST', `/returns/paper-${note}/withdraw`, withdrawing),
    );
    expect(await pointNow()).toMatchObject({ value: '716', source: { document: ofReturn } });
    expect(await figuresOf(note)).toBe(0);
  });

  test('becomes it at the moment that was set, and never when that was called off', async () => {
    const [later, never] = ['later-note-2025-01-16', 'never-note-2025-01-16'];
    for (const document of [never, later]) {
      const proof = await enter(document, [{ ...figure, text: '716', printed: 'as many as 716' }]);
      await publish(document, proof, '2025-01-07T09:30');
    }
    const { changes: seen } = await office.read(`paper-${never}`);
    const calling = { seen, reason: 'Too early.' };
    await ok(await office.send(office.clerk, 'POST', `/returns/paper-${never}/withdraw`, calling));

    office.clock.now = new Date('2025-01-07T09:29:59Z');
    expect((await pointNow()).source.document).toBe(ofReturn);
    office.clock.now = new Date('2025-01-07T09:30:00Z');
    expect((await pointNow()).source.document).toBe(later);

    // A reading date before the meeting of the paper has the return, as it had then.
    office.clock.now = new Date('2025-01-20T12:00:00Z');
    expect((await pointNow('?as-at=2025-01-15')).source.document).toBe(ofReturn);
    expect((await pointNow('?as-at=2025-01-16')).source.document).toBe(later);
  });

  test('is on record for good, and by two people', async () => {
    const { db } = office.product;
    const [print] = await db.select().from(schema.prints);
    if (print === undefined) throw new Error('Nothing was printed');
    const whose = eq(schema.prints.publication, print.publication);
    await expect(db.update(schema.prints).set({ printed: '1' }).where(whose)).rejects.toThrow();
    await expect(db.delete(schema.prints).where(whose)).rejects.toThrow();
    await expect(
      db.insert(schema.prints).values({ ...print, approvedBy: print.author, publication: 1 }),
    ).rejects.toThrow();
  });

  const series = '/metrics/children-in-care/series';

  async function pointNow(query = ''): Promise<Point> {
    const { points } = await office.product.json(`${series}${query}`);
    const found = points.find((point: Point) => point.period === figure.period);
    if (found === undefined) throw new Error('The figure is not there');
    return found;
  }

  async function figuresOf(document: string): Promise<number> {
    const { documents } = await office.product.json('/documents');
    return documents.find(({ id }: { id: string }) => id === document)?.figures;
  }

  async function ok(response: Response) {
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return response.json();
  }

  const enter = (document: string, printed: readonly Printed[]) =>
    handPaper(office, document, printed);

  const publish = (document: string, proof: Proof, at?: string) =>
    publishPaper(office, document, proof, at);
});
