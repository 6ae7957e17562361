import type { WireRequest } from '@throughline/api/wire/decision';
import type { Proof, ReturnPage } from '@throughline/api/wire/return';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines } from '../database.ts';
import { type Office, openOffice, quarter } from './returning.ts';

const began = '2025-01-06T10:00:00Z';
/** The box of staff sickness, for which the Board asked on 17 October 2024. */
const box = 20;
const figure = { metric: 'staff-sickness', period: quarter };

describe.each(engines)('a published figure that answers the Board, on %s', (engine) => {
  let office: Office;
  let asked = '';

  beforeAll(async () => {
    office = await openOffice(engine, began);
    const { asks } = await office.read();
    asked = asks.find(({ metrics }) => metrics.includes('staff-sickness'))?.id ?? '';
  });

  afterAll(() => office.product.close());

  const request = async (who?: Office['member'], asAt = ''): Promise<WireRequest | undefined> => {
    const reply = await office.send(who, 'GET', `/requests${asAt}`);
    const { requests } = await reply.json();
    return requests.find(({ id }: WireRequest) => id === asked);
  };

  test('is offered what the Board asked for about its metric and was not told', async () => {
    const { asks } = await office.read();
    expect(asks).toContainEqual(
      expect.objectContaining({ meeting: '2024-10-17', metrics: ['staff-sickness'] }),
    );
    expect(await request()).toMatchObject({ state: 'overdue' });
  });

  test('answers only if the officer says so, which the approver sees', async () => {
    await office.fill({ [box]: { asked: [asked] } });
    await office.hand();
    const read = await office.send(office.approver, 'GET', `/returns/${quarter}/proof`);
    const proof: Proof = await read.json();
    const answering = proof.boxes.filter(({ answers }) => answers.length > 0);
    expect(answering.map(({ position }) => position)).toEqual([box]);
    expect(answering[0]?.answers[0]).toContain('17 October 2024, minute 45(5)');
  });

  test('answers from the moment it is public, and not in a reading date before', async () => {
    expect((await office.publish('2025-01-06T10:20')).status).toBe(200);
    expect(await request()).toMatchObject({ state: 'overdue' });

    office.clock.now = new Date('2025-01-06T10:20:01Z');
    expect(await request()).toMatchObject({
      state: 'answered',
      answer: {
        on: '2025-01-06',
        text: 'Staff sickness, Q3 2024/25: the figure was published.',
        source: { document: `return-${quarter}` },
      },
    });
    expect(await request(undefined, '?as-at=2025-01-05')).toMatchObject({ state: 'overdue' });
    const { asks } = await office.read();
    expect(asks.map(({ id }) => id)).not.toContain(asked);
    const metric = await office.product.json('/metrics/staff-sickness');
    expect(JSON.stringify(metric)).toContain('the figure was published');
    const { since } = await office.product.json('/picture?meeting=2025-01-16');
    expect(since.join(' ')).toContain('one of them overdue');
  });

  test('answers only those who may see it', async () => {
    const ground = { kind: 'exempt', paragraph: '1', public_interest: 'It is about one person.' };
    await office.send(office.officer, 'POST', '/exemptions', { figure, ground });
    expect(await request()).toMatchObject({ state: 'overdue' });
    expect(await request(office.member)).toMatchObject({ state: 'answered' });
    const reason = 'It is no longer about one person.';
    await office.send(office.approver, 'POST', '/exemptions/release', { figure, reason });
    expect(await request()).toMatchObject({ state: 'answered' });
  });

  test('leaves the request open again when it is withdrawn', async () => {
    const reason = 'It was counted from the wrong list.';
    await office.send(office.clerk, 'POST', '/withdrawals', { figure, reason });
    expect(await request()).toMatchObject({ state: 'overdue' });
    expect(await request(office.member)).toMatchObject({ state: 'overdue' });
  });
});

test('a figure answers no request that does not name its metric, and none as a symbol', async () => {
  const office = await openOffice('PGlite', began);
  const { asks } = await office.read();
  const ids = asks.map(({ id }) => id);
  const other = asks.find(({ metrics }) => !metrics.includes('children-in-care'));
  expect(other).toBeDefined();
  await office.fill({
    15: { asked: ids },
    [box]: { typed: { symbol: 'z', reason: 'It is not counted.' }, asked: ids },
  });
  await office.hand();
  expect((await office.publish()).status).toBe(200);

  const { asks: left }: ReturnPage = await office.read();
  const answered = ids.filter((id) => !left.some((one) => one.id === id));
  const about = asks.filter(({ metrics }) => metrics.includes('children-in-care'));
  expect(answered).toEqual(about.map(({ id }) => id));
  await office.product.close();
});
