import { agendaFigures } from '@throughline/domain/agenda';
import { expect, test } from 'vitest';

const starters = { id: 'starters', title: 'Starters' };
const leavers = { id: 'leavers', title: 'Leavers' };
const homes = { id: 'homes', title: 'Homes' };
const meals = { id: 'meals', title: 'Meals' };
const registry = [homes, leavers, meals, starters];

const workforce = { position: 5, metrics: [starters, leavers] };
const placements = { position: 6, metrics: [homes] };
const inPrivate = { position: 9, metrics: [homes] };

test('a meeting’s figures come in the order of its agenda, and in an item as it names them', () => {
  const told = [{ metric: 'homes' }, { metric: 'leavers' }, { metric: 'starters' }];
  expect(agendaFigures([workforce, placements], registry, told)).toEqual([
    { item: workforce, metric: 'starters', title: 'Starters', figures: [told[2]] },
    { item: workforce, metric: 'leavers', title: 'Leavers', figures: [told[1]] },
    { item: placements, metric: 'homes', title: 'Homes', figures: [told[0]] },
  ]);
});

test('what no item names comes last, in the registry’s order, and only if it was told', () => {
  const told = [{ metric: 'meals' }, { metric: 'homes' }];
  expect(agendaFigures([], registry, told).map(({ metric, item }) => [metric, item])).toEqual([
    ['homes', undefined],
    ['meals', undefined],
  ]);
});

test('a metric that an item names has its place before it has a figure', () => {
  expect(agendaFigures([placements], registry, [])).toEqual([
    { item: placements, metric: 'homes', title: 'Homes', figures: [] },
  ]);
});

test('a metric stands once, under the first item that names it', () => {
  const found = agendaFigures([placements, inPrivate], registry, [{ metric: 'homes' }]);
  expect(found.map(({ item }) => item?.position)).toEqual([6]);
});

test('every figure of a metric keeps its order under it', () => {
  const told = [
    { metric: 'homes', period: '2023' },
    { metric: 'meals', period: '2022' },
    { metric: 'homes', period: '2024' },
  ];
  const [first] = agendaFigures([placements], registry, told);
  expect(first?.figures.map(({ period }) => period)).toEqual(['2023', '2024']);
});
