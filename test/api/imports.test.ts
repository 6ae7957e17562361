import { dataVersion, listAudit } from '@throughline/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromOurPage, type Visitor, visitor } from './people.ts';
import { openProduct, type Product } from './product.ts';

const at = new Date('2026-11-22T12:00:00Z');
const headings =
  'time_period,time_identifier,geographic_level,country_code,country_name,At31_episodes,Anypoint_child,Started_child,Ended_child,category';
const england =
  '2012,Reporting year,National,E92000001,England,369410,"1,000",x,z,Children in Need';
const asked = '/imports?published=2026-01-15&release=Need+2012&name=need.csv';

let product: Product;
let officer: Visitor;
beforeAll(async () => {
  product = await openProduct('PGlite');
  officer = await visitor(product.db, at, 'officer');
});
afterAll(() => product.close());

test('only officers may load files, and of nobody else is the file even read', async () => {
  const response = await post(`${asked}&write=yes`, 'no file', 'anyone');
  expect(response.status).toBe(401);
  const approver = await visitor(product.db, at, 'approver');
  expect((await post(`${asked}&write=yes`, 'no file', approver)).status).toBe(403);
});

test('without a publication day or a name for the release it is refused: no file carries them', async () => {
  const response = await post('/imports', `${headings}\n${england}`);
  expect(response.status).toBe(400);
  expect((await response.json()).detail).toBe(
    'published: Give the day the file was published, no file carries it. release: Give the release a name',
  );
  const future = await post('/imports?published=2027-01-01&release=x', `${headings}\n${england}`);
  expect((await future.json()).detail).toBe('published: The day is still to come');
});

test('a plan says what would change and changes nothing; write=yes changes it', async () => {
  const version = await dataVersion(product.db);
  const planned = await post(asked, `${headings}\n${england}`);
  expect(planned.status).toBe(200);
  expect(await planned.json()).toMatchObject({
    kind: 'figures',
    mapping: 'Children in need: episodes and children',
    release: { name: 'Need 2012', published_on: '2026-01-15' },
    written: false,
    rows: 1,
    areas: [{ code: 'E92000001', name: 'England', level: 'country', new: false }],
    periods: [
      { period: 'FY2011', label: '2011/12' },
      { period: '2012-03-31', label: '31 March 2012' },
    ],
    new: 4,
    changed: 0,
    unchanged: 0,
    refused: [],
  });
  expect(await dataVersion(product.db)).toBe(version);

  const written = await post(`${asked}&write=yes`, `${headings}\n${england}`);
  expect(await written.json()).toMatchObject({ written: true, new: 4 });
  const again = await post(`${asked}&write=yes`, `${headings}\n${england}`);
  expect(await again.json()).toMatchObject({ written: true, new: 0, unchanged: 4 });
  const record = await arrayFrom(listAudit(product.db));
  expect(record.filter(({ kind }) => kind === 'file imported')).toMatchObject([
    { actor: `person ${officer.person.id}`, about: 'need.csv' },
  ]);
  const revised = '/imports?published=2026-02-15&release=Need+2012+again';
  const changed = await post(revised, `${headings}\n${england.replace('369410', '369420')}`);
  expect(await changed.json()).toMatchObject({
    changed: 1,
    unchanged: 3,
    changes: [
      {
        row: 2,
        metric: 'official-children-in-need',
        area_name: 'England',
        period: '2012-03-31',
        old: '369410',
        new: '369420',
      },
    ],
  });
});

test('what is refused is answered with row and reason, and a write of it with 422', async () => {
  const file = `${headings}\n${england}\n${england.replace('2012', '2011').replace('369410', '')}`;
  const planned = await post(asked, file);
  expect(planned.status).toBe(200);
  const written = await post(`${asked}&write=yes`, file);
  expect(written.status).toBe(422);
  expect(await written.json()).toMatchObject({
    written: false,
    refusals: 1,
    refused: [
      {
        row: 3,
        column: 'At31_episodes',
        reason: 'the cell is blank: a symbol says why there is no number',
      },
    ],
  });
});

test('a form may carry the file with its mapping and the rest', async () => {
  const form = new FormData();
  form.set('file', new File([`${headings}\n${england}`], 'need.csv', { type: 'text/csv' }));
  form.set('published', '2026-03-01');
  form.set('release', 'By form');
  form.set('mapping', new File(['{"title": "Mine"}'], 'mine.json'));
  const wrong = await post('/imports', form);
  expect(wrong.status).toBe(400);
  expect(await wrong.text()).toContain('metrics: ');

  form.delete('mapping');
  const planned = await post('/imports', form);
  expect(await planned.json()).toMatchObject({ written: false, unchanged: 4 });
  form.delete('file');
  expect((await post('/imports', form)).status).toBe(400);
});

/** An officer posts it, unless somebody else does. */
async function post(path: string, body: string | FormData, by: Visitor | 'anyone' = officer) {
  const { 'Content-Type': _, ...signedIn } = by === 'anyone' ? fromOurPage : by.headers;
  const type = typeof body === 'string' ? { 'Content-Type': 'text/csv' } : {};
  return product.request(path, { method: 'POST', body, headers: { ...signedIn, ...type } });
}

async function arrayFrom<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
