import {
  fittingMapping,
  type Mapping,
  mappingProblems,
} from '@throughline/domain/openData/mapping';
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
        { category: 'on 31 March', names: ['on 31 March', 'at 31 March'] },
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

test('a mapping that speaks of everything once holds together', () => {
  expect(mappingProblems(mapping)).toEqual([]);
});

test('a metric says for every filter which category it is', () => {
  const [first] = mapping.metrics;
  const metrics = [{ ...first, metric: 'all', columns: ['number'], decimals: 0, where: {} }];
  expect(mappingProblems({ ...mapping, metrics })).toEqual([
    'all does not say which category of population it is',
  ]);
});

test('a category or filter that does not exist, and a column with two meanings, are named', () => {
  const metrics = [
    {
      metric: 'a',
      columns: ['number'],
      decimals: 0,
      where: { population: 'leaving', sex: 'girls' },
    },
  ];
  expect(mappingProblems({ ...mapping, metrics, leftOut: ['number'] })).toEqual([
    'a is “leaving” of population, which is not one of its categories',
    'a chooses by sex, which is not a filter',
    'the column number is given two meanings',
  ]);
});

test('the mapping that speaks of most columns fits; one without an indicator of the file does not', () => {
  const other: Mapping = { ...mapping, title: 'Other', filters: [], leftOut: [] };
  const headings = ['time_period', 'population_type', 'number', 'population_estimate'];
  expect(fittingMapping(headings, [other, mapping])?.title).toBe('Looked after');
  expect(fittingMapping(['time_period', 'population_estimate'], [mapping])).toBeUndefined();
});
