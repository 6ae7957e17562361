import { limits } from '@throughline/domain/paste/grid';
import { readTabs } from '@throughline/domain/paste/tabs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { within1s } from '../within1s.ts';

const seed = 20241128;

function texts(text: string): string[][] {
  const read = readTabs(text);
  if ('refused' in read) throw new Error(read.refused);
  return (read.grids[0] ?? []).map((row) => row.map((cell) => cell.text));
}

test.each<[string, string[][]]>([
  [
    'a\tb\r\nc\td\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'a\tb\nc\td',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'a\tb\rc\td',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'a\t\n\tb',
    [
      ['a', ''],
      ['', 'b'],
    ],
  ],
  ['a\t', [['a', '']]],
  ['"a\nb"\tc', [['a\nb', 'c']]],
  ['"a\tb"\tc', [['a\tb', 'c']]],
  ['"he said ""yes"""\tc', [['he said "yes"', 'c']]],
  ['"% retained", as printed\t5', [['"% retained", as printed', '5']]],
  ['"open\t5\n6', [['"open', '5'], ['6']]],
  ['5" pipe\t6', [['5" pipe', '6']]],
])('%j', (text, cells) => {
  expect(texts(text)).toEqual(cells);
});

test('what Excel quotes comes back as it was', () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', '1', '"', '\t', '\n', ' ', 'é'),
    maxLength: 12,
  });
  const written = (text: string) =>
    /["\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(rows, (table) => {
      fc.pre(table.flat().some((text) => text.trim() !== ''));
      expect(texts(table.map((row) => row.map(written).join('\t')).join('\r\n'))).toEqual(table);
    }),
    { seed, numRuns: 500 },
  );
});

describe('what is too much is refused in plain words', () => {
  test.each<[string, RegExp]>([
    ['x'.repeat(limits.letters + 1), /5 MB/],
    ['1\n'.repeat(limits.rows + 1), /20,000 rows/],
    ['1\t'.repeat(limits.columns + 1), /200 columns/],
    ['', /no table/],
    [' \t \n', /no table/],
  ])('%#', (text, words) => {
    expect(readTabs(text)).toEqual({ refused: expect.stringMatching(words) });
  });
});

test.each<[string, string]>([
  ['marks', '"'.repeat(limits.letters)],
  ['unclosed marks', '"a\t"a\n'.repeat(15_000)],
  ['doubled marks', '"""\t'.repeat(1_000_000)],
  ['one long cell', `"${'a'.repeat(5_000_000)}`],
  ['long marked cells', `"${'a'.repeat(1_990)}\n`.repeat(2_500)],
  ['line breaks', '\n'.repeat(5_000_000)],
])('hostile text is answered within a second: %s', (_, text) => {
  within1s(() => readTabs(text));
});
