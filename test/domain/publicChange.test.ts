import { publicChanges, type ToldFigure } from '@throughline/domain/publicChange';
import { expect, test } from 'vitest';

const figure: ToldFigure = {
  metric: 'agency-cover',
  area: 'E08000026',
  breakdown: undefined,
  category: 'Total',
  period: '2024-09',
  version: 1,
  knownFrom: '2024-11-28',
  value: '31',
  marks: [],
  formula: undefined,
  note: '',
  changed: undefined,
  source: {
    document: 'note',
    documentTitle: 'A note',
    locator: 'paragraph 1',
    printed: '31',
    meeting: '2024-11-28',
  },
  private: false,
  publishedAt: undefined,
  withdrawn: undefined,
};
const corrected: ToldFigure = {
  ...figure,
  value: '33',
  version: 2,
  knownFrom: '2024-12-02',
  changed: { kind: 'correction', reason: 'Two were missed.' },
};
const areas = new Map([['E06000015', 'Derby']]);
const changesOf = (...figures: ToldFigure[]) =>
  publicChanges({ figures, metrics: [], areas, homeArea: 'E08000026', answered: [] });

test('the changes are the same whether there is something private beside them or not', () => {
  const hidden: ToldFigure[] = [
    { ...figure, period: '2024-10', private: true },
    { ...corrected, period: '2024-10', private: true },
    { ...figure, period: '2024-11', private: true, knownFrom: '2024-12-20' },
    {
      ...figure,
      period: '2024-12',
      private: true,
      withdrawn: { at: new Date('2025-01-01T10:00:00Z'), reason: 'Sealed.' },
    },
  ];
  expect(changesOf(figure, ...hidden, corrected)).toEqual(changesOf(figure, corrected));
  expect(changesOf(...hidden)).toEqual([]);
});

test('a correction says what became what, and why', () => {
  expect(changesOf(figure, corrected)[0]).toMatchObject({
    title: 'Corrected: agency-cover, September 2024',
    words: ['agency-cover, September 2024: 31 became 33.', 'Reason: Two were missed.'],
    path: '/metrics/agency-cover',
  });
});

test('changes of one document with one reason are one change, the first twenty by name', () => {
  const years = Array.from({ length: 25 }, (_, year) => `${2000 + year}-09` as const);
  const before = years.map((period) => ({ ...figure, period, area: 'E06000015' }));
  const after = years.map((period) => ({ ...corrected, period, area: 'E06000015' }));
  const [change, ...more] = changesOf(...before, ...after);
  expect(change?.title).toBe('Corrected: 25 figures');
  expect(change?.words[0]).toContain('agency-cover, Derby, September 2019: 31 became 33');
  expect(change?.words[0]).not.toContain('September 2020');
  expect(change?.words[0]).toMatch(/; and 5 more\.$/);
  expect(more.map(({ title }) => title)).toEqual([
    '25 figures reported to the Board on 28 November 2024',
  ]);
});

test('of a withdrawn figure no number is told, under any version of it', () => {
  const withdrawn = { at: new Date('2025-01-01T10:00:00Z'), reason: 'The wrong list.' };
  const gap = { ...figure, symbol: 'x' as const, withdrawn };
  const { value: _, ...gone } = gap;
  const told = changesOf(gone, { ...gone, version: 2 });
  expect(told.map(({ title }) => title)).toEqual([
    'Withdrawn: agency-cover, September 2024',
    '1 figure reported to the Board on 28 November 2024',
  ]);
  expect(JSON.stringify(told)).not.toMatch(/\b3[13]\b/);
});
