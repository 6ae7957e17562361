import type { Brief } from '@throughline/api/wire/brief';
import { schema } from '@throughline/db';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines } from '../database.ts';
import { correctFigure, type Office, openOffice } from './returning.ts';

describe.each(engines)('on %s', (engine) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(engine);
  });
  afterAll(() => office.product.close());

  const briefOf = (date: string): Promise<Brief> => office.product.json(`/meetings/${date}/brief`);
  const figureOf = (brief: Brief, metric: string) => {
    const found = brief.items.flatMap(({ figures }) => figures);
    const figure = found.find((one) => one.metric === metric);
    if (figure === undefined) throw new Error(`${metric} is not in the brief`);
    return figure;
  };
  const newItem = (metric: string) =>
    office.send(office.clerk, 'POST', '/papers/meetings/2025-01-16/items', {
      title: 'Looked at again',
      part: 1,
      exempt_paragraphs: [],
      documents: [],
      metrics: [metric],
    });

  test('a brief has every figure the meeting was told, in the order of its agenda', async () => {
    const brief = await briefOf('2024-11-28');
    const meeting = await office.product.json('/meetings/2024-11-28');
    expect(brief.items.map(({ position, title }) => [position, title])).toEqual(
      meeting.items.map(({ position, title }: Brief['items'][number]) => [position, title]),
    );
    const told = meeting.reported.map(({ told: figure }: { told: { id: string } }) => figure.id);
    const shown = brief.items.flatMap(({ figures }) =>
      figures.flatMap((one) => one.figures.map(({ figure }) => figure.id)),
    );
    expect(told.length).toBe(150);
    expect(told.filter((id: string) => !shown.includes(id))).toEqual([]);
    expect(new Set(shown).size).toBe(shown.length);
  });

  test('its words, line and change are those of the metric’s own page on that day', async () => {
    const brief = await briefOf('2024-11-28');
    for (const metric of ['social-worker-vacancies', 'retention-rate', 'children-in-care']) {
      const figure = figureOf(brief, metric);
      const series = await office.product.json(`/metrics/${metric}/series?as-at=2024-11-28`);
      expect(figure.headline).toBe(series.headline);
      expect(figure.sentence).toBe(series.sentence);
      expect(figure.points).toEqual(series.points);
      expect(figure.change).toEqual(series.change);
      expect(figure.direction).toEqual(series.direction);
    }
    expect(figureOf(brief, 'retention-rate').direction.direction).toBe("can't say");
    expect(figureOf(brief, 'retention-rate').disagree).toContain(
      'percent-retained-is-a-difference',
    );
  });

  test('it says what is new since the Board last met, and what it had before', async () => {
    const brief = await briefOf('2024-11-28');
    expect(brief.true_as_at).toBe('2024-11-28');
    expect(brief.previous_meeting).toBe('2024-10-17');
    expect(brief.since[0]).toBe(
      '150 figures on this agenda are new since the Board met on 17 October 2024, of 62 metrics.',
    );
    // The picture says the same, of every area, as the meeting was told.
    const picture = await office.product.json('/picture?meeting=2024-11-28');
    expect(picture.since[0]).toBe('150 figures are new since the Board met on 17 October 2024.');
    const homes = figureOf(brief, 'children-in-residential-homes');
    const since = new Map(homes.figures.map((row) => [row.figure.period, row.since]));
    expect(since.get('2023-09')).toBe('as before');
    expect(since.get('2024-09')).toBe('new');
    expect(figureOf(brief, 'haf-venues').headline).toBe(
      'HAF venues, given by its parts alone: nine figures',
    );
  });

  test('what was asked and not answered is beside the figure it is about and in one list', async () => {
    const brief = await briefOf('2024-11-28');
    const meeting = await office.product.json('/meetings/2024-11-28');
    expect(brief.outstanding).toEqual(meeting.outstanding);
    expect(figureOf(brief, 'children-in-residential-homes').asked).toEqual(['2023-11-23-17-3-b']);
    expect(brief.answered.map(({ id }) => id)).toEqual(['2023-11-23-17-3-a']);
    expect(brief.discrepancies.map(({ id }) => id)).toContain('reunified-44-and-38');
  });

  test('an earlier brief tells nothing that came later', async () => {
    const brief = await briefOf('2023-11-23');
    expect(brief.true_as_at).toBe('2023-11-23');
    const text = JSON.stringify(brief);
    expect(text).toContain('"74"');
    expect(text).not.toContain('2024-11-28-');
    for (const { known_from: from } of brief.items.flatMap(({ figures }) =>
      figures.flatMap((one) => one.figures.map(({ figure }) => figure)),
    )) {
      expect(from <= '2023-11-23').toBe(true);
    }
  });

  test('a day without a meeting has no brief, and one without papers says which items it has', async () => {
    expect((await office.product.request('/meetings/2024-11-29/brief')).status).toBe(404);
    const brief = await briefOf('2025-01-16');
    expect(brief.coming).toBe(true);
    expect(brief.true_as_at).toBe('2025-01-06');
    expect(brief.items.every(({ figures }) => figures.length === 0)).toBe(true);
    expect(brief.since[0]).toBe(
      'No figure on this agenda is new since the Board met on 28 November 2024.',
    );
  });

  test('commentary published with a return is told as the service’s own words', async () => {
    await office.fill({
      15: {
        typed: { text: '716' },
        commentary: { happened: 'Four came in', why: '', doing: '', by: '' },
      },
    });
    await office.hand();
    expect((await office.publish()).status).toBe(200);
    const care = figureOf(await briefOf('2025-01-16'), 'children-in-care');
    expect(care.commentary).toEqual([
      { about: 'December 2024', text: expect.stringContaining('Four came in') },
    ]);
    expect(care.figures.find(({ figure }) => figure.period === '2024-12')?.since).toBe('new');
  });

  test('a corrected figure stands beside the old one with the reason, and a judgement that turned', async () => {
    expect((await newItem('newly-qualified-leavers')).status).toBe(201);
    const before = figureOf(await briefOf('2025-01-16'), 'newly-qualified-leavers');
    expect(before.since).toBe('as before');

    await correctFigure(office, { metric: 'newly-qualified-leavers', period: 'FY2023' }, '30');
    const brief = await briefOf('2025-01-16');
    const after = figureOf(brief, 'newly-qualified-leavers');
    expect(after.since).toBe('revised');
    const row = after.figures.find(({ since }) => since === 'revised');
    expect(row).toMatchObject({
      figure: { value: '30', changed: { reason: 'It was counted late.' } },
      was: { value: '22' },
    });
    expect(after.direction.direction).toBe('got worse');
    expect(after.was_direction).toEqual({ direction: 'improved' });
    expect(brief.since).toContain(
      'One figure is revised: Newly qualified social workers who left.',
    );
    expect(brief.since).toContain(
      'Newly qualified social workers who left: now got worse, improved when the Board last met.',
    );
    // What the Board was told then stays as it was.
    const then = figureOf(await briefOf('2024-11-28'), 'newly-qualified-leavers');
    expect(then.latest).toMatchObject({ value: '22' });
  });

  test('the exempt part is in the private brief alone, whoever reads the public one', async () => {
    const prime = '104729';
    const mark = 'Halcyon wharf';
    await newItem('kinship-placements');
    const figure = { metric: 'kinship-placements', period: '2024-11-28' };
    await correctFigure(office, figure, prime, {
      source: `${mark}, page 1`,
      change: { kind: 'correction', reason: `${mark} was counted.` },
    });
    const ground = { kind: 'exempt', paragraph: '3', public_interest: `${mark} is being bought.` };
    const made = await office.send(office.officer, 'POST', '/exemptions', { figure, ground });
    expect(made.status).toBe(200);

    const path = '/meetings/2025-01-16/brief';
    const open = await (await office.product.request(path)).text();
    const signedIn = await office.product.request(path, { headers: office.member.headers });
    expect(await signedIn.text()).toBe(open);
    expect(open).not.toContain(prime);
    expect(open).not.toContain(mark);

    const reply = await office.product.request(`${path}/private`, {
      headers: office.member.headers,
    });
    expect(reply.status).toBe(200);
    expect(reply.headers.get('Cache-Control')).toBe('private, no-store');
    const own: Brief = await reply.json();
    expect(own.visibility).toBe('private');
    expect(own.items.flatMap(({ figures }) => figures.map(({ metric }) => metric))).toEqual([
      'kinship-placements',
    ]);
    expect(JSON.stringify(own)).toContain(prime);
    expect(JSON.stringify(own)).toContain(mark);
    const [read] = await office.product.db
      .select()
      .from(schema.audit)
      .orderBy(sql`${schema.audit.seq} desc`)
      .limit(1);
    expect(read).toMatchObject({
      kind: 'private figures read',
      about: '/api/v1/meetings/2025-01-16/brief/private',
    });
    expect((await office.product.request(`${path}/private`)).status).toBe(401);
  });

  test('every printed page says which brief it is and the day it is true as at', async () => {
    const style = await office.product.request('/meetings/2024-11-28/brief.css');
    expect(style.headers.get('Content-Type')).toBe('text/css; charset=utf-8');
    const text = await style.text();
    expect(text).toContain('True as at 28 November 2024');
    expect(text).not.toContain('PRIVATE');
    const own = await office.product.request('/meetings/2024-11-28/brief/private.css', {
      headers: office.member.headers,
    });
    expect(await own.text()).toContain('PRIVATE: NOT FOR PUBLICATION');
  });
});
