import type {
  OpenedScreen,
  PresentationPage,
  WireAdmission,
  WireCommand,
  WireScreen,
} from '@throughline/api/wire/presentation';
import { addVersions, listAudit, schema } from '@throughline/db';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines } from '../database.ts';
import { type Visitor, visitor } from './people.ts';
import { openProduct, type Product } from './product.ts';
import { correctFigure, openOffice } from './returning.ts';

const meeting = '2024-11-28';
const secret = { text: 'QZMARK-BIDDER-NAME', prime: '15991' };
const exclusion = {
  items: [10],
  ground: {
    kind: 'exempt',
    paragraphs: ['1', '3'],
    public_interest: 'Knowing the price would weaken the council in buying.',
  },
};

describe.each(engines)('on %s', (engine) => {
  let product: Product;
  let now = new Date('2024-11-28T10:00:00Z');
  let chair: Visitor;
  let clerk: Visitor;
  beforeAll(async () => {
    product = await openProduct(engine, meeting, { now: () => now });
    chair = await visitor(product.db, now, 'chair');
    clerk = await visitor(product.db, now, 'clerk');
    await putExempt(product, clerk, now);
  });
  afterAll(() => product.close());

  const ask = (who: Visitor, method: string, path: string, body?: object) =>
    product.request(path, {
      method,
      headers: who.headers,
      ...(body && { body: JSON.stringify(body) }),
    });
  const page = async (who = chair): Promise<PresentationPage> =>
    found(await ask(who, 'GET', `/presentations/${meeting}`));
  const remote = async () => {
    const { open } = await page();
    if (open === undefined) throw new Error('No presentation is open');
    return open;
  };
  const step = async (command: WireCommand, who = chair, seen?: number) =>
    ask(who, 'POST', `/presentations/${meeting}/steps`, {
      seen: seen ?? (await remote()).version,
      command,
    });
  const done = async (...commands: WireCommand[]) => {
    for (const command of commands) await found(await step(command));
    return remote();
  };
  const enter = async (code: string): Promise<OpenedScreen> =>
    found(await product.request(`/screens/${code}`, { method: 'POST' }));
  const look = (code: string, token?: string) =>
    product.request(`/screens/${code}`, {
      headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
    });
  const goTo = async (item: number) => {
    const { queue } = await remote();
    const slide = queue.find((one) => one.item === item)?.id ?? '';
    await done({ do: 'go', slide });
  };

  test('a meeting is opened with the figures of its agenda in their order, once', async () => {
    expect((await page()).open).toBeUndefined();
    await found(await ask(chair, 'POST', `/presentations/${meeting}`));
    const { code, queue, current, room } = await remote();
    expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{8}$/);
    expect([...new Set(queue.map(({ item }) => item))]).toEqual([5, 6, 7, 10]);
    expect(queue.find(({ id }) => id === current?.id)?.is_skipped).toBe(false);
    expect(room.slide).toEqual(current);
    await found(await ask(clerk, 'POST', `/presentations/${meeting}`));
    expect((await remote()).code).toBe(code);
  });

  test('a screen shows what the chair turns to, by the code as people type it', async () => {
    const { code } = await remote();
    const { token } = await enter(`${code.slice(0, 4).toLowerCase()}-${code.slice(4)}`);
    await goTo(6);
    const view: WireScreen = await found(await look(code, token));
    expect(view).toMatchObject({ session: 'public', admitted: false, is_blank: false });
    expect(view.slide?.headline).toMatch(
      /Social worker vacancies fell at each of three October counts/,
    );
    expect(view.slide?.lines[0]?.points.at(-1)).toMatchObject({ period: '2024-10' });
    await done({ do: 'blank', on: true });
    expect((await found<WireScreen>(await look(code, token))).slide).toBeUndefined();
    await done({ do: 'blank', on: false });
  });

  test('a code that is not one opens nothing', async () => {
    expect((await look('AAAAAAAA')).status).toBe(404);
    expect((await product.request('/screens/AAAAAAAA', { method: 'POST' })).status).toBe(404);
  });

  test('of two steps from one place the second is refused', async () => {
    const { version } = await remote();
    const both = await Promise.all([
      step({ do: 'next' }, chair, version),
      step({ do: 'next' }, clerk, version),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await remote()).version).toBe(version + 1);
  });

  test('a resolution is recorded at any time by the clerk, for all to read, and the session stays public', async () => {
    const path = `/meetings/${meeting}/exclusions`;
    expect((await ask(chair, 'POST', path, exclusion)).status).toBe(403);
    const wrong = { ...exclusion, ground: { ...exclusion.ground, paragraphs: ['8'] } };
    expect((await ask(clerk, 'POST', path, wrong)).status).toBe(400);
    await goTo(10);
    expect((await step({ do: 'confirm private' })).status).toBe(422);
    await found(await ask(clerk, 'POST', path, exclusion));
    const { exclusions } = await product.json(path);
    expect(exclusions).toMatchObject([exclusion]);
    await goTo(6);
    expect((await step({ do: 'confirm private' })).status).toBe(422);
    expect(await remote()).toMatchObject({ session: 'public', may_confirm: false });
    await goTo(10);
    expect(await remote()).toMatchObject({ session: 'public', may_confirm: true });
  });

  test('no screen is let in before press and public have left', async () => {
    expect((await ask(chair, 'POST', `/presentations/${meeting}/admissions`)).status).toBe(409);
  });

  test('in public nothing private is sent to anybody: not to the screen, not to the chair', async () => {
    await done({ do: 'add', id: 'homes', metric: 'children-in-residential-homes', item: 10 });
    await done({ do: 'next' });
    const { code } = await remote();
    const { token } = await enter(code);
    for (const response of [
      await look(code, token),
      await ask(chair, 'GET', `/presentations/${meeting}`),
    ]) {
      const text = await response.text();
      expect(text).toContain('exempt by paragraph 3');
      expect(text).not.toMatch(new RegExp(`${secret.prime}|${secret.text}`));
    }
  });

  test('in private a screen is shown what is exempt only after it was let in, with a token of its own', async () => {
    const { code } = await remote();
    const shut = await enter(code);
    await done({ do: 'confirm private' });
    const { code: way }: WireAdmission = await found(
      await ask(clerk, 'POST', `/presentations/${meeting}/admissions`),
    );
    const inside = await enter(way);
    expect(inside.code).toBe(code);
    expect((await product.request(`/screens/${way}`, { method: 'POST' })).status).toBe(404);

    const seen = await (await look(code, inside.token)).text();
    expect(seen).toContain(secret.prime);
    expect(seen).toContain(secret.text);
    for (const token of [shut.token, undefined]) {
      const view: WireScreen = await found(await look(code, token));
      expect(view).toMatchObject({ session: 'private', admitted: false, is_blank: true });
      expect(JSON.stringify(view)).not.toMatch(new RegExp(`${secret.prime}|${secret.text}`));
      expect(view).not.toHaveProperty('slide');
      expect(view).not.toHaveProperty('idle_in');
    }
    const entries = await audited(product);
    expect(entries).toContain('private session begun');
    expect(entries).toContain('private figures read');
  });

  test('what happens in private is not told to the public, not even that it happens', async () => {
    const { code } = await remote();
    const heard = async () => product.json(`/events?channels=presentation:${code}`);
    const before = await heard();
    await done({ do: 'larger', on: true }, { do: 'larger', on: false });
    expect(await heard()).toEqual(before);
    const known: { after: string } = await found(
      await ask(chair, 'GET', `/events?channels=presentation:${code}`),
    );
    expect(known.after).not.toBe(before.after);
  });

  test('coming back is blank first, and a screen that was let in is shown nothing private again', async () => {
    const { code } = await remote();
    const { code: way }: WireAdmission = await found(
      await ask(chair, 'POST', `/presentations/${meeting}/admissions`),
    );
    const inside = await enter(way);
    const { channels }: WireScreen = await found(await look(code, inside.token));
    const key = channels.find((one) => one.startsWith('private:'));
    expect((await product.request(`/events?channels=${key}`)).status).toBe(200);

    await done({ do: 'return to public' });
    const back: WireScreen = await found(await look(code, inside.token));
    expect(back).toMatchObject({ session: 'public', admitted: false, is_blank: true });
    await done({ do: 'blank', on: false });
    const after = await (await look(code, inside.token)).text();
    expect(after).toContain('exempt by paragraph 3');
    expect(after).not.toMatch(new RegExp(`${secret.prime}|${secret.text}`));
    expect((await product.request(`/events?channels=${key}`)).status).toBe(404);

    // Into the next private part it must be let again.
    await done({ do: 'confirm private' });
    expect(await found(await look(code, inside.token))).toMatchObject({ admitted: false });
    await goTo(6);
    expect(await remote()).toMatchObject({ session: 'public' });
    expect((await page()).exclusions).toHaveLength(1);
    expect(await audited(product)).toContain('private session ended');
  });

  test('the database keeps a screen and a resolution as they were, whoever holds the connection', async () => {
    const { db } = product;
    await expect(
      db.update(schema.screens).set({ openedFor: 'private', part: 3 }),
    ).rejects.toThrow();
    await expect(db.update(schema.exclusions).set({ items: [6] })).rejects.toThrow();
    await expect(db.delete(schema.exclusions)).rejects.toThrow();
  });

  test('after fifteen idle minutes the room is blank and in public, whatever was on', async () => {
    await goTo(10);
    await done({ do: 'confirm private' });
    const { code } = await remote();
    const { code: way }: WireAdmission = await found(
      await ask(chair, 'POST', `/presentations/${meeting}/admissions`),
    );
    const inside = await enter(way);
    now = new Date(now.getTime() + 15 * 60_000);
    expect(await found(await look(code, inside.token))).toMatchObject({
      session: 'public',
      admitted: false,
      is_blank: true,
    });
    expect(await remote()).toMatchObject({ session: 'public' });
    expect((await page()).exclusions).toHaveLength(1);
  });

  test('an ended presentation shows nothing more', async () => {
    const { code } = await remote();
    const { token } = await enter(code);
    await found(await ask(chair, 'DELETE', `/presentations/${meeting}`));
    expect((await look(code, token)).status).toBe(404);
    expect((await page()).open).toBeUndefined();
  });
});

test('a correction that is published during the meeting is on the screen, marked with its time', async () => {
  const office = await openOffice('PGlite');
  const { product, clock } = office;
  const chair = await visitor(product.db, clock.now, 'chair');
  const ask = (method: string, path: string, body?: object) =>
    office.send(chair, method, `/presentations/${meeting}${path}`, body);
  const { open } = await found<PresentationPage>(await ask('POST', ''));
  const slide = open?.queue.find(({ metric }) => metric === 'children-in-care')?.id ?? '';
  await found(await ask('POST', '/steps', { seen: open?.version, command: { do: 'go', slide } }));
  const view = async () => found<WireScreen>(await product.request(`/screens/${open?.code}`));
  const before = await view();
  expect(before.slide?.headline).toMatch(/to 720 in September 2024/);
  expect(before.slide).not.toHaveProperty('corrected_at');

  clock.now = new Date(clock.now.getTime() + 60_000);
  await correctFigure(office, { metric: 'children-in-care', period: '2024-09' }, '719');
  const after = await view();
  expect(after.slide?.headline).toMatch(/to 719 in September 2024/);
  expect(after.slide?.corrected_at).toBe(clock.now.toISOString());
  expect(after.is_blank).toBe(false);
  await product.close();
});

async function found<Answer>(response: Response): Promise<Answer> {
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}

/** An exempt figure with a mark and a prime that stand nowhere else. */
async function putExempt({ db }: Product, { person }: Visitor, at: Date): Promise<void> {
  const metric = 'children-in-residential-homes';
  const key = { metric, area: 'E08000026', breakdown: null, category: 'Total' };
  await addVersions(db, [
    {
      ...key,
      period: '2024-10',
      knownFrom: '2024-11-28',
      value: secret.prime,
      low: null,
      high: null,
      symbol: null,
      marks: [],
      formula: null,
      printed: secret.prime,
      document: 'homes-for-children-in-care-2024-11-28',
      locator: 'paragraph 9',
      meeting: '2024-11-28',
      note: secret.text,
      changeKind: null,
      changeReason: null,
    },
  ]);
  const { series } = schema;
  const [one] = await db
    .select({ id: series.id })
    .from(series)
    .where(and(eq(series.metric, metric), eq(series.area, key.area), eq(series.category, 'Total')));
  await db.insert(schema.exemptions).values({
    series: one?.id ?? 0,
    period: '2024-10',
    kind: 'exempt',
    paragraph: '3',
    publicInterest: 'It would weaken buying.',
    madeBy: person.id,
    madeAt: at,
  });
}

async function audited({ db }: Product): Promise<string[]> {
  const kinds: string[] = [];
  for await (const { kind } of listAudit(db)) kinds.push(kind);
  return kinds;
}
