import { addVersions, type NewVersion, noteChange, putRows, schema } from '@throughline/db';
import { Undecided } from '@throughline/domain/disclosure/ranges';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines } from '../database.ts';
import { builtPages, openProduct, type Product } from './product.ts';

/** Every public channel that could carry a figure of the metrics below. */
const channels = [
  '/picture?meeting=2025-01-16',
  '/figures?document=return-FY2024-Q3',
  '/figures.csv?metric=haf-children',
  '/figures.csv?versions=all',
  '/metrics/haf-children',
  '/metrics/haf-children/series',
  '/metrics/haf-children/series?breakdown=support-need',
  '/metrics/haf-children/series?control=chart',
  '/metrics/haf-children/series.csv?breakdown=support-need',
  '/metrics/next-steps-young-people/series',
  '/metrics/official-vacancy-rate/series?compare=neighbours',
  '/documents/return-FY2024-Q3',
  '/meetings/2024-11-28',
];

/** The same on the pages, as they are served before any script runs. */
const pages = [
  '/?as-at=2025-01-16',
  '/metrics/haf-children',
  '/metrics/haf-children?view=table',
  '/metrics/next-steps-young-people',
  '/metrics/next-steps-young-people?control=chart',
  '/documents/return-FY2024-Q3',
  '/documents',
];

describe.each(engines)('on %s', (engine) => {
  let one: Product;
  beforeAll(async () => {
    one = await openProduct(engine);
    await publish(one, { whole: '128', need: '3', young: '4', large: '17' });
  });
  afterAll(() => one.close());

  test('one to five children are hidden, with the reason and without the number', async () => {
    const { points, headline, sentence } = await one.json(
      '/metrics/next-steps-young-people/series',
    );
    expect(points.at(-1)).toMatchObject({ symbol: 'c', source: { printed: '[c]' }, note: '' });
    expect(points.at(-1)).not.toHaveProperty('value');
    expect(headline).toContain('hidden to protect confidentiality');
    expect(sentence).toContain('can’t say');
  });

  test('what a public paper printed stays as printed, however small', async () => {
    const { points } = await one.json('/metrics/next-steps-long-term-matched/series');
    expect(points.map(({ value }: { value: string }) => value)).toEqual(['5']);
  });

  test('a small part and its total are never both there to subtract', async () => {
    const { points } = await one.json('/metrics/haf-children/series?breakdown=support-need');
    const christmas = points.filter(
      ({ period }: { period: string }) => period === '2024-christmas',
    );
    expect(christmas).toHaveLength(2);
    for (const point of christmas) expect(point).toMatchObject({ symbol: 'c' });
  });

  test('six or more are shown', async () => {
    const { points } = await one.json('/metrics/kinship-placements/series');
    expect(points.at(-1)).toMatchObject({ value: '17' });
  });
});

test('two records that differ only in what is hidden give the same bytes, tags and lengths', async () => {
  const replies = [];
  for (const numbers of [
    { whole: '128', need: '3', young: '4', large: '17' },
    { whole: '131', need: '5', young: '1', large: '17' },
  ]) {
    const product = await openProduct('PGlite', '2026-11-22', {}, await builtPages());
    await publish(product, numbers);
    const each: unknown[] = [];
    for (const path of [...channels.map((one) => `/api/v1${one}`), ...pages]) {
      for (const encoding of ['identity', 'br']) {
        const response = await product.root(path, { headers: { 'Accept-Encoding': encoding } });
        const bytes = Buffer.from(await response.arrayBuffer());
        expect(response.status, path).toBe(200);
        each.push([path, [...response.headers], bytes.toString('base64')]);
      }
    }
    await product.close();
    replies.push(each);
  }
  expect(replies[0]).toEqual(replies[1]);
});

test('when the check fails the reply is that it cannot be answered, and no figure', async () => {
  const product = await openProduct('PGlite', '2026-11-22', {
    hide: () => {
      throw new Undecided('This table is too hard');
    },
  });
  await publish(product, { whole: '128', need: '3', young: '4', large: '17' });
  for (const path of [
    '/metrics/next-steps-young-people/series',
    '/figures.csv',
    '/picture?meeting=2025-01-16',
  ]) {
    const response = await product.request(path);
    expect(response.status, path).toBe(503);
    expect(await response.text()).not.toMatch(/value|2024-christmas/);
  }
  await product.close();
});

/** Figures of a return, as they stand in the record once they are published. */
async function publish(
  { db }: Product,
  { whole, need, young, large }: { whole: string; need: string; young: string; large: string },
) {
  const document = 'return-FY2024-Q3';
  await putRows(db, schema.documents, [
    {
      id: document,
      title: 'Return for Q3 2024/25',
      kind: 'return',
      publishedOn: '2025-01-08',
      part: 1,
      note: '',
    },
  ]);
  const said = (
    metric: string,
    period: NewVersion['period'],
    value: string,
    category?: string,
  ): NewVersion => ({
    metric,
    area: 'E08000026',
    breakdown: category === undefined ? null : 'support-need',
    category: category ?? 'Total',
    period,
    knownFrom: '2025-01-08',
    value,
    low: null,
    high: null,
    symbol: null,
    marks: [],
    formula: null,
    printed: value,
    document,
    locator: `box ${metric} ${category ?? 'Total'}`,
    meeting: null,
    note: `It was ${value}.`,
    changeKind: null,
    changeReason: null,
  });
  await addVersions(db, [
    said('haf-children', '2024-christmas', whole),
    said('haf-children', '2024-christmas', need, 'send'),
    said('next-steps-young-people', '2024-12', young),
    said('kinship-placements', '2024-12', large),
  ]);
  await noteChange(db, { visibility: 'public', about: {} });
}
