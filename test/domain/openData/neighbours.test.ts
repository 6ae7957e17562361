import {
  isNeighboursFile,
  modelInForceFrom,
  readNeighbours,
} from '@throughline/domain/openData/neighbours';
import { expect, test } from 'vitest';

const wide2025 = ['old_la_code', 'la_name', 'region_ind', 'SN_1', 'SN_1P', 'SN_2', 'SN_2P'];
const wide2021 = ['LA num', 'LA Name', 'LA number', 'SN1', 'SNP', 'SN2', 'SNP', ''];

test('the wide files of both models are told by their headings', () => {
  expect(isNeighboursFile(wide2025)).toBe(true);
  expect(isNeighboursFile(wide2021)).toBe(true);
  expect(isNeighboursFile(['old_la_code', 'la_name', 'time_period'])).toBe(false);
});

test('the neighbours stand in order with their closeness, however it is padded or capitalised', () => {
  const { groups, refused } = readNeighbours(wide2025, [
    { row: 2, cells: ['331', 'Coventry', '8', '831', 'Very close', '350', 'Close '] },
  ]);
  expect(refused).toEqual([]);
  expect(groups).toEqual([
    {
      row: 2,
      oldCode: '331',
      name: 'Coventry',
      neighbours: [
        { oldCode: '831', closeness: 'very close' },
        { oldCode: '350', closeness: 'close' },
      ],
    },
  ]);
  const in2021 = readNeighbours(wide2021, [
    { row: 2, cells: ['331', 'Coventry', '331', '831', 'Very Close', '350', 'Not Close', ''] },
  ]);
  expect(in2021.groups[0]?.neighbours).toEqual([
    { oldCode: '831', closeness: 'very close' },
    { oldCode: '350', closeness: 'not close' },
  ]);
});

test('what stands below “Old SNs:” is not taken, and counted', () => {
  const blank = Array.from({ length: 8 }, () => '');
  const { groups, skipped } = readNeighbours(wide2021, [
    { row: 2, cells: blank },
    { row: 3, cells: blank.with(1, 'Old SNs:') },
    { row: 4, cells: ['928', 'Northamptonshire', '928', '831', 'Close', '350', 'Close', ''] },
  ]);
  expect(groups).toEqual([]);
  expect(skipped.map(({ rows }) => rows)).toEqual([1, 1, 1]);
});

test('a neighbour that is none, the authority itself and one named twice are refused with the row', () => {
  const row = (...cells: string[]) => ({ row: 2, cells: ['331', 'Coventry', '8', ...cells] });
  const refusedIn = (cells: string[]) => readNeighbours(wide2025, [row(...cells)]).refused;
  expect(refusedIn(['831', 'Very close', '331', 'Close'])).toMatchObject([
    { row: 2, column: 'SN_2' },
  ]);
  expect(refusedIn(['831', 'Very clsoe', '350', 'Close'])).toEqual([
    {
      row: 2,
      column: 'SN_1',
      reason:
        '“831, Very clsoe” is no neighbour and how close it is; the nearest known one is “very close”',
    },
  ]);
  expect(refusedIn(['831', 'Close', '831', 'Close'])).toEqual([
    { row: 2, reason: 'a neighbour is named twice' },
  ]);
});

test('a model is in force from 1 January of the year it was published in', () => {
  expect(modelInForceFrom('2025-05-15')).toBe('2025-01-01');
  expect(modelInForceFrom('2021-04-01')).toBe('2021-01-01');
});
