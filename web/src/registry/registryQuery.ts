import { queryOptions } from '@tanstack/react-query';
import type { MetricPage } from '@throughline/api/wire/metric';
import type { Proposal } from '@throughline/api/wire/registry';
import { homeArea } from '@throughline/domain/place';
import { get } from '../api.ts';

/** Every proposed change to the registry, the newest first. */
export function proposalsQuery() {
  return queryOptions({
    queryKey: ['proposals'],
    queryFn: async (context) =>
      (await get<{ proposals: Proposal[] }>('/proposals', context)).proposals,
  });
}

/** Whom Coventry is compared with, and from when. */
export function groupsQuery() {
  return queryOptions({
    queryKey: ['comparator groups'],
    queryFn: async (context) =>
      (
        await get<{ groups: MetricPage['neighbours'] }>(
          `/areas/${homeArea}/comparator-groups`,
          context,
        )
      ).groups,
  });
}
