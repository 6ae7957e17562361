import { readFileSync } from 'node:fs';
import type { Breakdown, Unit } from '@throughline/domain/metric';
import type { Alias } from '@throughline/domain/paste/names';
import type { TableContext } from '@throughline/domain/paste/read';
import type { PeriodKind } from '@throughline/domain/period';
import { parse } from 'csv-parse/sync';

/** The registry as the product seeds it, so that a table is read as it would be in use. */
export function registry(): Omit<TableContext, 'overrides'> & { aliases: readonly Alias[] } {
  const categories = rows('breakdowns.csv');
  const breakdowns = new Map<string, Breakdown>();
  for (const { breakdown = '', breakdown_title = '' } of categories) {
    breakdowns.set(breakdown, {
      id: breakdown,
      title: breakdown_title,
      categories: categories
        .filter((row) => row['breakdown'] === breakdown)
        .map(({ category = '', category_title = '' }) => ({ id: category, title: category_title })),
    });
  }
  return {
    metrics: rows('metrics.csv').map((row) => ({
      id: row['id'] ?? '',
      title: row['title'] ?? '',
      caption: row['caption'] ?? '',
      unit: row['unit'] as Unit,
      periodKinds: (row['period_kinds'] ?? '').split(' ') as PeriodKind[],
      breakdowns: (row['breakdowns'] ?? '').split(' ').flatMap((id) => breakdowns.get(id) ?? []),
    })),
    aliases: rows('aliases.csv').map(
      ({ text = '', metric = '', breakdown = '', category = '' }) => ({
        text,
        means: metric === '' ? { breakdown, category } : { metric },
      }),
    ),
    area: 'E08000026',
  };
}

/** The figures of the papers as the record holds them: what a table of theirs must be read as. */
export function printedFigures(paragraph: string): Map<string, string> {
  return new Map(
    rows('figures.csv')
      .filter(
        ({ document, locator }) =>
          document === 'workforce-note-2024-11-28' &&
          locator?.startsWith(`paragraph ${paragraph}, table, row`),
      )
      .map(({ metric, category, period, printed }) => [
        `${metric} ${category} ${period}`,
        printed ?? '',
      ]),
  );
}

function rows(file: string): Record<string, string>[] {
  const path = new URL(`../../../seeds/${file}`, import.meta.url);
  return parse(readFileSync(path), { columns: true, bom: true });
}
