import { identifierIn } from '@throughline/domain/entry/identifier';
import { expect, test } from 'vitest';
import { check, entry, metric } from './return.ts';

// Made up; the last digit of the NHS numbers is their check digit.
test.each([
  'A123456789012',
  'a123456789012',
  'A12345678901B',
  'A 123 4567 89012',
  'pupil A123456789012, year 4',
  'Ａ１２３４５６７８９０１２',
  'A1234\u200B56789012',
])('%j looks like a unique pupil number', (text) => {
  expect(identifierIn(text)).toBe('unique pupil number');
});

test.each([
  '943 476 5919',
  '943-476-5919',
  '9434765919',
  'child 943 476 5919 moved',
  '943 476 5918',
])('%j looks like an NHS number', (text) => {
  expect(identifierIn(text)).toBe('NHS number');
});

test.each([
  '9434765918',
  '£1,100,000,000',
  '1587840',
  'A12345678901',
  'AB123456789012',
  'A1234567890123',
  '720',
  '024 7683 3333',
  '2024-11-28',
  '94347659190',
  '£9434765919',
  'E08000026',
])('%j looks like neither', (text) => {
  expect(identifierIn(text)).toBeUndefined();
});

test('a personal number blocks wherever it stands, and is not repeated', () => {
  const boxes = [
    entry('943 476 5919'),
    entry('720', { commentary: 'A123456789012 moved' }),
    entry('720', { source: 'letter about 943 476 5919' }),
    entry({ symbol: 'x', reason: '943 476 5919' }),
    entry({ numerator: '9434765919', denominator: '5' }),
    entry('720', { answers: [{ question: 'any', reason: 'A123456789012' }] }),
    entry('720', { marks: ['worked-out'], formula: 'A123456789012' }),
  ];
  for (const box of boxes) {
    const found = check([box], { metrics: [metric()] }).findings.filter(
      ({ level }) => level === 'block',
    );
    expect(found.map(({ rule }) => rule)).toContain('personal-number');
    const said = found
      .filter(({ rule }) => rule === 'personal-number')
      .map(({ message }) => message);
    expect(said.join()).not.toMatch(/\d/);
  }
});
