import { queryOptions } from '@tanstack/react-query';
import type { WireMetric } from '@throughline/api/wire/metric';
import { get } from '../api.ts';

/** Every metric, in the order of the registry. */
export function metricsQuery() {
  return queryOptions({
    queryKey: ['metrics'],
    queryFn: async (context) => {
      const list = await get<{ metrics: WireMetric[] }>('/metrics', context);
      return list.metrics;
    },
  });
}
