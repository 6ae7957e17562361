import { type BesideCell, mustHideBeside } from '@throughline/domain/disclosure/beside';
import { expect, test } from 'vitest';

const cell = (id: string, breakdown: string | undefined, size?: number): BesideCell => ({
  id,
  table: 'vacancies',
  breakdown,
  isGap: size === undefined,
  size,
});

test('a table without a gap hides nothing, and neither does a Total alone', () => {
  expect(mustHideBeside([cell('Total', undefined, 5), cell('a', 'role', 5)])).toEqual(new Set());
  expect(mustHideBeside([cell('Total', undefined)])).toEqual(new Set());
});

test('a part that is a gap takes the Total with it, whatever the others are', () => {
  const parts = [cell('a', 'role'), cell('b', 'role', 2), cell('c', 'role', 0)];
  expect(mustHideBeside([cell('Total', undefined, 2), ...parts])).toEqual(new Set(['Total']));
});

test('a Total that is a gap takes the largest part of every breakdown', () => {
  const roles = [cell('a', 'role', 1), cell('b', 'role', 7)];
  const grades = [cell('g7', 'grade', 5), cell('g6', 'grade', 3)];
  expect(mustHideBeside([cell('Total', undefined), ...roles, ...grades])).toEqual(
    new Set(['b', 'g7']),
  );
});

test('another breakdown that would still make up the Total loses a part too', () => {
  const roles = [cell('a', 'role'), cell('b', 'role', 7)];
  const grades = [cell('g7', 'grade', 5), cell('g6', 'grade', 4)];
  expect(mustHideBeside([cell('Total', undefined, 9), ...roles, ...grades])).toEqual(
    new Set(['Total', 'g7']),
  );
  // The two breakdowns make one sum even where it is not shown.
  expect(mustHideBeside([...roles, ...grades])).toEqual(new Set(['g7']));
});

test('a gap of one table hides nothing in another', () => {
  const other = { ...cell('Total 2', undefined, 4), table: 'cover' };
  const part = { ...cell('a 2', 'role', 4), table: 'cover' };
  expect(mustHideBeside([cell('Total', undefined, 3), cell('a', 'role'), other, part])).toEqual(
    new Set(['Total']),
  );
});
