import { queryOptions } from '@tanstack/react-query';
import type { RequestList } from '@throughline/api/wire/decision';
import type { Day } from '@throughline/domain/period';
import { get, searchOf } from '../api.ts';

/** Everything the Board asked, resolved and recommended, as it stood on a day; without one, today. */
export function requestsQuery(asAt: Day | undefined) {
  return queryOptions({
    queryKey: ['requests', asAt ?? 'today'],
    queryFn: (context) => get<RequestList>(`/requests${searchOf({ 'as-at': asAt })}`, context),
  });
}
