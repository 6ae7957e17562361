import { checkEntries } from '@throughline/domain/entry/check';
import type { Grid, GridsRead } from '@throughline/domain/paste/grid';
import { readHtml } from '@throughline/domain/paste/html';
import { entriesOf, readTable, type TableRead } from '@throughline/domain/paste/read';
import { readTabs } from '@throughline/domain/paste/tabs';
import { describe, expect, test } from 'vitest';
import { printedFigures, registry } from './registry.ts';
import { asTabs, asWordHtml, asWordText, paragraph42, paragraph94 } from './workforceNote.ts';

const ways: [way: string, rows: string[][], GridsRead, paragraph: string][] = [
  ['tabs', paragraph42, readTabs(asTabs(paragraph42)), '4.2'],
  ['Word as text', paragraph42, readTabs(asWordText(paragraph42)), '4.2'],
  ['Word as HTML', paragraph42, readHtml(asWordHtml(paragraph42, 2)), '4.2'],
  ['tabs', paragraph94, readTabs(asTabs(paragraph94)), '9.4'],
  ['Word as HTML', paragraph94, readHtml(asWordHtml(paragraph94, 1)), '9.4'],
];

describe.each(ways)('copied as %s', (way, _, read, paragraph) => {
  const table = readGrid(read);

  test(`every figure of paragraph ${paragraph} is read as the record has it`, () => {
    const figures = new Map(
      table.cells.map(({ place, printed }) => [
        `${place?.metric} ${place?.category} ${place?.period}`,
        printed,
      ]),
    );
    const printed = printedFigures(paragraph);
    expect(printed.size).toBe(paragraph === '4.2' ? 40 : 30);
    expect(table.cells).toHaveLength(printed.size);
    expect(figures).toEqual(printed);
  });

  test('what is not sure is said, and nothing else', () => {
    const unsure = table.cells.filter(({ state }) => state === 'unsure');
    const reasons = new Set(unsure.flatMap(({ why }) => why));
    if (paragraph === '9.4') expect([...reasons]).toEqual([]);
    else if (way === 'Word as text') {
      expect(reasons).toContain(
        'the headings above were merged and are laid evenly over the columns',
      );
    } else {
      // The print heads both years of agency staff with one day, 31 March 2024.
      expect([...reasons]).toEqual([
        'another heading says 31 March 2024; 2022/23 stands nearer to the figure',
      ]);
      expect(unsure.map(({ place }) => `${place?.metric} ${place?.period}`)).toEqual(
        Array.from({ length: 4 }, () => 'agency-social-workers FY2022'),
      );
    }
  });
});

test('“n/a” is refused where it stands, with the symbol it may mean', () => {
  const table = readGrid(readTabs(asTabs(paragraph42)));
  const refused = table.cells.filter((cell) => cell.state === 'refused');
  expect(refused).toMatchObject([
    {
      printed: 'n/a',
      symbols: ['z', 'x'],
      place: { category: 'g6-social-worker', period: 'FY2022' },
    },
    {
      printed: 'n/a',
      symbols: ['z', 'x'],
      place: { category: 'g6-social-worker', period: 'FY2023' },
    },
  ]);
});

test('a column says what it was taken for', () => {
  const table = readGrid(readTabs(asTabs(paragraph42)));
  expect(table.columns[7]).toMatchObject({
    ...{ at: 8, heading: 'Agency SWs (as on 31/03/2024) / 23-24', state: 'sure' },
    facts: { metric: 'agency-social-workers', period: 'FY2023' },
  });
  expect(table.columns[6]).toMatchObject({ state: 'unsure', facts: { period: 'FY2022' } });
  expect(table.rows[4]).toMatchObject({ heading: 'TOTAL', facts: { category: 'Total' } });
});

test('28 against 29 is asked about, and no other sum of paragraph 9.4', () => {
  const { metrics } = registry();
  const { findings } = checkEntries({
    ...{ today: '2024-11-28', areas: ['E08000026'], history: [] },
    metrics: metrics.map((metric) => ({ ...metric, decimals: 1, kind: 'snapshot' })),
    entries: entriesOf(readGrid(readHtml(asWordHtml(paragraph94, 1)))),
  });
  expect(findings.filter(({ level }) => level === 'block')).toEqual([]);
  expect(findings.filter(({ rule }) => rule === 'parts-and-total')).toMatchObject([
    {
      message: 'The four roles add up to 29. Check the total.',
      at: { entry: 'row 6, column 3', box: 'value' },
    },
  ]);
});

function readGrid(read: GridsRead): TableRead {
  if ('refused' in read) throw new Error(read.refused);
  const [grid] = read.grids as [Grid];
  const table = readTable(grid, registry());
  if ('refused' in table) throw new Error(table.refused);
  return table;
}
