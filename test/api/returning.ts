import type { Deps, Pages } from '@throughline/api';
import type { Proof, ReturnPage, WireBox, WireContent } from '@throughline/api/wire/return';
import type { Engine } from '../database.ts';
import { type Visitor, visitor } from './people.ts';
import { openProduct, type Product } from './product.ts';

/** The product with the people of a return, at a time that the test moves. */
export interface Office {
  product: Product;
  officer: Visitor;
  second: Visitor;
  approver: Visitor;
  clerk: Visitor;
  member: Visitor;
  clock: { now: Date };
  send: (
    who: Visitor | undefined,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Response>;
  /** The return of the seeded quarter as the officer sees it. */
  read: (id?: string) => Promise<ReturnPage>;
  save: (
    who: Visitor,
    position: number,
    content: Partial<WireContent>,
    revision?: number,
  ) => Promise<Response>;
  /** Fills every box that is due, by the officer, with figures no check has anything to say of. */
  fill: (others?: Record<number, Partial<WireContent>>) => Promise<void>;
  /** Submits and checks the seeded return. */
  hand: () => Promise<ReturnPage>;
  /** Publishes it, with all acknowledged. */
  publish: (at?: string, who?: Visitor) => Promise<Response>;
}

/** The seeded return: the quarter, and what stands in its boxes when nothing is wrong with them. */
export const quarter = 'FY2024-Q3';
export const calm: Record<number, WireContent['typed']> = {
  1: { text: '10' },
  2: { text: '2' },
  3: { text: '2' },
  4: { text: '1' },
  5: { text: '15' },
  6: { text: '4' },
  7: { text: '4' },
  8: { text: '0' },
  9: { text: '1' },
  10: { text: '9' },
  15: { text: '716' },
  16: { text: '70' },
  17: { text: '118' },
  19: { text: '41' },
  20: { numerator: '820', denominator: '210' },
  22: { text: '84' },
};

export async function openOffice(
  engine: Engine,
  start = '2025-01-06T10:00:00Z',
  pages?: Pages,
  others: Partial<Deps> = {},
): Promise<Office> {
  const clock = { now: new Date(start) };
  const product = await openProduct(
    engine,
    '2025-01-06',
    {
      now: () => clock.now,
      today: () => clock.now.toISOString().slice(0, 10) as `${number}-${number}-${number}`,
      ...others,
    },
    pages,
  );
  const add = (...roles: Parameters<typeof visitor>[2][]) =>
    visitor(product.db, clock.now, ...roles);
  const [officer, second, approver] = [
    await add('officer'),
    await add('officer'),
    await add('approver'),
  ];
  const [clerk, member] = [await add('clerk'), await add('member')];

  const send: Office['send'] = async (who, method, path, body, headers = {}) =>
    product.request(path, {
      method,
      headers: { ...(who?.headers ?? {}), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const ok = async (response: Response) => {
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return response.json();
  };
  const read: Office['read'] = async (id = quarter) =>
    ok(await send(officer, 'GET', `/returns/${id}`));
  const save: Office['save'] = (who, position, content, revision = 0) =>
    send(who, 'PUT', `/returns/${quarter}/boxes/${position}`, filled(content), {
      'If-Match': `"${revision}"`,
    });
  return {
    ...{ product, officer, second, approver, clerk, member, clock, send, read, save },
    async fill(others = {}) {
      const { boxes } = await read();
      const positions = [...new Set([...Object.keys(calm), ...Object.keys(others)])].map(Number);
      const filling = positions.map((position) => ({
        position,
        revision: revisionOf(boxes, position),
        content: filled({ ...(calm[position] && { typed: calm[position] }), ...others[position] }),
      }));
      await ok(await send(officer, 'POST', `/returns/${quarter}/boxes`, { boxes: filling }));
    },
    async hand() {
      const { changes } = await read();
      const submitted: ReturnPage = await ok(
        await send(officer, 'POST', `/returns/${quarter}/submit`, { seen: changes }),
      );
      return ok(
        await send(approver, 'POST', `/returns/${quarter}/check`, { seen: submitted.changes }),
      );
    },
    async publish(at, who = approver) {
      const proof = await ok(await send(who, 'GET', `/returns/${quarter}/proof`));
      return send(who, 'POST', `/returns/${quarter}/publish`, {
        seen: proof.seen,
        at,
        acknowledged: proof.to_acknowledge.map(({ id }: { id: string }) => id),
      });
    },
  };
}

/** A content with a source and the reasons that questions about the calm figures want. */
export function filled(content: Partial<WireContent>): Partial<WireContent> {
  return { source: 'The case system, report of 3 January 2025', ...content };
}

export function boxAt(boxes: readonly WireBox[], position: number): WireBox {
  const found = boxes.find((box) => box.position === position);
  if (found === undefined) throw new Error(`There is no box ${position}`);
  return found;
}

function revisionOf(boxes: readonly WireBox[], position: number): number {
  return boxAt(boxes, position).revision;
}

/** What a paper prints of one observation. */
export interface Printed {
  metric: string;
  period: string;
  text: string;
  printed: string;
  /** Paragraph 1, 2 and so on where none is given. */
  locator?: string;
}

/** Adds a paper with what it prints, has it checked, and answers what would be published. */
export async function handPaper(
  { clerk, approver, send, read }: Office,
  document: string,
  printed: readonly Printed[],
): Promise<Proof> {
  const id = `paper-${document}`;
  const paper = { id: document, title: 'Children in care: a note', kind: 'briefing-note' };
  const dates = { published_on: '2025-01-06', meeting: '2025-01-16' };
  await answerOf(await send(clerk, 'POST', '/papers/documents', { ...paper, ...dates }));
  await answerOf(await send(clerk, 'POST', `/papers/documents/${document}/figures`));
  const boxes = printed.map(({ metric, period }) => ({ metric, period }));
  await answerOf(await send(clerk, 'POST', `/papers/${id}/boxes-wanted`, { boxes }));
  for (const [at, { text, printed: print, locator }] of printed.entries()) {
    const place = locator ?? `paragraph ${at + 1}`;
    const content = { typed: { text }, locator: place, printed: print };
    const path = `/papers/${id}/boxes/${at + 1}`;
    await answerOf(await send(clerk, 'PUT', path, content, { 'If-Match': '"0"' }));
  }
  const { changes } = await read(id);
  const submitted = await answerOf<ReturnPage>(
    await send(clerk, 'POST', `/papers/${id}/submit`, { seen: changes }),
  );
  await answerOf(await send(approver, 'POST', `/returns/${id}/check`, { seen: submitted.changes }));
  return answerOf(await send(approver, 'GET', `/returns/${id}/proof`));
}

/** Publishes the figures of a paper, with all acknowledged, now or at a moment. */
export async function publishPaper(
  { approver, send }: Office,
  document: string,
  { seen, to_acknowledge }: Proof,
  at?: string,
): Promise<void> {
  const acknowledged = to_acknowledge.map(({ id }) => id);
  const path = `/returns/paper-${document}/publish`;
  await answerOf(await send(approver, 'POST', path, { seen, acknowledged, at }));
}

async function answerOf<Answer>(response: Response): Promise<Answer> {
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}

/** Corrects a published figure and publishes the correction, as a clerk and an approver do. */
export async function correctFigure(
  office: Office,
  figure: { metric: string; period: string },
  text: string,
  others: Partial<WireContent> = {},
): Promise<void> {
  const { clerk, approver } = office;
  const asked = async <Answer>(who: Visitor, method: string, path: string, body?: object) => {
    const response = await office.send(who, method, path, body);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  };
  const { id } = await asked<ReturnPage>(clerk, 'POST', '/corrections', { figure });
  const content = filled({
    typed: { text },
    change: { kind: 'correction', reason: 'It was counted late.' },
    ...others,
  });
  const path = `/corrections/${id}/boxes/1`;
  const put = async (revision: number, more: Partial<WireContent> = {}) => {
    const body = { ...content, ...more };
    const response = await office.send(clerk, 'PUT', path, body, { 'If-Match': `"${revision}"` });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as { boxes: WireBox[] };
  };
  const { boxes } = await put(0);
  const answers = boxAt(boxes, 1).findings.flatMap(({ question }) =>
    question ? [{ question, reason: 'It was counted again.' }] : [],
  );
  if (answers.length > 0) await put(1, { answers });
  const page = await asked<ReturnPage>(clerk, 'GET', `/returns/${id}`);
  const submit = await asked<ReturnPage>(clerk, 'POST', `/corrections/${id}/submit`, {
    seen: page.changes,
  });
  await asked(approver, 'POST', `/returns/${id}/check`, { seen: submit.changes });
  const proof = await asked<Proof>(approver, 'GET', `/returns/${id}/proof`);
  await asked(approver, 'POST', `/returns/${id}/publish`, {
    seen: proof.seen,
    acknowledged: proof.to_acknowledge.map((one) => one.id),
  });
}
