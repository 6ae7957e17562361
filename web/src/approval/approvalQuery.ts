import { queryOptions } from '@tanstack/react-query';
import type { PrivateFigures, Proof } from '@throughline/api/wire/return';
import { get } from '../api.ts';

/** What would be published of a return, as it stands. */
export function proofQuery(id: string) {
  return queryOptions({
    queryKey: ['proof', id],
    queryFn: (context) => get<Proof>(`/returns/${encodeURIComponent(id)}/proof`, context),
    staleTime: 0,
  });
}

/** The figures that are private now, with their grounds and without their numbers. */
export function privateQuery() {
  return queryOptions({
    queryKey: ['private figures'],
    queryFn: async (context) => (await get<PrivateFigures>('/exemptions', context)).private,
  });
}
