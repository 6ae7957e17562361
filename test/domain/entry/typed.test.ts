import { readTyped } from '@throughline/domain/entry/typed';
import type { Unit } from '@throughline/domain/metric';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { within1s } from '../within1s.ts';

const seed = 20241128;

describe('a number as it is written in Britain is read', () => {
  test.each<[string, Unit, string]>([
    ['0', 'count', '0'],
    ['7', 'count', '7'],
    ['1,234', 'count', '1234'],
    ['1 234', 'count', '1234'],
    ['1\u00A0234', 'count', '1234'],
    ['1\u202F234\u2009567', 'count', '1234567'],
    ['12,345,678', 'count', '12345678'],
    [' 720 ', 'count', '720'],
    ['12.0', 'count', '12'],
    ['007', 'count', '7'],
    ['22.5', 'posts', '22.5'],
    ['.5', 'posts', '0.5'],
    ['58%', 'percent', '58'],
    ['58 per cent', 'percent', '58'],
    ['0%', 'percent', '0'],
    ['100', 'percent', '100'],
    ['100.000000', 'percent', '100.000000'],
    ['−3%', 'percent_change', '-3'],
    ['-0', 'percent_change', '0'],
    ['+102%', 'percent_change', '102'],
    ['£3,000', 'gbp', '3000'],
    ['£ 1,587,840.50', 'gbp', '1587840.50'],
    ['-£5', 'gbp', '-5'],
    ['5', 'rating5', '5'],
    ['1\u00AD2', 'count', '12'],
    ['\u200E12\u200F', 'count', '12'],
    ['999999999999999', 'count', '999999999999999'],
    ['0.123456', 'ratio', '0.123456'],
  ])('%j as %s', (text, unit, value) => {
    expect(readTyped(text, unit)).toEqual({ value: { value }, about: false });
  });
});

test.each([
  'c. 120',
  'c 120',
  'c120',
  'ca. 120',
  'circa 120',
  'around 120',
  'About 120',
  'approx. 120',
  '~120',
  'approximately 120',
])('%j is about 120', (text) => {
  expect(readTyped(text, 'count')).toEqual({ value: { value: '120' }, about: true });
});

test.each(['18 to 24', '18–24', '18 – 24', 'between 18 and 24'])('%j is a range', (text) => {
  expect(readTyped(text, 'count')).toEqual({ value: { low: '18', high: '24' }, about: false });
});

describe('what is no number is refused, with a remedy', () => {
  test.each<[string, Unit, RegExp]>([
    ['(8)', 'count', /Brackets.*“8” or “-8”/],
    ['(1,234)', 'gbp', /Brackets/],
    ['1,23', 'count', /comma divides thousands.*22\.5/],
    ['12 34', 'count', /not a number/],
    ['1,2345', 'count', /not a number/],
    ['1,234 567', 'count', /not a number/],
    ['1.234.567', 'count', /not a number/],
    ['1e3', 'count', /out in full/],
    ['£1.1billion', 'gbp', /out in full/],
    ['3k', 'count', /out in full/],
    ['8½', 'posts', /decimals: 8\.5/],
    ['12²', 'count', /footnote/],
    ['12*', 'count', /footnote/],
    ['12 children', 'count', /only the number/],
    ['eight', 'count', /in figures/],
    ['22-23', 'count', /not one number.*18 to 24/],
    ['24 to 18', 'count', /smaller number first/],
    ['over 120', 'count', /not one number/],
    ['120+', 'count', /not one number/],
    ['none', 'count', /Write 0/],
    ['nil', 'count', /Write 0/],
    ['+5', 'count', /plus sign/],
    ['--5', 'count', /not a number/],
    ['1000000000000000', 'count', /too large/],
    ['0.1234567', 'ratio', /six decimals/],
    ['١٢', 'count', /not a number/],
    ['１２', 'count', /not a number/],
    ['\u202E21', 'count', /Hidden marks/],
    ['9'.repeat(201), 'count', /too long/],
    ['__proto__', 'count', /not a number/],
    ['constructor', 'count', /not a number/],
    ['NaN1', 'count', /not a number/],
    ['Infinity', 'count', /not a number/],
    ['0x1F', 'count', /not a number/],
  ])('%j as %s', (text, unit, words) => {
    const read = readTyped(text, unit);
    expect(read).toMatchObject({ rule: 'not-a-number', symbols: [] });
    expect('refused' in read && read.refused).toMatch(words);
  });
});

describe('a number that is not of the unit is refused', () => {
  test.each<[string, Unit, RegExp]>([
    ['22.5', 'count', /whole number/],
    ['1.234', 'count', /thousands are written 1,234/],
    ['-1', 'count', /below zero/],
    ['-0.1', 'posts', /below zero/],
    ['58%', 'count', /not a percentage/],
    ['£5', 'count', /not in pounds/],
    ['3.005', 'gbp', /penny/],
    ['5.1', 'rating5', /out of five/],
  ])('%j as %s', (text, unit, words) => {
    const read = readTyped(text, unit);
    expect(read).toMatchObject({ rule: 'not-of-the-unit' });
    expect('refused' in read && read.refused).toMatch(words);
  });
});

test.each(['100.000001', '101%', '1,000', '-0.000001', '-1%'])(
  'a share of %j is outside 0 to 100',
  (text) => {
    expect(readTyped(text, 'percent')).toMatchObject({ rule: 'share-out-of-range' });
  },
);

test('a percentage change may be any number', () => {
  expect(readTyped('102%', 'percent_change')).toMatchObject({ value: { value: '102' } });
  expect(readTyped('-100.5', 'percent_change')).toMatchObject({ value: { value: '-100.5' } });
});

describe('what stands where there is no figure is refused with the symbol to choose', () => {
  test.each<[string, string[]]>([
    ['', ['x', 'z']],
    ['  \u00A0 ', ['x', 'z']],
    ['-', ['x', 'z']],
    ['–', ['x', 'z']],
    ['.', ['x', 'z']],
    ['..', ['x', 'z']],
    ['~', ['x', 'z']],
    [':', ['x', 'z']],
    ['NA', ['z', 'x']],
    ['n/a', ['z', 'x']],
    ['N/A', ['z', 'x']],
    ['not applicable', ['z', 'x']],
    ['to be confirmed', ['x']],
    ['TBC', ['x']],
    ['#DIV/0!', ['x']],
    ['null', ['x']],
    ['*', ['c']],
    ['suppressed', ['c']],
    ['<5', ['c']],
    ['fewer than 6', ['c']],
    ['1-5', ['c']],
    ['c', ['c']],
    ['[c]', ['c']],
    ['z', ['z']],
    ['[low]', ['low']],
  ])('%j', (text, symbols) => {
    const read = readTyped(text, 'count');
    expect(read).toMatchObject({ rule: 'symbol-needed', symbols });
    expect('refused' in read && read.refused).toMatch(/say why/);
  });
});

test('whatever is typed is answered at once and never throws', () => {
  const units: Unit[] = ['count', 'posts', 'percent', 'percent_change', 'gbp', 'rating5', 'ratio'];
  const pieces = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({
      unit: fc.constantFrom(...'0123456789.,- –£%()c~<[]/e\u00A0\u202E\uD800'),
      maxLength: 260,
    }),
  );
  fc.assert(
    fc.property(pieces, fc.constantFrom(...units), (text, unit) => {
      const read = within1s(() => readTyped(text, unit));
      if ('refused' in read) expect(read.refused.length).toBeGreaterThan(10);
    }),
    { seed, numRuns: 1000 },
  );
});

test('a number written out in any allowed way is the number', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 999_999_999 }),
      fc.constantFrom(',', ' ', '\u00A0', ''),
      (number, group) => {
        const text = String(number).replace(/\B(?=(\d{3})+$)/g, group);
        expect(readTyped(text, 'count')).toEqual({
          value: { value: String(number) },
          about: false,
        });
      },
    ),
    { seed },
  );
});
