import { afterAll, beforeAll, expect, test } from 'vitest';
import { openProduct, type Product } from './product.ts';

let product: Product;
beforeAll(async () => {
  product = await openProduct('PGlite');
});
afterAll(() => product.close());

test.each([
  ['a reading date that is no day', '/figures?as-at=2023-02-29', 400, /as-at/],
  ['a reading date in words', '/requests?as-at=yesterday', 400, /as-at/],
  ['a key that is not known', '/metrics?sort=title', 400, /sort/],
  ['a key given twice', '/figures?metric=agency-cover&metric=children-in-care', 400, /metric/],
  ['a key given twice, on one that takes nothing', '/meetings?x=1&x=2', 400, /x/],
  ['an empty place in a list', '/figures?metric=agency-cover,', 400, /metric/],
  ['a page of no figures', '/figures?limit=0', 400, /limit/],
  ['a cursor of somebody’s own making', '/figures?cursor=abc', 400, /cursor/],
  ['a metric that is not known', '/metrics/happiness', 404, /happiness/],
  [
    'a breakdown the metric does not have',
    '/metrics/children-in-care/series?breakdown=role',
    404,
    /role/,
  ],
  ['a meeting that was not', '/meetings/2024-01-01', 404, /2024-01-01/],
  ['a picture of no meeting', '/picture?meeting=2024-01-01', 404, /2024-01-01/],
  ['a document that is not held', '/documents/secret', 404, /secret/],
  ['a path that does not exist', '/nothing/here', 404, /nothing/],
])('%s is a problem the reader can act on', async (_, path, status, detail) => {
  const response = await product.request(path);
  expect(response.status).toBe(status);
  expect(response.headers.get('Content-Type')).toContain('application/problem+json');
  const problem = await response.json();
  expect(problem).toMatchObject({ status, title: expect.any(String) });
  expect(problem.detail).toMatch(detail);
});

test('the description holds every path and is generated from the schemas that validate', async () => {
  const description = await product.json('/openapi.json');
  expect(description.openapi).toBe('3.1.0');
  expect(Object.keys(description.paths).sort()).toEqual(
    expect.arrayContaining([
      '/discrepancies',
      '/documents',
      '/documents/{id}',
      '/figures',
      '/figures.csv',
      '/meetings',
      '/meetings/{date}',
      '/metrics',
      '/metrics/{id}',
      '/metrics/{id}/series',
      '/picture',
      '/requests',
    ]),
  );
});

test('a reader who has the reply already is told so without the body', async () => {
  const first = await product.request('/picture');
  const etag = first.headers.get('ETag') ?? '';
  expect(etag).toMatch(/^"[\w-]+"$/);
  const again = await product.request('/picture', { headers: { 'If-None-Match': etag } });
  expect(again.status).toBe(304);
  expect(await again.text()).toBe('');
});

test('a reply is compressed for those who can read it, under a tag of its own', async () => {
  const plain = await product.request('/picture');
  const small = await product.request('/picture', { headers: { 'Accept-Encoding': 'gzip, br' } });
  expect(small.headers.get('Content-Encoding')).toBe('br');
  expect(small.headers.get('Vary')).toContain('Accept-Encoding');
  expect(small.headers.get('ETag')).not.toBe(plain.headers.get('ETag'));
  expect(Number(small.headers.get('Content-Length'))).toBeLessThan(
    Number(plain.headers.get('Content-Length')) / 4,
  );
});

test('every reply says that nothing but our own may run', async () => {
  for (const path of ['/picture', '/metrics/none', '/figures?as-at=x', '/nothing']) {
    const { headers } = await product.request(path);
    expect(headers.get('Content-Security-Policy'), path).toContain("script-src 'self'");
    expect(headers.get('X-Content-Type-Options'), path).toBe('nosniff');
  }
});

test('health is told at the root', async () => {
  expect((await product.root('/healthz')).status).toBe(200);
  expect(await (await product.root('/readyz')).json()).toEqual({ status: 'ready' });
});
