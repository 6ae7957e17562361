import { noteChange, putRows, schema } from '@throughline/db';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines } from '../database.ts';
import { visitor } from './people.ts';
import { openProduct, type Product } from './product.ts';

describe.each(engines)('on %s', (engine) => {
  let product: Product;
  beforeAll(async () => {
    product = await openProduct(engine);
  });
  afterAll(() => product.close());

  test.each([
    ['official-vacancy-rate', '2025-09-30', '16.4'],
    ['official-agency-rate', '2025-09-30', '12.8'],
    ['official-turnover-rate', '2024-10/2025-09', '10.3'],
    ['official-children-looked-after-rate', '2025-03-31', '80'],
  ])(
    'the neighbours’ median of %s for %s is %s, by the 2025 model',
    async (metric, period, value) => {
      const { comparing } = await product.json(`/metrics/${metric}/series?compare=neighbours`);
      const [{ runs }] = comparing.lines;
      const run = runs.at(-1);
      expect(run.model).toBe('2025 model');
      expect(run.points.find((point: { period: string }) => point.period === period)).toMatchObject(
        {
          value,
          with_number: 10,
        },
      );
    },
  );

  test('the neighbours’ line breaks where the model changes, and says why', async () => {
    const { comparing, sentence } = await product.json(
      '/metrics/official-vacancy-rate/series?compare=neighbours',
    );
    const [{ runs }] = comparing.lines;
    expect(runs.map(({ model }: { model: string }) => model)).toEqual(['2021 model', '2025 model']);
    expect(runs[1].breaks).toContain('2021 model');
    expect(sentence).toContain(runs[1].breaks);
  });

  test('rank 1 is the highest, and a good end is named only where polarity gives one', async () => {
    const vacancy = await product.json('/metrics/official-vacancy-rate/series?compare=neighbours');
    expect(vacancy.comparing.among_neighbours).toMatchObject({ of: 11, good: 'lowest' });
    const care = await product.json(
      '/metrics/official-children-looked-after-rate/series?compare=neighbours',
    );
    expect(care.comparing.among_neighbours).not.toHaveProperty('good');
  });

  test('what is compared is in the file and in the sentence', async () => {
    const query = 'compare=neighbours,E92000001';
    const { sentence } = await product.json(`/metrics/official-vacancy-rate/series?${query}`);
    expect(sentence).toContain('England: ');
    const file = await product.request(`/metrics/official-vacancy-rate/series.csv?${query}`);
    const rows: Record<string, string>[] = parse(await file.text(), { columns: true });
    const lines = new Set(rows.map(({ line }) => line));
    expect([...lines]).toEqual(['series', 'Statistical neighbours, median', 'England', 'sentence']);
    expect(rows.at(-1)?.['note']).toBe(sentence);
  });

  test('an area without figures of the metric is refused by name', async () => {
    const response = await product.request(
      '/metrics/official-vacancy-rate/series?compare=E06000001',
    );
    expect(response.status).toBe(404);
    expect((await response.json()).detail).toContain('E06000001');
  });

  test('definitions that differ stand side by side and are never joined', async () => {
    const { definitions } = await product.json('/metrics/children-in-care');
    expect(definitions.map(({ metric }: { metric: string }) => metric)).toEqual([
      'children-in-care',
      'council-plan-children-in-care',
      'official-children-looked-after',
    ]);
  });

  test('under seven figures there is a line and words only', async () => {
    const { control } = await product.json('/metrics/social-worker-vacancies/series?control=chart');
    expect(control.kind).toBe('too-few');
    expect(control.sentences[0]).toContain('too few figures');
  });

  test('seven to twelve figures are a run chart on the median', async () => {
    const { control } = await product.json('/metrics/official-vacancy-rate/series?control=chart');
    expect(control.kind).toBe('run');
    expect(control.phases[0]).toHaveProperty('median');
    expect(control.phases[0]).not.toHaveProperty('upper');
  });

  test('no chart is drawn of figures for different kinds of period', async () => {
    const { control } = await product.json(
      '/metrics/children-in-residential-homes/series?control=chart',
    );
    expect(control).toMatchObject({ kind: 'refused', phases: [] });
  });

  test('a person rebases with a reason, which stands on the chart with its day', async () => {
    const { headers } = await visitor(
      product.db,
      new Date('2026-11-22T12:00:00Z'),
      'administrator',
    );
    const rebase = (body: object) =>
      product.request('/metrics/official-vacancy-rate/rebases', {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
    expect((await rebase({ from: '2021-09-30', reason: '' })).status).toBe(400);
    const decision = { from: '2021-09-30', reason: 'The service was reorganised that summer' };
    expect((await rebase(decision)).status).toBe(201);
    expect((await rebase(decision)).status).toBe(409);

    const { control } = await product.json('/metrics/official-vacancy-rate/series?control=chart');
    expect(control.phases).toHaveLength(2);
    expect(control.sentences.join(' ')).toContain(
      'The service was reorganised that summer (decided on 22 November 2026)',
    );
  });

  test('a rating is by the target in force in the period, and history does not recolour', async () => {
    const target = {
      metric: 'social-worker-vacancies',
      area: 'E08000026',
      type: 'maximum' as const,
    };
    await putRows(product.db, schema.targets, [
      {
        ...target,
        inForceFrom: '2022-04-01',
        inForceTo: '2023-03-31',
        high: '60',
        tolerance: '0',
        source: 'A test',
      },
      {
        ...target,
        inForceFrom: '2024-04-01',
        inForceTo: null,
        high: '10',
        tolerance: '5',
        source: 'A test',
      },
    ]);
    await noteChange(product.db, { visibility: 'public', about: {} });
    const { ratings } = await product.json(
      '/metrics/social-worker-vacancies/series?area=E08000026',
    );
    expect(ratings).toEqual([
      { period: '2022-10', category: 'Total', colour: 'green' },
      { period: '2024-10', category: 'Total', colour: 'amber' },
    ]);
  });
});
