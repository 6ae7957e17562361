import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReturnPage, WireBox } from '@throughline/api/wire/return';
import { connect, listAudit, type Place, verifyAudit } from '@throughline/db';
import { eq } from 'drizzle-orm';
import { boxSaves } from '../../db/schema/returns.ts';
import type { Visitor } from '../api/people.ts';
import { addOfficer } from '../bench/soaking.ts';
import { killWhileStarting, type Product, startProduct } from '../server.ts';

/** A database that outlives the process that writes to it. */
export type LastingPlace = Exclude<Place, { inMemory: true }>;

/** What came of it. */
export interface Toll {
  acknowledged: number;
  /** Acknowledged saves that are not there as they were acknowledged, a sentence each. */
  lost: string[];
  /** Saves that were under way when the product was killed, and how many of them are there. */
  unanswered: number;
  unansweredKept: number;
  /** Faults of the audit chain, and how far its entries are from one for each save. */
  auditFaults: number;
  auditAstray: number;
  restarts: number;
  /** How often it was killed again while it opened, before it answered anybody. */
  killedOpening: number;
  seconds: number;
}

/** A save of a box. No two have the same text, so each is known again. */
interface Save {
  position: number;
  revision: number;
  text: string;
}

/** A box as those who fill it in know it. */
interface Box {
  stands: Save;
  /** What was sent last, when no answer came. */
  unanswered: Save | undefined;
}

/** What writers share from a start of the product until it is killed. */
interface Shift {
  product: Product;
  officer: Visitor;
  acknowledged: Save[];
  isKilled: boolean;
  newText: () => string;
}

const quarter = 'FY2024-Q3';
const writers = 4;

/**
 * Starts the built product on an empty database and has four writers fill in the boxes of the seeded
 * return as fast as they can, each its own; kills it as `kill -9` does at a random moment, starts it
 * again and reads what stands in every box. So many times over, and until it was killed `opening`
 * times more while it opened; at the end the saves and the audit are read from the database itself.
 */
export async function killUnderSaving(
  place: LastingPlace,
  { moments, opening }: { moments: number; opening: number },
  random: () => number,
): Promise<Toll> {
  const began = performance.now();
  const officer = await addOfficer(place);
  const acknowledged: Save[] = [];
  const lost = new Map<string, string>();
  let [unanswered, unansweredKept, killedOpening, sent] = [0, 0, 0, 0];
  const newText = () => {
    sent += 1;
    return String(sent);
  };

  let product = await startProduct(settingsOf(place));
  try {
    let boxes = (await boxesOf(product, officer)).map(boxAsRead);
    for (let moment = 1; moment <= moments; moment++) {
      const shift: Shift = { product, officer, acknowledged, isKilled: false, newText };
      const shares = Array.from({ length: writers }, (_, writer) =>
        boxes.filter((_, at) => at % writers === writer),
      );
      const written = Promise.all(shares.map((own) => fillIn(own, shift)));
      await Promise.race([written, sleep(50 + random() * 2000)]);
      shift.isKilled = true;
      await kill(product);
      await written;
      if (killedOpening < opening) {
        const wasOpening = await killWhileStarting(settingsOf(place), 50 + random() * 1000);
        if (wasOpening) killedOpening += 1;
      }

      product = await startProduct(settingsOf(place));
      await checkLock(place, product);
      const found = await boxesOf(product, officer);
      for (const { stands, unanswered: under } of boxes) {
        const there = saveAsRead(found.find((one) => one.position === stands.position));
        if (under) unanswered += 1;
        if (under && isSame(there, under)) unansweredKept += 1;
        else if (!isSame(there, stands)) {
          lost.set(stands.text, `Moment ${moment}: ${said(stands)}, found ${said(there)}`);
        }
      }
      boxes = found.map(boxAsRead);
    }
  } finally {
    await product.stop();
  }

  const { saves, auditFaults, entries } = await readRecord(place);
  for (const one of acknowledged) {
    const there = saves.get(`${one.position} at ${one.revision}`);
    if (there !== one.text && !lost.has(one.text)) {
      lost.set(one.text, `In the end: ${said(one)}, found “${there ?? 'nothing'}”`);
    }
  }
  return {
    acknowledged: acknowledged.length,
    lost: [...lost.values()],
    unanswered,
    unansweredKept,
    auditFaults,
    auditAstray: entries - saves.size,
    restarts: moments,
    killedOpening,
    seconds: (performance.now() - began) / 1000,
  };
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function settingsOf(place: LastingPlace): Record<string, string> {
  return 'dataDir' in place ? { DATA_DIR: place.dataDir } : { DATABASE_URL: place.databaseUrl };
}

async function boxesOf({ url }: Product, officer: Visitor): Promise<WireBox[]> {
  const response = await fetch(`${url}/api/v1/returns/${quarter}`, { headers: officer.headers });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  const page: ReturnPage = await response.json();
  return page.boxes;
}

function boxAsRead(box: WireBox): Box {
  return { stands: saveAsRead(box), unanswered: undefined };
}

function saveAsRead(box: WireBox | undefined): Save {
  if (box === undefined) throw new Error('A box of the return is gone');
  const { typed } = box.content;
  if (!('text' in typed)) throw new Error(`Box ${box.position} has what nobody typed`);
  return { position: box.position, revision: box.revision, text: typed.text };
}

/** Saves one box after the other, round and round, until the product is killed. */
async function fillIn(own: readonly Box[], shift: Shift): Promise<void> {
  for (let turn = 0; !shift.isKilled; turn++) {
    const box = own[turn % own.length];
    if (box === undefined) throw new Error('There are fewer boxes than writers');
    const { position, revision } = box.stands;
    const next = { position, revision: revision + 1, text: shift.newText() };
    box.unanswered = next;
    try {
      const response = await save(shift, next);
      shift.acknowledged.push(next);
      box.stands = next;
      box.unanswered = undefined;
      await response.arrayBuffer();
    } catch (error) {
      // The connection breaks when the product is killed; before that nothing may fail.
      if (shift.isKilled && error instanceof TypeError) return;
      throw error;
    }
  }
}

/** Saves a box, and answers as soon as it is acknowledged at its revision. Fails when it is not. */
async function save(
  { product: { url }, officer }: Shift,
  { position, revision, text }: Save,
): Promise<Response> {
  const response = await fetch(`${url}/api/v1/returns/${quarter}/boxes/${position}`, {
    method: 'PUT',
    headers: { ...officer.headers, 'If-Match': `"${revision - 1}"` },
    body: JSON.stringify({ typed: { text } }),
  });
  const etag = response.headers.get('etag');
  if (response.status !== 200 || etag !== `"${revision}"`) {
    throw new Error(`Box ${position}: ${response.status}, ${etag}, ${await response.text()}`);
  }
  return response;
}

async function kill(product: Product): Promise<void> {
  process.kill(product.pid, 'SIGKILL');
  await product.stop();
}

/** The directory is the new process's: the lock that the killed one left was taken over. */
async function checkLock(place: LastingPlace, { pid }: Product): Promise<void> {
  if (!('dataDir' in place)) return;
  const holder = await readFile(join(place.dataDir, 'pglite.lock'), 'utf8');
  if (Number(holder.split(' ')[0]) !== pid) {
    throw new Error(`Process ${pid} runs on a directory that is locked by ${holder}`);
  }
}

/** Every save by its box and revision, and how the audit tells of them, without the product. */
async function readRecord(place: LastingPlace) {
  const { db, close } = await connect(place);
  const rows = await db
    .select({
      position: boxSaves.position,
      revision: boxSaves.revision,
      content: boxSaves.content,
    })
    .from(boxSaves)
    .where(eq(boxSaves.return, quarter));
  const saves = new Map(
    rows.map(({ position, revision, content: { typed } }) => [
      `${position} at ${revision}`,
      'text' in typed ? typed.text : JSON.stringify(typed),
    ]),
  );
  const { faults } = await verifyAudit(listAudit(db), []);
  let entries = 0;
  for await (const { kind } of listAudit(db)) if (kind === 'figures entered') entries += 1;
  await close();
  return { saves, auditFaults: faults.length, entries };
}

function isSame(a: Save, b: Save): boolean {
  return a.position === b.position && a.revision === b.revision && a.text === b.text;
}

function said({ position, revision, text }: Save): string {
  return `box ${position} at revision ${revision} “${text}”`;
}
