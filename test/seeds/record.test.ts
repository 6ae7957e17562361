import { fileURLToPath } from 'node:url';
import { readSeeds } from '@throughline/seeds/read';
import { describe, expect, test } from 'vitest';
import { papersAreHere, paperText, placeIn, plain } from './papers.ts';

const seeds = readSeeds(fileURLToPath(new URL('../../seeds', import.meta.url)));
const boardFigures = seeds.figures.filter(({ meeting }) => meeting !== null);
const documentOf = (id: string) => {
  const document = seeds.documents.find((one) => one.id === id);
  if (document === undefined) throw new Error(`There is no document ${id}`);
  return document;
};

test('the record holds every figure of the five papers, not a sample', () => {
  expect(boardFigures.length).toBeGreaterThanOrEqual(145);
});

test('an observation is printed once, or each time in another version', () => {
  const names = boardFigures.map(({ metric, area, breakdown, category, period }) =>
    JSON.stringify([metric, area, breakdown, category, period]),
  );
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});

test('a total is the sum of its parts, but for the one that is printed wrong', () => {
  const wrong = boardFigures
    .filter(
      ({ category, value, metric }) => category === 'Total' && value && metric !== 'retention-rate',
    )
    .flatMap((whole) => {
      const parts = boardFigures.filter(
        (part) =>
          part.metric === whole.metric &&
          part.period === whole.period &&
          part.area === whole.area &&
          ['role', 'grade'].includes(part.breakdown ?? ''),
      );
      if (parts.length === 0) return [];
      const sum = parts.reduce((all, part) => all + Number(part.value ?? 0), 0);
      return sum === Number(whole.value)
        ? []
        : [`${whole.metric} ${whole.period}: ${whole.value} ≠ ${sum}`];
    });
  expect(wrong).toEqual(['agency-cover 2022-10: 28 ≠ 29']);
});

test('“% retained” is starters minus leavers in all ten cells', () => {
  const of = (metric: string, category: string, period: string) =>
    Number(
      boardFigures.find(
        (one) => one.metric === metric && one.category === category && one.period === period,
      )?.value,
    );
  const retained = boardFigures.filter(({ metric }) => metric === 'retention-rate');
  expect(retained).toHaveLength(10);
  for (const { category, period, value } of retained) {
    const difference =
      of('social-worker-starters', category, period) -
      of('social-worker-leavers', category, period);
    expect(Number(value)).toBe(difference);
  }
});

test('no name of a person or contact detail stands in the record', () => {
  const text = JSON.stringify(seeds);
  expect(text).not.toMatch(/\b(Cllr|Councillor|Mrs|Mr|Ms|Dr)\b\.? [A-Z]/);
  expect(text).not.toMatch(/[\w.]+@[\w.]+\.\w+|\(024\)|\b0\d{3,4} ?\d{6}\b/);
});

describe.runIf(papersAreHere)('beside the papers themselves', () => {
  test.each(boardFigures)(
    '$metric $category $period is printed at $document, $locator',
    (figure) => {
      const text = paperText(documentOf(figure.document));
      const places = figure.locator
        .split(' and ')
        .map((locator) => placeIn(text, /^\d/.test(locator) ? `paragraph ${locator}` : locator));
      const found = figure.printed
        .split(' … ')
        .every((part) => places.join(' ').includes(plain(part)));
      expect(found, `“${figure.printed}” at ${figure.locator}`).toBe(true);
    },
  );

  test.each(seeds.discrepancySources.filter(({ document }) => documentOf(document).meeting))(
    'the discrepancy $discrepancy quotes $document, $locator',
    ({ document, printed }) => {
      expect(paperText(documentOf(document))).toContain(plain(printed));
    },
  );
});
