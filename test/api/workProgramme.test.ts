import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines } from '../database.ts';
import { type Office, openOffice } from './returning.ts';

interface Item {
  position: number;
  title: string;
  moved?: { to?: string; reason: string };
  moved_from?: string;
  before: { meeting: string; minute?: string; figures: number; resolved: string[] }[];
  asked: { meeting: string; minute: string }[];
}

describe.each(engines)('on %s', (engine) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(engine);
  });
  afterAll(() => office.product.close());

  test('an item that returns shows when it was asked for, considered and resolved on', async () => {
    const items = await itemsOf('2024-11-28');
    const workforce = items.find(({ title }) => title.startsWith('Social Worker Recruitment'));
    expect(workforce?.asked).toEqual(
      expect.arrayContaining([expect.objectContaining({ meeting: '2022-10-20', minute: '5' })]),
    );
    expect(workforce?.before).toEqual(
      expect.arrayContaining([expect.objectContaining({ meeting: '2023-11-23', minute: '16' })]),
    );
    const [last] = workforce?.before ?? [];
    expect(last?.resolved.length).toBeGreaterThan(0);
  });

  test('how a meeting is run is no work of the Board', async () => {
    const titles = (await itemsOf('2024-11-28')).map(({ title }) => title);
    expect(titles).not.toContain('Declarations of Interests');
    expect(titles).toContain('Coventry Holiday Activities and Food Programme');
  });

  test('a clerk moves an item with a reason; it stays marked where it was', async () => {
    const moved = await move('2025-01-16', 2, { to: '2025-02-13', reason: 'The report is late.' });
    expect(moved.status).toBe(200);

    const was = (await itemsOf('2025-01-16')).find(({ position }) => position === 2);
    expect(was?.moved).toEqual({ to: '2025-02-13', reason: 'The report is late.' });
    const now = (await itemsOf('2025-02-13')).find(({ title }) => title === was?.title);
    expect(now?.moved_from).toBe('2025-01-16');
    const again = await move('2025-01-16', 2, { to: '2025-03-13', reason: 'Again.' });
    expect(again.status).toBe(422);
  });

  test('an item is taken off with a reason, and never moved to a meeting that is over', async () => {
    expect((await move('2025-02-13', 1, { reason: ' ' })).status).toBe(400);
    const past = await move('2025-02-13', 1, { to: '2024-10-17', reason: 'Earlier.' });
    expect(past.status).toBe(422);
    expect((await move('2024-11-28', 5, { reason: 'Not reached.' })).status).toBe(422);
    expect((await move('2025-02-13', 99, { reason: 'None.' })).status).toBe(404);
    expect((await move('2025-02-13', 1, { reason: 'No longer wanted.' })).status).toBe(200);
    const off = (await itemsOf('2025-02-13')).find(({ position }) => position === 1);
    expect(off?.moved).toEqual({ reason: 'No longer wanted.' });
  });

  async function itemsOf(meeting: string): Promise<Item[]> {
    const { meetings } = await office.product.json('/work-programme');
    return meetings.find(({ date }: { date: string }) => date === meeting)?.items ?? [];
  }

  function move(meeting: string, position: number, body: object): Promise<Response> {
    const path = `/work-programme/${meeting}/${position}/move`;
    return office.send(office.clerk, 'POST', path, body);
  }
});
