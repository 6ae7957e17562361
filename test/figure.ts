import type { Period } from '@throughline/domain/period';
import type { Figure } from '@throughline/domain/series';
import type { Decimal, Value } from '@throughline/domain/value';

/** A figure of the Board's papers; a test says only what it is about. */
export function figure(
  period: Period,
  value: Decimal | Value,
  rest: Partial<Pick<Figure, 'marks' | 'formula' | 'knownFrom' | 'version' | 'category'>> = {},
): Figure {
  return {
    ...(typeof value === 'string' ? { value } : value),
    metric: 'social-worker-vacancies',
    area: 'E08000026',
    category: 'Total',
    period,
    marks: [],
    version: 1,
    knownFrom: '2024-11-28',
    source: {
      document: 'workforce-note-2024-11-28',
      documentTitle: 'Workforce note',
      locator: 'paragraph 9.4, table, row Total',
      printed: typeof value === 'string' ? value : '',
      meeting: '2024-11-28',
    },
    note: '',
    ...rest,
  };
}
