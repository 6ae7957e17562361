import { queryOptions } from '@tanstack/react-query';
import type { WireDiscrepancy } from '@throughline/api/wire/decision';
import { get } from '../api.ts';

/** Everything in the papers that cannot all be right. */
export function discrepanciesQuery() {
  return queryOptions({
    queryKey: ['discrepancies'],
    queryFn: async (context) => {
      const list = await get<{ discrepancies: WireDiscrepancy[] }>('/discrepancies', context);
      return list.discrepancies;
    },
  });
}
