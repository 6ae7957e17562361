import type { Entry } from '@throughline/domain/entry/finding';
import { expect, test } from 'vitest';
import { check, entry, metric, rules, share } from './return.ts';

function parsedOf(...given: Parameters<typeof entry>) {
  return check([entry(...given)]).entries[0]?.parsed;
}

test('what is typed becomes a value with its marks', () => {
  expect(parsedOf('c. 1,200')).toEqual({
    value: { value: '1200' },
    marks: ['about'],
    period: '2024-12',
  });
  expect(parsedOf('720', { marks: ['p'] })).toMatchObject({ marks: ['p'] });
});

test('a numerator and a denominator become a share, and are kept', () => {
  const typed = { numerator: '40', denominator: '69' };
  expect(parsedOf(typed, { metric: share.id })).toEqual({
    ...{
      value: { value: '58.0' },
      marks: ['worked-out'],
      formula: '40 ÷ 69 × 100',
      period: '2024-12',
    },
    ...{ numerator: '40', denominator: '69' },
  });
});

test('a share is rounded half away from zero on the text', () => {
  // 683 of 3,969 such medians come out wrong with floats; 0.1125 is one.
  const value = (numerator: string, denominator: string) =>
    parsedOf({ numerator, denominator }, { metric: share.id })?.value;
  expect(value('9', '80')).toEqual({ value: '11.3' });
  expect(value('1', '3')).toEqual({ value: '33.3' });
  expect(value('2', '3')).toEqual({ value: '66.7' });
  expect(value('0', '7')).toEqual({ value: '0.0' });
  expect(value('0.5', '1000')).toEqual({ value: '0.1' });
});

test('a numerator above its denominator blocks; an equal one passes', () => {
  const at = (numerator: string, denominator: string) =>
    rules([entry({ numerator, denominator }, { metric: share.id })]);
  expect(at('41', '40')).toEqual(['numerator-above-denominator']);
  expect(at('40.000001', '40')).toEqual(['numerator-above-denominator']);
  expect(at('40', '40.0')).toEqual([]);
  expect(at('39', '40')).toEqual([]);
  expect(at('0', '0')).toEqual(['not-a-number']);
  expect(at('', '40')).toEqual(['symbol-needed']);
  expect(at('4', 'n/a')).toEqual(['symbol-needed']);
  expect(at('-4', '40')).toEqual(['not-of-the-unit']);
});

test('a metric that is one number takes no numerator', () => {
  expect(rules([entry({ numerator: '1', denominator: '2' })])).toEqual(['not-of-the-unit']);
});

test('a symbol needs a reason', () => {
  const at = (symbol: string, reason: string) => rules([entry({ symbol, reason })]);
  expect(at('x', 'the system was down')).toEqual([]);
  expect(at('x', '')).toEqual(['symbol-without-reason']);
  expect(at('x', ' - ')).toEqual(['symbol-without-reason']);
  expect(at('x', 'n/a')).toEqual(['symbol-without-reason']);
  expect(at('q', 'the system was down')).toEqual(['symbol-needed']);
  expect(at('constructor', 'the system was down')).toEqual(['symbol-needed']);
  expect(parsedOf({ symbol: 'z', reason: 'G6 had no payment' })).toEqual({
    ...{ value: { symbol: 'z' }, marks: [], period: '2024-12', reason: 'G6 had no payment' },
  });
});

test('a figure that is worked out gives its sum, and one with a sum is worked out', () => {
  expect(rules([entry('76', { marks: ['worked-out'], formula: '67 + 9' })])).toEqual([]);
  expect(rules([entry('76', { marks: ['worked-out'] })])).toEqual(['formula-needed']);
  expect(rules([entry('76', { formula: '67 + 9' })])).toEqual(['formula-needed']);
});

test('shares block outside 0 to 100 and pass at both ends', () => {
  const at = (text: string) => rules([entry(text, { metric: share.id })]);
  expect(at('0')).toEqual([]);
  expect(at('100%')).toEqual([]);
  expect(at('100.1')).toEqual(['share-out-of-range']);
  const metrics = [metric({ unit: 'percent_change' })];
  expect(rules([entry('-250%')], { metrics })).toEqual([]);
});

test('a share that tells of people needs its counts; one that a public paper prints does not', () => {
  const metrics = [metric({ unit: 'ratio', decimals: 1, privacy: 'staff' })];
  const at = (typed: Parameters<typeof entry>[0], rest: Partial<Entry> = {}, printed = false) =>
    rules([entry(typed, rest)], { metrics, printed });
  expect(at('3.9')).toEqual(['counts-needed']);
  expect(at({ numerator: '820', denominator: '210' })).toEqual([]);
  expect(at({ numerator: '0', denominator: '210' })).toEqual([]);
  expect(at({ symbol: 'x', reason: 'the system was down' })).toEqual([]);
  expect(at('3.9', {}, true)).toEqual([]);
  expect(at('3.9', { private: true })).toEqual([]);
  const ofNobody = [metric({ unit: 'ratio', decimals: 1, privacy: 'none' })];
  expect(rules([entry('3.9')], { metrics: ofNobody })).toEqual([]);
});

test('a range of people begins at the smallest count that is shown', () => {
  const at = (text: string) => rules([entry(text)], { metrics: [metric({ privacy: 'children' })] });
  expect(at('5 to 9')).toEqual(['counts-needed']);
  expect(at('6 to 9')).toEqual([]);
  expect(at('5')).toEqual([]);
});
