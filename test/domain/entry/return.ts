import { checkEntries, type EntriesContext } from '@throughline/domain/entry/check';
import type { Entry, Finding, Typed } from '@throughline/domain/entry/finding';
import type { EntryMetric } from '@throughline/domain/entry/place';
import type { Past } from '@throughline/domain/entry/record';
import type { Period } from '@throughline/domain/period';
import type { Decimal, Value } from '@throughline/domain/value';

/** A metric as the registry would have it; a test says only what it is about. */
export function metric(rest: Partial<EntryMetric> = {}): EntryMetric {
  return {
    id: 'children-in-care',
    title: 'Children in care',
    unit: 'count',
    decimals: 0,
    kind: 'snapshot',
    periodKinds: ['day', 'month'],
    breakdowns: [],
    ...rest,
  };
}

/** Posts divided by role: the table of paragraph 9.4. */
export const vacancies = metric({
  id: 'social-worker-vacancies',
  title: 'Social worker vacancies',
  unit: 'posts',
  decimals: 1,
  breakdowns: [
    {
      id: 'role',
      title: 'Role',
      categories: [
        { id: 'social-worker', title: 'Social Worker' },
        { id: 'advanced-social-worker', title: 'Advanced Social Worker' },
        { id: 'senior-practitioner', title: 'Senior Practitioner' },
        { id: 'team-manager', title: 'Team Manager' },
      ],
    },
  ],
});

/** A share of a whole, kept as its numerator and denominator. */
export const share = metric({ id: 'share', title: 'A share', unit: 'percent', decimals: 1 });

/** An entry of December 2024 for Coventry. Its id is its category, unless it says otherwise. */
export function entry(typed: Typed | string, rest: Partial<Entry> = {}): Entry {
  return {
    id: rest.category ?? 'Total',
    metric: 'children-in-care',
    area: 'E08000026',
    category: 'Total',
    period: '2024-12',
    typed: typeof typed === 'string' ? { text: typed } : typed,
    ...rest,
  };
}

/** The five boxes of a metric divided by role, in the order of the table. */
export function roles(texts: readonly string[], rest: Partial<Entry> = {}): Entry[] {
  const [breakdown] = vacancies.breakdowns;
  return texts.map((text, at) => {
    const category = breakdown?.categories[at]?.id ?? 'Total';
    const part = category === 'Total' ? {} : { breakdown: 'role' };
    return entry(text, { metric: vacancies.id, category, ...part, ...rest });
  });
}

/** A published figure. */
export function past(
  period: Period,
  value: Decimal | Value,
  rest: Partial<Pick<Past, 'metric' | 'breakdown' | 'category' | 'marks'>> = {},
): Past {
  return {
    ...(typeof value === 'string' ? { value } : value),
    ...{ metric: 'children-in-care', area: 'E08000026', category: 'Total', period, marks: [] },
    ...rest,
  };
}

/** The same five boxes as they were published. */
export function publishedRoles(period: Period, values: readonly Decimal[]): Past[] {
  return roles(values).map(({ metric, breakdown, category }, at) =>
    past(period, values[at] ?? '0', { metric, breakdown, category }),
  );
}

/** Months that end with November 2024, one figure each. */
export function months(values: readonly string[]): Past[] {
  return values.map((value, at) => {
    const month = 2024 * 12 + 11 - values.length + at;
    const name = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
    return past(name as Period, value as Decimal);
  });
}

/** Checks entries on 6 January 2025 with the metrics of these tests. */
export function check(
  entries: readonly Entry[],
  rest: Partial<Omit<EntriesContext, 'entries'>> = {},
) {
  return checkEntries({
    today: '2025-01-06',
    metrics: [metric(), vacancies, share],
    areas: ['E08000026'],
    history: [],
    ...rest,
    entries,
  });
}

/** The rules found, without the notes that every new series gets. */
export function rules(
  entries: readonly Entry[],
  rest: Partial<Omit<EntriesContext, 'entries'>> = {},
): Finding['rule'][] {
  return check(entries, rest)
    .findings.map(({ rule }) => rule)
    .filter((rule) => rule !== 'short-history');
}
