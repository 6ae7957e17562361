import type { AreaFound } from '@throughline/domain/openData/area';
import {
  changeReason,
  compareFigures,
  type HeldArea,
  type HeldVersion,
  misplacedFigures,
  planAreas,
  type Release,
} from '@throughline/domain/openData/plan';
import type { FigureFound } from '@throughline/domain/openData/read';
import type { Day } from '@throughline/domain/period';
import type { Value } from '@throughline/domain/value';
import { expect, test } from 'vitest';

const release: Release = { name: 'Looked after 2025', publishedOn: '2025-11-27' };
const coventry: AreaFound = {
  level: 'authority',
  code: 'E08000026',
  name: 'Coventry',
  oldCode: '331',
  rows: 1,
};

test('a figure that nobody gave before is new', () => {
  expect(compared({ value: '684' }, [])).toMatchObject({ added: [{ versions: 0 }], unchanged: 0 });
});

test('only another value is a change; 12 and 12.0 are one', () => {
  expect(compared({ value: '12' }, [said('2024-11-14', { value: '12.0' })])).toMatchObject({
    added: [],
    changed: [],
    unchanged: 1,
  });
  expect(compared({ symbol: 'c' }, [said('2024-11-14', { symbol: 'c' })]).unchanged).toBe(1);
  expect(compared({ value: '672' }, [said('2024-11-14', { value: '674' })])).toMatchObject({
    changed: [{ old: { value: '674' }, versions: 1, isEarlier: false }],
    unchanged: 0,
  });
  expect(compared({ symbol: 'x' }, [said('2024-11-14', { symbol: 'z' })]).changed).toHaveLength(1);
  expect(compared({ value: '0' }, [said('2024-11-14', { symbol: 'c' })]).changed).toHaveLength(1);
});

test('it is compared with what was known on the publication day, not with what came later', () => {
  const held = [said('2024-11-14', { value: '674' }), said('2025-11-27', { value: '672' })];
  const earlier: Release = { name: 'Looked after 2024', publishedOn: '2024-11-14' };
  expect(compared({ value: '674' }, held, earlier).unchanged).toBe(1);
  expect(compared({ value: '672' }, held).unchanged).toBe(1);
});

test('an older release, loaded after a newer, says only what it says otherwise', () => {
  const older: Release = { name: 'Looked after 2024', publishedOn: '2024-11-14' };
  const held = [said('2025-11-27', { value: '672' })];
  expect(compared({ value: '672' }, held, older).unchanged).toBe(1);
  const [change] = compared({ value: '674' }, held, older).changed;
  expect(change).toMatchObject({ isEarlier: true });
  expect(change && changeReason(change, older)).toBe(
    '“Looked after 2024” of 14 November 2024 gave this figure first; it was recorded later.',
  );
});

test('an area is known by its code or by its old code, and a name alone joins nothing', () => {
  const held: HeldArea[] = [
    { code: 'E08000019', name: 'Sheffield', level: 'authority', oldCode: '373' },
    { code: 'E12000007', name: 'London', level: 'region', oldCode: null },
  ];
  const sheffield = { ...coventry, name: 'Sheffield', code: 'E08000039', oldCode: '373' };
  const planned = plannedAreas([sheffield, coventry], held);
  expect(planned.areas).toMatchObject([
    { code: 'E08000019', isNew: false },
    { code: 'E08000026', oldCode: '331', isNew: true },
  ]);
  expect(plannedAreas([{ ...sheffield, oldCode: undefined }], held).refused).toHaveLength(1);
  expect(plannedAreas([{ ...sheffield, code: 'E08000019', oldCode: '370' }], held).refused).toEqual(
    [
      {
        reason: 'Sheffield (E08000019) has the old code 370; we hold Sheffield under it with 373',
      },
    ],
  );
});

test('a metric that is not known, or does not take the period, is refused with the nearest', () => {
  const figure = found({ value: '1' });
  const metrics = (id: string, kind: 'day' | 'year') => new Map([[id, { periodKinds: [kind] }]]);
  expect(misplacedFigures([figure], metrics('looked-after', 'day'), release)).toEqual([]);
  expect(misplacedFigures([figure, figure], metrics('looked-afte', 'day'), release)).toEqual([
    {
      row: 2,
      rows: 2,
      reason: 'there is no metric looked-after; the nearest known one is “looked-afte”',
    },
  ]);
  expect(misplacedFigures([figure], metrics('looked-after', 'year'), release)).toMatchObject([
    { reason: 'looked-after does not take a day such as 2025-03-31' },
  ]);
});

test('no figure can be of a time after it was published', () => {
  const metrics = new Map([['looked-after', { periodKinds: ['day' as const] }]]);
  const early: Release = { name: 'Early', publishedOn: '2025-03-30' };
  expect(misplacedFigures([found({ value: '1' })], metrics, early)).toEqual([
    { row: 2, reason: '31 March 2025 ends after the publication day, 2025-03-30' },
  ]);
});

function compared(value: Value, held: HeldVersion[], of = release) {
  const codes = new Map([[coventry, coventry.code]]);
  return compareFigures([found(value)], codes, () => held, of);
}

function plannedAreas(areas: AreaFound[], held: HeldArea[]) {
  return planAreas({ rows: 0, areas, periods: [], figures: [], skipped: [], refused: [] }, held);
}

function found(value: Value): FigureFound {
  return {
    metric: 'looked-after',
    breakdown: undefined,
    category: 'Total',
    area: coventry,
    period: '2025-03-31',
    value,
    printed: '',
    row: 2,
    locator: 'row 2',
  };
}

function said(knownFrom: Day, value: Value): HeldVersion {
  return { knownFrom, value };
}
