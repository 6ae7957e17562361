import { readHtml } from '@throughline/domain/paste/html';
import {
  type CellRead,
  entriesOf,
  type Facts,
  type Overrides,
  readTable,
  type TableContext,
  type TableRead,
} from '@throughline/domain/paste/read';
import { readTabs } from '@throughline/domain/paste/tabs';
import type { Period } from '@throughline/domain/period';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { within1s } from '../within1s.ts';
import { registry } from './registry.ts';
import { asTabs, paragraph94 } from './workforceNote.ts';

const seed = 20241128;
const context = registry();

function read(rows: string[][], rest: Partial<TableContext> = {}): TableRead {
  const grids = readTabs(asTabs(rows));
  if ('refused' in grids) throw new Error(grids.refused);
  const table = readTable(grids.grids[0] ?? [], { ...context, ...rest });
  if ('refused' in table) throw new Error(table.refused);
  return table;
}

/** Every cell in one line: "12 = agency-cover team-manager 2024-10", with "?" where unsure. */
function lines({ cells }: TableRead): string[] {
  return cells.map((cell) => {
    if (cell.state === 'refused') return `${cell.printed} refused: ${cell.why.join('; ')}`;
    const { metric, category, period } = cell.place;
    return `${cell.text} ${cell.state === 'sure' ? '=' : '?'} ${metric} ${category} ${period}`;
  });
}

describe('tables laid out in other ways', () => {
  test('metrics down, descending periods across', () => {
    const table = read([
      ['', 'September 2024', 'April 2024'],
      ['Children in care', '720', '668'],
      ['Children in residential homes', '69', '59'],
    ]);
    expect(lines(table)).toEqual([
      '720 = children-in-care Total 2024-09',
      '668 = children-in-care Total 2024-04',
      '69 = children-in-residential-homes Total 2024-09',
      '59 = children-in-residential-homes Total 2024-04',
    ]);
  });

  test('periods down, the metric in the line above', () => {
    const table = read(
      [
        ['HAF attendance', ''],
        ['Programme', 'Attended'],
        ['Summer 2024', '87%'],
        ['Summer 2023', '78%'],
      ],
      {
        overrides: { columns: new Map([[1, { metric: 'haf-attendance' }]]) },
      },
    );
    expect(lines(table)).toEqual([
      '87% = haf-attendance Total 2024-summer',
      '78% = haf-attendance Total 2023-summer',
    ]);
  });

  test('the metric named once, its roles beneath it in a second column', () => {
    const table = read([
      ['Figure', '', 'October 2024', 'December 2024'],
      ['Social worker vacancies', 'Social Worker', '9', '10'],
      ['', 'Team Manager', '1', '1'],
      ['', 'Total', '13', '15'],
      ['Agency cover', 'Social Worker', '3', '4'],
    ]);
    expect(lines(table)).toEqual([
      '9 = social-worker-vacancies social-worker 2024-10',
      '10 = social-worker-vacancies social-worker 2024-12',
      '1 = social-worker-vacancies team-manager 2024-10',
      '1 = social-worker-vacancies team-manager 2024-12',
      '13 = social-worker-vacancies Total 2024-10',
      '15 = social-worker-vacancies Total 2024-12',
      '3 = agency-cover social-worker 2024-10',
      '4 = agency-cover social-worker 2024-12',
    ]);
  });

  test('sections with a name of their own', () => {
    const table = read([
      ['Role', '2022-10', '2023-10'],
      ['Vacancies', '', ''],
      ['Social Worker', '22', '8.5'],
      ['Agency staff covering vacancies', '', ''],
      ['Social Worker', '12', '10'],
      ['Source: workforce note', '', ''],
    ]);
    expect(lines(table)).toEqual([
      '22 = social-worker-vacancies social-worker 2022-10',
      '8.5 = social-worker-vacancies social-worker 2023-10',
      '12 = agency-cover social-worker 2022-10',
      '10 = agency-cover social-worker 2023-10',
    ]);
    expect(table.unread).toEqual(['Source: workforce note']);
  });

  test('one figure a row, with its metric, category and period', () => {
    const table = read([
      ['Metric', 'Category', 'Period', 'Figure'],
      ['Agency cover', 'Team Manager', 'October 2024', '1'],
      ['HAF attendance', '', 'Summer 2024', '87%'],
    ]);
    expect(lines(table)).toEqual([
      '1 = agency-cover team-manager 2024-10',
      '87% = haf-attendance Total 2024-summer',
    ]);
  });

  test('years over their quarters', () => {
    const table = read([
      ['', '2024/25', '', '2023/24'],
      ['', 'Q2', 'Q1', 'Q4'],
      ['Children in residential homes', '69', '61', '60'],
    ]);
    expect(lines(table)).toEqual([
      '69 = children-in-residential-homes Total FY2024-Q2',
      '61 = children-in-residential-homes Total FY2024-Q1',
      '60 = children-in-residential-homes Total FY2023-Q4',
    ]);
  });

  test('a long name cut over two rows of headings', () => {
    const table = read([
      ['', 'Agency staff', 'Vacancies'],
      ['', 'covering vacancies', ''],
      ['Team Manager, October 2024', '1', '1'],
    ]);
    expect(lines(table)).toEqual([
      '1 = agency-cover team-manager 2024-10',
      '1 = social-worker-vacancies team-manager 2024-10',
    ]);
  });

  test('names and no headings, where the return says the period', () => {
    const periods = new Map<string, Period>([['children-in-care', '2024-12']]);
    const [cell] = read(
      [
        ['Children in care', '716'],
        ['Children in residential homes', '70'],
      ],
      { periods },
    ).cells;
    expect(cell).toMatchObject({
      state: 'unsure',
      place: { period: '2024-12' },
      why: ['no heading names a period: December 2024 is taken, as due'],
    });
  });
});

describe('what a cell may hold', () => {
  function cell(text: string, metric = 'Children in care'): CellRead {
    const [first] = read([
      ['', '2024-09'],
      [metric, text],
      ['Special guardianship', '1'],
    ]).cells;
    if (first === undefined) throw new Error('nothing read');
    return first;
  }

  test.each([
    ['1,234', '1,234'],
    ['1 234', '1 234'],
    ['1\u00A0234', '1 234'],
    ['7\u00AD20', '720'],
    ['c. 120', 'c. 120'],
    ['\u200F720\u200E', '720'],
  ])('%j is read as %j', (text, typed) => {
    expect(cell(text)).toMatchObject({ state: 'sure', text: typed });
  });

  test.each([
    ['720*', '720', 'footnote'],
    ['720¹', '720', 'footnote'],
    ['720 [a]', '720', 'footnote'],
    ['720[note 2]', '720', 'footnote'],
    ['40 (58%)', '40', '“58%” beside it'],
  ])('%j is read as %j, and what is left out is said', (text, typed, why) => {
    expect(cell(text)).toMatchObject({
      state: 'unsure',
      text: typed,
      why: [expect.stringContaining(why)],
    });
  });

  test('a mark for provisional is a mark', () => {
    expect(cell('720 (p)')).toMatchObject({ state: 'unsure', text: '720', marks: ['p'] });
    expect(cell('720[r]')).toMatchObject({ text: '720', marks: ['r'] });
  });

  test('a percentage with a count in brackets is the percentage, and unsure', () => {
    const [share] = read([
      ['', 'Summer 2024'],
      ['HAF attendance', '58% (40)'],
    ]).cells;
    expect(share).toMatchObject({
      ...{ state: 'unsure', text: '58%', why: ['“58%” is taken, “40” beside it is not'] },
    });
  });

  test.each<[string, string[], RegExp]>([
    ['n/a', ['z', 'x'], /z \(not applicable\)/],
    ['to be confirmed', ['x'], /x \(not available\)/],
    ['tbc', ['x'], /say why/],
    ['-', ['x', 'z'], /say why/],
    ['*', ['c'], /confidentiality/],
    ['(8)', [], /Brackets/],
    ['12 (40)', [], /not a number/],
    ['eight', [], /in figures/],
    ['####', [], /not a number/],
    ['22.5', [], /whole number/],
    ['\u202E027', [], /Hidden marks/],
  ])('%j is refused with the reason, in its place', (text, symbols, words) => {
    expect(cell(text)).toMatchObject({
      ...{ state: 'refused', symbols, why: [expect.stringMatching(words)] },
      place: { metric: 'children-in-care', period: '2024-09' },
    });
  });

  test('a blank cell is not spoken of', () => {
    expect(
      read([
        ['', '2024-09', '2024-04'],
        ['Children in care', '', '668'],
      ]).cells,
    ).toHaveLength(1);
  });

  test('one merged cell over two figures is refused', () => {
    const html =
      '<table><tr><td><td>2024-09<td>2024-04<tr><td>Children in care<td colspan=2>720</table>';
    const grids = readHtml(html);
    const table = readTable('grids' in grids ? (grids.grids[0] ?? []) : [], context);
    expect('cells' in table && table.cells).toMatchObject([
      { state: 'refused', why: ['one merged cell covers several figures'] },
    ]);
  });
});

describe('nothing is guessed in silence', () => {
  test('a heading that is not known refuses its column and names the nearest', () => {
    const table = read([
      ['', 'Vacancies October 2024', 'Vacancys change'],
      ['Team Manager', '1', '3'],
    ]);
    expect(lines(table)[0]).toBe('1 = social-worker-vacancies team-manager 2024-10');
    expect(table.columns[1]).toMatchObject({ state: 'refused' });
    expect(table.cells[1]).toMatchObject({
      state: 'refused',
      why: [expect.stringMatching(/“Vacancys change” is no metric/)],
    });
  });

  test('a row that is not known, or has no name, is refused', () => {
    const table = read([
      ['', 'Vacancies October 2024'],
      ['Teem Manger', '1'],
      ['Team Manager', '1'],
      ['', '7'],
    ]);
    expect(table.cells.map(({ state }) => state)).toEqual(['refused', 'sure', 'refused']);
    expect(table.rows[0]).toMatchObject({ nearest: 'Team Manager' });
  });

  test('a row called “under 5s” is a row, not a hidden number', () => {
    const table = read([
      ['', 'Vacancies October 2024'],
      ['Under 5s', '1'],
      ['Team Manager', '2'],
    ]);
    expect(table.labelColumns).toBe(1);
    expect(table.cells.map(({ state }) => state)).toEqual(['refused', 'sure']);
  });

  test('a row of another breakdown is refused', () => {
    const table = read([
      ['', 'Vacancies October 2024'],
      ['G7 Social Worker', '1'],
    ]);
    expect(lines(table)).toEqual([
      '1 refused: “G7 Social Worker” is no part of Social worker vacancies',
    ]);
  });

  test('a name that is only like one is unsure', () => {
    const table = read([
      ['', 'Vacancies October 2024'],
      ['Manager', '1'],
    ]);
    expect(table.cells[0]).toMatchObject({ state: 'unsure', why: ['read as “Team Manager”'] });
  });

  test('a metric that is divided, without a part, is unsure', () => {
    const table = read([
      ['', 'October 2024'],
      ['Vacancies', '13'],
    ]);
    expect(table.cells[0]).toMatchObject({
      state: 'unsure',
      why: ['no part is named: it is read as the total'],
    });
  });

  test('two metrics, two parts, no metric, no period: refused', () => {
    expect(
      lines(
        read([
          ['', 'Vacancies 2024-10'],
          ['Agency cover', '1'],
        ]),
      )[0],
    ).toMatch(/two metrics/);
    expect(
      lines(
        read([
          ['', 'Vacancies 2024-10 Total'],
          ['Team Manager', '1'],
        ]),
      )[0],
    ).toMatch(/refused/);
    expect(
      lines(
        read([
          ['', '2024-10'],
          ['Team Manager', '1'],
        ]),
      )[0],
    ).toMatch(/no heading names a metric/);
    expect(
      lines(
        read([
          ['', 'Vacancies'],
          ['Team Manager', '1'],
        ]),
      )[0],
    ).toMatch(/which period/);
  });

  test('a kind of period the metric does not take is refused', () => {
    expect(
      lines(
        read([
          ['', '2023/24'],
          ['Children in care', '1'],
        ]),
      )[0],
    ).toMatch(/2023\/24 is not a kind/);
  });

  test('one figure given twice: equal ones once, different ones not at all', () => {
    const table = read([
      ['', '2024-09', 'September 2024'],
      ['Children in care', '720', '720'],
      ['Children in residential homes', '69', '70'],
    ]);
    expect(table.cells.map(({ state }) => state)).toEqual([
      'sure',
      'refused',
      'refused',
      'refused',
    ]);
  });

  test('names of the language itself are only names', () => {
    const table = read([
      ['', '2024-09', '__proto__'],
      ['constructor', '1', '2'],
      ['Children in care', '3', '4'],
    ]);
    expect(table.cells.filter(({ state }) => state !== 'refused')).toMatchObject([{ text: '3' }]);
  });

  test('a table of text has no figures', () => {
    expect(readTable([[{ text: 'a' }, { text: 'b' }]], context)).toEqual({
      refused: 'There are no figures in this table.',
    });
  });
});

describe('the officer can put it right', () => {
  const rows = [
    ['', 'Vacant posts', 'Change'],
    ['Snr practitioner', '2', '1'],
    ['Team Manager', '1', '0'],
  ];
  const overrides: Overrides = {
    columns: new Map<number, Facts | 'leave out'>([
      [1, { metric: 'social-worker-vacancies', period: '2024-12' }],
      [2, 'leave out'],
    ]),
    rows: new Map([[1, { breakdown: 'role', category: 'senior-practitioner' }]]),
  };

  test('and the table is read again', () => {
    expect(read(rows).cells.every(({ state }) => state === 'refused')).toBe(true);
    const table = read(rows, { overrides });
    expect(lines(table)).toEqual([
      '2 = social-worker-vacancies senior-practitioner 2024-12',
      '1 = social-worker-vacancies team-manager 2024-12',
    ]);
    expect(table.columns.map(({ state }) => state)).toEqual(['sure', 'left out']);
  });

  test('a period the metric does not take stays refused', () => {
    const wrong = {
      columns: new Map([[1, { metric: 'social-worker-vacancies', period: 'FY2024' as Period }]]),
    };
    expect(lines(read(rows, { overrides: wrong }))[2]).toMatch(/does not take 2024\/25/);
  });

  test('what is said of a line takes its doubts away', () => {
    const one = read(paragraph94, {
      overrides: { columns: new Map([[1, { period: '2022-11' as Period }]]) },
    });
    expect(one.cells[0]).toMatchObject({
      state: 'sure',
      place: { period: '2022-11', metric: 'social-worker-vacancies' },
    });
  });

  test('so can the rows of headings and the columns of names', () => {
    const table = read(
      [
        ['2019', '2020'],
        ['7', '8'],
      ],
      {
        overrides: {
          ...{ headingRows: 1, labelColumns: 0 },
          table: { metric: 'big-voice-sent' },
        },
      },
    );
    expect(lines(table)).toEqual([
      '7 = big-voice-sent Total 2019',
      '8 = big-voice-sent Total 2020',
    ]);
  });
});

test('entries carry the text as printed, so that the checks read what the officer would have typed', () => {
  const [entry] = entriesOf(
    read([
      ['', '2024-09'],
      ['Children in care', 'c. 720'],
    ]),
  );
  expect(entry).toEqual({
    ...{ id: 'row 2, column 2', metric: 'children-in-care', area: 'E08000026', category: 'Total' },
    ...{ breakdown: undefined, period: '2024-09', typed: { text: 'c. 720' }, marks: [] },
  });
});

test('a large table is read within a second, a larger one refused', () => {
  const heading = [{ text: '' }, { text: 'Vacancies 2024-10' }];
  const rows = Array.from({ length: 5_000 }, (_, at) => [{ text: `Row ${at}` }, { text: '1' }]);
  expect(within1s(() => readTable([heading, ...rows], context))).toHaveProperty('cells');
  expect(readTable([heading, ...rows.map((row) => [...row, { text: '2' }])], context)).toEqual({
    refused: expect.stringMatching(/5,000 cells/),
  });
});

test('any table at all is answered within a second, and nothing throws', () => {
  const text = fc.oneof(
    fc.constantFrom(
      '',
      '12',
      '22-23',
      '2024',
      'October 2024',
      'Vacancies',
      'Agency cover',
      'Team Manager',
      'Total',
      'n/a',
      '58% (40)',
      'Q2',
      'c. 7',
      '1,234',
    ),
    fc.string({ unit: 'binary', maxLength: 30 }),
  );
  const cell = fc.record({ text }, { requiredKeys: ['text'] });
  const merged = fc.record({
    text: fc.constant(''),
    merged: fc.constantFrom('across' as const, 'down' as const),
  });
  const grid = fc.array(
    fc.array(fc.oneof({ weight: 9, arbitrary: cell }, merged), { maxLength: 9 }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(grid, (rows) => {
      const table = within1s(() => readTable(rows, context));
      if ('refused' in table) return;
      for (const each of table.cells) {
        if (each.state !== 'sure') expect(each.why.length).toBeGreaterThan(0);
      }
    }),
    { seed, numRuns: 200 },
  );
});
