import { queryOptions } from '@tanstack/react-query';
import type { ReturnPage, ReturnSummary } from '@throughline/api/wire/return';
import { get } from '../api.ts';

/** Every return that somebody may look at. */
export function returnsQuery() {
  return queryOptions({
    queryKey: ['returns'],
    queryFn: (context) => get<{ returns: ReturnSummary[] }>('/returns', context),
  });
}

/** One return with its boxes. It is read anew whenever it is opened: others write in it. */
export function returnQuery(id: string) {
  return queryOptions({
    queryKey: ['return', id],
    queryFn: (context) => get<ReturnPage>(`/returns/${encodeURIComponent(id)}`, context),
    staleTime: 10_000,
    gcTime: 0,
  });
}
