import { readdir, readFile } from 'node:fs/promises';
import { addEvent, schema } from '@throughline/db';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Crawled, crawl, found, type Reply, textsOf } from './crawl.ts';
import { createMarks, type Marked, type Marks, markGaps, markUnseen } from './marking.ts';
import { visitor } from './people.ts';
import { builtPages } from './product.ts';
import { type Office, openOffice } from './returning.ts';

/** A record with marks, and everything that the public is answered and told of it. */
interface Shown {
  office: Office;
  marks: Marks;
  marked: Marked;
  log: string[];
  crawled: Crawled;
  /** Every byte of a stream that was open all the while. */
  heard: string;
}

const channels = 'record,meeting:2024-11-28';
let bare: Shown;
let full: Shown;

beforeAll(async () => {
  full = await open(2, (office, marks, marked) => markUnseen(office, marks, marked));
  bare = await open(1, async () => undefined);
  for (const shown of [full, bare]) {
    // The same is asked of both, also for what only one of them has.
    const marked = { ...full.marked, screens: shown.marked.screens };
    shown.crawled = await crawl(shown.office.product, marked, { most: 60 });
    console.log(shown.crawled.replies.length, shown.crawled.links);
  }
}, 240_000);
afterAll(async () => {
  await bare.office.product.close();
  await full.office.product.close();
});

test('nothing private is in any reply to the public: no text, no number, 0 hits', () => {
  expect(full.marks.given.size).toBeGreaterThan(60);
  expect(full.crawled.replies.length).toBeGreaterThan(500);
  expect(found(textsIn(full.crawled.replies), full.marks)).toEqual([]);
});

test('a stream that is open while it happens, and whoever asks for events later, are told none of it', () => {
  expect(full.heard).toContain('figures published');
  expect(found([{ what: 'the stream', text: full.heard }], full.marks)).toEqual([]);
  expect(full.heard).toBe(bare.heard);
});

test('the log of the server has none of it', () => {
  expect(full.log.length).toBeGreaterThan(0);
  expect(found([{ what: 'the log', text: full.log.join('') }], full.marks)).toEqual([]);
});

test('what is built, and its source maps, have nothing of the record', async () => {
  const dist = new URL('../../web/dist/', import.meta.url);
  const files = (await readdir(dist, { recursive: true, withFileTypes: true })).filter((one) =>
    one.isFile(),
  );
  expect(files.length).toBeGreaterThan(20);
  for (const { parentPath, name } of files) {
    const text = await readFile(`${parentPath}/${name}`, 'latin1');
    expect(text, name).not.toMatch(/children-in-residential-homes|sourceMappingURL=(?!data:)/);
  }
});

test('a record with nothing but the gaps gives the public the same bytes, headers and lengths', () => {
  const one = new Map(bare.crawled.replies.map((reply) => [unnamed(reply.what, bare), reply]));
  expect(full.crawled.replies.length).toBe(bare.crawled.replies.length);
  const differing = full.crawled.replies.flatMap((reply) => {
    const other = one.get(unnamed(reply.what, full));
    return other && said(other, bare) === said(reply, full) ? [] : [reply.what];
  });
  console.log(differing.join('\n'), differing.length);
  const first = full.crawled.replies.filter((r) => differing.includes(r.what)).slice(0, 40);
  for (const r of first) { const o = one.get(unnamed(r.what, full)); const a = said(r, full); const b = o ? said(o, bare) : ''; let i = 0; while (a[i] === b[i] && i < a.length) i++; console.log(r.what, i, JSON.stringify(a.slice(Math.max(0,i - 100), i + 120)), '<<>>', JSON.stringify(b.slice(Math.max(0,i-100), i + 120))); }
  expect(differing).toEqual([]);
});

test('all of it is there: whoever may see it is sent each text and number but those that nobody is', async () => {
  const { office, marked, marks } = full;
  const { product, clock, clerk } = office;
  const roles = ['officer', 'clerk', 'approver', 'chair', 'administrator'] as const;
  const everybody = await visitor(product.db, clock.now, ...roles);
  const { inside, code } = marked.screens;
  const known = [
    ...(await crawl(product, marked, { headers: everybody.headers })).replies,
    ...(await crawl(product, { ...marked, returns: [] }, { headers: clerk.headers })).replies,
  ];
  const room = await product.request(`/screens/${code}`, {
    headers: { Authorization: `Bearer ${inside}` },
  });
  const texts = [...textsIn(known), { what: 'the room', text: await room.text() }];
  const hits = new Set(found(texts, marks).map((hit) => hit.replace(/ in (GET|POST|HEAD|the) .*/, '')));
  console.log(found(texts, marks).filter((h) => h.includes('the room')));
  const missing = [...marks.given.values()].filter((what) => !hits.has(what));
  // What disclosure control hides is hidden from everybody: it is in the record alone.
  expect(missing.filter((what) => !what.includes('small part'))).toEqual([]);
  const kept = await product.db.select({ printed: schema.versions.printed, note: schema.versions.note }).from(schema.versions);
  const record = found([{ what: 'the record', text: JSON.stringify(kept) }], marks);
  for (const what of missing) expect(record).toContain(`${what} in the record`);
}, 120_000);

async function open(
  from: 1 | 2,
  more: (office: Office, marks: Marks, marked: Marked) => Promise<void>,
): Promise<Shown> {
  const marks = createMarks(from);
  const log: string[] = [];
  const office = await openOffice('PGlite', undefined, await builtPages(), {
    isEmbedded: true,
    log: pino({ level: 'trace' }, { write: (line: string) => void log.push(line) }),
  });
  await office.product.listen();
  const stream = await office.product.request(`/events?channels=${channels}`, {
    headers: { Accept: 'text/event-stream' },
  });
  const marked = await markGaps(office, marks);
  await more(office, marks, marked);
  await addEvent(office.product.db, {
    channel: 'record',
    visibility: 'public',
    kind: 'record changed',
    about: { end: 1 },
    at: office.clock.now,
  });
  const heard = await untilSaid(stream, '"end":1');
  return { office, marks, marked, log, heard, crawled: { replies: [], links: { followed: 0, found: 0 } } };
}

async function untilSaid(stream: Response, last: string): Promise<string> {
  let text = '';
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  while (reader !== undefined && !text.includes(last)) text += (await reader.read()).value ?? '';
  await reader?.cancel();
  return text;
}

function* textsIn(replies: readonly Reply[]) {
  for (const reply of replies) yield* textsOf(reply);
}

/** All of a reply, with one word for the code of the screen, which is by chance. */
function said({ status, headers, body }: Reply, shown: Shown): string {
  return unnamed([status, headers, body.toString('latin1')].join('\n'), shown);
}

function unnamed(text: string, { marked: { screens } }: Shown): string {
  return text.replaceAll(screens.code, 'CODE').replaceAll(screens.outside, 'TOKEN');
}
