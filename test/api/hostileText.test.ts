import type { Understood } from '@throughline/api/wire/pasting';
import { templateHeadings } from '@throughline/domain/paste/template';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Office, openOffice, quarter } from './returning.ts';
import { row, workbookParts, zip } from './workbook.ts';

/** Names of the language itself, marks that turn writing round, halves of a character, other digits. */
const hostile = [
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty'],
  ...['\u202e21', '\u206712\u2069', '\ud800', '12\udfff', '１２', '٣'],
];
const box = 'children-in-care:Total:2024-12';
const path = `/returns/${quarter}`;

let office: Office;
let slowest = 0;
beforeAll(async () => {
  office = await openOffice('PGlite');
  // The first request of each kind loads what it needs.
  await sendFile(csv('1'));
});
afterAll(() => office.product.close());

test.each(hostile)('%j is no figure, however it comes', async (text) => {
  const { boxes } = await office.read();
  const place = boxes.find(({ metric }) => metric === 'children-in-care');
  if (place === undefined) throw new Error('The box is not there');
  const content = { typed: { text }, source: text };
  const saved = await timed(() =>
    office.save(office.officer, place.position, content, place.revision),
  );
  const { boxes: after } = await saved.json();
  expect([saved.status, rules(after[0].findings)]).toEqual([
    200,
    expect.arrayContaining([expect.stringMatching(/^(not-a-number|not-a-symbol|blank)/)]),
  ]);

  for (const table of [
    `\tDecember 2024\nChildren in care\t${text}`,
    `\tDecember 2024\n${text}\t12`,
    `${text}\t${text}\n${text}\t12`,
  ]) {
    const pasted = await timed(() =>
      office.send(office.officer, 'POST', `${path}/paste`, { text: table }),
    );
    nothingUnderstood(await read(pasted));
  }
  for (const file of [csv(text), zip(workbookParts(row(1, [[0, '1']]) + cellsOf(text)))]) {
    const answered = await timed(() => sendFile(file));
    if (answered.status === 200) nothingUnderstood(await read(answered));
    else expect((await answered.json()).detail).toMatch(/\w+ \w+/);
  }
  const columns = [
    ...['time_period', 'time_identifier', 'geographic_level', 'country_code', 'country_name'],
    ...['At31_episodes', 'category'],
  ];
  for (const [at] of columns.entries()) {
    const named = columns.with(at, text).join(',');
    const values = `2012,Reporting year,National,E92000001,England,${text},Children in Need`;
    const planned = await timed(() =>
      send(
        '/imports?published=2024-01-15&release=Need+2012&name=need.csv',
        'text/csv',
        Buffer.from(`${named}\n${values}`),
      ),
    );
    expect([named, planned.status]).toEqual([named, expect.toBeOneOf([200, 400, 422])]);
    if (planned.status === 200)
      expect(await planned.json()).toMatchObject({ new: 0, written: false });
  }
});

test('none of it took a second, or left a trace on what everything is made of', () => {
  expect(slowest).toBeLessThan(1000);
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as Record<string, unknown>)['12']).toBeUndefined();
});

function nothingUnderstood({ boxes }: Understood) {
  expect(boxes.filter(({ content: { typed } }) => 'text' in typed && typed.text === '12')).toEqual(
    [],
  );
}

function rules(findings: { rule: string }[]): string[] {
  return findings.map(({ rule }) => rule);
}

/** The template with one figure filled in. */
function csv(figure: string): Uint8Array {
  const cells = templateHeadings.map((head) =>
    head === 'Figure' ? figure : head === 'Box (do not change)' ? box : '',
  );
  return Buffer.from([templateHeadings, cells].map((line) => line.join(',')).join('\r\n'));
}

function cellsOf(text: string): string {
  const cell = (column: string, at: number, content: string) =>
    `<c r="${column}${at}" t="inlineStr"><is><t>${content}</t></is></c>`;
  const heads = templateHeadings.map((head, at) => cell(String.fromCharCode(65 + at), 2, head));
  return `<row r="2">${heads.join('')}</row><row r="3">${cell('E', 3, text)}${cell('L', 3, box)}</row>`;
}

function sendFile(body: Uint8Array): Promise<Response> {
  return send(`${path}/file`, 'application/octet-stream', body);
}

async function send(to: string, type: string, body: Uint8Array): Promise<Response> {
  return office.product.request(to, {
    method: 'POST',
    headers: { ...office.officer.headers, 'Content-Type': type },
    body: new Uint8Array(body),
  });
}

async function read(response: Response): Promise<Understood> {
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return response.json();
}

async function timed(ask: () => Promise<Response>): Promise<Response> {
  const began = performance.now();
  const response = await ask();
  slowest = Math.max(slowest, performance.now() - began);
  return response;
}
