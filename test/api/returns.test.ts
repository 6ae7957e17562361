import type { ReturnChanges, ReturnPage, WireBox } from '@throughline/api/wire/return';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines } from '../database.ts';
import { boxAt, calm, filled, type Office, openOffice, quarter } from './returning.ts';

describe.each(engines)('on %s', (engine) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(engine);
  });
  afterAll(() => office.product.close());

  test('the return of quarter 3 has 22 boxes, each with the period it takes', async () => {
    const page = await office.read();
    expect(page).toMatchObject({
      covers: 'October to December 2024',
      meeting: '2025-01-16',
      opens_on: '2025-01-02',
      due_on: '2025-01-06',
      papers_on: '2025-01-08',
      state: 'draft',
      counts: { boxes: 22, due: 16, filled: 0, due_empty: 16 },
    });
    const periods = new Map(page.boxes.map(({ metric, period }) => [metric, period]));
    expect(Object.fromEntries(periods)).toEqual({
      'social-worker-vacancies': '2024-12',
      'agency-cover': '2024-12',
      'agency-social-workers': 'FY2024',
      'children-in-care': '2024-12',
      'children-in-residential-homes': '2024-12',
      'kinship-placements': '2024-12',
      'special-guardianship-orders': 'FY2024',
      'children-reunified': '2021-06/2024-12',
      'staff-sickness': 'FY2024-Q3',
      'retention-rate': 'FY2024',
      'haf-attendance': '2024-christmas',
    });
  });

  test('the figure beside a box carries its own period', async () => {
    const { boxes } = await office.read();
    expect(boxAt(boxes, 5)).toMatchObject({
      category_title: 'Total',
      period_label: 'December 2024',
      last: { value: '13', period_label: 'October 2024' },
    });
    expect(boxAt(boxes, 15).last).toMatchObject({ value: '720', period_label: 'September 2024' });
  });

  test('what is typed is kept as it is typed, even what blocks', async () => {
    const response = await office.save(office.officer, 1, { typed: { text: ' abuot 10' } });
    expect(response.status).toBe(200);
    expect(response.headers.get('ETag')).toBe('"1"');
    const { boxes } = await office.read();
    expect(boxAt(boxes, 1).content.typed).toEqual({ text: ' abuot 10' });
    expect(boxAt(boxes, 1).findings).toContainEqual(
      expect.objectContaining({ level: 'block', rule: 'not-a-number', at: 'value' }),
    );
  });

  test('a save says what it was typed over, and one over an older figure is no overwrite', async () => {
    const blind = await office.send(
      office.officer,
      'PUT',
      `/returns/${quarter}/boxes/1`,
      filled({ typed: { text: '10' } }),
    );
    expect(blind.status).toBe(428);
    const late = await office.save(office.second, 1, { typed: { text: '12' } }, 0);
    expect(late.status).toBe(412);
    const { current }: { current: WireBox[] } = await late.json();
    expect(current).toMatchObject([
      { position: 1, etag: '"1"', content: { typed: { text: ' abuot 10' } } },
    ]);
    const skipped = await office.save(office.second, 1, { typed: { text: '12' } }, 7);
    expect(skipped.status).toBe(412);
  });

  test('two officers on one return see each other’s boxes', async () => {
    const { changes } = await office.read();
    await office.save(office.second, 2, { typed: { text: '2' } });
    const response = await office.send(
      office.officer,
      'GET',
      `/returns/${quarter}/changes?since=${changes}`,
    );
    const since: ReturnChanges = await response.json();
    expect(since.changes).toBe(changes + 1);
    expect(since.boxes.map(({ position }) => position)).toEqual([2]);
    expect(since.boxes[0]?.saved_by?.id).toBe(office.second.person.id);
    expect(since.judged).toHaveLength(22);
  });

  test('of fifty officers who save one box at once, one does and 49 are told so', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        office.save(office.officer, 3, { typed: { text: String(at) } }),
      ),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array(49).fill(412)]);
    const winner = answers.findIndex(({ status }) => status === 200);
    for (const answer of answers.filter(({ status }) => status === 412)) {
      const { current }: { current: WireBox[] } = await answer.json();
      expect(current).toMatchObject([{ etag: '"1"', content: { typed: { text: `${winner}` } } }]);
    }
    expect(boxAt((await office.read()).boxes, 3).revision).toBe(1);
  });

  test('boxes filled together are all saved, or none', async () => {
    const boxes = [
      { position: 4, revision: 0, content: filled({ typed: { text: '1' } }) },
      { position: 3, revision: 0, content: filled({ typed: { text: '2' } }) },
    ];
    const clash = await office.send(office.officer, 'POST', `/returns/${quarter}/boxes`, { boxes });
    expect(clash.status).toBe(412);
    expect(boxAt((await office.read()).boxes, 4).revision).toBe(0);
  });

  test('28 where the roles make 29 is asked about, and goes on with a reason', async () => {
    const roles = { 6: '12', 7: '12', 8: '2', 9: '3', 10: '28' };
    await office.fill(
      Object.fromEntries(
        Object.entries(roles).map(([position, text]) => [position, { typed: { text } }]),
      ),
    );
    const asked = boxAt((await office.read()).boxes, 10);
    const question = asked.findings.find(({ rule }) => rule === 'parts-and-total');
    expect(question).toMatchObject({ level: 'ask', message: expect.stringContaining('29') });

    const reason = 'One agency worker covers two posts.';
    const answers = asked.findings.flatMap((finding) =>
      finding.question ? [{ question: finding.question, reason }] : [],
    );
    const saved = await office.save(
      office.officer,
      10,
      { typed: { text: '28' }, answers },
      asked.revision,
    );
    expect(saved.status).toBe(200);
    const after = boxAt((await office.read()).boxes, 10);
    expect(after.findings.find(({ rule }) => rule === 'parts-and-total')).toMatchObject({ reason });
  });

  test('a return is not submitted while anything blocks, is due, or has no source', async () => {
    await office.fill();
    const { boxes } = await office.read();
    const revision = (position: number) => boxAt(boxes, position).revision;
    await office.save(office.officer, 15, { typed: { text: 'NA' } }, revision(15));
    await office.save(office.officer, 16, { typed: { text: '70' }, source: '' }, revision(16));
    await office.save(office.officer, 17, { typed: { text: '' } }, revision(17));
    const { changes } = await office.read();
    const refused = await office.send(office.officer, 'POST', `/returns/${quarter}/submit`, {
      seen: changes,
    });
    expect(refused.status).toBe(422);
    const { errors }: { errors: { at: string; message: string }[] } = await refused.json();
    expect(errors.map(({ at }) => at)).toEqual(['15.value', '16.source', '17.value']);
  });

  test('an approver enters nothing and an officer approves nothing', async () => {
    const entered = await office.save(office.approver, 1, { typed: { text: '9' } }, 3);
    expect(entered.status).toBe(403);
    for (const path of ['check', 'publish', 'send-back']) {
      const body = { seen: 0, note: 'x' };
      const tried = await office.send(office.officer, 'POST', `/returns/${quarter}/${path}`, body);
      expect(tried.status, path).toBe(403);
    }
    expect((await office.send(office.member, 'GET', `/returns/${quarter}`)).status).toBe(403);
    expect((await office.send(undefined, 'GET', `/returns/${quarter}`)).status).toBe(401);
  });

  test('a step is taken only where it is lawful, and on the return as it was seen', async () => {
    await office.fill();
    const { changes } = await office.read();
    const path = (step: string) => `/returns/${quarter}/${step}`;
    const take = (who: Office['officer'], step: string, seen: number, note = '') =>
      office.send(who, 'POST', path(step), { seen, note });
    expect((await take(office.approver, 'check', changes)).status).toBe(409);
    expect((await take(office.approver, 'send-back', changes, 'x')).status).toBe(409);
    expect((await take(office.officer, 'reopen', changes)).status).toBe(409);
    expect((await take(office.officer, 'submit', changes - 1)).status).toBe(409);

    const submitted = await take(office.officer, 'submit', changes);
    expect(submitted.status).toBe(200);
    const { changes: seen, state }: ReturnPage = await submitted.json();
    expect(state).toBe('submitted');
    expect((await take(office.officer, 'submit', seen)).status).toBe(409);
    const late = await office.save(office.officer, 1, { typed: calm[1] ?? { text: '' } }, 99);
    expect(late.status).toBe(409);

    expect((await take(office.approver, 'send-back', seen)).status).toBe(400);
    const back = await take(office.approver, 'send-back', seen, 'Check the total of box 5.');
    expect(await back.json()).toMatchObject({
      state: 'draft',
      steps: [
        { step: 'submitted', by: { id: office.officer.person.id } },
        { step: 'sent back', note: 'Check the total of box 5.' },
      ],
    });
  });

  test('the return of another quarter is opened with its own boxes and days', async () => {
    const opened = await office.send(office.officer, 'POST', '/returns', {
      quarter: 'FY2024-Q4',
      meeting: '2025-04-17',
    });
    expect(opened.status).toBe(201);
    const page: ReturnPage = await opened.json();
    expect(page).toMatchObject({
      opens_on: '2025-04-01',
      due_on: '2025-04-07',
      papers_on: '2025-04-09',
    });
    expect(page.boxes.filter(({ due }) => due)).toHaveLength(21);
    expect(boxAt(page.boxes, 5).period).toBe('2025-03');
    const again = await office.send(office.officer, 'POST', '/returns', {
      quarter: 'FY2024-Q4',
      meeting: '2025-04-17',
    });
    expect(again.status).toBe(409);
  });
});
