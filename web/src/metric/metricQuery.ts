import { queryOptions } from '@tanstack/react-query';
import type { MetricPage } from '@throughline/api/wire/metric';
import type { Day } from '@throughline/domain/period';
import { get, searchOf } from '../api.ts';

/** A metric's definition, with what the Board had asked about it by a day. */
export function metricQuery(id: string, asAt: Day | undefined) {
  return queryOptions<MetricPage>({
    queryKey: ['metric', id, asAt ?? 'latest'],
    queryFn: (context) =>
      get<MetricPage>(`/metrics/${encodeURIComponent(id)}${searchOf({ 'as-at': asAt })}`, context),
    // Another day of the same metric redraws the same page: it stays until the other is here.
    placeholderData: (before) => (before?.id === id ? before : undefined),
  });
}
