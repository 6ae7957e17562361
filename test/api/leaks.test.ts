import { readdir, readFile } from 'node:fs/promises';
import { addEvent, schema } from '@throughline/db';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Crawled, crawl, found, partsOf, type Reply, textsOf } from './crawl.ts';
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
  /** Every byte of a stream that was open all the while. */
  heard: string;
}

/** One record with all that is private, and one with other words and numbers in the same gaps. */
let full: Shown;
let bare: Shown;
let [ofFull, ofBare]: [Crawled, Crawled] = [] as never;

beforeAll(async () => {
  full = await open(2, markUnseen);
  bare = await open(1, async () => undefined);
  // The same is asked of both, also for what only one of them has.
  const marked = { ...full.marked, screens: bare.marked.screens };
  ofFull = await crawl(full.office.product, full.marked, { most: 40 });
  ofBare = await crawl(bare.office.product, marked, { most: 40 });
}, 240_000);
afterAll(async () => {
  await full.office.product.close();
  await bare.office.product.close();
});

test('no text and no number of what is private is in any reply to the public: 0 hits', () => {
  expect(full.marks.given.size).toBeGreaterThan(60);
  expect(ofFull.replies.length).toBeGreaterThan(600);
  expect(found(textsIn(ofFull.replies), full.marks)).toEqual([]);
});

test('a stream that is open while it happens is told only what a stream of the gaps alone is', () => {
  expect(full.heard).toContain('figures published');
  expect(found([{ what: 'the stream', text: full.heard }], full.marks)).toEqual([]);
  expect(full.heard).toBe(bare.heard);
});

test('nothing of it is in the log', () => {
  expect(found([{ what: 'the log', text: full.log.join('') }], full.marks)).toEqual([]);
});

test('what a browser is served has no source maps', async () => {
  const files = await readdir(new URL('../../web/dist/client/', import.meta.url), {
    recursive: true,
    withFileTypes: true,
  });
  const scripts = files.filter(({ name }) => /\.(js|css)$/.test(name));
  expect(scripts.length).toBeGreaterThan(20);
  expect(files.filter(({ name }) => name.endsWith('.map'))).toEqual([]);
  for (const { parentPath, name } of scripts) {
    expect(await readFile(`${parentPath}/${name}`, 'utf8'), name).not.toContain('sourceMappingURL');
  }
});

test('with other words and numbers in the gaps, and nothing else that is private, every reply is the same', () => {
  const other = new Map(ofBare.replies.map((reply) => [unnamed(reply.what, bare), reply]));
  const differing = ofFull.replies.flatMap((reply) => {
    const same = other.get(unnamed(reply.what, full));
    return same && said(same, bare) === said(reply, full) ? [] : [reply.what];
  });
  expect(differing).toEqual([]);
  expect(ofFull.replies.length).toBe(ofBare.replies.length);
});

test('all of it is there: who may see it is sent every text and number, but what is hidden from all', async () => {
  const { office, marked, marks } = full;
  const { product, clock, clerk } = office;
  const roles = ['officer', 'clerk', 'approver', 'chair', 'administrator'] as const;
  const everybody = await visitor(product.db, clock.now, ...roles);
  const { replies } = await crawl(product, marked, { headers: everybody.headers, pages: false });
  const asked = async (path: string, headers: Record<string, string>) => ({
    what: path,
    text: await (await product.request(path, { headers })).text(),
  });
  const room = await asked(`/screens/${marked.screens.code}`, {
    Authorization: `Bearer ${marked.screens.inside}`,
  });
  expect(found([room], marks).join()).toContain('correction of an exempt figure in');
  const texts = [...textsIn(replies), room, await asked('/notes', clerk.headers)];
  const seen = found(texts, marks);
  const unseen = [...marks.given.values()].filter(
    (what) => !seen.some((hit) => hit.startsWith(`${what} in `)),
  );
  expect(unseen.filter((what) => !/small part/.test(what))).toEqual([]);
  const { printed, note } = schema.versions;
  const kept = JSON.stringify(await product.db.select({ printed, note }).from(schema.versions));
  expect(found([{ what: 'the record', text: kept }], marks)).toEqual(
    expect.arrayContaining(unseen.map((what) => `${what} in the record`)),
  );
}, 120_000);

/** A record with gaps, and what else is private, while a stream of what is public is open. */
async function open(from: 1 | 2, markMore: typeof markUnseen): Promise<Shown> {
  const marks = createMarks(from);
  const log: string[] = [];
  const office = await openOffice('PGlite', undefined, await builtPages(), {
    isEmbedded: true,
    log: pino({ level: 'trace' }, { write: (line: string) => void log.push(line) }),
  });
  await office.product.listen();
  const stream = await office.product.request('/events?channels=record,meeting:2024-11-28', {
    headers: { Accept: 'text/event-stream' },
  });
  const marked = await markGaps(office, marks);
  await markMore(office, marks, marked);
  await addEvent(office.product.db, {
    channel: 'record',
    visibility: 'public',
    kind: 'record changed',
    about: { end: 1 },
    at: office.clock.now,
  });
  return { office, marks, marked, log, heard: await untilSaid(stream, '"end":1') };
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

/**
 * All of a reply. Where chance has a part in it, as in the code of a screen and the time at which a
 * file was made, that is left out, and its tag and length with it.
 */
function said({ what, status, headers, body }: Reply, shown: Shown): string {
  const isFile = /\.(docx|pptx|xlsx) /.test(what);
  if (!isFile && !what.includes(shown.marked.screens.code)) {
    return [status, headers, body.toString('latin1')].join('\n');
  }
  const texts = isFile && body.length > 0 ? [...partsOf(what, body)].slice(1) : [];
  const parts = texts.filter((one) => !one.text.startsWith('PK'));
  return unnamed(
    [
      status,
      headers.replace(/^(etag|content-length): .*$/gm, ''),
      ...(isFile ? parts.map((one) => `${one.what}\n${one.text}`) : [body.toString('latin1')]),
    ]
      .join('\n')
      .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, 'NOW')
      // What makes slides counts the charts of all that it has made since it was started.
      .replaceAll(/(chart|Worksheet)\d+/g, '$1'),
    shown,
  );
}

function unnamed(text: string, { marked: { screens } }: Shown): string {
  return text.replaceAll(screens.code, 'CODE').replaceAll(screens.outside, 'TOKEN');
}
