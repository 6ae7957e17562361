import { readTabs } from '@throughline/domain/paste/tabs';
import {
  boxName,
  readTemplate,
  type TemplateBox,
  templateHeadings,
  templateRows,
} from '@throughline/domain/paste/template';
import { expect, test } from 'vitest';
import { asTabs } from './workforceNote.ts';

const box = (rest: Partial<TemplateBox> = {}): TemplateBox => ({
  ...{ metric: 'agency-cover', area: 'E08000026', category: 'Total', period: '2024-12' },
  ...{ metricTitle: 'Agency cover', categoryTitle: '', last: '9 (October 2024)', isShare: false },
  ...rest,
});
const boxes = [
  box({ breakdown: 'role', category: 'team-manager', categoryTitle: 'Team Manager' }),
  box(),
  box({ metric: 'share', isShare: true }),
];

function filled(texts: {
  [row: number]: Partial<Record<(typeof templateHeadings)[number], string>>;
}) {
  const rows = templateRows(boxes).map((row, at) =>
    row.map((text, column) => texts[at]?.[templateHeadings[column] ?? 'Figure'] ?? text),
  );
  const read = readTabs(asTabs(rows));
  return 'grids' in read ? readTemplate(read.grids[0] ?? [], boxes, 'E08000026') : undefined;
}

test('an untouched template has no entries', () => {
  expect(filled({})).toEqual({ entries: [], refused: [] });
});

test('what is filled in comes back as entries for their boxes', () => {
  const read = filled({
    1: { Figure: '1', Source: 'HR return, row 4' },
    2: { Symbol: 'x', 'Reason for the symbol': 'not counted' },
    3: { Numerator: '40', Denominator: '69' },
  });
  expect(read?.refused).toEqual([]);
  expect(read?.entries).toMatchObject([
    {
      id: 'agency-cover:role=team-manager:2024-12',
      typed: { text: '1' },
      source: 'HR return, row 4',
    },
    { id: 'agency-cover:Total:2024-12', typed: { symbol: 'x', reason: 'not counted' } },
    { metric: 'share', typed: { numerator: '40', denominator: '69' } },
  ]);
});

test('a row of another return, and one filled in twice, are refused', () => {
  const read = filled({
    1: { Figure: '1', 'Box (do not change)': 'agency-cover:Total:2024-09' },
    2: { Figure: '1', Symbol: 'x' },
  });
  expect(read).toEqual({
    entries: [],
    refused: [
      'row 2: “agency-cover:Total:2024-09” is no box of this return.',
      'row 3: fill in the figure, or its numerator and denominator, or a symbol.',
    ],
  });
});

test('a sheet that is no template is not read as one', () => {
  expect(readTemplate([[{ text: 'Box' }], [{ text: '1' }]], boxes, 'E08000026')).toBeUndefined();
});

test('every box has a name of its own', () => {
  expect(new Set(boxes.map(boxName)).size).toBe(3);
});
