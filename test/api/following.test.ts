import type { Proof, ReturnPage } from '@throughline/api/wire/return';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines } from '../database.ts';
import { filled, type Office, openOffice, quarter } from './returning.ts';

describe.each(engines)('on %s', (engine) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(engine);
  });
  afterAll(() => office.product.close());

  const text = async (path: string, who?: Office['member']) =>
    (await office.product.request(path, who && { headers: who.headers })).text();
  const putMeeting = async (date: string, meeting: object) => {
    const path = `/papers/meetings/${date}`;
    expect((await office.send(office.clerk, 'PUT', path, meeting)).status).toBe(200);
  };
  const events = async () => eventsIn(await text('/meetings.ics'));
  /** The files loaded from the start reach past the day of the test. */
  const ofToday = async () =>
    entriesIn(await text('/changes.atom')).filter(({ updated }) =>
      updated?.startsWith('2025-01-06'),
    );

  test('the calendar is one that RFC 5545 describes, to the octet', async () => {
    const reply = await office.product.request('/meetings.ics');
    expect(reply.headers.get('Content-Type')).toBe('text/calendar; charset=utf-8');
    expect(reply.headers.get('Cache-Control')).toContain('public');
    const whole = await reply.text();
    expect(whole.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(whole.endsWith('END:VCALENDAR\r\n')).toBe(true);
    const lines = whole.split('\r\n');
    for (const line of lines) expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75);
    // A fold in the middle of a character would not come back as it was.
    expect(unfolded(whole)).toContain('Education and Children’s Services Scrutiny Board');
    expect(lines.some((line) => line.startsWith(' '))).toBe(true);
    expect(whole).toContain('BEGIN:VTIMEZONE\r\nTZID:Europe/London\r\n');

    const { meetings } = await office.product.json('/meetings');
    const found = await events();
    expect(found).toHaveLength(meetings.length);
    expect(new Set(found.map(({ UID }) => UID)).size).toBe(meetings.length);
  });

  test('a meeting has its hour where a paper prints one, and else its day', async () => {
    const found = await events();
    expect(found.find(({ UID }) => UID === 'meeting-2024-11-28@throughline')).toMatchObject({
      'DTSTART;TZID=Europe/London': '20241128T100000',
      STATUS: 'CONFIRMED',
      SEQUENCE: '0',
    });
    expect(found.find(({ UID }) => UID === 'meeting-2025-01-16@throughline')).toMatchObject({
      'DTSTART;VALUE=DATE': '20250116',
      TRANSP: 'TRANSPARENT',
    });
    const off = found.find(({ UID }) => UID === 'meeting-2024-09-12@throughline');
    expect(off).toMatchObject({
      STATUS: 'CANCELLED',
      SUMMARY: expect.stringMatching(/^Cancelled/),
    });
    // Moved before anyone could follow it: known by the day it was first to be on.
    expect(found.find(({ UID }) => UID === 'meeting-2025-03-27@throughline')).toMatchObject({
      'DTSTART;VALUE=DATE': '20250313',
      SEQUENCE: '1',
      DESCRIPTION: expect.stringMatching(/^Moved from 27 March 2025\./),
    });
  });

  test('one meeting has a file of its own, and a day without one has none', async () => {
    const reply = await office.product.request('/meetings/2024-11-28/meeting.ics');
    expect(reply.headers.get('Content-Disposition')).toContain('board-meeting-2024-11-28.ics');
    expect(eventsIn(await reply.text())).toHaveLength(1);
    expect((await office.product.request('/meetings/2024-11-29/meeting.ics')).status).toBe(404);
  });

  test('a changed or moved meeting is the same entry with a higher sequence', async () => {
    const entry = async (day: string) =>
      (await events()).find(({ UID }) => UID === `meeting-${day}@throughline`);
    await putMeeting('2025-02-13', { state: 'planned', starts_at: '10:00' });
    const timed = await entry('2025-02-13');
    expect(timed).toMatchObject({ SEQUENCE: '1' });
    await putMeeting('2025-02-13', { state: 'planned', starts_at: '10:00' });
    expect(await entry('2025-02-13')).toEqual(timed);

    await putMeeting('2025-02-13', { state: 'cancelled', starts_at: '10:00' });
    expect(await entry('2025-02-13')).toMatchObject({ SEQUENCE: '2', STATUS: 'CANCELLED' });
    await putMeeting('2025-02-20', {
      state: 'planned',
      starts_at: '14:30',
      moved_from: '2025-02-13',
      note: 'In the Council House; Committee Room 3, not 2.\nBring the pack',
    });
    expect(await entry('2025-02-13')).toMatchObject({
      'DTSTART;TZID=Europe/London': '20250220T143000',
      SEQUENCE: '3',
      STATUS: 'CONFIRMED',
      DESCRIPTION:
        'Moved from 13 February 2025. In the Council House\\; Committee Room 3\\, not 2.\\nBring the pack',
    });
    expect((await events()).filter((one) => JSON.stringify(one).includes('20250213'))).toEqual([]);
  });

  test('a private item changes neither calendar nor feed by a byte', async () => {
    const paths = ['/meetings.ics', '/meetings/2025-01-16/meeting.ics', '/changes.atom'];
    const before = await Promise.all(paths.map((path) => text(path)));
    const paper = await office.send(office.clerk, 'POST', '/papers/documents', {
      id: 'homes-private-2025-01-16',
      title: 'Purchase of a home in Private Street',
      kind: 'private-report',
      published_on: '2025-01-08',
      meeting: '2025-01-16',
      part: 2,
    });
    expect(paper.status).toBe(201);
    const item = await office.send(office.clerk, 'POST', '/papers/meetings/2025-01-16/items', {
      title: 'Purchase of a home (private)',
      part: 2,
      exempt_paragraphs: ['3'],
      documents: ['homes-private-2025-01-16'],
    });
    expect(item.status).toBe(201);
    expect(await Promise.all(paths.map((path) => text(path)))).toEqual(before);
  });

  test('the feed tells of new figures by meeting, and of answered requests', async () => {
    const reply = await office.product.request('/changes.atom');
    expect(reply.headers.get('Content-Type')).toBe('application/atom+xml; charset=utf-8');
    const found = entriesIn(await reply.text());
    const times = found.map(({ updated }) => updated);
    expect(times).toEqual(times.toSorted().reverse());
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
    const told = found.find(({ link }) => link === '/meetings/2024-11-28');
    const { figures } = await office.product.json('/meetings/2024-11-28');
    expect(told?.title).toBe(`${figures} figures reported to the Board on 28 November 2024`);
    expect(found.some(({ title }) => title?.startsWith('Answered: what the Board asked'))).toBe(
      true,
    );
  });

  test('what is published, corrected and withdrawn is told with its reason, the private never', async () => {
    await office.fill({
      16: {
        typed: { text: '70' },
        printed: 'seventy',
        private: { kind: 'exempt', paragraph: '1', public_interest: 'Few children live there.' },
      },
    });
    await office.hand();
    expect((await office.publish()).status).toBe(200);
    const [published] = await ofToday();
    expect(published).toMatchObject({
      title: expect.stringMatching(/^15 figures from “/),
      link: `/documents/return-${quarter}`,
      updated: '2025-01-06T10:00:00.000Z',
    });
    expect(published?.content).not.toContain('residential homes');

    office.clock.now = new Date('2025-01-06T10:05:00Z');
    await correct('children-in-care', '718', 'Two children were counted late.');
    const [corrected] = await ofToday();
    expect(corrected).toMatchObject({
      title: 'Corrected: Children in care, December 2024',
      content: expect.stringContaining('716 became 718'),
      updated: '2025-01-06T10:05:00.000Z',
    });
    expect(corrected?.content).toContain('Reason: Two children were counted late.');
    const reader = await office.product.request('/changes.atom', {
      headers: office.member.headers,
    });
    expect(reader.headers.get('Cache-Control')).toBe('private, no-store');
    expect(await reader.text()).toBe(await text('/changes.atom'));

    office.clock.now = new Date('2025-01-06T10:10:00Z');
    const figure = { metric: 'children-in-care', period: '2024-12' };
    const reason = 'Counted from the wrong list.';
    await office.send(office.clerk, 'POST', '/withdrawals', { figure, reason });
    const [withdrawn, ...earlier] = await ofToday();
    expect(withdrawn).toMatchObject({
      title: 'Withdrawn: Children in care, December 2024',
      content: expect.stringContaining(`Reason: ${reason}`),
      updated: '2025-01-06T10:10:00.000Z',
    });
    expect(JSON.stringify([withdrawn, ...earlier])).not.toMatch(/71[68]/);

    const ground = { kind: 'exempt', paragraph: '3', public_interest: 'A price is being agreed.' };
    await office.send(office.officer, 'POST', '/exemptions', { figure, ground });
    const [left] = await ofToday();
    expect(left).toMatchObject({ title: expect.stringMatching(/^14 figures from “/) });
    expect(await text('/changes.atom')).not.toContain('wrong list');
  });

  /** Corrects the figure of December 2024, start to end. */
  async function correct(metric: string, number: string, reason: string) {
    const figure = { metric, period: '2024-12' };
    const opened = await office.send(office.clerk, 'POST', '/corrections', { figure });
    const { id }: ReturnPage = await opened.json();
    const change = { kind: 'correction' as const, reason };
    const put = async (revision: number, content: object) =>
      (
        await office.send(office.clerk, 'PUT', `/corrections/${id}/boxes/1`, content, {
          'If-Match': `"${revision}"`,
        })
      ).json();
    const saved = await put(0, filled({ typed: { text: number }, change }));
    const answers = saved.boxes[0].findings.flatMap(({ question }: { question?: string }) =>
      question ? [{ question, reason }] : [],
    );
    await put(1, filled({ typed: { text: number }, change, answers }));
    const { changes } = await office.read(id);
    const submitted = await office.send(office.clerk, 'POST', `/corrections/${id}/submit`, {
      seen: changes,
    });
    const page: ReturnPage = await submitted.json();
    await office.send(office.approver, 'POST', `/returns/${id}/check`, { seen: page.changes });
    const proof: Proof = await (
      await office.send(office.approver, 'GET', `/returns/${id}/proof`)
    ).json();
    const published = await office.send(office.approver, 'POST', `/returns/${id}/publish`, {
      seen: proof.seen,
      acknowledged: proof.to_acknowledge.map((one) => one.id),
    });
    expect(published.status).toBe(200);
  }
});

function unfolded(calendar: string): string {
  return calendar.replaceAll('\r\n ', '');
}

/** The events of a calendar, each property by its name with its parameters. */
function eventsIn(calendar: string): Record<string, string>[] {
  return unfolded(calendar)
    .split('BEGIN:VEVENT\r\n')
    .slice(1)
    .map((event) =>
      Object.fromEntries(
        event
          .split('\r\nEND:VEVENT')[0]
          ?.split('\r\n')
          .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]) ??
          [],
      ),
    );
}

function entriesIn(feed: string) {
  return feed
    .split('<entry>')
    .slice(1)
    .map((entry) => {
      const of = (name: string) => new RegExp(`<${name}[^>]*>([^<]*)<`).exec(entry)?.[1];
      const link = /<link [^>]*href="([^"]*)"/.exec(entry)?.[1];
      return {
        id: of('id'),
        title: of('title'),
        updated: of('updated'),
        content: of('content'),
        link,
      };
    });
}
