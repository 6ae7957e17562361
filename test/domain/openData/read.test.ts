import type { Mapping } from '@throughline/domain/openData/mapping';
import { type MetaRow, type OpenDataRead, readOpenData } from '@throughline/domain/openData/read';
import { expect, test } from 'vitest';

const mapping: Mapping = {
  title: 'Looked after',
  source: 'Department for Education',
  address: 'https://example.org',
  licence: 'Open Government Licence v3.0',
  filters: [
    {
      filter: 'population',
      columns: ['population_type', 'population_count'],
      categories: [
        {
          category: 'on 31 March',
          names: ['looked after on 31 March', 'looked after at 31 March'],
        },
        { category: 'starting', names: ['starting'] },
      ],
      leftOut: ['ceasing'],
    },
  ],
  metrics: [
    {
      metric: 'looked-after',
      columns: ['children_count', 'number'],
      where: { population: 'on 31 March' },
      decimals: 0,
      reportingYear: { stockOn: '03-31' },
    },
    {
      metric: 'starting',
      columns: ['children_count', 'number'],
      where: { population: 'starting' },
      decimals: 0,
      reportingYear: { yearTo: '03-31' },
    },
  ],
  leftOut: ['population_estimate'],
};

const coventry = {
  time_period: '2025',
  time_identifier: 'Reporting year',
  geographic_level: 'Local authority',
  country_code: 'E92000001',
  country_name: 'England',
  region_code: 'E12000005',
  region_name: 'West Midlands',
  old_la_code: '331',
  new_la_code: 'E08000026',
  la_name: 'Coventry',
  population_type: 'looked after on 31 March',
  children_count: '684',
};
const nowhere = { old_la_code: '', new_la_code: '', la_name: '' };
const england = {
  ...coventry,
  ...nowhere,
  geographic_level: 'National',
  region_code: '',
  region_name: '',
};
const westMidlands = { ...coventry, ...nowhere, geographic_level: 'Regional' };

test('each cell of a chosen indicator and category is a figure with its place in the file', () => {
  const { figures, refused, rows, periods } = read([
    coventry,
    { ...england, children_count: '81,770' },
  ]);

  expect(refused).toEqual([]);
  expect(rows).toBe(2);
  expect(periods).toEqual(['2025-03-31']);
  expect(figures).toMatchObject([
    {
      metric: 'looked-after',
      category: 'Total',
      area: { code: 'E08000026', oldCode: '331', name: 'Coventry', level: 'authority' },
      period: '2025-03-31',
      value: { value: '684' },
      printed: '684',
      row: 2,
      locator:
        'row 2: Coventry, Reporting year 2025, looked after on 31 March, column children_count',
    },
    { area: { code: 'E92000001', level: 'country' }, value: { value: '81770' }, printed: '81,770' },
  ]);
});

test('a reporting year is a stock for one indicator and a flow for another of the same file', () => {
  const { figures } = read([coventry, { ...coventry, population_type: 'starting' }]);
  expect(figures.map(({ metric, period }) => [metric, period])).toEqual([
    ['looked-after', '2025-03-31'],
    ['starting', 'FY2024'],
  ]);
});

test('columns stand in any order, and may be called as in another release', () => {
  const { population_type, children_count, ...rest } = coventry;
  const earlier = {
    number: children_count,
    population_count: 'looked after at 31 March',
    population_estimate: '83561',
    ...Object.fromEntries(Object.entries(rest).reverse()),
  };
  expect(read([earlier]).figures).toMatchObject([
    { metric: 'looked-after', value: { value: '684' } },
  ]);
});

test('every missing mandatory column is named: five in every file, more by its levels', () => {
  const bare = { geographic_level: 'Local authority', number: '1', population_type: 'starting' };
  const { refused, figures } = read([bare, { ...bare, geographic_level: 'Regional' }]);

  expect(refused[0]).toEqual({
    reason:
      'the file lacks columns of the open data standard: time_period, time_identifier, country_code, country_name, region_code, region_name, old_la_code, new_la_code, la_name',
  });
  expect(figures).toEqual([]);
});

test('a file of England alone needs no columns of regions or authorities', () => {
  const { region_code, region_name, old_la_code, new_la_code, la_name, ...national } = england;
  expect(read([national])).toMatchObject({ refused: [], figures: [{ area: { name: 'England' } }] });
});

test('a column that the mapping does not know is refused with the nearest known one, never joined', () => {
  const { children_count, ...rest } = coventry;
  const { refused, figures } = read([{ ...rest, child_count: '684' }]);
  expect(figures).toEqual([]);
  expect(refused).toEqual([
    {
      column: 'child_count',
      reason:
        'the mapping “Looked after” does not know the column child_count; the nearest known one is “children_count”',
    },
    {
      column: 'children_count or number',
      reason:
        'the file has no column children_count or number for looked-after; the nearest in the file is “child_count”',
    },
    {
      column: 'children_count or number',
      reason:
        'the file has no column children_count or number for starting; the nearest in the file is “child_count”',
    },
  ]);
});

test('a category that the mapping does not know is refused once, with its rows and the nearest', () => {
  const odd = { ...coventry, population_type: 'looked after in March' };
  const { refused } = read([coventry, odd, { ...odd, time_period: '2024' }]);
  expect(refused).toEqual([
    {
      row: 3,
      rows: 2,
      column: 'population_type',
      reason:
        'the mapping does not know the category “looked after in March” of population; the nearest known one is “looked after on 31 March”',
    },
  ]);
});

test('a category that the mapping leaves out is not taken, and counted', () => {
  const { figures, skipped, refused } = read([
    coventry,
    { ...coventry, population_type: 'ceasing' },
  ]);
  expect(figures).toHaveLength(1);
  expect(refused).toEqual([]);
  expect(skipped).toEqual([
    { reason: 'the mapping leaves out “ceasing” of population_type', rows: 1 },
  ]);
});

test('an authority that changed its ONS code is one, by the old code that outlives it', () => {
  const { figures, areas, refused } = read([
    {
      ...coventry,
      time_period: '2025',
      old_la_code: '373',
      new_la_code: 'E08000039',
      la_name: 'Sheffield',
    },
    {
      ...coventry,
      time_period: '2024',
      old_la_code: '373',
      new_la_code: 'E08000019',
      la_name: 'Sheffield',
    },
    {
      ...coventry,
      time_period: '2023',
      old_la_code: '',
      new_la_code: 'E08000019',
      la_name: 'Sheffield',
    },
  ]);
  expect(refused).toEqual([]);
  expect(figures).toHaveLength(3);
  expect(areas).toMatchObject([{ code: 'E08000039', oldCode: '373', name: 'Sheffield' }]);
});

test('of several codes an authority stands under the one of the latest period, wherever it is', () => {
  const old = {
    ...coventry,
    old_la_code: '815',
    new_la_code: 'E10000023',
    la_name: 'North Yorkshire',
  };
  const now = { ...old, time_period: '2026', new_la_code: 'E06000065' };
  expect(read([old, now]).areas).toMatchObject([{ code: 'E06000065' }]);
  expect(read([now, old]).areas).toMatchObject([{ code: 'E06000065' }]);
});

test('two authorities of one name, or one code beside two old codes, are never joined', () => {
  const { areas, refused } = read([
    { ...coventry, old_la_code: '835', new_la_code: 'E10000009', la_name: 'Dorset' },
    { ...coventry, old_la_code: '838', new_la_code: 'E06000059', la_name: 'Dorset' },
    { ...coventry, old_la_code: '839', new_la_code: 'E06000059', la_name: 'Dorset' },
  ]);
  expect(areas.map(({ code }) => code)).toEqual(['E10000009', 'E06000059']);
  expect(refused).toEqual([
    { row: 4, reason: 'E06000059 stands beside two old codes, 838 and 839' },
  ]);
});

test('London stands three times among the regions and is taken once', () => {
  const london = { ...westMidlands, region_code: 'E12000007', region_name: 'London' };
  const { areas, skipped } = read([
    westMidlands,
    london,
    { ...london, region_code: 'E13000001', region_name: 'Inner London' },
    { ...london, region_code: 'E13000002', region_name: 'Outer London' },
  ]);
  expect(areas.map(({ code }) => code)).toEqual(['E12000005', 'E12000007']);
  expect(skipped).toEqual([
    { reason: 'Inner London is a part of London, which is among the regions already', rows: 1 },
    { reason: 'Outer London is a part of London, which is among the regions already', rows: 1 },
  ]);
});

test('two authorities reported as one are neither of them', () => {
  const both = {
    ...coventry,
    old_la_code: '314 / 318',
    new_la_code: 'E09000021 / E09000027',
    la_name: 'Kingston upon Thames / Richmond upon Thames',
  };
  const { figures, skipped } = read([
    both,
    { ...both, old_la_code: '' },
    { ...both, new_la_code: 'E09000021' },
  ]);
  expect(figures).toEqual([]);
  expect(skipped).toEqual([
    {
      reason:
        'two authorities reported as one (Kingston upon Thames / Richmond upon Thames) are neither of them',
      rows: 3,
    },
  ]);
});

test('other levels of the standard are not taken, unknown ones are refused', () => {
  const { skipped, refused } = read([
    { ...coventry, geographic_level: 'School' },
    { ...coventry, geographic_level: 'Ward' },
    { ...coventry, geographic_level: 'local authority' },
  ]);
  expect(skipped.map(({ rows }) => rows)).toEqual([1, 1]);
  expect(refused).toEqual([
    {
      row: 4,
      column: 'geographic_level',
      reason:
        '“local authority” is not a level of the standard; the nearest known one is “Local authority”',
    },
  ]);
});

test('every cell that is wrong is named with its row and column, not only the first', () => {
  const { refused, figures } = read([
    { ...coventry, children_count: '' },
    { ...coventry, time_period: '2024', children_count: ':' },
    { ...coventry, time_period: '2023', children_count: '12.5' },
    { ...coventry, time_period: '2022', children_count: 'c' },
  ]);
  expect(refused.map(({ row, column }) => [row, column])).toEqual([
    [2, 'children_count'],
    [3, 'children_count'],
    [4, 'children_count'],
  ]);
  expect(figures).toMatchObject([{ value: { symbol: 'c' }, printed: 'c' }]);
});

test('a second figure of the same place and time is refused, whatever it says', () => {
  const { refused } = read([coventry, coventry]);
  expect(refused).toEqual([
    {
      row: 3,
      column: 'children_count',
      reason: 'row 2 has a figure of the same place and time already',
    },
  ]);
});

test('an identifier that is not read yet is refused once with its rows', () => {
  const term = { ...coventry, time_period: '202425', time_identifier: 'Autumn term' };
  const { refused } = read([term, { ...term, time_period: '202324' }]);
  expect(refused).toEqual([
    {
      row: 2,
      rows: 2,
      column: 'time_period',
      reason: 'Autumn term: no metric takes terms, so it is not read yet',
    },
  ]);
});

test('one file may not mix kinds of time', () => {
  const { refused } = read([
    coventry,
    { ...coventry, time_period: '2024', time_identifier: 'Calendar year' },
  ]);
  expect(refused).toEqual([
    {
      column: 'time_identifier',
      reason: 'the standard does not let Reporting year and Calendar year stand in one file',
    },
  ]);
});

test('a row with too few cells, a heading twice and an empty file are refused', () => {
  const headings = Object.keys(coventry);
  const reading = readOpenData([...headings, 'la_name'], mapping);
  reading.take([{ row: 2, cells: ['2025'] }]);
  expect(reading.finish().refused).toEqual([
    { reason: 'the column la_name stands twice' },
    { row: 2, reason: 'the row has 1 cells, the headings are 13' },
  ]);
  expect(readOpenData(headings, mapping).finish().refused).toEqual([
    { reason: 'the file has no rows' },
  ]);
});

test('a .meta.csv that says otherwise is heard', () => {
  const agrees = [
    { column: 'population_type', type: 'Filter' },
    { column: 'children_count', type: 'Indicator' },
  ];
  expect(read([coventry], agrees).refused).toEqual([]);
  const differs = [
    { column: 'population_type', type: 'Indicator' },
    { column: 'children_count', type: 'Filter' },
    { column: 'placement', type: 'Filter' },
  ];
  expect(read([coventry], differs).refused).toEqual([
    { reason: 'the .meta.csv calls population_type an indicator, the mapping a filter' },
    { reason: 'the .meta.csv calls children_count a filter, the mapping an indicator' },
    { reason: 'the .meta.csv names the column placement, which the file does not have' },
  ]);
});

/** Rows of a file by heading, as `read` takes them. */
function read(
  rows: readonly Record<string, string>[],
  meta: readonly MetaRow[] = [],
): OpenDataRead {
  const headings = Object.keys(rows[0] ?? {});
  const reading = readOpenData(headings, mapping, meta);
  reading.take(
    rows.map((row, at) => ({ row: at + 2, cells: headings.map((heading) => row[heading] ?? '') })),
  );
  return reading.finish();
}
