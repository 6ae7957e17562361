import type { Understood } from '@throughline/api/wire/pasting';
import type {
  ReturnChanges,
  ReturnPage,
  WireBox,
  WireContent,
  WireFinding,
} from '@throughline/api/wire/return';
import { noteChange, schema } from '@throughline/db';
import { boxName, templateHeadings } from '@throughline/domain/paste/template';
import type { Day } from '@throughline/domain/period';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Visitor, visitor } from './people.ts';
import { boxAt, filled, type Office, openOffice, quarter } from './returning.ts';

/**
 * Every check of an entry as it passes, as it fails and at its boundary, through the form, a paste, a
 * file and the API. Whatever the way, the same is found.
 */
const ways = ['form', 'paste', 'file', 'API'] as const;
type Way = (typeof ways)[number];

type Typed = WireContent['typed'];

interface Case {
  rule: string;
  /** What stands in which boxes; a bare text is a number as it is typed. */
  boxes: Readonly<Record<number, string | Typed>>;
  /** The level at which the rule speaks; nothing where it says nothing. */
  found?: 'block' | 'ask' | 'note';
  /** The box that is looked at; the first unless it is another. */
  at?: number;
  /** The day it is, when it matters. */
  on?: string;
}

const care = 15;
const homes = 16;
const kinship = 17;
const sickness = 20;
const haf = 22;
const roles = (...texts: string[]) =>
  Object.fromEntries(texts.map((text, index) => [index + 1, text]));
const parts = (numerator: string, denominator: string) => ({ numerator, denominator });

const blocks: Case[] = [
  { rule: 'not-a-number', boxes: { [care]: '716' } },
  { rule: 'not-a-number', boxes: { [care]: '71O' }, found: 'block' },
  { rule: 'not-a-number', boxes: { [care]: '1,234' } },
  { rule: 'not-a-number', boxes: { [care]: '1,23' }, found: 'block' },
  { rule: 'not-of-the-unit', boxes: { [care]: '716.0' } },
  { rule: 'not-of-the-unit', boxes: { [care]: '716.5' }, found: 'block' },
  { rule: 'not-of-the-unit', boxes: { [care]: '£716' }, found: 'block' },
  { rule: 'not-of-the-unit', boxes: { [care]: '0' } },
  { rule: 'not-of-the-unit', boxes: { [care]: '-1' }, found: 'block' },
  { rule: 'share-out-of-range', boxes: { [haf]: '84' } },
  { rule: 'share-out-of-range', boxes: { [haf]: '100' } },
  { rule: 'share-out-of-range', boxes: { [haf]: '0' } },
  { rule: 'share-out-of-range', boxes: { [haf]: '100.1' }, found: 'block' },
  { rule: 'share-out-of-range', boxes: { [haf]: '-1' }, found: 'block' },
  { rule: 'numerator-above-denominator', boxes: { [haf]: parts('84', '100') } },
  { rule: 'numerator-above-denominator', boxes: { [haf]: parts('100', '100') } },
  { rule: 'numerator-above-denominator', boxes: { [haf]: parts('101', '100') }, found: 'block' },
  { rule: 'not-a-number', boxes: { [haf]: parts('0', '0') }, found: 'block' },
  ...['NA', '-', '.', '~', ':', 'n/a', 'to be confirmed', '<5'].map(
    (text): Case => ({ rule: 'symbol-needed', boxes: { [care]: text }, found: 'block' }),
  ),
  { rule: 'symbol-needed', boxes: { [care]: { symbol: 'x', reason: 'The system was down.' } } },
  { rule: 'symbol-needed', boxes: { [haf]: parts('84', 'n/a') }, found: 'block' },
  {
    rule: 'symbol-without-reason',
    boxes: { [care]: { symbol: 'x', reason: 'The system was down.' } },
  },
  { rule: 'symbol-without-reason', boxes: { [care]: { symbol: 'x', reason: '' } }, found: 'block' },
  {
    rule: 'symbol-without-reason',
    boxes: { [care]: { symbol: 'x', reason: '-' } },
    found: 'block',
  },
  { rule: 'counts-needed', boxes: { [sickness]: parts('820', '210') } },
  { rule: 'counts-needed', boxes: { [sickness]: '3.9' }, found: 'block' },
  // Ten digits in one run are an NHS number only when their check digit fits.
  { rule: 'personal-number', boxes: { [care]: '9434765919' }, found: 'block' },
  { rule: 'personal-number', boxes: { [care]: '9434765918' } },
  { rule: 'personal-number', boxes: { [care]: 'A123456789012' }, found: 'block' },
  { rule: 'personal-number', boxes: { [care]: 'A12345678901' } },
  { rule: 'period-in-future', boxes: { [care]: '716' }, on: '2024-12-02' },
  { rule: 'period-in-future', boxes: { [care]: '716' }, on: '2024-12-01' },
  { rule: 'period-in-future', boxes: { [care]: '716' }, on: '2024-11-30', found: 'block' },
];

const asks: Case[] = [
  { rule: 'parts-and-total', boxes: roles('10', '2', '2', '1', '15'), at: 5 },
  { rule: 'parts-and-total', boxes: roles('10', '2', '2', '1', '15.1'), at: 5, found: 'ask' },
  { rule: 'parts-and-total', boxes: roles('10', '2', '2', '1', '16'), at: 5, found: 'ask' },
  // While a part is missing only a sum that is too large already is asked about.
  { rule: 'parts-and-total', boxes: { 1: '10', 2: '2', 5: '13' }, at: 5 },
  { rule: 'parts-and-total', boxes: { 1: '10', 2: '2', 5: '11' }, at: 5, found: 'ask' },
  // 69, the middle of 76, 74, 67, 59 and 69, lies 25.9 from where the question begins.
  { rule: 'far-from-usual', boxes: { [homes]: '70' } },
  { rule: 'far-from-usual', boxes: { [homes]: '94' } },
  { rule: 'far-from-usual', boxes: { [homes]: '95' }, found: 'ask' },
  { rule: 'far-from-usual', boxes: { [homes]: '44' } },
  { rule: 'far-from-usual', boxes: { [homes]: '43' }, found: 'ask' },
  // 720 in September 2024; and of 13 posts, a quarter is less than 5.
  { rule: 'large-change', boxes: { [care]: '716' } },
  { rule: 'large-change', boxes: { [care]: '900' } },
  { rule: 'large-change', boxes: { [care]: '901' }, found: 'ask' },
  { rule: 'large-change', boxes: { [care]: '540' } },
  { rule: 'large-change', boxes: { [care]: '539' }, found: 'ask' },
  { rule: 'large-change', boxes: { 5: '17.9' } },
  { rule: 'large-change', boxes: { 5: '18' }, found: 'ask' },
  { rule: 'tenfold', boxes: { 5: '13.5' } },
  { rule: 'tenfold', boxes: { 5: '129.9' } },
  { rule: 'tenfold', boxes: { 5: '130' }, found: 'ask' },
  { rule: 'tenfold', boxes: { 5: '1.4' } },
  { rule: 'tenfold', boxes: { 5: '1.3' }, found: 'ask' },
  { rule: 'same-as-last-time', boxes: { [care]: '719' } },
  { rule: 'same-as-last-time', boxes: { [care]: '720' }, found: 'ask' },
  { rule: 'same-as-last-time', boxes: roles('9', '1', '2', '1', '13'), at: 5, found: 'ask' },
  { rule: 'same-as-last-time', boxes: roles('9', '1', '2', '1.5', '13'), at: 5 },
];

const notes: Case[] = [
  { rule: 'late', boxes: { [care]: '716' }, on: '2025-01-05' },
  { rule: 'late', boxes: { [care]: '716' }, on: '2025-01-06' },
  { rule: 'late', boxes: { [care]: '716' }, on: '2025-01-07', found: 'note' },
  // Homes are counted from June 2023, Coventry's vacancies from October 2022.
  { rule: 'short-history', boxes: { [homes]: '70' }, found: 'note' },
  { rule: 'short-history', boxes: { [kinship]: '118' }, found: 'note' },
];

let office: Office;
let who: Visitor;
let day = '2025-01-06';
beforeAll(async () => {
  office = await openOffice('PGlite');
  who = office.officer;
});
afterAll(() => office.product.close());

describe('the same is found by form, paste, file and API', () => {
  test.each([...blocks, ...asks, ...notes].map((one) => [nameOf(one), one] as const))(
    '%s',
    async (_, one) => {
      await itIs(one.on ?? '2025-01-06');
      const page = await read(`/returns/${quarter}`);
      const found: [Way, Findings][] = [];
      for (const way of ways) {
        const findings = await enter(way, `/returns/${quarter}`, page.boxes, one.boxes);
        if (findings) found.push([way, findings]);
      }
      expect(found.map(([way]) => way)).toEqual(expect.arrayContaining(['form', 'file', 'API']));
      const at = one.at ?? Number(Object.keys(one.boxes)[0]);
      // A paste refuses only what would block in its box, or is made of two numbers or a symbol.
      if (!found.some(([way]) => way === 'paste') && typeof one.boxes[at] === 'string') {
        expect(found[0]?.[1].of[at]?.map(({ level }) => level)).toContain('block');
      }
      for (const [way, { all, of }] of found) {
        const spoken = [...all, ...(of[at] ?? [])].filter(({ rule }) => rule === one.rule);
        expect([way, ...spoken.map(({ level }) => level)]).toEqual([
          way,
          ...(one.found ? [one.found] : []),
        ]);
        expect([way, found[0]?.[1]]).toEqual([way, { all, of }]);
      }
      await clear(one.boxes);
    },
  );

  test('a change to a published figure is asked about, and the same figure again is not', async () => {
    await itIs('2025-01-06');
    const officer = who;
    who = await visitor(office.product.db, office.clock.now, 'clerk');
    const figure = { metric: 'children-in-care', period: '2024-09' };
    const opened = await office.send(who, 'POST', '/corrections', { figure });
    const { id, boxes }: ReturnPage = await opened.json();
    const place = boxes.map((box) => ({ ...box, revision: 0 }));
    let made = 0;
    for (const [text, isAsked] of [
      ['720', false],
      ['720.0', false],
      ['721', true],
    ] as const) {
      const found: [Way, Findings | undefined][] = [];
      for (const way of ways) {
        const now = place.map((box) => ({ ...box, revision: made }));
        found.push([way, await enter(way, `/corrections/${id}`, now, { 1: text })]);
        made += 1;
      }
      for (const [way, findings] of found) {
        const rules = findings?.of[1]?.map(({ rule }) => rule) ?? [];
        expect([way, text, rules.includes('changes-published')]).toEqual([way, text, isAsked]);
        expect([way, findings]).toEqual([way, found[0]?.[1]]);
      }
    }
    who = officer;
  });

  test('a metric takes no figure of a period before it began or after it retired, and of its first and last day one', async () => {
    await itIs('2025-01-06');
    const { db } = office.product;
    const kept = (days: Partial<Record<'beganOn' | 'retiredOn', Day | null>>) =>
      db.transaction(async (tx) => {
        await noteChange(tx, { visibility: 'public', about: {} });
        await tx
          .update(schema.metrics)
          .set(days)
          .where(eq(schema.metrics.id, 'kinship-placements'));
      });
    for (const [days, rule, isBlocked] of [
      [{ retiredOn: '2024-12-01' }, 'after-metric-retired', false],
      [{ retiredOn: '2024-11-30' }, 'after-metric-retired', true],
      [{ retiredOn: null, beganOn: '2024-12-31' }, 'before-metric-began', false],
      [{ beganOn: '2025-01-01' }, 'before-metric-began', true],
    ] as const) {
      await kept(days);
      const { boxes } = await read(`/returns/${quarter}`);
      for (const way of ways) {
        const findings = await enter(way, `/returns/${quarter}`, boxes, { [kinship]: '118' });
        const rules = findings?.of[kinship]?.map((finding) => finding.rule) ?? [];
        expect([way, days, rules.includes(rule)]).toEqual([way, days, isBlocked]);
      }
    }
    await kept({ beganOn: null });
    await clear({ [kinship]: '' });
  });

  test('a figure that no box asks for is taken by none of them', async () => {
    await itIs('2025-01-06');
    const path = `/returns/${quarter}`;
    const before = await read(path);
    const content = filled({ typed: { text: '9' } });
    const put = await office.send(who, 'PUT', `${path}/boxes/99`, content, { 'If-Match': '"0"' });
    const post = await office.send(who, 'POST', `${path}/boxes`, {
      boxes: [{ position: 99, revision: 0, content }],
    });
    expect([put.status, post.status]).toEqual([404, 404]);
    const elsewhere = [
      { metric: 'no-such-metric', category: 'Total', period: '2024-12' },
      { metric: 'children-in-care', breakdown: 'age', category: 'under-1', period: '2024-12' },
      { metric: 'agency-cover', breakdown: 'role', category: 'nobody', period: '2024-12' },
      { metric: 'children-in-care', category: 'Total', period: 'FY2024' },
      { metric: 'children-in-care', category: 'Total', period: '2024-13' },
    ];
    for (const place of elsewhere) {
      const name = boxName({ area: 'E08000026', ...place });
      const inFile = await sendFile(path, [{ name, typed: { text: '9' } }]);
      expect([name, inFile.boxes, inFile.unfilled.length]).toEqual([name, [], 1]);
    }
    for (const table of [
      'No such metric\tDecember 2024\nTotal\t9',
      'Children in care\tDecember 2024\nUnder 1\t9',
      'Agency cover\tDecember 2024\nNobody\t9',
      'Children in care\t2024/25\nTotal\t9',
      'Children in care\tDecember 2034\nTotal\t9',
    ]) {
      const pasted: Understood = await ok(
        await office.send(who, 'POST', `${path}/paste`, { text: table }),
      );
      expect([table, pasted.boxes]).toEqual([table, []]);
    }
    expect((await read(path)).changes).toBe(before.changes);
  });

  test('one figure given twice is taken by none of them', async () => {
    await itIs('2025-01-06');
    const path = `/returns/${quarter}`;
    const { boxes, changes } = await read(path);
    const box = boxAt(boxes, care);
    const one = {
      position: care,
      revision: box.revision,
      content: filled({ typed: { text: '716' } }),
    };
    const post = await office.send(who, 'POST', `${path}/boxes`, { boxes: [one, one] });
    expect(post.status).toBe(400);
    const row = { name: nameIn(box), typed: { text: '716' } };
    const inFile = await sendFile(path, [row, row]);
    const sent = await office.send(who, 'POST', `${path}/boxes`, { boxes: inFile.boxes });
    expect(sent.status).toBe(400);
    const text = 'Children in care\tDecember 2024\tDecember 2024\nTotal\t716\t717';
    const pasted: Understood = await ok(await office.send(who, 'POST', `${path}/paste`, { text }));
    expect(pasted.boxes).toEqual([]);
    expect((await read(path)).changes).toBe(changes);
    // The form has one box for it: what is typed over another's is a clash.
    expect((await office.save(who, care, one.content, box.revision)).status).toBe(200);
    expect((await office.save(who, care, one.content, box.revision)).status).toBe(412);
    await clear({ [care]: '' });
  });
});

/** What was found of each box, and of the return as a whole. */
interface Findings {
  all: readonly WireFinding[];
  of: Readonly<Record<number, readonly WireFinding[]>>;
}

/** Fills boxes one way, and what is found then; nothing where a paste cannot say such a thing. */
async function enter(
  way: Way,
  path: string,
  boxes: readonly WireBox[],
  typed: Case['boxes'],
): Promise<Findings | undefined> {
  const wanted = Object.entries(typed).map(([position, one]) => ({
    position: Number(position),
    typed: typeof one === 'string' ? { text: one } : one,
  }));
  const revision = (position: number) =>
    revisions.get(`${path} ${position}`) ?? boxAt(boxes, position).revision;
  const fill = async (filling: { position: number; content: Partial<WireContent> }[]) => {
    const body = {
      boxes: filling.map(({ position, content }) => ({
        ...{ position, revision: revision(position) },
        content: filled({ typed: content.typed ?? { text: '' } }),
      })),
    };
    const changes = await ok<ReturnChanges>(await office.send(who, 'POST', `${path}/boxes`, body));
    return foundIn(path, changes, wanted);
  };
  switch (way) {
    case 'form': {
      let last: ReturnChanges | undefined;
      for (const { position, typed: content } of wanted) {
        last = await ok<ReturnChanges>(
          await office.send(who, 'PUT', `${path}/boxes/${position}`, filled({ typed: content }), {
            'If-Match': `"${revision(position)}"`,
          }),
        );
        revisions.set(`${path} ${position}`, revision(position) + 1);
      }
      return last && foundIn(path, last, []);
    }
    case 'API':
      return fill(
        wanted.map(({ position, typed: content }) => ({ position, content: { typed: content } })),
      );
    case 'file': {
      const rows = wanted.map(({ position, typed: content }) => ({
        name: nameIn(boxAt(boxes, position)),
        typed: content,
      }));
      const read = await sendFile(path, rows);
      expect(read.unfilled).toEqual([]);
      expect(read.boxes.map(({ content }) => content.typed)).toEqual(
        wanted.map((one) => one.typed),
      );
      return fill(read.boxes);
    }
    case 'paste': {
      const texts = wanted.flatMap(({ typed: content }) =>
        'text' in content ? [content.text] : [],
      );
      if (texts.length < wanted.length) return undefined;
      const places = wanted.map(({ position }) => boxAt(boxes, position));
      const rows = places.map((box, index) => `${box.category_title}\t${texts[index]}`);
      const [first] = places;
      const body = {
        text: ['Role\tFigure', ...rows].join('\n'),
        overrides: [{ table: 0, facts: { metric: first?.metric, period: first?.period } }],
      };
      const pasted = await ok<Understood>(await office.send(who, 'POST', `${path}/paste`, body));
      const cells = pasted.tables.flatMap((table) => table.cells);
      const blocked = cells.filter(({ state }) => state === 'refused');
      if (blocked.length === 0) {
        expect(pasted.boxes).toHaveLength(wanted.length);
        return fill(pasted.boxes);
      }
      // What cannot be read is refused with its reason, and fills no box.
      expect(pasted.boxes).toEqual([]);
      expect(blocked.flatMap(({ why }) => why)).not.toEqual([]);
      return undefined;
    }
  }
}

const revisions = new Map<string, number>();

function foundIn(
  path: string,
  changes: ReturnChanges,
  saved: readonly { position: number }[],
): Findings {
  for (const { position, revision } of changes.boxes)
    revisions.set(`${path} ${position}`, revision);
  expect(changes.boxes.map(({ position }) => position)).toEqual(
    expect.arrayContaining(saved.map(({ position }) => position)),
  );
  return {
    all: changes.findings,
    of: Object.fromEntries(changes.judged.map(({ position, findings }) => [position, findings])),
  };
}

async function sendFile(path: string, rows: { name: string; typed: Typed }[]): Promise<Understood> {
  const cells = rows.map(
    ({ name, typed }): Partial<Record<string, string>> => ({
      'Box (do not change)': name,
      ...('text' in typed && { Figure: typed.text }),
      ...('symbol' in typed && { Symbol: typed.symbol, 'Reason for the symbol': typed.reason }),
      ...('numerator' in typed && { Numerator: typed.numerator, Denominator: typed.denominator }),
    }),
  );
  const lines = [
    templateHeadings.join(','),
    ...cells.map((row) => templateHeadings.map((head) => `"${row[head] ?? ''}"`).join(',')),
  ];
  const response = await office.product.request(`${path}/file`, {
    method: 'POST',
    headers: { ...who.headers, 'Content-Type': 'application/octet-stream' },
    body: new TextEncoder().encode(lines.join('\r\n')),
  });
  return ok(response);
}

async function clear(boxes: Case['boxes']): Promise<void> {
  const path = `/returns/${quarter}`;
  const page = await read(path);
  const empty = Object.keys(boxes).map((position) => ({
    ...{ position: Number(position), revision: boxAt(page.boxes, Number(position)).revision },
    content: { typed: { text: '' } },
  }));
  await ok(await office.send(who, 'POST', `${path}/boxes`, { boxes: empty }));
  revisions.clear();
}

/** It is a day, and an officer is signed in on it. */
async function itIs(wanted: string): Promise<void> {
  revisions.clear();
  if (wanted === day) return;
  day = wanted;
  office.clock.now = new Date(`${day}T10:00:00Z`);
  who = await visitor(office.product.db, office.clock.now, 'officer');
}

async function read(path: string): Promise<ReturnPage> {
  return ok(await office.send(who, 'GET', path));
}

async function ok<Answer>(response: Response): Promise<Answer> {
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}

function nameIn({ metric, area, breakdown, category, period }: WireBox): string {
  return boxName({ metric, area, breakdown, category, period });
}

function nameOf({ rule, boxes, found, on }: Case): string {
  const typed = Object.values(boxes).map((one) =>
    typeof one === 'string' ? one : Object.values(one).join(' of '),
  );
  return `${rule}${on ? ` on ${on}` : ''}: ${typed.join(', ')} ${found ? `is found (${found})` : 'passes'}`;
}
