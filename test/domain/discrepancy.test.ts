import { isPrintedOtherwise, printedOtherwise } from '@throughline/domain/discrepancy';
import type { Metric } from '@throughline/domain/metric';
import type { Figure } from '@throughline/domain/series';
import type { Value } from '@throughline/domain/value';
import { describe, expect, test } from 'vitest';

const ofReturn = figure({ value: '716' }, 'return-FY2024-Q3');

describe('a paper that prints a published figure', () => {
  const prints = (value: Value, document = 'a-paper', change?: 'provisional to final') =>
    isPrintedOtherwise(ofReturn, { value, document, change });

  test('disagrees by a number that is another, however near', () => {
    expect(prints({ value: '718' })).toBe(true);
    expect(prints({ value: '716.1' })).toBe(true);
    expect(prints({ low: '700', high: '720' })).toBe(true);
  });

  test('agrees by the same number, with however many decimals', () => {
    expect(prints({ value: '716' })).toBe(false);
    expect(prints({ value: '716.0' })).toBe(false);
  });

  test('disagrees by no symbol, not with itself, and not as the final of a provisional figure', () => {
    expect(prints({ symbol: 'x' })).toBe(false);
    expect(prints({ value: '718' }, 'return-FY2024-Q3')).toBe(false);
    expect(prints({ value: '718' }, 'a-paper', 'provisional to final')).toBe(false);
  });
});

test('each paper stands against what stood before it; what no paper printed makes none', () => {
  const versions = [
    ofReturn,
    { ...figure({ value: '718' }, 'return-correction-1'), version: 2 },
    { ...figure({ value: '720' }, 'a-paper'), version: 3 },
    { ...figure({ symbol: 'x' }, 'a-later-paper'), version: 4 },
  ];
  const isFromPaper = ({ source }: Figure) => source.document.endsWith('paper');
  expect(printedOtherwise(versions, isFromPaper, metric)).toEqual([
    {
      id: 'children-E08000026-Total-2024-12-3',
      title: 'Children, December 2024: 718, and 720 in a later paper',
      description:
        '“The return-correction-1” gives 718. “The a-paper” prints 720. Both are shown as printed.',
      sources: [
        expect.objectContaining({ document: 'return-correction-1', printed: '718' }),
        expect.objectContaining({ document: 'a-paper', printed: '720', known: '2025-01-08' }),
      ],
    },
  ]);
});

function figure(value: Value, document: string): Figure {
  return {
    ...value,
    ...{ metric: 'children', area: 'E08000026', breakdown: undefined, category: 'Total' },
    ...{ period: '2024-12', marks: [], version: 1, knownFrom: '2025-01-08', note: '' },
    source: {
      document,
      documentTitle: `The ${document}`,
      locator: 'box 1',
      printed: 'value' in value ? value.value : '',
    },
  };
}

const metric: Metric = {
  ...{ id: 'children', title: 'Children', caption: '', definition: '', unit: 'count', decimals: 0 },
  ...{ polarity: 'neutral', polarityReason: 'A test.', kind: 'snapshot', topic: 'homes' },
  ...{ owner: 'An office', frequency: 'quarterly', frequencyConfirmed: false },
  ...{ privacy: 'children', periodKinds: ['month'], breakdowns: [], position: 1, care: '' },
  zeros: 'show',
};
