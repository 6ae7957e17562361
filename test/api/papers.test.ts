import type { Proposal } from '@throughline/api/wire/registry';
import type { Proof, ReturnPage } from '@throughline/api/wire/return';
import { schema } from '@throughline/db';
import { loadSeeds } from '@throughline/seeds';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines } from '../database.ts';
import { seeds } from '../postgres.ts';
import { type Visitor, visitor } from './people.ts';
import { type Office, openOffice } from './returning.ts';

describe.each(engines)('on %s', (engine) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(engine);
  });
  afterAll(() => office.product.close());

  test('a clerk adds a meeting, its agenda and a document, and they are public', async () => {
    const put = await office.send(office.clerk, 'PUT', '/papers/meetings/2025-06-12', {
      state: 'planned',
      starts_at: '10:00',
    });
    expect(put.status).toBe(200);
    const paper = await office.send(office.clerk, 'POST', '/papers/documents', {
      id: 'homes-note-2025-06-12',
      title: 'Homes for children in care',
      kind: 'briefing-note',
      published_on: '2025-06-04',
      meeting: '2025-06-12',
    });
    expect(paper.status).toBe(201);
    const item = await office.send(office.clerk, 'POST', '/papers/meetings/2025-06-12/items', {
      title: 'Homes for children in care',
      documents: ['homes-note-2025-06-12'],
      metrics: ['children-in-care'],
    });
    expect(item.status).toBe(201);
    const meeting = await office.product.json('/meetings/2025-06-12');
    expect(meeting).toMatchObject({
      state: 'planned',
      items: [{ position: 1, documents: [{ id: 'homes-note-2025-06-12' }] }],
    });
    const unknown = await office.send(office.clerk, 'POST', '/papers/meetings/2025-06-12/items', {
      title: 'x',
      documents: ['no-such-paper'],
    });
    expect(unknown.status).toBe(404);
    const member = await office.send(office.member, 'PUT', '/papers/meetings/2025-06-13', {
      state: 'planned',
    });
    expect(member.status).toBe(403);
  });

  test('a private item names its paragraphs', async () => {
    const bare = await office.send(office.clerk, 'POST', '/papers/meetings/2025-06-12/items', {
      title: 'Homes: private report',
      part: 2,
    });
    expect(bare.status).toBe(400);
    const groundless = await office.send(
      office.clerk,
      'POST',
      '/papers/meetings/2025-06-12/items',
      {
        title: 'Homes: private report',
        part: 2,
        exempt_paragraphs: ['not stated'],
      },
    );
    expect(groundless.status).toBe(400);
  });

  test('the figures of a paper have their place and print, are approved, and known from its meeting', async () => {
    const opened = await office.send(
      office.clerk,
      'POST',
      '/papers/documents/homes-note-2025-06-12/figures',
    );
    const { id }: ReturnPage = await opened.json();
    const wanted = await office.send(office.clerk, 'POST', `/papers/${id}/boxes-wanted`, {
      boxes: [
        { metric: 'children-in-care', period: '2024-11' },
        { metric: 'children-in-care', period: 'FY2024' },
      ],
    });
    expect(wanted.status).toBe(422);
    await office.send(office.clerk, 'POST', `/papers/${id}/boxes-wanted`, {
      boxes: [{ metric: 'children-in-care', period: '2024-11' }],
    });
    const save = (revision: number, content: object) =>
      office.send(office.clerk, 'PUT', `/papers/${id}/boxes/1`, content, {
        'If-Match': `"${revision}"`,
      });
    const bare = await (await save(0, { typed: { text: '712' } })).json();
    expect(bare.boxes[0].findings).toContainEqual(
      expect.objectContaining({ rule: 'locator-needed' }),
    );
    await save(1, { typed: { text: '712' }, locator: 'paragraph 3.1', printed: '712 children' });
    const { changes } = await office.read(id);
    const submitted = await office.send(office.clerk, 'POST', `/papers/${id}/submit`, {
      seen: changes,
    });
    expect(submitted.status).toBe(200);
    const { changes: seen }: ReturnPage = await submitted.json();
    await office.send(office.approver, 'POST', `/returns/${id}/check`, { seen });
    const proof: Proof = await (
      await office.send(office.approver, 'GET', `/returns/${id}/proof`)
    ).json();
    const published = await office.send(office.approver, 'POST', `/returns/${id}/publish`, {
      seen: proof.seen,
      acknowledged: proof.to_acknowledge.map((one) => one.id),
    });
    expect(published.status).toBe(200);
    const { figures } = await office.product.json('/figures?document=homes-note-2025-06-12');
    expect(figures).toMatchObject([
      {
        value: '712',
        printed: '712 children',
        locator: 'paragraph 3.1',
        meeting: '2025-06-12',
        known_from: '2025-06-12',
      },
    ]);
  });

  test('a paper that prints otherwise makes a discrepancy, shown with both sides wherever they are', async () => {
    const { product } = office;
    const note = 'workforce-note-2025-01-16';
    await office.send(office.clerk, 'POST', '/papers/documents', {
      id: note,
      title: 'Children in care: an update',
      kind: 'briefing-note',
      published_on: '2025-01-06',
      meeting: '2025-01-16',
    });
    const path = `/papers/paper-${note}`;
    await office.send(office.clerk, 'POST', `/papers/documents/${note}/figures`);
    await office.send(office.clerk, 'POST', `${path}/boxes-wanted`, {
      boxes: [
        { metric: 'children-in-care', period: '2024-09' },
        { metric: 'children-in-care', period: '2024-04' },
      ],
    });
    const save = (position: number, content: object) =>
      office.send(office.clerk, 'PUT', `${path}/boxes/${position}`, content, {
        'If-Match': '"0"',
      });
    const draft = await save(1, {
      typed: { text: '722' },
      locator: 'paragraph 1.2',
      printed: '722 children by September 2024',
      change: { kind: 'revision', reason: 'The paper gives no reason.' },
    });
    expect(draft.status).toBe(200);
    // What it prints alike is neither a version nor a discrepancy.
    await save(2, { typed: { text: '668' }, locator: 'paragraph 1.1', printed: '668' });
    const { boxes } = await office.read(`paper-${note}`);
    const answers = boxes[0]?.findings.flatMap(({ question }) =>
      question ? [{ question, reason: 'As the paper prints it.' }] : [],
    );
    await office.send(
      office.clerk,
      'PUT',
      `${path}/boxes/1`,
      { ...boxes[0]?.content, answers },
      { 'If-Match': '"1"' },
    );
    const before = await product.json('/discrepancies');
    const proof = await publishPaper(note);
    expect(proof.to_acknowledge.map(({ message }) => message)).toContain(
      'This paper prints 722 where “Homes for children in care: update report” gives 720. Both will be shown, as a discrepancy.',
    );

    const { discrepancies } = await product.json('/discrepancies');
    expect(discrepancies).toHaveLength(before.discrepancies.length + 1);
    const made = discrepancies.at(-1);
    expect(made).toMatchObject({
      title: 'Children in care, September 2024: 720, and 722 in a later paper',
      sources: [
        {
          document: 'homes-for-children-in-care-2024-11-28',
          locator: 'paragraph 3.5',
          printed: '720 by September 2024',
        },
        { document: note, locator: 'paragraph 1.2', printed: '722 children by September 2024' },
      ],
      metrics: [{ id: 'children-in-care' }],
    });
    for (const at of [
      '/metrics/children-in-care',
      `/documents/${note}`,
      '/documents/homes-for-children-in-care-2024-11-28',
    ]) {
      expect((await product.json(at)).discrepancies, at).toContainEqual(made);
    }
    const csv = await (await product.request('/figures.csv?metric=children-in-care')).text();
    expect(csv).toContain(made.title);
    const earlier = await product.json('/metrics/children-in-care?as-at=2024-12-01');
    expect(earlier.discrepancies).not.toContainEqual(made);

    // It goes with a figure that is taken away: its number must be nowhere.
    const figure = { metric: 'children-in-care', period: '2024-09' };
    const ground = { kind: 'exempt', paragraph: '1', public_interest: 'A test of words.' };
    await office.send(office.officer, 'POST', '/exemptions', { figure, ground });
    expect(await product.json('/discrepancies')).toEqual(before);
    await office.send(office.approver, 'POST', '/exemptions/release', { figure, reason: 'Over.' });
    expect((await product.json('/discrepancies')).discrepancies).toContainEqual(made);
    await office.send(office.clerk, 'POST', '/withdrawals', { figure, reason: 'A test of words.' });
    expect(await product.json('/discrepancies')).toEqual(before);
  });

  test('a change of the registry is proposed by one person, approved by another, and dated', async () => {
    const { product, clock } = office;
    const [one, two] = [
      await visitor(product.db, clock.now, 'administrator'),
      await visitor(product.db, clock.now, 'administrator'),
    ];
    const propose = (change: object, metric = 'agency-cover') =>
      office.send(one, 'POST', '/proposals', {
        metric,
        change,
        reason: 'The Board asked for it.',
        in_force_from: '2024-12-01',
      });
    const target = { kind: 'target', type: 'maximum', high: '5', source: 'Workforce plan' };
    const { id } = await (await propose(target)).json();
    const own = await office.send(one, 'POST', `/proposals/${id}/decision`, { approve: true });
    expect(own.status).toBe(403);
    const approved = await office.send(two, 'POST', `/proposals/${id}/decision`, { approve: true });
    expect(await approved.json()).toMatchObject({ decided: { approved: true } });
    const series = await product.json('/metrics/agency-cover/series');
    expect(series.targets).toMatchObject([{ type: 'maximum', value: '5', from: '2024-12-01' }]);

    const frequency = await (await propose({ kind: 'frequency', frequency: 'monthly' })).json();
    await office.send(two, 'POST', `/proposals/${frequency.id}/decision`, { approve: true });
    expect(await product.json('/metrics/agency-cover')).toMatchObject({
      frequency: 'monthly',
      frequency_confirmed: true,
    });
    const again = await office.send(two, 'POST', `/proposals/${frequency.id}/decision`, {
      approve: false,
      note: 'Too often for the papers.',
    });
    expect(again.status).toBe(409);
    const owner = await (await propose({ kind: 'owner', owner: 'Commissioning' })).json();
    const decision = `/proposals/${owner.id}/decision`;
    expect((await office.send(two, 'POST', decision, { approve: false })).status).toBe(400);
    const note = 'The service keeps it.';
    const declined = await office.send(two, 'POST', decision, { approve: false, note });
    expect(await declined.json()).toMatchObject({ decided: { approved: false, note } });
    expect((await product.json('/metrics/agency-cover')).owner).not.toBe('Commissioning');
    expect((await propose({ kind: 'owner', owner: 'x' }, 'no-such-metric')).status).toBe(409);
  });

  test('a comparator group is proposed for an area, approved by another, and the old stays in force before', async () => {
    const { product, clock } = office;
    const [one, two] = [
      await visitor(product.db, clock.now, 'administrator'),
      await visitor(product.db, clock.now, 'approver'),
    ];
    const group = {
      kind: 'comparator-group',
      model: '2025 revision',
      published_on: '2025-01-03',
      source: 'Department for Education, statistical neighbours, revision of 3 January 2025',
      members: [
        { area: 'E06000015', closeness: 'extremely close' },
        { area: 'E08000001', closeness: 'close' },
      ],
    };
    const propose = (change: object, others: object = {}) =>
      office.send(one, 'POST', '/proposals', {
        area: 'E08000026',
        change,
        reason: 'The Department revised its model.',
        in_force_from: '2025-03-01',
        ...others,
      });
    const added = await propose(group);
    expect(added.status).toBe(201);
    const proposal: Proposal = await added.json();
    expect(proposal).toMatchObject({ area: 'E08000026', change: group });
    expect(proposal.metric).toBeUndefined();
    const rival: Proposal = await (await propose(group, { in_force_from: '2025-02-01' })).json();

    const neighbours = async () => (await product.json('/metrics/children-in-care')).neighbours;
    const before: { model: string }[] = await neighbours();
    const decide = (who: Visitor, { id }: Proposal) =>
      office.send(who, 'POST', `/proposals/${id}/decision`, { approve: true });
    expect((await decide(one, proposal)).status).toBe(403);
    expect(await neighbours()).toEqual(before);
    const approved = await decide(two, proposal);
    expect(await approved.json()).toMatchObject({ decided: { approved: true } });
    expect(await neighbours()).toEqual([
      ...before,
      {
        model: '2025 revision',
        title: 'Statistical neighbours of Coventry, 2025 revision',
        published_on: '2025-01-03',
        in_force_from: '2025-03-01',
        members: [
          { area: 'E06000015', name: 'Derby', closeness: 'extremely close' },
          { area: 'E08000001', name: 'Bolton', closeness: 'close' },
        ],
      },
    ]);
    const { groups } = await product.json('/areas/E08000026/comparator-groups');
    expect(groups).toEqual(await neighbours());
    expect((await decide(two, rival)).status).toBe(409);

    const wrong = await propose(
      {
        ...group,
        published_on: '2026-12-01',
        members: [
          { area: 'E08000001', closeness: 'close' },
          { area: 'E06000015', closeness: 'very close' },
          { area: 'E08000001', closeness: 'not close' },
          { area: 'E08000026', closeness: 'not close' },
          { area: 'E12000005', closeness: 'not close' },
        ],
      },
      { in_force_from: '2025-03-01' },
    );
    expect(wrong.status).toBe(422);
    const { errors }: { errors: { at: string }[] } = await wrong.json();
    expect(errors.map(({ at }) => at)).toEqual([
      'change.published_on',
      'in_force_from',
      'change.members.1',
      'change.members.2',
      'change.members.3',
      'change.members.4',
    ]);
    expect((await propose(group, { metric: 'children-in-care' })).status).toBe(400);
    expect((await propose(group, { area: undefined })).status).toBe(400);

    // What was approved outlives a load of the seeds, once.
    await loadSeeds(product.db, seeds);
    expect(await neighbours()).toHaveLength(before.length + 1);
  });

  test('what was proposed and decided stays as it was in the database itself', async () => {
    const { db } = office.product;
    const { proposals } = schema;
    const before = await db.select().from(proposals).orderBy(proposals.id);
    const [found] = before;
    if (found === undefined) throw new Error('Nothing was proposed');
    const one = eq(proposals.id, found.id);
    const decided = { decidedBy: found.decidedBy, decidedAt: new Date(0), approved: false };
    for (const attempt of [
      () => db.delete(proposals).where(one),
      () => db.update(proposals).set(decided).where(one),
      () => db.update(proposals).set({ reason: 'Another.' }).where(one),
      () => db.execute(sql`truncate proposals`),
    ]) {
      await expect(attempt()).rejects.toThrow();
    }
    expect(await db.select().from(proposals).orderBy(proposals.id)).toEqual(before);
  });

  test('a figure that got worse against its target wants a whole commentary', async () => {
    const saved = await office.save(office.officer, 10, { typed: { text: '30' } });
    const { boxes } = await saved.json();
    expect(boxes[0].findings).toContainEqual(
      expect.objectContaining({ level: 'need', rule: 'commentary-needed' }),
    );
  });

  /** Submits, checks and publishes the figures of a paper; what the approver was shown. */
  async function publishPaper(document: string): Promise<Proof> {
    const id = `paper-${document}`;
    const { changes } = await office.read(id);
    const submitted = await office.send(office.clerk, 'POST', `/papers/${id}/submit`, {
      seen: changes,
    });
    if (!submitted.ok) throw new Error(await submitted.text());
    const { changes: seen }: ReturnPage = await submitted.json();
    await office.send(office.approver, 'POST', `/returns/${id}/check`, { seen });
    const looked = await office.send(office.approver, 'GET', `/returns/${id}/proof`);
    const proof: Proof = await looked.json();
    const acknowledging = (left: readonly string[]) =>
      office.send(office.approver, 'POST', `/returns/${id}/publish`, {
        seen: proof.seen,
        acknowledged: left,
      });
    const named = proof.to_acknowledge.map((one) => one.id);
    if (named.length > 0) expect((await acknowledging(named.slice(1))).status).toBe(422);
    const published = await acknowledging(named);
    if (!published.ok) throw new Error(await published.text());
    return proof;
  }
});
