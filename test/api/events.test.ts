import { hashOf } from '@throughline/api/token';
import type { WireEvents } from '@throughline/api/wire/event';
import {
  addEvent,
  bringUpToDate,
  disablePerson,
  endSession,
  eventsAfter,
  findSignedIn,
  schema,
  tellPublications,
} from '@throughline/db';
import { asc, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines } from '../database.ts';
import { earOf } from './listening.ts';
import { type Visitor, visitor } from './people.ts';
import { correctFigure, type Office, openOffice, quarter } from './returning.ts';

const began = new Date('2025-01-06T10:00:00Z');
const moment = '2025-01-06T10:20';
const homes = { metric: 'children-in-residential-homes', period: '2024-12' };
const ofHomes = 'children-in-residential-homes:E08000026:Total:2024-12';

describe.each(engines)('on %s', (engine) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(engine, began.toISOString());
    await office.product.listen();
  });
  afterAll(() => office.product.close());

  const listen = (who?: Visitor, search = '', after?: string) =>
    earOf(
      office.product.request(`/events${search}`, {
        headers: {
          Accept: 'text/event-stream',
          ...who?.headers,
          ...(after === undefined ? {} : { 'Last-Event-ID': after }),
        },
      }),
    );
  const poll = async (who?: Visitor, search = ''): Promise<WireEvents> =>
    (await office.product.request(`/events${search}`, { headers: who?.headers ?? {} })).json();

  test('a publication set for a moment is told at that moment, once, whoever looks', async () => {
    await office.fill({
      16: {
        typed: { text: '70' },
        private: { kind: 'exempt', paragraph: '3', public_interest: 'It would weaken buying.' },
      },
    });
    await office.hand();
    const ear = await listen();
    expect(ear.response.headers.get('Content-Type')).toBe('text/event-stream; charset=utf-8');
    expect(ear.response.headers.get('Cache-Control')).toContain('no-store');
    expect(ear.response.headers.get('Content-Security-Policy')).toContain("default-src 'self'");
    expect(await ear.next()).toMatchObject({ event: 'ready' });

    const before = await poll();
    expect((await office.publish(moment)).status).toBe(200);
    await tellPublications(office.product.db, office.clock.now);
    expect((await poll(undefined, `?after=${before.after}`)).events).toEqual([]);

    office.clock.now = new Date('2025-01-06T10:20:00Z');
    const { db } = office.product;
    await Promise.all([1, 2, 3].map(() => tellPublications(db, office.clock.now)));
    const told = await ear.happened();
    expect(told).toMatchObject({
      channel: 'record',
      visibility: 'public',
      kind: 'figures published',
      at: '2025-01-06T10:20:00.000Z',
    });
    // The first figure of what is private is a gap that the public is shown.
    expect(told.about['figures']).toContain(ofHomes);
    expect(told.about['corrected']).toEqual([]);
    const { events } = await poll(undefined, `?after=${before.after}`);
    expect(events).toHaveLength(1);
    await ear.stop();
  });

  test('a correction is told with what it corrects, and no figure, reason or name', async () => {
    const [open, later] = [await listen(), await listen()];
    await correctFigure(office, { metric: 'children-in-care', period: '2024-12' }, '718');
    const told = await open.happened();
    expect(told.about).toEqual({
      metrics: ['children-in-care'],
      figures: ['children-in-care:E08000026:Total:2024-12'],
      corrected: ['children-in-care:E08000026:Total:2024-12'],
    });
    expect(JSON.stringify(told)).not.toMatch(/718|716|late/);
    await later.stop();
    await open.stop();
  });

  test('a correction of what is private is told to a member; to the public not even by a number', async () => {
    const before = await poll();
    const known = await poll(office.member);
    await correctFigure(office, homes, '72', {
      private: { kind: 'exempt', paragraph: '3', public_interest: 'It would weaken buying.' },
    });
    expect(await poll(undefined, `?after=${before.after}`)).toEqual({ ...before, events: [] });
    const { events } = await poll(office.member, `?after=${encodeURIComponent(known.after)}`);
    expect(events).toMatchObject([{ visibility: 'private', about: { corrected: [ofHomes] } }]);
    // Whoever asks with a member's word is told by their own rights.
    const stolen = await poll(undefined, `?after=${encodeURIComponent(known.after)}`);
    expect(stolen).toEqual({ ...before, events: [] });
  });

  test('a stream ends before it tells what its reader may see no longer', async () => {
    const { db } = office.product;
    const member = await visitor(db, office.clock.now, 'member');
    const ear = await listen(member);
    await ear.next();
    const signedIn = await findSignedIn(db, hashOf(member.token), office.clock.now);
    if (signedIn === undefined) throw new Error('Nobody is signed in');
    await endSession(db, signedIn, office.clock.now);
    await addEvent(db, {
      channel: 'record',
      visibility: 'private',
      kind: 'figures published',
      about: {},
      at: office.clock.now,
    });
    expect(await ear.next()).toBeUndefined();
  });

  test('whoever is disabled, signed out or of other roles is out of every open stream at once', async () => {
    const { db } = office.product;
    const { now: at } = office.clock;
    const by = { actor: 'command line' as const, at };
    const others = await listen();
    const staying = await listen(office.member);
    const ways: ((who: Visitor) => Promise<unknown>)[] = [
      ({ person }) => disablePerson(db, person, by),
      ({ person }) => bringUpToDate(db, person, { ...person, roles: ['administrator'] }, by),
      async ({ headers }) => office.product.request('/session', { method: 'DELETE', headers }),
    ];
    for (const [index, way] of ways.entries()) {
      const member = await visitor(db, at, 'member');
      const ears = [await listen(member), await listen(member, '?channels=presentation:1,record')];
      for (const ear of ears) expect(await ear.next()).toMatchObject({ event: 'ready' });
      await way(member);
      const began = performance.now();
      for (const ear of ears) expect(await ear.next(), `way ${index}`).toBeUndefined();
      // Not only with the next beat, which comes every fifteen seconds.
      expect(performance.now() - began).toBeLessThan(5000);
    }
    await addEvent(db, {
      channel: 'record',
      visibility: 'public',
      kind: 'record changed',
      about: { staying: 1 },
      at,
    });
    for (const ear of [others, staying]) {
      expect((await ear.happened()).about).toEqual({ staying: 1 });
      await ear.stop();
    }
  });

  test('a page that stays open keeps no session alive', async () => {
    const { db } = office.product;
    const member = await visitor(db, office.clock.now, 'member');
    const seenAt = async () => {
      const found = await db
        .select({ seenAt: schema.sessions.seenAt })
        .from(schema.sessions)
        .where(eq(schema.sessions.tokenHash, hashOf(member.token)));
      return found[0]?.seenAt;
    };
    const before = await seenAt();
    office.clock.now = new Date(office.clock.now.getTime() + 2 * 60_000);
    await poll(member);
    await (await listen(member)).stop();
    expect(await seenAt()).toEqual(before);
  });

  test('whoever comes back is told everything since, once and in order', async () => {
    const { db } = office.product;
    const meeting = 'meeting:2024-11-28' as const;
    const tell = (position: number) =>
      addEvent(db, {
        channel: meeting,
        visibility: 'public',
        kind: 'record changed',
        about: { position },
        at: office.clock.now,
      });
    await tell(1);
    const first = await listen(undefined, `?channels=record,${meeting}`);
    const { id } = (await first.next()) ?? { id: '' };
    await tell(2);
    const heard = await first.happened();
    expect(heard.about).toEqual({ position: 2 });
    await first.stop();
    for (let position = 3; position <= 40; position += 1) await tell(position);
    const again = await listen(undefined, `?channels=record,${meeting}`, heard.id);
    for (let position = 3; position <= 40; position += 1) {
      expect((await again.happened()).about).toEqual({ position });
    }
    await again.stop();
    const polled = await poll(undefined, `?channels=record,${meeting}&after=${id}`);
    expect(polled.events.map(({ about }) => about['position'])).toEqual(
      Array.from({ length: 39 }, (_, index) => index + 2),
    );
  });

  test('transactions that tell at the same time leave no gap, and nobody who reads misses one', async () => {
    const { db } = office.product;
    const channel = 'meeting:2023-11-23' as const;
    const counting = { channel, visibility: 'public' as const };
    const seen: number[] = [];
    let isDone = false;
    const reading = (async () => {
      for (let found = 1; found > 0 || !isDone; ) {
        const heard = { ...counting, number: seen.at(-1) ?? 0 };
        const told = await eventsAfter(db, [heard], 7);
        found = told.length;
        seen.push(...told.map(({ number }) => number));
      }
    })();
    await Promise.allSettled(
      Array.from({ length: 60 }, (_, index) =>
        db.transaction(async (tx) => {
          await addEvent(tx, { ...counting, kind: 'record changed', about: { index } });
          if (engine === 'PostgreSQL') await tx.execute(sql`select pg_sleep(random() / 100)`);
          if (index % 6 === 0) throw new Error('What was to be told did not happen');
        }),
      ),
    );
    isDone = true;
    await reading;
    const all = Array.from({ length: 50 }, (_, index) => index + 1);
    expect(seen).toEqual(all);
    const stored = await db
      .select({ number: schema.events.number })
      .from(schema.events)
      .where(eq(schema.events.channel, channel))
      .orderBy(asc(schema.events.number));
    expect(stored.map(({ number }) => number)).toEqual(all);
  });

  test('what was told is never changed or removed', async () => {
    const { db } = office.product;
    for (const change of [
      sql`update events set kind = 'x'`,
      sql`delete from events`,
      sql`truncate events`,
    ]) {
      await expect(db.execute(change)).rejects.toMatchObject({
        cause: expect.objectContaining({
          message: expect.stringMatching(/never updated|TRUNCATE/),
        }),
      });
    }
  });

  test('a channel that is not there, and one too many, are refused', async () => {
    for (const channels of ['nothing', 'record:1', 'constructor', 'meeting', 'nobody:1']) {
      const response = await office.product.request(`/events?channels=${channels}`);
      expect(response.status, channels).toBe(404);
    }
    const many = Array.from({ length: 9 }, (_, index) => `meeting:${index}`).join(',');
    expect((await office.product.request(`/events?channels=${many}`)).status).toBe(400);
  });

  test('the return of the quarter, withdrawn, is told by its figures; of the private one only in private', async () => {
    const before = await poll();
    const known = await poll(office.member);
    const { changes } = await office.read();
    await office.send(office.clerk, 'POST', `/returns/${quarter}/withdraw`, {
      seen: changes,
      reason: 'The wrong quarter was sent.',
    });
    const { events } = await poll(undefined, `?after=${before.after}`);
    expect(events.map(({ kind }) => kind)).toEqual(['figures withdrawn']);
    expect(JSON.stringify(events)).toContain('children-in-care:');
    expect(JSON.stringify(events)).not.toContain(ofHomes);
    const all = await poll(office.member, `?after=${encodeURIComponent(known.after)}`);
    expect(all.events.map(({ visibility }) => visibility).sort()).toEqual(['private', 'public']);
  });
});
