import { queryOptions } from '@tanstack/react-query';
import type { Series } from '@throughline/api/wire/metric';
import type { Day } from '@throughline/domain/period';
import { get, searchOf } from '../api.ts';

/** Which series: without a breakdown the Total alone, with one its categories too. */
export interface SeriesAsk {
  metric: string;
  area: string | undefined;
  breakdown?: string | undefined;
  asAt: Day | undefined;
}

/** A series as it was known on a day, with the words that say it. */
export function seriesQuery({ metric, area, breakdown, asAt }: SeriesAsk) {
  const search = searchOf({ area, breakdown, 'as-at': asAt });
  return queryOptions<Series>({
    queryKey: ['series', metric, search],
    queryFn: (context) =>
      get<Series>(`/metrics/${encodeURIComponent(metric)}/series${search}`, context),
    placeholderData: (before) =>
      before?.metric === metric && before.breakdown === breakdown ? before : undefined,
  });
}
