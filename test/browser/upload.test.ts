import { readFile } from 'node:fs/promises';
import { readSpreadsheet } from '@throughline/api/spreadsheet/read';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { workbookParts, zip } from '../api/workbook.ts';
import { launchBrowser, sidewaysScroll, violations } from '../browser.ts';
import { type SignedProduct, signIn, startSigned } from './signed.ts';

const quarter = '/returns/FY2024-Q3';

let product: SignedProduct;
let browser: Browser;
let page: Page;
/** The template as the officer downloads it: its headings and a row for each box. */
let template: string[][];

beforeAll(async () => {
  [product, browser] = await Promise.all([startSigned('officer'), launchBrowser()]);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await signIn(context, product, 'officer');
  page = await context.newPage();
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

test('the template is found from the page of the return, with a row for each of its boxes', async () => {
  await page.goto(product.url + quarter, { waitUntil: 'networkidle' });
  await page.getByRole('link', { name: 'Paste or upload a table' }).click();
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Excel', exact: true }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe('return-FY2024-Q3.xlsx');
  const read = await readSpreadsheet(await readFile(await download.path()));
  template = 'sheets' in read ? read.sheets.flatMap(({ grid }) => grid.map(textsOf)) : [];
  expect(template).toHaveLength(1 + 22);
});

test('a row that is filled in twice over is told by its number, and the others are shown before they are filled', async () => {
  await upload('return.xlsx', workbook({ Source: 'HR system', Figure: '11', Symbol: 'z' }));
  await page.getByText('1 row of the template understood; 1 not, with the reason.').waitFor();
  await page.getByText(/^row 2: fill in the figure, or/).waitFor();
  const fill = page.getByRole('region', { name: 'What will be filled' });
  await fill.getByText('Children in care, Total, December 2024: 716').waitFor();
  expect(await violations(page)).toEqual([]);
  await fits();
});

test('the file put right is read again and fills its boxes, which are there after a reload', async () => {
  await upload('return.xlsx', workbook({ Source: 'HR system', Figure: '11' }));
  await page.getByText('2 rows of the template understood.').waitFor();
  await page.getByRole('button', { name: 'Fill 2 boxes' }).click();
  await page.getByText('2 of 22 figures entered').waitFor();
  await page.reload({ waitUntil: 'networkidle' });
  expect(await page.locator('#box-1').inputValue()).toBe('11');
  expect(await page.locator('#box-15').inputValue()).toBe('716');
  await page.locator('#box-1').press('F2');
  expect(await page.getByLabel('Where this figure comes from').inputValue()).toBe('HR system');
});

test('a column of a CSV file that names no metric is put right on the page', async () => {
  await page.goto(`${product.url}${quarter}/paste`, { waitUntil: 'networkidle' });
  await upload(
    'agency.csv',
    Buffer.from('Role,"People, December 2024"\r\nSocial Worker,4\r\nTeam Manager,1\r\n'),
  );
  await page.getByText(/none of them is asked for in this return/).waitFor();
  await page.getByLabel('What the column People, December 2024 is of').selectOption('Agency cover');
  await page.getByText('2 figures understood; 2 fill boxes of this return.').waitFor();
  await page.getByLabel('What the row Team Manager is').selectOption('leave out');
  await page.getByText('1 figure understood; 1 fills a box of this return.').waitFor();
  await fits();
  await page.getByRole('button', { name: 'Fill 1 box' }).click();
  await page.getByText('3 of 22 figures entered').waitFor();
  await page.reload({ waitUntil: 'networkidle' });
  expect(await page.locator('#box-6').inputValue()).toBe('4');
});

test('a file that is no workbook is refused in words, and nothing is lost', async () => {
  await page.goto(`${product.url}${quarter}/paste`, { waitUntil: 'networkidle' });
  await upload('return.xlsx', Buffer.from('%PDF-1.7\0\0'));
  await page.getByText(/neither a CSV file nor a workbook/).waitFor();
  expect(await page.getByRole('button', { name: /^Fill/ }).count()).toBe(0);
  await page.getByRole('main').getByRole('link', { name: 'Quarter 3, 2024/25' }).click();
  await page.getByText('3 of 22 figures entered').waitFor();
  expect(await page.locator('#box-15').inputValue()).toBe('716');
});

/** Chooses a file as a person does. */
async function upload(name: string, buffer: Uint8Array): Promise<void> {
  const file = { name, mimeType: 'application/octet-stream', buffer: Buffer.from(buffer) };
  await page.getByLabel('Or a file, Excel or CSV').setInputFiles(file);
}

/** The page fits on the narrowest phone. */
async function fits(): Promise<void> {
  await page.setViewportSize({ width: 320, height: 900 });
  expect(await sidewaysScroll(page)).toBe(0);
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** The template with the children in care filled in, and its first row as given, as Excel saves it. */
function workbook(first: Record<string, string>): Uint8Array {
  const [headings = [], ...boxes] = template;
  const rows = boxes.map((cells, at) => {
    const isCare = cells.some((text) => text.startsWith('children-in-care:'));
    const typed = at === 0 ? first : isCare ? { Figure: '716', Source: 'Case system' } : {};
    return headings.map((heading, column) => Reflect.get(typed, heading) ?? cells[column] ?? '');
  });
  return zip(workbookParts([headings, ...rows].map(toRow).join('')));
}

function toRow(cells: readonly string[], at: number): string {
  const inline = cells.map((text, column) => {
    const place = `${String.fromCharCode(65 + column)}${at + 1}`;
    return `<c r="${place}" t="inlineStr"><is><t>${text.replaceAll('&', '&amp;')}</t></is></c>`;
  });
  return `<row r="${at + 1}">${inline.join('')}</row>`;
}

function textsOf(row: readonly { text: string }[]): string[] {
  return row.map(({ text }) => text);
}
