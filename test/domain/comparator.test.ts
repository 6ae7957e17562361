import {
  type AreaFigure,
  amongNeighbours,
  type ComparatorGroup,
  groupInForce,
  neighboursFigure,
  neighboursLine,
  rankOf,
} from '@throughline/domain/comparator';
import type { Day, Period } from '@throughline/domain/period';
import type { Decimal, Value } from '@throughline/domain/value';
import { expect, test } from 'vitest';

const model2021 = group('2021 model', '2021-04-01', '2021-01-01', ['derby', 'leeds', 'bolton']);
const model2025 = group('2025 model', '2025-05-01', '2025-01-01', ['derby', 'luton', 'bolton']);
const groups = [model2021, model2025];

test('a period is compared with the model in force at its end', () => {
  expect(groupInForce(groups, '2025-03-31')).toBe(model2025);
  expect(groupInForce(groups, '2024-10/2025-09')).toBe(model2025);
  expect(groupInForce(groups, 'FY2024')).toBe(model2025);
  expect(groupInForce(groups, '2025-01-01')).toBe(model2025);
  expect(groupInForce(groups, '2024-12-31')).toBe(model2021);
  expect(groupInForce(groups, '2024-09-30')).toBe(model2021);
  expect(groupInForce([...groups].reverse(), '2021-03-31')).toBe(model2021);
});

test('before the first model there is none, and nothing is guessed', () => {
  expect(groupInForce(groups, '2020-09-30')).toBeUndefined();
});

test('a model that was not public on the reading date is not used', () => {
  expect(groupInForce(groups, '2025-03-31', '2025-04-30')).toBe(model2021);
  expect(groupInForce(groups, '2025-03-31', '2025-05-01')).toBe(model2025);
});

test('the neighbours’ figure is the median of those with a number, and says how many there were', () => {
  const figures = [
    at('derby', '2025-03-31', '10.2'),
    at('luton', '2025-03-31', '10.3'),
    at('bolton', '2025-03-31', { symbol: 'c' }),
    at('leeds', '2025-03-31', '99'),
    at('derby', '2024-03-31', '50'),
  ];
  expect(neighboursFigure(model2025, '2025-03-31', figures, 1)).toMatchObject({
    median: '10.3',
    withNumber: 2,
  });
});

test('the median is rounded half away from zero on its text', () => {
  const figures = [at('derby', '2025-03-31', '78'), at('luton', '2025-03-31', '81')];
  expect(neighboursFigure(model2025, '2025-03-31', figures, 0)?.median).toBe('80');
  const negative = [at('derby', '2025-03-31', '-78'), at('luton', '2025-03-31', '-81')];
  expect(neighboursFigure(model2025, '2025-03-31', negative, 0)?.median).toBe('-80');
});

test('the area itself is not one of its neighbours, and without any number there is no figure', () => {
  const own = [at('coventry', '2025-03-31', '5')];
  expect(neighboursFigure(model2025, '2025-03-31', own, 0)).toBeUndefined();
});

test('the line breaks where the model changes and says why', () => {
  const figures = ['2020', '2023', '2024', '2025', '2026'].flatMap((year) => [
    at('derby', `${year}-03-31` as Period, '10'),
    at('leeds', `${year}-03-31` as Period, '20'),
    at('luton', `${year}-03-31` as Period, '30'),
  ]);
  const runs = neighboursLine(groups, figures, 0);
  expect(runs.map(({ figures: run }) => run.map(({ period, median }) => [period, median]))).toEqual(
    [
      [
        ['2023-03-31', '15'],
        ['2024-03-31', '15'],
      ],
      [
        ['2025-03-31', '20'],
        ['2026-03-31', '20'],
      ],
    ],
  );
  expect(runs.map(({ breaks }) => breaks)).toEqual([
    undefined,
    'The neighbours change here from the 2021 model to the 2025 model, in force from 1 January 2025: 2 of 3 are the same, so the two sides of the break are not compared.',
  ]);
});

test('rank 1 is the highest, equal figures share a place, and a symbol has none', () => {
  const figures = [
    at('coventry', '2025-03-31', '82'),
    at('derby', '2025-03-31', '102'),
    at('luton', '2025-03-31', '82.0'),
    at('bolton', '2025-03-31', '81'),
    at('leeds', '2025-03-31', { symbol: 'x' }),
    at('leeds', '2024-03-31', '200'),
  ];
  expect(rankOf('coventry', '2025-03-31', figures, 'neutral')).toEqual({
    rank: 2,
    of: 4,
    shared: 1,
    good: undefined,
  });
  expect(rankOf('bolton', '2025-03-31', figures, 'neutral')).toMatchObject({ rank: 4, shared: 0 });
  expect(rankOf('leeds', '2025-03-31', figures, 'neutral')).toBeUndefined();
});

test('which end is good is said only where polarity gives one', () => {
  const figures = [at('coventry', '2025-03-31', '7.4')];
  const good = (polarity: 'lower_is_better' | 'higher_is_better' | 'neutral') =>
    rankOf('coventry', '2025-03-31', figures, polarity)?.good;
  expect(good('lower_is_better')).toBe('lowest');
  expect(good('higher_is_better')).toBe('highest');
  expect(good('neutral')).toBeUndefined();
});

test('a rank among the neighbours counts the area and its neighbours, nobody else', () => {
  const figures = [
    at('coventry', '2025-03-31', '82'),
    at('derby', '2025-03-31', '102'),
    at('leeds', '2025-03-31', '200'),
  ];
  const among = amongNeighbours(model2025, figures);
  expect(rankOf('coventry', '2025-03-31', among, 'neutral')).toMatchObject({ rank: 2, of: 2 });
});

function group(
  model: string,
  publishedOn: Day,
  inForceFrom: Day,
  members: string[],
): ComparatorGroup {
  return {
    id: model,
    model,
    title: `Neighbours, ${model}`,
    area: 'coventry',
    publishedOn,
    inForceFrom,
    members: members.map((area, place) => ({
      area,
      name: area,
      closeness: 'close',
      position: place + 1,
    })),
  };
}

function at(area: string, period: Period, value: Decimal | Value): AreaFigure {
  return { area, period, value: typeof value === 'string' ? { value } : value };
}
