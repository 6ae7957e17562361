import { queryOptions } from '@tanstack/react-query';
import type { Series } from '@throughline/api/wire/metric';
import type { Day } from '@throughline/domain/period';
import { get, searchOf } from '../api.ts';
import type { View } from '../view.ts';

/** Which series: without a breakdown the Total alone, with one its categories too. */
export interface SeriesAsk {
  metric: string;
  area: string | undefined;
  breakdown?: string | undefined;
  asAt: Day | undefined;
  compare?: string | undefined;
  control?: string | undefined;
}

/** The Total of a metric with all that the reader chose to judge it by. */
export function wholeSeriesQuery(metric: string, { area, asAt, compare, control }: View) {
  return seriesQuery({ metric, area, asAt, compare, control });
}

/** The parts of a metric by one of its breakdowns. */
export function partsQuery(metric: string, { area, asAt }: View, breakdown: string | undefined) {
  return seriesQuery({ metric, area, asAt, breakdown });
}

/** A series as it was known on a day, with the words that say it. */
export function seriesQuery({ metric, area, breakdown, asAt, compare, control }: SeriesAsk) {
  const search = searchOf({ area, breakdown, 'as-at': asAt, compare, control });
  return queryOptions<Series>({
    queryKey: ['series', metric, search],
    queryFn: (context) =>
      get<Series>(`/metrics/${encodeURIComponent(metric)}/series${search}`, context),
    placeholderData: (before) =>
      before?.metric === metric && before.breakdown === breakdown ? before : undefined,
  });
}
