import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines } from '../database.ts';
import { openProduct, type Product } from './product.ts';

const homes = '/metrics/children-in-residential-homes/series';

describe.each(engines)('on %s', (engine) => {
  let product: Product;
  beforeAll(async () => {
    product = await openProduct(engine);
  });
  afterAll(() => product.close());

  test('as at 23 November 2023 the Board knew 76, 74 and 67 children in residential homes', async () => {
    const { points, as_at } = await product.json(`${homes}?as-at=2023-11-23`);
    expect(as_at).toBe('2023-11-23');
    expect(points.map(({ period, value, mark }: Point) => [period, value, mark])).toEqual([
      ['FY2023-Q1', '76', 'worked-out'],
      ['2023-09', '74', ''],
      ['2023-11-23', '67', ''],
    ]);
  });

  test('as at 28 November 2024 it knew 59, worked out, and 69 as well', async () => {
    const { points } = await product.json(`${homes}?as-at=2024-11-28`);
    expect(points.slice(3).map(({ period, value, mark }: Point) => [period, value, mark])).toEqual([
      ['2024-04', '59', 'worked-out'],
      ['2024-09', '69', ''],
    ]);
  });

  test('what is asked for as at a day holds nothing that was told later', async () => {
    for (const path of [
      `${homes}?as-at=2023-11-23`,
      '/figures?as-at=2023-11-23',
      '/picture?meeting=2023-11-23',
      '/figures.csv?as-at=2023-11-23',
    ]) {
      const text = await (await product.request(path)).text();
      expect(text, path).not.toContain('workforce-note-2024-11-28');
      expect(text, path).not.toContain('homes-for-children-in-care-2024-11-28');
    }
  });

  test('a reading date is the same byte for byte however often it is asked', async () => {
    const ask = async () => (await product.request('/figures.csv?as-at=2024-11-28')).text();
    expect(await ask()).toBe(await ask());
  });

  test('the newest figure of every series is asked for at once, as at a day too', async () => {
    const ask = async (query: string) => {
      const { figures } = await product.json(`/figures?periods=newest&${query}`);
      return figures.map(({ metric, period, value }: Flat) => [metric, period, value]);
    };
    const two = 'metric=children-in-residential-homes,haf-attendance';
    expect(await ask(two)).toEqual([
      ['children-in-residential-homes', '2024-09', '69'],
      ['haf-attendance', '2024-summer', '87'],
    ]);
    expect(await ask(`${two}&as-at=2023-11-23`)).toEqual([
      ['children-in-residential-homes', '2023-11-23', '67'],
    ]);
    const all = await product.json('/metrics/children-in-residential-homes/series');
    expect(all.points.at(-1).period).toBe('2024-09');
    expect(await ask('metric=no-such-metric')).toEqual([]);
  });

  test('a later day than today means today', async () => {
    const { as_at } = await product.json(`${homes}?as-at=2099-01-01`);
    expect(as_at).toBe('2026-11-22');
  });

  test('a breakdown is all its categories and the Total', async () => {
    const { points } = await product.json('/metrics/agency-cover/series?breakdown=role');
    const october = points.filter(({ period }: Point) => period === '2022-10');
    expect(october.map(({ category, value }: Point) => [category, value])).toEqual(
      expect.arrayContaining([
        ['Total', '28'],
        ['social-worker', '12'],
        ['advanced-social-worker', '12'],
        ['senior-practitioner', '2'],
        ['team-manager', '3'],
      ]),
    );
  });

  test('a range and a symbol keep their own fields, and no number is made of them', async () => {
    const { points } = await product.json('/metrics/agency-social-workers/series?breakdown=grade');
    const none = points.find(({ category }: Point) => category === 'g6-social-worker');
    expect(none).toMatchObject({ symbol: 'z' });
    expect(none).not.toHaveProperty('value');
  });

  test('the retention rate is shown as printed, and its direction is can’t say everywhere', async () => {
    const series = await product.json('/metrics/retention-rate/series');
    expect(series.direction.direction).toBe("can't say");
    expect(series.headline).toContain('as printed');
    expect(series.sentence).toContain('starters minus leavers');
    expect(series).not.toHaveProperty('change');

    const csv = rows(await (await product.request('/figures.csv?metric=retention-rate')).text());
    for (const row of csv) expect(row['note']).toContain('starters minus leavers');
  });

  test('the file holds every figure, one a row, under the headings promised', async () => {
    const response = await product.request('/figures.csv?area=E08000026');
    expect(response.headers.get('Content-Type')).toContain('text/csv');
    const text = await response.text();
    expect(text.split('\r\n')[0]).toBe(
      'id,metric,metric_title,unit,area,breakdown,category,period,period_start,period_end,value,low,high,symbol,mark,printed,document,locator,meeting,known_from,version,note',
    );
    const csv = rows(text);
    expect(csv.filter(({ meeting }) => meeting).length).toBeGreaterThanOrEqual(145);
    expect(new Set(csv.map(({ id }) => id)).size).toBe(csv.length);
    expect(csv).toContainEqual(
      expect.objectContaining({
        metric: 'haf-attendance',
        period: '2024-summer',
        value: '87',
        unit: 'percent',
        period_end: '2024-08-31',
        known_from: '2024-11-28',
      }),
    );
  });

  test('pages of figures, one after the other, are the file', async () => {
    const ids: string[] = [];
    let next: string | undefined = '';
    while (next !== undefined) {
      const page: { figures: { id: string }[]; next?: string } = await product.json(
        `/figures?limit=37${next && `&cursor=${next}`}`,
      );
      ids.push(...page.figures.map(({ id }) => id));
      next = page.next;
    }
    const csv = rows(await (await product.request('/figures.csv')).text());
    expect(ids).toEqual(csv.map(({ id }) => id));
  });

  test('the picture opens on the latest meeting that has figures and says that the papers end', async () => {
    const picture = await product.json('/picture');
    expect(picture.meeting).toBe('2024-11-28');
    expect(picture.held).toContain('The last figures were reported on 28 November 2024');
    expect(picture.held).toContain('no papers are held');
  });

  test('what the Board asked for and was not told is a row of its own', async () => {
    const { topics } = await product.json('/picture');
    const row = topics
      .flatMap((topic: { rows: { metric: string }[] }) => topic.rows)
      .find(({ metric }: { metric: string }) => metric === 'staff-sickness');
    expect(row).toMatchObject({
      points: [],
      direction: { direction: 'not available' },
      asked: { meeting: '2024-10-17', minute: '45(5)', overdue: true },
    });
  });

  test('a request is open before it is due, overdue once its meeting has passed without it', async () => {
    const stateOn = async (day: string) =>
      (await product.json(`/requests?as-at=${day}`)).requests.find(
        ({ metrics }: { metrics: { id: string }[] }) =>
          metrics.some(({ id }) => id === 'staff-sickness'),
      )?.state;
    expect(await stateOn('2024-10-16')).toBeUndefined();
    expect(await stateOn('2024-10-17')).toBe('open');
    expect(await stateOn('2024-11-28')).toBe('overdue');
  });

  test('an answer that came later is not told as at an earlier day', async () => {
    const asked = async (day: string) =>
      (await product.json(`/requests?as-at=${day}`)).requests.find(
        ({ meeting, text }: { meeting: string; text: string }) =>
          meeting === '2022-10-20' && /recruitment and retention/i.test(text),
      );
    expect(await asked('2023-11-22')).toMatchObject({ state: 'open' });
    expect(await asked('2023-11-22')).not.toHaveProperty('answer');
    expect(await asked('2023-11-23')).toMatchObject({
      state: 'answered',
      answer: { meeting: '2023-11-23' },
    });
  });

  test('a private item says its ground and nothing of its content', async () => {
    const { items } = await product.json('/meetings/2024-11-28');
    const secret = items.filter(({ part }: { part: number }) => part === 2);
    expect(secret).toHaveLength(1);
    expect(secret[0]).toMatchObject({ exempt_paragraphs: ['1', '3'] });
  });

  test('a minute number printed wrong is given both ways', async () => {
    const { items } = await product.json('/meetings/2023-11-23');
    expect(items).toContainEqual(expect.objectContaining({ minute: '17', minute_printed: '16' }));
  });

  test('a document leads to every figure taken from it', async () => {
    const { taken } = await product.json('/documents/workforce-note-2024-11-28');
    expect(taken.length).toBeGreaterThan(80);
    const pack = await product.json('/documents/agenda-pack-2024-11-28');
    expect(pack.parts.map(({ id }: { id: string }) => id)).toContain('haf-note-2024-11-28');
    expect(pack.taken.length).toBeGreaterThan(taken.length);
  });

  test('discrepancies are told with both sides, where they are printed', async () => {
    const { discrepancies } = await product.json('/discrepancies');
    const agency = discrepancies.find(({ title }: { title: string }) => title.includes('28'));
    expect(agency.sources.map(({ locator }: { locator: string }) => locator).join()).toContain(
      '9.4',
    );
  });
});

interface Flat {
  metric: string;
  period: string;
  value: string;
}

interface Point {
  period: string;
  category: string;
  value: string;
  mark: string;
}

function rows(csv: string): Record<string, string>[] {
  return parse(csv, { columns: true });
}
