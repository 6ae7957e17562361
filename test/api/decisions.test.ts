import type { DecisionPage } from '@throughline/api/wire/recording';
import { loadSeeds } from '@throughline/seeds';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines } from '../database.ts';
import { seeds } from '../postgres.ts';
import type { Visitor } from './people.ts';
import { type Office, openOffice } from './returning.ts';

const sickness = '2024-10-17-45-5';

describe.each(engines)('on %s', (engine) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(engine);
  });
  afterAll(() => office.product.close());

  test('a clerk records what a meeting asked for, and anyone can read it', async () => {
    const added = await record({
      kind: 'request',
      meeting: '2024-11-28',
      text: 'The cost of agency staff for each grade.',
      metrics: ['agency-cover'],
      addressee: 'Director of Children and Education',
    });

    expect(added.revision).toBe(1);
    const { requests } = await office.product.json('/meetings/2024-11-28');
    expect(requests).toMatchObject([
      { id: added.id, state: 'open', meetings_since: 0, metrics: [{ id: 'agency-cover' }] },
    ]);
  });

  test('the staff sickness asked for on 17 October 2024 is overdue until it is answered', async () => {
    expect(await stateOf(sickness)).toBe('overdue');
    const bare = await close(office.officer, sickness, 0, { how: 'answered', text: '' });
    expect(bare.status).toBe(400);

    const closed = await close(office.officer, sickness, 0, {
      how: 'answered',
      text: 'Told in words at the meeting; no figure was given.',
      meeting: '2024-11-28',
    });

    expect(closed.status).toBe(200);
    expect(await stateOf(sickness)).toBe('answered');
    const { requests } = await office.product.json('/requests?as-at=2024-10-17');
    const then = requests.find(({ id }: { id: string }) => id === sickness);
    expect(then).toMatchObject({ state: 'open' });
    expect(then.answer).toBeUndefined();
  });

  test('a record is made on the one that was read: a second clerk is told, not overruled', async () => {
    const answer = { how: 'answered', text: 'Again.', meeting: '2024-11-28' };
    expect((await close(office.clerk, sickness, 0, answer)).status).toBe(412);
    const without = await office.send(
      office.clerk,
      'POST',
      `/decisions/request/${sickness}/closing`,
      answer,
    );
    expect(without.status).toBe(428);
  });

  test('a request is withdrawn for a reason that anyone can read', async () => {
    const id = '2022-10-20-4-b';
    expect((await close(office.clerk, id, 0, { how: 'withdrawn', reason: ' ' })).status).toBe(400);
    const done = await close(office.clerk, id, 0, { how: 'withdrawn', reason: 'Overtaken.' });
    expect(done.status).toBe(200);
    const { requests } = await office.product.json('/requests');
    expect(requests.find((one: { id: string }) => one.id === id)).toMatchObject({
      state: 'withdrawn',
      withdrawn: { reason: 'Overtaken.' },
    });
  });

  test('what was recorded before stays, by whom and why, and cannot be changed', async () => {
    const path = `/decisions/request/${sickness}`;
    const page: DecisionPage = await (await office.send(office.clerk, 'GET', path)).json();
    expect(page.records.map(({ revision, reason }) => [revision, reason])).toEqual([
      [1, 'Answered'],
    ]);
    const anew = { ...page.decision, text: 'Sickness levels of staff.' };
    const headers = { 'If-Match': `"${page.revision}"` };
    const body = { decision: anew, reason: 'Nearer to the minute.' };
    const changed = await office.send(office.clerk, 'PUT', path, body, headers);
    expect(changed.status).toBe(200);
    const now: DecisionPage = await (await office.send(office.clerk, 'GET', path)).json();
    expect(now.records.map(({ reason }) => reason)).toEqual(['Nearer to the minute.', 'Answered']);
    expect(now.records[1]?.decision.text).not.toBe(now.decision.text);
    expect(await stateOf(sickness)).toBe('answered');
    await expect(
      office.product.db.execute(sql`update decision_records set reason = ''`),
    ).rejects.toThrow();
  });

  test('a resolution, a recommendation with its reply, each with what became of it', async () => {
    const resolution = await record({
      kind: 'resolution',
      meeting: '2024-11-28',
      text: 'Noted the current progress.',
      outcome: { text: 'Considered again.', meeting: '2024-11-28' },
    });
    await record({
      kind: 'recommendation',
      meeting: '2024-11-28',
      addressee: 'Cabinet Member for Children and Young People',
      text: 'Publish staff sickness with the vacancies.',
    });
    const meeting = await office.product.json('/meetings/2024-11-28');
    expect(meeting.resolutions).toMatchObject([
      { id: resolution.id, outcome: { text: 'Considered again.' } },
    ]);
    expect(meeting.recommendations).toHaveLength(1);
  });

  test('what cannot be is refused with every reason, and nothing is changed', async () => {
    const before = await office.product.json('/requests');
    const refused = await office.send(office.clerk, 'POST', '/decisions', {
      kind: 'request',
      meeting: '2025-01-16',
      text: 'Something.',
      metrics: ['no-such-metric'],
      due_meeting: '2024-11-28',
    });
    expect(refused.status).toBe(422);
    const { errors } = await refused.json();
    expect(errors.map(({ at }: { at: string }) => at)).toEqual([
      'meeting',
      'due_meeting',
      'metrics',
    ]);
    expect(await office.product.json('/requests')).toEqual(before);
  });

  test('loading the seeds again takes nothing away that people recorded', async () => {
    const before = await office.product.json('/requests');
    await loadSeeds(office.product.db, seeds);
    expect(await office.product.json('/requests')).toEqual(before);
  });

  async function record(decision: object): Promise<DecisionPage> {
    const added = await office.send(office.clerk, 'POST', '/decisions', decision);
    expect(added.status).toBe(201);
    return added.json();
  }

  function close(who: Visitor, id: string, revision: number, body: object): Promise<Response> {
    const headers = { 'If-Match': `"${revision}"` };
    return office.send(who, 'POST', `/decisions/request/${id}/closing`, body, headers);
  }

  async function stateOf(id: string): Promise<string> {
    const { requests } = await office.product.json('/requests');
    return requests.find((one: { id: string }) => one.id === id).state;
  }
});
