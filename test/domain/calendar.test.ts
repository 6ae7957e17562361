import {
  isEasterInMarch,
  isWorkingDay,
  lastPapersDay,
  nextWorkingDay,
  returnDueDay,
} from '@throughline/domain/calendar';
import { londonDay, londonMoment } from '@throughline/domain/london';
import type { Day } from '@throughline/domain/period';
import { expect, test } from 'vitest';

const holidays = new Set<Day>([
  '2024-12-25',
  '2024-12-26',
  '2025-01-01',
  '2025-04-18',
  '2025-04-21',
]);

test('papers are public five clear days before the meeting, of which neither end is one', () => {
  expect(lastPapersDay('2025-01-16', holidays)).toBe('2025-01-08');
});

test('weekends and bank holidays are no clear days', () => {
  expect(lastPapersDay('2025-01-02', holidays)).toBe('2024-12-20');
  expect(lastPapersDay('2025-04-24', holidays)).toBe('2025-04-14');
});

test('a return is due two working days before its papers, never after', () => {
  expect(returnDueDay('2025-01-16', holidays)).toBe('2025-01-06');
  expect(returnDueDay('2025-01-13', holidays)).toBe('2024-12-31');
});

test('a return opens on the first working day after its quarter', () => {
  expect(nextWorkingDay('2024-12-31', holidays)).toBe('2025-01-02');
  expect(nextWorkingDay('2025-03-31', holidays)).toBe('2025-04-01');
});

test('Saturday, Sunday and a bank holiday are no working days', () => {
  expect(isWorkingDay('2025-01-10', holidays)).toBe(true);
  expect(isWorkingDay('2025-01-11', holidays)).toBe(false);
  expect(isWorkingDay('2025-01-12', holidays)).toBe(false);
  expect(isWorkingDay('2025-01-01', holidays)).toBe(false);
});

test('Easter Sunday is in March in some years', () => {
  const years = Array.from({ length: 36 }, (_, at) => 2016 + at);
  expect(years.filter(isEasterInMarch)).toEqual([2016, 2024, 2027, 2032, 2035, 2043, 2046]);
});

test('a time in Coventry is an hour behind universal time in summer, and some are never shown', () => {
  expect(londonMoment('2025-01-08T09:30')?.toISOString()).toBe('2025-01-08T09:30:00.000Z');
  expect(londonMoment('2025-07-08T09:30')?.toISOString()).toBe('2025-07-08T08:30:00.000Z');
  expect(londonMoment('2025-03-30T01:30')).toBeUndefined();
  expect(londonMoment('2025-10-26T01:30')?.toISOString()).toBe('2025-10-26T00:30:00.000Z');
  expect(londonMoment('2025-02-30T09:00')).toBeUndefined();
  expect(londonDay(new Date('2025-07-08T23:30:00Z'))).toBe('2025-07-09');
  expect(londonDay(new Date('2025-07-08T22:59:59.999Z'))).toBe('2025-07-08');
  expect(londonDay(new Date('2025-07-08T23:00:00Z'))).toBe('2025-07-09');
  expect(londonDay(new Date('2025-01-08T23:59:59.999Z'))).toBe('2025-01-08');
});
