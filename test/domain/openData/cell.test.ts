import { readCell } from '@throughline/domain/openData/cell';
import { expect, test } from 'vitest';

test('a number is kept as the file has it, with or without thousands commas', () => {
  expect(readCell('684', 0)).toEqual({ value: { value: '684' } });
  expect(readCell(' 12.8 ', 1)).toEqual({ value: { value: '12.8' } });
  expect(readCell('1,587,840', 0)).toEqual({ value: { value: '1587840' } });
  expect(readCell('-1,234.5', 1)).toEqual({ value: { value: '-1234.5' } });
  expect(readCell('12', 1)).toEqual({ value: { value: '12' } });
  expect(readCell('0', 0)).toEqual({ value: { value: '0' } });
});

test.each([
  ['19.600000000000001', 1, '19.6'],
  ['19.599999999999998', 1, '19.6'],
  ['0.30000000000000004', 1, '0.3'],
  ['12.349999999999999', 2, '12.35'],
  ['19.999999999999996', 1, '20'],
  ['80.00000000000001', 0, '80'],
  ['10.25', 2, '10.25'],
])('a spreadsheet’s float %s is, to %i decimals, %s', (text, decimals, clean) => {
  expect(readCell(text, decimals)).toEqual({ value: { value: clean } });
});

test('real decimals beyond those of the mapping are refused, not rounded away', () => {
  expect(readCell('10.25', 1)).toEqual({
    refused: '“10.25” has more decimals than the 1 the mapping gives',
  });
  expect(readCell('10.251234567890123', 1)).toHaveProperty('refused');
  expect(readCell('19.61000000000000', 1)).toHaveProperty('refused');
});

test.each(['c', 'z', 'x', 'low', 'k', 'u'])('the symbol %s is taken as it is', (symbol) => {
  expect(readCell(symbol, 0)).toEqual({ value: { symbol } });
});

test('a blank is refused: a symbol says why there is no number', () => {
  const refused = 'the cell is blank: a symbol says why there is no number';
  expect(readCell('', 0)).toEqual({ refused });
  expect(readCell('  ', 0)).toEqual({ refused });
});

test.each([':', '-', '.', '..', '~', 'NA', 'N/A', 'C', 'LOW', '[c]', '12%', '£5', '1e3', '+5'])(
  '%s is neither a number nor a symbol',
  (text) => expect(readCell(text, 2)).toHaveProperty('refused'),
);

test.each(['12,34', '1,2345', ',123', '1,234,56', '0012', '1 234'])(
  '%s is not a number with thousands commas',
  (text) => expect(readCell(text, 2)).toHaveProperty('refused'),
);
