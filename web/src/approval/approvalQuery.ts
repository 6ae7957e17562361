import { queryOptions } from '@tanstack/react-query';
import type { Proof } from '@throughline/api/wire/return';
import { get } from '../api.ts';

/** What would be published of a return, as it stands. */
export function proofQuery(id: string) {
  return queryOptions({
    queryKey: ['proof', id],
    queryFn: (context) => get<Proof>(`/returns/${encodeURIComponent(id)}/proof`, context),
    staleTime: 0,
  });
}
