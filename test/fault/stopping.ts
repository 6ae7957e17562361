import { setTimeout as sleep } from 'node:timers/promises';
import type { ReturnPage } from '@throughline/api/wire/return';
import type { Visitor } from '../api/people.ts';
import { openStreams } from '../bench/soaking.ts';
import type { Product } from '../server.ts';

/** What came of a stop under load. */
export interface Stopped {
  /** Milliseconds until the process was gone. */
  ms: number;
  /** Saves that were answered as saved, by the box, and those that were not answered. */
  acknowledged: Map<number, string>;
  unanswered: number;
  /** Answers that were neither, in words. */
  failed: string[];
  /** Streams that were open when it was told to stop, and those that were not ended by it. */
  streams: number;
  stillOpen: number;
}

const quarter = 'FY2024-Q3';

/** Tells the product to stop while so many streams are open and so many saves are being answered. */
export async function stopUnderLoad(
  product: Product,
  officer: Visitor,
  { streams, writes }: { streams: number; writes: number },
): Promise<Stopped> {
  const open = await openStreams(product.url, streams, new AbortController().signal);
  const before = open.count();
  const acknowledged = new Map<number, string>();
  const failed: string[] = [];
  let unanswered = 0;
  const saving = Array.from({ length: writes }, async (_, at) => {
    const position = at + 1;
    const text = String(1000 + at);
    const response = await fetch(`${product.url}/api/v1/returns/${quarter}/boxes/${position}`, {
      method: 'PUT',
      headers: { ...officer.headers, 'If-Match': '"0"' },
      body: JSON.stringify({ typed: { text } }),
    }).catch(() => undefined);
    if (response === undefined) unanswered += 1;
    else if (response.status === 200) acknowledged.set(position, text);
    else failed.push(`Box ${position}: ${response.status} ${await response.text()}`);
  });
  // The saves have left, and the first of them are being worked on.
  await sleep(20);
  const began = performance.now();
  await product.stop();
  const ms = performance.now() - began;
  await Promise.all(saving);
  return { ms, acknowledged, unanswered, failed, streams: before, stillOpen: open.count() };
}

/** What stands in the boxes of the return, by their positions. */
export async function boxTexts({ url }: Product, officer: Visitor): Promise<Map<number, string>> {
  const response = await fetch(`${url}/api/v1/returns/${quarter}`, { headers: officer.headers });
  const { boxes }: ReturnPage = await response.json();
  return new Map(
    boxes.map(({ position, content: { typed } }) => [
      position,
      'text' in typed ? typed.text : JSON.stringify(typed),
    ]),
  );
}
