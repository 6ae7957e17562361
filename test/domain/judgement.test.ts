import { directionOf } from '@throughline/domain/judgement';
import type { Polarity } from '@throughline/domain/metric';
import { comparableChange, type Figure } from '@throughline/domain/series';
import type { Decimal } from '@throughline/domain/value';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { figure } from '../figure.ts';

test('fewer vacancies have improved, because lower is better', () => {
  const figures = [figure('2023-10', '22.5'), figure('2024-10', '13')];

  expect(judge('lower_is_better', figures)).toEqual({ direction: 'improved' });
  expect(judge('higher_is_better', figures)).toEqual({ direction: 'got worse' });
});

test('more is the reverse', () => {
  const figures = [figure('2023-summer', '70'), figure('2024-summer', '79')];

  expect(judge('higher_is_better', figures)).toEqual({ direction: 'improved' });
  expect(judge('lower_is_better', figures)).toEqual({ direction: 'got worse' });
});

test('the same number, however many decimals are printed, stayed the same', () => {
  const figures = [figure('2023-10', '9'), figure('2024-10', '9.0')];

  expect(judge('lower_is_better', figures)).toEqual({ direction: 'stayed the same' });
});

test('of children in care nothing good or bad is ever said', () => {
  const number = fc.integer({ min: -999, max: 999 }).map((n) => `${n}` as Decimal);
  fc.assert(
    fc.property(number, number, (before, after) => {
      const figures = [figure('2024-04', before), figure('2024-09', after)];
      expect(judge('neutral', figures)).toEqual({
        direction: "can't say",
        reason: 'neither more nor fewer is better in itself',
      });
    }),
  );
});

test("can't say gives its reason", () => {
  const [before, after] = [figure('2023-10', '22.5'), figure('2024-10', '13')];
  const provisional = figure('2024-10', '13', { marks: ['p'] });

  expect(reasonFor([after])).toBe('there are too few figures to compare');
  expect(reasonFor([before, provisional])).toBe('a figure is provisional');
  expect(reasonFor([figure('2023-10', '22.5', { marks: ['p'] }), after])).toBe(
    'a figure is provisional',
  );
  expect(reasonFor([before, figure('2024-10', { low: '18', high: '24' })])).toBe(
    'the figure is a range',
  );
  expect(reasonFor([before, figure('2024-10', { symbol: 'c' })])).toBe(
    'the figure is hidden to protect confidentiality',
  );
});

test('a discrepancy in the sources withholds the direction, even of a clear fall', () => {
  const figures = [figure('2023-03-31', '58'), figure('2024-03-31', '44')];

  expect(judge('higher_is_better', figures, 'the printed rate is not a rate')).toEqual({
    direction: "can't say",
    reason: 'the printed rate is not a rate',
  });
});

test('without a figure the direction is not available', () => {
  expect(judge('lower_is_better', [])).toEqual({ direction: 'not available' });
  expect(judge('lower_is_better', [figure('2024-10', { symbol: 'x' })])).toEqual({
    direction: 'not available',
  });
});

test('turning the polarity round turns the judgement round', () => {
  const number = fc.integer({ min: 0, max: 9 }).map((n) => `${n}` as Decimal);
  const opposite = { improved: 'got worse', 'got worse': 'improved' } as const;
  fc.assert(
    fc.property(number, number, (before, after) => {
      const figures = [figure('2023-10', before), figure('2024-10', after)];
      const { direction } = judge('lower_is_better', figures);
      const turned = judge('higher_is_better', figures).direction;
      expect(turned).toBe(
        direction === 'improved' || direction === 'got worse' ? opposite[direction] : direction,
      );
    }),
  );
});

function judge(polarity: Polarity, figures: readonly Figure[], withheld?: string) {
  const latest = figures.at(-1);
  const change = latest && comparableChange(figures, latest);
  return directionOf({ polarity, latest, change, withheld });
}

function reasonFor(figures: readonly Figure[]): string | undefined {
  const direction = judge('lower_is_better', figures);
  return 'reason' in direction ? direction.reason : undefined;
}
