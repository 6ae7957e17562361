import type { Understood } from '@throughline/api/wire/pasting';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines } from '../database.ts';
import { asWordHtml, paragraph42, paragraph94 } from '../domain/paste/workforceNote.ts';
import { boxAt, type Office, openOffice, quarter } from './returning.ts';

const path = `/returns/${quarter}`;

describe.each(engines)('on %s', (engine) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(engine);
  });
  afterAll(() => office.product.close());

  const paste = async (body: object): Promise<Understood> =>
    (await office.send(office.officer, 'POST', `${path}/paste`, body)).json();

  test('a table pasted from the workforce note is understood, and 28 against 29 is asked about', async () => {
    const { tables, boxes } = await paste({ html: asWordHtml(paragraph94, 1) });
    const cells = tables.flatMap((table) => table.cells);
    expect(cells.filter(({ state }) => state === 'refused')).toEqual([]);
    const asked = cells.flatMap(({ findings }) => findings.filter(({ level }) => level === 'ask'));
    expect(asked).toContainEqual(
      expect.objectContaining({
        rule: 'parts-and-total',
        message: expect.stringContaining('29'),
      }),
    );
    // None of its periods is that of this return.
    expect(boxes).toEqual([]);
    const other = await paste({ html: asWordHtml(paragraph42, 2) });
    expect(other.tables.flatMap((table) => table.cells).length).toBeGreaterThan(20);
  });

  test('a table of the quarter fills its boxes only when the officer sends it on', async () => {
    const text = [
      'Role\tVacancies, December 2024',
      'Social Worker\t10',
      'Advanced Social Worker\t2',
      'Senior Practitioner\tn/a',
      'Team Manager\t1',
      'Total\t15',
    ].join('\n');
    const { tables, boxes } = await paste({ text });
    expect(boxes.map(({ position }) => position)).toEqual([1, 2, 4, 5]);
    expect(tables[0]?.cells.find(({ printed }) => printed === 'n/a')).toMatchObject({
      state: 'refused',
    });
    expect((await office.read()).counts.filled).toBe(0);
    const filled = await office.send(office.officer, 'POST', `${path}/boxes`, { boxes });
    expect(filled.status).toBe(200);
    const page = await office.read();
    expect(page.counts.filled).toBe(4);
    expect(boxAt(page.boxes, 5).shown).toBe('15');
  });

  test('a table that names no metric is read once the officer says which it is', async () => {
    const text = 'Role\tDecember 2024\nSocial Worker\t4\nTotal\t9';
    expect((await paste({ text })).boxes).toEqual([]);
    const said = await paste({
      text,
      overrides: [{ table: 0, facts: { metric: 'agency-cover' } }],
    });
    expect(said.boxes.map(({ position }) => position)).toEqual([6, 10]);
  });

  test('what is no table is refused with the reason', async () => {
    expect(await paste({ text: '' })).toMatchObject({ refused: expect.any(String), boxes: [] });
    const neither = await office.send(office.officer, 'POST', `${path}/paste`, {});
    expect(neither.status).toBe(400);
  });

  test('the template comes back filled in, as a workbook and as CSV', async () => {
    for (const kind of ['xlsx', 'csv']) {
      const response = await office.send(office.officer, 'GET', `${path}/template.${kind}`);
      expect(response.headers.get('Content-Disposition')).toContain(`return-${quarter}.${kind}`);
      const bytes = new Uint8Array(await response.arrayBuffer());
      const back = kind === 'csv' ? withFigure(bytes) : bytes;
      const read: Understood = await (
        await office.product.request(`${path}/file`, {
          method: 'POST',
          headers: { ...office.officer.headers, 'Content-Type': 'application/octet-stream' },
          body: back,
        })
      ).json();
      expect(read.refused).toBeUndefined();
      expect(read.boxes.map(({ position }) => position)).toEqual(kind === 'csv' ? [15] : []);
    }
  });

  test('the tables of a file are put right like those that are pasted', async () => {
    const send = async (query: string) =>
      office.product.request(`${path}/file${query}`, {
        method: 'POST',
        headers: { ...office.officer.headers, 'Content-Type': 'application/octet-stream' },
        body: 'Role,December 2024\nSocial Worker,4\nTotal,9\n',
      });
    expect(await (await send('')).json()).toMatchObject({ boxes: [] });
    const said = JSON.stringify([{ table: 0, facts: { metric: 'agency-cover' } }]);
    const read: Understood = await (await send(`?overrides=${encodeURIComponent(said)}`)).json();
    expect(read.boxes.map(({ position }) => position)).toEqual([6, 10]);
    for (const wrong of ['[', '{}', '[{"table":-1}]']) {
      expect((await send(`?overrides=${encodeURIComponent(wrong)}`)).status).toBe(400);
    }
  });

  test('a file that is no workbook is refused with the reason', async () => {
    const response = await office.product.request(`${path}/file`, {
      method: 'POST',
      headers: { ...office.officer.headers, 'Content-Type': 'application/octet-stream' },
      body: new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]),
    });
    expect(await response.json()).toMatchObject({ refused: expect.any(String), boxes: [] });
  });
});

/** The CSV template with 716 written into the row of children in care. */
function withFigure(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const lines = new TextDecoder().decode(bytes).split('\r\n');
  const filled = lines.map((line) => {
    const cells = line.split(',');
    if (!line.includes('children-in-care:')) return line;
    return cells.map((cell, at) => (at === 4 ? '716' : cell)).join(',');
  });
  return new TextEncoder().encode(filled.join('\r\n'));
}
