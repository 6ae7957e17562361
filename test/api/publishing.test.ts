import type { Proof, ReturnPage } from '@throughline/api/wire/return';
import { listAudit, schema, verifyAudit } from '@throughline/db';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines } from '../database.ts';
import { visitor } from './people.ts';
import { boxAt, filled, type Office, openOffice, quarter } from './returning.ts';

const moment = '2025-01-06T10:20';
const secondBefore = new Date('2025-01-06T10:19:59Z');
const secondAfter = new Date('2025-01-06T10:20:01Z');
const began = new Date('2025-01-06T10:00:00Z');

/** Everywhere that the public could meet a figure of the return. */
const everywhere = [
  '/figures?metric=children-in-care',
  '/figures?metric=children-in-care&versions=all',
  '/figures.csv',
  '/metrics/children-in-care/series',
  '/metrics/children-in-care/series.csv',
  '/metrics/staff-sickness',
  '/picture',
  '/picture?meeting=2025-01-16',
  '/documents',
  '/meetings',
  '/meetings/2025-01-16',
];

describe.each(engines)('on %s', (engine) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(engine, began.toISOString());
  });
  afterAll(() => office.product.close());

  test('a return is published only when checked, by somebody who wrote none of its figures', async () => {
    const both = await visitor(office.product.db, office.clock.now, 'officer', 'approver');
    await office.fill({ 16: { typed: { text: '69.5' } } });
    await office.save(both, 15, { typed: { text: '716' } }, 1);
    const { boxes } = await office.read();
    await office.save(office.officer, 16, { typed: { text: '70' } }, boxAt(boxes, 16).revision);

    const early = await office.send(office.approver, 'POST', `/returns/${quarter}/publish`, {
      seen: (await office.read()).changes,
    });
    expect(early.status).toBe(409);
    await office.hand();
    const own = await office.publish(undefined, both);
    expect(own.status).toBe(422);
    expect(JSON.stringify(await own.json())).toContain('You wrote box 15 yourself');
  });

  test('the database refuses an approver who wrote the figure, whoever holds the connection', async () => {
    const { db } = office.product;
    const [figure] = await db.select().from(schema.versions).limit(1);
    const [publication] = await db
      .insert(schema.publications)
      .values({
        return: quarter,
        at: new Date('2099-01-01'),
        approvedBy: office.approver.person.id,
        approvedAt: began,
        acknowledged: [],
      })
      .returning({ id: schema.publications.id });
    if (figure === undefined) throw new Error('No figure is held');
    const by = { approvedBy: office.approver.person.id, publication: publication?.id };
    const next = {
      ...figure,
      ...by,
      version: 99,
      changeKind: 'revision' as const,
      changeReason: 'A test.',
    };
    for (const wrote of ['author', 'lastEditor'] as const) {
      const other = { author: office.officer.person.id, lastEditor: office.officer.person.id };
      const row = { ...next, ...other, [wrote]: office.approver.person.id };
      await expect(db.insert(schema.versions).values(row)).rejects.toMatchObject({
        cause: expect.objectContaining({
          message: expect.stringContaining('whoever_approves_a_figure_did_not_write_it'),
        }),
      });
    }
    await db.delete(schema.publications).where(eq(schema.publications.id, publication?.id ?? 0));
  });

  test('an approver sees old beside new, every explanation, and what the page will say', async () => {
    const response = await office.send(office.approver, 'GET', `/returns/${quarter}/proof`);
    const proof: Proof = await response.json();
    expect(proof.forbidden).toEqual([]);
    const care = proof.boxes.find(({ metric }) => metric === 'children-in-care');
    expect(care).toMatchObject({ outcome: 'new', new: '716', known_from: '2025-01-06' });
    const said = proof.preview.find(({ metric }) => metric === 'children-in-care');
    expect(said?.headline).toContain('716');
    expect(proof.boxes.filter(({ outcome }) => outcome === 'nothing')).toHaveLength(6);
  });

  test('what is published at a time is absent a second before and present a second after, everywhere', async () => {
    const read = async (path: string) => (await office.product.request(path)).text();
    const before = new Map<string, string>();
    for (const path of everywhere) before.set(path, await read(path));

    const published = await office.publish(moment);
    expect(await published.json()).toMatchObject({
      state: 'published',
      publication: { at: '2025-01-06T10:20:00.000Z', public: false },
    });
    office.clock.now = secondBefore;
    for (const path of everywhere) expect(await read(path), path).toBe(before.get(path));
    expect((await office.product.request(`/documents/return-${quarter}`)).status).toBe(404);

    office.clock.now = secondAfter;
    // These say what a meeting was told, and it was told nothing yet.
    const meetings = new Set(['/picture', '/meetings', '/meetings/2025-01-16']);
    for (const path of everywhere.filter((one) => !meetings.has(one))) {
      expect(await read(path), path).not.toBe(before.get(path));
    }
    const { points } = await office.product.json('/metrics/children-in-care/series');
    expect(points.at(-1)).toMatchObject({
      value: '716',
      period: '2024-12',
      known_from: '2025-01-06',
      source: { document: `return-${quarter}` },
    });
    expect(await office.product.json(`/documents/return-${quarter}`)).toMatchObject({
      kind: 'return',
      published_on: '2025-01-06',
      figures: 16,
    });
  });

  test('what was known the day before stays what it was', async () => {
    const text = await (await office.product.request('/figures.csv?as-at=2025-01-05')).text();
    expect(text).not.toContain(`return-${quarter}`);
  });

  test('a correction has a kind and a public reason, and the old figure stays readable', async () => {
    const figure = { metric: 'children-in-care', period: '2024-12' };
    const opened = await office.send(office.clerk, 'POST', '/corrections', { figure });
    const { id, boxes }: ReturnPage = await opened.json();
    expect(boxes[0]?.published).toMatchObject({ value: '716' });
    const put = (revision: number, change?: { kind: 'correction'; reason: string }) =>
      office.send(
        office.clerk,
        'PUT',
        `/corrections/${id}/boxes/1`,
        filled({ typed: { text: '718' }, ...(change && { change }) }),
        { 'If-Match': `"${revision}"` },
      );
    const saved = await (await put(0)).json();
    expect(saved.boxes[0].findings).toContainEqual(
      expect.objectContaining({ level: 'need', rule: 'change-needed' }),
    );
    const questions = saved.boxes[0].findings.flatMap((one: { question?: string }) =>
      one.question ? [{ question: one.question, reason: 'Two were counted late.' }] : [],
    );
    await office.send(
      office.clerk,
      'PUT',
      `/corrections/${id}/boxes/1`,
      filled({
        typed: { text: '718' },
        answers: questions,
        change: { kind: 'correction', reason: 'Two children were counted late.' },
      }),
      { 'If-Match': '"1"' },
    );
    await publishOther(office, `/corrections/${id}`, office.clerk);

    const { points, revisions } = await office.product.json('/metrics/children-in-care/series');
    expect(points.at(-1)).toMatchObject({
      value: '718',
      version: 2,
      changed: { kind: 'correction', reason: 'Two children were counted late.' },
    });
    expect(revisions.at(-1)).toMatchObject({ value: '716', version: 1 });
  });

  test('a correction of what is private is no paper for the public', async () => {
    const figure = { metric: 'children-in-care', period: '2024-12' };
    const corrections = async () => {
      const { documents } = await office.product.json('/documents');
      return documents.filter(({ title }: { title: string }) => title.startsWith('Correction of'));
    };
    expect(await corrections()).toHaveLength(1);
    const ground = { kind: 'exempt', paragraph: '1', public_interest: 'It is about one child.' };
    await office.send(office.officer, 'POST', '/exemptions', { figure, ground });
    expect(await corrections()).toEqual([]);
    const reason = 'It is no longer about one child.';
    await office.send(office.approver, 'POST', '/exemptions/release', { figure, reason });
    expect(await corrections()).toHaveLength(1);
  });

  test('a withdrawal works at once and leaves a marked gap, in every reading date too', async () => {
    const withdrawn = await office.send(office.clerk, 'POST', '/withdrawals', {
      figure: { metric: 'children-in-care', period: '2024-12' },
      reason: 'Counted from the wrong list.',
    });
    expect(withdrawn.status).toBe(200);
    for (const query of ['', '?as-at=2025-01-06']) {
      const { points } = await office.product.json(`/metrics/children-in-care/series${query}`);
      expect(points.at(-1)).toMatchObject({
        symbol: 'x',
        period: '2024-12',
        note: 'Withdrawn on 6 January 2025: Counted from the wrong list.',
      });
    }
    const all = await (
      await office.product.request('/figures?metric=children-in-care&versions=all')
    ).json();
    const gone = all.figures.filter(
      (one: { metric: string; period: string }) =>
        one.metric === 'children-in-care' && one.period === '2024-12',
    );
    expect(gone).toHaveLength(2);
    expect(JSON.stringify(gone)).not.toMatch(/71[68]/);
    const again = await office.send(office.clerk, 'POST', '/withdrawals', {
      figure: { metric: 'children-in-care', period: '2024-12' },
      reason: 'Again.',
    });
    expect(again.status).toBe(409);
  });

  test('a figure made exempt is a gap for the public, shown to a member, and that read is on record', async () => {
    const figure = { metric: 'children-in-residential-homes', period: '2024-12' };
    const ground = { kind: 'exempt', paragraph: '3', public_interest: '' };
    const without = await office.send(office.officer, 'POST', '/exemptions', { figure, ground });
    expect(without.status).toBe(400);
    const made = await office.send(office.officer, 'POST', '/exemptions', {
      figure,
      ground: { ...ground, public_interest: 'It would weaken the council in buying places.' },
    });
    expect(made.status).toBe(200);

    const path = '/metrics/children-in-residential-homes/series';
    const { points } = await office.product.json(path);
    expect(points.at(-1)).toMatchObject({
      symbol: 'x',
      note: expect.stringContaining('paragraph 3 of Schedule 12A'),
      source: { printed: '' },
    });
    const seen = await (await office.send(office.member, 'GET', path)).json();
    expect(seen.points.at(-1)).toMatchObject({ value: '70' });
    const [entry] = await office.product.db
      .select()
      .from(schema.audit)
      .orderBy(sql`${schema.audit.seq} desc`)
      .limit(1);
    expect(entry).toMatchObject({
      kind: 'private figures read',
      actor: `person ${office.member.person.id}`,
      about: `/api/v1${path}`,
    });

    const released = await office.send(office.approver, 'POST', '/exemptions/release', {
      figure,
      reason: 'The contract is let.',
    });
    expect(released.status).toBe(200);
    const after = await office.product.json(path);
    expect(after.points.at(-1)).toMatchObject({ value: '70' });
  });

  test('a published return is withdrawn whole, and can be opened again', async () => {
    const { changes } = await office.read();
    const path = `/returns/${quarter}/withdraw`;
    const bare = await office.send(office.clerk, 'POST', path, { seen: changes, reason: ' ' });
    expect(bare.status).toBe(400);
    const reason = 'The wrong quarter was sent.';
    const done = await office.send(office.clerk, 'POST', path, { seen: changes, reason });
    const page: ReturnPage = await done.json();
    expect(page.state).toBe('withdrawn');
    const text = await (await office.product.request('/figures?document=return-FY2024-Q3')).text();
    for (const { symbol } of JSON.parse(text).figures) expect(symbol).toBe('x');
    const reopened = await office.send(office.officer, 'POST', `/returns/${quarter}/reopen`, {
      seen: page.changes,
    });
    expect(await reopened.json()).toMatchObject({ state: 'draft' });
  });

  test('all of it is on record, and the record holds no figure', async () => {
    const { faults } = await verifyAudit(listAudit(office.product.db), []);
    expect(faults).toEqual([]);
    const kinds = new Set<string>();
    for await (const { kind, detail } of listAudit(office.product.db)) {
      kinds.add(kind);
      expect(detail).not.toContain('716');
    }
    for (const kind of [
      'figures entered',
      'return submitted',
      'figures approved',
      'figures withdrawn',
      'made private',
      'made public',
    ]) {
      expect([...kinds]).toContain(kind);
    }
  });
});

test('a scheduled publication that is called off never becomes public', async () => {
  const office = await openOffice('PGlite', began.toISOString());
  await office.fill();
  await office.hand();
  await office.publish(moment);
  const { changes } = await office.read();
  const reason = 'A total is to be checked again.';
  await office.send(office.clerk, 'POST', `/returns/${quarter}/withdraw`, {
    seen: changes,
    reason,
  });
  office.clock.now = secondAfter;
  const text = await (await office.product.request('/figures.csv?versions=all')).text();
  expect(text).not.toContain(`return-${quarter}`);

  // Put before the approver again as it was, it is published after all.
  await office.send(office.officer, 'POST', `/returns/${quarter}/reopen`, {
    seen: (await office.read()).changes,
  });
  await office.hand();
  expect((await office.publish()).status).toBe(200);
  const { points } = await office.product.json('/metrics/children-in-care/series');
  expect(points.at(-1)).toMatchObject({ value: '716', period: '2024-12' });
  await office.product.close();
});

test('a count of few children is published as hidden, and its number is nowhere', async () => {
  const office = await openOffice('PGlite', began.toISOString());
  await office.fill({ 17: { typed: { text: '4' } } });
  const { boxes } = await office.read();
  const { findings, revision } = boxAt(boxes, 17);
  const answers = findings.flatMap(({ question }) =>
    question ? [{ question, reason: 'A new count of the register.' }] : [],
  );
  await office.save(office.officer, 17, { typed: { text: '4' }, answers }, revision);
  await office.hand();
  const proof: Proof = await (
    await office.send(office.approver, 'GET', `/returns/${quarter}/proof`)
  ).json();
  expect(proof.boxes.find(({ position }) => position === 17)).toMatchObject({
    outcome: 'hidden',
    new: '[c]',
  });
  expect((await office.publish()).status).toBe(200);
  const { points } = await office.product.json('/metrics/kinship-placements/series');
  expect(points.at(-1)).toMatchObject({ symbol: 'c', source: { printed: '[c]' } });
  await office.product.close();
});

test('a share of staff without its numerator and denominator blocks where it is entered', async () => {
  const office = await openOffice('PGlite', began.toISOString());
  await office.fill({ 20: { typed: { text: '3.9' } } });
  const { boxes, changes } = await office.read();
  expect(boxAt(boxes, 20).findings).toContainEqual(
    expect.objectContaining({ level: 'block', rule: 'counts-needed' }),
  );
  const refused = await office.send(office.officer, 'POST', `/returns/${quarter}/submit`, {
    seen: changes,
  });
  expect(refused.status).toBe(422);
  expect(JSON.stringify(await refused.json())).toContain('numerator and denominator');
  await office.product.close();
});

test('the proof says which Totals become gaps beside what is private, in the words of the public page', async () => {
  const office = await openOffice('PGlite', began.toISOString());
  const ground = { kind: 'exempt', paragraph: '1', public_interest: 'Few work there.' } as const;
  await office.fill({ 1: { typed: { text: '10' }, private: ground } });
  await office.hand();
  const read = await office.send(office.approver, 'GET', `/returns/${quarter}/proof`);
  const proof: Proof = await read.json();

  // Of the vacancies by role one is private, so the Total of the same month cannot be shown.
  expect(proof.boxes.filter(({ beside }) => beside).map(({ position }) => position)).toEqual([5]);
  expect(proof.gaps).toEqual([]);
  expect((await office.publish()).status).toBe(200);
  expect(proof.preview.map(({ metric }) => metric)).toContain('social-worker-vacancies');
  for (const { metric, headline, sentence, direction } of proof.preview) {
    const series = await office.product.json(`/metrics/${metric}/series`);
    expect({ headline, sentence, direction }, metric).toEqual({
      headline: series.headline,
      sentence: series.sentence,
      direction: series.direction,
    });
  }
  await office.product.close();
});

test('the proof says which published figures become gaps once a part is published as private', async () => {
  const office = await openOffice('PGlite', began.toISOString());
  await office.fill();
  await office.hand();
  expect((await office.publish()).status).toBe(200);
  const figure = { metric: 'agency-cover', breakdown: 'role', category: 'team-manager' };
  const opened = await office.send(office.officer, 'POST', '/corrections', {
    figure: { ...figure, period: '2024-12' },
  });
  const { id }: ReturnPage = await opened.json();
  const ground = { kind: 'exempt', paragraph: '1', public_interest: 'One of one.' } as const;
  const saved = await office.send(
    office.officer,
    'PUT',
    `/corrections/${id}/boxes/1`,
    filled({
      typed: { text: '2' },
      private: ground,
      change: { kind: 'correction', reason: 'One was left out.' },
    }),
    { 'If-Match': '"0"' },
  );
  expect(saved.status).toBe(200);

  const read = await office.send(office.approver, 'GET', `/returns/${id}/proof`);
  const proof: Proof = await read.json();
  expect(proof.gaps).toEqual([
    { metric_title: 'Agency cover', category_title: 'Total', period_label: 'December 2024' },
  ]);
  const [said] = proof.preview;
  expect(said).toMatchObject({ metric: 'agency-cover' });
  expect(said?.headline).not.toMatch(/\b9 in December 2024/);
  await office.product.close();
});

test('two records that differ only in exempt figures are one to the public, byte for byte', async () => {
  const replies: Map<string, string>[] = [];
  const ground = { kind: 'exempt', paragraph: '1', public_interest: 'Few live there.' } as const;
  const vacancies = '/metrics/social-worker-vacancies/series';
  for (const [text, printed, part, whole] of [
    ['70', 'seventy', '10', '15'],
    ['64', 'sixty-four, a fall', '11', '16'],
  ]) {
    const office = await openOffice('PGlite', began.toISOString());
    await office.fill({
      // The Total differs by as much as the part, and would give it away.
      1: { typed: { text: part ?? '' }, private: ground },
      5: { typed: { text: whole ?? '' } },
      16: {
        typed: { text: text ?? '' },
        printed: printed ?? '',
        commentary: { happened: printed ?? '', why: '', doing: '', by: '' },
        private: ground,
      },
    });
    await office.hand();
    expect((await office.publish()).status).toBe(200);
    const said = new Map<string, string>();
    const homes = '/metrics/children-in-residential-homes';
    for (const path of [
      ...everywhere,
      homes,
      `${homes}/series`,
      `${homes}/series.csv?as-at=2025-01-06`,
      `/documents/return-${quarter}`,
      '/metrics/social-worker-vacancies',
      vacancies,
      `${vacancies}?breakdown=role`,
      `${vacancies}.csv?breakdown=role`,
      '/figures.csv?metric=social-worker-vacancies&versions=all',
      '/discrepancies',
    ]) {
      const reply = await office.product.request(path);
      said.set(path, `${reply.headers.get('etag')} ${await reply.text()}`);
    }
    expect(said.get(`${homes}/series`)).toContain('paragraph 1 of Schedule 12A');
    replies.push(said);

    // Whoever may see the part sees the Total; what is withdrawn is worked out by nobody.
    const readTotal = async () => {
      const reply = await office.send(office.member, 'GET', vacancies);
      return (await reply.json()).points.at(-1);
    };
    expect(await readTotal()).toMatchObject({ value: whole });
    const withdrawn = await office.send(office.clerk, 'POST', '/withdrawals', {
      figure: {
        metric: 'social-worker-vacancies',
        breakdown: 'role',
        category: 'social-worker',
        period: '2024-12',
      },
      reason: 'Counted from the wrong list.',
    });
    expect(withdrawn.status).toBe(200);
    expect(await readTotal()).toMatchObject({ symbol: 'x', source: { printed: '' } });
    await office.product.close();
  }
  expect(replies[0]).toEqual(replies[1]);
});

/** Submits, checks and publishes a return that is not the quarter's. */
async function publishOther(office: Office, path: string, who: Office['officer']): Promise<void> {
  const id = path.split('/').at(-1);
  const page = (await (
    await office.send(office.officer, 'GET', `/returns/${id}`)
  ).json()) as ReturnPage;
  const submitted = await office.send(who, 'POST', `${path}/submit`, { seen: page.changes });
  expect(submitted.status).toBe(200);
  const { changes } = (await submitted.json()) as ReturnPage;
  await office.send(office.approver, 'POST', `/returns/${id}/check`, { seen: changes });
  const proof: Proof = await (
    await office.send(office.approver, 'GET', `/returns/${id}/proof`)
  ).json();
  const published = await office.send(office.approver, 'POST', `/returns/${id}/publish`, {
    seen: proof.seen,
    acknowledged: proof.to_acknowledge.map((one) => one.id),
  });
  expect(published.status).toBe(200);
}
